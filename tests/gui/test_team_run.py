"""A run in the window: done, stopped, gone on with, left, and seen to its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QListView,
    QProgressBar,
    QWidget,
)

from kiosk.controllers.team_view import RunQuestion, TeamStage
from kiosk.controllers.window_state import NoticeKind, PageName
from kiosk.models.errors import ErrorCode, StationError
from tests.support.office import Office, focused
from tests.support.run_desk import a_cut_off_run
from tests.support.station import plain
from tests.support.team_views import LONG_NAME

NO_PAPER = StationError(ErrorCode.PRINTER_STUCK, {"printer": "Zebra"})


def test_a_run_says_how_far_it_is_and_pauses(office: Office) -> None:
    office.desk.step_by_step()
    office.run()
    office.desk.let_through(2)
    office.station.wait(lambda: office.team.view.run.progress.done == 2)
    bar = office.station.find(QProgressBar, "runProgressBar")
    assert (bar.value(), bar.maximum()) == (2, 6)
    assert office.station.text("runNumbersLabel") == "2 done, 0 failed, 4 left"
    assert office.station.text("runPaceLabel") == "About 30 people a minute. About 2 minutes to go."
    assert office.station.text("runPartLabel") == "Part 1 is at the printer."
    assert not office.station.find(QWidget, "printRunButton").isEnabled()
    office.press("pauseRunButton")
    assert office.button_text("pauseRunButton") == "Go on"
    assert "The run is paused" in office.station.text("runStandingLabel")
    office.press("pauseRunButton")
    office.desk.let_all_through()
    office.wait_for(TeamStage.ENDED)


def test_cancelling_says_that_what_is_under_way_is_finished(office: Office) -> None:
    office.desk.step_by_step()
    office.run()
    office.press("cancelRunButton")
    office.wait_for(TeamStage.ENDED)
    assert "The run was cancelled." in office.station.text("runEndLabel")
    assert "6 were not begun and stay as they are." in office.station.text("runEndLabel")


@pytest.mark.parametrize("button", ["goOnButton", "printRunButton"])
def test_a_stuck_printer_is_said_and_the_part_is_printed_again(office: Office, button: str) -> None:
    office.run_into(NO_PAPER)
    assert "Zebra" in office.station.text("runProblemLabel")
    assert focused().objectName() == "goOnButton"
    assert not office.station.find(QWidget, "pauseRunButton").isEnabled()
    office.press(button)
    office.wait_for(TeamStage.ENDED)
    assert office.team.view.run.progress.done == 6


def test_a_part_that_could_not_be_saved_is_saved_again(office: Office) -> None:
    office.desk.problems[3] = StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": "/badges/a.pdf"})
    office.look()
    office.press("startRunButton")
    office.choose_file("runFolderButton", "/badges")
    office.press("confirmRunButton")
    office.station.wait(lambda: office.station.shows("runProblem"))
    assert office.button_text("printRunButton") == "Save this part again"
    said = plain(office.station.text("runProblemLabel"))
    assert said.startswith("Part 1 could not be saved. Look whether /badges is still there")
    office.press("printRunButton")
    office.wait_for(TeamStage.ENDED)


def test_cancelling_at_a_stuck_printer_says_what_is_lost(office: Office) -> None:
    office.run_into(NO_PAPER)
    office.press("cancelRunButton")
    assert "not on paper yet" in office.station.text("runAskingLabel")
    assert focused().objectName() == "stayButton"
    office.press("stayButton")
    assert office.station.shows("runProblem")
    office.press("cancelRunButton")
    office.press("leaveRunButton")
    office.wait_for(TeamStage.ENDED)


def test_a_second_press_on_cancel_does_not_answer_its_question(office: Office) -> None:
    office.run_into(NO_PAPER)
    cancel = office.station.find(QAbstractButton, "cancelRunButton")
    office.press("cancelRunButton")
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    cancel.click()
    assert office.team.view.question is RunQuestion.CANCEL
    assert not office.team.view.run.is_cancelling
    # The answer that loses something is not where the finger is.
    place = cancel.mapToGlobal(cancel.rect().center())
    answer = office.station.find(QAbstractButton, "leaveRunButton")
    assert not answer.rect().contains(answer.mapFromGlobal(place))
    office.press("leaveRunButton")
    office.wait_for(TeamStage.ENDED)


def test_the_end_says_for_whom_something_is_on_no_paper(office: Office) -> None:
    office.desk.on_no_paper = 2
    office.run_into(NO_PAPER, before=1)
    assert office.station.text("runPartLabel") == "Part 1 is not on paper yet."
    office.press("cancelRunButton")
    office.press("leaveRunButton")
    office.wait_for(TeamStage.ENDED)
    assert office.station.text("runEndTitle") == "No badge is on paper"
    said = office.station.text("runEndLabel")
    assert "Badges were made for 2 people, but they are on no paper." in said
    assert "offers to go on with this run, and begins with them" in said
    assert "4 were not begun and stay as they are." in said


def test_the_end_says_where_the_pages_are(office: Office) -> None:
    office.desk.pages = "/badges/2026-11-24 09-30-00"
    office.run()
    office.wait_for(TeamStage.ENDED)
    said = plain(office.station.text("runEndLabel"))
    assert "The PDF files are in /badges/2026-11-24 09-30-00." in said


def test_the_end_names_no_folder_where_there_are_no_pages(office: Office) -> None:
    office.run()
    office.wait_for(TeamStage.ENDED)
    assert office.station.text("runEndLabel") == "Nothing went wrong."


def test_a_run_without_paper_says_nothing_of_parts(office: Office) -> None:
    office.desk.step_by_step()
    office.open()
    office.press("extendRunButton")
    office.press("expiringButton")
    office.press("lookButton")
    office.wait_for(TeamStage.LOOKED)
    office.press("startRunButton")
    office.press("confirmRunButton")
    office.desk.let_through(2)
    office.station.wait(lambda: office.team.view.run.progress.done == 2)
    assert office.station.text("runPartLabel") == ""
    office.desk.let_all_through()
    office.wait_for(TeamStage.ENDED)


def test_a_run_goes_on_after_signing_in_again(office: Office) -> None:
    office.run_into(StationError(ErrorCode.SIGN_IN_NEEDED))
    assert office.button_text("goOnButton") == "Sign in and go on"
    assert not office.station.find(QWidget, "printRunButton").isEnabled()
    office.press("goOnButton")
    office.wait_for(TeamStage.ENDED)
    assert office.station.is_on(PageName.TEAM)


def test_a_run_goes_on_while_somebody_is_looked_for(office: Office) -> None:
    office.desk.step_by_step()
    office.run()
    office.press("backButton")
    assert focused().objectName() == "stayButton"
    office.press("leaveRunButton")
    office.station.wait_for(PageName.SEARCH)
    office.desk.let_through(1)
    office.station.wait(lambda: office.team.view.run.progress.done == 1)
    office.open()
    assert office.station.shows("runProgressBar")
    office.press("backButton")
    office.press("leaveRunButton")
    office.desk.let_all_through()
    office.wait_for(TeamStage.ENDED)
    assert "The run has ended" in office.station.banner()
    office.open()
    assert office.station.shows("runDoneButton")


def test_a_problem_is_said_wherever_the_window_is(office: Office) -> None:
    office.desk.problems[3] = NO_PAPER
    office.desk.step_by_step()
    office.run()
    office.press("backButton")
    office.press("leaveRunButton")
    office.desk.let_through(2)
    office.station.wait(lambda: "Zebra" in office.station.banner())
    office.open()
    office.desk.let_all_through()
    office.press("goOnButton")
    office.wait_for(TeamStage.ENDED)


def test_locking_leaves_the_run_going_and_leads_back_to_it(office: Office) -> None:
    office.desk.step_by_step()
    office.run()
    opened = list(office.station.browser.opened)
    office.station.controller.lock()
    office.station.wait_for(PageName.WELCOME)
    assert "The run goes on" in office.station.banner()
    office.desk.let_through(2)
    office.station.wait(lambda: office.team.view.run.progress.done == 2)
    # The session is what the run works with, so it ends only after the run.
    assert office.station.browser.opened == opened
    office.press("signInButton")
    office.station.wait_for(PageName.TEAM)
    assert office.station.shows("runProgressBar")
    office.desk.let_all_through()
    office.wait_for(TeamStage.ENDED)


def test_a_run_that_ends_behind_the_lock_ends_the_session(office: Office) -> None:
    office.desk.step_by_step()
    office.run()
    opened = len(office.station.browser.opened)
    office.station.controller.lock()
    workplace = office.station.loader.made
    assert workplace is not None
    assert workplace.session.account is not None
    office.desk.let_all_through()
    office.wait_for(TeamStage.ENDED)
    assert workplace.session.account is None
    office.station.wait(lambda: len(office.station.browser.opened) > opened)
    office.press("signInButton")
    office.station.wait_for(PageName.TEAM)
    assert office.station.text("runEndTitle") == "6 badges and PINs are made"


def test_a_run_that_is_cancelled_before_it_begins_keeps_no_session_behind_the_lock(
    office: Office,
) -> None:
    office.desk.may_begin.clear()
    office.run()
    office.press("cancelRunButton")
    office.station.controller.lock()
    workplace = office.station.loader.made
    assert workplace is not None
    assert workplace.session.account is not None
    office.desk.may_begin.set()
    office.wait_for(TeamStage.CHOOSING)
    office.station.wait(lambda: workplace.session.account is None)
    office.press("signInButton")
    office.station.wait_for(PageName.SEARCH)


def test_nobody_signs_out_or_closes_in_the_middle_of_a_run(office: Office) -> None:
    office.desk.step_by_step()
    office.run()
    office.press("backButton")
    office.press("leaveRunButton")
    office.press("signOutButton")
    office.station.wait_for(PageName.TEAM)
    assert "then sign out" in office.station.banner()
    office.station.window.close()
    assert office.station.window.isVisible()
    assert "it ends now" in office.station.banner()
    office.desk.let_all_through()
    office.wait_for(TeamStage.ENDED)
    office.station.controller.sign_out()
    office.station.wait_for(PageName.WELCOME)
    assert not office.team.is_kept
    notice = office.station.controller.notice
    assert notice is not None
    assert notice.kind is NoticeKind.SIGNED_OUT


def test_a_run_that_was_cut_off_comes_first(office: Office) -> None:
    office.desk.cut_off = a_cut_off_run(left=3)
    office.open()
    office.station.wait(lambda: office.station.shows("unfinishedRun"))
    assert "Still to do: 3 of 50 people." in office.station.text("unfinishedRunLabel")
    office.press("goOnWithRunButton")
    assert office.button_text("confirmRunButton") == "Go on with the run"
    office.press("confirmRunButton")
    office.wait_for(TeamStage.ENDED)
    assert office.station.text("runEndTitle") == "3 badges and PINs are made"


def test_without_a_printer_a_run_that_was_cut_off_does_not_go_on(office: Office) -> None:
    office.desk.cut_off = a_cut_off_run(left=3)
    office.desk.begin_error = NO_PAPER
    office.open()
    office.press("goOnWithRunButton")
    office.press("confirmRunButton")
    office.station.wait(lambda: office.station.shows("paperProblem"))
    said = office.station.text("runQuestionLabel")
    assert said.startswith("The run has not gone on, and nobody was changed.")
    office.press("tryPaperAgainButton")
    office.wait_for(TeamStage.ENDED)


def test_a_run_that_was_cut_off_is_set_aside(office: Office) -> None:
    office.desk.cut_off = a_cut_off_run()
    office.open()
    office.press("setRunAsideButton")
    assert office.station.text("runQuestionTitle") == "Set aside the run that is not finished?"
    said = office.station.text("runQuestionLabel")
    assert said.startswith("Still to do: 3 of 50 people.")
    assert "never offered again" in said
    assert "on no paper" in said
    assert not office.station.shows("confirmRunButton")
    assert not office.station.shows("runFolderButton")
    assert focused().objectName() == "backButton"
    assert office.desk.set_asides == []
    office.press("backButton")
    assert office.station.shows("unfinishedRun")
    office.press("setRunAsideButton")
    office.press("setAsideForGoodButton")
    assert not office.station.shows("unfinishedRun")
    office.station.wait(lambda: bool(office.desk.set_asides))


def test_the_end_says_for_whom_it_did_not_work_and_why(office: Office, tmp_path: Path) -> None:
    office.desk.fails = {3: ErrorCode.NOT_PERMITTED, 5: ErrorCode.NOT_PERMITTED}
    office.run()
    office.wait_for(TeamStage.ENDED)
    failed = office.station.find(QListView, "failedList").model()
    said = [
        failed.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(failed.rowCount())
    ]
    assert [text.split(":")[0] for text in said] == [LONG_NAME, "Jo Ng"]
    assert "Your account may not do this" in said[0]
    file = tmp_path / "list.csv"
    office.choose_file("saveRunButton", str(file))
    office.station.wait(file.exists)
    office.station.wait(lambda: "list.csv" in office.station.banner())
    office.press("runFailedAgainButton")
    office.wait_for(TeamStage.LOOKED)
    assert office.rows.model().rowCount() == 2
