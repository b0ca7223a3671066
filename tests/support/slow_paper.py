"""Paper and files that take until a test lets them end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import StationError
from kiosk.printing.jobs import JobState, JobStatus
from kiosk.printing.page import Page
from kiosk.printing.printout import Printout
from kiosk.qt.press import StationPress


class SlowPrinter:
    """Takes pages and holds them until a test lets them out."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_end = threading.Event()
        self.ends = JobStatus(JobState.DONE)
        self.fails: StationError | None = None
        self.was_cancelled = False
        self.has_ended = False
        monkeypatch.setattr(
            StationPress, "print_pages", lambda _press, *words: self.print_pages(*words)
        )

    def print_pages(
        self,
        _printout: Printout,
        _printer: str | None,
        _copies: int,
        cancel: CancelToken,
        report: Callable[[str, JobStatus], None],
    ) -> tuple[str, JobStatus]:
        report("Zebra", JobStatus(JobState.PRINTING))
        while not self.may_end.wait(0.01):
            self.was_cancelled = self.was_cancelled or cancel.is_cancelled
            cancel.raise_if_cancelled()
        self.has_ended = True
        if self.fails is not None:
            raise self.fails
        return "Zebra", self.ends


class SlowDisk:
    """Writes a PDF file when a test lets it, or fails then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_end = threading.Event()
        self.has_begun = threading.Event()
        self.fails: StationError | None = None
        write = StationPress.save_pdf

        def save_pdf(press: StationPress, pages: Sequence[Page], path: str) -> None:
            self.has_begun.set()
            self.may_end.wait(10)
            if self.fails is not None:
                raise self.fails
            write(press, pages, path)

        monkeypatch.setattr(StationPress, "save_pdf", save_pdf)
