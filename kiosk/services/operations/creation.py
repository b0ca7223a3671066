"""Making what the service tells once, and making it anew when the answer was lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, NamedTuple, TypeVar

from kiosk.models.badge import Badge, Method
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.target import Target
from kiosk.services.graph.client import OnWait
from kiosk.services.operations.operation import Work
from kiosk.services.operations.progress import Step
from kiosk.services.operations.same_moment import is_same_moment

T = TypeVar("T")

_ONE_EXISTS = frozenset({ErrorCode.BADGE_STILL_ACTIVE, ErrorCode.METHOD_EXISTS})
"""What the service says where a code or a method stands already."""


class Dates(NamedTuple):
    """From when and until when a code works; aware."""

    starts: datetime
    expires: datetime

    def are_of(self, badge: Badge) -> bool:
        """Say whether a code has exactly these dates."""
        return is_same_moment(badge.starts, self.starts) and is_same_moment(
            badge.expires, self.expires
        )


def dates_from(now: datetime, days: int) -> Dates:
    """Return the dates of a badge that works for so many days from a moment on."""
    starts = now.replace(microsecond=0)
    return Dates(starts, starts + timedelta(days=days))


def dates_for_days(work: Work, days: int) -> Dates:
    """Return the dates of a badge that works for so many days, from now by the service's clock."""
    return dates_from(work.methods.server_now(), days)


@dataclass(frozen=True)
class InRun:
    """What an operation in a run is bound to, so that it is known after the run was cut off.

    `dates` are those of the badge that is made. `lost` are dates that were asked for before,
    of badges that nobody can print: the one that stands is removed and made anew.
    """

    dates: Dates
    lost: tuple[Dates, ...] = ()


class Creation(Generic[T]):
    """One thing with a code in it that is being made; remembers what was asked for in vain.

    Nobody can print a code whose answer was lost. So before the next try the state is read,
    and a code with exactly the dates that were asked for is removed. One with other dates is
    somebody else's work and is left alone: then the error is `taken`.

    `make` asks the service, `find` takes the code in question out of the state, and `remove`
    gets rid of it. `lost` are the dates that were asked for before this program was cut off.
    """

    def __init__(
        self,
        target: Target,
        make: Callable[[Work, Dates, OnWait], T],
        find: Callable[[Method | None], Badge | None],
        remove: Callable[[Work, Badge], None],
        taken: ErrorCode,
        lost: Sequence[Dates] = (),
    ) -> None:
        self._target = target
        self._make = make
        self._find = find
        self._remove = remove
        self._taken = taken
        self._lost = list(lost)
        self.made: T | None = None

    @property
    def follows_lost_answer(self) -> bool:
        """Whether an earlier try may still finish late."""
        return bool(self._lost)

    def complete(self, work: Work, dates: Callable[[], Dates], on_lost: Callable[[], None]) -> T:
        """Make it, if it is not made yet; `dates` are asked for at each try.

        `on_lost` hears of every answer that is lost. Raises StationError: `taken`, what the
        service refused, and the last fault when patience ends.
        """
        backoff = work.methods.backoff()
        while self.made is None:
            if self._lost:
                self._remove_lost(work)
            asked = dates()
            work.reach(Step.ISSUE_BADGE)
            try:
                self.made = self._make(work, asked, work.waiting_at(Step.ISSUE_BADGE))
            except StationError as error:
                fault = error
                if error.maybe_done:
                    self._lost.append(asked)
                    on_lost()
                elif self._lost and error.code in _ONE_EXISTS:
                    # The one that stands may be the lost one, so nobody else is blamed for it.
                    fault = StationError(
                        ErrorCode.BADGE_UNCONFIRMED, details=error.details, maybe_done=True
                    )
                else:
                    raise
                work.wait(Step.CONFIRM_BADGE, backoff, fault)
        return self.made

    def _remove_lost(self, work: Work) -> None:
        badge = self._find(work.read(self._target, Step.CONFIRM_BADGE))
        if badge is None:
            return
        if not any(asked.are_of(badge) for asked in self._lost):
            raise StationError(self._taken)
        self._remove(work, badge)
