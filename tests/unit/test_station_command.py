"""When the window offers to set the station up: only where nothing says what it is for."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.commands import station
from kiosk.services.places import Places
from kiosk.services.station_lock import Holder
from kiosk.services.windows_policy import POLICY_KEY, RegistryValue
from kiosk.station_options import StationOptions

IDS = {
    "tenant_id": "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11",
    "client_id": "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f",
}


@dataclass(frozen=True)
class TenantPolicy:
    """A policy that sets the tenant, or nothing."""

    values: dict[str, str] = field(default_factory=dict)

    def keys_below(self, path: str) -> tuple[str, ...]:
        return ("tenant",) if self.values and path == POLICY_KEY else ()

    def values_of(self, path: str) -> tuple[RegistryValue, ...]:
        if not path.endswith("tenant"):
            return ()
        return tuple(RegistryValue(name, value) for name, value in self.values.items())


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    own = tmp_path / "own"
    places = Places(
        tmp_path / "all" / "settings.toml", own / "settings.toml", own / "a.jsonl", own / "p.json"
    )
    monkeypatch.setattr(station, "places_of_this_machine", lambda: places)
    return places


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[StationOptions]:
    """Which stations were opened, without a window."""
    opened: list[StationOptions] = []

    def open_station(options: StationOptions, _: Holder) -> int:
        opened.append(options)
        return 0

    monkeypatch.setattr("kiosk.app.open_station", open_station)
    monkeypatch.setattr(station, "run_only_once", lambda _, run, _language: run(Holder.THIS_ONE))
    return opened


def start(*, practice: bool = False) -> None:
    words = {"settings": None, "language": None, "windowed": False, "practice": practice}
    assert station.run(argparse.Namespace(**words)) == 0


@pytest.mark.parametrize("practice", [False, True])
def test_a_station_without_settings_can_be_set_up(
    places: Places, opened: list[StationOptions], *, practice: bool
) -> None:
    start(practice=practice)
    assert opened[0].practice
    assert opened[0].setup is not None
    assert opened[0].setup.places is places


@pytest.mark.parametrize("practice", [False, True])
@pytest.mark.parametrize("which", ["machine_settings", "user_settings"])
def test_a_station_with_settings_cannot(
    places: Places, opened: list[StationOptions], which: str, *, practice: bool
) -> None:
    file: Path = getattr(places, which)
    file.parent.mkdir(parents=True)
    lines = [f'{name} = "{value}"' for name, value in IDS.items()]
    file.write_text("\n".join(["[tenant]", *lines]), encoding="utf-8")
    start(practice=practice)
    assert opened[0].setup is None


@pytest.mark.usefixtures("places")
def test_a_station_with_a_policy_cannot(
    opened: list[StationOptions], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "kiosk.services.settings_file.this_machines_registry", lambda: TenantPolicy(IDS)
    )
    start()
    assert not opened[0].practice
    assert opened[0].setup is None
