"""The station's own icons, drawn as strokes in SVG and painted in the colour asked for."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor, QPainter, QPixmap

from kiosk.services.resources import resource


def paint_icon(name: str, colour: QColor, side: int, ratio: float) -> QPixmap:
    """Return the icon `name`, `side` device-independent pixels high and wide."""
    # Only here, so that a page without icons never loads the SVG library.
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing = _drawing(name).replace("currentColor", colour.name())
    QSvgRenderer(drawing.encode()).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
