"""How a found person looks in the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kiosk.models.person import Person
from kiosk.views.look import Look
from kiosk.views.widgets.people_model import (
    HAS_METHOD_ROLE,
    PERSON_ROLE,
    PHOTO_ROLE,
    disabled_mark,
    employee_number,
    job_and_place,
    no_badge_mark,
)
from kiosk.views.widgets.portrait import paint_portrait

_MARGIN = 14
_GAP = 16
_PORTRAIT = 56


class PersonRow(QStyledItemDelegate):
    """Photo, name, job and store; number and marks at the end of the line."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        del index
        lines = self._name_metrics().height() + self._fact_metrics().height()
        height = max(self._look.px(_PORTRAIT + 22), lines + self._look.px(26))
        return QSize(option.rect.width(), height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one person."""
        person: Person | None = index.data(PERSON_ROLE)
        if person is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._paint_row(painter, option, index, person)
        painter.restore()

    def _paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        person: Person,
    ) -> None:
        px, look = self._look.px, self._look
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        direction: Qt.LayoutDirection = option.direction
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selected"))
            painter.drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -2), px(10), px(10))
            painter.setBrush(look.colour("primary"))
            bar = QRect(row.left() + px(4), row.top() + px(14), px(4), row.height() - px(28))
            painter.drawRoundedRect(QStyle.visualRect(direction, row, bar), px(2), px(2))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -2), px(10), px(10))

        side = px(_PORTRAIT)
        left = row.left() + px(_MARGIN)
        frame = QRect(left, row.center().y() - side // 2, side, side)
        photo: QPixmap = index.data(PHOTO_ROLE)
        is_disabled = person.account_enabled is False
        frame = QStyle.visualRect(direction, row, frame)
        paint_portrait(
            painter, frame, look, photo, person.initials, side * 0.2, is_quiet=is_disabled
        )

        marks = [disabled_mark()] if is_disabled else []
        if index.data(HAS_METHOD_ROLE) is False:
            marks.append(no_badge_mark())
        marks_width = self._paint_marks(painter, row, direction, marks)
        text_left = left + side + px(_GAP)
        text_right = row.right() - px(_MARGIN)
        name_right = text_right - (marks_width + px(_GAP) if marks_width else 0)
        name_metrics, fact_metrics = self._name_metrics(), self._fact_metrics()
        block = name_metrics.height() + px(3) + fact_metrics.height()
        top = row.center().y() - block // 2
        name_place = QRect(text_left, top, name_right - text_left, name_metrics.height())
        painter.setFont(self._name_font())
        painter.setPen(look.colour("text-quiet" if is_disabled else "text"))
        self._draw(painter, row, direction, name_place, name_metrics, person.display_name)

        number = employee_number(person)
        number_width = fact_metrics.horizontalAdvance(number) + 2 if number else 0
        fact_top = top + name_metrics.height() + px(3)
        fact_right = text_right - (number_width + px(_GAP) if number else 0)
        painter.setFont(self._fact_font())
        painter.setPen(look.colour("text-quiet"))
        facts = job_and_place(person) or person.user_principal_name
        fact_place = QRect(text_left, fact_top, fact_right - text_left, fact_metrics.height())
        self._draw(painter, row, direction, fact_place, fact_metrics, facts)
        number_place = QRect(
            text_right - number_width, fact_top, number_width, fact_metrics.height()
        )
        self._draw(painter, row, direction, number_place, fact_metrics, number)

    def _draw(
        self,
        painter: QPainter,
        row: QRect,
        direction: Qt.LayoutDirection,
        place: QRect,
        metrics: QFontMetrics,
        text: str,
    ) -> None:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        alignment = Qt.AlignmentFlag.AlignVCenter | QStyle.visualAlignment(
            direction, Qt.AlignmentFlag.AlignLeft
        )
        flags = int(alignment | Qt.AlignmentFlag.AlignAbsolute) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(QStyle.visualRect(direction, row, place), flags, shown)

    def _paint_marks(
        self, painter: QPainter, row: QRect, direction: Qt.LayoutDirection, marks: list[str]
    ) -> int:
        """Paint the marks at the end of the name's line and return the room they take."""
        px, metrics = self._look.px, self._fact_metrics()
        name_height = self._name_metrics().height()
        block = name_height + px(3) + metrics.height()
        height = metrics.height() + px(4)
        top = row.center().y() - block // 2 + (name_height - height) // 2
        right = row.right() - px(_MARGIN)
        taken = 0
        for mark in marks:
            width = metrics.horizontalAdvance(mark) + px(20)
            place = QRect(right - taken - width, top, width, height)
            place = QStyle.visualRect(direction, row, place)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("surface-sunken"))
            painter.drawRoundedRect(place, height / 2, height / 2)
            painter.setPen(self._look.colour("text-quiet"))
            painter.setFont(self._fact_font())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), mark)
            taken += width + px(8)
        return max(0, taken - px(8))

    def _name_font(self) -> QFont:
        return self._look.font("text-body", QFont.Weight.DemiBold)

    def _fact_font(self) -> QFont:
        return self._look.font("text-small")

    def _name_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._name_font())

    def _fact_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._fact_font())
