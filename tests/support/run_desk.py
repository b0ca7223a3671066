"""A desk for runs that does what a test tells it, when the test lets it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kiosk.controllers.run_desk import LookReport, RunReport
from kiosk.models.cancellation import CancelToken, WorkCancelledError
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
    Team,
    UnfinishedRun,
)
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.paper import Piece, RunPaper
from tests.support.team_views import TEAMS, some_rows

WAIT_SECONDS = 20.0


@dataclass
class FakePaper:
    """Paper that notes where it is; nothing is ever put on it."""

    where: str
    at_once: int = 4

    def belong_to(self, run: str) -> None:
        raise NotImplementedError

    def check(self, *, badges: bool) -> None:
        raise NotImplementedError

    def put(self, part: int, pieces: Sequence[Piece], cancel: CancelToken) -> None:
        raise NotImplementedError

    def unfit(self, pieces: Sequence[Piece]) -> Mapping[int, StationError]:
        raise NotImplementedError

    def put_list(self, rows: Iterable[tuple[Row, RowResult]]) -> None:
        raise NotImplementedError

    def withdraw(self, part: int) -> None:
        raise NotImplementedError

    def place(self) -> str:
        raise NotImplementedError


class FakeRunPress:
    """Hands out paper that goes nowhere."""

    def run_paper_to_printer(self) -> RunPaper:
        return FakePaper("printer")

    def run_paper_to_folder(self, folder: str) -> RunPaper:
        return FakePaper(folder)


@dataclass
class Begun:
    """What a run was begun with."""

    action: RunAction
    source: Source | None
    rows: tuple[Row, ...]
    paper: RunPaper


@dataclass
class FakeDesk:
    """Works step by step: `steps` lets so many rows through, all if it is None.

    `problems` are raised in front of the row of that number, each once. `fails` are the rows that
    do not work, with the reason. Where a run is cancelled, `on_no_paper` people have something
    that is on no paper. `pages` is where its pages are saved. While `may_begin` is not set a run
    waits before it begins, as for a printer that is looked for, and may be cancelled there.
    """

    rows: tuple[Row, ...] = field(default_factory=some_rows)
    found: tuple[Team, ...] = TEAMS
    cut_off: UnfinishedRun | None = None
    problems: dict[int, StationError] = field(default_factory=dict)
    fails: dict[int, ErrorCode] = field(default_factory=dict)
    look_error: StationError | None = None
    begin_error: StationError | None = None
    teams_error: StationError | None = None
    save_error: StationError | None = None
    on_no_paper: int = 0
    pages: str = ""
    asked: list[str] = field(default_factory=list)
    looks: list[tuple[RunAction, Source]] = field(default_factory=list)
    runs: list[Begun] = field(default_factory=list)
    set_asides: list[UnfinishedRun] = field(default_factory=list)
    tries: list[int] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.may_look = threading.Event()
        self.may_look.set()
        self.may_begin = threading.Event()
        self.may_begin.set()
        self._steps = threading.Semaphore(0)
        self._is_free = True

    def step_by_step(self) -> None:
        """Let rows through only when the test says so."""
        self._is_free = False

    def let_through(self, rows: int) -> None:
        """Let so many rows through."""
        self._steps.release(rows)

    def let_all_through(self) -> None:
        """Let every row through from now on."""
        self._is_free = True
        self._steps.release(1)

    def teams(self, text: str, cancel: CancelToken) -> tuple[Team, ...]:
        self._note()
        self.asked.append(text)
        error, self.teams_error = self.teams_error, None
        if error is not None:
            raise error
        return tuple(team for team in self.found if team.name.lower().startswith(text.lower()))

    def look(
        self, action: RunAction, source: Source, cancel: CancelToken, report: LookReport
    ) -> tuple[Row, ...]:
        self._note()
        self.looks.append((action, source))
        report(len(self.rows) // 2, len(self.rows))
        while not self.may_look.wait(0.01):
            cancel.raise_if_cancelled()
        error, self.look_error = self.look_error, None
        if error is not None:
            raise error
        return self.rows

    def begin(
        self,
        action: RunAction,
        source: Source,
        rows: Sequence[Row],
        paper: RunPaper,
        control: RunControl,
        report: RunReport,
    ) -> RunEnd:
        self._note()
        self._wait_to_begin(control)
        self.runs.append(Begun(action, source, tuple(rows), paper))
        return self._run(tuple(rows), control, report)

    def unfinished(self) -> UnfinishedRun | None:
        self._note()
        return self.cut_off

    def go_on(
        self,
        unfinished: UnfinishedRun,
        paper: RunPaper,
        control: RunControl,
        report: RunReport,
    ) -> RunEnd:
        self._note()
        self._wait_to_begin(control)
        rows = self.rows[: unfinished.left]
        self.runs.append(Begun(unfinished.action, None, rows, paper))
        return self._run(rows, control, report)

    def set_aside(self, unfinished: UnfinishedRun) -> None:
        self._note()
        self.set_asides.append(unfinished)
        self.cut_off = None

    def save_result(self, end: RunEnd, file: str) -> None:
        self._note()
        error, self.save_error = self.save_error, None
        if error is not None:
            raise error
        Path(file).write_text(f"{len(end.results)} rows", encoding="utf-8")

    def _wait_to_begin(self, control: RunControl) -> None:
        if not self.may_begin.is_set():
            self.may_begin.wait(WAIT_SECONDS)
            control.token.raise_if_cancelled()
        error, self.begin_error = self.begin_error, None
        if error is not None:
            raise error

    def _run(self, rows: tuple[Row, ...], control: RunControl, report: RunReport) -> RunEnd:
        results: list[RowResult] = []
        try:
            for place, row in enumerate(rows):
                part = place // 4 + 1
                report(
                    self._progress(results, len(rows)),
                    [RowResult(row.number, RowOutcome.WAITING, part=part)],
                )
                self._stand_still_if_told(row, results, len(rows), control, report)
                self._wait_for_step(control)
                control.wait_while_paused()
                self.tries.append(row.number)
                results.append(self._result(row, part))
                report(self._progress(results, len(rows)), results[-1:])
        except WorkCancelledError:
            return self._end(RunPhase.CANCELLED, results, rows, self.on_no_paper)
        return self._end(RunPhase.DONE, results, rows)

    def _end(
        self,
        phase: RunPhase,
        results: list[RowResult],
        rows: tuple[Row, ...],
        on_no_paper: int = 0,
    ) -> RunEnd:
        progress = self._progress(results, len(rows))
        return RunEnd(phase, progress, tuple(results), "", rows, on_no_paper, self.pages)

    def _stand_still_if_told(
        self,
        row: Row,
        results: list[RowResult],
        total: int,
        control: RunControl,
        report: RunReport,
    ) -> None:
        problem = self.problems.pop(row.number, None)
        if problem is None:
            return
        control.pause()
        progress = self._progress(results, total)
        report(RunProgress(progress.done, progress.failed, progress.left, problem=problem), ())
        control.wait_while_paused()
        report(progress, ())

    def _result(self, row: Row, part: int) -> RowResult:
        code = self.fails.get(row.number)
        if code is None:
            return RowResult(row.number, RowOutcome.DONE, part=part)
        return RowResult(row.number, RowOutcome.FAILED, code=code.value)

    def _progress(self, results: list[RowResult], total: int) -> RunProgress:
        failed = sum(result.outcome is RowOutcome.FAILED for result in results)
        done = len(results) - failed
        return RunProgress(done, failed, total - len(results), rate=30.0, seconds_left=90.0)

    def _wait_for_step(self, control: RunControl) -> None:
        while not self._is_free and not self._steps.acquire(timeout=0.01):
            control.token.raise_if_cancelled()

    def _note(self) -> None:
        self.threads.add(threading.get_ident())


def a_cut_off_run(left: int = 3) -> UnfinishedRun:
    """Return a run that was cut off this morning."""
    started = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
    return UnfinishedRun(RunAction.ISSUE, 50, left, started, "/runs/1")
