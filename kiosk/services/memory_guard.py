"""Keeps what will be secret to this process; to be called before the first secret is there."""

from __future__ import annotations

from kiosk.services.crash_dumps import forbid
from kiosk.services.freed_memory import overwrite_what_is_freed


def guard_memory() -> None:
    """Have no memory written down by others, and freed memory overwritten; may be called twice."""
    forbid()
    overwrite_what_is_freed()
