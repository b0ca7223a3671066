"""What the confirm page and the progress page show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from kiosk.controllers.person_view import Action
from kiosk.models.badge import Method
from kiosk.models.person import Person
from kiosk.services.operations.progress import Step


@dataclass(frozen=True)
class ConfirmView:
    """The confirm page: who, what will happen, what stops working.

    `now` is the service's time when the question was put. `expires` is until when the badge
    will work that is made, or whose end is moved. `also_reset_pin` goes with a replacement;
    `hours` and `starts` with a temporary badge, where None is from now on.
    """

    action: Action
    person: Person
    is_self: bool
    now: datetime
    expires: datetime
    photo: bytes | None = field(default=None, repr=False)
    method: Method | None = None
    also_reset_pin: bool = False
    hours: int = 0
    starts: datetime | None = None
    may_reprint: bool = False


class CancelState(Enum):
    """What the cancel button of the progress page can still do."""

    POSSIBLE = auto()
    TOO_LATE = auto()


class Waiting(Enum):
    """Why the station waits before it goes on by itself."""

    BUSY = auto()
    TROUBLE = auto()
    OUT_OF_REACH = auto()


@dataclass(frozen=True)
class ProgressView:
    """The progress page. `steps_done` in order.

    While it waits, `waiting_seconds` until it goes on by itself, and what it `waits_for`.
    """

    action: Action
    person: Person
    step: Step
    steps_done: tuple[Step, ...] = ()
    waiting_seconds: int | None = None
    waits_for: Waiting | None = None
    cancel: CancelState = CancelState.POSSIBLE
