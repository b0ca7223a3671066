"""Pages on their way to paper: made, printed, saved, and overwritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kiosk.controllers.press import Press
from kiosk.controllers.result_view import PrintStage, PrintView
from kiosk.models.errors import StationError
from kiosk.printing.content import PrintContent
from kiosk.printing.jobs import JobState, JobStatus, failure_of
from kiosk.qt.jobs import Job, JobContext, JobRunner

if TYPE_CHECKING:
    from kiosk.printing.doubts import PaperDoubts
    from kiosk.printing.page import Page
    from kiosk.printing.printout import Printout

PAPER_SECONDS = 180.0
"""Longest wait for a printer; a job that is still held then is taken back."""

_STAGES = {
    JobState.QUEUED: PrintStage.QUEUED,
    JobState.PRINTING: PrintStage.PRINTING,
    JobState.HELD: PrintStage.HELD,
    JobState.DONE: PrintStage.PRINTED,
    JobState.FAILED: PrintStage.FAILED,
    JobState.UNKNOWN: PrintStage.ASK,
}


class Paper(QObject):
    """Holds the pages; needs paper and files, and no service.

    `made` says that the pages are there, `printing` carries a PrintView, `saved` the path of a
    file, and `failed` the StationError of pages that could not be made or saved. `doubted`
    answers `doubt`, once the printer was asked, with the PaperDoubts about the pages.
    """

    made = Signal()
    doubted = Signal(object)
    printing = Signal(object)
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, runner: JobRunner, press: Press) -> None:
        super().__init__()
        self._runner = runner
        self._press = press
        self._printout: Printout | None = None
        self._jobs: list[Job[Any]] = []
        self._sending: list[Job[Any]] = []
        self._making: Job[Printout] | None = None
        self._doubting: Job[PaperDoubts] | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether pages are on their way to paper or into a file."""
        return any(not job.is_over for job in self._sending)

    @property
    def further_pages(self) -> tuple[Page, ...]:
        """The pages after the first one."""
        return () if self._printout is None else tuple(self._printout.pages[1:])

    @property
    def first_page(self) -> Page | None:
        """What is shown of the pages; None while they are made."""
        return None if self._printout is None else self._printout.pages[0]

    @property
    def layout(self) -> str:
        """The name of the layout that made the pages; empty while they are made."""
        return "" if self._printout is None else self._printout.layout

    def make(self, content: PrintContent) -> None:
        """Make the pages that say `content`, in place of those before."""
        self._make(lambda: self._press.make_pages(content))

    def make_sample(self, layout: str) -> None:
        """Make the pages that show a layout, in place of those before."""
        self._make(lambda: self._press.make_sample(layout))

    def print_pages(self, printer: str | None, copies: int) -> None:
        """Print the pages and follow what becomes of them; see `Press.print_pages`."""
        printout = self._printout
        if printout is None:
            return
        self.printing.emit(PrintView(PrintStage.PREPARING))

        def take(told: tuple[str, JobStatus]) -> None:
            # Of a page that was let go nobody wants to hear any more.
            if printout is self._printout:
                self._take_fate(told)

        def fail(error: StationError) -> None:
            if printout is self._printout:
                self._take_print_failure(error)

        self._send(
            lambda context: self._press.print_pages(
                printout,
                printer,
                copies,
                context.cancel,
                lambda printer, status: context.report((printer, status)),
            ),
            take,
            fail,
            take,
        )

    def doubt(self, printer: str | None) -> None:
        """Ask what to warn of on a printer; see `Press.print_pages` for which one that is.

        What another printer has yet to answer is not waited for any more.
        """
        self._drop_doubt()
        printout = self._printout
        if printout is None:
            return
        # A code that is too small there is told when it is printed, with its own sentence.
        self._doubting = self._start(
            lambda _: self._press.doubts_about(printout, printer),
            self.doubted.emit,
            lambda _: None,
        )

    def save(self, path: str) -> None:
        """Save the pages as a PDF file."""
        printout = self._printout
        if printout is None:
            return
        self._send(
            lambda _: self._press.save_pdf(printout.pages, path),
            lambda _: self.saved.emit(path),
            self.failed.emit,
        )

    def let_go(self) -> None:
        """Forget the pages without overwriting them, and let what is on its way come out.

        Only for pages that hold nothing secret.
        """
        self._jobs = []
        self._sending = []
        self._printout = None

    def clear(self) -> None:
        """Overwrite the pages, and take back what is still on its way to paper."""
        for job in self._jobs:
            job.abandon()
        self._jobs = []
        self._sending = []
        self._drop()

    def _make(self, make: Callable[[], Printout]) -> None:
        def work(context: JobContext) -> Printout:
            printout = make()
            # Pages that come when nobody waits for them any more are overwritten all the same.
            context.cancel.on_cancel(printout.clear)
            return printout

        self._drop()
        self._making = self._start(work, self._take_printout, self.failed.emit)

    def _drop(self) -> None:
        self._drop_doubt()
        if self._making is not None:
            self._making.abandon()
            self._making = None
        if self._printout is not None:
            self._printout.clear()
        self._printout = None

    def _drop_doubt(self) -> None:
        if self._doubting is not None:
            self._doubting.abandon()
            self._doubting = None

    def _send(self, work: Any, done: Any, failed: Any, progressed: Any = None) -> None:
        job = self._start(work, done, failed, progressed)
        self._sending = [job, *(old for old in self._sending if not old.is_over)]

    def _start(self, work: Any, done: Any, failed: Any, progressed: Any = None) -> Job[Any]:
        job = self._runner.start(
            work, done=done, failed=failed, progressed=progressed, time_limit=PAPER_SECONDS
        )
        self._jobs = [job, *(old for old in self._jobs if not old.is_over)]
        return job

    def _take_printout(self, printout: Printout) -> None:
        if printout.pages:
            self._printout = printout
            self.made.emit()

    def _take_fate(self, told: tuple[str, JobStatus]) -> None:
        printer, status = told
        stage = _STAGES[status.state]
        error = failure_of(status, printer) if stage is PrintStage.FAILED else None
        self.printing.emit(PrintView(stage, printer, error, status.reasons))

    def _take_print_failure(self, error: StationError) -> None:
        self.printing.emit(PrintView(PrintStage.FAILED, error.values.get("printer", ""), error))
