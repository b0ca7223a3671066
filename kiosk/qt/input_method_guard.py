"""Keeps an input method from passing by whoever holds keys back.

Dead keys and the scripts of Asia do not reach the windows as keys: an input method takes
them and hands the focused widget what comes out, beside the window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodQueryEvent, QWindow
from shiboken6 import isValid

from kiosk.qt.overrides import qt_override


class InputMethodGuard(QObject):
    """Stands before the focused widget for as long as it is told to.

    `composed` is emitted when an input method is about to hand the widget a text, so that what
    was typed before can go first. Once closed, nothing is let through, and input methods are
    told that the widget takes nothing from them: dead keys then come as keys.
    """

    composed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._guarded: QObject | None = None
        self._is_closed = False

    def watch(self) -> None:
        """Stand before what has the focus now."""
        if self._guarded is None:
            self._guard(QGuiApplication.focusObject())

    def close(self) -> None:
        """Let nothing through."""
        self.watch()
        if not self._is_closed:
            self._is_closed = True
            self._ask_again()

    def leave(self) -> None:
        """Stand before nothing any more."""
        was_closed, self._is_closed = self._is_closed, False
        if self._guarded is not None:
            if isValid(self._guarded):
                self._guarded.removeEventFilter(self)
            self._guarded = None
        if was_closed:
            self._ask_again()

    @qt_override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at what input methods hand over and ask for; all else goes on as it would."""
        if event.type() == QEvent.Type.InputMethod:
            if self._is_closed:
                return True
            self.composed.emit()
        elif self._is_closed and isinstance(event, QInputMethodQueryEvent):
            event.setValue(Qt.InputMethodQuery.ImEnabled, False)
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _guard(self, focus: QObject | None) -> None:
        # A window without a focused widget takes no text.
        if focus is not None and not isinstance(focus, QWindow):
            self._guarded = focus
            focus.installEventFilter(self)

    @staticmethod
    def _ask_again() -> None:
        QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImEnabled)
