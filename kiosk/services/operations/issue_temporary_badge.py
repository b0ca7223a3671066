"""Issuing a code for some hours to somebody who left the badge at home."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.models.audit_record import AuditOperation
from kiosk.models.badge import Badge, BadgeKind, Credentials
from kiosk.models.errors import ErrorCode
from kiosk.models.target import Target
from kiosk.services.operations.code_replacement import CodeReplacement
from kiosk.services.operations.creation import Dates
from kiosk.services.operations.operation import Operation, Work


class IssueTemporaryBadge(Operation):
    """Makes a temporary code; one that is there already is deleted first.

    `old` is the temporary code that the supervisor saw and agreed to give up, None where
    there is none. `starts` None is from now on, as is a moment that has passed meanwhile.
    Recovery is that of `CodeReplacement`.
    """

    kind = AuditOperation.ISSUE_TEMPORARY_BADGE

    def __init__(
        self, target: Target, old: Badge | None, hours: int, starts: datetime | None = None
    ) -> None:
        super().__init__(target)
        self._hours = hours
        self._starts = starts
        self._replacement = CodeReplacement(target, BadgeKind.TEMPORARY, old, self._say)

    def came_out(self) -> Credentials | None:
        """Return the code, once it was told."""
        return self._replacement.came_out()

    def _run(self, work: Work) -> Credentials:
        return self._replacement.complete(work, lambda: self._dates(work))

    def _dates(self, work: Work) -> Dates:
        now = work.methods.server_now().replace(microsecond=0)
        starts = now if self._starts is None else max(self._starts, now)
        return Dates(starts, starts + timedelta(hours=self._hours))

    def _say(self, code: ErrorCode) -> None:
        self._half_done = code
