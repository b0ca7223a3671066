"""An icon of the station as a widget of its own."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look


class Picture(QWidget):
    """One icon in one colour; it says nothing that the text beside it does not."""

    def __init__(self, look: Look, icon: str, colour: str, units: float = 24) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._colour = colour
        self._units = units
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_icon(self, icon: str, colour: str) -> None:
        """Show another icon."""
        self._icon = icon
        self._colour = colour
        self.update()

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the icon."""
        side = self._look.icon_px(self._units)
        return QSize(side, side)

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the icon in the middle."""
        del event
        side = self._look.icon_px(self._units)
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        painter = QPainter(self)
        ratio = self.devicePixelRatio()
        picture = self._look.picture(self._icon, self._colour, self._units, ratio)
        painter.drawPixmap(place.topLeft(), picture)
