"""What the tests of the window share: a window that is gone is cleaned up on the UI thread."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_old_window() -> Iterator[None]:
    """Collect what a test leaves behind, before a worker's collection does it on its thread.

    A program has one window for as long as it runs; only tests throw whole windows away, and
    Qt's objects must not be destroyed on another thread than their own.
    """
    yield
    gc.collect()
