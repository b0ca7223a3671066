"""A moment that is still right after the computer has slept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.models.clock import Clock


@dataclass(frozen=True)
class Moment:
    """A moment by both clocks: which of them goes on while a computer sleeps differs by system."""

    time: datetime
    ticks: float

    @classmethod
    def now(cls, clock: Clock) -> Moment:
        """Return this moment."""
        return cls(clock.now(), clock.monotonic())

    def seconds_since(self, earlier: Moment) -> float:
        """Return how long ago that was, by the clock that says the longer time."""
        return max((self.time - earlier.time).total_seconds(), self.ticks - earlier.ticks)
