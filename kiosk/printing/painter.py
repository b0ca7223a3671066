"""Paints a page with any QPainter: the one way for screen, PDF and printer."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from kiosk.printing.codes import PRINTER_DPI, Placement, place_code
from kiosk.printing.geometry import Box
from kiosk.printing.image_reading import read_image
from kiosk.printing.page import (
    INK,
    Align,
    Code,
    Colour,
    CutMarks,
    Element,
    Page,
    Paragraph,
    Picture,
    PracticeMark,
    Rectangle,
    Rule,
    Side,
    TextBlock,
    Vertical,
    Weight,
)
from kiosk.printing.typesetting import UNITS, SetText, set_block

__all__ = ["PRINTER_DPI", "paint_page", "placement_of"]


def paint_page(
    painter: QPainter,
    page: Page,
    device_units_per_mm: float,
    *,
    dpi: float = PRINTER_DPI,
    set_text: SetText = set_block,
) -> None:
    """Paint `page` with its top left corner at the painter's origin.

    `device_units_per_mm` is the painter's scale at that moment (dpi / 25.4 of its device);
    `dpi` are the dots of the printer that the page is for, which the modules of codes are
    aligned with. `set_text` may be one that remembers texts for the next page (`RepeatedTexts`).
    Callable on any thread. Raises StationError CODE_TOO_SMALL.
    """
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        scale = device_units_per_mm / UNITS
        painter.scale(scale, scale)
        for element in page.elements:
            _paint(painter, element, page, dpi, set_text)
    finally:
        painter.restore()


def placement_of(code: Code, dpi: float) -> Placement:
    """Return where a code's modules lie; raises StationError CODE_TOO_SMALL."""
    modules = code.matrix.size + 2 * code.quiet_modules
    return place_code(code.box, modules, dpi)


def _paint(painter: QPainter, element: Element, page: Page, dpi: float, set_text: SetText) -> None:
    match element:
        case TextBlock():
            _paint_text(painter, element, set_text, right_to_left=page.right_to_left)
        case Code():
            _paint_code(painter, element, dpi)
        case Rectangle():
            _paint_rectangle(painter, element)
        case Rule():
            _paint_rule(painter, element)
        case CutMarks():
            _paint_cut_marks(painter, element)
        case Picture():
            _paint_picture(painter, element)
        case PracticeMark():
            _paint_practice_mark(painter, element, set_text)


def _paint_text(
    painter: QPainter, block: TextBlock, set_text: SetText, *, right_to_left: bool
) -> None:
    for line in set_text(block, right_to_left=right_to_left).lines:
        line.draw(painter, block.box.x * UNITS, block.box.y * UNITS)


def _paint_code(painter: QPainter, code: Code, dpi: float) -> None:
    placement = placement_of(code, dpi)
    quiet = code.quiet_modules
    painter.save()
    painter.translate(placement.x * UNITS, placement.y * UNITS)
    painter.scale(placement.module_mm * UNITS, placement.module_mm * UNITS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    side = code.matrix.size + 2 * quiet
    painter.fillRect(QRect(-quiet, -quiet, side, side), _colour(code.ground))
    painter.setBrush(_colour(code.colour))
    # One call for all runs: a path or a rectangle a module makes the file many times larger.
    painter.drawRects(code.matrix.rectangles)
    painter.restore()


def _paint_rectangle(painter: QPainter, rectangle: Rectangle) -> None:
    if rectangle.stroke is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(_pen(rectangle.stroke, rectangle.stroke_mm))
    if rectangle.fill is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(_colour(rectangle.fill))
    radius = rectangle.radius_mm * UNITS
    painter.drawRoundedRect(_rect(rectangle.box), radius, radius)


def _paint_rule(painter: QPainter, rule: Rule) -> None:
    pen = _pen(rule.colour, rule.width_mm)
    if rule.dashed:
        pen.setDashPattern([9, 7])
    painter.setPen(pen)
    box = _rect(rule.box)
    if box.width() >= box.height():
        middle = box.center().y()
        painter.drawLine(QLineF(box.left(), middle, box.right(), middle))
    else:
        middle = box.center().x()
        painter.drawLine(QLineF(middle, box.top(), middle, box.bottom()))


def _paint_cut_marks(painter: QPainter, marks: CutMarks) -> None:
    painter.setPen(_pen(marks.colour, 0.15))
    box, gap, length = _rect(marks.box), marks.gap_mm * UNITS, marks.length_mm * UNITS
    lines = []
    for corner, outward_x, outward_y in (
        (box.topLeft(), -1, -1),
        (box.topRight(), 1, -1),
        (box.bottomLeft(), -1, 1),
        (box.bottomRight(), 1, 1),
    ):
        outward = (
            (QPointF(outward_x, 0), Side.LEFT if outward_x < 0 else Side.RIGHT),
            (QPointF(0, outward_y), Side.TOP if outward_y < 0 else Side.BOTTOM),
        )
        lines += [
            QLineF(corner + direction * gap, corner + direction * (gap + length))
            for direction, side in outward
            if side in marks.sides
        ]
    painter.drawLines(lines)


def _paint_picture(painter: QPainter, picture: Picture) -> None:
    image = read_image(picture.data)
    if image.isNull():
        return
    target = _rect(picture.box)
    ratio = target.width() / target.height()
    width = min(float(image.width()), image.height() * ratio)
    height = width / ratio
    source = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if picture.is_round:
        path = QPainterPath()
        path.addEllipse(target)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.drawImage(target, image, source)
    painter.restore()


def _paint_practice_mark(painter: QPainter, mark: PracticeMark, set_text: SetText) -> None:
    box = mark.box
    outline = Rectangle(box.inset(0.2), stroke=INK, stroke_mm=0.35, radius_mm=box.height / 5)
    _paint_rectangle(painter, outline)
    size_pt = box.height * 0.56 / 0.3528
    text = Paragraph(
        mark.text,
        size_pt,
        min_size_pt=size_pt / 2,
        weight=Weight.BOLD,
        align=Align.CENTER,
        letter_spacing=4,
        line_height=1.0,
    )
    inner = Box(box.x + 1, box.y, box.width - 2, box.height)
    block = TextBlock(inner, (text,), Vertical.MIDDLE)
    _paint_text(painter, block, set_text, right_to_left=False)


def _rect(box: Box) -> QRectF:
    return QRectF(box.x * UNITS, box.y * UNITS, box.width * UNITS, box.height * UNITS)


def _colour(colour: Colour) -> QColor:
    return QColor(colour.red, colour.green, colour.blue)


def _pen(colour: Colour, width_mm: float) -> QPen:
    pen = QPen(_colour(colour), width_mm * UNITS)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
