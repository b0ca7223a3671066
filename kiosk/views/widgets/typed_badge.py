"""Keeps the rest of a badge's content out of a field in which its beginning was typed.

The scan reader keeps a scanner's keys from every widget. This is for what gets past it: a
program that types, or an input method.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

_PAUSE_MS = 250
"""A pause after which the typing is surely over, Enter or not."""

_WHOLE_ID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ID_LENGTH = 36


class TypedBadge(QObject):
    """Takes the keys after the sign-in name: the id is told by `found`, the key is dropped."""

    found = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._id = ""
        self._is_id = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._end)

    def begin(self, typed: str) -> None:
        """Begin to take keys; `typed` is what already stands where the id belongs."""
        self._id = typed[:_ID_LENGTH]
        self._is_id = True
        self._pause.start()

    def takes(self, event: QKeyEvent) -> bool:
        """Take a key that belongs to the badge; False where none is being typed."""
        if not self._pause.isActive():
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end()
            return True
        # No more than an id: what follows it is the key.
        self._is_id = self._is_id and event.text() != "|"
        if self._is_id and len(self._id) < _ID_LENGTH:
            self._id += event.text()
        self._pause.start()
        return True

    def _end(self) -> None:
        self._pause.stop()
        badge_id, self._id = self._id, ""
        if _WHOLE_ID.fullmatch(badge_id):
            self.found.emit(badge_id)
