"""What came of a run: how many, and for whom it did not work."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kiosk.controllers.team_view import Failure, TeamView
from kiosk.models.run import RunPhase
from kiosk.qt.overrides import qt_override
from kiosk.views.layouts import Column, Row
from kiosk.views.look import Look
from kiosk.views.run_progress_words import (
    end_sentences,
    end_title,
    failure_name,
    failure_reason,
)
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text

_REASON = Qt.ItemDataRole.UserRole
_EDGE = 12
_AT_ONCE = 200
"""How many rows are measured before the window lives again."""

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class FailuresModel(QAbstractListModel):
    """Each name with the reason; a reason is looked up once for all who share it."""

    def __init__(self) -> None:
        super().__init__()
        self._failures: tuple[Failure, ...] = ()
        self._reasons: dict[str, str] = {}

    def show_failures(self, failures: tuple[Failure, ...]) -> None:
        """Show these instead, in the language of now."""
        self.beginResetModel()
        self._failures = failures
        self._reasons = {}
        self.endResetModel()

    @qt_override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._failures)

    @qt_override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows or says."""
        if not 0 <= index.row() < len(self._failures):
            return None
        failure = self._failures[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return failure_name(failure)
        if role == _REASON:
            return self._reason(failure)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{failure_name(failure)}: {self._reason(failure)}"
        return None

    def _reason(self, failure: Failure) -> str:
        if failure.code not in self._reasons:
            self._reasons[failure.code] = failure_reason(failure.code)
        return self._reasons[failure.code]


class _FailureRow(QStyledItemDelegate):
    """Name and reason, whole on as many lines as they need."""

    def __init__(self, look: Look, rows: QListView) -> None:
        super().__init__(rows)
        self._look = look
        self._rows = rows
        self._heights: dict[tuple[str, int], int] = {}

    def forget_heights(self) -> None:
        """Measure anew, because widths or letters are others."""
        self._heights = {}

    @qt_override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the room for all lines."""
        del option
        room = self._rows.viewport().width() - 2 * self._look.px(_EDGE)
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        reason = str(index.data(_REASON))
        height = self._height(name, room, self._name_font())
        height += self._height(reason, room, self._look.font("text-small"))
        return QSize(room, height + self._look.px(18))

    @qt_override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        look, px, row = self._look, self._look.px, option.rect
        painter.save()
        painter.setLayoutDirection(option.direction)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(row, look.colour("selected"))
        alignment = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        flags = int(alignment | Qt.AlignmentFlag.AlignAbsolute) | int(Qt.TextFlag.TextWordWrap)
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        place = row.adjusted(px(_EDGE), px(8), -px(_EDGE), 0)
        painter.setFont(self._name_font())
        painter.setPen(look.colour("text"))
        painter.drawText(place, flags, name)
        place.setTop(place.top() + self._height(name, place.width(), self._name_font()) + px(2))
        painter.setFont(look.font("text-small"))
        painter.setPen(look.colour("text-quiet"))
        painter.drawText(place, flags, str(index.data(_REASON)))
        painter.restore()

    def _height(self, text: str, room: int, font: QFont) -> int:
        key = (text, font.pixelSize())
        if key not in self._heights:
            area = QRect(0, 0, max(1, room), 100_000)
            flags = int(Qt.TextFlag.TextWordWrap)
            self._heights[key] = QFontMetrics(font).boundingRect(area, flags, text).height()
        return self._heights[key]

    def _name_font(self) -> QFont:
        return self._look.font("text-body", QFont.Weight.DemiBold)


class _Failures(QListView):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("failedList")
        self._look = look
        self._row = _FailureRow(look, self)
        self.setItemDelegate(self._row)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self._row.forget_heights)

    @qt_override
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the lines anew."""
        self._row.forget_heights()
        super().resizeEvent(event)

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a few lines; it grows into whatever room there is."""
        return QSize(self._look.px(300), self._look.px(150))

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least height at which a reason can be read."""
        return QSize(self._look.px(200), self._look.px(120))


class EndPanel(QWidget):
    """Counts, and below them the failures."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        look = surroundings.look
        self._failures: tuple[Failure, ...] = ()
        self._card = QFrame()
        self._card.setProperty("role", "card")
        self._picture = Picture(look, "check", "good", 48)
        self._title = Text("title", name="runEndTitle")
        self._text = Text("", name="runEndLabel")
        self._model = FailuresModel()
        self.list = _Failures(look)
        self.list.setModel(self._model)
        row = Row(look, gap=18, margins=(28, 18, 28, 18), parent=self._card)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = Column(look, gap=6)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row.addLayout(words, 1)
        column = Column(look, gap=12, parent=self)
        column.addWidget(self._card)
        column.addWidget(self.list, 1)
        column.addStretch(0)

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self.list.setAccessibleName(self.tr("For whom it did not work"))
        self._model.show_failures(self._failures)

    def show_view(self, view: TeamView) -> None:
        """Show what came of it."""
        run = view.run
        is_good = not run.failures and run.phase is RunPhase.DONE
        self._picture.show_icon("check" if is_good else "info", "good" if is_good else "info")
        self._title.setText(end_title(view))
        self._text.setText("\n".join(end_sentences(view)))
        self.list.setVisible(bool(run.failures))
        if run.failures is not self._failures:
            self._failures = run.failures
            self._model.show_failures(run.failures)
