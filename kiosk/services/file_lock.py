"""Lets one process at a time work on a file; the one place that knows the platforms' locks."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LOCK_SECONDS = 5.0
_POLL_SECONDS = 0.005


@contextmanager
def locked(descriptor: int, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the lock of an open file, which every process that asks for it respects.

    The descriptor has to be open for writing, and not be shared by threads. Raises
    TimeoutError (an OSError) when somebody else holds the lock for that long.
    """
    pause = threading.Event()
    tries = int(seconds / _POLL_SECONDS)
    while not _try_to_lock(descriptor):
        if tries <= 0:
            raise TimeoutError("the file is locked by somebody else")
        tries -= 1
        pause.wait(_POLL_SECONDS)
    try:
        yield
    finally:
        _unlock(descriptor)


if sys.platform == "win32":
    import msvcrt
    import os

    # A lock on Windows stops others from reading the locked bytes, so it is put on a byte
    # far behind the end of the file.
    _LOCKED_BYTE = 2**30

    def _try_to_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_to_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
