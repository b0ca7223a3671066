"""A short code that somebody types somewhere else, shown in groups."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from kiosk.qt.overrides import qt_override
from kiosk.views.painting import TextFlag, start_of_line
from kiosk.views.widgets.text import PlainLabel

_GROUP_MAX = 5


def grouped(code: str) -> str:
    """Return a code in groups of four or five signs; one that has marks of its own as it is."""
    if not code.isalnum():
        return code
    count = -(-len(code) // _GROUP_MAX)
    ends = [len(code) * number // count for number in range(count + 1)]
    return " ".join(code[start:end] for start, end in pairwise(ends))


class UserCode(PlainLabel):
    """Its text is the code as it has to be typed; only what is painted has gaps."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "code")
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWordWrap(True)

    @qt_override
    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height for the groups, one under the other where it is narrow."""
        return self._lines(width).height()

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the code on one line."""
        return self._lines(100_000).size()

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the room for one group a line."""
        return QSize(self._lines(1).width(), self.sizeHint().height())

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the groups, from left to right in every language."""
        del event
        flags = start_of_line(is_reversed=self.isRightToLeft()) | TextFlag.V_CENTER
        painter = QPainter(self)
        painter.drawText(
            self.rect(),
            flags | TextFlag.WRAP | TextFlag.FORCE_LEFT_TO_RIGHT,
            grouped(self.text()),
        )

    def _lines(self, width: int) -> QRect:
        self.ensurePolished()
        area = QRect(0, 0, max(1, width), 100_000)
        return self.fontMetrics().boundingRect(area, int(TextFlag.WRAP), grouped(self.text()))
