"""How far the end of a badge can be moved: before, at and after each date that counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.models.badge import Badge, BadgeKind, BadgeState, Policy
from kiosk.services.operations.days import badge_days, extended_end

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def badge(starts: datetime, expires: datetime) -> Badge:
    return Badge(BadgeKind.STANDARD, "held", starts, expires)


def test_a_badge_that_runs_out_works_as_long_as_a_new_one_would() -> None:
    held = badge(NOW - 350 * DAY, NOW + 15 * DAY)
    assert extended_end(held, NOW, 40) == NOW + 40 * DAY


def test_no_badge_works_longer_than_395_days_from_its_start() -> None:
    start = NOW - 350 * DAY
    assert extended_end(badge(start, NOW + 15 * DAY), NOW, 365) == start + 395 * DAY


@pytest.mark.parametrize(
    ("left", "gains"),
    [(DAY + SECOND, True), (DAY, True), (DAY - SECOND, False), (timedelta(0), False)],
)
def test_an_end_is_moved_only_where_that_gains_a_day(left: timedelta, gains: bool) -> None:
    start = NOW - 100 * DAY
    held = badge(start, start + 395 * DAY - left)
    assert (extended_end(held, NOW, 395) is not None) is gains


@pytest.mark.parametrize(
    ("ends_in", "gains"), [(SECOND, True), (timedelta(0), False), (-SECOND, False)]
)
def test_a_badge_that_has_ended_cannot_be_moved(ends_in: timedelta, gains: bool) -> None:
    held = badge(NOW - 30 * DAY, NOW + ends_in)
    assert (extended_end(held, NOW, 365) is not None) is gains


def test_a_badge_is_never_shortened() -> None:
    assert extended_end(badge(NOW - DAY, NOW + 300 * DAY), NOW, 90) is None


def test_a_badge_that_works_only_later_can_be_moved_too() -> None:
    held = badge(NOW + 5 * DAY, NOW + 10 * DAY)
    assert extended_end(held, NOW, 365) == NOW + 365 * DAY
    assert extended_end(badge(NOW + 5 * DAY, NOW + 10 * DAY), NOW, 12) == NOW + 12 * DAY


def test_the_new_end_has_no_fraction_that_the_service_would_drop() -> None:
    now = NOW + timedelta(microseconds=123_456)
    start = NOW - 350 * DAY + timedelta(microseconds=654_321)
    for days in (40, 395):
        end = extended_end(badge(start, NOW + 15 * DAY), now, days)
        assert end is not None
        assert end.microsecond == 0
        assert end <= start + 395 * DAY


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (NOW - SECOND, BadgeState.NOT_YET),
        (NOW, BadgeState.ACTIVE),
        (NOW + SECOND, BadgeState.ACTIVE),
        (NOW + DAY - SECOND, BadgeState.ACTIVE),
        (NOW + DAY, BadgeState.EXPIRED),
        (NOW + DAY + SECOND, BadgeState.EXPIRED),
    ],
)
def test_a_badge_works_from_its_start_until_just_before_its_end(
    moment: datetime, state: BadgeState
) -> None:
    assert badge(NOW, NOW + DAY).state_at(moment) is state


@pytest.mark.parametrize(("setting", "policy", "days"), [(1, 365, 1), (396, None, 395)])
def test_the_setting_counts_before_the_policy_and_within_the_limits(
    setting: int | None, policy: int | None, days: int
) -> None:
    assert badge_days(setting, Policy(standard_days=policy)) == days
