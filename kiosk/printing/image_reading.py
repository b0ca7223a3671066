"""Decodes photos, logos and pictures of codes, once it is known how large they will be.

They come from outside: a few bytes can claim gigabytes, or hours. So only formats that have no
way to draw, link or run are given to Qt, by their first bytes, and the size that a file states
is looked at before it is decoded.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

IMAGE_BYTES_MAX = 4 * 1024 * 1024
"""The directory takes no larger photo ('Update profilePhoto')."""

IMAGE_SIDE_MAX = 4096
"""Pixels a side that are decoded at most: 64 MB of memory."""

_ALLOCATION_MAX_MB = 128
"""What Qt may allocate for one image: two bytes a colour take twice the memory."""

_SCANS_MAX = 100
"""Passes over one JPEG; usual are one to ten, and each empty one costs a whole pass."""

_JPEG_START, _JPEG_SCAN = b"\xff\xd8\xff", b"\xff\xda"
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", b"png"),
    (_JPEG_START, b"jpeg"),
    (b"GIF8", b"gif"),
    (b"BM", b"bmp"),
)
_RIFF, _WEBP = b"RIFF", b"WEBP"


def read_image(data: bytes) -> QImage:
    """Return the picture in a file's bytes; a null image for what is none, or is too large."""
    if len(data) > IMAGE_BYTES_MAX:
        return QImage()
    kind = _format(data)
    if kind is None:
        return QImage()
    if kind == b"jpeg" and data.count(_JPEG_SCAN) > _SCANS_MAX:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # What lies beside the sizes, such as tables of colours, is limited by Qt.
    QImageReader.setAllocationLimit(_ALLOCATION_MAX_MB)
    reader = QImageReader(buffer, QByteArray(kind))
    # Qt finding out the format itself asks every reader that it has. The one for SVG opens files
    # that a picture names, and lays out what refers to itself, before it says any size.
    reader.setAutoDetectImageFormat(False)
    reader.setDecideFormatFromContent(False)
    # Of several pictures in one file the first is shown.
    size = reader.size()
    if not (0 < size.width() <= IMAGE_SIDE_MAX and 0 < size.height() <= IMAGE_SIDE_MAX):
        return QImage()
    return reader.read()


def _format(data: bytes) -> bytes | None:
    """Return what a file is by its first bytes; None for whatever is not read here."""
    if data.startswith(_RIFF) and data[8:12] == _WEBP:
        return b"webp"
    return next((kind for start, kind in _STARTS if data.startswith(start)), None)
