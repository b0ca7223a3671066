"""A large button that is one of a few things to choose, and shows whether it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look
from kiosk.views.painting import in_direction
from kiosk.views.widgets.action_card import ActionCard

_MARK = 24
_EDGE = 12
_GAP = 8


class BigChoice(ActionCard):
    """An ActionCard with a mark at its end while it is chosen; whoever made it keeps that true."""

    def __init__(
        self, look: Look, icon: str, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(look, icon, "choice", name=name, parent=parent)
        self.setCheckable(True)

    @qt_override
    def nextCheckState(self) -> None:  # noqa: N802
        """Change nothing by itself: what is chosen is the controller's business."""

    def _paint_content(self, painter: QPainter) -> None:
        super()._paint_content(painter)
        if not self.isChecked():
            return
        side = self._look.icon_px(_MARK)
        left = self.width() - side - self._look.px(_EDGE)
        place = QRect(left, (self.height() - side) // 2, side, side)
        place = in_direction(place, self.rect(), is_reversed=self.isRightToLeft())
        picture = self._look.picture("check", "primary", _MARK, self.devicePixelRatio())
        painter.drawPixmap(place.topLeft(), picture)

    def _extra_width(self) -> int:
        return super()._extra_width() + self._look.icon_px(_MARK) + self._look.px(_GAP)
