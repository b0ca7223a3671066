"""How far one has got in a few steps: a line of parts, those behind and the one of now filled."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look

_HEIGHT = 8
_GAP = 8


class StepBar(QWidget):
    """Says in words what it shows, for a screen reader."""

    def __init__(self, look: Look, steps: int, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look = look
        self._steps = steps
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_step(self, at: int, words: str) -> None:
        """Show the step, counted from 0, and what to say of it."""
        self._at = at
        self.setAccessibleName(words)
        self.update()

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a height of its own, and any width."""
        return QSize(self._look.px(200), self._look.px(_HEIGHT))

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the parts in reading direction."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = self._look.px(_GAP)
        width = (self.width() - gap * (self._steps - 1)) / self._steps
        for number in range(self._steps):
            place = self._steps - 1 - number if self.isRightToLeft() else number
            part = QRectF(place * (width + gap), 0, width, self.height())
            colour = "primary" if number <= self._at else "line"
            painter.setBrush(self._look.colour(colour))
            painter.drawRoundedRect(part, self.height() / 2, self.height() / 2)
