"""The conversation about paper: which layouts there are, how they look, where they are printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.controllers.paper import Paper
from kiosk.controllers.press import Press
from kiosk.controllers.printer_choice import PrinterChoice
from kiosk.controllers.printing_view import LayoutStage, PrintingView
from kiosk.controllers.result_view import PrintStage, PrintView
from kiosk.controllers.window_state import Notice
from kiosk.models.errors import StationError
from kiosk.qt.jobs import Job, JobRunner

if TYPE_CHECKING:
    from kiosk.printing.layouts import Layout
    from kiosk.printing.offers import LayoutOffer

_READING_SECONDS = 30.0


class PrintingController(QObject):
    """Shows each layout with made-up data, and prints that as a test page."""

    changed = Signal(object)
    notice = Signal(object)
    left = Signal()

    def __init__(self, runner: JobRunner, press: Press) -> None:
        super().__init__()
        self._runner = runner
        self._press = press
        self.view = PrintingView()
        self.printers = PrinterChoice(runner, press)
        self.printers.not_kept.connect(lambda error: self.notice.emit(Notice(error=error)))
        self._paper = Paper(runner, press)
        self._paper.made.connect(self._take_page)
        self._paper.printing.connect(self._take_printing)
        self._paper.failed.connect(self._take_failure)
        self._reading: Job[LayoutOffer] | None = None

    @property
    def is_printing(self) -> bool:
        """Whether a test page is on its way to paper, or waits there for some."""
        return self.view.printing.stage.is_under_way

    def open(self, first: str = "") -> None:
        """See which layouts there are, and show `first`, else the one that badges are made with."""
        if self._reading is not None:
            self._reading.abandon()
        self._show(replace(self.view, stage=LayoutStage.LOADING, error=None))
        self._reading = self._runner.start(
            lambda _: self._press.layouts(),
            done=lambda offer: self._take_offer(offer, first),
            failed=lambda error: self._show(PrintingView(LayoutStage.FAILED, error=error)),
            time_limit=_READING_SECONDS,
        )

    def select(self, layout: str) -> None:
        """Show a layout, unless its test page is just being printed."""
        if layout == self.view.selected or self.is_printing:
            return
        self._select(layout)

    def use(self) -> None:
        """Make badges, or slips, with the layout that is shown from now on."""
        layout, offer = self._selected_layout(), self.view.offer
        if layout is None or offer is None or layout.kind in offer.fixed:
            return
        used = {**offer.used, layout.kind: layout.name}
        self._show(replace(self.view, offer=replace(offer, used=used)))
        self._runner.start(
            lambda _: self._press.use_layout(layout),
            done=lambda _: None,
            failed=lambda error: self.notice.emit(Notice(error=error)),
            time_limit=_READING_SECONDS,
        )

    def print_test_page(self) -> None:
        """Print the layout as it is shown."""
        if self.view.page is not None and not self.is_printing:
            choice = self.printers.view
            self._paper.print_pages(choice.chosen, choice.copies)

    def print_came_out(self, came_out: bool) -> None:  # noqa: FBT001 - the answer to a question
        """Take the answer to 'Did it come out?'."""
        stage = PrintStage.PRINTED if came_out else PrintStage.NOT_PRINTED
        self._show(replace(self.view, printing=replace(self.view.printing, stage=stage)))

    def back(self) -> None:
        """Leave the page; a test page that waits at a printer is taken back."""
        self.clear()
        self.left.emit()

    def clear(self) -> None:
        """Forget what was shown."""
        if self._reading is not None:
            self._reading.abandon()
            self._reading = None
        self._paper.clear()
        self.printers.clear()
        self._show(PrintingView())

    def leave(self) -> None:
        """Forget what was shown, but let a test page that is under way come out."""
        if self.is_printing:
            self._paper.let_go()
        self.clear()

    def _select(self, layout: str) -> None:
        self._show(replace(self.view, selected=layout, page=None, error=None, printing=PrintView()))
        self.printers.look(layout)
        self._paper.make_sample(layout)

    def _selected_layout(self) -> Layout | None:
        offer = self.view.offer
        return None if offer is None else offer.named(self.view.selected)

    def _take_offer(self, offer: LayoutOffer, wanted: str) -> None:
        self._show(replace(self.view, stage=LayoutStage.READY, offer=offer))
        used = next((layout for layout in offer.layouts if offer.is_used(layout)), None)
        first = offer.named(wanted) or used or next(iter(offer.layouts), None)
        if first is not None:
            self._select(first.name)

    def _take_page(self) -> None:
        self._show(replace(self.view, page=self._paper.first_page))

    def _take_failure(self, error: StationError) -> None:
        self._show(replace(self.view, error=error))

    def _take_printing(self, printing: PrintView) -> None:
        self._show(replace(self.view, printing=printing))

    def _show(self, view: PrintingView) -> None:
        self.view = view
        self.changed.emit(view)
