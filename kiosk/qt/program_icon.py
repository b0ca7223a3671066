"""The program's icon for title bars and lists of windows.

It comes after the first paint, because Qt's class for icons brings a hundred and fifty names of
icons along.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication, QIcon

from kiosk.services.resources import resource


def show_program_icon() -> None:
    """Give all windows the icon; on macOS the bundle has one, of the shape of the Dock's others."""
    if sys.platform != "darwin":
        QGuiApplication.setWindowIcon(QIcon(str(resource("icons", "pin-kiosk.png"))))
