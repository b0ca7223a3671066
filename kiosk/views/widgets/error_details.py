"""What a support person needs about an error, and a button that copies it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from kiosk import __version__
from kiosk.models.errors import StationError
from kiosk.models.sentences import details_text
from kiosk.qt.overrides import qt_override
from kiosk.views.layouts import Column, StackingRow
from kiosk.views.moments import moments
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.text import Text, breakable


class ErrorDetails(QFrame):
    """Code, request id and time of an error."""

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._error: StationError | None = None
        self._at: datetime | None = None
        look = surroundings.look
        self._facts = Text("small")
        self._facts.make_selectable()
        self._copy = Button(look, "secondary", "copy", name="copyDetailsButton")
        self._copy.clicked.connect(self._copy_all)
        self._check = Button(look, "quiet", "pulse", name="checkFromDetailsButton")
        self._check.clicked.connect(surroundings.conversations.station.show_doctor)
        column = Column(look, gap=10, parent=self)
        column.addWidget(self._facts)
        row = StackingRow(look)
        row.addWidget(self._copy)
        row.addWidget(self._check)
        row.addStretch(1)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_error(self, error: StationError | None) -> None:
        """Show the facts of an error; the time is that of the answer, else of this moment."""
        if error is not self._error:
            self._error = error
            self._at = None
        if error is None:
            self._facts.clear()
            return
        self._at = self._at or self._surroundings.clock.now()
        shown_at = error.details.answered_at or self._at
        lines = [
            self.tr("Code: {code}").format(code=error.code.value),
            self.tr("Time: {time}").format(time=moments().day_and_time(shown_at)),
        ]
        if error.details.request_id:
            request = breakable(error.details.request_id)
            lines.insert(1, self.tr("Request: {request}").format(request=request))
        self._facts.setText("\n".join(lines))
        self._copy.show_text(self.tr("Copy details"))
        self._check.show_text(self.tr("Check this station"))
        self._offer_check()

    @qt_override
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Offer a check of the station where the page can be left for it."""
        super().showEvent(event)
        self._offer_check()

    def _offer_check(self) -> None:
        self._check.setVisible(self._surroundings.conversations.station.may_check)

    def _copy_all(self) -> None:
        if self._error is None or self._at is None:
            return
        header = self._surroundings.conversations.station.header
        text = details_text(self._error, header.station_name, __version__, self._at)
        QGuiApplication.clipboard().setText(text)
        self._copy.show_text(self.tr("Copied"))
