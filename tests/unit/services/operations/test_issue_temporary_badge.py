"""A temporary badge works for the hours that were chosen, whatever the clock on the wall does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.models.badge import BadgeKind
from kiosk.models.person import Person
from kiosk.models.target import Target
from kiosk.services.operations.issue_temporary_badge import IssueTemporaryBadge
from tests.support.methods import START, methods_with_pin, work_with
from tests.support.zones import in_zone

SAM = Target(Person("1", "Sam Rivera", "sam.rivera@example.com"))


def dates_of(hours: int, starts: datetime | None = None) -> tuple[datetime, datetime]:
    methods = methods_with_pin()
    IssueTemporaryBadge(SAM, None, hours, starts).run(work_with(methods))
    assert methods.method is not None
    made = methods.method.badge(BadgeKind.TEMPORARY)
    assert made is not None
    return made.starts, made.expires


def test_it_works_from_now_on() -> None:
    assert dates_of(8) == (START, START + timedelta(hours=8))


def test_it_works_from_a_later_time() -> None:
    later = START + timedelta(days=2, minutes=30)
    assert dates_of(3, later) == (later, later + timedelta(hours=3))


def test_a_time_that_has_passed_meanwhile_is_now() -> None:
    assert dates_of(8, START - timedelta(minutes=1)) == (START, START + timedelta(hours=8))


@pytest.mark.parametrize(
    ("starts", "wall"),
    [
        # 29 March 2026: from two o'clock straight to three.
        (datetime(2026, 3, 28, 21, 0, tzinfo=UTC), ("22:00", "07:00")),
        # 25 October 2026: from three o'clock back to two.
        (datetime(2026, 10, 24, 20, 0, tzinfo=UTC), ("22:00", "05:00")),
    ],
    ids=["spring", "autumn"],
)
def test_eight_hours_are_eight_hours_in_the_night_in_which_the_clock_changes(
    starts: datetime, wall: tuple[str, str]
) -> None:
    with in_zone("Europe/Berlin"):
        found = dates_of(8, starts.astimezone())
        assert found[1] - found[0] == timedelta(hours=8)
        assert tuple(f"{moment.astimezone():%H:%M}" for moment in found) == wall
