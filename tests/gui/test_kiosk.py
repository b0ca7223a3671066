"""Kiosk mode in the window: leaving only by a sign-in, and no other window for files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.controllers.sign_in_view import SignInStage
from kiosk.controllers.window_state import Notice, NoticeKind, PageName
from kiosk.models.settings import Settings, SignInMethod, SignInSettings, StationSettings
from kiosk.practice.launcher import PracticeTenant
from tests.support import practice
from tests.support.station import Habit, OpenStation, open_station

practice_tenant = practice.practice_tenant

KIOSK = Settings(station=StationSettings(full_screen=True))


@pytest.fixture
def station(qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path) -> Iterator[OpenStation]:
    with open_station(qtbot, practice_tenant, tmp_path, KIOSK) as opened:
        yield opened


def ask_to_leave(station: OpenStation) -> None:
    station.press("leaveStationButton")
    station.press("leaveStationSignInButton")


def test_a_kiosk_closes_only_after_a_sign_in(station: OpenStation) -> None:
    station.window.close()
    assert station.window.isVisible()
    ask_to_leave(station)
    station.wait(lambda: not station.window.isVisible())
    # Nobody stays signed in, and the browser's own session is ended too.
    assert station.controller.header.account is None
    station.wait(lambda: any("logout" in address for address in station.browser.opened))


def test_who_does_not_sign_in_stays_in_the_kiosk(station: OpenStation) -> None:
    station.browser.habit = Habit.CLOSE
    station.press("leaveStationButton")
    question = station.find(QLabel, "leaveStationQuestionLabel")
    assert question.text().startswith("Leave the station?")
    station.press("stayAtStationButton")
    assert not station.shows("leaveStationQuestion")
    ask_to_leave(station)
    station.wait_for(PageName.SIGN_IN)
    assert "Sign in to leave the station" in station.banner()
    station.press("cancelSignInButton")
    assert station.is_on(PageName.WELCOME)
    assert station.banner().startswith("The station stays open")
    assert not station.shows("leaveStationQuestion")
    # The next sign-in is an ordinary one.
    station.browser.habit = Habit.SIGN_IN
    station.sign_in()
    assert station.window.isVisible()


@pytest.mark.parametrize("started_again", [True, False])
@pytest.mark.parametrize("screen", ["", "HDMI-9"])
def test_everything_about_the_start_is_said(
    qtbot: QtBot,
    practice_tenant: PracticeTenant,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    screen: str,
    started_again: bool,
) -> None:
    settings = Settings(station=StationSettings(full_screen=True, screen=screen))
    with open_station(
        qtbot, practice_tenant, tmp_path, settings, started_again=started_again
    ) as station:
        banner = station.banner()
        assert ("stopped unexpectedly" in banner) is started_again
        assert ("search for that person again" in banner) is started_again
        assert ("HDMI-9 is not connected" in banner) is bool(screen)
    assert ("HDMI-9" in caplog.text) is bool(screen)
    caplog.clear()


def test_the_question_goes_with_escape(station: OpenStation) -> None:
    station.press("leaveStationButton")
    QTest.keyClick(station.page, Qt.Key.Key_Escape)
    assert not station.shows("leaveStationQuestion")


def test_the_question_goes_with_whoever_asked_it(station: OpenStation) -> None:
    station.press("leaveStationButton")
    assert station.shows("leaveStationQuestion")
    station.controller.lock()
    assert not station.shows("leaveStationQuestion")
    assert station.is_on(PageName.WELCOME)


def test_the_question_takes_the_place_of_what_was_said_before(station: OpenStation) -> None:
    station.controller.show_notice(Notice(NoticeKind.STARTED_AGAIN))
    station.press("leaveStationButton")
    assert station.controller.notice is None
    assert station.shows("leaveStationQuestion")


@pytest.mark.parametrize("what", ["run", "kept"])
def test_nobody_leaves_in_the_middle_of_something(
    station: OpenStation, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    way = station.controller.way
    if what == "run":
        monkeypatch.setattr(type(way.team.keeper), "is_running", property(lambda _: True))
    else:
        monkeypatch.setattr(type(way.behind), "holds_something", property(lambda _: True))
    ask_to_leave(station)
    assert station.is_on(PageName.WELCOME)
    notice = station.controller.notice
    assert notice is not None
    assert notice.kind in (NoticeKind.RUN_BEFORE_LEAVING, NoticeKind.WAITS_BEFORE_LEAVING)
    assert notice.kind.name.startswith("RUN") is (what == "run")
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ],
    ids=["alt-f4", "ctrl-q", "ctrl-w", "f11", "escape"],
)
def test_no_key_of_the_window_closes_it(
    station: OpenStation, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    QTest.keyClick(station.window, key, modifier)
    assert station.window.isVisible()
    assert station.window.isFullScreen()
    assert station.is_on(PageName.WELCOME)


def test_a_page_is_saved_without_a_dialogue(
    station: OpenStation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))
    station.sign_in()
    field = station.find(QLineEdit, "searchField")
    assert field.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu
    station.open_person("Sam Riv")
    station.do("resetPinButton")
    station.press("savePdfButton")
    station.wait(lambda: bool(list(folder.glob("*.pdf"))))
    station.wait(lambda: "Saved" in station.banner())
    assert not station.window.findChildren(QFileDialog)
    # Its name says what it is, and nothing about anybody.
    assert [file.name.split("-")[0] for file in folder.glob("*.pdf")] == ["pin"]
    station.press("doneButton")
    station.open_person("Sam Riv")
    station.do("replaceBadgeButton")
    assert station.conversations.result.suggested_file_name().startswith("badge-")


def test_a_windowed_station_is_no_kiosk(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    with open_station(qtbot, practice_tenant, tmp_path) as station:
        assert not station.shows("leaveStationButton")
        assert not station.window.isFullScreen()
        station.window.close()
        assert not station.window.isVisible()


def test_an_unknown_screen_is_told_and_the_main_one_taken(
    qtbot: QtBot,
    practice_tenant: PracticeTenant,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings = Settings(station=StationSettings(full_screen=True, screen="HDMI-9"))
    with open_station(qtbot, practice_tenant, tmp_path, settings) as station:
        assert "The screen HDMI-9 is not connected" in station.banner()
        assert "there is no screen 'HDMI-9'; the screens here are:" in caplog.text
        assert station.window.geometry() == station.window.screen().geometry()
        caplog.clear()


def test_a_change_of_size_or_scale_has_the_window_cover_its_screen_again(
    station: OpenStation,
) -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    screen = station.window.screen()
    place = screen.geometry()
    for signal, value in (
        (screen.geometryChanged, place),
        (screen.logicalDotsPerInchChanged, 96.0),
        (application.primaryScreenChanged, screen),
    ):
        station.window.resize(640, 480)
        signal.emit(value)
        station.wait(lambda: station.window.geometry() == place)
        assert station.window.isFullScreen()


@pytest.mark.parametrize("put_away", ["showNormal", "showMinimized", "showMaximized"])
def test_a_window_that_is_put_away_comes_back(station: OpenStation, put_away: str) -> None:
    getattr(station.window, put_away)()
    station.wait(lambda: station.window.isFullScreen() and not station.window.isMinimized())
    assert station.window.geometry() == station.window.screen().geometry()


def test_a_kiosk_covers_the_browser_again_where_the_sign_in_there_came_to_nothing(
    station: OpenStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    came_back: list[SignInStage] = []
    sign_in = station.conversations.sign_in
    assert station.window._cover is not None
    with monkeypatch.context() as patch:
        patch.setattr(
            station.window._cover, "window_left", lambda: came_back.append(sign_in.view.stage)
        )
        patch.setattr(station.window, "isActiveWindow", lambda: False)
        station.browser.habit = Habit.REFUSE
        station.press("signInButton")
        station.wait(lambda: sign_in.view.stage is SignInStage.FAILED)
    assert came_back == [SignInStage.FAILED]


def test_a_kiosk_that_signs_in_by_code_offers_no_browser(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = Settings(
        station=StationSettings(full_screen=True),
        sign_in=SignInSettings(method=SignInMethod.DEVICE_CODE),
    )
    with open_station(
        qtbot, practice_tenant, tmp_path, settings, is_practice=False, own_browser=False
    ) as station:
        station.press("signInButton")
        station.wait(lambda: bool(station.conversations.sign_in.view.user_code))
        for button in ("useBrowserButton", "openAddressHereButton", "openBrowserAgainButton"):
            assert not station.shows(button)
        station.press("cancelSignInButton")
