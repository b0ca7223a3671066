"""What the search page shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from kiosk.models.errors import StationError
from kiosk.models.person import Person


class SearchStage(Enum):
    """What the list on the search page holds."""

    IDLE = auto()
    LOADING = auto()
    FOUND = auto()
    NOBODY = auto()
    FAILED = auto()


@dataclass(frozen=True)
class PersonDetails:
    """What is learnt about a found person after the list is there.

    `photo` holds picture bytes or None; `has_method` is None while unknown.
    """

    photo: bytes | None = field(default=None, repr=False)
    has_method: bool | None = None


@dataclass(frozen=True)
class SearchView:
    """The search page; `people` stay visible while a newer look-up loads."""

    stage: SearchStage = SearchStage.IDLE
    text: str = ""
    people: tuple[Person, ...] = ()
    more: bool = False
    error: StationError | None = None
