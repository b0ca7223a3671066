"""How many changes one sign-in may make in a short time before it is asked for again."""

from __future__ import annotations

import threading

from kiosk.models.clock import Clock
from kiosk.models.errors import MANY_CHANGES, ErrorCode, StationError
from kiosk.models.moment import Moment

WINDOW_SECONDS = 600.0
"""How far back changes count."""


class ChangeLimit:
    """Counts the changes of one sign-in; a new one begins at nothing. Usable from any thread.

    Somebody who finds an open station, or a machine that pretends to be a hand, can so change
    no more than this many people's credentials one after the other. A run for many people is
    not counted: it is looked at and confirmed as a whole. `limit` 0 is no limit.
    """

    def __init__(self, limit: int, clock: Clock) -> None:
        self._limit = limit
        self._clock = clock
        self._lock = threading.Lock()
        self._signed_in_at: Moment | None = None
        self._moments: list[float] = []

    def begin(self, signed_in_at: Moment) -> float:
        """Count a change that begins now; return what takes it back.

        Raises StationError SIGN_IN_NEEDED, with MANY_CHANGES among its values, when this
        sign-in has made so many that somebody has to show anew who stands here.
        """
        with self._lock:
            now = self._clock.monotonic()
            if signed_in_at != self._signed_in_at:
                self._signed_in_at, self._moments = signed_in_at, []
            self._moments = [moment for moment in self._moments if now - moment < WINDOW_SECONDS]
            if 0 < self._limit <= len(self._moments):
                raise StationError(ErrorCode.SIGN_IN_NEEDED, {MANY_CHANGES: str(self._limit)})
            self._moments.append(now)
            return now

    def take_back(self, moment: float) -> None:
        """Count a change no more, because nothing was changed."""
        with self._lock:
            if moment in self._moments:
                self._moments.remove(moment)
