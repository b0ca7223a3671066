"""What changes underneath a working station: it is told, nothing is lost, and work goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.person_view import PersonStage
from kiosk.controllers.search_view import SearchStage
from kiosk.controllers.second_try import SecondTry
from kiosk.controllers.window_state import Connection, PageName
from kiosk.models.clock import CLOCK_TOLERANCE
from kiosk.models.errors import UNWELL, ErrorCode, StationError
from kiosk.qt.jobs import JobRunner
from kiosk.services.graph.client import Backoff
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.settings_file import load_settings
from kiosk.views.moments import moments
from tests.support.counter import Counter, counter_on
from tests.support.holders import Holder
from tests.support.station import OpenStation, open_station, quick, soon_again
from tests.support.station_services import StationServices, SufferingTenant

__all__ = ["quick", "soon_again"]

pytestmark = pytest.mark.usefixtures("quick", "soon_again")

TROUBLE = "The service has trouble of its own at the moment."
BUSY = "The service has too much to do and asks everybody to wait."


def code_shown(station: OpenStation) -> ErrorCode | None:
    """Return the code of the error in the banner."""
    notice = station.controller.notice
    return None if notice is None or notice.error is None else notice.error.code


# The clock


@pytest.mark.parametrize("hours", [3.0, -26.5])
def test_a_clock_that_is_hours_wrong_is_named_with_the_services_time_and_work_goes_on(
    qtbot: QtBot, both: tuple[SufferingTenant, StationServices], tmp_path: Path, hours: float
) -> None:
    tenant, elsewhere = both
    clock = tenant.server.tenant.clock
    clock.ahead_seconds = hours * 3600
    try:
        with counter_on(qtbot, tenant, elsewhere, tmp_path) as counter:
            station = counter.station
            station.wait(lambda: code_shown(station) is ErrorCode.CLOCK_WRONG)
            said = station.banner()
            assert f"is wrong by {'3:00' if hours > 0 else '26:30'} (hours:minutes)" in said
            day = moments().day(datetime.now(UTC) + timedelta(hours=hours))
            assert day in said
            station.open_person("Finn Del")
            station.do("resetPinButton")
            assert station.tenant_accepts(tenant.upn("finn.delgado"), station.pin_on_screen())
            counter.leave()
    finally:
        clock.ahead_seconds = 0.0


def test_a_clock_that_goes_wrong_is_told_and_taken_back_once_it_is_set(
    counter: Counter,
) -> None:
    station, clock = counter.station, counter.tenant.server.tenant.clock
    try:
        clock.ahead_seconds = 2 * CLOCK_TOLERANCE.total_seconds()
        station.look_up("Finn Del")
        station.wait(lambda: code_shown(station) is ErrorCode.CLOCK_WRONG)
        assert "is wrong by 0:10 (hours:minutes)" in station.banner()
        clock.ahead_seconds = 0.0
        station.look_up("Eva Sun")
        station.wait(lambda: not station.banner())
    finally:
        clock.ahead_seconds = 0.0


def test_a_clock_that_is_put_back_in_the_middle_only_asks_for_a_new_sign_in(
    counter: Counter, holder: Holder
) -> None:
    """A sign-in from the future could not be told from one that lasts for ever."""
    counter.open(holder)
    session = counter.station.loader.get().session
    assert session._signed_in is not None
    since = session._signed_in.since
    session._signed_in.since = replace(since, time=since.time + timedelta(hours=5))
    counter.ask("resetPinButton")
    before = len(counter.station.browser.opened)
    counter.confirm()
    assert len(counter.station.browser.opened) == before + 1
    counter.hand_over(holder)
    counter.leave()


# The service


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        ("503", ErrorCode.SERVICE_UNAVAILABLE, TROUBLE),
        ("500", ErrorCode.SERVICE_UNAVAILABLE, TROUBLE),
        ("429-no-retry-after", ErrorCode.THROTTLED, BUSY),
    ],
)
def test_a_service_that_is_unwell_is_told_and_looked_at_again_until_it_is_well(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, fault: str, code: ErrorCode, said: str
) -> None:
    # Waits that grow to half a minute for people are over in a moment here.
    monkeypatch.setattr("kiosk.services.graph.client.LONGEST_WAIT_SECONDS", 0.05)
    monkeypatch.setattr("kiosk.services.graph.client.Backoff", impatient_backoff())
    station = counter.station
    search, person = station.conversations.search, station.conversations.person
    counter.tenant.suffer(f"{fault}@GET /users")
    station.type_text("Eva Sun")
    station.wait(lambda: search.view.stage is SearchStage.FAILED)
    assert search.view.error is not None
    assert search.view.error.code is code
    assert station.state_text().startswith(said)
    # It did answer, if only to say no.
    assert station.controller.header.connection is Connection.ONLINE
    counter.tenant.suffer()
    station.wait(lambda: search.view.stage is SearchStage.FOUND)
    assert station.find(QLineEdit, "searchField").text() == "Eva Sun"
    counter.tenant.suffer(f"{fault}@GET /users/*/authentication")
    station.choose()
    station.wait(lambda: person.view is not None and person.view.stage is PersonStage.FAILED)
    assert station.state_text().startswith(said)
    counter.tenant.suffer()
    station.wait(lambda: person.view is not None and person.view.stage is PersonStage.READY)
    assert station.text("personNameLabel") == "Eva Sundberg"


@pytest.mark.parametrize("fault", ["503", "429-no-retry-after"])
def test_the_page_stays_as_it_is_until_the_service_is_well(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr("kiosk.services.graph.client.LONGEST_WAIT_SECONDS", 0.05)
    monkeypatch.setattr("kiosk.services.graph.client.Backoff", impatient_backoff())
    station = counter.station
    search = station.conversations.search
    counter.tenant.suffer(f"{fault}@/")
    station.type_text("Eva Sun")
    station.wait(lambda: search.view.stage is SearchStage.FAILED)
    stages: list[SearchStage] = []
    search.changed.connect(lambda view: stages.append(view.stage))
    answers: list[StationError | None] = []
    search.service_answered.connect(answers.append)
    station.wait(lambda: len(answers) >= 3)
    assert all(error is not None and error.code in UNWELL for error in answers)
    assert stages == []
    counter.tenant.suffer()
    station.wait(lambda: search.view.stage is SearchStage.FOUND)
    assert stages[0] is SearchStage.LOADING


def impatient_backoff() -> type:
    """Return a backoff that has waited long enough after a few tries, whatever the fault."""

    class Impatient(Backoff):
        def next_wait(self, error: StationError) -> float:
            if self.tries >= 3:
                raise error
            return super().next_wait(error)

    return Impatient


def test_a_second_try_keeps_to_what_the_service_says_and_leaves_other_failures_alone(
    qtbot: QtBot,
) -> None:
    conversation = Conversation(JobRunner(), WorkplaceLoader(lambda: pytest.fail("not yet")))
    again = SecondTry(conversation, lambda: None)
    again.follow(StationError(ErrorCode.THROTTLED, retry_after=150))
    assert again._timer.interval() == 150_000
    again.follow(None)
    assert not again._timer.isActive()
    again.follow(StationError(ErrorCode.NOT_PERMITTED))
    assert not again._timer.isActive()


# The session


def test_a_session_that_is_revoked_asks_to_sign_in_and_then_goes_on_where_it_was(
    counter: Counter,
) -> None:
    tenant, station = counter.tenant.server.tenant, counter.station
    account = tenant.directory.find(station.browser.account.username)
    assert account is not None
    tenant._tokens.revoke(account)
    # The access token is refused as well, and no fresh one is to be had.
    counter.tenant.suffer("expired-token@GET /users:1")
    before = len(station.browser.opened)
    station.type_text("Eva Sun")
    station.wait(lambda: station.conversations.search.view.stage is SearchStage.FOUND)
    assert len(station.browser.opened) == before + 1
    assert station.is_on(PageName.SEARCH)
    assert station.find(QLineEdit, "searchField").text() == "Eva Sun"


@pytest.mark.parametrize("route", ["PATCH /users/*/authentication", "GET /users/*/authentication"])
def test_a_role_that_is_taken_away_in_the_middle_is_told_and_works_again_when_it_is_back(
    counter: Counter, holder: Holder, route: str
) -> None:
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.tenant.suffer(f"403@{route}")
    if route.startswith("PATCH"):
        counter.confirm(PageName.PERSON)
        assert code_shown(counter.station) is ErrorCode.NOT_PERMITTED
        assert "may not do this for this person. Nothing was changed." in counter.station.banner()
        counter.tenant.suffer()
        counter.station.wait_until_ready()
    else:
        # What was changed before the state could be read is still shown.
        counter.confirm()
        counter.hand_over(holder)
        counter.leave()
        counter.station.look_up(holder.target.person.user_principal_name)
        counter.station.choose()
        counter.station.wait_until_ready()
        assert "may not do this for this person" in counter.station.state_text()
        counter.tenant.suffer()
        counter.station.press("backButton")
        counter.station.choose()
        counter.station.wait_until_ready()
    counter.ask("resetPinButton")
    counter.confirm()
    counter.hand_over(holder)
    counter.leave()


# The computer


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk on which little has room; only root on Linux may."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)]
    if subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_full_stops_changes_until_there_is_room_again(
    qtbot: QtBot, both: tuple[SufferingTenant, StationServices], small_disk: Path
) -> None:
    tenant, elsewhere = both
    with counter_on(qtbot, tenant, elsewhere, small_disk) as counter:
        station = counter.station
        station.open_person("Finn Del")
        filler = small_disk / "filler"
        fill(filler)
        station.ask("resetPinButton")
        counter.confirm(PageName.PERSON)
        assert code_shown(station) is ErrorCode.AUDIT_NOT_WRITABLE
        assert "so it changes nothing" in station.banner()
        assert not tenant.writes()
        station.wait_until_ready()
        filler.unlink()
        station.do("resetPinButton")
        assert station.tenant_accepts(tenant.upn("finn.delgado"), station.pin_on_screen())
        counter.leave()


def fill(file: Path) -> None:
    """Write until there is no room for another byte."""
    with file.open("wb", buffering=0) as stream:
        for size in (4096, 1):
            try:
                while stream.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue


@pytest.mark.parametrize("after", [None, "this is [no TOML", '[station]\nname = 7\nbogus = "x"\n'])
def test_settings_that_change_or_break_underneath_wait_for_the_next_start(
    qtbot: QtBot,
    both: tuple[SufferingTenant, StationServices],
    tmp_path: Path,
    after: str | None,
) -> None:
    tenant = both[0]
    file = tmp_path / "settings.toml"
    ids = 'tenant_id = "11111111-2222-4333-8444-555555555555"\nclient_id = "{0}"\n'
    ids = ids.format("21111111-2222-4333-8444-555555555555")
    file.write_text(f'[tenant]\n{ids}[station]\nname = "Gate 4"\n', encoding="utf-8")
    loaded = load_settings(str(file), {})
    with open_station(qtbot, tenant.practice, tmp_path, loaded.settings) as station:
        if after is None:
            file.unlink()
        else:
            file.write_text(after, encoding="utf-8")
        station.sign_in()
        station.open_person("Finn Del")
        station.do("resetPinButton")
        assert station.tenant_accepts(tenant.upn("finn.delgado"), station.pin_on_screen())
        assert station.controller.header.station_name == "Gate 4"
        station.press("doneButton")
        station.wait_for(PageName.SEARCH)
    with pytest.raises(StationError):
        load_settings(str(file), {})
