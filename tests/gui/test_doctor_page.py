"""The station is checked in its window: found as it comes, stopped, saved, and gone when left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from kiosk.checks import running
from kiosk.checks.finding import CheckId, Finding, Outcome, passed
from kiosk.checks.running import Check
from kiosk.checks.subject import Subject
from kiosk.controllers.doctor_view import DoctorStage
from kiosk.controllers.window_state import Connection, NoticeKind, PageName
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import Settings, StationSettings
from kiosk.practice.launcher import PracticeTenant
from kiosk.services.settings_file import load_settings
from kiosk.station_tenant import tenant_settings
from kiosk.views.widgets.check_list import CheckLine, CheckList
from tests.support.practice import practice_tenant, tenant_table
from tests.support.raw_server import raw_server
from tests.support.station import OpenStation, open_station

__all__ = ["practice_tenant"]

NAME = "Quastenflosser"


@pytest.fixture
def station(qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path) -> Iterator[OpenStation]:
    with open_station(qtbot, practice_tenant, tmp_path) as opened:
        yield opened


def checked(station: OpenStation) -> dict[CheckId, Finding]:
    """Wait until all is checked, and return what was found."""
    doctor = station.conversations.doctor
    station.wait(lambda: doctor.view.stage is not DoctorStage.RUNNING, 60)
    return {finding.check: finding for finding in doctor.view.findings}


def texts(station: OpenStation) -> str:
    """Return all that the list says."""
    found = station.find(CheckList, "checkList").findChildren(QLabel)
    return "\n".join(label.text() for label in found)


def first_line(station: OpenStation) -> list[str]:
    """Return what the topmost finding is about, and how it ended."""
    lines = station.find(CheckList, "checkList").findChildren(CheckLine)
    first = min((line for line in lines if line.isVisible()), key=lambda line: line.y())
    return [label.text() for label in first.findChildren(QLabel)][:2]


def test_anybody_can_check_from_the_first_page_what_takes_no_sign_in(station: OpenStation) -> None:
    station.press("checkStationButton")
    station.wait_for(PageName.DOCTOR)
    assert station.shows("stopChecksButton")
    assert not station.shows("runChecksButton")
    found = checked(station)
    assert list(found) == list(CheckId)
    assert found[CheckId.TENANT].outcome is Outcome.PASS
    assert "practice tenant" in texts(station)
    assert found[CheckId.GRAPH].outcome is Outcome.PASS
    assert not found[CheckId.SIGN_IN].was_checked
    assert station.shows("runChecksButton")
    assert station.shows("saveReportButton")
    station.press("backButton")
    station.wait_for(PageName.WELCOME)
    assert not station.conversations.doctor.view.findings


def test_whoever_is_signed_in_learns_what_takes_a_sign_in_and_stays_signed_in(
    station: OpenStation,
) -> None:
    station.sign_in()
    station.controller.show_printing()
    station.wait_for(PageName.PRINTING)
    station.press("checkStationButton")
    station.wait_for(PageName.DOCTOR)
    found = checked(station)
    for check in (CheckId.SIGN_IN, CheckId.CONSENTED_SCOPES, CheckId.SIGNED_IN_ROLE):
        assert found[check].outcome is Outcome.PASS
    account = station.controller.header.account
    assert account is not None
    assert account.display_name not in texts(station)
    station.press("backButton")
    station.wait_for(PageName.PRINTING)
    station.controller.lock()
    assert station.controller.page is PageName.WELCOME


def test_a_failure_leads_to_the_check_and_the_check_back_to_it(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    with raw_server(tmp_path) as server:
        elsewhere = f"https://localhost:{server.port}"
        tenant = replace(
            tenant_settings(practice_tenant),
            graph_root=elsewhere,
            authority=f"{elsewhere}/{practice_tenant.tenant_id}",
        )
        with open_station(
            qtbot, practice_tenant, tmp_path, is_practice=False, tenant=tenant
        ) as station:
            station.press("signInButton")
            sign_in = station.conversations.sign_in
            station.wait(lambda: sign_in.view.error is not None)
            station.press("detailsButton")
            station.press("checkFromDetailsButton")
            station.wait_for(PageName.DOCTOR)
            found = checked(station)
            assert found[CheckId.SIGN_IN_TLS].code is ErrorCode.CERTIFICATE_UNTRUSTED
            assert "comes from odd" in texts(station)
            assert "not fit for work yet" in station.text("doctorSummary")
            # What is wrong stands first.
            assert first_line(station) == ["Safe connection for signing in", "Not in order"]
            station.press("backButton")
            station.wait_for(PageName.SIGN_IN)
            assert station.state_text().startswith("The station cannot be sure")


class Held:
    """Checks of which the second waits until a test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()

        def wait(_: Subject) -> Finding:
            self.go_on.wait(20)
            return passed(CheckId.TENANT, "The name server (DNS) knows {hosts}.", hosts="b")

        first = passed(CheckId.SETTINGS, "The name server (DNS) knows {hosts}.", hosts="a")
        checks = (Check(CheckId.SETTINGS, lambda _: first), Check(CheckId.TENANT, wait))
        monkeypatch.setattr(running.run_checks, "__defaults__", (checks, lambda _: None))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    held = Held(monkeypatch)
    yield held
    held.go_on.set()


@pytest.fixture
def one_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave one check, which needs nothing."""
    found = passed(CheckId.SETTINGS, "The name server (DNS) knows {hosts}.", hosts="a")
    checks = (Check(CheckId.SETTINGS, lambda _: found),)
    monkeypatch.setattr(running.run_checks, "__defaults__", (checks, lambda _: None))


def wait_for_first(station: OpenStation) -> None:
    doctor = station.conversations.doctor
    station.wait(lambda: doctor.view.current is CheckId.TENANT)
    assert len(doctor.view.findings) == 1


def test_findings_show_as_they_come_and_stop_answers_at_once(
    station: OpenStation, held: Held
) -> None:
    station.press("checkStationButton")
    wait_for_first(station)
    assert station.text("check0Text") == "The name server (DNS) knows a."
    assert station.text("doctorSummary").startswith("2 of 26: Tenant")
    station.press("stopChecksButton")
    assert station.conversations.doctor.view.stage is DoctorStage.STOPPED
    assert "Not everything was checked" in station.text("doctorSummary")
    held.go_on.set()
    station.press("runChecksButton")
    assert len(checked(station)) == 2
    assert station.text("doctorSummary") == "This station is fit for work."


def test_checks_that_take_too_long_end_by_themselves_and_keep_what_was_found(
    station: OpenStation, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    del held
    monkeypatch.setattr("kiosk.controllers.doctor.CHECKING_SECONDS", 0.3)
    station.press("checkStationButton")
    found = checked(station)
    doctor = station.conversations.doctor
    assert doctor.view.stage is DoctorStage.FAILED
    assert list(found) == [CheckId.SETTINGS]
    assert "took too long" in station.text("doctorSummary")


def test_a_page_that_is_left_alone_gives_way_to_the_first_one(
    station: OpenStation, held: Held
) -> None:
    station.press("checkStationButton")
    wait_for_first(station)
    station.controller.lock()
    assert station.controller.page is PageName.WELCOME
    assert not station.banner()
    assert not station.conversations.doctor.view.findings
    held.go_on.set()
    station.wait(lambda: station.station.runner.running == 0)
    assert not station.conversations.doctor.view.findings


def test_a_station_that_cannot_be_looked_at_says_why(
    station: OpenStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Subject:
        raise StationError(ErrorCode.PRACTICE_NOT_STARTED)

    monkeypatch.setattr(station.conversations.doctor, "_make_subject", fail)
    station.press("checkStationButton")
    assert not checked(station)
    assert station.state_text().startswith("Practice could not be started")
    assert not station.shows("saveReportButton")
    assert station.shows("runChecksButton")


def save_by(station: OpenStation, file: Path) -> None:
    station.press("saveReportButton")
    dialogue = next(one for one in station.windows_over() if isinstance(one, QFileDialog))
    dialogue.fileSelected.emit(str(file))
    dialogue.close()


@pytest.mark.usefixtures("one_check")
def test_the_report_is_saved_where_somebody_says_and_holds_no_name(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = Settings(station=StationSettings(name=NAME))
    with open_station(qtbot, practice_tenant, tmp_path, settings) as station:
        station.press("checkStationButton")
        checked(station)
        file = tmp_path / "report.txt"
        save_by(station, file)
        station.wait(file.exists)
        station.wait(lambda: station.controller.notice is not None)
        notice = station.controller.notice
        assert notice is not None
        assert notice.kind is NoticeKind.SAVED
        text = file.read_text(encoding="utf-8")
        assert NAME not in text
        assert 'station.name = "…"' in text
        assert "The station practises." in text
        save_by(station, tmp_path / "nowhere" / "report.txt")
        station.wait(lambda: station.banner().startswith("The file"))


def test_a_settings_file_that_was_changed_meanwhile_is_told(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(tenant_table(practice_tenant))
    loaded = load_settings(str(file), {})
    with open_station(
        qtbot, practice_tenant, tmp_path, loaded.settings, is_practice=False, loaded=loaded
    ) as station:
        station.press("checkStationButton")
        found = checked(station)
        assert found[CheckId.SETTINGS].outcome is Outcome.PASS
        assert found[CheckId.TENANT].outcome is Outcome.WARN
        file.write_text("[station]\nname = 7\n")
        station.press("runChecksButton")
        assert checked(station)[CheckId.SETTINGS].outcome is Outcome.WARN
        assert "has changed since the station was started" in texts(station)


@pytest.mark.usefixtures("one_check")
def test_where_to_save_is_asked_on_although_the_network_comes_and_goes(
    station: OpenStation,
) -> None:
    station.press("checkStationButton")
    checked(station)
    station.press("saveReportButton")
    for connection in (Connection.OFFLINE, Connection.ONLINE):
        station.controller.show_header(replace(station.controller.header, connection=connection))
    assert station.windows_over()
    station.press("backButton")
    assert not station.windows_over()


@pytest.mark.usefixtures("one_check")
def test_in_kiosk_mode_the_report_goes_to_the_documents_without_a_dialogue(
    qtbot: QtBot,
    practice_tenant: PracticeTenant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", staticmethod(lambda _place: str(documents))
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    kiosk = Settings(station=StationSettings(full_screen=True))
    with open_station(qtbot, practice_tenant, tmp_path, kiosk) as station:
        station.press("checkStationButton")
        checked(station)
        station.press("saveReportButton")
        assert not station.windows_over()
        station.wait(lambda: any(documents.iterdir()))
        station.wait(lambda: bool(station.banner()))
        assert str(tmp_path) not in station.banner()
        (file,) = documents.iterdir()
        assert file.name.startswith("station-report-")


@pytest.mark.parametrize("is_kiosk", [True, False])
def test_in_kiosk_mode_whoever_passes_by_sees_no_names_and_no_folders(
    qtbot: QtBot,
    practice_tenant: PracticeTenant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_kiosk: bool,
) -> None:
    printer = passed(CheckId.PRINTER, "The printer {printer} is there.", printer=NAME)
    file = f"/srv/{NAME}/settings.toml"
    settings = passed(CheckId.SETTINGS, "The settings file {file} is right.", file=file)
    checks = (Check(printer.check, lambda _: printer), Check(settings.check, lambda _: settings))
    monkeypatch.setattr(running.run_checks, "__defaults__", (checks, lambda _: None))
    kiosk = Settings(station=StationSettings(full_screen=is_kiosk))
    with open_station(qtbot, practice_tenant, tmp_path, kiosk) as station:
        station.press("checkStationButton")
        checked(station)
        assert (NAME in texts(station)) is not is_kiosk
        assert "settings.toml" in texts(station).replace("\u200b", "")
        station.press("backButton")
        station.sign_in()
        station.controller.show_doctor()
        station.wait_for(PageName.DOCTOR)
        checked(station)
        assert NAME in texts(station)


def test_the_list_moves_by_keys_wherever_the_focus_is(station: OpenStation) -> None:
    station.press("checkStationButton")
    checked(station)
    station.window.activateWindow()
    button = station.find(QLabel, "doctorTitle").window().focusWidget()
    assert button is not None
    area = station.page.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    QTest.keyClick(button, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(button, Qt.Key.Key_Home)
    assert bar.value() == 0
    QTest.keyClick(button, Qt.Key.Key_Escape)
    station.wait_for(PageName.WELCOME)
