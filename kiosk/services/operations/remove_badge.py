"""Removing badge and PIN of somebody who does not work here any more."""

from __future__ import annotations

from kiosk.models.audit_record import AuditOperation
from kiosk.models.badge import Credentials
from kiosk.models.errors import ErrorCode
from kiosk.services.operations.deletion import remove_method
from kiosk.services.operations.operation import Operation, Work
from kiosk.services.operations.progress import Step


class RemoveBadge(Operation):
    """Removes the person's method: both codes and the PIN.

    Recovery: after a lost answer the state is read, and the removal repeated while there is
    a method. That there is none, whoever removed it, is what was asked for.
    """

    kind = AuditOperation.REMOVE_BADGE

    def _run(self, work: Work) -> Credentials:
        remove_method(work, self.target, Step.REMOVE_METHOD, self._answer_was_lost)
        return Credentials()

    def _answer_was_lost(self) -> None:
        self._half_done = ErrorCode.REMOVAL_UNCONFIRMED
