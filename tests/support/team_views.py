"""What the team page shows in tests, and controllers that only note what they are asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal

from kiosk.controllers.run_table import RunTable
from kiosk.controllers.team_view import (
    ChoiceView,
    Failure,
    LookView,
    PaperView,
    RunQuestion,
    RunView,
    TeamsStage,
    TeamStage,
    TeamsView,
    TeamView,
    Who,
)
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.run import (
    Row,
    RowState,
    RunAction,
    RunEnd,
    RunPhase,
    RunProgress,
    Team,
    TeamKind,
    UnfinishedRun,
)
from tests.support.notebook import Notebook

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

LONG_NAME = "Maximiliane-Konstantina von und zu Hohenlohe-Waldenburg-Schillingsfürst"

TEAMS = (
    Team("g1", "Garden department", "Harbour Street, all shifts"),
    Team(
        "g2", "Garden centre, temporary help in spring and summer", "Everybody who is paid hourly"
    ),
    Team("u1", "Gardens and parks", kind=TeamKind.UNIT),
)

_NAMES = ("Sam Rivera", "Samira El-Sayed", LONG_NAME, "سارة عبد الله", "Jo Ng", "Ana Lima")

_OTHERS = (
    RowState.HAS_BADGE,
    RowState.NOT_FOUND,
    RowState.DISABLED,
    RowState.NOT_PERMITTED,
    RowState.SEVERAL_MATCH,
    RowState.NOT_ENABLED,
    RowState.NOT_READ,
    RowState.NAMED_TWICE,
)


def a_row(
    number: int,
    name: str = "",
    state: RowState = RowState.READY,
    *,
    said: str = "",
    expires: datetime | None = None,
    has_method: bool = False,
) -> Row:
    """Return a row; whoever was not found has no person, only what the list said."""
    name = name or f"Person {number}"
    is_found = state not in {RowState.NOT_FOUND, RowState.SEVERAL_MATCH}
    person = Person(
        f"person-{number}",
        name,
        f"person.{number}@harbour-street.example.com",
        job_title="Sales associate",
        office_location="Harbour Street",
    )
    said = said or (name if not is_found else "")
    line = number + 1 if said else None
    return Row(number, person if is_found else None, state, said, line, has_method, expires=expires)


def many_rows(count: int) -> tuple[Row, ...]:
    """Return that many rows, nearly all of them ready."""
    states = (*[RowState.READY] * 7, RowState.HAS_BADGE)
    return tuple(a_row(number, state=states[number % 8]) for number in range(1, count + 1))


def some_rows(action: RunAction = RunAction.ISSUE) -> tuple[Row, ...]:
    """Return a row in every state, and some that are ready."""
    expires = None if action is RunAction.ISSUE else NOW + timedelta(days=12)
    rows = [a_row(number, name, expires=expires) for number, name in enumerate(_NAMES, 1)]
    for state in _OTHERS:
        number = len(rows) + 1
        rows.append(a_row(number, state=state))
    return tuple(rows)


def rows_with_pins() -> tuple[Row, ...]:
    """Return the same rows, of which the first two people have a PIN already."""
    rows = some_rows()
    return (*(replace(row, has_method=True) for row in rows[:2]), *rows[2:])


def looked(view: TeamView, table: RunTable) -> TeamView:
    """Return the page that shows a table."""
    look = LookView(
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
    return replace(view, stage=TeamStage.LOOKED, look=look)


class StandInPart(Notebook):
    """Notes whatever it is asked for."""

    changed = Signal(object)
    rows_changed = Signal()
    row_changed = Signal(object)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *arguments, **_: self.note(name, *arguments)


class StandInFinder(StandInPart):
    """Finds what it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.view = TeamsView()


class StandInChoice(StandInPart):
    """A choice that stays as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.view = ChoiceView()
        self.finder = StandInFinder()


class StandInLook(StandInPart):
    """A table that can be checked, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.table = RunTable()

    def take(self, row: Row, *, is_taken: bool) -> None:
        self.note("take", row, is_taken)
        if self.table.take(row, is_taken=is_taken):
            self.row_changed.emit(row)


class StandInTeam(StandInPart):
    """The team page's controllers in the state that they are told."""

    def __init__(self) -> None:
        super().__init__()
        self.view = TeamView()
        self.choice = StandInChoice()
        self.looking = StandInLook()

    @property
    def parts(self) -> tuple[StandInPart, ...]:
        return (self, self.choice, self.choice.finder, self.looking)

    def show(self, view: TeamView, table: RunTable | None = None) -> None:
        self.view = view
        self.choice.view = view.choice
        self.choice.finder.view = view.choice.teams
        if table is not None:
            self.looking.table = table
            self.looking.rows_changed.emit()
        self.changed.emit(view)


def team_situations() -> dict[str, tuple[TeamView, RunTable]]:
    """Return the team page in every state, each with the table that goes with it."""
    empty = RunTable()
    first = TeamView()
    typed = TeamsView("Gar", TeamsStage.FOUND, TEAMS)
    offline = StationError(ErrorCode.NETWORK_UNREACHABLE)
    chosen = ChoiceView(who=Who.TEAM, teams=TeamsView(TEAMS[0].name, chosen=TEAMS[0]))
    unfinished = UnfinishedRun(RunAction.ISSUE, 50, 12, NOW - timedelta(hours=2), "/runs/1")

    def choosing(choice: ChoiceView) -> TeamView:
        return replace(first, choice=choice)

    def of_teams(teams: TeamsView) -> TeamView:
        return choosing(ChoiceView(who=Who.TEAM, teams=teams))

    table = RunTable(some_rows())
    table.take(table.rows[1], is_taken=False)
    with_pins = RunTable(rows_with_pins())
    extend = RunTable(some_rows(RunAction.EXTEND))
    at_table = looked(choosing(chosen), table)
    asking = replace(at_table, stage=TeamStage.ASKING)
    progress = RunProgress(18, 1, 28, rate=31.4, seconds_left=190)
    run = RunView(progress, part=3, is_part_waiting=True)
    running = replace(at_table, stage=TeamStage.RUNNING, run=run)
    stuck = StationError(ErrorCode.PRINTER_STUCK, {"printer": "Zebra ZD421"})
    stopped = replace(running, run=replace(run, progress=replace(progress, problem=stuck)))
    signed_out = StationError(ErrorCode.SIGN_IN_NEEDED)
    codes = (ErrorCode.NOT_PERMITTED, ErrorCode.BADGE_GONE, ErrorCode.METHOD_EXISTS)
    failures = tuple(
        Failure(number, name, codes[number % 3]) for number, name in enumerate(_NAMES[:4], 1)
    )
    through = RunProgress(43, 4, 0)
    end = RunEnd(RunPhase.DONE, through, (), "/runs/1")
    ended = replace(
        running,
        stage=TeamStage.ENDED,
        run=RunView(through, RunPhase.DONE, end=end, failures=failures, may_run_again=True),
    )
    extending = replace(chosen, action=RunAction.EXTEND)
    views = {
        "team": first,
        "team-typed": of_teams(typed),
        "team-typing": of_teams(TeamsView("Gar", TeamsStage.LOADING)),
        "team-none": of_teams(TeamsView("Xyz", TeamsStage.NONE)),
        "team-search-failed": of_teams(TeamsView("Gar", TeamsStage.FAILED, error=offline)),
        "team-chosen": choosing(chosen),
        "team-expiring": choosing(ChoiceView(RunAction.EXTEND, Who.EXPIRING)),
        "team-list": choosing(
            ChoiceView(RunAction.REPLACE, Who.LIST, file="/home/alex/new people in spring.csv")
        ),
        "team-unfinished": replace(first, unfinished=unfinished),
        "team-looking": replace(at_table, stage=TeamStage.LOOKING, look=LookView(120, 480)),
        "team-looking-open": replace(at_table, stage=TeamStage.LOOKING, look=LookView(120)),
        "team-table": at_table,
        "team-table-pins": looked(choosing(chosen), with_pins),
        "team-table-extend": looked(choosing(extending), extend),
        "team-nobody": looked(choosing(chosen), empty),
        "team-failed": replace(first, stage=TeamStage.FAILED, error=offline),
        "team-ask": asking,
        "team-ask-pins": replace(looked(choosing(chosen), with_pins), stage=TeamStage.ASKING),
        "team-ask-folder": replace(asking, paper=PaperView("/home/alex/Documents/Badges")),
        "team-ask-no-paper": replace(
            asking, error=StationError(ErrorCode.PRINTER_MISSING, {"printer": "Zebra ZD421"})
        ),
        "team-ask-printer-only": replace(asking, paper=PaperView(may_save=False)),
        "team-ask-extend": replace(looked(choosing(extending), extend), stage=TeamStage.ASKING),
        "team-ask-go-on": replace(
            first, stage=TeamStage.ASKING, unfinished=unfinished, goes_on=True
        ),
        "team-ask-set-aside": replace(
            first, stage=TeamStage.ASKING, unfinished=unfinished, sets_aside=True
        ),
        "team-running": running,
        "team-paused": replace(running, run=replace(run, phase=RunPhase.PAUSED)),
        "team-waiting": replace(
            running, run=replace(run, progress=replace(progress, waiting_seconds=42))
        ),
        "team-cancelling": replace(running, run=replace(run, is_cancelling=True)),
        "team-stuck": stopped,
        "team-stuck-cancel": replace(stopped, question=RunQuestion.CANCEL),
        "team-signed-out": replace(
            running, run=replace(run, progress=replace(progress, problem=signed_out))
        ),
        "team-leave": replace(running, question=RunQuestion.LEAVE),
        "team-ended": ended,
        "team-ended-well": replace(
            ended, run=RunView(RunProgress(47, 0, 0), RunPhase.DONE, end=end)
        ),
        "team-cancelled": replace(
            ended,
            run=replace(ended.run, phase=RunPhase.CANCELLED, progress=RunProgress(20, 4, 23)),
        ),
    }
    saved_in = "/home/alex/Documents/Badges/2026-11-24 09-30-00"
    cancelled = replace(
        ended.run, phase=RunPhase.CANCELLED, progress=RunProgress(20, 4, 23), on_no_paper=11
    )
    views["team-cancelled-no-paper"] = replace(ended, run=cancelled)
    views["team-ended-saved"] = replace(
        ended, run=RunView(RunProgress(47, 0, 0), RunPhase.DONE, end=end, pages=saved_in)
    )
    tables = {"team-table": table, "team-table-pins": with_pins, "team-table-extend": extend}
    return {name: (view, tables.get(name, empty)) for name, view in views.items()}
