"""Many people at once in the window: chosen, and looked at before anything is done."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kiosk.controllers.team_view import TeamStage
from kiosk.controllers.window_state import PageName
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RowState, RunAction
from kiosk.models.settings import BadgeSettings, Settings
from tests.support.counter import counter_on
from tests.support.office import Office, focused
from tests.support.run_desk import FakeDesk, FakePaper
from tests.support.station import plain
from tests.support.station_services import StationServices, SufferingTenant
from tests.support.team_views import LONG_NAME, TEAMS, many_rows, rows_with_pins, some_rows


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


def test_who_has_a_pin_is_promised_no_new_one(office: Office) -> None:
    office.desk.rows = rows_with_pins()
    office.look()
    counts = office.station.text("runCountsLabel")
    assert counts.startswith(
        "4 of 14 will get a badge and a PIN. 2 of 14 will get a new badge and keep the PIN."
    )
    said = [
        office.rows.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 2)
    ]
    assert [text.rpartition(", ")[2] for text in said[1:]] == ["New badge and PIN"]
    assert said[0].endswith(", New badge, same PIN")
    choice = office.station.find(QComboBox, "stateFilter")
    words = [choice.itemText(number) for number in range(choice.count())]
    assert "New badge, with or without a PIN (6)" in words
    office.press("startRunButton")
    assert office.station.text("runQuestionTitle") == "Make badges for 6 people?"
    question = office.station.text("runQuestionLabel")
    assert "4 of them get a badge and a PIN" in question
    assert "2 of them have a PIN already, keep it" in question
    assert "Nothing that they have now stops working." in question
    office.press("confirmRunButton")
    office.wait_for(TeamStage.ENDED)
    assert office.station.text("runEndTitle") == "6 badges are made"
    assert "2 people keep the PIN that they have." in office.station.text("runEndLabel")


def test_where_everybody_has_a_pin_no_new_one_is_spoken_of(office: Office) -> None:
    office.desk.rows = tuple(replace(row, has_method=True) for row in some_rows())
    office.look()
    counts = office.station.text("runCountsLabel")
    assert counts.startswith("6 of 14 will get a new badge and keep the PIN. 1 has a badge")
    office.touch_row(0)
    assert "5 of 14 will get a new badge" in office.station.text("runCountsLabel")
    office.press("startRunButton")
    question = office.station.text("runQuestionLabel")
    assert question.startswith("5 of them have a PIN already, keep it")


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


def test_without_a_printer_no_run_begins_and_a_folder_can_be_chosen(office: Office) -> None:
    office.desk.begin_error = StationError(ErrorCode.PRINTER_MISSING, {"printer": "Zebra"})
    office.look()
    office.press("startRunButton")
    office.press("confirmRunButton")
    office.station.wait(lambda: office.station.shows("paperProblem"))
    assert office.desk.runs == []
    assert "Zebra cannot be found" in office.station.text("paperProblemLabel")
    assert "nobody was changed" in office.station.text("runQuestionLabel")
    assert focused().objectName() == "tryPaperAgainButton"
    office.choose_file("runFolderButton", "/badges")
    assert not office.station.shows("paperProblem")
    office.press("confirmRunButton")
    office.wait_for(TeamStage.ENDED)
    assert office.desk.runs[0].paper == FakePaper("/badges")


def test_the_printer_that_was_switched_on_is_tried_again(office: Office) -> None:
    office.desk.begin_error = StationError(ErrorCode.PRINTER_CLOSED, {"printer": "Zebra"})
    office.look()
    office.press("startRunButton")
    office.press("confirmRunButton")
    office.press("tryPaperAgainButton")
    office.wait_for(TeamStage.ENDED)
    assert office.team.view.run.progress.done == 6


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


def test_five_thousand_people_are_put_into_words_only_where_they_are_seen(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.desk.rows = many_rows(5000)
    asked: list[RowState] = []

    def words(action: RunAction, state: RowState, *, keeps_pin: bool) -> str:
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
