"""The steps of an operation, as they are shown while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from kiosk.models.errors import ErrorCode


class Step(Enum):
    """One thing an operation does."""

    READ_STATE = auto()
    RESET_PIN = auto()
    CONFIRM_PIN = auto()
    ISSUE_BADGE = auto()
    CONFIRM_BADGE = auto()
    REMOVE_LOST_BADGE = auto()
    DELETE_OLD_BADGE = auto()
    MOVE_EXPIRY = auto()
    REMOVE_METHOD = auto()


@dataclass(frozen=True)
class Progress:
    """An operation reached `step`; while it waits, for how long and because of which fault."""

    step: Step
    waiting_seconds: float | None = None
    waits_for: ErrorCode | None = None


Report = Callable[[Progress], None]
