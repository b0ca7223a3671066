"""Moving the end of a badge that soon runs out; the badge itself stays as it is."""

from __future__ import annotations

from datetime import datetime

from kiosk.models.audit_record import AuditOperation
from kiosk.models.badge import Badge, Credentials, Method
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.target import Target
from kiosk.services.operations.operation import Operation, Work
from kiosk.services.operations.progress import Step
from kiosk.services.operations.same_moment import is_same_moment


class ExtendBadge(Operation):
    """Lets the badge that the supervisor saw work until another moment.

    Recovery: to move the same end twice changes nothing, so after a lost answer the state is
    read, and the move is repeated while the end is the one that the supervisor saw. Another
    end is somebody else's work and is left alone: PERSON_CHANGED.
    """

    kind = AuditOperation.EXTEND_BADGE

    def __init__(self, target: Target, badge: Badge, expires: datetime) -> None:
        super().__init__(target)
        self._badge = badge
        self._expires = expires

    def _run(self, work: Work) -> Credentials:
        backoff = work.methods.backoff()
        while True:
            method = self._read(work)
            standing = self._standing(method)
            # Ours first: where both ends are one as far as can be told, there is nothing to do.
            if is_same_moment(standing.expires, self._expires):
                return Credentials(method=method)
            if not is_same_moment(standing.expires, self._badge.expires):
                raise StationError(ErrorCode.PERSON_CHANGED)
            work.reach(Step.MOVE_EXPIRY)
            try:
                moved = work.methods.move_expiry(
                    self.target,
                    standing,
                    self._expires,
                    work.cancel,
                    work.waiting_at(Step.MOVE_EXPIRY),
                )
            except StationError as error:
                if not error.maybe_done:
                    raise
                self._half_done = ErrorCode.EXTENSION_UNCONFIRMED
                work.wait(Step.MOVE_EXPIRY, backoff, error)
            else:
                return Credentials(method=method.with_badge(moved.kind, moved))

    def _read(self, work: Work) -> Method:
        method = work.read(self.target, Step.READ_STATE)
        if method is None:
            raise StationError(ErrorCode.METHOD_MISSING)
        return method

    def _standing(self, method: Method) -> Badge:
        standing = method.badge(self._badge.kind)
        if standing is None or standing.id != self._badge.id:
            raise StationError(ErrorCode.PERSON_CHANGED)
        return standing
