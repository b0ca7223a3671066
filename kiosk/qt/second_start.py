"""A second start asks the first station to come to the front, over a local socket.

Imported only once the first page has been painted, or in a process that shows none.
"""

from __future__ import annotations

import hashlib
import logging
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kiosk.services.station_lock import Holder

_log = logging.getLogger(__name__)

_ANSWER = b"here\n"
_CONNECT_MS = 500
_ANSWER_MS = 2000

_LONGEST_PATH = 90
"""Sockets have short names: 104 bytes on macOS, with room for what Qt adds while it makes one."""


class FrontDoor(QObject):
    """Listens in the station that runs; `asked` says that somebody started it once more.

    `holder` is who holds the lock. Where nobody can tell, another station may run and listen
    already; then this one does not, because listening would take the other one's socket.
    """

    asked = Signal()

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
            visitor.write(_ANSWER)
            visitor.flush()
            visitor.disconnectFromServer()
            self.asked.emit()


def ask_to_front(lock_file: Path) -> bool:
    """Ask the station that holds the lock to come to the front; False when nobody answers."""
    _let_others_to_the_front()
    visitor = _connected_to(_name_for(lock_file))
    if visitor is None:
        return False
    heard = visitor.bytesAvailable() > 0 or visitor.waitForReadyRead(_ANSWER_MS)
    return heard and visitor.readAll().data() == _ANSWER


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
