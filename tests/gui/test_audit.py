"""The station changes nothing that it cannot record, and sends its records on."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.controllers.window_state import PageName
from kiosk.models.errors import StationError
from kiosk.models.settings import AuditForward, Settings
from kiosk.practice.launcher import PracticeTenant
from kiosk.services.audit_verification import verify
from kiosk.services.forwarding import forwarder
from tests.support import practice
from tests.support.audit_writing import ENTRY, log_at, write_changes
from tests.support.ordinary_user import needs_refusal, ordinary_user
from tests.support.raw_server import Visit
from tests.support.receivers import Receiver, receiver_in
from tests.support.small_disk import SmallDisk, small_disk
from tests.support.station import open_station

practice_tenant = practice.practice_tenant

QUICK = forwarder.Pauses(look=0.02, other=0.05, first=0.02, longest=0.1)
SAM = "Sam Riv"


def fill_to_the_last_record(disk: SmallDisk, path: Path) -> None:
    """Fill the disk, and what is left of the last block of the audit file."""
    disk.fill()
    with contextlib.suppress(StationError):
        while True:
            log_at(path).begin(ENTRY)


def test_a_full_disk_stops_a_reset_before_it_begins_and_not_for_longer(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    with (
        small_disk(tmp_path / "disk") as disk,
        open_station(qtbot, practice_tenant, disk.folder) as station,
    ):
        path = disk.folder / "audit.jsonl"
        station.sign_in()
        station.open_person(SAM)
        person = station.conversations.person.view
        assert person is not None
        username = person.person.user_principal_name
        station.do("resetPinButton")
        pin = station.pin_on_screen()
        station.press("doneButton")
        station.wait_for(PageName.SEARCH)

        station.open_person(SAM)
        fill_to_the_last_record(disk, path)
        records = verify(path).records
        station.ask("resetPinButton")
        station.press("confirmButton")
        station.wait_for(PageName.PERSON)
        assert "so it changes nothing" in station.banner()
        assert station.tenant_accepts(username, pin)
        assert verify(path).records == records

        disk.make_room()
        station.wait_until_ready()
        station.do("resetPinButton")
        assert not station.tenant_accepts(username, pin)
        assert verify(path).is_sound
        assert verify(path).records == records + 2


@needs_refusal
def test_without_the_right_to_write_nothing_is_changed_and_all_else_goes_on(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "localhost:9")
    folder = tmp_path / "state"
    folder.mkdir()
    folder.chmod(0o555)
    with ordinary_user(), open_station(qtbot, practice_tenant, folder) as station:
        station.sign_in()
        station.open_person(SAM)
        station.ask("resetPinButton")
        station.press("confirmButton")
        station.wait_for(PageName.PERSON)
        assert "so it changes nothing" in station.banner()
        assert str(folder / "audit.jsonl") in station.banner()
        station.press("backButton")
        station.wait_for(PageName.SEARCH)
        station.press("printingButton")
        printing = station.conversations.printing
        station.wait(lambda: printing.view.page is not None)
        printing.select("cr80")
        station.wait(lambda: printing.view.page is not None)
        station.press("useLayoutButton")
        station.wait(lambda: "holds until the station is closed" in station.banner())
        assert str(folder / "paper.json") in station.banner()
    assert not list(folder.iterdir())


@pytest.fixture(params=[AuditForward.SYSLOG, AuditForward.OTLP])
def receiver(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Receiver]:
    with receiver_in(tmp_path / "receiver", request.param) as receiver:
        yield receiver


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="kiosk.services.forwarding")
    monkeypatch.setattr(forwarder, "Pauses", lambda: QUICK)


def refuse(visit: Visit) -> None:
    visit.reset()


def again(times: int, behaviour: Callable[[Visit], None]) -> list[Callable[[Visit], None]]:
    return [behaviour] * times


def test_a_reset_is_told_elsewhere_too(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path, receiver: Receiver
) -> None:
    settings = Settings(audit=receiver.settings())
    with open_station(qtbot, practice_tenant, tmp_path, settings, is_practice=False) as station:
        station.sign_in()
        station.open_person(SAM)
        station.do("resetPinButton")
        pin = station.pin_on_screen()
        station.wait(lambda: len(receiver.lines) == 2)
        assert not any(pin in line for line in receiver.lines)
        assert not station.banner()
    assert [record["phase"] for record in receiver.distinct()] == ["attempt", "outcome"]


def test_a_receiver_that_is_long_away_is_told_once_and_stops_nothing(
    qtbot: QtBot,
    practice_tenant: PracticeTenant,
    tmp_path: Path,
    receiver: Receiver,
) -> None:
    write_changes(tmp_path / "audit.jsonl", 1)
    receiver.next_visits = again(10_000, refuse)
    settings = Settings(audit=receiver.settings())
    with open_station(qtbot, practice_tenant, tmp_path, settings, is_practice=False) as station:
        station.wait(lambda: receiver.address in station.banner())
        assert "Nothing is lost" in station.banner()
        station.station.controller.dismiss_notice()
        tried = len(receiver.next_visits)
        station.wait(lambda: len(receiver.next_visits) < tried - 5)
        assert not station.banner()
        station.sign_in()
        station.open_person(SAM)
        station.do("resetPinButton")
        receiver.next_visits.clear()
        station.wait(lambda: len(receiver.lines) == 4)
    assert len(receiver.distinct()) == 4


def test_practice_is_told_nobody(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path, receiver: Receiver
) -> None:
    settings = Settings(audit=receiver.settings())
    with open_station(qtbot, practice_tenant, tmp_path, settings) as station:
        station.sign_in()
        station.open_person(SAM)
        station.do("resetPinButton")
    assert not receiver.lines
    assert not (tmp_path / "audit.jsonl.forwarded").exists()
