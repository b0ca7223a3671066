"""Reads a page's codes back from its own pixels before it leaves the station."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtGui import QImage, QPainter

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.codes import check_says
from kiosk.printing.geometry import Box
from kiosk.printing.page import CutMarks, Element, Page, Rectangle, Rule
from kiosk.printing.painter import PRINTER_DPI, paint_page, placement_of

_AROUND_MM = 0.4
"""How much beside a code is read with it. Its own white border is part of its box."""


def render(page: Page, dpi: float, area: Box | None = None) -> QImage:
    """Return the pixels of a page, or of an area of it, as a printer with `dpi` makes them."""
    area = area or page.box
    dots = dpi / 25.4
    # A printer's dots start at the paper's corner, not at the area's.
    left, top = math.floor(area.x * dots), math.floor(area.y * dots)
    # Lines of a multiple of four pixels have no padding at their end.
    width = -(-(math.ceil(area.right * dots) - left) // 4) * 4
    height = math.ceil(area.bottom * dots) - top
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    elements = tuple(element for element in page.elements if _painted_area(element).overlaps(area))
    painter = QPainter(image)
    try:
        painter.translate(-left, -top)
        paint_page(painter, replace(page, elements=elements), dots, dpi=dpi)
    finally:
        painter.end()
    return image


def _painted_area(element: Element) -> Box:
    """Return where an element may leave ink: some do so a little beyond their box."""
    match element:
        case CutMarks():
            reach = element.gap_mm + element.length_mm
        case Rectangle():
            reach = element.stroke_mm
        case Rule():
            reach = element.width_mm
        case _:
            reach = 0.0
    return element.box.inset(-reach)


def check_page(page: Page, dpi: float = PRINTER_DPI) -> None:
    """Make sure that every code of the page, as printed at `dpi`, says what it must.

    Raises StationError CODE_UNREADABLE, or CODE_TOO_SMALL with the side that it needs.
    """
    for code in page.codes:
        placement_of(code, dpi)
        image = render(page, dpi, code.box.inset(-_AROUND_MM))
        if image.bytesPerLine() != image.width():
            raise StationError(ErrorCode.CODE_UNREADABLE)
        check_says(image.constBits(), image.width(), code.matrix.content)
