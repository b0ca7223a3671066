"""An operation that stopped half-way, and one touch that goes on with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from kiosk.views.layouts import Row
from kiosk.views.look import Look
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text


class Unfinished(QFrame):
    """One line and one button; why it stopped is said in the status banner."""

    finish = Signal()

    def __init__(self, look: Look, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("tone", "warn")
        self._text = Text("", name="unfinishedLabel")
        self._finish = Button(look, "secondary", "again", name="finishButton")
        self._finish.clicked.connect(self.finish)
        row = Row(look, gap=12, margins=(16, 10, 12, 10), parent=self)
        row.addWidget(Picture(look, "warning", "warn", 24), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self._finish)
        self.setVisible(False)

    def take_focus(self) -> None:
        """Let Enter go on with it."""
        self._finish.setFocus()

    def show_words(self, text: str, button: str) -> None:
        """Say what is not finished, and what the button does about it."""
        self._text.setText(text)
        self._finish.show_text(button)
