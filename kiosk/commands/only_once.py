"""One station for each account and kind: a second start brings the first one to the front."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import __version__
from kiosk.commands.outcome import ExitCode
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.services.station_lock import Holder, StationLock

if TYPE_CHECKING:
    from kiosk.qt.second_start import Answer

_SECONDS = 15.0
"""How long a station that is only just starting may take to answer a second start."""

_PAUSE = 0.1
_CONTEXT = "OnlyOnce"
_ALREADY_RUNNING = QT_TRANSLATE_NOOP(
    "OnlyOnce", "PIN Kiosk is already running here; its window has come to the front."
)
_OTHER_VERSION = QT_TRANSLATE_NOOP(
    "OnlyOnce",
    "PIN Kiosk {running} is already running here, and its window has come to the front. To work "
    "with {this} instead, close it first.",
)


def run_only_once(lock_file: Path, run: Callable[[Holder], int], language: str = "") -> int:
    """Run the station, or have the one that runs come to the front and say so in this language.

    `run` is told who holds the lock, which is never another one. Raises StationError
    STATION_NOT_ANSWERING when another one is there and does not answer.
    """
    lock = StationLock(lock_file)
    holder = lock.take()
    answer = None
    if holder is Holder.ANOTHER:
        holder, answer = _wait_for_answer(lock_file, lock)
    elif holder is Holder.UNKNOWN:
        answer = _ask(lock_file)
    if answer is not None:
        print(_told(answer, language), file=sys.stderr, flush=True)
        return ExitCode.DONE
    try:
        return run(holder)
    finally:
        lock.release()


def _wait_for_answer(lock_file: Path, lock: StationLock) -> tuple[Holder, Answer | None]:
    """Ask until the other station answers, or has ended; return who holds the lock then."""
    pause = threading.Event()
    deadline = time.monotonic() + _SECONDS
    while (answer := _ask(lock_file)) is None:
        holder = lock.take()
        if holder is not Holder.ANOTHER:
            return holder, None
        if time.monotonic() > deadline:
            raise StationError(ErrorCode.STATION_NOT_ANSWERING)
        pause.wait(_PAUSE)
    return Holder.ANOTHER, answer


def _told(answer: Answer, language: str) -> str:
    from kiosk.commands.words import sentences_of  # noqa: PLC0415 - only for a second start

    translate = sentences_of(language)
    if answer.version in {"", __version__}:
        return translate(_CONTEXT, _ALREADY_RUNNING)
    return translate(_CONTEXT, _OTHER_VERSION).format(running=answer.version, this=__version__)


def _ask(lock_file: Path) -> Answer | None:
    from kiosk.qt.second_start import ask_to_front  # noqa: PLC0415 - only for a second start

    return ask_to_front(lock_file)
