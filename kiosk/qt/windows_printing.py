"""Prints through Qt's print support, for Windows, after making sure which printer it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.jobs import PrinterInfo
from kiosk.printing.media import Media, PlacedPage, place_on_media
from kiosk.printing.page import Page
from kiosk.printing.painter import PRINTER_DPI, paint_page
from kiosk.printing.pdf import TITLE
from kiosk.printing.proof import check_page
from kiosk.printing.spooled_job import SpooledJob, document_name
from kiosk.printing.winspool import PrintQueues, this_machines_queues


class WindowsPrinters:
    """The printers that Qt knows; what becomes of a job, the spooler tells."""

    def __init__(
        self, queues: PrintQueues | None = None, name_document: Callable[[], str] = document_name
    ) -> None:
        self._queues = queues or this_machines_queues()
        self._name_document = name_document

    def available(self) -> tuple[PrinterInfo, ...]:
        """Return all printers, the default one first. Blocks."""
        infos = [_info_of(info) for info in QPrinterInfo.availablePrinters()]
        return tuple(sorted(infos, key=lambda info: (not info.is_default, info.name.casefold())))

    def named(self, name: str) -> WindowsPrinter:
        """Return a printer by name, or the default one; raises StationError PRINTER_MISSING."""
        info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
        if info.isNull() or (name and info.printerName() != name):
            raise StationError(ErrorCode.PRINTER_MISSING, {"printer": name})
        return WindowsPrinter(info.printerName(), self._queues, self._name_document)


def _info_of(info: QPrinterInfo) -> PrinterInfo:
    resolutions = [dpi for dpi in info.supportedResolutions() if dpi > 0]
    state = info.state()
    return PrinterInfo(
        name=info.printerName(),
        is_default=info.isDefault(),
        dpi=float(max(resolutions, default=int(PRINTER_DPI))),
        is_stopped=state in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted},
        sizes=_sizes_of(info),
    )


def _sizes_of(info: QPrinterInfo) -> tuple[Media, ...]:
    found = [
        Media(size.width(), size.height())
        for page_size in info.supportedPageSizes()
        for size in [page_size.size(QPageSize.Unit.Millimeter)]
    ]
    if found and info.supportsCustomPageSizes():
        least = info.minimumPhysicalPageSize().size(QPageSize.Unit.Millimeter)
        most = info.maximumPhysicalPageSize().size(QPageSize.Unit.Millimeter)
        if most.width() > 0 and most.height() > 0:
            found.append(Media(least.width(), least.height(), most.width(), most.height()))
    return tuple(found)


@dataclass(frozen=True)
class WindowsPrinter:
    """One printer, looked up afresh each time that it is used."""

    name: str
    _queues: PrintQueues = field(repr=False)
    _name_document: Callable[[], str] = field(repr=False)

    def info(self) -> PrinterInfo:
        """Return what the printer says of itself now; raises StationError PRINTER_MISSING."""
        return _info_of(self._found())

    def submit(self, pages: Sequence[Page], copies: int, cancel: CancelToken) -> SpooledJob:
        """Paint the pages as one job. Blocks.

        Raises StationError PRINTER_MISSING, PRINTER_REFUSED, PAPER_UNAVAILABLE,
        CODE_UNREADABLE or CODE_TOO_SMALL, and WorkCancelledError.
        """
        found = self._found()
        printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
        # Qt quietly takes another printer where this one is gone.
        if not printer.isValid() or printer.printerName() != self.name:
            raise StationError(ErrorCode.PRINTER_MISSING, {"printer": self.name})
        document = self._name_document()
        printer.setDocName(document)
        printer.setCreator(TITLE)
        printer.setCopyCount(copies)
        printer.setFullPage(True)
        # A PIN on a page of its own must not come out on the back of its badge.
        printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
        dpi = float(printer.resolution())
        placed = self._placed(pages, found)
        for one in placed:
            check_page(one.page, dpi)
        cancel.raise_if_cancelled()
        self._paint(printer, placed, dpi)
        return SpooledJob(self._queues, self.name, document)

    def _paint(self, printer: QPrinter, placed: Sequence[PlacedPage], dpi: float) -> None:
        painter = QPainter()
        done = False
        try:
            for number, one in enumerate(placed):
                printer.setPageLayout(_layout(one.media))
                if not (painter.begin(printer) if number == 0 else printer.newPage()):
                    raise StationError(ErrorCode.PRINTER_REFUSED, {"printer": self.name})
                paint_page(painter, one.page, dpi / 25.4, dpi=dpi)
            done = True
        finally:
            if painter.isActive():
                if not done:
                    printer.abort()
                ended = painter.end()
                done = done and ended
        if not done:
            raise StationError(ErrorCode.PRINTER_REFUSED, {"printer": self.name})

    def _placed(self, pages: Sequence[Page], found: QPrinterInfo) -> list[PlacedPage]:
        default = found.defaultPageSize().size(QPageSize.Unit.Millimeter)
        sheet = Media(default.width(), default.height()) if default.width() > 0 else None
        try:
            return [place_on_media(page, _sizes_of(found), sheet) for page in pages]
        except StationError as error:
            error.values = {**error.values, "printer": self.name}
            raise

    def _found(self) -> QPrinterInfo:
        found = QPrinterInfo.printerInfo(self.name)
        if found.isNull() or found.printerName() != self.name:
            raise StationError(ErrorCode.PRINTER_MISSING, {"printer": self.name})
        return found


def _layout(media: Media) -> QPageLayout:
    size = QPageSize(
        QSizeF(media.width_mm, media.height_mm),
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
