"""Where runs are prepared, begun and taken up again: what command line and window work with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC
from pathlib import Path

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import (
    FromGroup,
    Row,
    RowOrder,
    RowOutcome,
    RowState,
    RunAction,
    RunEnd,
    RunPhase,
    RunProgress,
    Source,
    Team,
    UnfinishedRun,
)
from kiosk.services.graph.pace import TENANT_WRITES
from kiosk.services.graph.people import PeopleService
from kiosk.services.operations.days import badge_days
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.engine import OnProgress, Run
from kiosk.services.runs.folder import Reason, RunFolder
from kiosk.services.runs.journal import RunPlan, outcome_of
from kiosk.services.runs.looking import Look, Report
from kiosk.services.runs.paper import RunPaper
from kiosk.services.runs.people import sought
from kiosk.services.sign_in.session import TEAM_SCOPE
from kiosk.services.workplace import Workplace


class RunDesk:
    """The runs of a station, each in a folder of its own below `folder`.

    `days` is the setting for new badges, None for the policy's. Every call blocks, and raises
    StationError.
    """

    def __init__(
        self,
        workplace: Callable[[], Workplace],
        tenant_id: Callable[[], str],
        folder: Path,
        clock: Clock,
        reason_of: Reason,
        days: int | None = None,
        quota: int | None = TENANT_WRITES,
    ) -> None:
        """`quota` is how many writes the tenant takes in 150 seconds, None for any number."""
        self._workplace = workplace
        self._tenant_id = tenant_id
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
        report: Report,
        *,
        sort: RowOrder = RowOrder.SHOP,
    ) -> tuple[Row, ...]:
        """Return everybody whom the source names, with what would become of each."""
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
        *,
        folder: Path | None = None,
        all_rows: Sequence[Row] | None = None,
    ) -> RunEnd:
        """Do it for these rows, and return once all are through or the run was cancelled.

        What stops it in the middle is reported as a `problem`; the run then stands still until
        `control` has it go on, or cancels it. `all_rows` are those of the look, so that the
        result tells of the others too. Raises StationError only where the run could not begin
        and nobody was changed, SIGN_IN_NEEDED where the sign-in is too old for it.
        """
        service = self._workplace().for_run(self._quota)
        policy = service.methods.policy(control.token)
        table = rows if all_rows is None else all_rows
        taken = {row.number for row in rows}
        left_out = [row.number for row in table if row.number not in taken]
        now = self._clock.now()
        plan = RunPlan(
            action, self._tenant_id(), now, badge_days(self._days, policy), type(source).__name__
        )
        where = RunFolder(folder or self._folder / now.astimezone().strftime("%Y-%m-%d %H-%M-%S"))
        where.create(plan, table, left_out)
        return self._carry_out(where, paper, control, report)

    def unfinished(self) -> UnfinishedRun | None:
        """Return the newest run that something cut off, if there is one."""
        try:
            folders = sorted(self._folder.iterdir(), reverse=True)
        except OSError:
            return None
        for path in folders:
            found = unfinished_in(RunFolder(path))
            if found is not None:
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

        Raises RUN_OF_OTHERS for one of another organisation.
        """
        where = RunFolder(Path(unfinished.folder))
        if where.state().plan.tenant_id != self._tenant_id():
            raise StationError(ErrorCode.RUN_OF_OTHERS, {"file": str(where.path)})
        # So that dates go by the service's clock from the first step on.
        self._workplace().reach(control.token)
        return self._carry_out(where, paper, control, report)

    def end_of(self, where: RunFolder) -> RunEnd:
        """Return how a run ended that nothing is left to do in; raises RUN_UNREADABLE."""
        results = tuple(result for _, result in where.results())
        outcomes = Counter(result.outcome for result in results)
        progress = RunProgress(
            outcomes[RowOutcome.DONE], outcomes[RowOutcome.FAILED], outcomes[RowOutcome.WAITING]
        )
        return RunEnd(RunPhase.DONE, progress, results, str(where.path))

    def set_aside(self, unfinished: UnfinishedRun) -> None:
        """Never offer a run again; its folder stays. Raises RUN_NOT_WRITABLE or RUN_BUSY."""
        with RunFolder(Path(unfinished.folder)).opened() as run:
            run.journal.end()

    def save_result(self, end: RunEnd, file: str) -> None:
        """Write the result of a run as CSV, without PINs and keys; raises FILE_NOT_WRITTEN."""
        RunFolder(Path(end.folder)).save_result(Path(file), self._reason_of)

    def _need_teams(self) -> None:
        session = self._workplace().session
        if not session.may_read_teams:
            session.wanted_scopes |= {TEAM_SCOPE}
            raise StationError(ErrorCode.SIGN_IN_NEEDED)

    def _carry_out(
        self, where: RunFolder, paper: RunPaper, control: RunControl, report: OnProgress
    ) -> RunEnd:
        service = self._workplace().for_run(self._quota)
        with where.opened() as run:
            end = Run(
                service, run.rows, run.journal, run.state, paper, control, report, self._clock
            ).carry_out()
        results = tuple(result for _, result in where.results())
        return RunEnd(end.phase, end.progress, results, str(where.path))


def unfinished_in(where: RunFolder) -> UnfinishedRun | None:
    """Return the run of a folder if something is left to do in it; None for none, or a broken one.

    One that another process works on counts as one: taking it up says so.
    """
    if not where.has_run:
        return None
    try:
        state = where.state()
    except StationError:
        return None
    outcomes = [outcome_of(state, number + 1) for number in range(len(state.outcomes))]
    in_it = [outcome for outcome in outcomes if outcome != "left-out"]
    left = sum(outcome != "done" for outcome in in_it)
    if state.is_ended or not left:
        return None
    return UnfinishedRun(
        state.plan.action,
        len(in_it),
        left,
        state.plan.started.astimezone(UTC),
        str(where.path),
    )


def ready_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that are in a run by themselves."""
    return [row for row in rows if row.state is RowState.READY]
