"""The main job, from signing in to signing out, the way a supervisor does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.controllers.window_state import Connection, PageName
from kiosk.models.settings import BadgeSettings, Settings, StationSettings
from kiosk.practice.launcher import PracticeTenant
from tests.support import practice
from tests.support.pages import codes_in_pdf, text_of_pdf
from tests.support.station import (
    OpenStation,
    codes_in_pictures,
    open_station,
    where_is,
)

practice_tenant = practice.practice_tenant

SAM = "sam.rivera@practice.example"


@pytest.fixture
def station(qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path) -> Iterator[OpenStation]:
    settings = Settings(station=StationSettings(name="Till 4"))
    with open_station(qtbot, practice_tenant, tmp_path, settings) as opened:
        yield opened


def test_a_colleague_gets_a_new_pin_that_works(station: OpenStation, tmp_path: Path) -> None:
    assert station.page.objectName() == "welcomePage"
    assert station.text("stationNameLabel") == "Till 4"
    assert station.shows("practiceBanner")
    station.sign_in()
    assert station.page.objectName() == "searchPage"
    assert station.text("signedInLabel") == "Ada Brandt"
    assert station.controller.header.connection is Connection.ONLINE
    station.open_person("Sam Riv")
    assert station.text("personNameLabel") == "Sam Rivera"
    assert "valid until" in station.text("badgeStatusLabel")
    station.ask("resetPinButton")
    assert "stops working" in station.text("confirmTextLabel")
    station.press("confirmButton")
    station.wait_for(PageName.RESULT)
    pin = station.pin_on_screen()
    assert len(pin) >= 8
    assert station.tenant_accepts(SAM, pin)
    assert "valid until" in station.text("resultBadgeLabel")
    station.wait_for_paper()
    station.conversations.result.save_pdf(str(tmp_path / "slip.pdf"))
    station.wait(lambda: bool(station.result.saved_to))
    assert "Saved" in station.banner()
    printed = "".join(text_of_pdf((tmp_path / "slip.pdf").read_bytes()).split())
    assert pin in printed
    assert "PRACTICE" in printed
    station.press("doneButton")
    station.wait_for(PageName.SEARCH)
    assert station.text("signedInLabel") == "Ada Brandt"
    station.press("signOutButton")
    station.wait_for(PageName.WELCOME)
    assert "signed out" in station.banner()
    station.wait(lambda: any("logout" in address for address in station.browser.opened))


def test_a_newcomer_gets_badge_and_pin_side_by_side(station: OpenStation, tmp_path: Path) -> None:
    station.sign_in()
    station.open_person("100043")
    assert station.text("personNameLabel") == "Noa Lindqvist"
    assert not station.shows("resetPinButton")
    station.do("issueBadgeButton")
    pin, content = station.pin_on_screen(), station.code_on_screen()
    username = "noa.lindqvist@practice.example"
    assert content.startswith(f"ms-qrpin:v1|{username}|")
    assert station.tenant_accepts(username, pin, content)
    station.press("doneButton")
    assert station.shows("leaveQuestion")
    station.press("stayButton")
    station.press("doneButton")
    station.conversations.result.save_pdf(str(tmp_path / "badge.pdf"))
    station.wait(lambda: bool(station.result.saved_to))
    assert not station.shows("leaveQuestion")
    assert codes_in_pdf((tmp_path / "badge.pdf").read_bytes(), 300) == [content.encode()]
    station.press("doneButton")
    station.wait_for(PageName.SEARCH)


def test_a_supervisor_resets_their_own_pin(station: OpenStation) -> None:
    station.sign_in()
    station.press("ownPinButton")
    station.wait_for(PageName.PERSON)
    station.wait_until_ready()
    assert station.text("personNameLabel") == "Ada Brandt"
    station.ask("resetPinButton")
    assert "You get a new PIN" in station.text("confirmTextLabel")
    station.press("confirmButton")
    station.wait_for(PageName.RESULT)
    account = station.practice.administrator
    assert station.tenant_accepts(account.username, station.pin_on_screen())
    station.press("doneButton")
    station.wait_for(PageName.SEARCH)


def test_done_leaves_nothing_of_pin_and_code(qtbot: QtBot, tmp_path: Path) -> None:
    with (
        practice.start_practice_tenant(people=60) as tenant,
        open_station(qtbot, tenant, tmp_path) as station,
    ):
        leave_and_search(station, tmp_path)


def leave_and_search(station: OpenStation, tmp_path: Path) -> None:
    station.sign_in()
    station.open_person("100043")
    station.do("issueBadgeButton")
    station.wait_for_paper()
    station.window.grab()
    # Kept backwards, so that this test is not itself what still holds them.
    pin_backwards = station.pin_on_screen()[::-1]
    key_backwards = station.code_on_screen().split("|")[-1][::-1]
    assert where_is(pin_backwards), "the search for the PIN finds nothing even while it is shown"
    assert where_is(key_backwards)
    station.conversations.result.save_pdf(str(tmp_path / "badge.pdf"))
    station.wait(lambda: bool(station.result.saved_to))
    station.press("doneButton")
    station.wait_for(PageName.SEARCH)
    station.wait(lambda: station.station.runner.running == 0)
    texts = ["".join(text.split())[::-1] for text in station.all_texts()]
    assert not [text for text in texts if pin_backwards in text]
    assert where_is(pin_backwards) == []
    assert where_is(key_backwards) == []
    assert codes_in_pictures() == 0


def test_the_countdown_covers_pin_and_badge_until_somebody_wants_them_again(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = Settings(badge=BadgeSettings(pin_visible_seconds=5))
    with open_station(qtbot, practice_tenant, tmp_path, settings) as station:
        station.sign_in()
        station.open_person("100044")
        station.do("resetPinButton")
        station.wait_for_paper()
        pin = station.pin_on_screen()
        assert "0:0" in station.text("countdownLabel")
        for _ in range(5):
            station.conversations.result._tick()
        assert station.pin_on_screen() == ""
        assert not [text for text in station.all_texts() if pin in "".join(text.split())]
        station.press("showPinButton")
        assert station.pin_on_screen() == pin
        station.wait_for_paper()
        station.press("showPinButton")
        assert station.pin_on_screen() == ""
