"""A turning mark that says that something is under way."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look

_INTERVAL = 50
_STEP = 15


class Busy(QWidget):
    """Turns while it is shown, and costs nothing while it is not."""

    def __init__(self, look: Look, units: float = 28) -> None:
        super().__init__()
        self._look = look
        self._units = units
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL)
        self._timer.timeout.connect(self._turn)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the mark."""
        side = self._look.icon_px(self._units)
        return QSize(side, side)

    @qt_override
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start turning."""
        super().showEvent(event)
        self._timer.start()

    @qt_override
    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stop turning."""
        super().hideEvent(event)
        self._timer.stop()

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint a ring with a brighter part."""
        del event
        width = max(2.0, self._look.icon_px(self._units) / 9)
        ring = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("line"), width))
        painter.drawEllipse(ring)
        pen = QPen(self._look.colour("primary"), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, -self._angle * 16, 100 * 16)

    def _turn(self) -> None:
        self._angle = (self._angle + _STEP) % 360
        self.update()
