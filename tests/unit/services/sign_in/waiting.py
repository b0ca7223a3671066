"""Waiting in tests: for a condition, never for a fixed time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from kiosk.services.sign_in.progress import SignInProgress


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        threading.Event().wait(0.01)


def sign_in_threads() -> list[str]:
    return [one.name for one in threading.enumerate() if "sign-in" in one.name]


def no_report(_: SignInProgress) -> None:
    """Take a report that the test does not look at."""
