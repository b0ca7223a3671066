"""What time it is, handed in wherever it matters so that tests need no patching."""

from __future__ import annotations

import time
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


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never jump back, from an unknown start."""
        return time.monotonic()
