"""The tenant's time: UTC, in the service's own notation, never twice the same for a change.

What has a date (codes, PINs, the ``Date`` header) goes by a clock that can be set ahead. Sign-in
goes by the computer's own, so that nobody is signed out when the other one is set.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Now = Callable[[], datetime]

NEVER = "0001-01-01T00:00:00Z"
"""What the service says of a code that was never used (Graph: qrCode resource type)."""


def utc_now() -> datetime:
    """Return the computer's time in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Return a moment in the service's notation, with seven fractional digits if any."""
    text = moment.astimezone(UTC).isoformat().removesuffix("+00:00")
    return f"{text}0Z" if moment.microsecond else f"{text}Z"


def parse_moment(text: str) -> datetime:
    """Read an OData DateTimeOffset; raises ValueError when it is none or has no offset."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no offset from UTC")
    return moment.astimezone(UTC)


class ShiftedClock:
    """A clock that runs so many seconds ahead of another, or behind it when they are negative."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self.ahead_seconds = 0.0

    def __call__(self) -> datetime:
        """Return the shifted time."""
        return self._now() + timedelta(seconds=self.ahead_seconds)


class ChangeClock:
    """Gives each change its own moment, later than every one before it."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._last = datetime.min.replace(tzinfo=UTC)
        self._lock = threading.Lock()

    def tick(self) -> datetime:
        """Return a moment later than every moment given before."""
        with self._lock:
            self._last = max(self._now(), self._last + timedelta(microseconds=1))
            return self._last
