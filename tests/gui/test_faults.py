"""Every fault that the service can have, at signing in, looking up and resetting a PIN."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.controllers.search_view import SearchStage
from kiosk.controllers.sign_in_view import SignInStage
from kiosk.controllers.window_state import Connection, PageName
from kiosk.practice.launcher import PracticeTenant
from kiosk.services.operations import watching
from tests.support.practice import start_practice_tenant
from tests.support.station import Habit, OpenStation, open_station, quick, wait_for_answers

__all__ = ["quick"]

pytestmark = pytest.mark.usefixtures("quick")

SAM = "sam.rivera@practice.example"
UNREACHABLE = "The station cannot reach the service. Nothing was changed, and nothing of what you"
TROUBLE = "The service has trouble of its own at the moment."
TOO_LONG = "The service took too long to answer. Nothing was changed, and nothing of what you"
UNREADABLE = "The answer of the service could not be read."


@dataclass(frozen=True)
class Fault:
    """A kind of fault, how often it hits a look-up, and what the supervisor then reads.

    An empty text: the station gets over it by itself.
    """

    kind: str
    look_ups: int = 3
    at_look_up: str = ""
    at_sign_in: str | None = ""


FAULTS = (
    Fault("429", 1),
    Fault("500", 3, TROUBLE),
    Fault("503", 3, TROUBLE),
    Fault("504", 3, TROUBLE),
    Fault("timeout", 3, TOO_LONG, TOO_LONG),
    Fault("reset", 3, UNREACHABLE),
    # A sign-in's code is good for one use, so it cannot be sent again.
    Fault("lost-answer", 3, UNREACHABLE, "The sign-in did not work."),
    Fault("bad-json", 1, UNREADABLE, UNREADABLE),
    Fault("slow", 1),
    Fault("expired-token", 1, at_sign_in=None),
    Fault("claims-challenge", 1, at_sign_in=None),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.kind)
def test_a_fault_is_told_and_got_over_at_every_step(
    qtbot: QtBot, tmp_path: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault.kind == "timeout":
        wait_for_answers(monkeypatch, 1.0)
    faults = [
        f"--fault={fault.kind}@GET /users:{fault.look_ups}",
        f"--fault={fault.kind}@PATCH /users:1",
    ]
    if fault.at_sign_in is not None:
        faults.append(f"--fault={fault.kind}@/oauth2/v2.0/token:1")
    with (
        start_practice_tenant(*faults, people=60) as tenant,
        open_station(qtbot, tenant, tmp_path) as station,
    ):
        station.press("signInButton")
        after_failure(station, fault.at_sign_in or "")
        sign_ins = len(station.browser.opened)
        station.type_text("Sam Riv")
        after_failure(station, fault.at_look_up)
        assert station.find(QLineEdit, "searchField").text() == "Sam Riv"
        assert station.controller.header.connection is Connection.ONLINE
        station.choose()
        station.wait_for(PageName.PERSON)
        station.wait_until_ready()
        station.do("resetPinButton")
        assert station.tenant_accepts(SAM, station.pin_on_screen())
        asked_again = len(station.browser.opened) - sign_ins
        assert asked_again == (1 if fault.kind == "claims-challenge" else 0)


def after_failure(station: OpenStation, said: str) -> None:
    """Wait for the end of a sign-in or look-up; read the failure if one is due, and try again."""
    sign_in, search = station.conversations.sign_in, station.conversations.search

    def has_failed() -> bool:
        stages = (sign_in.view.stage, search.view.stage)
        return SignInStage.FAILED in stages or SearchStage.FAILED in stages

    def is_done() -> bool:
        on_search = station.is_on(PageName.SEARCH)
        return on_search and search.view.stage in (SearchStage.IDLE, SearchStage.FOUND)

    if said:
        station.wait(has_failed)
        assert station.state_text().startswith(said)
        offline = station.controller.header.connection is Connection.OFFLINE
        assert offline == (said in (UNREACHABLE, TOO_LONG))
        station.press("retryButton")
    station.wait(lambda: is_done() or has_failed())
    assert is_done(), station.state_text()


def sign_in_and_ask(station: OpenStation) -> None:
    station.sign_in()
    station.open_person("Sam Riv")
    station.ask("resetPinButton")
    station.press("confirmButton")


def with_fault(*faults: str) -> list[str]:
    return [f"--fault={fault}" for fault in faults]


def test_throttling_in_a_reset_is_shown_and_then_it_succeeds(qtbot: QtBot, tmp_path: Path) -> None:
    with (
        start_practice_tenant(*with_fault("429@PATCH /users:1"), people=60) as tenant,
        open_station(qtbot, tenant, tmp_path) as station,
    ):
        sign_in_and_ask(station)
        station.wait(
            lambda: (
                station.is_on(PageName.PROGRESS)
                and "asks the station to wait" in station.text("progressLabel")
            )
        )
        station.wait_for(PageName.RESULT)
        assert station.tenant_accepts(SAM, station.pin_on_screen())


def test_a_claims_challenge_in_a_reset_asks_to_sign_in_and_goes_straight_on_to_the_pin(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with (
        start_practice_tenant(*with_fault("claims-challenge@PATCH /users:1"), people=60) as tenant,
        open_station(qtbot, tenant, tmp_path) as station,
    ):
        station.sign_in()
        station.browser.habit = Habit.CLOSE
        station.open_person("Sam Riv")
        station.ask("resetPinButton")
        station.press("confirmButton")
        station.wait_for(PageName.SIGN_IN)
        assert "sign-in has ended" in station.banner()
        station.wait(lambda: len(station.browser.opened) == 2)
        station.browser.habit = Habit.SIGN_IN
        station.press("openBrowserAgainButton")
        station.wait_for(PageName.RESULT)
        assert station.tenant_accepts(SAM, station.pin_on_screen())


@pytest.mark.parametrize("route", ["GET /users", "GET /users/*/authentication"])
def test_who_does_not_sign_in_again_keeps_what_they_had_and_may_do_it_later(
    qtbot: QtBot, tmp_path: Path, route: str
) -> None:
    with (
        start_practice_tenant(*with_fault(f"claims-challenge@{route}:9"), people=60) as tenant,
        open_station(qtbot, tenant, tmp_path) as station,
    ):
        station.sign_in()
        station.browser.habit = Habit.CLOSE
        station.type_text("Sam Riv")
        if "*" in route:
            station.look_up("Sam Riv")
            station.choose()
        station.wait_for(PageName.SIGN_IN)
        station.press("cancelSignInButton")
        assert station.is_on(PageName.PERSON if "*" in route else PageName.SEARCH)
        # A page that waits for nothing any more must not look as if it did.
        assert station.state_text().startswith("Your sign-in has ended.")
        station.browser.habit = Habit.SIGN_IN
        station.press("retryButton")
        if "*" not in route:
            station.wait(lambda: station.conversations.search.view.stage is SearchStage.FOUND)
            assert station.find(QLineEdit, "searchField").text() == "Sam Riv"
            station.choose()
        station.wait_for(PageName.PERSON)
        station.wait_until_ready()
        assert station.shows("resetPinButton")


def test_a_pin_that_nobody_can_vouch_for_is_not_shown(qtbot: QtBot, tmp_path: Path) -> None:
    with (
        start_practice_tenant(*with_fault("lost-answer@PATCH /users"), people=60) as tenant,
        open_station(qtbot, tenant, tmp_path) as station,
    ):
        sign_in_and_ask(station)
        station.wait_for(PageName.PERSON)
        assert "Reset the PIN once more and hand out only the new one" in station.banner()
        station.press("statusDetailsButton")
        assert any("Code: PK-401" in text for text in station.all_texts())
        station.wait_until_ready()
        assert station.shows("resetPinButton")


def test_a_pin_that_somebody_else_resets_meanwhile_is_taken_off_the_screen(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with (
        start_practice_tenant(*with_fault("lost-answer@PATCH /users:1"), people=60) as tenant,
        open_station(qtbot, tenant, tmp_path) as station,
    ):
        sign_in_and_ask(station)
        station.wait_for(PageName.RESULT)
        assert station.pin_on_screen()
        reset_elsewhere(qtbot, tenant, tmp_path / "other")
        station.wait(lambda: station.result.pin is None, 2 * watching.WATCH_SECONDS + 3)
        assert not station.shows("pinLabel")
        assert "Somebody else has reset this PIN" in station.banner()
        station.press("doneButton")
        station.wait_for(PageName.SEARCH)


def reset_elsewhere(qtbot: QtBot, tenant: PracticeTenant, folder: Path) -> None:
    folder.mkdir()
    with open_station(qtbot, tenant, folder) as other:
        sign_in_and_ask(other)
        other.wait_for(PageName.RESULT)
