"""Signing in at the window: by browser, by phone, and every way in which it does not work."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pytestqt.qtbot import QtBot

from kiosk.controllers.sign_in_view import SignInStage
from kiosk.controllers.window_state import Connection, PageName
from kiosk.models.settings import Settings, SignInMethod, SignInSettings
from kiosk.practice.launcher import PracticeTenant
from kiosk.practice.visitor import Visitor
from tests.support import practice
from tests.support.station import Habit, OpenStation, open_station

practice_tenant = practice.practice_tenant


@pytest.fixture
def station(qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path) -> Iterator[OpenStation]:
    with open_station(qtbot, practice_tenant, tmp_path) as opened:
        yield opened


def receiver_port(station: OpenStation) -> int:
    """Return the port that the open sign-in waits at for its answer."""
    query = parse_qs(urlsplit(station.browser.opened[-1]).query)
    port = urlsplit(query["redirect_uri"][0]).port
    assert port is not None
    return port


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for_stage(station: OpenStation, stage: SignInStage) -> None:
    station.wait(lambda: station.conversations.sign_in.view.stage is stage)


def enter_code(station: OpenStation, *, refuse: bool = False) -> None:
    """Type the code that the page shows on another device, as a phone would."""
    account = station.browser.account
    visitor = Visitor(account.username, account.password, refuse=refuse)
    code = station.text("deviceCodeLabel")
    address = station.text("deviceAddressLabel")
    worker = threading.Thread(target=visitor.enter_device_code, args=(address, code))
    worker.start()
    station.wait(lambda: not worker.is_alive())


def test_a_code_on_the_phone_signs_in(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = Settings(sign_in=SignInSettings(method=SignInMethod.DEVICE_CODE))
    with open_station(qtbot, practice_tenant, tmp_path, settings) as station:
        station.press("signInButton")
        wait_for_stage(station, SignInStage.DEVICE_CODE)
        assert station.shows("deviceCodeLabel")
        station.wait(lambda: station.conversations.sign_in.view.code is not None)
        # The practice tenant is on this computer, where no phone can reach it.
        assert not station.shows("deviceCodePicture")
        assert station.shows("openAddressHereButton")
        enter_code(station)
        station.wait_for(PageName.SEARCH)
        assert station.text("signedInLabel") == "Ada Brandt"
        assert station.browser.opened == []


def test_where_no_browser_opens_a_code_helps(station: OpenStation) -> None:
    station.browser.habit = Habit.NO_BROWSER
    station.press("signInButton")
    station.wait(lambda: station.conversations.sign_in.view.error is not None)
    station.press("useDeviceCodeButton")
    wait_for_stage(station, SignInStage.DEVICE_CODE)
    station.press("useBrowserButton")
    wait_for_stage(station, SignInStage.BROWSER_OPEN)
    station.press("useDeviceCodeButton")
    wait_for_stage(station, SignInStage.DEVICE_CODE)
    enter_code(station)
    station.wait_for(PageName.SEARCH)


def test_a_code_that_is_refused_on_the_phone_signs_nobody_in(station: OpenStation) -> None:
    station.browser.habit = Habit.CLOSE
    station.press("signInButton")
    wait_for_stage(station, SignInStage.BROWSER_OPEN)
    station.press("useDeviceCodeButton")
    wait_for_stage(station, SignInStage.DEVICE_CODE)
    enter_code(station, refuse=True)
    wait_for_stage(station, SignInStage.FAILED)
    assert "refused or broken off" in station.state_text()
    assert station.controller.header.account is None


@pytest.mark.parametrize("by_code", [False, True])
def test_cancel_answers_at_once_and_leaves_nothing(station: OpenStation, by_code: bool) -> None:
    station.wait(lambda: station.station.runner.running == 0)
    threads = set(threading.enumerate())
    station.browser.habit = Habit.CLOSE
    station.press("signInButton")
    wait_for_stage(station, SignInStage.BROWSER_OPEN)
    port = receiver_port(station)
    assert is_listening(port)
    if by_code:
        station.press("useDeviceCodeButton")
        wait_for_stage(station, SignInStage.DEVICE_CODE)
    began = time.monotonic()
    station.press("cancelSignInButton")
    assert station.is_on(PageName.WELCOME)
    assert "cancelled" in station.banner()
    station.wait(lambda: set(threading.enumerate()) <= threads, 1.0)
    assert not is_listening(port)
    assert time.monotonic() - began < 1
    station.browser.habit = Habit.SIGN_IN
    station.sign_in()


def test_cancel_answers_at_once_while_the_station_is_still_loading(station: OpenStation) -> None:
    station.browser.habit = Habit.CLOSE
    station.press("signInButton")
    station.press("cancelSignInButton")
    assert station.is_on(PageName.WELCOME)


def test_a_cancel_that_comes_after_the_sign_in_does_not_leave_a_secret_session(
    station: OpenStation,
) -> None:
    station.wait(lambda: station.station.runner.running == 0)
    station.browser.habit = Habit.CLOSE
    station.press("signInButton")
    wait_for_stage(station, SignInStage.BROWSER_OPEN)
    job = station.conversations.sign_in._job
    assert job is not None
    # The worker has taken the tokens, and its answer has not been read on this thread yet.
    job.token.commit()
    station.press("cancelSignInButton")
    assert station.is_on(PageName.SIGN_IN)
    job.token.release()
    station.press("cancelSignInButton")
    assert station.is_on(PageName.WELCOME)


def test_who_refuses_in_the_browser_is_told_and_may_try_again(station: OpenStation) -> None:
    station.browser.habit = Habit.REFUSE
    station.press("signInButton")
    wait_for_stage(station, SignInStage.FAILED)
    assert "refused or broken off" in station.state_text()
    station.press("detailsButton")
    station.browser.habit = Habit.SIGN_IN
    station.press("retryButton")
    station.wait_for(PageName.SEARCH)


def test_a_sign_in_that_nobody_finishes_ends_by_itself(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = Settings(sign_in=SignInSettings(timeout_seconds=1))
    with open_station(qtbot, practice_tenant, tmp_path, settings) as station:
        station.browser.habit = Habit.CLOSE
        station.press("signInButton")
        wait_for_stage(station, SignInStage.BROWSER_OPEN)
        port = receiver_port(station)
        wait_for_stage(station, SignInStage.FAILED)
        assert "Nobody finished the sign-in in time" in station.state_text()
        assert not is_listening(port)


def test_an_account_with_a_second_factor_signs_in(station: OpenStation) -> None:
    station.sign_in(station.practice.second_factor_account)
    assert station.text("signedInLabel") == "Mika Tanaka"


def test_an_account_without_a_role_is_told_kindly_and_not_stopped(station: OpenStation) -> None:
    station.sign_in(station.practice.account(None))
    assert "may not be allowed to reset PINs" in station.banner()
    station.look_up("Finn Del")
    station.choose()
    station.wait_for(PageName.PERSON)
    station.wait_until_ready()
    assert "may not do this for this person" in station.state_text()
    assert station.text("personNameLabel") == "Finn Delgado"
    station.press("backButton")
    assert station.is_on(PageName.SEARCH)


@pytest.mark.parametrize(
    ("key", "said"),
    [("tenant_id", "does not exist"), ("client_id", "does not know this station")],
)
def test_a_station_that_was_set_up_wrongly_says_so(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path, key: str, said: str
) -> None:
    unknown = "00000000-0000-0000-0000-000000000009"
    if key == "tenant_id":
        host = practice_tenant.authority.rsplit("/", 1)[0]
        tenant = replace(practice_tenant, tenant_id=unknown, authority=f"{host}/{unknown}")
    else:
        tenant = replace(practice_tenant, client_id=unknown)
    with open_station(qtbot, tenant, tmp_path) as station:
        station.browser.habit = Habit.CLOSE
        station.press("signInButton")
        wait_for_stage(station, SignInStage.FAILED)
        assert said in station.state_text()
        station.press("cancelSignInButton")
        assert station.is_on(PageName.WELCOME)


def test_an_unknown_certificate_stops_everything(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    with practice.start_practice_tenant(people=60) as other:
        strange = replace(practice_tenant, ca_file=other.ca_file)
        with open_station(qtbot, strange, tmp_path) as station:
            station.press("signInButton")
            wait_for_stage(station, SignInStage.FAILED)
            assert "cannot be sure that it talks to the right service" in station.state_text()
            assert station.browser.opened == []


def test_without_a_network_the_sentence_comes_and_the_way_back_stays(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    with socket.socket() as placeholder:
        placeholder.bind(("127.0.0.1", 0))
        port = placeholder.getsockname()[1]
    nowhere = f"https://localhost:{port}"
    tenant = replace(
        practice_tenant, authority=f"{nowhere}/{practice_tenant.tenant_id}", graph=nowhere
    )
    with open_station(qtbot, tenant, tmp_path) as station:
        station.press("signInButton")
        wait_for_stage(station, SignInStage.FAILED)
        assert "cannot reach the service" in station.state_text()
        assert station.controller.header.connection is Connection.OFFLINE
        station.press("retryButton")
        wait_for_stage(station, SignInStage.FAILED)
        station.press("cancelSignInButton")
        assert station.is_on(PageName.WELCOME)
