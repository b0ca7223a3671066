"""How the window behaves: quick typing, cancelling, closing, locking, languages, being off line."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.controllers.search_view import SearchStage
from kiosk.controllers.sign_in_view import SignInStage
from kiosk.controllers.window_state import Connection, PageName
from kiosk.models.cancellation import CancelToken
from kiosk.models.settings import Settings, StationSettings
from kiosk.practice.launcher import PracticeTenant
from kiosk.qt.crash_hook import CrashHook
from kiosk.services.graph.people import Found, PeopleService
from tests.support import practice
from tests.support.relay import Cable
from tests.support.station import Habit, OpenStation, open_station, quick

practice_tenant = practice.practice_tenant
__all__ = ["quick"]


@pytest.fixture
def station(qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path) -> Iterator[OpenStation]:
    with open_station(qtbot, practice_tenant, tmp_path) as opened:
        yield opened


@pytest.fixture
def slow_station(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenStation]:
    """A station whose service takes a quarter of a second for every answer."""
    with (
        practice.start_practice_tenant(people=60, latency_ms=250) as tenant,
        open_station(qtbot, tenant, tmp_path) as opened,
    ):
        yield opened


class Counted:
    """The real look-up, counted: which texts were asked for, and how many at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.texts: list[str] = []
        self.most_at_once = 0
        self._now = 0
        self._lock = threading.Lock()
        self._real = PeopleService.search
        counted = self

        def search(people: PeopleService, text: str, cancel: CancelToken) -> Found:
            return counted.search(people, text, cancel)

        monkeypatch.setattr(PeopleService, "search", search)

    def search(self, people: PeopleService, text: str, cancel: CancelToken) -> Found:
        with self._lock:
            self.texts.append(text)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            return self._real(people, text, cancel)
        finally:
            with self._lock:
                self._now -= 1


@pytest.mark.usefixtures("quick")
def test_quick_typing_shows_only_the_last_text_and_asks_once_at_a_time(
    slow_station: OpenStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    station, counted = slow_station, Counted(monkeypatch)
    station.sign_in()
    shown: list[tuple[str, tuple[str, ...]]] = []
    station.conversations.search.changed.connect(
        lambda view: (
            shown.append((view.text, tuple(it.display_name for it in view.people)))
            if view.stage is SearchStage.FOUND
            else None
        )
    )
    field = station.find(QLineEdit, "searchField")
    QTest.keyClicks(field, "Finn")
    station.wait(lambda: counted.texts == ["Finn"])
    for letter in " Delg":
        # Slower than the rest after which a look-up begins, quicker than the service.
        QTest.keyClicks(field, letter)
        QTest.qWait(70)
    field.clear()
    QTest.keyClicks(field, "Sam Riv")
    station.wait(lambda: bool(shown))
    station.wait(lambda: station.station.runner.running == 0)
    assert shown[-1] == ("Sam Riv", ("Sam Rivera",))
    assert {text for text, _ in shown} == {"Sam Riv"}
    assert counted.most_at_once == 1
    assert counted.texts[-1] == "Sam Riv"


def test_cancel_before_the_change_changes_nothing(slow_station: OpenStation) -> None:
    station = slow_station
    station.sign_in()
    station.open_person("Noa Lind")
    station.ask("issueBadgeButton")
    station.press("confirmButton")
    station.wait_for(PageName.PROGRESS)
    # A badge begins with reading, which can still be stopped.
    station.press("cancelJobButton")
    assert station.is_on(PageName.PERSON)
    assert "Nothing was changed" in station.banner()
    station.wait(lambda: station.station.runner.running == 0)
    station.press("backButton")
    station.open_person("Noa Lind")
    assert station.shows("issueBadgeButton")


def test_cancel_that_comes_too_late_says_so_and_the_pin_arrives(
    slow_station: OpenStation,
) -> None:
    station = slow_station
    station.sign_in()
    station.open_person("Sam Riv")
    station.ask("resetPinButton")
    station.press("confirmButton")
    station.wait_for(PageName.PROGRESS)
    wait_until_too_late(station)
    station.press("cancelJobButton")
    assert "too late" in station.banner()
    assert station.is_on(PageName.PROGRESS)
    station.wait_for(PageName.RESULT)
    assert station.tenant_accepts("sam.rivera@practice.example", station.pin_on_screen())


def wait_until_too_late(station: OpenStation) -> None:
    job = station.conversations.operation._job
    assert job is not None
    station.wait(lambda: job.token.is_committed)


def test_closing_during_a_change_waits_for_its_pin_unless_it_is_meant(
    slow_station: OpenStation,
) -> None:
    station = slow_station
    station.sign_in()
    station.open_person("Sam Riv")
    station.ask("resetPinButton")
    station.press("confirmButton")
    wait_until_too_late(station)
    assert not station.window.close()
    assert "too late" in station.banner()
    station.wait_for(PageName.RESULT)
    assert station.window.close()
    assert station.conversations.result.view is None
    station.window.show()
    station.controller.sign_out()


def test_who_closes_twice_during_a_change_means_it(slow_station: OpenStation) -> None:
    station = slow_station
    station.sign_in()
    station.open_person("Sam Riv")
    station.ask("resetPinButton")
    station.press("confirmButton")
    wait_until_too_late(station)
    assert not station.window.close()
    assert station.window.close()


def test_closing_asks_first_when_a_new_badge_was_neither_printed_nor_saved(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with (
        practice.start_practice_tenant(people=60) as tenant,
        open_station(qtbot, tenant, tmp_path) as station,
    ):
        station.sign_in()
        station.open_person("Noa Lind")
        station.do("issueBadgeButton")
        assert not station.window.close()
        assert station.shows("leaveQuestion")
        station.press("leaveAnywayButton")
        station.wait_for(PageName.SEARCH)
        assert station.window.close()


@pytest.mark.parametrize(
    "stage", ["loading", "welcome", "sign-in", "search", "looking", "person", "confirm", "result"]
)
def test_closing_at_any_stage_ends_every_thread(station: OpenStation, stage: str) -> None:
    # What is left after closing is looked for where the station was opened.
    if stage == "loading":
        assert station.window.close()
        return
    station.wait(lambda: station.station.runner.running == 0)
    if stage == "sign-in":
        station.browser.habit = Habit.CLOSE
        station.press("signInButton")
        station.wait(lambda: bool(station.browser.opened))
    elif stage != "welcome":
        station.sign_in()
    if stage == "looking":
        station.type_text("Sam")
        # An answer may be there before a wait would see the job that brings it.
        station.wait(lambda: station.conversations.search._look_up is not None)
    if stage in ("person", "confirm", "result"):
        station.open_person("100047")
    if stage in ("confirm", "result"):
        station.ask("resetPinButton")
    if stage == "result":
        station.press("confirmButton")
        station.wait_for(PageName.RESULT)
    assert station.window.close()


def test_a_station_that_nobody_touches_locks_itself(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = Settings(station=StationSettings(idle_lock_seconds=5))
    with open_station(qtbot, practice_tenant, tmp_path, settings) as station:
        station.sign_in()
        station.open_person("100047")
        station.do("resetPinButton")
        pin = station.result.pin
        station.wait_for(PageName.WELCOME)
        assert "locked itself" in station.banner()
        assert pin is not None
        assert pin.is_cleared
        assert station.controller.header.account is None
        station.wait(lambda: any("logout" in address for address in station.browser.opened))
        station.sign_in()
        assert "The station locked while the new PIN of" in station.banner()
        station.press("signOutButton")
        station.sign_in()
        assert "The station locked while" not in station.banner()


def test_it_locks_in_the_middle_of_a_change(slow_station: OpenStation) -> None:
    station = slow_station
    station.sign_in()
    station.open_person("Sam Riv")
    station.ask("resetPinButton")
    station.press("confirmButton")
    station.controller.lock()
    assert station.is_on(PageName.WELCOME)
    assert station.controller.header.account is None
    operation = station.conversations.operation
    station.wait(lambda: not operation.is_running)
    assert station.is_on(PageName.WELCOME)
    station.press("signInButton")
    station.wait_for(PageName.RESULT)
    assert station.tenant_accepts(
        station.result.person.user_principal_name, station.pin_on_screen()
    )


def test_a_first_sign_in_is_not_locked(station: OpenStation) -> None:
    station.browser.habit = Habit.CLOSE
    station.press("signInButton")
    station.controller.lock()
    assert station.is_on(PageName.SIGN_IN)
    station.press("cancelSignInButton")
    station.controller.lock()
    assert station.is_on(PageName.WELCOME)


def test_a_sign_in_that_came_to_nothing_and_was_left_alone_goes_without_a_word(
    station: OpenStation,
) -> None:
    station.browser.habit = Habit.REFUSE
    station.press("signInButton")
    station.wait(lambda: station.conversations.sign_in.view.stage is SignInStage.FAILED)
    station.controller.lock()
    assert station.is_on(PageName.WELCOME)
    assert station.controller.notice is None


def test_another_language_on_every_page_keeps_everything(station: OpenStation) -> None:
    if "de" not in station.controller.languages:
        pytest.skip("needs the German catalogue")

    def there_and_back(button: str) -> None:
        control = station.find(QAbstractButton, button)
        page, english = station.controller.page, control.text()
        station.controller.set_language("de")
        station.wait(lambda: control.text() != english)
        assert station.controller.page is page
        station.controller.set_language("en")
        station.wait(lambda: control.text() == english)

    there_and_back("signInButton")
    station.browser.habit = Habit.CLOSE
    station.press("signInButton")
    station.wait(lambda: bool(station.conversations.sign_in.view.address))
    there_and_back("cancelSignInButton")
    station.press("cancelSignInButton")
    station.browser.habit = Habit.SIGN_IN
    station.sign_in()
    station.look_up("Finn Del")
    there_and_back("signOutButton")
    assert station.find(QLineEdit, "searchField").text() == "Finn Del"
    station.choose()
    station.wait_for(PageName.PERSON)
    station.wait_until_ready()
    there_and_back("backButton")
    station.ask("resetPinButton")
    there_and_back("confirmButton")
    station.press("confirmButton")
    station.wait_for(PageName.RESULT)
    pin = station.pin_on_screen()
    there_and_back("doneButton")
    assert station.pin_on_screen() == pin


@pytest.mark.usefixtures("quick")
def test_a_station_that_loses_the_service_says_so_and_comes_back_by_itself(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    real = practice_tenant.graph.rsplit(":", 1)[1]
    with (
        Cable(int(real)) as cable,
        open_station(
            qtbot,
            replace(practice_tenant, graph=f"https://localhost:{cable.port}"),
            tmp_path,
        ) as station,
    ):
        station.sign_in()
        cable.pull()
        station.type_text("Sam Riv")
        station.wait(lambda: station.conversations.search.view.stage is SearchStage.FAILED)
        assert station.controller.header.connection is Connection.OFFLINE
        assert station.find(QLineEdit, "searchField").text() == "Sam Riv"
        # Signing out asks no service, so it must not look as if one had answered.
        station.press("signOutButton")
        station.wait_for(PageName.WELCOME)
        station.wait(lambda: any("logout" in address for address in station.browser.opened))
        assert station.controller.header.connection is Connection.OFFLINE
        cable.put_back()
        station.wait(lambda: station.controller.header.connection is Connection.ONLINE)


def test_a_defect_on_any_thread_is_told_on_the_window(
    station: OpenStation, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    threads: list[threading.Thread] = []
    hook: CrashHook = station.station.crash_hook
    station.controller.notice_changed.connect(lambda _: threads.append(threading.current_thread()))

    def fail() -> None:
        hook._tell(ValueError("PIN 73519462"))

    worker = threading.Thread(target=fail)
    worker.start()
    station.wait(lambda: bool(station.banner()))
    worker.join()
    assert "Something went wrong in the station itself" in station.banner()
    assert threads == [threading.main_thread()]
    assert "73519462" not in caplog.text
    caplog.clear()
    station.press("dismissButton")
    assert station.banner() == ""


def test_a_session_that_ends_for_two_pieces_of_work_resumes_both(station: OpenStation) -> None:
    station.sign_in()
    station.look_up("Finn Del")
    station.wait(lambda: station.station.runner.running == 0)
    session = station.loader.get().session
    session.sign_out()
    station.browser.habit = Habit.CLOSE
    # A newer text is being looked up while a row of the older list is pressed.
    station.conversations.search.retry()
    station.choose()
    station.wait_for(PageName.SIGN_IN)
    station.wait(lambda: len(station.controller.way._waiting) == 2)
    station.wait(lambda: len(station.browser.opened) == 2)
    station.browser.habit = Habit.SIGN_IN
    station.press("openBrowserAgainButton")
    station.wait_for(PageName.PERSON)
    station.wait_until_ready()
    assert station.shows("resetPinButton")
    station.press("backButton")
    station.wait(lambda: station.conversations.search.view.stage is SearchStage.FOUND)


def test_a_scanned_badge_finds_its_holder_and_its_key_is_never_in_the_field(
    station: OpenStation,
) -> None:
    station.sign_in()
    field = station.find(QLineEdit, "searchField")
    seen: list[str] = []
    field.textChanged.connect(seen.append)
    QTest.keyClicks(field, "ms-qrpin:v1|sam.rivera@practice.example|1234-5678|SECRETKEY99")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "sam.rivera@practice.example"
    assert not any("S" in text or "1234" in text for text in seen)
    station.wait(lambda: station.conversations.search.view.stage is SearchStage.FOUND)
    assert [it.display_name for it in station.conversations.search.view.people] == ["Sam Rivera"]
    QTest.keyClicks(field, "x")
    assert field.text() == "sam.rivera@practice.examplex"


def test_signing_out_in_the_middle_of_a_change_waits_for_its_pin(
    slow_station: OpenStation,
) -> None:
    station = slow_station
    station.sign_in()
    station.open_person("Sam Riv")
    station.ask("resetPinButton")
    station.press("confirmButton")
    job = station.conversations.operation._job
    station.wait(lambda: job is None or job.token.is_committed)
    station.controller.sign_out()
    assert not station.is_on(PageName.WELCOME)
    station.wait_for(PageName.RESULT)
