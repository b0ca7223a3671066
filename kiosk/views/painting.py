"""What painting needs on the way to the first page, without Qt's own enums.

`QtCore.Qt` and `QStyle` make some hundred Python enums when they are touched first, which
takes about 50 ms: a third of a bare start. So the modules that the welcome page needs reach
for them only inside functions that run later.
"""

from __future__ import annotations

import unicodedata
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
    FORCE_LEFT_TO_RIGHT = 0x20000
    FORCE_RIGHT_TO_LEFT = 0x40000


def start_of_line(*, is_reversed: bool) -> int:
    """Return the flags that put text where a line begins."""
    side = TextFlag.RIGHT if is_reversed else TextFlag.LEFT
    return int(side | TextFlag.ABSOLUTE)


def own_direction(text: str) -> int:
    """Return the flag that lays a text out in its own direction, wherever it is put.

    As the Unicode Bidirectional Algorithm says (P2), what is isolated does not decide.
    """
    depth = 0
    for kind in map(unicodedata.bidirectional, text):
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in {"L", "R", "AL"}:
            is_left = kind == "L"
            return int(TextFlag.FORCE_LEFT_TO_RIGHT if is_left else TextFlag.FORCE_RIGHT_TO_LEFT)
    return int(TextFlag.FORCE_LEFT_TO_RIGHT)


def in_direction(place: QRect, whole: QRect, *, is_reversed: bool) -> QRect:
    """Return where a rectangle lies in `whole` when lines run the way they do here."""
    if not is_reversed:
        return place
    return QRect(
        whole.left() + whole.right() - place.right(), place.y(), place.width(), place.height()
    )
