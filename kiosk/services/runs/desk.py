"""Where runs are prepared, begun and taken up again: what command line and window work with.

Importing this module loads neither requests nor anything else that the first page has no use for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.permissions import TEAM_SCOPE
from kiosk.models.run import (
    FromGroup,
    Row,
    RowOrder,
    RowOutcome,
    RowResult,
    RowState,
    RunAction,
    RunEnd,
    RunPhase,
    RunProgress,
    Source,
    Team,
    UnfinishedRun,
)
from kiosk.services.collector import leave_loaded_alone
from kiosk.services.graph.pace import TENANT_WRITES
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.paper import RunPaper

if TYPE_CHECKING:
    from kiosk.services.runs.folder import Reason, RunFolder
    from kiosk.services.runs.run_state import RunState
    from kiosk.services.workplace import Workplace

OnLook = Callable[[int, int | None], None]
"""Hears how many were looked at so far, of how many if that is known."""

OnProgress = Callable[[RunProgress, Sequence[RowResult]], None]
"""Hears how far the run is, and what became of the rows of the last step."""


class RunDesk:
    """The runs of a station, each in a folder of its own below `folder`.

    `days` is the setting for new badges, None for the policy's. Every call blocks, and raises
    StationError.
    """

    def __init__(
        self,
        workplace: Callable[[], Workplace],
        folder: Path,
        clock: Clock,
        reason_of: Reason,
        days: int | None = None,
        quota: int | None = TENANT_WRITES,
    ) -> None:
        """`quota` is how many writes the tenant takes in 150 seconds, None for any number."""
        self._workplace = workplace
        self._folder = folder
        self._clock = clock
        self._reason_of = reason_of
        self._days = days
        self._quota = quota

    def teams(self, text: str, cancel: CancelToken) -> tuple[Team, ...]:
        """Return the groups and units whose name matches, the best match first.

        Raises SIGN_IN_NEEDED where this sign-in did not ask for teams; the next one does.
        """
        self._need_teams()
        return self._workplace().teams.teams(text, cancel)

    def look(
        self,
        action: RunAction,
        source: Source,
        cancel: CancelToken,
        report: OnLook,
        *,
        sort: RowOrder = RowOrder.SHOP,
    ) -> tuple[Row, ...]:
        """Return everybody whom the source names, with what would become of each."""
        from kiosk.services.graph.people import PeopleService  # noqa: PLC0415 - loads requests
        from kiosk.services.runs.looking import Look  # noqa: PLC0415
        from kiosk.services.runs.people import sought  # noqa: PLC0415

        leave_loaded_alone()
        if isinstance(source, FromGroup):
            self._need_teams()
        service = self._workplace().for_look()
        people = sought(source, self._workplace().teams, cancel)
        look = Look(service.methods, PeopleService(service.client), action, source, self._days)
        return look.rows(people, cancel, report, sort)

    def begin(
        self,
        action: RunAction,
        source: Source,
        rows: Sequence[Row],
        paper: RunPaper,
        control: RunControl,
        report: OnProgress,
    ) -> RunEnd:
        """Do it for these rows, and return once all are through or the run was cancelled.

        What stops it in the middle is reported as a `problem`; the run then stands still until
        `control` has it go on, or cancels it. Raises StationError only where the run could not
        begin and nobody was changed, SIGN_IN_NEEDED where the sign-in is too old for it.
        """
        now = self._clock.now().astimezone()
        folder = self._folder / now.strftime("%Y-%m-%d %H-%M-%S")
        # In the record and on paper they are counted anew, without those who were left out.
        numbers = [row.number for row in rows]
        table = [replace(row, number=place) for place, row in enumerate(rows, start=1)]

        def by_own_numbers(results: Sequence[RowResult]) -> tuple[RowResult, ...]:
            return tuple(replace(one, number=numbers[one.number - 1]) for one in results)

        end = self.begin_in(
            folder,
            action,
            source,
            table,
            (),
            paper,
            control,
            lambda progress, results: report(progress, by_own_numbers(results)),
        )
        return replace(end, results=by_own_numbers(self.results_of(end)))

    def begin_in(
        self,
        folder: Path,
        action: RunAction,
        source: Source,
        rows: Sequence[Row],
        left_out: Sequence[int],
        paper: RunPaper,
        control: RunControl,
        report: OnProgress,
    ) -> RunEnd:
        """Do as `begin` in this folder; rows are numbered from 1, and some of them left out.

        The end names no results: `results_of` reads them. Raises RUN_EXISTS besides.
        """
        from kiosk.services.operations.days import badge_days  # noqa: PLC0415 - with the services
        from kiosk.services.runs.run_state import RunPlan  # noqa: PLC0415

        workplace = self._workplace()
        policy = workplace.for_run(self._quota).methods.policy(control.token)
        days = badge_days(self._days, policy)
        _check_paper(paper, action)
        named = type(source).__name__
        plan = RunPlan(action, workplace.tenant_id, self._clock.now(), days, named)
        where = _folder(folder)
        where.create(plan, rows, left_out)
        return self._carry_out(where, paper, control, report)

    def unfinished(self) -> UnfinishedRun | None:
        """Return the newest run of this tenant that something cut off, if there is one."""
        try:
            folders = sorted(self._folder.iterdir(), reverse=True)
        except OSError:
            return None
        for path in folders:
            where = _folder(path)
            state = _state_in(where)
            if state is None:
                continue
            found = _unfinished_of(where, state)
            if found is not None and self._is_ours(state):
                return found
        return None

    def go_on(
        self,
        unfinished: UnfinishedRun,
        paper: RunPaper,
        control: RunControl,
        report: OnProgress,
    ) -> RunEnd:
        """Do what is left of a run that was cut off, failed rows included; otherwise as `begin`.

        The end names its rows.
        """
        end = self.go_on_in(Path(unfinished.folder), paper, control, report)
        found = list(_folder(end.folder).results())
        rows, results = tuple(row for row, _ in found), tuple(result for _, result in found)
        return replace(end, results=results, rows=rows)

    def go_on_in(
        self, folder: Path, paper: RunPaper, control: RunControl, report: OnProgress
    ) -> RunEnd:
        """Do what is left of the run in a folder; the end names neither rows nor results.

        Raises RUN_OF_OTHERS for one of another organisation.
        """
        where = _folder(folder)
        state = where.state()
        if not self._is_ours(state):
            raise StationError(ErrorCode.RUN_OF_OTHERS, {"file": str(where.path)})
        # So that dates go by the service's clock from the first step on.
        self._workplace().reach(control.token)
        _check_paper(paper, state.plan.action)
        return self._carry_out(where, paper, control, report)

    def results_of(self, end: RunEnd) -> tuple[RowResult, ...]:
        """Return what became of every row of a run; raises RUN_UNREADABLE."""
        return tuple(result for _, result in _folder(end.folder).results())

    def set_aside(self, unfinished: UnfinishedRun) -> None:
        """Never offer a run again; its folder stays. Raises RUN_NOT_WRITABLE or RUN_BUSY."""
        with _folder(unfinished.folder).opened() as run:
            run.journal.end()

    def save_result(self, end: RunEnd, file: str, *, only_failed: bool = False) -> None:
        """Write the result of a run as CSV, without PINs and keys; raises FILE_NOT_WRITTEN."""
        _folder(end.folder).save_result(Path(file), self._reason_of, only_failed=only_failed)

    def _is_ours(self, state: RunState) -> bool:
        return state.plan.tenant_id == self._workplace().tenant_id

    def _need_teams(self) -> None:
        session = self._workplace().session
        if not session.may_read_teams:
            session.wanted_scopes |= {TEAM_SCOPE}
            raise StationError(ErrorCode.SIGN_IN_NEEDED)

    def _carry_out(
        self, where: RunFolder, paper: RunPaper, control: RunControl, report: OnProgress
    ) -> RunEnd:
        from kiosk.services.runs.engine import Run  # noqa: PLC0415 - with the services

        leave_loaded_alone()
        service = self._workplace().for_run(self._quota)
        paper.belong_to(where.path.name)
        with where.opened() as run:
            end = Run(
                service,
                run.rows,
                run.journal,
                run.state,
                paper,
                control,
                report,
                self._clock,
                where.results,
            ).carry_out()
        return replace(end, folder=str(where.path), pages=paper.place())


def _check_paper(paper: RunPaper, action: RunAction) -> None:
    """See that there is paper before a run is begun: nobody is to lose a badge for nothing."""
    if action.makes_paper:
        paper.check(badges=action.makes_code)


def unfinished_in(where: RunFolder) -> UnfinishedRun | None:
    """Return a folder's run if something is left to do in it; None for none, or a broken one.

    One that another process works on counts as one: taking it up says so.
    """
    state = _state_in(where)
    return None if state is None else _unfinished_of(where, state)


def end_of(where: RunFolder, state: RunState) -> RunEnd:
    """Return how a run ended that nothing is left to do in."""
    counts = state.counts()
    done, failed = counts[RowOutcome.DONE], counts[RowOutcome.FAILED]
    progress = RunProgress(done, failed, counts[RowOutcome.WAITING])
    return RunEnd(RunPhase.DONE, progress, folder=str(where.path))


def _folder(path: Path | str) -> RunFolder:
    from kiosk.services.runs.folder import RunFolder  # noqa: PLC0415 - with the services

    return RunFolder(Path(path))


def _state_in(where: RunFolder) -> RunState | None:
    """Read how far the run of a folder is; None for none, or a broken one."""
    if not where.has_run:
        return None
    try:
        return where.state()
    except StationError:
        return None


def _unfinished_of(where: RunFolder, state: RunState) -> UnfinishedRun | None:
    counts = state.counts()
    total = counts.total() - counts[RowOutcome.LEFT_OUT]
    left = total - counts[RowOutcome.DONE] or len(state.doubtful)
    # Where everybody is done, the list to tick off may be on no paper yet.
    is_without_list = state.plan.action.makes_paper and total > 0
    if state.is_ended or not (left or is_without_list):
        return None
    started = state.plan.started.astimezone(UTC)
    return UnfinishedRun(state.plan.action, total, left, started, str(where.path))


def ready_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that are in a run by themselves."""
    return [row for row in rows if row.state is RowState.READY]
