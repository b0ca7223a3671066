"""The look at everybody in a run, before anything is done for them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.inbox import Inbox
from kiosk.controllers.run_desk import RunDesk
from kiosk.controllers.run_table import RunTable
from kiosk.controllers.team_view import LookView
from kiosk.models.run import Row, RowState, RunAction, Source
from kiosk.qt.jobs import Job, JobContext, JobRunner
from kiosk.services.loader import WorkplaceLoader

_LOOK_SECONDS = 4 * 3600.0
"""A look at 100,000 people takes some minutes, and hours where the service is slow."""

Looked = tuple[int, int | None]


class RunLook(Conversation):
    """Holds the table that the look has made, and who of it is in the run.

    `row_changed` carries the Row whose check mark has changed; `rows_changed` says that the
    table shows other rows, or that many marks have changed.
    """

    changed = Signal(object)
    rows_changed = Signal()
    row_changed = Signal(object)
    done = Signal()
    failed = Signal(object)

    def __init__(self, runner: JobRunner, loader: WorkplaceLoader, desk: RunDesk) -> None:
        super().__init__(runner, loader)
        self._desk = desk
        self.table = RunTable()
        self.view = LookView()
        self._job: Job[tuple[Row, ...]] | None = None

    def look(self, action: RunAction, source: Source, only: frozenset[str] = frozenset()) -> None:
        """Look at everybody whom a source names; with `only`, show those people and no others."""
        self.clear()
        self._show(LookView(is_again=bool(only)))

        def work(context: JobContext) -> tuple[Row, ...]:
            inbox = Inbox[Looked](lambda: context.report(inbox))
            rows = self._desk.look(
                action, source, context.cancel, lambda looked, of: inbox.put((looked, of))
            )
            if not only:
                return rows
            return tuple(row for row in rows if row.person is not None and row.person.id in only)

        self._job = self.start_job(
            lambda _, context: work(context),
            done=self._take_rows,
            failed=self.failed.emit,
            again=lambda: self.look(action, source, only),
            progressed=self._take_progress,
            time_limit=_LOOK_SECONDS,
        )

    def take(self, row: Row, *, is_taken: bool) -> None:
        """Take a row into the run, or leave it out."""
        if self.table.take(row, is_taken=is_taken):
            self._show_table()
            self.row_changed.emit(row)

    def take_shown(self, *, is_taken: bool) -> None:
        """Take all rows that are shown into the run, or leave all of them out."""
        self.table.take_shown(is_taken=is_taken)
        self._show_table()
        self.rows_changed.emit()

    def filter(self, state: RowState | None) -> None:
        """Show the rows in one state only, or all of them."""
        if state is not self.table.filter:
            self.table.show(state)
            self._show_table()
            self.rows_changed.emit()

    def clear(self) -> None:
        """Stop looking, and forget the table."""
        if self._job is not None:
            self._job.abandon()
            self._job = None
        self.table = RunTable()
        self.rows_changed.emit()
        self._show(LookView())

    def _take_progress(self, inbox: Inbox[Looked]) -> None:
        reports = inbox.take()
        if reports:
            looked, of = reports[-1]
            self._show(replace(self.view, looked=looked, of=of))

    def _take_rows(self, rows: tuple[Row, ...]) -> None:
        self.table = RunTable(rows)
        self._show_table()
        self.rows_changed.emit()
        self.done.emit()

    def _show_table(self) -> None:
        table = self.table
        self._show(
            replace(
                self.view,
                counts=table.counts,
                total=len(table.rows),
                taken=table.taken,
                left_out=table.left_out_by_hand,
                keep_pin=table.keep_pin,
                ready_keep_pin=table.ready_keep_pin,
                shown=len(table.shown),
                filter=table.filter,
                may_take_shown=table.may_take_shown,
                may_leave_shown=table.may_leave_shown,
            )
        )

    def _show(self, view: LookView) -> None:
        self.view = view
        self.changed.emit(view)
