"""Guards every upgrade of PySide6: calls that return nothing must not wear `None` out."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

CALLS = 3000


def test_calls_that_return_nothing_keep_none_alive(qtbot: QtBot) -> None:
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    thing, timer = QObject(), QTimer()
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        painter.drawRect(0, 0, 4, 4)
        thing.setObjectName(str(number))
        timer.start(100_000)
        timer.stop()
    lost = before - sys.getrefcount(None)
    painter.end()
    # Since Python 3.12 `None` is immortal and its count stands still.
    assert lost < CALLS / 10
