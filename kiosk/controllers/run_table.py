"""The table of a run before it begins: who is in it, who is not, and which rows are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kiosk.models.run import Row, RowCounts, RowState


class RunTable:
    """Rows in the order of the paper. Changed on the UI thread only, and quick with 100,000.

    At first the READY ones are taken into the run. `ready_keep_pin` of the READY ones have a PIN
    already, and `keep_pin` of those who are taken.
    """

    def __init__(self, rows: tuple[Row, ...] = ()) -> None:
        self.rows = rows
        by_state = Counter(row.state for row in rows)
        self.counts = RowCounts({state: by_state[state] for state in RowState if by_state[state]})
        self._taken = {row.number for row in rows if row.state is RowState.READY}
        self._taken_ready = len(self._taken)
        self.ready_keep_pin = sum(row.has_method for row in rows if row.state is RowState.READY)
        self.keep_pin = self.ready_keep_pin
        self.filter: RowState | None = None
        self.shown: Sequence[Row] = rows

    @property
    def taken(self) -> int:
        """How many people are in the run."""
        return len(self._taken)

    @property
    def left_out_by_hand(self) -> int:
        """How many people were taken out who would have been in the run."""
        return self.counts.ready - self._taken_ready

    @property
    def taken_rows(self) -> tuple[Row, ...]:
        """Who is in the run."""
        return tuple(row for row in self.rows if row.number in self._taken)

    def is_taken(self, row: Row) -> bool:
        """Whether a row is in the run."""
        return row.number in self._taken

    def take(self, row: Row, *, is_taken: bool) -> bool:
        """Take a row into the run or leave it out; False where that changes nothing."""
        if is_taken == self.is_taken(row) or not row.state.may_be_done:
            return False
        self._taken ^= {row.number}
        if row.has_method:
            self.keep_pin += 1 if is_taken else -1
        if row.state is RowState.READY:
            self._taken_ready += 1 if is_taken else -1
        return True

    def take_shown(self, *, is_taken: bool) -> None:
        """Take all rows that are shown into the run, or leave all of them out.

        Who is left out at first comes in only where nobody else is shown.
        """
        for row in self.shown:
            if not is_taken or self._may_be_taken(row):
                self.take(row, is_taken=is_taken)

    @property
    def may_take_shown(self) -> bool:
        """Whether a row is shown that can be taken into the run and is not."""
        return any(self._may_be_taken(row) and not self.is_taken(row) for row in self.shown)

    @property
    def may_leave_shown(self) -> bool:
        """Whether a row is shown that is in the run."""
        return any(self.is_taken(row) for row in self.shown)

    def _may_be_taken(self, row: Row) -> bool:
        """Say whether a row is among those that are taken in one go."""
        if self.filter is None:
            return row.state is RowState.READY
        return row.state.may_be_done

    def show(self, state: RowState | None) -> None:
        """Show the rows in one state only, or all of them."""
        self.filter = state
        if state is None:
            self.shown = self.rows
        else:
            self.shown = [row for row in self.rows if row.state is state]
