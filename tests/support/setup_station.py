"""A station without settings on a practice tenant, and hands that set it up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.controllers import setup_ids
from kiosk.controllers.setup_view import IdState, SetupStep, SetupView
from kiosk.controllers.window_state import PageName
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.settings import Settings, TenantSettings
from kiosk.practice.launcher import PracticeTenant
from kiosk.printing.jobs import PrinterInfo
from kiosk.services.places import Places
from kiosk.services.settings_file import load_settings
from kiosk.services.sign_in.setup_look_up import SetupLookUp
from kiosk.services.windows_policy import NoRegistry
from kiosk.station_options import SetupPlan
from tests.support.station import OpenStation, open_station, type_into


class TwoPrinters:
    """The printers of a machine that has two; pages are held by a SlowPrinter."""

    def available(self) -> tuple[PrinterInfo, ...]:
        return PrinterInfo("office", is_default=True), PrinterInfo("till")


class PracticeLookUp(SetupLookUp):
    """Takes the practice tenant's sign-in service for the one of the world; or nobody answers."""

    def __init__(self, practice: PracticeTenant) -> None:
        super().__init__(SystemClock())
        self._practice = practice
        self.is_reached = True

    def organisation(self, tenant: TenantSettings, cancel: CancelToken) -> str:
        return super().organisation(self._there(tenant), cancel)

    def station(self, tenant: TenantSettings, cancel: CancelToken) -> None:
        super().station(self._there(tenant), cancel)

    def _there(self, tenant: TenantSettings) -> TenantSettings:
        host = self._practice.authority.rpartition("/")[0] if self.is_reached else "https://[::1]:9"
        authority = f"{host}/{tenant.tenant_id}"
        ca_file = str(self._practice.ca_file)
        return replace(
            tenant, authority=authority, graph_root=self._practice.graph, ca_file=ca_file
        )


@dataclass
class NewStation:
    """A station that is being set up; `started_again` counts how often that was asked for."""

    station: OpenStation
    practice: PracticeTenant
    places: Places
    look_up: PracticeLookUp
    started_again: list[bool] = field(default_factory=list)

    @property
    def view(self) -> SetupView:
        return self.station.conversations.setup.view

    def begin(self) -> None:
        """Go to the assistant."""
        self.station.press("setUpButton")
        self.station.wait_for(PageName.SETUP)

    def type_into(self, name: str, text: str) -> None:
        """Type a text in place of what is there."""
        field = self.station.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        type_into(field, text)

    def wait_for_states(self, tenant: IdState, client: IdState) -> None:
        """Wait until it is known how both ids stand."""
        self.station.wait(
            lambda: (self.view.tenant.state, self.view.client.state) == (tenant, client)
        )

    def type_ids(self) -> None:
        """Type both ids, and wait until they are known."""
        self.type_into("tenantField", self.practice.tenant_id)
        self.type_into("clientField", self.practice.client_id)
        self.wait_for_states(IdState.KNOWN, IdState.KNOWN)

    def go_to_paper(self) -> None:
        """Go on to the third step, and wait until it shows a badge."""
        while self.view.step < SetupStep.PAPER:
            self.station.press("nextButton")
        printing = self.station.conversations.setup.printing
        self.station.wait(lambda: printing.view.page is not None)

    def save(self) -> None:
        """Go on from the third step, and save."""
        self.station.press("nextButton")
        self.station.wait(lambda: self.view.place is not None)
        self.station.press("saveSettingsButton")

    def saved_settings(self) -> Settings:
        """Return what the next start reads."""
        return load_settings(None, {}, self.places, NoRegistry()).settings

    def key(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        widget = self.station.window.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)


@contextmanager
def new_station(
    qtbot: QtBot,
    practice: PracticeTenant,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    language: str = "en",
) -> Iterator[NewStation]:
    """Open a station that has no settings, on a machine of its own with two printers."""
    monkeypatch.setattr(setup_ids, "TYPING_REST_MS", 40)
    monkeypatch.setattr("kiosk.setup_ahead.system_printers_later", TwoPrinters)
    places = Places(
        folder / "etc" / "pin-kiosk" / "settings.toml",
        folder / "config" / "pin-kiosk" / "settings.toml",
        folder / "audit.jsonl",
        folder / "paper.json",
    )
    look_up = PracticeLookUp(practice)
    started_again: list[bool] = []
    plan = SetupPlan(places, lambda: started_again.append(True), look_up)
    with open_station(qtbot, practice, folder, language=language, setup=plan) as station:
        station.window.activateWindow()
        assert QTest.qWaitForWindowActive(station.window)
        yield NewStation(station, practice, places, look_up, started_again)
