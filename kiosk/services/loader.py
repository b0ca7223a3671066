"""Makes the workplace the first time a job needs it, on that job's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.services.workplace import Workplace


class WorkplaceLoader:
    """Hands out the one workplace; safe on any worker thread, never used on the UI thread."""

    def __init__(self, build: Callable[[], Workplace]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._workplace: Workplace | None = None

    @property
    def made(self) -> Workplace | None:
        """The workplace if there is one already; never waits, so any thread may ask."""
        return self._workplace

    def get(self) -> Workplace:
        """Return the workplace; a failure to make it is raised, and tried again next time.

        Raises StationError.
        """
        with self._lock:
            if self._workplace is None:
                self._workplace = self._build()
            return self._workplace
