"""The printers of this machine, whatever the platform, and the one way to print pages.

Everything here blocks and belongs on a worker thread.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Protocol

from kiosk.models.cancellation import CancelToken
from kiosk.printing.cups import CupsPrinters, scheduler_address
from kiosk.printing.jobs import PrinterInfo, PrintJob
from kiosk.printing.page import Page


class Printer(Protocol):
    """Something that pages can be sent to."""

    @property
    def name(self) -> str:
        """The name that people know it by."""
        ...

    def info(self) -> PrinterInfo:
        """Return what it says of itself now. Raises StationError."""
        ...

    def submit(self, pages: Sequence[Page], copies: int, cancel: CancelToken) -> PrintJob:
        """Send pages as one job. Raises StationError and WorkCancelledError."""
        ...


class Printers(Protocol):
    """Where printers are found; handed in wherever something is printed."""

    def available(self) -> tuple[PrinterInfo, ...]:
        """Return all printers, the default one first."""
        ...

    def named(self, name: str) -> Printer:
        """Return a printer by name, or the default one; raises StationError PRINTER_MISSING."""
        ...


def system_printers() -> Printers:
    """Return the printers of this machine: CUPS's, or on Windows Qt's."""
    if sys.platform == "win32":
        from kiosk.qt.windows_printing import WindowsPrinters  # noqa: PLC0415 - loads print support

        return WindowsPrinters()
    return CupsPrinters(scheduler_address(os.environ))


def print_pages(
    pages: Sequence[Page], printer: Printer, copies: int, cancel: CancelToken
) -> PrintJob:
    """Send pages to a printer as one job with a neutral title; follow it with `follow_job`.

    Every code is read back at the printer's resolution first. Raises StationError
    with a printer's code (PK-501 to 503, 510 to 514), CODE_UNREADABLE or CODE_TOO_SMALL,
    and WorkCancelledError.
    """
    cancel.raise_if_cancelled()
    return printer.submit(pages, copies, cancel)
