"""Many people at once, without a window: who is chosen, and what the look finds."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from kiosk.controllers.inbox import Inbox
from kiosk.controllers.run_table import RunTable
from kiosk.controllers.team_view import (
    DAYS_MAX,
    TeamsStage,
    TeamStage,
    Who,
)
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import (
    Expiring,
    FromCsv,
    FromGroup,
    FromUnit,
    RowState,
    RunAction,
    Source,
)
from kiosk.models.settings import BadgeSettings
from kiosk.qt.jobs import JobRunner
from tests.support.run_desk import FakePaper
from tests.support.run_table import Table, sit_down
from tests.support.team_views import TEAMS, a_row, many_rows

NO_SESSION = StationError(ErrorCode.SIGN_IN_NEEDED)


def test_a_team_is_asked_for_once_the_fingers_rest(table: Table) -> None:
    for text in ("G", "Ga", "Gar"):
        table.team.choice.finder.set_text(text)
    table.qtbot.waitUntil(lambda: table.team.view.choice.teams.stage is TeamsStage.FOUND)
    assert table.desk.asked == ["Gar"]
    assert table.team.view.choice.teams.found == TEAMS
    assert table.team.view.choice.source is None
    table.team.choice.choose_team(TEAMS[0])
    assert table.team.view.choice.source == FromGroup("g1")
    table.team.choice.choose_team(TEAMS[2])
    assert table.team.choice.view.source == FromUnit("u1")


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
