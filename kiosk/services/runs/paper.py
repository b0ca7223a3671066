"""What a run needs of paper: the step's badges and slips, printed or saved before the next step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.models.badge import Credentials
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import StationError
from kiosk.models.person import Person
from kiosk.models.run import Row, RowResult

STEP_MAX = 30
"""Most people whose badges are made before they are on paper: some whole sheets of cards.

What is lost when the power goes is made anew for so many. Fewer would keep a run waiting: a step
takes a round trip to the service, and a sheet of ten at a time is a third of the speed.
"""


@dataclass(frozen=True)
class Piece:
    """What came out for one row, to be put on paper; the run clears it afterwards."""

    number: int
    person: Person
    credentials: Credentials


class RunPaper(Protocol):
    """Where the badges and slips of a run go. Each call may take long and may be repeated."""

    @property
    def at_once(self) -> int:
        """How many people fill a step: whole sheets, and never more than STEP_MAX."""
        ...

    def belong_to(self, run: str) -> None:
        """Hear before anything else which run it is for; no other run has this name."""
        ...

    def check(self, *, badges: bool) -> None:
        """See that pages can go there, before anybody is changed; nothing is left of it.

        `badges` says whether there will be badges, or only slips with PINs. Raises StationError.
        """
        ...

    def put(self, part: int, pieces: Sequence[Piece], cancel: CancelToken) -> None:
        """Bring a step's badges and slips to paper; return once they are there for sure.

        `part` counts the steps from 1. What a part was before is replaced. Raises StationError;
        nothing counts as printed or saved then.
        """
        ...

    def unfit(self, pieces: Sequence[Piece]) -> Mapping[int, StationError]:
        """Say of which rows no page can be made, after `put` raised CODE_UNREADABLE, and why."""
        ...

    def put_list(self, rows: Iterable[tuple[Row, RowResult]]) -> None:
        """Bring the list to tick off to paper: of all rows those that are done.

        Raises StationError.
        """
        ...

    def withdraw(self, part: int) -> None:
        """Do away with what an earlier, cut off try of a part may have left; no error if none."""
        ...

    def place(self) -> str:
        """Return the folder that has saved pages in it; empty where there is none."""
        ...
