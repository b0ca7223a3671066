"""The table of a run as a view shows it: a row is put into words when it is painted, not before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from kiosk.controllers.run_look import RunLook
from kiosk.models.run import Row, RowState, RunAction
from kiosk.qt.overrides import qt_override
from kiosk.views.moments import moments
from kiosk.views.plain_tip import plain_tip
from kiosk.views.run_words import state_words
from kiosk.views.widgets.people_model import job_and_place

FACTS_ROLE = Qt.ItemDataRole.UserRole
STATE_ROLE = Qt.ItemDataRole.UserRole + 1
MAY_BE_DONE_ROLE = Qt.ItemDataRole.UserRole + 2
TONE_ROLE = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

translate = QCoreApplication.translate


class RowsModel(QAbstractListModel):
    """The rows that the controller shows, with a check mark at those in the run."""

    def __init__(self, look: RunLook) -> None:
        super().__init__()
        self._look = look
        self._rows: Sequence[Row] = look.table.shown
        self.action = RunAction.ISSUE
        look.rows_changed.connect(self._take_rows)
        look.row_changed.connect(self._row_changed)

    def row(self, index: Index) -> Row | None:
        """Return what stands in a line."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    @qt_override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    @qt_override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say which rows can be checked."""
        row = self.row(index)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if row is not None and row.state.may_be_done:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @qt_override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows or says."""
        row = self.row(index)
        if row is None:
            return None
        value: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            value = row.name
        elif role == Qt.ItemDataRole.ToolTipRole:
            value = plain_tip(row.name)
        elif role == Qt.ItemDataRole.CheckStateRole:
            is_taken = self._look.table.is_taken(row)
            value = Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.name, _facts(row), self._state(row))
            value = ", ".join(part for part in parts if part)
        elif role == FACTS_ROLE:
            value = _facts(row)
        elif role == STATE_ROLE:
            value = self._state(row)
        elif role == MAY_BE_DONE_ROLE:
            value = row.state.may_be_done
        elif role == TONE_ROLE:
            value = _tone(row.state)
        return value

    @qt_override
    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take a row into the run, or leave it out."""
        row = self.row(index)
        if row is None or role != Qt.ItemDataRole.CheckStateRole or not row.state.may_be_done:
            return False
        self._look.take(row, is_taken=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _state(self, row: Row) -> str:
        return state_words(self.action, row.state, keeps_pin=row.has_method)

    def _take_rows(self) -> None:
        shown = self._look.table.shown
        if shown is self._rows and shown:
            # The same rows, with other marks.
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._rows = shown
        self.endResetModel()

    def _row_changed(self, row: Row) -> None:
        # The row that was pressed is near; numbers go up, so it is found in a few steps.
        place = _place(self._rows, row.number)
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place))


def _tone(state: RowState) -> str:
    if state is RowState.READY:
        return "good"
    return "warn" if state.may_be_done else ""


def _place(rows: Sequence[Row], number: int) -> int | None:
    """Return where a row of that number stands, halving what is left with each step."""
    first, behind = 0, len(rows)
    while first < behind:
        middle = (first + behind) // 2
        if rows[middle].number < number:
            first = middle + 1
        else:
            behind = middle
    return first if first < len(rows) and rows[first].number == number else None


def _facts(row: Row) -> str:
    """Return job and store, what the list said, and when the badge ends, as far as known."""
    facts = []
    if row.person is not None:
        facts.append(job_and_place(row.person) or row.person.user_principal_name)
    if row.line is not None:
        text = translate("RunRows", "Line {line}: {said}")
        facts.append(text.format(line=row.line, said=row.said))
    if row.expires is not None and row.state in {RowState.READY, RowState.NO_GAIN}:
        text = translate("RunRows", "Badge ends on {date}")
        facts.append(text.format(date=moments().day(row.expires)))
    return "  ·  ".join(fact for fact in facts if fact)
