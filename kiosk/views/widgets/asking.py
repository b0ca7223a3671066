"""Something that somebody must know or decide, with a button or two that answer it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.models.errors import StationError
from kiosk.views.announce import announce
from kiosk.views.failures import failure_text
from kiosk.views.layouts import Column, Row
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.error_details import ErrorDetails
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text

_ICONS = {"warn": "warning", "bad": "error", "info": "info"}


class Asking(QFrame):
    """One sentence in a frame of its own; out of sight while there is nothing to say.

    `answered` is emitted by the first button, `declined` by the second one. `padding` is the room
    between them and the edge of the frame; a page that has room gives more of it.
    """

    answered = Signal()
    declined = Signal()

    def __init__(
        self,
        surroundings: Surroundings,
        *,
        name: str,
        first: str,
        second: str = "",
        padding: int = 4,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        look = surroundings.look
        self._error: StationError | None = None
        self._picture = Picture(look, "info", "info", 24)
        self._text = Text("", name=f"{name}Label")
        self._first = Button(look, "secondary", name=first)
        self._first.clicked.connect(self.answered)
        self._second = Button(look, "secondary", name=second)
        self._second.clicked.connect(self.declined)
        self._has_second = bool(second)
        self._more = Button(look, "quiet", name=f"{name}DetailsButton")
        self._more.setCheckable(True)
        self._details = ErrorDetails(surroundings)
        self._more.toggled.connect(self._details.setVisible)
        words = Row(look, gap=12)
        words.addWidget(self._picture)
        words.addWidget(self._text, 1)
        answers = Row(look, gap=12)
        answers.addStretch(1)
        answers.addWidget(self._more)
        answers.addWidget(self._second)
        answers.addWidget(self._first)
        self._row = Row(look, gap=12)
        self._row.addLayout(words, 1)
        self._row.addLayout(answers)
        column = Column(look, gap=8, margins=(16, padding, max(8, padding), padding), parent=self)
        column.addLayout(self._row)
        column.addWidget(self._details)
        self.setVisible(False)

    def hide_words(self) -> None:
        """Say nothing any more."""
        self._error = None
        self._more.setChecked(False)
        self.setVisible(False)

    def show_words(self, tone: str, text: str, first: str, second: str = "") -> None:
        """Say something that is no error; `first` and `second` are the answers."""
        self._error = None
        self._show(tone, text, first, second)

    def show_error(self, error: StationError, first: str, text: str = "") -> None:
        """Say what does not work, in other words than everywhere if need be, and offer a way on."""
        if error is not self._error:
            self._more.setChecked(False)
        self._error = error
        self._show("bad", text or failure_text(error), first, "")

    def take_focus(self) -> None:
        """Let Enter give the first answer."""
        self._first.setFocus()

    def stack_when(self, *, narrow: bool) -> None:
        """Put the answers under the sentence where there is no room beside it."""
        self._row.stack_when(narrow=narrow)

    def _show(self, tone: str, text: str, first: str, second: str) -> None:
        is_new = self.isHidden() or text != self._text.text()
        self._text.setText(text)
        self._picture.show_icon(_ICONS[tone], tone)
        self._first.show_text(first)
        self._second.show_text(second)
        self._second.setVisible(self._has_second and bool(second))
        self._more.show_text(self.tr("Details"))
        self._more.setVisible(self._error is not None)
        self._details.show_error(self._error)
        self._details.setVisible(self._error is not None and self._more.isChecked())
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            for widget in (self, *self.findChildren(QWidget)):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.setVisible(True)
        if is_new:
            announce(self, text, urgent=tone == "bad")
