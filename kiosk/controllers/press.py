"""What a conversation needs of paper: pages made, printed and saved, on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from kiosk.models.cancellation import CancelToken

if TYPE_CHECKING:
    from kiosk.printing.content import PrintContent
    from kiosk.printing.doubts import PaperDoubts
    from kiosk.printing.jobs import JobStatus
    from kiosk.printing.page import Page


class Press(Protocol):
    """Makes pages and brings them to paper; every call may take long and may fail.

    All raise StationError with a PK-5xx code.
    """

    def make_pages(self, content: PrintContent) -> Sequence[Page]:
        """Lay the content out as the settings say; codes are read back before they count."""
        ...

    def doubts_about(self, content: PrintContent, pages: Sequence[Page]) -> PaperDoubts:
        """Say what to warn of before pages of this content are printed; asks the printer."""
        ...

    def print_pages(
        self,
        pages: Sequence[Page],
        cancel: CancelToken,
        report: Callable[[str, JobStatus], None],
    ) -> tuple[str, JobStatus]:
        """Print, report each change, and return what became of it; with the printer's name."""
        ...

    def save_pdf(self, pages: Sequence[Page], path: str) -> None:
        """Write the pages to a PDF file, whole or not at all."""
        ...
