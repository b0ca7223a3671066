"""What the tests of the window share: a tenant, and a station with somebody signed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.counter import Counter, counter_on, holder_at, tenant_and_elsewhere
from tests.support.holders import Holder
from tests.support.office import Office
from tests.support.run_desk import FakeDesk, FakeRunPress
from tests.support.station_services import StationServices, SufferingTenant


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[SufferingTenant, StationServices]]:
    """Run a tenant with another station on it, for all tests of a file."""
    with tenant_and_elsewhere() as started:
        yield started


@pytest.fixture
def counter(
    qtbot: QtBot, both: tuple[SufferingTenant, StationServices], tmp_path: Path
) -> Iterator[Counter]:
    """Open the station on that tenant, with a supervisor signed in."""
    with counter_on(qtbot, *both, tmp_path) as counter:
        yield counter


@pytest.fixture
def holder(counter: Counter) -> Iterator[Holder]:
    """Give somebody a badge and a PIN that they know."""
    with holder_at(counter) as holder:
        yield holder


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    """Put a desk behind the team page that does what a test says."""
    desk = FakeDesk()
    monkeypatch.setattr("kiosk.way_ahead.run_tools", lambda *_, **__: (desk, FakeRunPress()))
    return desk


@pytest.fixture
def office(desk: FakeDesk, counter: Counter) -> Iterator[Office]:
    """Open the station with that desk, and the keyboard in its window."""
    office = Office(counter, desk)
    office.activate()
    yield office
    desk.let_all_through()
