"""Remembers whose PIN was reset without an answer, so that the next reset is looked at closely."""

from __future__ import annotations

import threading

from kiosk.models.clock import Clock
from kiosk.models.person import Person

LATE_SECONDS = 600.0
"""How long a reset whose answer was lost is taken to be able to finish; gateways give up sooner."""


class InDoubt:
    """People whose PIN may still be changed by a request that nobody waits for; thread-safe."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._until: dict[str, float] = {}

    def begin(self, person: Person) -> None:
        """Note that an answer about this person was lost just now."""
        with self._lock:
            now = self._clock.monotonic()
            self._until = {known: end for known, end in self._until.items() if end > now}
            self._until[person.id] = now + LATE_SECONDS

    def holds(self, person: Person) -> bool:
        """Say whether such a request may still be on its way."""
        with self._lock:
            return self._until.get(person.id, 0.0) > self._clock.monotonic()
