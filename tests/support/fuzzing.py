"""How long fuzz tests look: a moment in every run, as long as one likes by hand.

`PIN_KIOSK_FUZZ=50` makes each of them try fifty times as much, every time something else.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from hypothesis import HealthCheck, settings

from kiosk.models.errors import StationError

Result = TypeVar("Result")

TIMES = max(1, int(os.environ.get("PIN_KIOSK_FUZZ", "1")))


def fuzz(examples: int) -> settings:
    """Return settings for a test that tries so many examples in a usual run.

    A usual run tries the same ones every time, so that nobody's change fails by chance.
    Nothing is kept on the disk, and a busy machine is no failure.
    """
    return settings(
        max_examples=examples * TIMES,
        derandomize=TIMES == 1,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def outcome(work: Callable[[], Result]) -> Result | StationError:
    """Return what comes out, or the station's own error; any other comes through."""
    try:
        return work()
    except StationError as error:
        return error


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail what works longer, in seconds of this process: a busy machine is no failure.

    What only waits, for ever, is ended by the limit of every test.
    """
    began = time.process_time()
    yield
    took = time.process_time() - began
    assert took < seconds, f"worked {took:.1f} s"
