"""Makes, prints and saves the pages of the station, by its settings. Belongs on workers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import StationError
from kiosk.models.settings import BadgeSettings
from kiosk.printing.jobs import JobStatus, follow_job
from kiosk.services.files import write_whole

if TYPE_CHECKING:
    from kiosk.printing.content import PrintContent
    from kiosk.printing.doubts import PaperDoubts
    from kiosk.printing.layouts import Layout
    from kiosk.printing.page import Page
    from kiosk.qt.printers import Printers

_log = logging.getLogger(__name__)

HELD_SECONDS = 120.0
"""How long a print may wait for paper or a closed cover before it is taken back."""


class StationPress:
    """The one place that turns a result into pages, paper and files."""

    def __init__(
        self,
        settings: BadgeSettings,
        find_printers: Callable[[], Printers],
        clock: Clock,
        layout_folders: tuple[Path, ...] = (),
    ) -> None:
        self._settings = settings
        self._layout_folders = layout_folders
        self._find_printers = find_printers
        self._clock = clock

    def make_pages(self, content: PrintContent) -> Sequence[Page]:
        """Lay the content out in the station's language: a slip, or a badge where there is one.

        What no font has letters for is left out.
        """
        from kiosk.printing.dates import LocaleDates  # noqa: PLC0415 - when the first page is made
        from kiosk.printing.doubts import readable  # noqa: PLC0415
        from kiosk.printing.texts import Wording  # noqa: PLC0415

        wording = Wording(QCoreApplication.translate, LocaleDates(QLocale()))
        return self._layout(content).pages(readable(content), wording)

    def doubts_about(self, content: PrintContent, pages: Sequence[Page]) -> PaperDoubts:
        """Say what to warn of on the printer that the pages go to, or on a usual one.

        Raises StationError CODE_TOO_SMALL.
        """
        from kiosk.printing.doubts import doubts_about  # noqa: PLC0415 - when a page is made

        return doubts_about(content, pages, self._dots_an_inch())

    def print_pages(
        self,
        pages: Sequence[Page],
        cancel: CancelToken,
        report: Callable[[str, JobStatus], None],
    ) -> tuple[str, JobStatus]:
        """Print and follow the job to its end; see `kiosk.printing.jobs.follow_job`."""
        from kiosk.qt.printers import print_pages  # noqa: PLC0415 - when something is printed

        printer = self._find_printers().named(self._settings.printer)
        job = print_pages(pages, printer, 1, cancel)
        status = follow_job(
            job,
            cancel,
            self._clock,
            lambda status: report(job.printer_name, status),
            HELD_SECONDS,
        )
        return job.printer_name, status

    def save_pdf(self, pages: Sequence[Page], path: str) -> None:
        """Write the pages to a file that is there whole or not at all, readable by its owner.

        Raises StationError FILE_NOT_WRITTEN, CODE_UNREADABLE or CODE_TOO_SMALL.
        """
        from kiosk.printing.pdf import pages_to_pdf  # noqa: PLC0415 - loads QtGui's PDF engine

        write_whole(Path(path), pages_to_pdf(pages))

    def _dots_an_inch(self) -> float:
        from kiosk.printing.painter import PRINTER_DPI  # noqa: PLC0415 - when a page is made

        try:
            return self._find_printers().named(self._settings.printer).info().dpi
        except StationError:
            return PRINTER_DPI

    def _layout(self, content: PrintContent) -> Layout:
        from kiosk.printing.layouts import (  # noqa: PLC0415 - when the first page is made
            Kind,
            LayoutShelf,
            default_layout,
            default_name,
        )

        has_badge = content.issued is not None
        name = self._settings.layout if has_badge else self._settings.slip_layout
        kind = Kind.BADGE if has_badge else Kind.SLIP
        locale = QLocale.system().name()
        try:
            return LayoutShelf(self._layout_folders).named(name or default_name(locale, kind))
        except StationError as error:
            # The layouts were checked at start; somebody has changed a file since. This code is
            # told only once, so it goes on the usual paper instead of on none.
            _log.warning("%s; the usual layout is taken instead", error.code.name)
            return default_layout(locale, kind)
