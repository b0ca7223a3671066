"""How a found person looks in the list."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kiosk.models.person import Person
from kiosk.qt.overrides import qt_override
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
from kiosk.views.widgets.text import breakable

_MARGIN = 14
_GAP = 16
_PORTRAIT = 56
_LINE_GAP = 3
_LOWER_GAP = 6
_MARK_GAP = 8
_MARK_PADDING = 10

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class LowerLine:
    """A line below name and facts: a text at its start, marks at its end."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowPlan:
    """What stands on which line of a row.

    Marks stand beside the name and the number beside the facts where there is room, else on
    lower lines.
    """

    name: tuple[str, ...]
    marks: tuple[str, ...]
    facts: str
    number: str
    lower: tuple[LowerLine, ...]


class PersonRow(QStyledItemDelegate):
    """Photo, name, job and store; number and marks at the end of the line.

    A long name takes a second line, and its row is higher then.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    @qt_override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of a row."""
        person: Person | None = index.data(PERSON_ROLE)
        view = option.widget
        width = (
            view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        )
        lines = 0
        if person is not None:
            lines = self._block_height(self.plan(person, _marks(person, index), width))
        return QSize(width, max(self._look.px(_PORTRAIT + 22), lines + self._look.px(26)))

    def plan(self, person: Person, marks: tuple[str, ...], row_width: int) -> RowPlan:
        """Return what stands on which line in a row of that width."""
        px = self._look.px
        gap = px(_GAP)
        room = max(1, row_width - 2 * px(_MARGIN) - px(_PORTRAIT) - gap)
        name = breakable(person.display_name)
        name_width = self._name_metrics().horizontalAdvance(name)
        facts = job_and_place(person) or person.user_principal_name
        number = employee_number(person)
        facts_width = self._fact_metrics().horizontalAdvance(facts)
        marks_fit = not marks or name_width + gap + self._marks_width(marks) <= room
        number_fits = not number or facts_width + gap + self._number_width(number) <= room
        lower = [] if number_fits else [LowerLine(number)]
        for mark in () if marks_fit else marks:
            with_it = (*lower[-1].marks, mark) if lower else (mark,)
            text = lower[-1].text if lower else ""
            text_width = self._number_width(text) + gap if text else 0
            if lower and text_width + self._marks_width(with_it) <= room:
                lower[-1] = LowerLine(text, with_it)
            else:
                lower.append(LowerLine("", (mark,)))
        return RowPlan(
            (name,) if name_width <= room else self._two_lines(name, room),
            marks if marks_fit else (),
            facts,
            number if number_fits else "",
            tuple(lower),
        )

    @qt_override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one person."""
        person: Person | None = index.data(PERSON_ROLE)
        if person is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._paint_ground(painter, option)
        self._paint_row(painter, option, index, person)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        px, look = self._look.px, self._look
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(look.colour("selected"))
            painter.drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -2), px(10), px(10))
            painter.setBrush(look.colour("primary"))
            bar = QRect(row.left() + px(4), row.top() + px(14), px(4), row.height() - px(28))
            painter.drawRoundedRect(QStyle.visualRect(option.direction, row, bar), px(2), px(2))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -2), px(10), px(10))

    def _paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, person: Person
    ) -> None:
        px, look = self._look.px, self._look
        row: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        side = px(_PORTRAIT)
        left = row.left() + px(_MARGIN)
        frame = QRect(left, row.center().y() - side // 2, side, side)
        photo: QPixmap = index.data(PHOTO_ROLE)
        is_disabled = person.account_enabled is False
        frame = QStyle.visualRect(direction, row, frame)
        paint_portrait(
            painter, frame, look, photo, person.initials, side * 0.2, is_quiet=is_disabled
        )

        plan = self.plan(person, _marks(person, index), row.width())
        name_height, fact_height = self._name_metrics().height(), self._fact_metrics().height()
        start = left + side + px(_GAP)
        place = QRect(start, 0, row.right() - px(_MARGIN) - start, name_height)
        top = row.center().y() - self._block_height(plan) // 2
        self._paint_marks(painter, row, direction, plan.marks, top, name_height)
        painter.setFont(self._name_font())
        painter.setPen(look.colour("text-quiet" if is_disabled else "text"))
        for line in plan.name:
            place.moveTop(top)
            self._draw(painter, row, direction, place, line)
            top += name_height
        top += px(_LINE_GAP)
        place.setHeight(fact_height)
        self._paint_fact(painter, row, direction, place.translated(0, top - place.top()), plan)
        for lower in plan.lower:
            top += fact_height + px(_LOWER_GAP)
            place.moveTop(top)
            self._paint_marks(painter, row, direction, lower.marks, top, fact_height)
            self._use_fact_pen(painter)
            self._draw(painter, row, direction, place, lower.text)

    def _paint_fact(
        self,
        painter: QPainter,
        row: QRect,
        direction: Qt.LayoutDirection,
        place: QRect,
        plan: RowPlan,
    ) -> None:
        """Paint the facts, and the number at the end of their line."""
        self._use_fact_pen(painter)
        width = self._number_width(plan.number)
        end = QRect(place.right() + 1 - width, place.top(), width, place.height())
        self._draw(painter, row, direction, end, plan.number)
        room = width + self._look.px(_GAP) if plan.number else 0
        self._draw(painter, row, direction, place.adjusted(0, 0, -room, 0), plan.facts)

    def _use_fact_pen(self, painter: QPainter) -> None:
        painter.setFont(self._fact_font())
        painter.setPen(self._look.colour("text-quiet"))

    def _draw(
        self,
        painter: QPainter,
        row: QRect,
        direction: Qt.LayoutDirection,
        place: QRect,
        text: str,
    ) -> None:
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        alignment = Qt.AlignmentFlag.AlignVCenter | QStyle.visualAlignment(
            direction, Qt.AlignmentFlag.AlignLeft
        )
        flags = int(alignment | Qt.AlignmentFlag.AlignAbsolute) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(QStyle.visualRect(direction, row, place), flags, shown)

    def _paint_marks(
        self,
        painter: QPainter,
        row: QRect,
        direction: Qt.LayoutDirection,
        marks: tuple[str, ...],
        top: int,
        line: int,
    ) -> None:
        """Paint the marks at the end of a line that begins at `top` and is `line` high."""
        px, metrics = self._look.px, self._fact_metrics()
        height = metrics.height() + px(4)
        right = row.right() - px(_MARGIN)
        for mark in marks:
            width = metrics.horizontalAdvance(mark) + 2 * px(_MARK_PADDING)
            place = QRect(right - width, top + (line - height) // 2, width, height)
            place = QStyle.visualRect(direction, row, place)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("surface-sunken"))
            painter.drawRoundedRect(place, height / 2, height / 2)
            painter.setPen(self._look.colour("text-quiet"))
            painter.setFont(self._fact_font())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), mark)
            right -= width + px(_MARK_GAP)

    def _number_width(self, number: str) -> int:
        return self._fact_metrics().horizontalAdvance(number) + 2 if number else 0

    def _marks_width(self, marks: tuple[str, ...]) -> int:
        px, metrics = self._look.px, self._fact_metrics()
        widths = [metrics.horizontalAdvance(mark) + 2 * px(_MARK_PADDING) for mark in marks]
        return sum(widths) + px(_MARK_GAP) * max(0, len(widths) - 1)

    def _block_height(self, plan: RowPlan) -> int:
        """Return the height of all lines together."""
        px, fact_height = self._look.px, self._fact_metrics().height()
        upper = self._name_metrics().height() * len(plan.name) + px(_LINE_GAP) + fact_height
        return upper + len(plan.lower) * (fact_height + px(_LOWER_GAP))

    def _two_lines(self, name: str, room: int) -> tuple[str, ...]:
        """Return a name on one line, or on two; what is painted ends in an ellipsis if it must."""
        layout = QTextLayout(name, self._name_font())
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room)
        layout.endLayout()
        end = line.textStart() + line.textLength()
        first, rest = name[:end].rstrip(), name[end:]
        return (first, rest) if rest else (first,)

    def _name_font(self) -> QFont:
        return self._look.font("text-body", QFont.Weight.DemiBold)

    def _fact_font(self) -> QFont:
        return self._look.font("text-small")

    def _name_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._name_font())

    def _fact_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._fact_font())


def _marks(person: Person, index: Index) -> tuple[str, ...]:
    marks = [disabled_mark()] if person.account_enabled is False else []
    if index.data(HAS_METHOD_ROLE) is False:
        marks.append(no_badge_mark())
    return tuple(marks)
