"""A run without a window: done, stopped, gone on with, and what stays of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from kiosk.controllers.team_view import (
    RunQuestion,
    TeamStage,
)
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import (
    RunPhase,
)
from kiosk.models.settings import BadgeSettings
from kiosk.qt.jobs import JobRunner
from tests.support.run_desk import a_cut_off_run
from tests.support.run_table import Table, sit_down

NO_PAPER = StationError(ErrorCode.PRINTER_STUCK, {"printer": "Zebra"})
NO_SESSION = StationError(ErrorCode.SIGN_IN_NEEDED)


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


@pytest.mark.parametrize("problem", [NO_PAPER, StationError(ErrorCode.RUN_NOT_WRITABLE)])
def test_cancelling_asks_first_where_badges_would_be_lost(
    table: Table, problem: StationError
) -> None:
    table.desk.problems[3] = problem
    table.run()
    table.wait_for_problem()
    table.team.cancel()
    assert table.team.view.question is RunQuestion.CANCEL
    table.team.stay()
    assert table.team.view.stage is TeamStage.RUNNING
    table.team.cancel()
    table.team.cancel()
    assert table.team.view.question is RunQuestion.CANCEL
    table.team.cancel_anyway()
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


def test_a_run_that_was_cut_off_waits_for_paper_as_well(table: Table) -> None:
    table.desk.cut_off = a_cut_off_run(left=3)
    table.desk.begin_error = NO_PAPER
    table.team.open()
    table.qtbot.waitUntil(lambda: table.team.view.unfinished is not None)
    table.team.ask_to_go_on()
    table.team.confirm()
    table.wait_for(TeamStage.ASKING)
    assert table.team.view.error is NO_PAPER
    assert table.team.view.goes_on
    table.team.confirm()
    assert table.team.view.error is None
    table.wait_for(TeamStage.ENDED)
    assert table.team.view.run.progress.done == 3


def test_who_comes_next_is_not_asked_about_a_run_that_did_not_begin(table: Table) -> None:
    table.look()
    table.desk.begin_error = NO_PAPER
    table.team.ask()
    table.team.confirm()
    table.team.leave()
    table.wait_for(TeamStage.CHOOSING)
    assert table.team.looking.table.rows == ()
    table.run()
    table.wait_for(TeamStage.ENDED)


def test_who_comes_next_sees_nothing_of_a_run_that_was_cancelled_before_it_began(
    table: Table,
) -> None:
    table.desk.may_begin.clear()
    table.run()
    table.team.cancel()
    table.team.leave()
    table.desk.may_begin.set()
    table.wait_for(TeamStage.CHOOSING)
    assert table.team.looking.table.rows == ()
    assert table.team.view.choice.who is None


def test_whoever_cancels_a_run_before_it_begins_is_back_at_the_table(table: Table) -> None:
    table.desk.may_begin.clear()
    table.run()
    table.team.cancel()
    table.desk.may_begin.set()
    table.wait_for(TeamStage.LOOKED)
    assert table.team.looking.table.rows == table.desk.rows


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


@pytest.mark.parametrize("fails", [False, True], ids=["saved", "not-saved"])
def test_what_became_of_a_list_is_not_said_while_nobody_is_there(
    table: Table, runner: JobRunner, tmp_path: Path, *, fails: bool
) -> None:
    missed: list[Notice] = []
    table.team.missed.connect(missed.append)
    table.run()
    table.wait_for(TeamStage.ENDED)
    file = str(tmp_path / "Sam Rivera.csv")
    if fails:
        table.desk.save_error = StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": file})
    table.team.save_result(file)
    table.team.leave()
    table.qtbot.waitUntil(lambda: runner.running == 0)
    QCoreApplication.processEvents()
    assert table.notices == []
    assert [notice.kind is NoticeKind.SAVED for notice in missed] == [not fails]
    table.team.open()
    assert table.notices == []


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
    assert table.team.view.unfinished is cut_off
    table.team.ask_to_set_aside()
    table.team.confirm()
    table.wait_for(TeamStage.ASKING)
    assert table.desk.set_asides == []
    assert table.desk.runs == []
    table.team.set_aside()
    table.wait_for(TeamStage.CHOOSING)
    assert table.team.view.unfinished is None
    table.qtbot.waitUntil(lambda: table.desk.set_asides == [cut_off])


def test_who_turns_back_from_setting_aside_still_sees_the_offer(table: Table) -> None:
    table.desk.cut_off = a_cut_off_run()
    table.team.open()
    table.qtbot.waitUntil(lambda: table.team.view.unfinished is not None)
    table.team.ask_to_set_aside()
    table.team.back()
    assert table.team.view.stage is TeamStage.CHOOSING
    assert table.team.view.unfinished is not None
    table.team.set_aside()
    assert table.desk.set_asides == []


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
