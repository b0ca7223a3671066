"""Reports of a worker that come faster than anybody can look are put together on the way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Inbox(Generic[T]):
    """Takes reports on a worker thread, and hands them over in one go on the UI thread.

    `ring` is called for the first report after each time that the box was emptied, so that a
    run of a hundred thousand people fills no queue.
    """

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._lock = threading.Lock()
        self._reports: list[T] = []

    def put(self, report: T) -> None:
        """Leave a report; belongs on the worker."""
        with self._lock:
            self._reports.append(report)
            is_first = len(self._reports) == 1
        if is_first:
            self._ring()

    def take(self) -> list[T]:
        """Return what was left since the last time, oldest first."""
        with self._lock:
            reports, self._reports = self._reports, []
        return reports
