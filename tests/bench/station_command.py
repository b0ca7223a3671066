"""`pin-kiosk --settings FILE --windowed` as it is, told to end once its first page is there."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from station_settings import SETTINGS

from kiosk.__main__ import main
from kiosk.qt.first_import import import_qt

import_qt()

from PySide6.QtCore import QTimer  # noqa: E402 - in the order in which the program does it
from PySide6.QtWidgets import QApplication  # noqa: E402

from kiosk.app import Station  # noqa: E402


def tell() -> None:
    """Say that the event loop is free after the first paint."""
    print("interactive", flush=True)
    milliseconds = int(sys.argv[-1]) if "--stay" in sys.argv else 0
    QTimer.singleShot(milliseconds, QApplication.quit)


class ShownStation(Station):
    """The station, which tells when it is there."""

    def show(self) -> None:
        """Show the window, and tell once it is painted."""
        super().show()
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, tell))


with TemporaryDirectory() as folder:
    file = Path(folder) / "settings.toml"
    file.write_text(SETTINGS, encoding="utf-8")
    sys.modules["kiosk.app"].__dict__["Station"] = ShownStation
    main(["--settings", str(file), "--windowed"])
