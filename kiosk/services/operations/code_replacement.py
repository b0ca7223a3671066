"""Putting a new code in the place of the one that a person holds, of either kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from kiosk.models.badge import Badge, BadgeKind, BadgeState, Credentials, IssuedBadge, Method
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.target import Target
from kiosk.services.graph.client import OnWait
from kiosk.services.operations.creation import Creation, Dates
from kiosk.services.operations.deletion import delete_code
from kiosk.services.operations.in_doubt import Doubt
from kiosk.services.operations.operation import Work
from kiosk.services.operations.progress import Step

_GONE_BY_KIND = MappingProxyType(
    {
        BadgeKind.STANDARD: ErrorCode.BADGE_GONE,
        BadgeKind.TEMPORARY: ErrorCode.TEMPORARY_BADGE_GONE,
    }
)


class CodeReplacement:
    """Deletes the old code, if there is one, and makes a new one; each exactly once.

    `old` is the code that the supervisor saw and asked to have replaced, None for none.
    `say_half_done` is called with what to say should it go no further. `lost` are the dates of
    codes that were asked for before this program was cut off: one of them is in nobody's hands.
    """

    def __init__(
        self,
        target: Target,
        kind: BadgeKind,
        old: Badge | None,
        say_half_done: Callable[[ErrorCode], None],
        lost: Sequence[Dates] = (),
    ) -> None:
        self._target = target
        self._kind = kind
        self._old = old
        self._say_half_done = say_half_done
        self._old_is_gone = False
        self._deletion_is_unconfirmed = False
        self._passed_over_id: str | None = None
        self._may_be_undone = False
        self._creation = Creation(
            target, self._make, self._standing, self._remove, ErrorCode.PERSON_CHANGED, lost
        )
        self._lost = lost

    def came_out(self) -> Credentials | None:
        """Return the new code, once it was told."""
        issued = self._creation.made
        if issued is None:
            return None
        return Credentials(issued=issued, follows_lost_answer=self._may_be_undone)

    def complete(self, work: Work, dates: Callable[[], Dates]) -> Credentials:
        """Do what is left to do, and return the new code.

        Raises StationError, PERSON_CHANGED when the person holds another code by now than
        the one that was to be replaced.
        """
        if not self._old_is_gone:
            self._delete_old(work)
            self._old_is_gone = True
        try:
            issued = self._creation.complete(work, dates, self._creation_was_lost)
        except StationError as error:
            if error.code is ErrorCode.BADGE_STILL_ACTIVE:
                # There was none a moment ago, so somebody else has just made one.
                raise StationError(ErrorCode.PERSON_CHANGED, details=error.details) from None
            raise
        # A deletion whose answer was lost, here or before, may finish late and take this with it.
        self._may_be_undone = self._creation.follows_lost_answer or work.in_doubt.holds(
            self._target.person, Doubt.DELETION
        )
        return Credentials(issued=issued, follows_lost_answer=self._may_be_undone)

    def _delete_old(self, work: Work) -> None:
        method = work.read(self._target, Step.READ_STATE)
        if method is None:
            raise StationError(ErrorCode.METHOD_MISSING)
        standing = method.badge(self._kind)
        if standing is None:
            if self._deletion_is_unconfirmed:
                # Now it is known that the deletion without an answer was made.
                self._say_half_done(_GONE_BY_KIND[self._kind])
            return
        if any(asked.are_of(standing) for asked in self._lost):
            # The old one was deleted before, and this one made.
            self._say_half_done(ErrorCode.BADGE_UNCONFIRMED)
            return
        if self._old is None or standing.id != self._old.id:
            raise StationError(ErrorCode.PERSON_CHANGED)
        has_ended = standing.state_at(work.methods.server_now()) is BadgeState.EXPIRED
        try:
            delete_code(
                work, self._target, standing, Step.DELETE_OLD_BADGE, self._deletion_was_lost
            )
        except StationError as error:
            # Whether an ended code can be deleted is documented nowhere; it is in nobody's way.
            if not (has_ended and error.code is ErrorCode.REQUEST_REFUSED):
                raise
            self._passed_over_id = standing.id
            return
        if self._deletion_is_unconfirmed or not has_ended:
            self._say_half_done(_GONE_BY_KIND[self._kind])

    def _make(self, work: Work, dates: Dates, waiting: OnWait) -> IssuedBadge:
        return work.methods.create_code(self._target, self._kind, *dates, work.cancel, waiting)

    def _standing(self, method: Method | None) -> Badge | None:
        standing = None if method is None else method.badge(self._kind)
        # An ended code that could not be deleted is nobody's work of just now.
        is_passed_over = standing is not None and standing.id == self._passed_over_id
        return None if is_passed_over else standing

    def _remove(self, work: Work, badge: Badge) -> None:
        delete_code(work, self._target, badge, Step.REMOVE_LOST_BADGE)

    def _creation_was_lost(self) -> None:
        self._say_half_done(ErrorCode.BADGE_UNCONFIRMED)

    def _deletion_was_lost(self) -> None:
        self._deletion_is_unconfirmed = True
        self._say_half_done(ErrorCode.DELETION_UNCONFIRMED)
