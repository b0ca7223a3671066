"""Makes the PDF of finished pages, each at its own size, after reading its codes back."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.page import Page
from kiosk.printing.painter import PRINTER_DPI, paint_page
from kiosk.printing.proof import check_page
from kiosk.printing.typesetting import RepeatedTexts

TITLE = "PIN Kiosk"
"""The title of every file and print job: it says nothing about anybody."""

_UNITS_PER_INCH = 1200


def pages_to_pdf(pages: Iterable[Page], title: str = TITLE, *, dpi: float = PRINTER_DPI) -> bytes:
    """Return the pages as one PDF of vectors and text, its codes aligned to a printer's `dpi`.

    Needs a QGuiApplication (offscreen will do) and may run on any thread. The title must not
    name a person. Nothing is returned where any page is refused. Raises StationError
    CODE_UNREADABLE or CODE_TOO_SMALL, and what making a page raises.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    try:
        write_pdf(pages, buffer, title, dpi=dpi)
    finally:
        buffer.close()
    return bytes(data.data())


def write_pdf(
    pages: Iterable[Page], device: QIODevice, title: str = TITLE, *, dpi: float = PRINTER_DPI
) -> int:
    """Write what `pages_to_pdf` returns to an open device, and return the number of pages.

    Pages are taken one by one, each code is read back before its page is painted, and no page is
    kept: ten thousand badges need no more memory than a hundred. After an error the device
    holds half a file, which has to be thrown away; so write to a QSaveFile and commit it only
    when this has returned. Its `commit` also tells whether the disk took everything.

    Raises StationError CODE_UNREADABLE or CODE_TOO_SMALL, FILE_NOT_WRITTEN where the device
    is not open for writing, and what making a page raises.
    """
    # Qt writes on as if nothing were wrong.
    if not device.isWritable():
        raise StationError(ErrorCode.FILE_NOT_WRITTEN)
    writer = QPdfWriter(device)
    writer.setTitle(title)
    writer.setCreator(TITLE)
    writer.setResolution(_UNITS_PER_INCH)
    painter = QPainter()
    texts = RepeatedTexts()
    count = 0
    try:
        for page in pages:
            check_page(page, dpi)
            writer.setPageLayout(_layout(page))
            started = writer.newPage() if count else painter.begin(writer)
            if not started:
                raise StationError(ErrorCode.FILE_NOT_WRITTEN)
            paint_page(painter, page, _UNITS_PER_INCH / 25.4, dpi=dpi, set_text=texts)
            count += 1
    finally:
        if painter.isActive():
            painter.end()
    return count


def _layout(page: Page) -> QPageLayout:
    size = QPageSize(
        QSizeF(page.width_mm, page.height_mm),
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
