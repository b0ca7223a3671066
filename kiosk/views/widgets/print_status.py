"""How the print stands, with the question or the next step that goes with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.result_view import PrintStage, PrintView
from kiosk.printing.jobs import JobReason
from kiosk.views.announce import announce
from kiosk.views.failures import failure_text
from kiosk.views.layouts import Column, Row
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.error_details import ErrorDetails
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text

_TONES = {
    PrintStage.PRINTED: ("good", "check"),
    PrintStage.HELD: ("warn", "warning"),
    PrintStage.ASK: ("info", "print"),
    PrintStage.FAILED: ("bad", "error"),
}


class PrintStatus(QFrame):
    """One line about the print; out of sight until something was printed."""

    answered = Signal(bool)

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("printStatus")
        look = surroundings.look
        self._view = PrintView()
        self._picture = Picture(look, "print", "info", 24)
        self._text = Text("", name="printStatusText")
        self._yes = Button(look, "secondary", "check", name="printedYesButton")
        self._yes.clicked.connect(lambda: self.answered.emit(True))
        self._no = Button(look, "secondary", "close", name="printedNoButton")
        self._no.clicked.connect(lambda: self.answered.emit(False))
        self._more = Button(look, "quiet", name="printDetailsButton")
        self._more.setCheckable(True)
        self._details = ErrorDetails(surroundings)
        self._more.toggled.connect(self._details.setVisible)
        row = Row(look, gap=12)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        column = Column(look, gap=8, margins=(16, 8, 12, 8), parent=self)
        column.addLayout(row)
        column.addWidget(self._details)
        self.setVisible(False)

    def show_print(self, view: PrintView) -> None:
        """Show how the print stands."""
        is_new = view != self._view
        self._view = view
        self._yes.show_text(self.tr("Yes, it is here"))
        self._no.show_text(self.tr("No"))
        self._more.show_text(self.tr("Details"))
        text = self._words(view)
        self._text.setText(text)
        self.setVisible(bool(text))
        tone, icon = _TONES.get(view.stage, ("info", "print"))
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            for widget in (self, self._text):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self._picture.show_icon(icon, tone)
        for button in (self._yes, self._no):
            button.setVisible(view.stage is PrintStage.ASK)
        self._more.setVisible(view.error is not None)
        if is_new:
            self._more.setChecked(False)
            announce(self, text, urgent=view.error is not None)
        self._details.show_error(view.error)
        self._details.setVisible(view.error is not None and self._more.isChecked())

    def _words(self, view: PrintView) -> str:
        if view.error is not None:
            return failure_text(view.error)
        words = {
            PrintStage.NOT_PRINTED: "",
            PrintStage.PREPARING: self.tr("The page is on its way to the printer."),
            PrintStage.QUEUED: self.tr("The page waits for its turn at the printer {printer}."),
            PrintStage.PRINTING: self.tr("The printer {printer} is printing now."),
            PrintStage.PRINTED: self.tr("The printer {printer} has printed the page."),
            PrintStage.ASK: self.tr("Did the page come out of the printer {printer}?"),
            PrintStage.HELD: self._why_held(view),
            PrintStage.FAILED: self._why_held(view),
        }
        return words[view.stage].format(printer=view.printer)

    def _why_held(self, view: PrintView) -> str:
        words = {
            JobReason.OUT_OF_PAPER: self.tr(
                "The printer {printer} has no paper. Put some in; it then goes on by itself."
            ),
            JobReason.PAPER_JAM: self.tr(
                "Paper is stuck in the printer {printer}. Take it out; it then goes on by itself."
            ),
            JobReason.COVER_OPEN: self.tr(
                "A cover of the printer {printer} is open. Close it; it then goes on by itself."
            ),
            JobReason.OUT_OF_INK: self.tr(
                "The printer {printer} has no ink, toner or ribbon left. Put in a new one."
            ),
            JobReason.QUEUE_GONE: self.tr(
                "The printer {printer} is being removed from this computer. Ask your IT team for "
                "another printer; the page is taken back if it does not come out."
            ),
            JobReason.UNREACHABLE: self.tr(
                "The printer {printer} does not answer. Check that it is switched on and connected."
            ),
            JobReason.STOPPED: self.tr(
                "The printer {printer} is stopped. Start it again at its display, or ask your "
                "IT team."
            ),
        }
        other = self.tr(
            "The printer {printer} does not go on. Look at its display; the page waits there."
        )
        return next((words[reason] for reason in words if reason in view.reasons), other)
