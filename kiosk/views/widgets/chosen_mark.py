"""Marks which entry of a drop-down list is the one that is chosen now."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem

from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look
from kiosk.views.painting import in_direction

_SIDE = 20
_MARGIN = 14
_TEXT_MARGINS = 36
"""What the edges before the text and between text and check take, in units of the look."""


class ChosenMark(QStyledItemDelegate):
    """Paints a check at the end of that row: what the mouse is over has a ground of its own."""

    def __init__(self, look: Look, choice: QComboBox) -> None:
        super().__init__(choice)
        self._look = look
        self._choice = choice

    @qt_override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row, and the check."""
        super().paint(painter, option, index)
        if index.row() != self._choice.currentIndex():
            return
        row = option.rect
        side = self._look.icon_px(_SIDE)
        place = QRect(
            row.right() - self._look.px(_MARGIN) - side,
            row.center().y() - side // 2,
            side,
            side,
        )
        place = in_direction(place, row, is_reversed=self._choice.isRightToLeft())
        ratio = self._choice.devicePixelRatio()
        picture = self._look.picture("check", "primary", _SIDE, ratio)
        painter.drawPixmap(place.topLeft(), picture)

    @qt_override
    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Cut an entry that is too long before the check, with an ellipsis."""
        super().initStyleOption(option, index)
        width = option.rect.width()
        if width > 0:
            taken = self._look.icon_px(_SIDE) + self._look.px(_MARGIN + _TEXT_MARGINS)
            option.text = option.fontMetrics.elidedText(
                option.text, QtCore.Qt.TextElideMode.ElideRight, max(0, width - taken)
            )

    @qt_override
    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room of the row with the check."""
        hint = super().sizeHint(option, index)
        return QSize(
            hint.width() + self._look.icon_px(_SIDE) + self._look.px(_MARGIN), hint.height()
        )
