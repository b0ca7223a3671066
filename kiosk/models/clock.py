"""What time it is, handed in wherever it matters so that tests need no patching."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How wrong this machine's clock may be before it is said."""


class Clock(Protocol):
    """The time of day, and a time that only goes forward."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never jump back, from an unknown start."""
        ...


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


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never jump back, from an unknown start."""
        return time.monotonic()
