"""What the confirm page and the progress page show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from kiosk.controllers.person_view import Action
from kiosk.models.badge import Method
from kiosk.models.person import Person
from kiosk.services.operations.progress import Step


@dataclass(frozen=True)
class ConfirmView:
    """The confirm page: who, what will happen, what stops working."""

    action: Action
    person: Person
    is_self: bool
    photo: bytes | None = field(default=None, repr=False)
    method: Method | None = None
    badge_days: int | None = None


class CancelState(Enum):
    """What the cancel button of the progress page can still do."""

    POSSIBLE = auto()
    TOO_LATE = auto()


@dataclass(frozen=True)
class ProgressView:
    """The progress page. `steps_done` in order; `waiting_seconds` while throttled."""

    action: Action
    person: Person
    step: Step
    steps_done: tuple[Step, ...] = ()
    waiting_seconds: int | None = None
    cancel: CancelState = CancelState.POSSIBLE
