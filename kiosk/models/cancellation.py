"""Cancelling work that is under way, and the moment after which it is too late for that."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class WorkCancelledError(Exception):
    """Raised inside work that was cancelled; never shown to anybody."""


class CancelToken:
    """Handed to every piece of work; the work asks it, the user interface cancels it.

    Once the work has called `commit`, it is past the point where stopping would leave
    nobody knowing what happened: `cancel` then answers False, and the work runs to its end,
    unless it calls `release` because the service has plainly refused.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = threading.Event()
        self._committed = False
        self._callbacks: list[Callable[[], None]] = []

    @property
    def is_cancelled(self) -> bool:
        """Whether the work should stop."""
        return self._cancelled.is_set()

    @property
    def is_committed(self) -> bool:
        """Whether it is too late to cancel."""
        return self._committed

    def cancel(self) -> bool:
        """Ask the work to stop; False when it is too late for that."""
        with self._lock:
            if self._committed:
                return False
            if self._cancelled.is_set():
                return True
            self._cancelled.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()
        return True

    def commit(self) -> None:
        """Pass the point of no return.

        Raises WorkCancelledError when the work was cancelled before.
        """
        with self._lock:
            if self._cancelled.is_set():
                raise WorkCancelledError
            self._committed = True

    def release(self) -> None:
        """Make cancelling possible again, because nothing was changed after all."""
        self._committed = False

    def raise_if_cancelled(self) -> None:
        """Raise WorkCancelledError when the work was cancelled."""
        if self._cancelled.is_set():
            raise WorkCancelledError

    def wait(self, seconds: float) -> None:
        """Wait that long, or until cancelled; raises WorkCancelledError in that case."""
        if self._cancelled.wait(seconds):
            raise WorkCancelledError

    def on_cancel(self, callback: Callable[[], None]) -> None:
        """Call `callback` once on cancellation, at once if that has happened already."""
        with self._lock:
            if not self._cancelled.is_set():
                self._callbacks.append(callback)
                return
        callback()

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        """Call `callback` once on cancellation, while in this block only."""
        self.on_cancel(callback)
        try:
            yield
        finally:
            with self._lock:
                if callback in self._callbacks:
                    self._callbacks.remove(callback)
