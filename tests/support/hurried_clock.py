"""A clock that is put forward instead of waited for, so that no test waits for a service."""

from __future__ import annotations

import threading

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock


class HurriedClock(SystemClock):
    """The machine's clock, whose monotonic time jumps over every wait of every token."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._passed = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self._passed

    def hurry(self, patch: pytest.MonkeyPatch) -> None:
        """Let waits be over at once from now on; those at the same time pass together."""

        def wait(token: CancelToken, seconds: float) -> None:
            with self._lock:
                until = self.monotonic() + seconds
            token.raise_if_cancelled()
            with self._lock:
                self._passed += max(0.0, until - self.monotonic())

        patch.setattr(CancelToken, "wait", wait)
