"""A second start asks the first station to come to the front, over a local socket.

Each says which version it is, in one line; a version that says less or more is understood as well.
Imported only once the first page has been painted, or in a process that shows none.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kiosk import __version__
from kiosk.services.station_lock import Holder

_log = logging.getLogger(__name__)

_ASKED = "front"
_ANSWERED = "here"
_LINE = re.compile(r"([a-z]+)(?: ([\w.+!-]{1,32}))?(?: .*)?\n", re.ASCII)
_LONGEST_LINE = 256
_CONNECT_MS = 500
_ANSWER_MS = 2000

_LONGEST_PATH = 90
"""Sockets have short names: 104 bytes on macOS, with room for what Qt adds while it makes one."""


@dataclass(frozen=True)
class Answer:
    """What the station that runs has said; `version` is empty where it did not say which it is."""

    version: str


class FrontDoor(QObject):
    """Listens in the station that runs.

    `asked` says that somebody started it once more, and which version that was; empty where it
    did not say.

    `holder` is who holds the lock. Where nobody can tell, another station may run and listen
    already; then this one does not, because listening would take the other one's socket.
    """

    asked = Signal(str)

    def __init__(self, lock_file: Path, holder: Holder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = _name_for(lock_file)
        if holder is not Holder.THIS_ONE and _connected_to(name) is not None:
            _log.warning("a second start cannot be heard: another station listens already")
            return
        # Whoever holds the lock is the only one, so a socket that is there is a crash's; and so is
        # one that leads nowhere.
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            # The station works without it, but a second start will not bring it to the front.
            _log.warning("a second start cannot be heard: %s", self._server.errorString())

    def close(self) -> None:
        """Listen no longer; may be called twice."""
        self._server.close()

    def _answer(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.readyRead.connect(lambda one=visitor: self._hear(one))
            if visitor.bytesAvailable():
                self._hear(visitor)

    def _hear(self, visitor: QLocalSocket) -> None:
        if not visitor.canReadLine() and visitor.bytesAvailable() < _LONGEST_LINE:
            return
        version = _version_in(bytes(visitor.read(_LONGEST_LINE).data()), _ASKED)
        if version is not None:
            visitor.write(_line(_ANSWERED))
            visitor.flush()
            self.asked.emit(version)
        visitor.disconnectFromServer()


def ask_to_front(lock_file: Path) -> Answer | None:
    """Ask the station that holds the lock to come to the front; None when nobody answers."""
    _let_others_to_the_front()
    visitor = _connected_to(_name_for(lock_file))
    if visitor is None:
        return None
    # Whoever listens there may be somebody else, and talk without end.
    visitor.setReadBufferSize(_LONGEST_LINE)
    visitor.write(_line(_ASKED))
    visitor.flush()
    deadline = QDeadlineTimer(_ANSWER_MS)
    while not visitor.canReadLine():
        is_too_long = visitor.bytesAvailable() >= _LONGEST_LINE
        if is_too_long or not visitor.waitForReadyRead(deadline.remainingTime()):
            return None
    version = _version_in(bytes(visitor.read(_LONGEST_LINE).data()), _ANSWERED)
    return None if version is None else Answer(version)


def _line(word: str) -> bytes:
    return f"{word} {__version__}\n".encode()


def _version_in(line: bytes, word: str) -> str | None:
    """Return the version that a line tells, empty for none; None for a line of somebody else."""
    found = _LINE.match(line.decode("ascii", "replace"))
    return (found[2] or "") if found is not None and found[1] == word else None


def _connected_to(name: str) -> QLocalSocket | None:
    visitor = QLocalSocket()
    visitor.connectToServer(name)
    return visitor if visitor.waitForConnected(_CONNECT_MS) else None


def _name_for(lock_file: Path) -> str:
    path = lock_file.absolute().with_suffix(".socket")
    if sys.platform != "win32" and len(bytes(path)) <= _LONGEST_PATH:
        return str(path)
    # Short, because it lies in the folder for temporary files, whose own name can be long.
    return "pin-kiosk-" + hashlib.sha256(bytes(path)).hexdigest()[:12]


if sys.platform == "win32":
    import ctypes

    _ANY_PROCESS = -1

    def _let_others_to_the_front() -> None:
        """Hand on the right to the foreground, which Windows gives to what was started last."""
        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)

else:

    def _let_others_to_the_front() -> None:
        """Do nothing: elsewhere the window manager decides."""
