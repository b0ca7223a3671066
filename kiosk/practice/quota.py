"""The tenant's write quota: so many writes in 150 seconds, then 429 until there is room.

Source: Microsoft Graph, 'service-specific throttling limits', identity and access: 3,000 writes
per 150 seconds for a tenant.
"""

from __future__ import annotations

import math
import threading
from collections import deque
from collections.abc import Callable

from kiosk.practice.messages import GraphRefusalError

WINDOW_SECONDS = 150.0
SERVICE_LIMIT = 3_000


class WriteQuota:
    """Counts writes; safe from many threads. ``seconds`` is a clock that only goes forward."""

    def __init__(self, limit: int, seconds: Callable[[], float]) -> None:
        self._limit = limit
        self._seconds = seconds
        self._writes: deque[float] = deque()
        self._lock = threading.Lock()

    def spend(self) -> None:
        """Count one write, or refuse it with 429 and the time until there is room."""
        with self._lock:
            now = self._seconds()
            while self._writes and self._writes[0] <= now - WINDOW_SECONDS:
                self._writes.popleft()
            if len(self._writes) < self._limit:
                self._writes.append(now)
                return
            wait = self._writes[0] + WINDOW_SECONDS - now if self._writes else WINDOW_SECONDS
        raise throttled(max(1, math.ceil(wait)))


def throttled(seconds: int | None) -> GraphRefusalError:
    """Graph's 429; without a time when ``seconds`` is None."""
    headers = () if seconds is None else (("Retry-After", str(seconds)),)
    return GraphRefusalError(
        429, "TooManyRequests", "Too many requests. Please retry later.", *headers
    )
