"""The baseline: the smallest PySide6 window with one button, until it has been painted."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

application = QApplication(sys.argv[:1])
window = QWidget()
layout = QVBoxLayout(window)
layout.addWidget(QPushButton("Sign in"))
window.resize(1280, 800)
window.show()


def tell() -> None:
    """Say that the event loop is free after the first paint, and stay while stdin is open."""
    print("interactive", flush=True)


QTimer.singleShot(0, lambda: QTimer.singleShot(0, tell))
if "--stay" in sys.argv:
    QTimer.singleShot(int(sys.argv[-1]), application.quit)
    application.exec()
else:
    QTimer.singleShot(
        0, lambda: QTimer.singleShot(0, lambda: QTimer.singleShot(0, application.quit))
    )
    application.exec()
