"""The steps of an operation, as they are shown while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto


class Step(Enum):
    """One thing an operation does."""

    READ_STATE = auto()
    RESET_PIN = auto()
    CONFIRM_PIN = auto()
    ISSUE_BADGE = auto()
    CONFIRM_BADGE = auto()
    REMOVE_LOST_BADGE = auto()


@dataclass(frozen=True)
class Progress:
    """An operation reached `step`; `waiting_seconds` is set while the service makes it wait."""

    step: Step
    waiting_seconds: float | None = None


Report = Callable[[Progress], None]


def waiting_at(step: Step, report: Report) -> Callable[[float], None]:
    """Return what reports the seconds that the service makes a step wait."""
    return lambda seconds: report(Progress(step, seconds))
