"""Everybody in a run, with what would become of each, before anything does."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kiosk.controllers.run_look import RunLook
from kiosk.controllers.team_view import TeamView
from kiosk.models.run import RowState
from kiosk.qt.overrides import qt_override
from kiosk.views.layouts import Column, Row
from kiosk.views.look import Look
from kiosk.views.run_words import count_sentences, filter_words, number
from kiosk.views.surroundings import Surroundings
from kiosk.views.team.row_painter import RowPainter
from kiosk.views.team.rows_model import RowsModel
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.choice import ShrinkingChoice
from kiosk.views.widgets.text import Text

_ALL = ""


class _Table(QTableView):
    """One column of rows of one height, so that a hundred thousand cost no more than a few.

    A QListView would ask the model for every single row before it shows the first one.
    """

    def __init__(self, look: Look, painter: RowPainter) -> None:
        super().__init__()
        self.setObjectName("teamTable")
        self._look = look
        self._painter = painter
        self.setItemDelegate(painter)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        # A greater least height would be given to every row, one after the other.
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        look.changed.connect(self._measure)

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for three rows; it grows into whatever room there is."""
        return QSize(self._look.px(300), 3 * self._painter.height() + self._look.px(10))

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least height at which rows can be checked."""
        return QSize(self._look.px(200), self.sizeHint().height())

    @qt_override
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the state a line of its own where there is no room beside the name."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        self._painter.is_narrow = self._painter.needs_narrow(self.viewport().width())
        height = self._painter.height()
        if height != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(height)
            self.updateGeometry()


class TablePanel(QWidget):
    """Counts, a filter and the table."""

    def __init__(self, surroundings: Surroundings, looking: RunLook) -> None:
        super().__init__()
        look = surroundings.look
        self._looking = looking
        self._counts = Text("", name="runCountsLabel")
        self._filter = ShrinkingChoice(look, name="stateFilter")
        self._filter.activated.connect(self._choose_filter)
        self._entries: list[tuple[str, str]] = []
        self._take = Button(look, "quiet", "check", name="takeShownButton")
        self._take.clicked.connect(lambda: looking.take_shown(is_taken=True))
        self._leave = Button(look, "quiet", "close", name="leaveShownButton")
        self._leave.clicked.connect(lambda: looking.take_shown(is_taken=False))
        self._model = RowsModel(looking)
        self.table = _Table(look, RowPainter(look))
        self.table.setModel(self._model)
        column = Column(look, gap=8, parent=self)
        column.addWidget(self._counts)
        self._row = Row(look, gap=8)
        self._row.addWidget(self._filter, 1)
        buttons = Row(look, gap=12)
        buttons.addStretch(1)
        buttons.addWidget(self._take)
        buttons.addWidget(self._leave)
        self._row.addLayout(buttons, 1)
        column.addLayout(self._row)
        column.addWidget(self.table, 1)

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self.table.setAccessibleName(self.tr("People of the run"))
        self._filter.setAccessibleName(self.tr("Which people to show"))
        self._take.show_text(self.tr("Take all of these"))
        self._leave.show_text(self.tr("Leave all of these out"))
        self._entries = []
        self.table.viewport().update()

    def show_view(self, view: TeamView) -> None:
        """Show what the look has found."""
        look = view.look
        self._model.action = view.choice.action
        self._counts.setText(count_sentences(view.choice.action, look))
        entries = [(self.tr("All people ({count})").format(count=number(look.total)), _ALL)]
        for state, count in look.counts.by_state.items():
            words = filter_words(view.choice.action, state, look)
            text = self.tr("{state} ({count})").format(state=words, count=number(count))
            entries.append((text, state.value))
        if entries != self._entries:
            self._entries = entries
            self._filter.clear()
            for text, value in entries:
                self._filter.addItem(text, value)
        self._filter.select(look.filter.value if look.filter is not None else _ALL)
        self._take.setEnabled(look.may_take_shown)
        self._leave.setEnabled(look.may_leave_shown)

    def stack_when(self, *, narrow: bool) -> None:
        """Put the buttons under the filter where there is no room beside it."""
        self._row.stack_when(narrow=narrow)

    def take_focus(self) -> None:
        """Let the arrow keys go through the rows."""
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self._model.index(0, 0))

    def _choose_filter(self, index: int) -> None:
        value = str(self._filter.itemData(index))
        self._looking.filter(RowState(value) if value else None)
