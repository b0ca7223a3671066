"""Many people at once in the window: chosen, looked at, done, stopped, gone on with, left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QListView,
    QProgressBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kiosk.controllers.team import TeamController
from kiosk.controllers.team_view import TeamsStage, TeamStage
from kiosk.controllers.window_state import NoticeKind, PageName
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RowState, RunAction
from kiosk.models.settings import BadgeSettings, Settings
from tests.support.counter import Counter, counter_on
from tests.support.run_desk import FakeDesk, FakePaper, FakeRunPress, a_cut_off_run
from tests.support.station import OpenStation, plain
from tests.support.station_services import StationServices, SufferingTenant
from tests.support.team_views import LONG_NAME, TEAMS, many_rows

NO_PAPER = StationError(ErrorCode.PRINTER_STUCK, {"printer": "Zebra"})


@dataclass
class Office:
    """The window, and a desk that does what the test says."""

    counter: Counter
    desk: FakeDesk

    @property
    def station(self) -> OpenStation:
        return self.counter.station

    @property
    def team(self) -> TeamController:
        return self.station.conversations.team

    @property
    def rows(self) -> QTableView:
        return self.station.find(QTableView, "teamTable")

    def press(self, name: str) -> None:
        self.station.press(name)

    def activate(self) -> None:
        """Give the keyboard to the window, and not to a dialogue that was open."""
        self.station.window.activateWindow()
        QTest.qWaitForWindowActive(self.station.window)

    def open(self) -> None:
        """Go to the team page."""
        self.press("teamButton")
        self.station.wait_for(PageName.TEAM)

    def wait_for(self, stage: TeamStage) -> None:
        self.station.wait(lambda: self.team.view.stage is stage)

    def type(self, text: str) -> None:
        """Type into whatever has the focus, and wait for the teams that it finds."""
        QTest.keyClicks(focused(), text)
        self.station.wait(lambda: self.team.view.choice.teams.stage is not TeamsStage.LOADING)

    def look(self) -> None:
        """Look at the first team that is found."""
        self.open()
        self.type("Gar")
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        self.press("lookButton")
        self.wait_for(TeamStage.LOOKED)

    def run(self) -> None:
        """Begin to do it for everybody who is ready."""
        self.look()
        self.press("startRunButton")
        self.press("confirmRunButton")
        assert self.team.view.stage is TeamStage.RUNNING

    def run_into(self, problem: StationError, before: int = 3) -> None:
        """Begin a run that stands still in the middle."""
        self.desk.problems[before] = problem
        self.run()
        self.station.wait(lambda: self.station.shows("runProblem"))

    def touch_row(self, row: int) -> None:
        place: QPoint = self.rows.visualRect(self.rows.model().index(row, 0)).center()
        QTest.mouseClick(
            self.rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )

    def is_checked(self, row: int) -> bool:
        index = self.rows.model().index(row, 0)
        return bool(index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked)

    def button_text(self, name: str) -> str:
        return str(self.station.find(QWidget, name).accessibleName())

    def choose_file(self, name: str, file: str) -> None:
        """Press a button that asks for a file or folder, and answer the dialogue."""
        self.press(name)
        self.station.wait(lambda: bool(self.station.page.findChildren(QFileDialog)))
        dialogue = self.station.page.findChildren(QFileDialog)[0]
        dialogue.fileSelected.emit(file)
        dialogue.reject()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    desk = FakeDesk()
    monkeypatch.setattr("kiosk.way_ahead.run_tools", lambda *_, **__: (desk, FakeRunPress()))
    return desk


@pytest.fixture
def office(desk: FakeDesk, counter: Counter) -> Iterator[Office]:
    office = Office(counter, desk)
    office.activate()
    yield office
    desk.let_all_through()


def test_a_whole_team_gets_badges_in_a_few_touches(office: Office) -> None:
    office.look()
    counts = office.station.text("runCountsLabel")
    assert counts.startswith("6 of 14 will get a badge and a PIN. 1 has a badge already.")
    assert "1 was not found." in counts
    assert office.button_text("startRunButton") == "Make 6 badges"
    office.press("startRunButton")
    question = office.station.text("runQuestionLabel")
    assert "Nothing that they have now stops working" in question
    office.press("confirmRunButton")
    office.wait_for(TeamStage.ENDED)
    assert office.station.text("runEndTitle") == "6 badges and PINs are made"
    assert not office.station.shows("failedList")
    office.press("runDoneButton")
    office.station.wait_for(PageName.SEARCH)


def test_keys_alone_lead_from_the_search_to_the_run(office: Office) -> None:
    office.station.find(QWidget, "teamButton").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    office.station.wait_for(PageName.TEAM)
    assert focused().objectName() == "groupSelector"
    office.type("gar")
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert office.team.view.choice.teams.chosen == TEAMS[1]
    office.station.find(QWidget, "lookButton").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    office.wait_for(TeamStage.LOOKED)
    assert focused().objectName() == "teamTable"
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert [office.is_checked(row) for row in range(3)] == [True, False, True]
    assert office.button_text("startRunButton") == "Make 5 badges"
    office.station.find(QWidget, "startRunButton").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    # An echo of the key answers nothing.
    assert focused().objectName() == "backButton"
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert office.team.view.stage is TeamStage.LOOKED
    assert not office.is_checked(1)


def test_a_touch_leaves_somebody_out_and_takes_them_in_again(office: Office) -> None:
    office.look()
    office.touch_row(0)
    assert not office.is_checked(0)
    assert "You have left out 1." in office.station.text("runCountsLabel")
    office.touch_row(0)
    assert office.is_checked(0)
    assert "left out" not in office.station.text("runCountsLabel")


def test_who_cannot_get_a_badge_cannot_be_checked(office: Office) -> None:
    office.look()
    states = [row.state for row in office.desk.rows]
    model = office.rows.model()
    for state, may in ((RowState.HAS_BADGE, False), (RowState.DISABLED, True)):
        row = states.index(state)
        office.rows.scrollTo(model.index(row, 0))
        office.touch_row(row)
        assert office.is_checked(row) is may
    assert office.button_text("startRunButton") == "Make 7 badges"


def test_the_table_shows_one_state_only_if_asked(office: Office) -> None:
    office.look()
    choice = office.station.find(QComboBox, "stateFilter")
    words = [choice.itemText(number) for number in range(choice.count())]
    assert words[0] == "All people (14)"
    place = words.index("Nobody found (1)")
    choice.setCurrentIndex(place)
    choice.activated.emit(place)
    assert office.rows.model().rowCount() == 1
    assert not office.station.find(QWidget, "takeShownButton").isEnabled()
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    assert office.rows.model().rowCount() == 14


def test_leaving_all_out_leaves_nothing_to_start(office: Office) -> None:
    office.look()
    office.press("leaveShownButton")
    assert not office.station.find(QWidget, "startRunButton").isEnabled()
    office.press("takeShownButton")
    # Who was left out at first, such as a disabled account, is taken one by one.
    assert office.button_text("startRunButton") == "Make 6 badges"


def test_a_screen_reader_hears_name_place_and_state_of_a_row(office: Office) -> None:
    office.look()
    index = office.rows.model().index(2, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"{LONG_NAME}, Sales associate  ·  Harbour Street, New badge and PIN"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == LONG_NAME


def test_a_list_is_looked_at_once_its_file_is_chosen(office: Office) -> None:
    office.open()
    office.choose_file("csvButton", "/people.csv")
    office.wait_for(TeamStage.LOOKED)
    assert office.team.view.choice.file == "/people.csv"


def test_whose_badge_ends_soon_is_asked_for_by_days(office: Office) -> None:
    office.open()
    assert not office.station.find(QWidget, "expiringButton").isEnabled()
    office.press("extendRunButton")
    office.press("moreDaysButton")
    assert office.station.text("daysLabel") == "35 days"
    office.press("lookButton")
    office.wait_for(TeamStage.LOOKED)
    assert office.button_text("startRunButton") == "Extend 6 badges"
    office.press("startRunButton")
    assert not office.station.shows("runFolderButton")


def test_paper_goes_to_a_folder_if_asked(office: Office) -> None:
    office.look()
    office.press("startRunButton")
    office.choose_file("runFolderButton", "/badges")
    assert "Delete them once they are printed" in office.station.text("runQuestionLabel")
    office.press("confirmRunButton")
    office.wait_for(TeamStage.ENDED)
    assert office.desk.runs[0].paper == FakePaper("/badges")


def test_no_folder_is_offered_where_the_settings_forbid_it(
    qtbot: QtBot, both: tuple[SufferingTenant, StationServices], desk: FakeDesk, tmp_path: Path
) -> None:
    settings = Settings(badge=BadgeSettings(allow_save_pdf=False))
    with counter_on(qtbot, *both, tmp_path, settings) as counter:
        office = Office(counter, desk)
        office.look()
        office.press("startRunButton")
        assert not office.station.shows("runFolderButton")
        assert "Stay near the printer" in office.station.text("runQuestionLabel")


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


def test_a_look_that_does_not_work_can_be_tried_again(office: Office) -> None:
    office.desk.look_error = StationError(ErrorCode.LIST_WITHOUT_PEOPLE, {"file": "/people.csv"})
    office.open()
    office.choose_file("csvButton", "/people.csv")
    office.wait_for(TeamStage.FAILED)
    assert "no column that says who is meant" in office.station.state_text()
    office.activate()
    assert focused().objectName() == "retryButton"
    office.press("retryButton")
    office.wait_for(TeamStage.LOOKED)


def test_looking_can_be_left_and_nothing_chosen_is_lost(office: Office) -> None:
    office.desk.may_look.clear()
    office.open()
    office.type("Gar")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    office.press("lookButton")
    office.station.wait(lambda: office.station.state_text() == "7 of 14")
    office.press("backButton")
    assert office.team.view.stage is TeamStage.CHOOSING
    assert office.station.find(QWidget, "lookButton").isEnabled()


def test_a_team_without_people_says_so(office: Office) -> None:
    office.desk.rows = ()
    office.look()
    assert office.station.text("stateTitle") == "There is nobody"
    assert not office.station.shows("startRunButton")


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


def test_a_run_that_was_cut_off_is_set_aside(office: Office) -> None:
    office.desk.cut_off = a_cut_off_run()
    office.open()
    office.press("setRunAsideButton")
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


def test_five_thousand_people_are_put_into_words_only_where_they_are_seen(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.desk.rows = many_rows(5000)
    asked: list[RowState] = []

    def words(action: RunAction, state: RowState) -> str:
        asked.append(state)
        return "New badge and PIN"

    monkeypatch.setattr("kiosk.views.team.rows_model.state_words", words)
    office.look()
    office.rows.grab()
    assert office.rows.model().rowCount() == 5000
    assert 0 < len(asked) < 500
    last = office.rows.model().index(4999, 0)
    office.rows.scrollTo(last)
    office.rows.grab()
    assert office.rows.visualRect(last).height() >= 48
    assert "4,375 of 5,000 will get a badge and a PIN." in office.station.text("runCountsLabel")
    office.touch_row(4999)
    assert office.button_text("startRunButton") == "Make 4,374 badges"


def test_nothing_of_a_run_is_done_where_the_window_lives(office: Office) -> None:
    office.run()
    office.wait_for(TeamStage.ENDED)
    assert threading.get_ident() not in office.desk.threads


def test_a_scan_changes_nothing_on_the_team_page(office: Office) -> None:
    office.look()
    office.counter.scan("100001")
    office.station.wait(lambda: bool(office.station.banner()))
    assert office.team.view.stage is TeamStage.LOOKED
    labels = office.station.page.findChildren(QLabel)
    assert "100001" not in " ".join(plain(label.text()) for label in labels)
