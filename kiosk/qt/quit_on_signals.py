"""SIGINT and SIGTERM end the station in good order."""

from __future__ import annotations

import signal
from types import FrameType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

_INTERRUPTED = 130


def quit_on_signals(application: QApplication) -> None:
    """End in good order on SIGINT and SIGTERM, whatever the window would still like to ask."""

    def leave(number: int, _: FrameType | None) -> None:
        code = _INTERRUPTED if number == signal.SIGINT else 0
        # A timer, because before the event loop runs there is nothing that could end.
        QTimer.singleShot(0, application, lambda: application.exit(code))

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    # Python handles a signal only between two of its own instructions, so give it some.
    heartbeat = QTimer(application)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(250)
