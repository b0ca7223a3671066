"""Lets one station run for each account and kind; practice and the real one are two.

The lock is the kernel's, on an open file, and ends with the process that holds it. What a crash
or a power cut leaves is only the file, which nobody takes for a lock.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from enum import Enum, auto
from pathlib import Path

from kiosk.services.file_lock import locked
from kiosk.services.files import make_private_folder


class Holder(Enum):
    """Who holds the lock, after it was asked for."""

    THIS_ONE = auto()
    ANOTHER = auto()
    UNKNOWN = auto()
    """No file can be made here. Two stations are better than none."""


class StationLock:
    """Held from the start to the end of a station."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held = ExitStack()

    def take(self) -> Holder:
        """Take the lock if nobody holds it, and say who does."""
        with ExitStack() as taking:
            try:
                make_private_folder(self._file.parent)
                descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
                taking.callback(os.close, descriptor)
                taking.enter_context(locked(descriptor, seconds=0))
            except TimeoutError:
                return Holder.ANOTHER
            except OSError:
                return Holder.UNKNOWN
            self._held = taking.pop_all()
        return Holder.THIS_ONE

    def release(self) -> None:
        """Let the next one have it; may be called twice."""
        self._held.close()
