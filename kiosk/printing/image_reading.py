"""Decodes photos, logos and pictures of codes, once it is known how large they will be.

They come from outside: a few bytes can claim gigabytes, or hours. So only formats that have no
way to draw, link or run are given to Qt, by their first bytes, and the size that a file states
is looked at before it is decoded. Photos of the directory, logos and codes are JPEG and PNG; GIF
is not read, because 4 MB of it take half a minute whatever size it states.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

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
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PICTURE_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""The chunks of a PNG that are its picture. Texts beside it unpack to gigabytes unasked."""


def read_image(data: bytes) -> QImage:
    """Return the picture in a file's bytes; a null image for what is none, or is too large."""
    if len(data) > IMAGE_BYTES_MAX:
        return QImage()
    if data.startswith(_PNG_START):
        kind, data = b"png", _PNG_START + b"".join(_picture_chunks(data))
    elif data.startswith(_JPEG_START) and data.count(_JPEG_SCAN) <= _SCANS_MAX:
        kind = b"jpeg"
    else:
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
    size = reader.size()
    if not (0 < size.width() <= IMAGE_SIDE_MAX and 0 < size.height() <= IMAGE_SIDE_MAX):
        return QImage()
    return reader.read()


def _picture_chunks(data: bytes) -> Iterator[bytes]:
    """Give the chunks of a PNG that are its picture, up to its end or to what is no chunk."""
    place = len(_PNG_START)
    while place + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data):
            return
        if name in _PICTURE_CHUNKS:
            yield data[place:end]
        if name == b"IEND":
            return
        place = end
