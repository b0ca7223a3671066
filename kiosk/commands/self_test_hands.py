"""The hands of the self-test: they press, type, scan and wait in the station's window."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView

from kiosk.app import Station
from kiosk.controllers.window_state import PageName
from kiosk.models.errors import ErrorCode, StationError
from kiosk.practice.launcher import PracticeTenant
from kiosk.practice.visitor import Visitor, VisitorError

STEP_SECONDS = 60.0
SCANNER_KEY_MS = 5
"""From one key of a hand scanner to the next."""

ENTER = "\r"

_LOOK_MS = 5

W = TypeVar("W", bound=QObject)


class VisitingBrowser:
    """A browser with a visitor in front of it, who signs in as one of the practice accounts."""

    def __init__(self, practice: PracticeTenant) -> None:
        account = practice.administrator
        self._visitor = Visitor(account.username, account.password)

    def open(self, address: str) -> bool:
        """Go through the pages at that address; False when they are not as expected."""
        try:
            self._visitor.sign_in(address)
        except (VisitorError, OSError):
            return False
        return True


class Hands:
    """Uses the station's window by the names of its widgets."""

    def __init__(self, station: Station, folder: Path) -> None:
        self._station = station
        self._folder = folder
        self._shots = 0

    def press(self, name: str) -> None:
        """Press the button of that name on the current page, once it can be pressed."""
        button = self.find(QAbstractButton, name)
        self.wait_until(lambda: button.isVisible() and button.isEnabled())
        button.click()

    def type_text(self, name: str, text: str) -> None:
        """Type into the field of that name on the current page."""
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.clear()
        field.insert(text)
        field.textEdited.emit(text)

    def choose_first(self, name: str) -> None:
        """Press the first row of the list of that name."""
        rows = self.find(QListView, name)
        rows.clicked.emit(rows.model().index(0, 0))

    def scan(self, content: str) -> None:
        """Type a code as a hand scanner does: a key every few milliseconds, and then Enter."""
        window = self._station.window
        window.activateWindow()
        self.wait_until(window.isActiveWindow)
        pressed_at = time.monotonic_ns() // 1_000_000
        for sign in [*content, ENTER]:
            pressed_at += SCANNER_KEY_MS
            self.press_key(sign, pressed_at)

    def press_key(self, sign: str, milliseconds: int) -> None:
        """Press and let go the key that types `sign`, at that time by the system's clock."""
        key = int(Qt.Key.Key_Return) if sign == ENTER else ord(sign.upper())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
            # Only keys with a time come from a keyboard; they are judged by it.
            event.setTimestamp(milliseconds)
            QCoreApplication.sendEvent(self._station.window.windowHandle(), event)

    def find(self, kind: type[W], name: str) -> W:
        """Return a widget of the page that is shown; raises StationError when it lacks it."""
        page = self._station.window.page(self._station.controller.page)
        found = page.findChild(kind, name)
        if found is None:
            raise StationError(ErrorCode.UNEXPECTED, {"missing": name})
        return found

    def wait_for_page(self, page: PageName) -> None:
        """Wait until the window shows that page."""
        self.wait_until(lambda: self._station.controller.page is page)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Let the window live until the condition holds; raises JOB_TIMED_OUT, or its error."""
        if condition():
            return
        loop = QEventLoop()

        def leave() -> None:
            # PySide keeps some bytes for good of every connection to a method of Qt's own.
            loop.quit()

        look, limit = QTimer(), QTimer()
        look.setInterval(_LOOK_MS)
        look.timeout.connect(lambda: loop.quit() if condition() or self._failure() else None)
        limit.setSingleShot(True)
        limit.timeout.connect(leave)
        look.start()
        limit.start(int(STEP_SECONDS * 1000))
        loop.exec()
        if not condition():
            raise self._failure() or StationError(ErrorCode.JOB_TIMED_OUT)

    def photograph(self, name: str) -> None:
        """Put a picture of the window into the report."""
        self._shots += 1
        picture = self._station.window.grab()
        picture.save(str(self._folder / f"{self._shots:02d}-{name}.png"))

    def _failure(self) -> StationError | None:
        notice = self._station.controller.notice
        return None if notice is None else notice.error
