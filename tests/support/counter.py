"""The counter: the real window on a tenant that can suffer, and another station elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from kiosk.controllers.window_state import PageName
from kiosk.models.badge import BadgeKind
from kiosk.models.settings import Settings
from kiosk.practice.launcher import PracticeAccount
from tests.support.holders import Holder, holder_on
from tests.support.scans import Stroke, scan, type_into
from tests.support.station import OpenStation, open_station, plain
from tests.support.station_services import (
    StationServices,
    SufferingTenant,
    services_for,
    suffering_tenant,
)

_APART_MS = 5_000
"""How far apart two scans are by the clock of the keyboard."""


@dataclass
class Counter:
    """The station, and `elsewhere`, another station at which somebody else works."""

    tenant: SufferingTenant
    elsewhere: StationServices
    station: OpenStation
    touched: list[str] = field(default_factory=list)
    _keyboard_ms: int = 100_000

    def open(self, holder: Holder) -> None:
        """Find somebody; touches are counted from here on."""
        self.station.open_person(holder.target.person.user_principal_name)
        self.touched = []

    def touch(self, name: str) -> None:
        """Press a button of the page that is shown, and count it."""
        self.touched.append(name)
        self.station.press(name)

    def touch_choice(self, name: str, row: int) -> None:
        """Open a drop-down choice and take a row of it, which are two touches."""
        choice = self.station.find(QComboBox, name)
        self.touched += [name, f"{name} row {row}"]
        choice.setCurrentIndex(row)
        choice.activated.emit(row)

    def ask(self, button: str) -> str:
        """Ask for something and return the question."""
        self.touch(button)
        self.station.wait_for(PageName.CONFIRM)
        return self.station.text("confirmTextLabel")

    def confirm(self, leads_to: PageName = PageName.RESULT) -> None:
        """Confirm it and wait for the page that follows."""
        self.touch("confirmButton")
        self.station.wait_for(leads_to)

    def replace_half_way(self, holder: Holder) -> None:
        """Have the service refuse the new badge once the old one is gone."""
        self.open(holder)
        self.ask("replaceBadgeButton")
        self.tenant.suffer("403@PATCH /users/*/authentication/qrCodePinMethod/standardQRCode")
        self.confirm(PageName.PERSON)
        self.station.wait_until_ready()

    def hand_over(self, holder: Holder, kind: BadgeKind | None = None) -> None:
        """Let the worker take what the page shows, and try it."""
        if self.station.shows("pinLabel"):
            holder.pin = self.station.pin_on_screen()
        if kind is not None:
            old, new = holder.contents.get(kind), self.station.code_on_screen()
            holder.contents[kind] = new
            standing = holder.held(kind)
            assert standing is not None
            assert standing.id == new.split("|")[2]
            assert holder.gets_in(kind)
            assert old in (None, new) or not self.tenant.accepts(str(old), holder.pin)

    def leave(self) -> None:
        """Leave the result, whatever was printed."""
        self.station.press("doneButton")
        if not self.station.is_on(PageName.SEARCH):
            self.station.press("leaveAnywayButton")
        self.station.wait_for(PageName.SEARCH)

    def scan(self, content: str | bytearray, gap: int = 5) -> None:
        """Hold a code before the scanner, which types it into whatever is shown."""
        self.type(scan(content, self._keyboard_ms, gap))

    def type(self, strokes: list[Stroke]) -> None:
        """Let the system hand over keys, with the times at which they were pressed."""
        self._keyboard_ms = strokes[-1].at + _APART_MS
        type_into(self.station.window.windowHandle(), strokes)

    def hints(self) -> list[str]:
        """Return the lines above what somebody holds, as they are shown."""
        labels = self.station.page.findChildren(QLabel)
        return [
            plain(label.text())
            for label in labels
            if label.objectName().startswith("hint") and label.isVisibleTo(self.station.page)
        ]

    def offers(self) -> list[str]:
        """Return the names of the situations that can be chosen, and of removal."""
        names = ("issue", "resetPin", "replace", "temporary", "extend", "remove")
        buttons = {one.objectName(): one for one in self.station.page.findChildren(QAbstractButton)}
        known = {name: next(key for key in buttons if key.startswith(name)) for name in names}
        return [name for name, key in known.items() if buttons[key].isVisibleTo(self.station.page)]


@contextmanager
def station_elsewhere(tenant: SufferingTenant) -> Iterator[StationServices]:
    """Sign somebody else in at another station."""
    services = services_for(tenant.practice)
    services.sign_in(tenant.practice.account("Privileged Authentication Administrator"))
    yield services
    services.session.sign_out()


@contextmanager
def tenant_and_elsewhere() -> Iterator[tuple[SufferingTenant, StationServices]]:
    """Run a tenant with another station on it."""
    with suffering_tenant() as tenant, station_elsewhere(tenant) as services:
        yield tenant, services


@contextmanager
def counter_on(
    qtbot: QtBot,
    tenant: SufferingTenant,
    elsewhere: StationServices,
    folder: Path,
    settings: Settings | None = None,
    account: PracticeAccount | None = None,
) -> Iterator[Counter]:
    """Open the station and sign in."""
    with open_station(qtbot, tenant.practice, folder, settings, account=account) as station:
        station.sign_in()
        tenant.suffer()
        yield Counter(tenant, elsewhere, station)
        tenant.suffer()


@contextmanager
def holder_at(counter: Counter) -> Iterator[Holder]:
    """Have somebody with badge and PIN before the counter."""
    with holder_on(counter.tenant, counter.elsewhere.methods) as holder:
        yield holder
