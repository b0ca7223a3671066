"""A QR code on the screen, for the camera of a phone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.printing.codes import CodeMatrix
from kiosk.printing.symbols import QUIET_MODULES
from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look


class CodeView(QWidget):
    """Paints a code in whole pixels, dark on light in either theme."""

    def __init__(self, look: Look, units: float, *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._look = look
        self._units = units
        self._code: CodeMatrix | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_code(self, code: CodeMatrix | None) -> None:
        """Show a code, or nothing."""
        self._code = code
        self.setVisible(code is not None)
        self.update()

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the code with its quiet zone."""
        side = self._look.px(self._units)
        return QSize(side, side)

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the code on white."""
        del event
        if self._code is None:
            return
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(self.rect(), self._look.px(10), self._look.px(10))
        modules = self._code.size + 2 * QUIET_MODULES
        side = self.width() // modules
        edge = (self.width() - self._code.size * side) // 2
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawRects(
            [
                QRect(edge + run.column * side, edge + run.row * side, run.length * side, side)
                for run in self._code.runs
            ]
        )
