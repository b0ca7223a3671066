"""A field for an id, and below it what is known of it by now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.controllers.setup_view import IdState
from kiosk.qt.overrides import qt_override
from kiosk.views.announce import announce
from kiosk.views.layouts import Column, Row
from kiosk.views.look import Look
from kiosk.views.widgets.busy import Busy
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text, breakable

_LOOKS = {
    IdState.KNOWN: ("good", "check"),
    IdState.WRONG: ("warn", "warning"),
    IdState.UNKNOWN: ("bad", "error"),
    IdState.UNREACHED: ("warn", "offline"),
}
_QUIET = ("quiet", "info")
_ICON = 22


class _Line(QLineEdit):
    """A line that lets somebody else have what is pasted, before its line ends are lost."""

    pasted = Signal(str)

    @qt_override
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Hand a text of several lines on; everything else is typed as ever."""
        text = (
            QGuiApplication.clipboard().text()
            if event.matches(QKeySequence.StandardKey.Paste)
            else ""
        )
        if "\n" in text.strip():
            self.pasted.emit(text)
            return
        super().keyPressEvent(event)


class IdField(QWidget):
    """`edited` carries the text at every key, `pasted` one of several lines, `entered` is Enter."""

    edited = Signal(str)
    pasted = Signal(str)
    entered = Signal()

    def __init__(self, look: Look, *, name: str, state_name: str) -> None:
        super().__init__()
        self._state: IdState | None = None
        self._label = Text("strong")
        self._field = _Line()
        self._field.setObjectName(name)
        self._field.setProperty("role", "plain")
        self._field.textEdited.connect(self.edited)
        self._field.pasted.connect(self.pasted)
        self._field.returnPressed.connect(self.entered)
        self._busy = Busy(look, _ICON)
        self._picture = Picture(look, "info", "text-quiet", _ICON)
        self._words = Text("quiet", name=state_name)
        state = Row(look, gap=10)
        state.addWidget(self._busy)
        state.addWidget(self._picture)
        state.addWidget(self._words, 1)
        column = Column(look, gap=4, parent=self)
        column.addWidget(self._label)
        column.addWidget(self._field)
        column.addLayout(state)

    def name(self, label: str) -> None:
        """Say what goes into the field."""
        self._label.setText(label)
        self._label.setBuddy(self._field)
        self._field.setAccessibleName(label)

    def show_id(self, text: str, state: IdState, words: str) -> None:
        """Show the text, and what is known of it in words."""
        if self._field.text() != text:
            self._field.setText(text)
            # An id is compared from its beginning.
            self._field.setCursorPosition(0)
        role, icon = _LOOKS.get(state, _QUIET)
        is_busy = state is IdState.CHECKING
        self._busy.setVisible(is_busy)
        self._picture.setVisible(not is_busy)
        self._picture.show_icon(icon, "text-quiet" if role == "quiet" else role)
        self._words.set_role(role)
        is_new = words != self._field.accessibleDescription()
        # An id has no place to break at, and is wider than a narrow window with large texts.
        self._words.setText(breakable(words))
        # What the field is and how it stands belong together for whoever does not see them.
        self._field.setAccessibleDescription(words)
        if is_new and state is not self._state and state in _LOOKS:
            announce(self._field, words)
        self._state = state

    def take_focus(self) -> None:
        """Let the fingers type at once."""
        self._field.setFocus()
