"""The pages of one result on their way to paper: made, printed, saved, and overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kiosk.controllers.press import Press
from kiosk.controllers.result_view import PrintStage, PrintView
from kiosk.models.errors import StationError
from kiosk.printing.content import PrintContent
from kiosk.printing.jobs import JobState, JobStatus, failure_of
from kiosk.qt.jobs import Job, JobRunner

if TYPE_CHECKING:
    from kiosk.printing.doubts import PaperDoubts
    from kiosk.printing.page import Page

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
    follows `made`, once the printer was asked, with the PaperDoubts about the pages.
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
        self._pages: Sequence[Page] = ()
        self._jobs: list[Job[Any]] = []
        self._making: Job[Sequence[Page]] | None = None

    @property
    def further_pages(self) -> tuple[Page, ...]:
        """The pages after the first one."""
        return tuple(self._pages[1:])

    @property
    def first_page(self) -> Page | None:
        """What is shown of the pages; None while they are made."""
        return self._pages[0] if self._pages else None

    def make(self, content: PrintContent) -> None:
        """Make the pages that say `content`, in place of those before."""
        if self._making is not None:
            self._making.abandon()
        self._drop()
        self._making = self._start(
            lambda _: self._press.make_pages(content),
            lambda pages: self._take_pages(pages, content),
            self.failed.emit,
        )

    def print_pages(self) -> None:
        """Print the pages and follow what becomes of them."""
        pages = self._pages
        self.printing.emit(PrintView(PrintStage.PREPARING))
        self._start(
            lambda context: self._press.print_pages(
                pages,
                context.cancel,
                lambda printer, status: context.report((printer, status)),
            ),
            self._take_fate,
            self._take_print_failure,
            self._take_fate,
        )

    def save(self, path: str) -> None:
        """Save the pages as a PDF file."""
        pages = self._pages
        self._start(
            lambda _: self._press.save_pdf(pages, path),
            lambda _: self.saved.emit(path),
            self.failed.emit,
        )

    def clear(self) -> None:
        """Overwrite the pages, and take back what is still on its way to paper."""
        for job in self._jobs:
            job.abandon()
        self._jobs = []
        self._drop()

    def _drop(self) -> None:
        for page in self._pages:
            page.clear()
        self._pages = ()

    def _start(self, work: Any, done: Any, failed: Any, progressed: Any = None) -> Job[Any]:
        job = self._runner.start(
            work, done=done, failed=failed, progressed=progressed, time_limit=PAPER_SECONDS
        )
        self._jobs = [job, *(old for old in self._jobs if not old.is_over)]
        return job

    def _take_pages(self, pages: Sequence[Page], content: PrintContent) -> None:
        self._pages = pages
        if pages:
            self.made.emit()
            self._doubt(pages, content)

    def _doubt(self, pages: Sequence[Page], content: PrintContent) -> None:
        """Ask what to warn of, after the pages are shown: a printer can take long to answer."""

        def take(doubts: PaperDoubts) -> None:
            if self._pages is pages:
                self.doubted.emit(doubts)

        # A code that is too small there is told when it is printed, with its own sentence.
        self._start(lambda _: self._press.doubts_about(content, pages), take, lambda _: None)

    def _take_fate(self, told: tuple[str, JobStatus]) -> None:
        printer, status = told
        stage = _STAGES[status.state]
        error = failure_of(status, printer) if stage is PrintStage.FAILED else None
        self.printing.emit(PrintView(stage, printer, error, status.reasons))

    def _take_print_failure(self, error: StationError) -> None:
        self.printing.emit(PrintView(PrintStage.FAILED, error.values.get("printer", ""), error))
