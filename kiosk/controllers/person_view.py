"""What the person page shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from kiosk.models.badge import UNKNOWN_POLICY, Method, Policy
from kiosk.models.errors import StationError
from kiosk.models.person import Person


class Action(Enum):
    """What a supervisor can ask for."""

    RESET_PIN = auto()
    ISSUE_BADGE = auto()


class PersonStage(Enum):
    """Whether the person's state was read."""

    LOADING = auto()
    READY = auto()
    FAILED = auto()


@dataclass(frozen=True)
class PersonView:
    """The person page; `method` None with stage READY means that there is no method."""

    person: Person
    is_self: bool = False
    stage: PersonStage = PersonStage.LOADING
    photo: bytes | None = field(default=None, repr=False)
    method: Method | None = None
    policy: Policy = UNKNOWN_POLICY
    actions: tuple[Action, ...] = ()
    error: StationError | None = None
