"""A temporary badge begins when the clock on the wall says so, also on the days it is changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from kiosk.controllers.start_times import DAYS_AHEAD, days_from, half_hours_of, usual_start
from tests.support.zones import in_zone


@pytest.fixture
def berlin() -> Iterator[None]:
    with in_zone("Europe/Berlin"):
        yield


def on_the_wall(moments: tuple[datetime, ...]) -> list[str]:
    return [f"{moment.astimezone():%H:%M}" for moment in moments]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]  # year to minute


def assert_is_a_day(day: date, moments: tuple[datetime, ...]) -> None:
    """Each moment is half an hour after the one before it, and lies on that day."""
    assert all(moment.tzinfo is not None for moment in moments)
    assert {moment.astimezone().date() for moment in moments} == {day}
    steps = {after - before for before, after in pairwise(moments)}
    assert steps == {timedelta(minutes=30)}


@pytest.mark.usefixtures("berlin")
def test_an_ordinary_day_has_its_half_hours() -> None:
    day = date(2026, 6, 15)
    moments = half_hours_of(day, utc(2026, 6, 14, 12))
    assert_is_a_day(day, moments)
    assert len(moments) == 48
    assert on_the_wall(moments)[:2] == ["00:00", "00:30"]
    assert on_the_wall(moments)[-1] == "23:30"


@pytest.mark.usefixtures("berlin")
def test_an_hour_that_is_left_out_in_spring_cannot_be_chosen() -> None:
    day = date(2026, 3, 29)
    moments = half_hours_of(day, utc(2026, 3, 28, 12))
    assert_is_a_day(day, moments)
    assert len(moments) == 46
    assert on_the_wall(moments)[3:5] == ["01:30", "03:00"]
    assert on_the_wall(moments)[-1] == "23:30"


@pytest.mark.usefixtures("berlin")
def test_an_hour_that_comes_twice_in_autumn_can_be_chosen_twice() -> None:
    day = date(2026, 10, 25)
    moments = half_hours_of(day, utc(2026, 10, 24, 12))
    assert_is_a_day(day, moments)
    assert len(moments) == 50
    assert on_the_wall(moments)[4:8] == ["02:00", "02:30", "02:00", "02:30"]
    assert len(set(moments)) == 50
    assert on_the_wall(moments)[-1] == "23:30"


@pytest.mark.usefixtures("berlin")
def test_of_today_only_what_is_to_come_can_be_chosen() -> None:
    day = date(2026, 6, 15)
    assert on_the_wall(half_hours_of(day, utc(2026, 6, 15, 20, 59)))[0] == "23:00"
    # Now is no time to come: 'from now on' is a choice of its own.
    assert on_the_wall(half_hours_of(day, utc(2026, 6, 15, 21, 0))) == ["23:30"]
    assert half_hours_of(day, utc(2026, 6, 15, 21, 30)) == ()
    assert half_hours_of(day, utc(2026, 6, 16, 12)) == ()


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 6, 15)])
def test_work_usually_begins_at_eight(day: date) -> None:
    before = datetime.combine(day - timedelta(days=1), time(12), UTC)
    start = usual_start(day, before)
    assert start is not None
    assert on_the_wall((start,)) == ["08:00"]
    assert start.astimezone().date() == day


@pytest.mark.usefixtures("berlin")
def test_today_work_begins_with_the_next_half_hour() -> None:
    day = date(2026, 6, 15)
    start = usual_start(day, utc(2026, 6, 15, 3, 10))
    assert start == utc(2026, 6, 15, 3, 30)
    assert usual_start(day, utc(2026, 6, 15, 21, 45)) is None


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(
    "now",
    [
        utc(2026, 3, 22, 22, 59),
        utc(2026, 3, 28, 23, 0),
        utc(2026, 3, 29, 1, 0),
        utc(2026, 10, 24, 22, 0),
        utc(2026, 10, 25, 1, 0),
        utc(2026, 12, 31, 23, 30),
    ],
)
def test_each_day_of_the_week_ahead_is_there_once(now: datetime) -> None:
    days = days_from(now)
    assert len(days) == DAYS_AHEAD + 1
    assert days[0] == now.astimezone().date()
    assert [day - days[0] for day in days] == [timedelta(number) for number in range(len(days))]


@pytest.mark.parametrize(
    ("zone", "day", "count", "first"),
    [
        # The clock went from midnight to one o'clock, so the day had no midnight.
        ("America/Sao_Paulo", date(2018, 11, 4), 46, "01:00"),
        # The clock went back from midnight to eleven, so the evening came twice.
        ("America/Sao_Paulo", date(2018, 2, 17), 50, "00:00"),
        ("Africa/Cairo", date(2026, 4, 24), 46, "01:00"),
        ("Africa/Cairo", date(2026, 10, 29), 50, "00:00"),
        # By half an hour only.
        ("Australia/Lord_Howe", date(2026, 10, 4), 47, "00:00"),
        ("Australia/Lord_Howe", date(2026, 4, 5), 49, "00:00"),
        ("Asia/Kathmandu", date(2026, 6, 15), 48, "00:00"),
    ],
)
def test_a_clock_that_changes_at_midnight_makes_no_day_too_many_or_too_few(
    zone: str, day: date, count: int, first: str
) -> None:
    with in_zone(zone):
        before = datetime.combine(day - timedelta(days=2), time(12), UTC)
        moments = half_hours_of(day, before)
        assert_is_a_day(day, moments)
        assert len(moments) == count
        assert on_the_wall(moments)[0] == first
        assert usual_start(day, before) in moments


@pytest.mark.parametrize("zone", ["America/Sao_Paulo", "Africa/Cairo", "Europe/Berlin"])
def test_no_half_hour_of_a_year_is_left_out_or_offered_on_two_days(zone: str) -> None:
    with in_zone(zone):
        year = 2018 if zone == "America/Sao_Paulo" else 2026
        first = date(year, 1, 1)
        long_ago = utc(year - 1, 12, 1)
        moments = [
            moment
            for number in range(365)
            for moment in half_hours_of(first + timedelta(days=number), long_ago)
        ]
        assert len(moments) == len(set(moments))
        steps = {after - before for before, after in pairwise(moments)}
        assert steps == {timedelta(minutes=30)}
