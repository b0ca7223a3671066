"""Many people at once, without a window: what is asked, what is done, and what stays."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from kiosk.controllers.conversation import Interruption
from kiosk.controllers.inbox import Inbox
from kiosk.controllers.run_table import RunTable
from kiosk.controllers.team import TeamController
from kiosk.controllers.team_view import (
    DAYS_MAX,
    RunQuestion,
    TeamsStage,
    TeamStage,
    Who,
)
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import (
    Expiring,
    FromCsv,
    FromGroup,
    RowState,
    RunAction,
    RunPhase,
    Source,
)
from kiosk.models.settings import BadgeSettings
from kiosk.qt.jobs import JobRunner
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.workplace import Workplace
from tests.support.run_desk import FakeDesk, FakePaper, FakeRunPress, a_cut_off_run
from tests.support.team_views import TEAMS, a_row, many_rows

NO_PAPER = StationError(ErrorCode.PRINTER_STUCK, {"printer": "Zebra"})
NO_SESSION = StationError(ErrorCode.SIGN_IN_NEEDED)


class StandingClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


@dataclass
class Table:
    """The conversation, and everything that it says."""

    qtbot: QtBot
    desk: FakeDesk
    team: TeamController
    notices: list[Notice] = field(default_factory=list)
    interruptions: list[Interruption] = field(default_factory=list)
    left: int = 0

    def note_left(self) -> None:
        self.left += 1

    def wait_for(self, stage: TeamStage) -> None:
        self.qtbot.waitUntil(lambda: self.team.view.stage is stage)

    def look(self) -> None:
        """Look at a team, and wait for the table."""
        self.team.choice.choose_team(TEAMS[0])
        self.team.look()
        self.wait_for(TeamStage.LOOKED)

    def run(self) -> None:
        """Begin to do it for everybody who is ready."""
        self.look()
        self.team.ask()
        self.team.confirm()
        assert self.team.view.stage is TeamStage.RUNNING

    def wait_for_problem(self) -> StationError:
        self.qtbot.waitUntil(lambda: self.team.view.run.problem is not None)
        problem = self.team.view.run.problem
        assert problem is not None
        return problem


def sit_down(qtbot: QtBot, runner: JobRunner, settings: BadgeSettings) -> Table:
    loader = WorkplaceLoader(lambda: cast("Workplace", object()))
    desk = FakeDesk()
    team = TeamController(runner, loader, desk, FakeRunPress(), settings, StandingClock())
    table = Table(qtbot, desk, team)
    team.notice.connect(table.notices.append)
    team.sign_in_needed.connect(table.interruptions.append)
    team.left.connect(table.note_left)
    return table


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.close(5)


@pytest.fixture
def table(qtbot: QtBot, runner: JobRunner) -> Table:
    return sit_down(qtbot, runner, BadgeSettings())


def test_a_team_is_asked_for_once_the_fingers_rest(table: Table) -> None:
    for text in ("G", "Ga", "Gar"):
        table.team.choice.finder.set_text(text)
    table.qtbot.waitUntil(lambda: table.team.view.choice.teams.stage is TeamsStage.FOUND)
    assert table.desk.asked == ["Gar"]
    assert table.team.view.choice.teams.found == TEAMS
    assert table.team.view.choice.source is None
    table.team.choice.choose_team(TEAMS[0])
    assert table.team.view.choice.source == FromGroup("g1")


def test_an_emptied_field_forgets_the_team(table: Table) -> None:
    table.team.choice.choose_team(TEAMS[0])
    assert table.team.view.choice.who is Who.TEAM
    table.team.choice.finder.set_text("")
    assert table.team.view.choice.who is None
    assert table.team.view.choice.source is None


def test_a_search_for_teams_that_failed_is_tried_again(table: Table) -> None:
    table.desk.teams_error = StationError(ErrorCode.NETWORK_UNREACHABLE)
    table.team.choice.finder.set_text("Gar")
    table.qtbot.waitUntil(lambda: table.team.view.choice.teams.stage is TeamsStage.FAILED)
    table.team.choice.finder.retry()
    table.qtbot.waitUntil(lambda: table.team.view.choice.teams.stage is TeamsStage.FOUND)


def test_what_was_chosen_last_says_for_whom(table: Table) -> None:
    choice = table.team.choice
    choice.choose_action(RunAction.EXTEND)
    choice.choose_team(TEAMS[0])
    choice.set_nested(False)
    sources: list[Source | None] = [choice.view.source]
    choice.choose_expiring()
    sources.append(choice.view.source)
    assert choice.view.teams.text == ""
    choice.choose_list("/people.csv")
    sources.append(choice.view.source)
    assert sources == [FromGroup("g1", nested=False), Expiring(30), FromCsv("/people.csv")]


def test_days_go_in_steps_and_not_for_ever(table: Table) -> None:
    choice = table.team.choice
    choice.choose_action(RunAction.REPLACE)
    for _ in range(3):
        choice.step_days(1)
    assert choice.view.source == Expiring(45)
    for _ in range(100):
        choice.step_days(1)
    assert choice.view.source == Expiring(DAYS_MAX)


def test_who_has_a_badge_that_ends_gets_no_first_one(table: Table) -> None:
    choice = table.team.choice
    choice.choose_action(RunAction.EXTEND)
    choice.choose_expiring()
    choice.choose_action(RunAction.ISSUE)
    assert choice.view.who is None
    choice.choose_expiring()
    assert choice.view.source is None


def test_a_list_is_looked_at_as_soon_as_it_is_chosen(table: Table) -> None:
    table.team.choice.choose_list("/people.csv")
    table.wait_for(TeamStage.LOOKED)
    assert table.desk.looks == [(RunAction.ISSUE, FromCsv("/people.csv"))]


def test_only_who_is_ready_is_in_the_run_at_first(table: Table) -> None:
    table.look()
    look = table.team.view.look
    assert (look.taken, look.total) == (6, 14)
    assert look.counts.ready == 6
    rows = {row.state: row for row in table.team.looking.table.rows}
    table.team.looking.take(rows[RowState.DISABLED], is_taken=True)
    table.team.looking.take(rows[RowState.NOT_FOUND], is_taken=True)
    assert table.team.view.look.taken == 7


def test_the_look_says_how_far_it_is_and_can_be_stopped(table: Table) -> None:
    table.desk.may_look.clear()
    table.team.choice.choose_team(TEAMS[0])
    table.team.look()
    table.qtbot.waitUntil(lambda: table.team.view.look.of == 14)
    assert table.team.view.look.looked == 7
    table.team.back()
    assert table.team.view.stage is TeamStage.CHOOSING
    assert table.team.view.choice.teams.chosen == TEAMS[0]


def test_a_look_that_failed_is_tried_again(table: Table) -> None:
    table.desk.look_error = StationError(ErrorCode.LIST_UNREADABLE, {"file": "/people.csv"})
    table.team.choice.choose_list("/people.csv")
    table.wait_for(TeamStage.FAILED)
    assert table.team.view.error is not None
    table.team.retry()
    table.wait_for(TeamStage.LOOKED)


def test_a_look_without_a_sign_in_waits_for_one(table: Table) -> None:
    table.desk.look_error = NO_SESSION
    table.team.choice.choose_team(TEAMS[0])
    table.team.look()
    table.qtbot.waitUntil(lambda: bool(table.interruptions))
    assert table.team.view.stage is TeamStage.LOOKING
    table.interruptions[0].go_on()
    table.wait_for(TeamStage.LOOKED)


def test_nothing_is_done_before_the_question_is_answered(table: Table) -> None:
    table.look()
    table.team.confirm()
    assert table.team.view.stage is TeamStage.LOOKED
    table.team.ask()
    table.team.back()
    assert table.team.view.stage is TeamStage.LOOKED
    assert table.desk.runs == []


def test_nobody_in_the_run_leaves_nothing_to_ask(table: Table) -> None:
    table.look()
    table.team.looking.take_shown(is_taken=False)
    table.team.ask()
    assert table.team.view.stage is TeamStage.LOOKED
    assert table.team.view.look.left_out == 6


def test_a_run_does_it_for_those_who_were_left_in(table: Table) -> None:
    table.look()
    table.team.looking.take(table.desk.rows[1], is_taken=False)
    table.team.ask()
    table.team.confirm()
    table.wait_for(TeamStage.ENDED)
    assert [row.number for row in table.desk.runs[0].rows] == [1, 3, 4, 5, 6]
    assert table.desk.runs[0].paper == FakePaper("printer")
    assert table.team.view.run.progress.done == 5
    assert table.team.view.run.part == 2
    assert threading.get_ident() not in table.desk.threads


def test_paper_goes_to_a_folder_where_that_is_allowed(table: Table) -> None:
    table.look()
    table.team.use_folder("/badges")
    table.team.ask()
    table.team.confirm()
    table.wait_for(TeamStage.ENDED)
    assert table.desk.runs[0].paper == FakePaper("/badges")


def test_paper_goes_to_no_folder_where_the_settings_forbid_it(
    qtbot: QtBot, runner: JobRunner
) -> None:
    table = sit_down(qtbot, runner, BadgeSettings(allow_save_pdf=False))
    table.team.use_folder("/badges")
    assert table.team.view.paper.folder == ""
    assert not table.team.view.paper.may_save


def test_a_pause_holds_until_somebody_has_it_go_on(table: Table) -> None:
    table.desk.step_by_step()
    table.run()
    table.desk.let_through(2)
    table.qtbot.waitUntil(lambda: table.team.view.run.progress.done == 2)
    table.team.pause()
    assert table.team.view.run.stands_still
    table.desk.let_all_through()
    table.qtbot.wait(50)
    assert table.team.view.run.progress.done == 2
    table.team.go_on()
    table.wait_for(TeamStage.ENDED)
    assert table.team.view.run.progress.done == 6


def test_cancelling_keeps_what_is_through(table: Table) -> None:
    table.desk.step_by_step()
    table.run()
    table.desk.let_through(2)
    table.qtbot.waitUntil(lambda: table.team.view.run.progress.done == 2)
    table.team.cancel()
    assert table.team.view.run.is_cancelling
    table.wait_for(TeamStage.ENDED)
    run = table.team.view.run
    assert run.phase is RunPhase.CANCELLED
    assert (run.progress.done, run.progress.left) == (2, 4)


def test_a_paused_run_can_be_cancelled(table: Table) -> None:
    table.desk.step_by_step()
    table.run()
    table.team.pause()
    table.team.cancel()
    table.wait_for(TeamStage.ENDED)
    assert table.team.view.run.phase is RunPhase.CANCELLED


def test_a_printer_without_paper_stops_nothing_for_good(table: Table) -> None:
    table.desk.problems[3] = NO_PAPER
    table.run()
    assert table.wait_for_problem() is NO_PAPER
    assert not table.team.keeper.needs_session
    table.team.go_on()
    table.wait_for(TeamStage.ENDED)
    assert table.team.view.run.progress.done == 6


def test_cancelling_asks_first_where_badges_would_be_lost(table: Table) -> None:
    table.desk.problems[3] = NO_PAPER
    table.run()
    table.wait_for_problem()
    table.team.cancel()
    assert table.team.view.question is RunQuestion.CANCEL
    table.team.stay()
    assert table.team.view.stage is TeamStage.RUNNING
    table.team.cancel()
    table.team.cancel()
    table.wait_for(TeamStage.ENDED)
    assert table.team.view.run.phase is RunPhase.CANCELLED


def test_an_ended_sign_in_is_asked_for_and_the_run_goes_on(table: Table) -> None:
    table.desk.problems[3] = NO_SESSION
    table.run()
    table.wait_for_problem()
    assert table.interruptions == []
    table.team.go_on()
    assert len(table.interruptions) == 1
    assert table.team.view.run.problem is NO_SESSION
    table.interruptions[0].go_on()
    table.wait_for(TeamStage.ENDED)
    assert table.team.view.run.progress.done == 6


def test_a_sign_in_that_is_too_old_is_asked_for_before_anything_begins(table: Table) -> None:
    table.desk.begin_error = NO_SESSION
    table.run()
    table.qtbot.waitUntil(lambda: bool(table.interruptions))
    assert table.desk.runs == []
    table.interruptions[0].go_on()
    table.wait_for(TeamStage.ENDED)
    assert len(table.desk.runs) == 1


def test_a_run_that_could_not_begin_is_looked_at_anew(table: Table) -> None:
    table.desk.begin_error = StationError(ErrorCode.RUN_BUSY)
    table.run()
    table.wait_for(TeamStage.FAILED)
    table.team.retry()
    table.wait_for(TeamStage.LOOKED)
    assert len(table.desk.looks) == 2


def test_back_asks_before_a_run_is_left(table: Table) -> None:
    table.desk.step_by_step()
    table.run()
    table.team.back()
    assert table.team.view.question is RunQuestion.LEAVE
    table.team.back()
    assert table.team.view.question is None
    table.team.back()
    table.team.leave_anyway()
    assert table.left == 1
    assert table.team.keeper.is_running
    table.team.open()
    assert table.team.view.stage is TeamStage.RUNNING
    table.desk.let_all_through()
    table.wait_for(TeamStage.ENDED)


def test_a_run_that_is_over_stays_until_somebody_has_seen_it(table: Table) -> None:
    table.run()
    table.wait_for(TeamStage.ENDED)
    table.team.leave()
    assert table.team.is_kept
    table.team.done()
    assert not table.team.is_kept
    assert table.team.view.stage is TeamStage.CHOOSING


def test_nothing_but_a_run_outlives_whoever_leaves(table: Table) -> None:
    table.look()
    table.team.leave()
    assert table.team.view.stage is TeamStage.CHOOSING
    assert table.team.view.choice.who is None
    assert table.team.looking.table.rows == ()


def test_those_who_failed_are_looked_at_alone(table: Table) -> None:
    table.desk.fails = {2: ErrorCode.NOT_PERMITTED, 5: ErrorCode.THROTTLED}
    table.run()
    table.wait_for(TeamStage.ENDED)
    failures = table.team.view.run.failures
    assert [(one.name, one.code) for one in failures] == [
        ("Samira El-Sayed", "PK-301"),
        ("Jo Ng", "PK-105"),
    ]
    table.team.run_again()
    table.wait_for(TeamStage.LOOKED)
    assert table.team.view.look.is_again
    assert [row.number for row in table.team.looking.table.rows] == [2, 5]
    table.desk.fails = {}
    table.team.ask()
    table.team.confirm()
    table.wait_for(TeamStage.ENDED)
    assert [row.number for row in table.desk.runs[1].rows] == [2, 5]


def test_the_list_is_saved_and_where_is_said(table: Table, tmp_path: Path) -> None:
    table.run()
    table.wait_for(TeamStage.ENDED)
    assert table.team.suggested_file_name().startswith("issue-2026-11-24-")
    file = tmp_path / "list.csv"
    table.team.save_result(str(file))
    table.qtbot.waitUntil(lambda: bool(table.notices))
    assert table.notices == [Notice(NoticeKind.SAVED, value=str(file))]
    assert file.read_text(encoding="utf-8") == "6 rows"


def test_a_list_that_cannot_be_saved_says_so(table: Table) -> None:
    table.run()
    table.wait_for(TeamStage.ENDED)
    table.desk.save_error = StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": "/list.csv"})
    table.team.save_result("/list.csv")
    table.qtbot.waitUntil(lambda: bool(table.notices))
    assert table.notices[0].error is not None
    assert table.team.view.stage is TeamStage.ENDED


def test_a_run_that_was_cut_off_is_offered_and_goes_on(table: Table) -> None:
    table.desk.cut_off = a_cut_off_run(left=3)
    table.desk.fails = {2: ErrorCode.THROTTLED}
    table.team.open()
    table.qtbot.waitUntil(lambda: table.team.view.unfinished is not None)
    table.team.ask_to_go_on()
    assert table.team.view.stage is TeamStage.ASKING
    assert table.team.view.people == 3
    table.team.confirm()
    table.wait_for(TeamStage.ENDED)
    assert table.team.view.run.progress.done == 2
    # Nobody has looked at these people here, so only the end knows their names.
    assert table.team.view.run.failures[0].name == "Samira El-Sayed"
    assert not table.team.view.run.may_run_again


def test_a_run_that_was_cut_off_can_be_set_aside(table: Table) -> None:
    table.desk.cut_off = cut_off = a_cut_off_run()
    table.team.open()
    table.qtbot.waitUntil(lambda: table.team.view.unfinished is not None)
    table.team.set_aside()
    assert table.team.view.unfinished is None
    table.qtbot.waitUntil(lambda: table.desk.set_asides == [cut_off])


def test_who_turns_back_from_going_on_still_sees_the_offer(table: Table) -> None:
    table.desk.cut_off = a_cut_off_run()
    table.team.open()
    table.qtbot.waitUntil(lambda: table.team.view.unfinished is not None)
    table.team.ask_to_go_on()
    table.team.back()
    assert table.team.view.stage is TeamStage.CHOOSING
    assert table.team.view.unfinished is not None
    assert not table.team.view.goes_on


def test_closing_the_station_ends_a_run(qtbot: QtBot) -> None:
    runner = JobRunner()
    table = sit_down(qtbot, runner, BadgeSettings())
    table.desk.step_by_step()
    table.run()
    assert runner.close(5)


def test_a_hundred_thousand_rows_are_checked_and_filtered_in_a_moment() -> None:
    table = RunTable(many_rows(100_000))
    assert table.counts.by_state == {RowState.READY: 87_500, RowState.HAS_BADGE: 12_500}
    table.show(RowState.HAS_BADGE)
    assert len(table.shown) == 12_500
    assert not table.may_take_shown
    table.show(None)
    assert table.shown is table.rows
    table.take_shown(is_taken=False)
    assert (table.taken, table.left_out_by_hand) == (0, 87_500)


def test_who_is_taken_by_hand_does_not_count_as_left_out() -> None:
    table = RunTable((a_row(1), a_row(2, state=RowState.DISABLED)))
    assert table.take(table.rows[1], is_taken=True)
    assert not table.take(table.rows[1], is_taken=True)
    assert (table.taken, table.left_out_by_hand) == (2, 0)
    assert table.take(table.rows[0], is_taken=False)
    assert (table.taken, table.left_out_by_hand) == (1, 1)


def test_reports_that_nobody_has_looked_at_ring_once() -> None:
    rings: list[int] = []
    inbox = Inbox[int](lambda: rings.append(1))
    for number in range(1000):
        inbox.put(number)
    assert len(rings) == 1
    assert inbox.take() == list(range(1000))
    assert inbox.take() == []
    inbox.put(1)
    assert len(rings) == 2
