"""A small window with a scan reader, which writes down all that its widgets see.

Called with the file to write to and the name of what has the focus. It never writes a key:
of a content there is only its digest.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStringListModel
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kiosk.models.errors import StationError
from kiosk.models.scan import BadgeScan, Scan
from kiosk.qt.scan_reader import ScanReader

TITLE = "Scan bench"


class Notes(QObject):
    """The file with what happened, one line each."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file.open("a", buffering=1)
        self._now = 0

    def add(self, what: str, value: object) -> None:
        self._file.write(json.dumps([what, value]) + "\n")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent):
            if isinstance(watched, QWidget):
                self.add("seen", event.text())
                if event.type() == QEvent.Type.KeyPress and watched is QApplication.focusWidget():
                    self.add("delay", self._age(event))
            else:
                self._now = event.timestamp()
        elif isinstance(watched, QWidget) and isinstance(event, QInputMethodEvent):
            self.add("seen", event.commitString())
        return False

    def add_scan(self, scan: Scan) -> None:
        # The X server's clock is this one, in whole milliseconds.
        self.add("scan delay", round(time.monotonic() * 1000) % 2**32 - self._now)
        if isinstance(scan, BadgeScan):
            content = None
            if scan.content is not None:
                content = hashlib.sha256(scan.content.reveal_bytes()).hexdigest()
            self.add("badge", [scan.user_principal_name, scan.badge_id, content])
        else:
            self.add("number", scan.text)

    def add_error(self, error: StationError) -> None:
        self.add("failed", str(error.code))

    @staticmethod
    def _age(event: QKeyEvent) -> int:
        return round(time.monotonic() * 1000) % 2**32 - event.timestamp()


def main(file: str, focus: str) -> None:
    application = QApplication([])
    notes = Notes(Path(file))
    application.installEventFilter(notes)
    window = QWidget()
    window.setWindowTitle(TITLE)
    window.resize(500, 400)
    field, button, people, choice = QLineEdit(), QPushButton("Go on"), QListView(), QComboBox()
    people.setModel(QStringListModel(["Ada", "Maria", "Sam"]))
    choice.addItems(["Ada", "Maria", "Sam"])
    column = QVBoxLayout(window)
    widgets: dict[str, QWidget] = {
        "field": field,
        "button": button,
        "list": people,
        "popup": choice,
    }
    for widget in widgets.values():
        column.addWidget(widget)
    field.textChanged.connect(lambda text: notes.add("field", text))
    button.pressed.connect(lambda: notes.add("pressed", True))
    people.activated.connect(lambda _: notes.add("activated", True))
    choice.activated.connect(lambda _: notes.add("activated", True))
    reader = ScanReader(window, keep_content=True)
    reader.scanned.connect(notes.add_scan)
    reader.failed.connect(notes.add_error)
    window.show()
    widgets[focus].setFocus()
    application.focusWindowChanged.connect(lambda to: notes.add("focus", to is not None))
    if focus == "popup":
        # A list over the window, as a choice opens it.
        application.focusWindowChanged.connect(lambda _: choice.showPopup())
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
