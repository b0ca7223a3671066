"""The pace of a run, against a tenant's quota in simulated time."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.services.graph.pace import TENANT_WRITES, WINDOW_SECONDS, WritePace
from tests.support.many_stations import (
    Quota,
    SetClock,
    Station,
    World,
    fairness,
    in_window,
    most_in_any_window,
)

SEEDS = st.integers(0, 10_000)


def alone(
    tenant_takes: int,
    believed: int | None,
    windows: int,
    *,
    seed: int = 1,
    tells_when: bool = True,
    spurious: float = 0.0,
) -> tuple[Station, Quota]:
    """Let one station write as fast as it may."""
    world = World(seed)
    tenant = Quota(
        world.clock, tenant_takes, world.chance, tells_when=tells_when, spurious=spurious
    )
    station = world.station(believed)
    world.start_run(station, tenant)
    world.pass_until(windows * WINDOW_SECONDS)
    return station, tenant


def together(
    count: int, windows: int, *, seed: int = 1, apart: float = 0.0, tells_when: bool = True
) -> tuple[World, Quota, list[Station]]:
    """Let many stations share 3,000 writes, each beginning so many seconds after the other."""
    world = World(seed)
    tenant = Quota(world.clock, TENANT_WRITES, world.chance, tells_when=tells_when)
    stations = [world.station(TENANT_WRITES) for _ in range(count)]
    for number, station in enumerate(stations):
        world.start_run(station, tenant, number * apart)
    world.pass_until(windows * WINDOW_SECONDS)
    return world, tenant, stations


def shares(stations: list[Station], window: int) -> list[int]:
    return [in_window(station.through, window) for station in stations]


@settings(max_examples=8, deadline=None)
@given(quota=st.integers(60, 6_000), seed=SEEDS)
def test_a_station_alone_uses_nearly_all_of_a_quota_that_it_knows(quota: int, seed: int) -> None:
    station, tenant = alone(quota, quota, 4, seed=seed)
    assert most_in_any_window(station.sent) <= quota
    assert tenant.refused == 0
    for window in range(1, 4):
        assert in_window(station.through, window) >= 0.95 * quota


@settings(max_examples=8, deadline=None)
@given(quota=st.integers(60, 2_900), tells_when=st.booleans(), seed=SEEDS)
def test_a_smaller_quota_than_believed_is_learned(quota: int, tells_when: bool, seed: int) -> None:
    station, _ = alone(quota, TENANT_WRITES, 6, seed=seed, tells_when=tells_when)
    late = range(2, 6)
    through = sum(in_window(station.through, window) for window in late)
    assert through >= 0.95 * quota * len(late)
    if tells_when:
        # Learned means that it is not found by running into it all the time.
        assert sum(in_window(station.sent, window) for window in late) <= 1.15 * through


@settings(max_examples=5, deadline=None)
@given(believed=st.integers(60, 3_000), seed=SEEDS)
def test_what_is_believed_is_never_exceeded(believed: int, seed: int) -> None:
    station, _ = alone(1_000_000, believed, 3, seed=seed)
    assert most_in_any_window(station.sent) <= believed
    assert in_window(station.through, 2) >= 0.95 * believed


def test_where_there_is_no_quota_nobody_waits() -> None:
    station, tenant = alone(1_000_000, None, 1)
    as_fast_as_the_threads_go = 20 / 0.45 * WINDOW_SECONDS
    assert len(station.through) >= 0.98 * as_fast_as_the_threads_go
    assert tenant.refused == 0


def test_a_quota_where_none_was_believed_is_learned_too() -> None:
    station, _ = alone(1_500, None, 5)
    assert all(in_window(station.through, window) >= 0.95 * 1_500 for window in range(1, 5))


@settings(max_examples=3, deadline=None)
@given(count=st.integers(2, 50), tells_when=st.booleans(), seed=SEEDS)
def test_stations_that_begin_together_share_alike(count: int, tells_when: bool, seed: int) -> None:
    _, _, stations = together(count, 5, seed=seed, tells_when=tells_when)
    for window in range(2, 5):
        found = shares(stations, window)
        assert sum(found) >= 0.9 * TENANT_WRITES
        assert fairness(found) >= 0.8


@settings(max_examples=2, deadline=None)
@given(count=st.integers(2, 12), apart=st.integers(5, 60), seed=SEEDS)
def test_whoever_comes_later_gets_as_much_in_the_end(count: int, apart: int, seed: int) -> None:
    _, _, stations = together(count, 14, seed=seed, apart=apart)
    found = [sum(window) for window in zip(*(shares(stations, it) for it in (12, 13)), strict=True)]
    assert sum(found) >= 0.9 * 2 * TENANT_WRITES
    assert fairness(found) >= 0.8


def test_what_others_leave_is_taken_up() -> None:
    world = World()
    tenant = Quota(world.clock, TENANT_WRITES, world.chance)
    stays, *leave = (world.station(TENANT_WRITES) for _ in range(10))
    world.start_run(stays, tenant)
    for station in leave:
        world.start_run(station, tenant, until=2 * WINDOW_SECONDS)
    world.pass_until(8 * WINDOW_SECONDS)
    assert in_window(stays.through, 1) < 0.2 * TENANT_WRITES
    assert in_window(stays.through, 7) >= 0.95 * TENANT_WRITES


@pytest.mark.parametrize("tells_when", [True, False])
def test_refusals_for_no_reason_do_not_stall_a_run(tells_when: bool) -> None:
    station, _ = alone(TENANT_WRITES, TENANT_WRITES, 8, spurious=0.02, tells_when=tells_when)
    assert all(in_window(station.through, window) >= 0.5 * TENANT_WRITES for window in range(8))


@pytest.mark.parametrize("count", [1, 10, 50])
def test_the_one_at_the_counter_waits_seconds_while_runs_fill_the_quota(count: int) -> None:
    world, tenant, stations = together(count, 2)
    for number in range(30):
        counter = world.counter(stations[number % count], tenant)
        world.start(counter, world.clock.seconds + 20.0 * number)
    world.pass_until(7 * WINDOW_SECONDS)
    waits = sorted(wait for station in stations for _, wait in station.waits)
    assert len(waits) == 30
    assert waits[15] < 1.0
    assert waits[-1] < 30.0


def test_a_run_stands_while_somebody_goes_first() -> None:
    world = World()
    tenant = Quota(world.clock, TENANT_WRITES, world.chance)
    station = world.station(TENANT_WRITES)
    world.start_run(station, tenant)
    world.pass_until(30.0)
    with station.pace.going_first():
        before = len(station.sent)
        world.pass_until(35.0)
        assert len(station.sent) == before
    world.pass_until(36.0)
    assert len(station.sent) > before


def test_a_counter_that_never_ends_does_not_hold_a_run_for_ever() -> None:
    world = World()
    tenant = Quota(world.clock, TENANT_WRITES, world.chance)
    station = world.station(TENANT_WRITES)
    world.start_run(station, tenant)
    with station.pace.going_first():
        world.pass_until(60.0)
        assert station.through


@settings(max_examples=20, deadline=None)
@given(asked=st.floats(0.0, 400.0), seed=SEEDS)
def test_nothing_is_sent_before_the_time_that_the_service_asked_for(
    asked: float, seed: int
) -> None:
    world = World(seed)
    tenant = Quota(world.clock, TENANT_WRITES, world.chance)
    station = world.station(TENANT_WRITES)
    world.start_run(station, tenant)
    world.pass_until(20.0)
    station.pace.throttled(asked)
    assert asked <= station.pace.held_seconds <= asked + 0.5
    world.pass_until(20.0 + asked)
    assert max(station.sent) <= 20.0
    world.pass_until(20.0 + asked + 5.0)
    assert max(station.sent) > 20.0
    assert math.isclose(station.pace.held_seconds, 0.0)


def test_of_the_parts_of_a_batch_the_one_that_asks_for_most_counts() -> None:
    pace = WritePace(SetClock(), random.Random(1))
    for asked in (2.0, None, 30.0, 5.0):
        pace.note()
        pace.throttled(asked)
    assert 30.0 <= pace.held_seconds <= 30.5


def test_a_turn_that_is_waited_for_can_be_cancelled() -> None:
    pace = WritePace(SetClock(), random.Random(1))
    cancel = CancelToken()
    pace.take(cancel)
    pace.throttled(3_600.0)
    cancel.cancel()
    with pytest.raises(WorkCancelledError):
        pace.take(cancel)
