"""Issuing the first badge and PIN of a person who has none."""

from __future__ import annotations

from dataclasses import replace

from kiosk.models.audit_record import AuditOperation
from kiosk.models.badge import Badge, Credentials, Method
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.target import Target
from kiosk.services.graph.client import OnWait
from kiosk.services.operations.creation import Creation, Dates, InRun, dates_for_days
from kiosk.services.operations.deletion import remove_method
from kiosk.services.operations.in_doubt import Doubt
from kiosk.services.operations.operation import Operation, Work
from kiosk.services.operations.progress import Step


class IssueBadge(Operation):
    """Creates the person's method; badge and PIN are told this once.

    Recovery: when the answer is lost, the state is read. A method whose badge has exactly the
    dates that were asked for is the lost one: nobody can print its code, so it is removed and
    made anew. Another method is somebody else's work and is left alone: METHOD_EXISTS.

    In a run the state has just been read, so it is not read again: the service refuses a second
    method by itself.
    """

    kind = AuditOperation.ISSUE_BADGE

    def __init__(self, target: Target, days: int, in_run: InRun | None = None) -> None:
        super().__init__(target)
        self._days = days
        self._in_run = in_run
        lost = in_run.lost if in_run else ()
        if lost:
            self._answer_was_lost()
        self._creation = Creation(
            target, self._make, _badge_of, self._remove, ErrorCode.METHOD_EXISTS, lost
        )

    def came_out(self) -> Credentials | None:
        """Return badge and PIN, once they were told."""
        return self._creation.made

    def _run(self, work: Work) -> Credentials:
        is_unread = self._half_done is None and self._in_run is None
        if is_unread and work.read(self.target, Step.READ_STATE) is not None:
            raise StationError(ErrorCode.METHOD_EXISTS)
        made = self._creation.complete(work, lambda: self._dates(work), self._answer_was_lost)
        # A removal whose answer was lost may finish late and take this badge away too.
        may_be_undone = work.in_doubt.holds(self.target.person, Doubt.DELETION)
        lost = self._creation.follows_lost_answer or may_be_undone
        return replace(made, follows_lost_answer=lost)

    def _dates(self, work: Work) -> Dates:
        return self._in_run.dates if self._in_run else dates_for_days(work, self._days)

    def _make(self, work: Work, dates: Dates, waiting: OnWait) -> Credentials:
        return work.methods.create(self.target, *dates, work.cancel, waiting)

    def _remove(self, work: Work, _: Badge) -> None:
        remove_method(work, self.target, Step.REMOVE_LOST_BADGE)

    def _answer_was_lost(self) -> None:
        self._half_done = ErrorCode.BADGE_UNCONFIRMED


def _badge_of(method: Method | None) -> Badge | None:
    """Return the badge of a method; raises METHOD_EXISTS for a method without one."""
    if method is not None and method.standard is None:
        raise StationError(ErrorCode.METHOD_EXISTS)
    return None if method is None else method.standard
