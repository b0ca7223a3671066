"""Which printer, and how many copies where that matters."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk.controllers.printer_choice import PrinterChoice, PrinterChoiceView, PrinterStage
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.paper_choices import COPIES_MAX
from kiosk.printing.jobs import JobReason, PrinterInfo
from kiosk.views.failures import failure_text
from kiosk.views.layouts import Column, Row
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.choice import ShrinkingChoice
from kiosk.views.widgets.stepper import Stepper
from kiosk.views.widgets.text import Text


class PrinterOptions(QWidget):
    """Shows what the controller knows, and hands it what is chosen."""

    def __init__(
        self,
        surroundings: Surroundings,
        choice: PrinterChoice,
        parent: QWidget | None = None,
        *,
        with_copies: bool = True,
    ) -> None:
        super().__init__(parent)
        look = surroundings.look
        self._choice = choice
        self._entries: list[tuple[str, str]] = []
        self._told: ErrorCode | None = None
        self._title = Text("quiet")
        self._title.setWordWrap(False)
        self._printer = ShrinkingChoice(look, name="printerSelector")
        self._printer.activated.connect(self._choose)
        self._copies = Stepper(
            look, less="lessCopiesButton", label="copiesLabel", more="moreCopiesButton"
        )
        self._copies.stepped.connect(self._step)
        self._failure = Text("small", name="printersFailedLabel")
        self._again = Button(look, "secondary", "again", name="lookForPrintersButton")
        self._again.clicked.connect(choice.look_again)
        self._known = QWidget()
        self._row = Row(look, gap=14, parent=self._known)
        self._row.addWidget(self._title)
        self._row.addWidget(self._printer, 1)
        self._row.addWidget(self._copies)
        self._copies.setVisible(with_copies)
        self._failed = QWidget()
        self._failed_row = Row(look, gap=12, parent=self._failed)
        self._failed_row.addWidget(self._failure, 1)
        self._failed_row.addWidget(self._again)
        column = Column(look, gap=8, parent=self)
        column.addWidget(self._known)
        column.addWidget(self._failed)
        choice.changed.connect(self.show_view)

    def stack_when(self, *, narrow: bool) -> None:
        """Put things one under the other where there is no room beside each other."""
        self._row.stack_when(narrow=narrow)
        self._failed_row.stack_when(narrow=narrow)

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._title.setText(self.tr("Printer"))
        self._printer.setAccessibleName(self.tr("Printer"))
        self._copies.name_buttons(self.tr("One copy less"), self.tr("One copy more"))
        self._again.show_text(self.tr("Look for printers again"))
        self._entries = []
        self.show_view(self._choice.view)

    def leave_out(self, told: StationError | None) -> None:
        """Say nothing of a failure that the page tells already, of the print that it ended."""
        code = None if told is None else told.code
        if code is not self._told:
            self._told = code
            self.show_view(self._choice.view)

    def show_view(self, view: PrinterChoiceView) -> None:
        """Show the printers, the one that was chosen, and the copies."""
        entries = self._entries_of(view)
        if entries != self._entries:
            self._entries = entries
            self._printer.clear()
            for text, printer in entries:
                self._printer.addItem(text, printer)
        self._printer.select(view.chosen or "")
        self._printer.setEnabled(view.stage is PrinterStage.READY)
        copies = (
            self.tr("1 copy")
            if view.copies == 1
            else self.tr("{count} copies").format(count=view.copies)
        )
        self._copies.show_value(copies, may_less=view.copies > 1, may_more=view.copies < COPIES_MAX)
        news = view.error
        if news is not None and news.code is self._told:
            news = None
        self._failure.show_text("" if news is None else self._failure_words(news))
        self._known.setVisible(view.error is None)
        self._failed.setVisible(view.error is not None)

    def _entries_of(self, view: PrinterChoiceView) -> list[tuple[str, str]]:
        """Return text and name of every printer; the first stands for the usual one."""
        if view.offer is None:
            is_loading = view.stage is PrinterStage.LOADING
            return [(self.tr("Looking for printers …") if is_loading else "", "")]
        usual = view.offer.usual
        first = (
            self.tr("{printer} (usual)").format(printer=usual)
            if usual
            else self.tr("The usual printer")
        )
        known = [(self._words(printer), printer.name) for printer in view.offer.printers]
        if view.chosen and view.chosen not in {name for _, name in known}:
            known.append(
                (self.tr("{printer} (not there)").format(printer=view.chosen), view.chosen)
            )
        return [(first, ""), *known]

    def _failure_words(self, error: StationError) -> str:
        if error.code is ErrorCode.PRINTER_MISSING:
            # Nobody has printed yet, so nothing is said of what was not.
            return self.tr("There is no printer on this computer. Connect one, then look again.")
        return failure_text(error)

    def _words(self, printer: PrinterInfo) -> str:
        if JobReason.OUT_OF_PAPER in printer.reasons:
            text = self.tr("{printer} (no paper)")
        elif printer.is_stopped:
            text = self.tr("{printer} (stopped)")
        elif not printer.is_accepting:
            text = self.tr("{printer} (takes no pages)")
        else:
            return printer.name
        return text.format(printer=printer.name)

    def _choose(self, index: int) -> None:
        self._choice.choose(str(self._printer.itemData(index)))

    def _step(self, by: int) -> None:
        self._choice.set_copies(self._choice.view.copies + by)
