"""What painting needs on the way to the first page, without Qt's own enums.

`QtCore.Qt` and `QStyle` make some hundred Python enums when they are touched first, which
takes about 50 ms: a third of a bare start. So the modules that the welcome page needs reach
for them only inside functions that run later.
"""

from __future__ import annotations

from enum import IntFlag

from PySide6.QtCore import QRect


class TextFlag(IntFlag):
    """Numbers of `Qt.AlignmentFlag` and `Qt.TextFlag`, for drawing and measuring text."""

    LEFT = 0x1
    RIGHT = 0x2
    ABSOLUTE = 0x10
    TOP = 0x20
    V_CENTER = 0x80
    CENTER = 0x84
    WRAP = 0x1000


def start_of_line(*, is_reversed: bool) -> int:
    """Return the flags that put text where a line begins."""
    side = TextFlag.RIGHT if is_reversed else TextFlag.LEFT
    return int(side | TextFlag.ABSOLUTE)


def in_direction(place: QRect, whole: QRect, *, is_reversed: bool) -> QRect:
    """Return where a rectangle lies in `whole` when lines run the way they do here."""
    if not is_reversed:
        return place
    return QRect(
        whole.left() + whole.right() - place.right(), place.y(), place.width(), place.height()
    )
