"""Choosing a printer for what a layout makes, and how many copies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kiosk.controllers.press import Press
from kiosk.models.errors import StationError
from kiosk.models.paper_choices import COPIES_MAX
from kiosk.qt.jobs import Job, JobRunner

if TYPE_CHECKING:
    from kiosk.printing.offers import PrinterOffer

_LOOKING_SECONDS = 15.0


class PrinterStage(Enum):
    """Whether it is known which printers there are."""

    LOADING = auto()
    READY = auto()
    FAILED = auto()


@dataclass(frozen=True)
class PrinterChoiceView:
    """The printers, and the one that was chosen for the layout; empty: where all else goes.

    `chosen` is None until it is known what was chosen earlier. `error` says why the printers
    are not known, with FAILED.
    """

    stage: PrinterStage = PrinterStage.LOADING
    layout: str = ""
    offer: PrinterOffer | None = None
    chosen: str | None = None
    copies: int = 1
    error: StationError | None = None


class PrinterChoice(QObject):
    """What was chosen counts at once.

    `chosen` carries its name, and `not_kept` the StationError if it could not be stored.
    """

    changed = Signal(object)
    chosen = Signal(str)
    not_kept = Signal(object)

    def __init__(self, runner: JobRunner, press: Press) -> None:
        super().__init__()
        self._runner = runner
        self._press = press
        self.view = PrinterChoiceView()
        self._looking: Job[PrinterOffer] | None = None
        self._keeping: Job[None] | None = None
        self._unkept: dict[str, str] = {}

    def look(self, layout: str) -> None:
        """See which printers there are for what this layout makes; one copy, as ever."""
        self._show(PrinterChoiceView(layout=layout))
        self.look_again()

    def look_again(self) -> None:
        """See once more which printers there are."""
        if self._looking is not None:
            self._looking.abandon()
        layout = self.view.layout
        self._show(replace(self.view, stage=PrinterStage.LOADING, error=None))
        self._looking = self._runner.start(
            lambda _: self._press.printers(layout),
            done=self._take_offer,
            failed=self._take_failure,
            time_limit=_LOOKING_SECONDS,
        )

    def choose(self, printer: str) -> None:
        """Print there from now on what this layout makes; empty: where everything else goes."""
        if printer == self.view.chosen or not self.view.layout:
            return
        self._show(replace(self.view, chosen=printer))
        self.chosen.emit(printer)
        self._unkept[self.view.layout] = printer
        self._keep_next()

    def set_copies(self, copies: int) -> None:
        """Print so many copies, for this once."""
        self._show(replace(self.view, copies=min(max(copies, 1), COPIES_MAX)))

    def clear(self) -> None:
        """Forget printers and copies, because the page is left; what was chosen is kept."""
        if self._looking is not None:
            self._looking.abandon()
            self._looking = None
        self._show(PrinterChoiceView())

    def _keep_next(self) -> None:
        """Keep the last choice for each layout, one at a time, so that it is what stays."""
        if self._keeping is not None or not self._unkept:
            return
        layout = next(iter(self._unkept))
        printer = self._unkept.pop(layout)
        self._keeping = self._runner.start(
            lambda _: self._press.use_printer(layout, printer),
            done=self._take_kept,
            failed=self._take_not_kept,
            time_limit=_LOOKING_SECONDS,
        )

    def _take_kept(self, _: Any) -> None:
        self._keeping = None
        self._keep_next()

    def _take_not_kept(self, error: StationError) -> None:
        self.not_kept.emit(error)
        self._take_kept(None)

    def _take_offer(self, offer: PrinterOffer) -> None:
        # What was chosen here may not have been kept yet when the printers were asked for.
        chosen = offer.chosen if self.view.chosen is None else self.view.chosen
        self._show(replace(self.view, stage=PrinterStage.READY, offer=offer, chosen=chosen))

    def _take_failure(self, error: StationError) -> None:
        self._show(replace(self.view, stage=PrinterStage.FAILED, error=error))

    def _show(self, view: PrinterChoiceView) -> None:
        self.view = view
        self.changed.emit(view)
