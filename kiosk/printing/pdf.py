"""Makes the PDF of finished pages, each at its own size, after reading its codes back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.page import Page
from kiosk.printing.painter import PRINTER_DPI, paint_page
from kiosk.printing.proof import check_page

TITLE = "PIN Kiosk"
"""The title of every file and print job: it says nothing about anybody."""

_UNITS_PER_INCH = 1200


def pages_to_pdf(pages: Sequence[Page], title: str = TITLE, *, dpi: float = PRINTER_DPI) -> bytes:
    """Return the pages as one PDF of vectors and text, its codes aligned to a printer's `dpi`.

    Needs a QGuiApplication (offscreen will do) and may run on any thread. The title must not
    name a person. Raises StationError CODE_UNREADABLE or CODE_TOO_SMALL.
    """
    for page in pages:
        check_page(page, dpi)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator(TITLE)
    writer.setResolution(_UNITS_PER_INCH)
    painter = QPainter()
    try:
        for number, page in enumerate(pages):
            writer.setPageLayout(_layout(page))
            started = painter.begin(writer) if number == 0 else writer.newPage()
            if not started:
                raise StationError(ErrorCode.FILE_NOT_WRITTEN)
            paint_page(painter, page, _UNITS_PER_INCH / 25.4, dpi=dpi)
    finally:
        if painter.isActive():
            painter.end()
        buffer.close()
    return bytes(data.data())


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
