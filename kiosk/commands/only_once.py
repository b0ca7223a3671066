"""One station for each account and kind: a second start brings the first one to the front."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.commands.outcome import ExitCode
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.station_lock import StationLock

_SECONDS = 15.0
"""How long a station that is only just starting may take to answer a second start."""

_PAUSE = 0.1
_ALREADY_RUNNING = "PIN Kiosk is already running here; its window has come to the front."


def run_only_once(lock_file: Path, run: Callable[[], int]) -> int:
    """Run the station, or have the one that runs come to the front and say so.

    Raises StationError STATION_NOT_ANSWERING when that one is there and does not answer.
    """
    lock = StationLock(lock_file)
    if not lock.take() and _is_at_front(lock_file, lock):
        print(_ALREADY_RUNNING, file=sys.stderr, flush=True)
        return ExitCode.DONE
    try:
        return run()
    finally:
        lock.release()


def _is_at_front(lock_file: Path, lock: StationLock) -> bool:
    """Ask until the other station answers; False when it has ended and the lock is ours."""
    from kiosk.qt.second_start import ask_to_front  # noqa: PLC0415 - only for a second start

    pause = threading.Event()
    deadline = time.monotonic() + _SECONDS
    while not ask_to_front(lock_file):
        if lock.take():
            return False
        if time.monotonic() > deadline:
            raise StationError(ErrorCode.STATION_NOT_ANSWERING)
        pause.wait(_PAUSE)
    return True
