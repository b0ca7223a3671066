"""One station for each account and kind: a second start brings the first one to the front."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.commands.outcome import ExitCode
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.station_lock import Holder, StationLock

_SECONDS = 15.0
"""How long a station that is only just starting may take to answer a second start."""

_PAUSE = 0.1
_ALREADY_RUNNING = "PIN Kiosk is already running here; its window has come to the front."


def run_only_once(lock_file: Path, run: Callable[[Holder], int]) -> int:
    """Run the station, or have the one that runs come to the front and say so.

    `run` is told who holds the lock, which is never another one. Raises StationError
    STATION_NOT_ANSWERING when another one is there and does not answer.
    """
    lock = StationLock(lock_file)
    holder = lock.take()
    if holder is Holder.ANOTHER:
        holder = _wait_for_answer(lock_file, lock)
    elif holder is Holder.UNKNOWN and _ask(lock_file):
        holder = Holder.ANOTHER
    if holder is Holder.ANOTHER:
        print(_ALREADY_RUNNING, file=sys.stderr, flush=True)
        return ExitCode.DONE
    try:
        return run(holder)
    finally:
        lock.release()


def _wait_for_answer(lock_file: Path, lock: StationLock) -> Holder:
    """Ask until the other station answers, or has ended; return who holds the lock then."""
    pause = threading.Event()
    deadline = time.monotonic() + _SECONDS
    while not _ask(lock_file):
        holder = lock.take()
        if holder is not Holder.ANOTHER:
            return holder
        if time.monotonic() > deadline:
            raise StationError(ErrorCode.STATION_NOT_ANSWERING)
        pause.wait(_PAUSE)
    return Holder.ANOTHER


def _ask(lock_file: Path) -> bool:
    from kiosk.qt.second_start import ask_to_front  # noqa: PLC0415 - only for a second start

    return ask_to_front(lock_file)
