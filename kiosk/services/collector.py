"""Keeps Python's collector from going through what is loaded for good again and again.

A full collection holds up every thread, the window's too: for 50 ms where all pages and services
are loaded, nearly all of it spent on what never goes.
"""

from __future__ import annotations

import gc
import sys

from kiosk.services.freed_memory import overwrite_small_blocks

_seen = 0


def leave_loaded_alone() -> None:
    """Have the collector look at nothing any more that is there now; to call after imports.

    Does nothing where no module was loaded since the last time, so that what a long day leaves
    behind is collected as ever.
    """
    global _seen  # noqa: PLW0603 - there is one collector in a process
    loaded = len(sys.modules)
    if loaded > _seen:
        _seen = loaded
        gc.freeze()


def collect_now() -> None:
    """Let go of what nobody needs any more, such as requests that carried a token.

    Some of it refers to itself and would otherwise wait for a collection that may be long in
    coming. To call on the UI thread, where windows' objects belong; takes some ten milliseconds.
    """
    gc.collect()
    overwrite_small_blocks()
