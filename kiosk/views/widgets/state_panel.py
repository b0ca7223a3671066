"""What a page says instead of its content: wait, nothing here, or it failed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.models.errors import StationError
from kiosk.views.announce import announce
from kiosk.views.failures import failure_text
from kiosk.views.layouts import Column, Row
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.busy import Busy
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.error_details import ErrorDetails
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text


class StatePanel(QWidget):
    """One picture, one sentence, and after a failure a way on and the details."""

    retry = Signal()

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = surroundings.look
        self._error: StationError | None = None
        self._busy = Busy(look, 40)
        self._picture = Picture(look, "info", "text-quiet", 48)
        self._title = Text("heading")
        self._title.setObjectName("stateTitle")
        self._text = Text("quiet")
        self._text.setObjectName("stateText")
        self._retry = Button(look, "primary", "again", name="retryButton")
        self._retry.clicked.connect(self.retry)
        self._more = Button(look, "quiet", name="detailsButton")
        self._more.setCheckable(True)
        self._details = ErrorDetails(surroundings)
        self._more.toggled.connect(self._details.setVisible)
        side = Column(look)
        side.addWidget(self._busy)
        side.addWidget(self._picture)
        side.addStretch(1)
        buttons = Row(look, gap=12)
        buttons.addWidget(self._retry)
        buttons.addWidget(self._more)
        buttons.addStretch(1)
        words = Column(look, gap=10)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addLayout(buttons)
        words.addWidget(self._details)
        words.addStretch(1)
        row = Row(look, gap=20)
        row.addLayout(side)
        row.addLayout(words, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(row)

    def show_busy(self, title: str, text: str = "") -> None:
        """Say what is under way."""
        self._show(title, text, busy=True, icon="", colour="")
        self._offer("", None)

    def show_words(self, icon: str, title: str, text: str = "", colour: str = "text-quiet") -> None:
        """Say that there is nothing, and what to do."""
        self._show(title, text, busy=False, icon=icon, colour=colour)
        self._offer("", None)

    def show_failure(self, title: str, error: StationError, retry: str = "") -> None:
        """Say what failed; `retry` is the text of the button that tries again, if one does."""
        is_new = error is not self._error
        self._show(title, failure_text(error), busy=False, icon="error", colour="bad")
        if is_new:
            self._more.setChecked(False)
            announce(self, self._text.text(), urgent=True)
        self._offer(retry, error)

    def focus_retry(self) -> bool:
        """Put the focus on the button that tries again; False where there is none."""
        if self._retry.isHidden():
            return False
        self._retry.setFocus()
        return True

    def _show(self, title: str, text: str, *, busy: bool, icon: str, colour: str) -> None:
        self._busy.setVisible(busy)
        self._picture.setVisible(not busy)
        if icon:
            self._picture.show_icon(icon, colour)
        self._title.show_text(title)
        self._text.show_text(text)

    def _offer(self, retry: str, error: StationError | None) -> None:
        """Offer to try again and the details; a button that stays is never hidden in between.

        It would lose the focus by that.
        """
        self._error = error
        self._retry.show_text(retry)
        self._retry.setVisible(bool(retry))
        self._more.show_text(self.tr("Details"))
        self._more.setVisible(error is not None)
        self._details.show_error(error)
        self._details.setVisible(error is not None and self._more.isChecked())
