"""How a row of a run's table looks, and how it is checked."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look
from kiosk.views.team.rows_model import FACTS_ROLE, MAY_BE_DONE_ROLE, STATE_ROLE, TONE_ROLE

_HEIGHT = 48
_MARGIN = 14
_BOX = 26
_GAP = 14
_STATE_PADDING = 10
_NARROW = 620
"""Below this width, in units of the look, the state stands in a line of its own."""

Index = QModelIndex | QPersistentModelIndex


class RowPainter(QStyledItemDelegate):
    """A box, name and facts, and the state at the end; all rows are equally high.

    The whole row can be pressed; the Space key checks the row that has the focus.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.is_narrow = False

    def height(self) -> int:
        """Return the height of every row."""
        px = self._look.px
        lines = self._name_metrics().height() + px(2) + self._fact_metrics().height()
        if self.is_narrow:
            lines += px(6) + self._fact_metrics().height() + px(4)
        return max(px(_HEIGHT), lines + px(14))

    def needs_narrow(self, width: int) -> bool:
        """Say whether the state needs a line of its own in a row of that width."""
        return width < self._look.px(_NARROW) * self._look.theme.text_scale

    @qt_override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._paint_ground(painter, option)
        self._paint_box(painter, option, index)
        self._paint_words(painter, option, index)
        painter.restore()

    @qt_override
    def editorEvent(  # noqa: N802
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Check a row that is pressed, and take the mark away again."""
        del option
        is_pressed = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        ) or (
            isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}
            and not event.isAutoRepeat()
        )
        if not is_pressed:
            return False
        is_checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if is_checked else Qt.CheckState.Checked
        return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        px, look = self._look.px, self._look
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(look.colour("selected"))
            painter.drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -2), px(8), px(8))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -2), px(8), px(8))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(row.left() + px(_MARGIN), row.bottom(), row.right(), row.bottom())

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, row = self._look, option.rect
        if not index.data(MAY_BE_DONE_ROLE):
            return
        side = look.icon_px(_BOX)
        box = QRect(row.left() + look.px(_MARGIN), row.center().y() - side // 2, side, side)
        box = QStyle.visualRect(option.direction, row, box)
        is_checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.setPen(QPen(look.colour("primary" if is_checked else "control-line"), 2))
        painter.setBrush(look.colour("primary" if is_checked else "surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), look.px(6), look.px(6))
        if is_checked:
            inner = _BOX - 6
            mark = look.picture("check", "on-primary", inner, painter.device().devicePixelRatio())
            inset = (side - look.icon_px(inner)) // 2
            painter.drawPixmap(box.left() + inset, box.top() + inset, mark)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px, look, row = self._look.px, self._look, option.rect
        metrics, name_metrics = self._fact_metrics(), self._name_metrics()
        may = bool(index.data(MAY_BE_DONE_ROLE))
        left = row.left() + px(_MARGIN) + look.icon_px(_BOX) + px(_GAP)
        right = row.right() - px(_MARGIN)
        state = str(index.data(STATE_ROLE))
        chip = QRect(0, 0, metrics.horizontalAdvance(state) + 2 * px(_STATE_PADDING), 0)
        chip.setHeight(metrics.height() + px(4))
        lines = name_metrics.height() + px(2) + metrics.height()
        top = row.center().y() - lines // 2
        if self.is_narrow:
            top -= (px(6) + chip.height()) // 2
            chip.setWidth(min(chip.width(), right - left))
            chip.moveTopLeft(QRect(left, top + lines + px(6), 0, 0).topLeft())
        else:
            chip.moveLeft(right - chip.width())
            chip.moveTop(row.center().y() - chip.height() // 2)
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        whole, beside = right - left, right - left - chip.width() - px(_GAP)
        if not self.is_narrow and name_metrics.horizontalAdvance(name) > beside:
            # A name is more than the state: it takes the whole line.
            chip.moveBottom(top + lines + px(2))
        elif not self.is_narrow:
            whole = beside
        painter.setFont(self._name_font())
        painter.setPen(look.colour("text" if may else "text-quiet"))
        place = QRect(left, top, whole, name_metrics.height())
        self._draw(painter, option, place, name)
        right = right if self.is_narrow else chip.left() - px(_GAP)
        painter.setFont(look.font("text-small"))
        painter.setPen(look.colour("text-quiet"))
        place = QRect(left, place.bottom() + 1 + px(2), right - left, metrics.height())
        self._draw(painter, option, place, str(index.data(FACTS_ROLE)))
        self._paint_state(painter, option, chip, state, str(index.data(TONE_ROLE)))

    def _paint_state(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        chip: QRect,
        state: str,
        tone: str,
    ) -> None:
        look = self._look
        place = QStyle.visualRect(option.direction, option.rect, chip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{tone}-ground" if tone else "surface-sunken"))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.setPen(look.colour(tone or "text-quiet"))
        room = chip.width() - look.px(_STATE_PADDING)
        text = painter.fontMetrics().elidedText(state, Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)

    def _draw(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, text: str
    ) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        alignment = Qt.AlignmentFlag.AlignVCenter | QStyle.visualAlignment(
            option.direction, Qt.AlignmentFlag.AlignLeft
        )
        flags = int(alignment | Qt.AlignmentFlag.AlignAbsolute) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(QStyle.visualRect(option.direction, option.rect, place), flags, shown)

    def _name_font(self) -> QFont:
        return self._look.font("text-body", QFont.Weight.DemiBold)

    def _name_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._name_font())

    def _fact_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._look.font("text-small"))
