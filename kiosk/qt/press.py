"""Makes, prints and saves the pages of the station, by its settings. Belongs on workers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.paper_choices import Kind
from kiosk.models.settings import BadgeSettings
from kiosk.printing.jobs import JobStatus, follow_job
from kiosk.services.files import write_whole
from kiosk.services.paper_memory import PaperMemory

if TYPE_CHECKING:
    from kiosk.printing.content import PrintContent
    from kiosk.printing.doubts import PaperDoubts
    from kiosk.printing.layouts import Layout, LayoutShelf
    from kiosk.printing.offers import LayoutOffer, PrinterOffer
    from kiosk.printing.page import Page
    from kiosk.printing.printout import Printout
    from kiosk.qt.printers import Printers

_log = logging.getLogger(__name__)

HELD_SECONDS = 120.0
"""How long a print may wait for paper or a closed cover before it is taken back."""


class StationPress:
    """The one place that turns a result into pages, paper and files.

    What the settings name is used; then what was chosen at the station, which `memory` keeps;
    then what is usual. For printers the choice comes first: it is for one layout, the setting
    for all of them.
    """

    def __init__(
        self,
        settings: BadgeSettings,
        find_printers: Callable[[], Printers],
        clock: Clock,
        memory: PaperMemory,
        layout_folders: tuple[Path, ...] = (),
    ) -> None:
        self._settings = settings
        self._layout_folders = layout_folders
        self._find_printers = find_printers
        self._clock = clock
        self._memory = memory

    def make_pages(self, content: PrintContent) -> Printout:
        """Lay the content out: a slip, or a badge where there is one.

        It speaks the language that the person prefers, if the station does. What no font has
        letters for is left out.
        """
        from kiosk.printing.doubts import readable  # noqa: PLC0415 - when the first page is made
        from kiosk.printing.printout import Printout  # noqa: PLC0415
        from kiosk.qt.worker_words import words_for  # noqa: PLC0415

        layout = self._layout(content)
        words = words_for(content.person.preferred_language)
        return Printout(layout.name, content, layout.pages(readable(content), words))

    def make_sample(self, layout: str) -> Printout:
        """Lay made-up content out, which opens nothing and says so.

        Raises StationError LAYOUT_UNKNOWN, or what is wrong with the layout's file.
        """
        from kiosk.printing.printout import Printout  # noqa: PLC0415
        from kiosk.printing.samples import sample_content  # noqa: PLC0415
        from kiosk.qt.worker_words import words_for  # noqa: PLC0415

        used = self._shelf().named(layout)
        content = replace(sample_content(self._clock.now()), practice=True)
        if used.kind is Kind.SLIP:
            content = replace(content, issued=None)
        return Printout(layout, content, used.pages(content, words_for("")))

    def doubts_about(self, printout: Printout, printer: str | None) -> PaperDoubts:
        """Say what to warn of on that printer, or on a usual one where it cannot be asked.

        Raises StationError CODE_TOO_SMALL.
        """
        from kiosk.printing.doubts import doubts_about  # noqa: PLC0415 - when a page is made

        dpi = self._dots_an_inch(self._printer_name(printout, printer))
        return doubts_about(printout.content, printout.pages, dpi)

    def print_pages(
        self,
        printout: Printout,
        printer: str | None,
        copies: int,
        cancel: CancelToken,
        report: Callable[[str, JobStatus], None],
    ) -> tuple[str, JobStatus]:
        """Print and follow the job to its end; see `kiosk.printing.jobs.follow_job`.

        `printer` is empty for the one that everything goes to, and None for the one that was
        chosen for the layout earlier.
        """
        from kiosk.qt.printers import print_pages  # noqa: PLC0415 - when something is printed

        found = self._find_printers().named(self._printer_name(printout, printer))
        job = print_pages(printout.pages, found, copies, cancel)
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

    def layouts(self) -> LayoutOffer:
        """Return every layout, and which ones are in use."""
        from kiosk.printing.layouts import name_in_settings  # noqa: PLC0415 - for one page only
        from kiosk.printing.offers import LayoutOffer  # noqa: PLC0415

        layouts, wrong = self._shelf().all()
        used = {kind: self._layout_name(kind) for kind in Kind}
        fixed = frozenset(kind for kind in Kind if name_in_settings(self._settings, kind))
        return LayoutOffer(layouts, wrong, used, fixed)

    def use_layout(self, layout: Layout) -> None:
        """Make pages of its kind with this layout from now on.

        Raises StationError PAPER_CHOICE_NOT_KEPT when it is forgotten at the next start.
        """
        self._memory.change(lambda choices: choices.with_layout(layout.kind, layout.name))

    def printers(self, layout: str) -> PrinterOffer:
        """Return every printer, and the one that a layout goes to.

        Raises StationError PRINTER_MISSING where there is none.
        """
        from kiosk.printing.offers import PrinterOffer  # noqa: PLC0415 - loads all layouts

        printers = self._find_printers().available()
        if not printers:
            raise StationError(ErrorCode.PRINTER_MISSING)
        default = next((printer.name for printer in printers if printer.is_default), "")
        chosen = self._memory.choices.printer_for(layout)
        return PrinterOffer(printers, chosen, self._settings.printer or default)

    def use_printer(self, layout: str, printer: str) -> None:
        """Print what this layout makes there from now on; empty: where everything else goes.

        Raises StationError PAPER_CHOICE_NOT_KEPT when it is forgotten at the next start.
        """
        self._memory.change(lambda choices: choices.with_printer(layout, printer))

    def _printer_name(self, printout: Printout, printer: str | None) -> str:
        if printer is None:
            printer = self._memory.choices.printer_for(printout.layout)
        return printer or self._settings.printer

    def _dots_an_inch(self, printer: str) -> float:
        from kiosk.printing.codes import PRINTER_DPI  # noqa: PLC0415 - when a page is made

        try:
            return self._find_printers().named(printer).info().dpi
        except StationError:
            return PRINTER_DPI

    def _shelf(self) -> LayoutShelf:
        from kiosk.printing.layouts import LayoutShelf  # noqa: PLC0415 - when a page is made

        return LayoutShelf(self._layout_folders)

    def _layout(self, content: PrintContent) -> Layout:
        from kiosk.printing.layouts import default_layout  # noqa: PLC0415

        kind = Kind.SLIP if content.issued is None else Kind.BADGE
        try:
            return self._shelf().of_kind(kind, self._layout_name(kind))
        except StationError as error:
            # The layouts were checked at start; somebody has changed a file since. This code is
            # told only once, so it goes on the usual paper instead of on none.
            _log.warning("%s; the usual layout is taken instead", error.code.name)
            return default_layout(QLocale.system().name(), kind)

    def _layout_name(self, kind: Kind) -> str:
        from kiosk.printing.layouts import name_in_use  # noqa: PLC0415 - when a page is made

        locale_name = QLocale.system().name()
        return name_in_use(self._settings, self._memory.choices, kind, locale_name)
