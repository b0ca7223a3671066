"""Decodes photos, logos and pictures of codes, once it is known how large they will be.

They come from outside: a few bytes can claim gigabytes, or hours. So the size that a file
states is looked at first, and only formats that have no way to draw, link or run are read.
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

_FORMATS = frozenset({b"png", b"jpeg", b"jpg", b"gif", b"bmp", b"webp"})
_JPEG_START, _JPEG_SCAN = b"\xff\xd8\xff", b"\xff\xda"


def read_image(data: bytes) -> QImage:
    """Return the picture in a file's bytes; a null image for what is none, or is too large."""
    if len(data) > IMAGE_BYTES_MAX:
        return QImage()
    if data.startswith(_JPEG_START) and data.count(_JPEG_SCAN) > _SCANS_MAX:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # What lies beside the sizes, such as tables of colours, is limited by Qt.
    QImageReader.setAllocationLimit(_ALLOCATION_MAX_MB)
    reader = QImageReader(buffer)
    # Of several pictures in one file the first is shown.
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    is_right = 0 < size.width() <= IMAGE_SIDE_MAX and 0 < size.height() <= IMAGE_SIDE_MAX
    if bytes(reader.format().data()) not in _FORMATS or not is_right:
        return QImage()
    return reader.read()
