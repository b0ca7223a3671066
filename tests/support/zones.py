"""Another time zone for this process, for as long as a test lasts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest


@contextmanager
def in_zone(name: str) -> Iterator[ZoneInfo]:
    """Let this machine be in a time zone; skips where it cannot be put there."""
    if not hasattr(time, "tzset"):
        pytest.skip("needs a system whose time zone can be set")
    try:
        zone = ZoneInfo(name)
    except ZoneInfoNotFoundError:
        pytest.skip("needs the time zones' data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", name)
        time.tzset()
        try:
            yield zone
        finally:
            patch.undo()
            time.tzset()
