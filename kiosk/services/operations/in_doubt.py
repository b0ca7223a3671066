"""Remembers which changes nobody has an answer to, so that what follows is looked at closely."""

from __future__ import annotations

import threading
from enum import Enum, auto

from kiosk.models.clock import Clock
from kiosk.models.person import Person

LATE_SECONDS = 600.0
"""How long a change without an answer is taken to be able to finish; gateways give up sooner."""


class Doubt(Enum):
    """What may still happen to a person's credentials."""

    RESET = auto()
    DELETION = auto()


class InDoubt:
    """People whose PIN or code may still be changed by a request that nobody waits for.

    Thread-safe.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._until: dict[tuple[str, Doubt], float] = {}

    def begin(self, person: Person, doubt: Doubt) -> None:
        """Note that an answer about this person was lost just now."""
        with self._lock:
            now = self._clock.monotonic()
            self._until = {known: end for known, end in self._until.items() if end > now}
            self._until[person.id, doubt] = now + LATE_SECONDS

    def holds(self, person: Person, doubt: Doubt) -> bool:
        """Say whether such a request may still be on its way."""
        with self._lock:
            return self._until.get((person.id, doubt), 0.0) > self._clock.monotonic()
