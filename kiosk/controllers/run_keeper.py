"""The run under way: how far it is, and the hands on its levers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.inbox import Inbox
from kiosk.controllers.interruption import Interruption
from kiosk.controllers.run_desk import RunDesk, RunReport
from kiosk.controllers.team_view import Failure, RunView
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import (
    Row,
    RowOutcome,
    RowResult,
    RunAction,
    RunEnd,
    RunPhase,
    RunProgress,
    Source,
    UnfinishedRun,
)
from kiosk.qt.jobs import Job, JobContext, JobRunner
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.paper import RunPaper

RUN_SECONDS = 14 * 24 * 3600.0
"""Far beyond any run: one of 100,000 people takes some days where the service is slow."""

Report = tuple[RunProgress, tuple[RowResult, ...]]
Work = Callable[[RunControl, RunReport], RunEnd]


class RunKeeper(Conversation):
    """Has one run done at a time; it goes on whatever page is shown.

    `stood_still` carries the StationError that the run waits for somebody about. Exactly one of
    `ended`, `failed` (with a StationError) and `stopped` follows a beginning, and then `over`.
    """

    changed = Signal(object)
    stood_still = Signal(object)
    ended = Signal()
    failed = Signal(object)
    stopped = Signal()
    over = Signal()

    def __init__(self, runner: JobRunner, loader: WorkplaceLoader, desk: RunDesk) -> None:
        super().__init__(runner, loader)
        self._desk = desk
        self.view = RunView()
        self._control = RunControl()
        self._job: Job[RunEnd] | None = None
        self._rows: Sequence[Row] = ()

    @property
    def is_running(self) -> bool:
        """Whether a run is under way, or stands still in the middle."""
        return self._job is not None and not self._job.is_over

    @property
    def needs_session(self) -> bool:
        """Whether a run is at work, which it cannot be once nobody is signed in."""
        return self.is_running and self.view.problem is None

    def begin(
        self,
        action: RunAction,
        source: Source,
        rows: tuple[Row, ...],
        paper: Callable[[], RunPaper],
    ) -> None:
        """Do it for these rows."""
        self._rows = rows
        self._start(
            len(rows),
            lambda control, report: self._desk.begin(
                action, source, rows, paper(), control, report
            ),
        )

    def go_on_with(self, unfinished: UnfinishedRun, paper: Callable[[], RunPaper]) -> None:
        """Do what is left of a run that was cut off."""
        self._rows = ()
        self._start(
            unfinished.left,
            lambda control, report: self._desk.go_on(unfinished, paper(), control, report),
        )

    def pause(self) -> None:
        """Stand still after what is under way."""
        if self.is_running and not self.view.is_cancelling:
            self._control.pause()
            self._show(replace(self.view, phase=RunPhase.PAUSED))

    def go_on(self) -> None:
        """End the pause, or try again what the run stands still about.

        Where the sign-in has ended, somebody is asked to sign in first.
        """
        problem = self.view.problem
        if not self.is_running:
            return
        if problem is not None and problem.code is ErrorCode.SIGN_IN_NEEDED:
            self.sign_in_needed.emit(Interruption(problem, self.signed_in, lambda: None))
            return
        self._go_on()

    def signed_in(self) -> None:
        """Go on if it was the ended sign-in that the run stands still about."""
        problem = self.view.problem
        if problem is not None and problem.code is ErrorCode.SIGN_IN_NEEDED:
            self._go_on()

    def cancel(self) -> None:
        """End the run after what is under way."""
        if self.is_running:
            self._control.cancel()
            self._show(replace(self.view, is_cancelling=True))

    def clear(self) -> None:
        """Forget a run that is over."""
        if not self.is_running:
            self._job = None
            self._rows = ()
            self._show(RunView())

    def _go_on(self) -> None:
        progress = replace(self.view.progress, problem=None)
        self._show(replace(self.view, phase=RunPhase.RUNNING, progress=progress))
        self._control.go_on()

    def _start(self, people: int, work: Work) -> None:
        if self.is_running:
            return
        control = self._control = RunControl()
        self._show(RunView(RunProgress(0, 0, people)))

        def run(context: JobContext) -> RunEnd:
            # Who stops waiting for the job ends the run.
            context.cancel.on_cancel(control.cancel)
            inbox = Inbox[Report](lambda: context.report(inbox))

            def report(progress: RunProgress, results: Sequence[RowResult]) -> None:
                inbox.put((progress, tuple(results)))

            return work(control, report)

        self._job = self.start_job(
            lambda _, context: run(context),
            done=self._done,
            failed=self._failed,
            again=lambda: self._start(people, work),
            progressed=self._progressed,
            cancelled=self._stopped,
            time_limit=RUN_SECONDS,
        )

    def _progressed(self, inbox: Inbox[Report]) -> None:
        reports = inbox.take()
        if not reports:
            return
        view, had_problem = self.view, self.view.progress.problem
        for progress, results in reports:
            view = _with_results(replace(view, progress=progress), results)
        self._show(view)
        problem = view.progress.problem
        if problem is not None and problem is not had_problem:
            self.service_answered.emit(problem)
            self.stood_still.emit(problem)
        elif problem is None and had_problem is not None:
            self.service_answered.emit(None)

    def _done(self, end: RunEnd) -> None:
        rows = end.rows or self._rows
        names = {row.number: row.name for row in rows}
        had_pin = {row.number for row in rows if row.has_method}
        failures = tuple(
            Failure(result.number, names.get(result.number, ""), result.code)
            for result in end.results
            if result.outcome is RowOutcome.FAILED
        )
        self._show(
            replace(
                self.view,
                progress=end.progress,
                phase=end.phase,
                end=end,
                failures=failures,
                may_run_again=bool(failures and self._rows),
                keep_pin=sum(
                    result.outcome is RowOutcome.DONE and result.number in had_pin
                    for result in end.results
                ),
                on_no_paper=end.on_no_paper,
                pages=end.pages,
            )
        )
        self.ended.emit()
        self.over.emit()

    def _failed(self, error: StationError) -> None:
        self.failed.emit(error)
        self.over.emit()

    def _stopped(self) -> None:
        self.stopped.emit()
        self.over.emit()

    def failed_people(self) -> frozenset[str]:
        """Return the ids of the people for whom the run failed."""
        numbers = {failure.number for failure in self.view.failures}
        return frozenset(
            row.person.id for row in self._rows if row.person is not None and row.number in numbers
        )

    def _show(self, view: RunView) -> None:
        self.view = view
        self.changed.emit(view)


def _with_results(view: RunView, results: tuple[RowResult, ...]) -> RunView:
    """Return the view with the part that these results are of, if they are of a later one."""
    on_paper = [result for result in results if result.part is not None]
    if not on_paper:
        return view
    part = max(result.part or 0 for result in on_paper)
    if view.part is not None and part < view.part:
        return view
    is_waiting = any(
        result.outcome is RowOutcome.WAITING for result in on_paper if result.part == part
    )
    return replace(view, part=part, is_part_waiting=is_waiting)
