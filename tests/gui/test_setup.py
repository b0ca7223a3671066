"""Setting a station up in its window: nothing is lost, and nothing is written too early."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.controllers.result_view import PrintStage
from kiosk.controllers.setup_view import IdState, SetupStep
from kiosk.controllers.window_state import PageName
from kiosk.models.settings import Settings, StationSettings
from kiosk.practice.launcher import PracticeTenant
from kiosk.services.places import places_of_this_machine
from kiosk.station_options import SetupPlan
from tests.support import practice
from tests.support.setup_station import NewStation, new_station
from tests.support.setup_views import CLIENT, TENANT
from tests.support.slow_paper import SlowPrinter
from tests.support.station import open_station

practice_tenant = practice.practice_tenant


@pytest.fixture
def new(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[NewStation]:
    with new_station(qtbot, practice_tenant, tmp_path, monkeypatch) as new:
        yield new


def files_below(folder: Path) -> set[str]:
    names = {"settings.toml", "paper.json"}
    return {file.name for file in folder.rglob("*") if file.name in names}


def choose(new: NewStation, name: str, value: str) -> None:
    box = new.station.find(QComboBox, name)
    new.station.wait(lambda: box.findData(value) >= 0 and box.isEnabled())
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_a_station_is_set_up_from_the_ids_to_the_start(
    new: NewStation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = SlowPrinter(monkeypatch)
    new.begin()
    new.type_ids()
    new.station.press("nextButton")
    new.type_into("stationNameField", "Filiale 12 \\ „Büro“")
    new.station.press("nextButton")
    printing = new.station.conversations.setup.printing
    new.station.wait(lambda: printing.view.page is not None)
    choose(new, "layoutSelector", "cr80")
    choose(new, "printerSelector", "till")
    new.station.press("testBadgeButton")
    new.station.wait(lambda: printing.view.printing.stage is PrintStage.PRINTING)
    assert not new.station.find(QAbstractButton, "testBadgeButton").isEnabled()
    printer.may_end.set()
    new.station.wait(lambda: printing.view.printing.stage is PrintStage.PRINTED)
    assert new.station.shows("printStatus")
    assert not files_below(tmp_path)
    new.save()
    new.station.wait(lambda: new.view.saved is not None)
    assert str(new.places.machine_settings) in new.station.text("savePlaceLabel")
    settings = new.saved_settings()
    assert settings.tenant.tenant_id == new.practice.tenant_id
    assert settings.tenant.client_id == new.practice.client_id
    assert settings.station.name == "Filiale 12 \\ „Büro“"
    assert (settings.badge.layout, settings.badge.printer) == ("cr80", "till")
    assert settings.station.idle_lock_seconds == Settings().station.idle_lock_seconds
    new.station.press("startStationButton")
    assert new.started_again == [True]
    assert not new.station.window.isVisible()


def test_a_kiosk_never_offers_it(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = Settings(station=StationSettings(full_screen=True))
    plan = SetupPlan(places_of_this_machine(), lambda: None)
    with open_station(qtbot, practice_tenant, tmp_path, settings, setup=plan) as kiosk:
        assert not kiosk.shows("setUpButton")
        kiosk.controller.begin_set_up()
        assert kiosk.is_on(PageName.WELCOME)


def test_an_organisation_that_does_not_exist_goes_no_further(new: NewStation) -> None:
    new.begin()
    new.type_into("tenantField", TENANT)
    new.type_into("clientField", CLIENT)
    new.wait_for_states(IdState.UNKNOWN, IdState.WAITING)
    assert "no such organisation" in new.station.text("tenantState")
    assert not new.station.find(QAbstractButton, "nextButton").isEnabled()
    new.type_into("tenantField", new.practice.domain)
    new.wait_for_states(IdState.KNOWN, IdState.UNKNOWN)
    assert new.practice.tenant_id in new.station.text("tenantState")
    assert "does not know" in new.station.text("clientState")
    # It may be about to be registered.
    assert new.station.find(QAbstractButton, "nextButton").isEnabled()


def test_without_the_service_one_can_go_on_or_ask_again(new: NewStation) -> None:
    new.look_up.is_reached = False
    new.begin()
    new.type_into("tenantField", new.practice.tenant_id)
    new.type_into("clientField", new.practice.client_id)
    new.wait_for_states(IdState.UNREACHED, IdState.UNREACHED)
    assert "PK-101" in new.station.text("tenantState")
    assert new.station.find(QAbstractButton, "nextButton").isEnabled()
    new.look_up.is_reached = True
    new.station.press("askAgainButton")
    new.wait_for_states(IdState.KNOWN, IdState.KNOWN)
    assert not new.station.shows("askAgainButton")


def test_both_ids_are_pasted_at_once(new: NewStation) -> None:
    new.begin()
    ids = f"Directory (tenant) ID: {new.practice.tenant_id}\nClient ID: {new.practice.client_id}\n"
    QGuiApplication.clipboard().setText(ids)
    field = new.station.find(QLineEdit, "clientField")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    new.wait_for_states(IdState.KNOWN, IdState.KNOWN)
    assert new.station.find(QLineEdit, "tenantField").text() == new.practice.tenant_id
    assert field.text() == new.practice.client_id


def test_a_whole_settings_text_is_taken_with_all_that_it_says(
    new: NewStation, tmp_path: Path
) -> None:
    new.begin()
    QGuiApplication.clipboard().setText("nothing of use")
    new.station.press("pasteIdsButton")
    assert "neither both ids" in new.station.text("setupIdsLead")
    QGuiApplication.clipboard().setText('[station]\nidle_lock_seconds = 5\nname = "x"\n')
    new.station.press("pasteIdsButton")
    assert "idle_lock_seconds" in new.station.banner()
    assert not new.view.name
    text = (
        f'[tenant]\ntenant_id = "{new.practice.tenant_id}"\n'
        f'client_id = "{new.practice.client_id}"\n[station]\nname = "Gate 4"\n'
        'full_screen = true\n[badge]\nlayout = "label-62"\nprinter = "till"\n'
    )
    QGuiApplication.clipboard().setText(text)
    new.station.press("pasteIdsButton")
    new.wait_for_states(IdState.KNOWN, IdState.KNOWN)
    assert not new.station.banner()
    assert "station.full_screen" in new.station.text("setupIdsLead")
    new.station.press("nextButton")
    assert new.station.find(QLineEdit, "stationNameField").text() == "Gate 4"
    new.station.press("nextButton")
    printing = new.station.conversations.setup.printing
    new.station.wait(lambda: printing.view.selected == "label-62")
    new.save()
    new.station.wait(lambda: new.view.saved is not None)
    settings = new.saved_settings()
    assert settings.station.full_screen
    assert (settings.badge.layout, settings.badge.printer) == ("label-62", "till")


def test_a_text_that_names_other_servers_says_so_before_it_is_saved(new: NewStation) -> None:
    new.begin()
    QGuiApplication.clipboard().setText(
        f'[tenant]\ntenant_id = "{new.practice.tenant_id}"\n'
        f'client_id = "{new.practice.client_id}"\n'
        f'authority = "{new.practice.authority}"\ngraph_root = "{new.practice.graph}"\n'
    )
    new.station.press("pasteIdsButton")
    new.wait_for_states(IdState.KNOWN, IdState.KNOWN)
    new.go_to_paper()
    new.station.press("nextButton")
    told = new.station.text("afterSavingLabel")
    assert "names other servers" in told
    assert "tenant.authority, tenant.graph_root" in told
    assert new.view.saved is None


def test_layouts_of_a_text_that_are_not_here_are_told(new: NewStation) -> None:
    new.begin()
    QGuiApplication.clipboard().setText(
        f'tenant.tenant_id = "{new.practice.tenant_id}"\n'
        f'tenant.client_id = "{new.practice.client_id}"\n'
        '[badge]\nlayout = "theirs"\nslip_layout = "their-slip"\n'
    )
    new.station.press("pasteIdsButton")
    new.wait_for_states(IdState.KNOWN, IdState.KNOWN)
    new.go_to_paper()
    assert "theirs" in new.station.text("goneLayoutsLabel")
    assert "their-slip" in new.station.text("goneLayoutsLabel")
    new.save()
    new.station.wait(lambda: new.view.saved is not None)
    assert not new.saved_settings().badge.slip_layout


def test_going_back_and_leaving_midway_lose_nothing_and_write_nothing(
    new: NewStation, tmp_path: Path
) -> None:
    new.begin()
    new.type_ids()
    new.station.press("nextButton")
    new.type_into("stationNameField", "Gate 4")
    new.go_to_paper()
    choose(new, "layoutSelector", "cr80")
    choose(new, "printerSelector", "till")
    for step in (SetupStep.STATION, SetupStep.IDS):
        new.station.press("backButton")
        assert new.view.step is step
    new.station.press("backButton")
    assert new.station.is_on(PageName.WELCOME)
    new.station.sign_in()
    new.station.press("signOutButton")
    new.station.wait_for(PageName.WELCOME)
    new.begin()
    assert new.station.find(QLineEdit, "tenantField").text() == new.practice.tenant_id
    assert new.station.find(QLineEdit, "stationNameField").text() == "Gate 4"
    new.go_to_paper()
    new.station.wait(lambda: new.view.layout == "cr80")
    new.save()
    new.station.wait(lambda: new.view.saved is not None)
    assert new.saved_settings().badge.printer == "till"


def test_settings_that_appeared_meanwhile_stay(new: NewStation) -> None:
    new.begin()
    new.type_ids()
    new.go_to_paper()
    new.places.machine_settings.parent.mkdir(parents=True)
    new.places.machine_settings.write_text("theirs", encoding="utf-8")
    new.save()
    new.station.wait(lambda: bool(new.station.banner()))
    assert "stay as they are" in new.station.banner()
    assert new.places.machine_settings.read_text(encoding="utf-8") == "theirs"
    assert new.view.saved is None
    new.places.machine_settings.unlink()
    new.station.press("saveSettingsButton")
    new.station.wait(lambda: new.view.saved is not None)


def test_it_all_goes_by_keyboard(new: NewStation) -> None:
    new.key(Qt.Key.Key_Tab)
    assert new.station.find(QAbstractButton, "setUpButton").hasFocus()
    new.key(Qt.Key.Key_Space)
    assert new.station.find(QLineEdit, "tenantField").hasFocus()
    QTest.keyClicks(new.station.window.focusWidget(), new.practice.tenant_id)
    new.key(Qt.Key.Key_Return)
    assert new.station.find(QLineEdit, "clientField").hasFocus()
    QTest.keyClicks(new.station.window.focusWidget(), new.practice.client_id)
    new.wait_for_states(IdState.KNOWN, IdState.KNOWN)
    new.key(Qt.Key.Key_Return)
    assert new.station.find(QLineEdit, "stationNameField").hasFocus()
    new.key(Qt.Key.Key_Return)
    steps = [new.view.step]
    assert new.station.find(QComboBox, "layoutSelector").hasFocus()
    new.station.wait(lambda: new.station.conversations.setup.printing.view.page is not None)
    new.key(Qt.Key.Key_Down)
    assert new.view.layout
    new.key(Qt.Key.Key_Escape)
    assert [*steps, new.view.step] == [SetupStep.PAPER, SetupStep.STATION]


def test_another_language_is_spoken_at_once_and_saved(new: NewStation) -> None:
    new.begin()
    new.type_ids()
    new.station.press("nextButton")
    choose(new, "stationLanguageSelector", "de")
    button = new.station.find(QAbstractButton, "nextButton")
    new.station.wait(lambda: button.text() == "Weiter")
    new.station.press("nextButton")
    new.save()
    new.station.wait(lambda: new.view.saved is not None)
    assert new.saved_settings().station.language == "de"


def test_a_language_chosen_before_is_the_station_s(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.setup_ahead.system_language", lambda: "en")
    with new_station(qtbot, practice_tenant, tmp_path, monkeypatch, language="de") as new:
        new.begin()
        assert new.view.language == "de"


def test_without_printers_the_station_is_set_up_all_the_same(
    new: NewStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoPrinters:
        def available(self) -> tuple[object, ...]:
            return ()

    monkeypatch.setattr("kiosk.setup_ahead.system_printers_later", NoPrinters)
    new.begin()
    new.type_ids()
    new.go_to_paper()
    new.station.wait(lambda: new.station.shows("printersFailedLabel"))
    said = new.station.find(QLabel, "printersFailedLabel")
    assert "Nothing was printed" not in said.text()
    again = new.station.find(QAbstractButton, "lookForPrintersButton")
    assert again.geometry().top() >= said.geometry().bottom()
    new.save()
    new.station.wait(lambda: new.view.saved is not None)
    assert not new.saved_settings().badge.printer
