"""Reads the code off the picture that the service returned, which is an SVG or a PNG.

The picture is from outside and a secret: it is limited before it is decoded, and nothing that
it says gets into an error. What cannot be read is None.
"""

from __future__ import annotations

import struct

from PySide6.QtGui import QImage, QPainter

from kiosk.models.secret import Secret
from kiosk.printing.image_reading import IMAGE_SIDE_MAX, read_image
from kiosk.printing.module_grid import find_symbol
from kiosk.printing.svg_areas import read_areas
from kiosk.printing.symbols import Reading, as_pixels, read_content, read_symbol

PICTURE_BYTES_MAX = 2 * 1024 * 1024
"""The largest code that there is, as an SVG of one rectangle a module, has 1.5 MB."""

PNG_SIDE_MAX = IMAGE_SIDE_MAX

_PNG_START = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
_SVG_STARTS = (b"<", b"\xef\xbb\xbf<")
_FEW_PIXELS = 200
"""Up to this side a code may have one pixel a module; a decoder wants three."""


def read_picture(picture: Secret) -> Reading | None:
    """Return the one code that the picture shows: modules that a decoder has read, and what."""
    data = picture.reveal_bytes()
    if len(data) > PICTURE_BYTES_MAX:
        return None
    if data.startswith(_PNG_START):
        return _read_png(data)
    if data.lstrip().startswith(_SVG_STARTS):
        return _read_svg(data)
    return None


def _read_svg(data: bytes) -> Reading | None:
    areas = read_areas(data)
    symbol = None if areas is None else find_symbol(areas)
    if symbol is None:
        return None
    reading = read_symbol(*as_pixels(symbol))
    if reading is not None and reading.symbol != symbol:
        # What lay beside the code, a frame or a line of text, is no part of it.
        reading.content.clear()
        return None
    return reading


def _read_png(data: bytes) -> Reading | None:
    image = _unpacked(data)
    if image is None:
        return None
    pixels = _on_white(image)
    reading = read_symbol(pixels.constBits(), pixels.bytesPerLine())
    if reading is None:
        return None
    # So far the pixels were decoded; what will be painted are the modules.
    if read_content(*as_pixels(reading.symbol)) != reading.content:
        reading.content.clear()
        return None
    return reading


def _unpacked(data: bytes) -> QImage | None:
    if len(data) < len(_PNG_START) + 8:
        return None
    # Before anything is unpacked: a few bytes can claim gigabytes.
    width, height = struct.unpack_from(">II", data, len(_PNG_START))
    if not (0 < width <= PNG_SIDE_MAX and 0 < height <= PNG_SIDE_MAX):
        return None
    image = read_image(data)
    return None if image.isNull() else image


def _on_white(image: QImage) -> QImage:
    """Return the picture in grey on white paper that is wide enough for a quiet zone."""
    # Four modules of the smallest code, which has 21 a side, are less than a fifth of it.
    margin = max(image.width(), image.height()) // 5 + 1
    side = max(image.width(), image.height())
    scale = 4 if side < _FEW_PIXELS else 2 if side < 2 * _FEW_PIXELS else 1
    # Lines of a multiple of four pixels have no padding at their end.
    width = -(-(image.width() + 2 * margin) * scale // 4) * 4
    height = (image.height() + 2 * margin) * scale
    paper = QImage(width, height, QImage.Format.Format_Grayscale8)
    paper.fill(255)
    painter = QPainter(paper)
    try:
        painter.scale(scale, scale)
        painter.drawImage(margin, margin, image)
    finally:
        painter.end()
    return paper
