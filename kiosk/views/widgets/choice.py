"""A drop-down choice with a visible arrow of the station's own."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QListView, QStyle, QWidget

from kiosk.views.look import Look


class Choice(QComboBox):
    """One of a few; rows are as high as a finger needs."""

    def __init__(self, look: Look, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look = look
        # The style sheet sets the height of rows only in a view of our own.
        self.setView(QListView(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the box, then the arrow at its end."""
        super().paintEvent(event)
        side = self._look.icon_px(20)
        place = QRect(
            self.width() - side - self._look.px(16), (self.height() - side) // 2, side, side
        )
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture = self._look.picture("down", "text-quiet", 20, self.devicePixelRatio())
        painter.drawPixmap(place.topLeft(), picture)

    def select(self, value: str) -> None:
        """Choose the entry whose value that is."""
        index = self.findData(value, Qt.ItemDataRole.UserRole)
        if index >= 0:
            self.setCurrentIndex(index)
