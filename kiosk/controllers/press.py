"""What a conversation needs of paper: pages made, printed and saved, on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from kiosk.models.cancellation import CancelToken
from kiosk.services.runs.paper import RunPaper

if TYPE_CHECKING:
    from kiosk.printing.content import PrintContent
    from kiosk.printing.doubts import PaperDoubts
    from kiosk.printing.jobs import JobStatus
    from kiosk.printing.layouts import Layout
    from kiosk.printing.offers import LayoutOffer, PrinterOffer
    from kiosk.printing.page import Page
    from kiosk.printing.printout import Printout


class Press(Protocol):
    """Makes pages and brings them to paper; every call may take long and may fail.

    All raise StationError with a PK-5xx code.
    """

    def make_pages(self, content: PrintContent) -> Printout:
        """Lay the content out; codes are read back before they count."""
        ...

    def make_sample(self, layout: str) -> Printout:
        """Lay made-up content out by a layout, which opens nothing."""
        ...

    def doubts_about(self, printout: Printout, printer: str | None) -> PaperDoubts:
        """Say what to warn of before pages of this content are printed; asks the printer."""
        ...

    def print_pages(
        self,
        printout: Printout,
        printer: str | None,
        copies: int,
        cancel: CancelToken,
        report: Callable[[str, JobStatus], None],
    ) -> tuple[str, JobStatus]:
        """Print, report each change, and return what became of it; with the printer's name.

        `printer` is empty for the one that everything goes to, and None for the one that was
        chosen for the layout earlier.
        """
        ...

    def save_pdf(self, pages: Sequence[Page], path: str) -> None:
        """Write the pages to a PDF file, whole or not at all."""
        ...

    def layouts(self) -> LayoutOffer:
        """Return every layout, and which ones are in use."""
        ...

    def use_layout(self, layout: Layout) -> None:
        """Make pages of its kind with this layout from now on."""
        ...

    def printers(self, layout: str) -> PrinterOffer:
        """Return every printer, and the one that a layout goes to."""
        ...

    def use_printer(self, layout: str, printer: str) -> None:
        """Print what this layout makes there from now on; empty: where everything else goes."""
        ...


class RunPress(Protocol):
    """Brings the badges and slips of a run to paper."""

    def run_paper_to_printer(self) -> RunPaper:
        """Return paper that comes out of the printer, a part at a time."""
        ...

    def run_paper_to_folder(self, folder: str) -> RunPaper:
        """Return paper that is saved as one PDF file for each part, in a folder."""
        ...
