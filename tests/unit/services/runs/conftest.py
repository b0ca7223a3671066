"""One tenant for all tests of runs, with a small shop, and a station for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.hurried_clock import HurriedClock
from tests.support.run_shop import Shop, shop_on
from tests.support.run_station import RunStation, run_station
from tests.support.station_services import SufferingTenant, suffering_tenant

PEOPLE = 5


@pytest.fixture(scope="package")
def _tenant() -> Iterator[SufferingTenant]:
    with suffering_tenant(people=60) as tenant:
        yield tenant


@pytest.fixture(scope="package")
def _shop(_tenant: SufferingTenant) -> Iterator[Shop]:
    with shop_on(_tenant.practice, PEOPLE) as shop:
        yield shop


@pytest.fixture
def station(
    _tenant: SufferingTenant, _shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunStation]:
    """Five people, two steps of three and two; nobody waits for anything."""
    monkeypatch.setattr("kiosk.practice.fault_effects.SLOW_SECONDS", 0.1)
    monkeypatch.setattr("kiosk.services.transport.READ_SECONDS", 1.5)
    _tenant.suffer()
    clock = HurriedClock()
    with run_station(_tenant, _shop, tmp_path, clock) as station:
        clock.hurry(monkeypatch)
        yield station
    _tenant.suffer()
