"""A press that makes and prints nothing, for tests that need a part of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.models.cancellation import CancelToken
from kiosk.printing.content import PrintContent
from kiosk.printing.doubts import PaperDoubts
from kiosk.printing.jobs import JobStatus
from kiosk.printing.layouts import Layout
from kiosk.printing.offers import LayoutOffer, PrinterOffer
from kiosk.printing.page import Page
from kiosk.printing.printout import Printout


class IdlePress:
    """Does nothing that its heirs do not."""

    def make_pages(self, content: PrintContent) -> Printout:
        raise NotImplementedError

    def make_sample(self, layout: str) -> Printout:
        raise NotImplementedError

    def doubts_about(self, printout: Printout, printer: str | None) -> PaperDoubts:
        raise NotImplementedError

    def print_pages(
        self,
        printout: Printout,
        printer: str | None,
        copies: int,
        cancel: CancelToken,
        report: Callable[[str, JobStatus], None],
    ) -> tuple[str, JobStatus]:
        raise NotImplementedError

    def save_pdf(self, pages: Sequence[Page], path: str) -> None:
        raise NotImplementedError

    def layouts(self) -> LayoutOffer:
        raise NotImplementedError

    def use_layout(self, layout: Layout) -> None:
        raise NotImplementedError

    def printers(self, layout: str) -> PrinterOffer:
        raise NotImplementedError

    def use_printer(self, layout: str, printer: str) -> None:
        raise NotImplementedError
