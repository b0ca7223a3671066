"""Very many changes by one sign-in ask who stands here; a day's work at the counter never does."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.models.clock import SystemClock
from kiosk.models.errors import MANY_CHANGES, ErrorCode, StationError
from kiosk.models.moment import Moment
from kiosk.services.change_limit import WINDOW_SECONDS, ChangeLimit

SIGNED_IN = Moment(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), 0.0)


class HandClock(SystemClock):
    """A clock that only moves when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


def is_refused(limit: ChangeLimit, signed_in_at: Moment = SIGNED_IN) -> bool:
    try:
        limit.begin(signed_in_at)
    except StationError as error:
        return error.code is ErrorCode.SIGN_IN_NEEDED and MANY_CHANGES in error.values
    return False


def test_the_change_after_the_last_allowed_one_asks(clock: HandClock) -> None:
    limit = ChangeLimit(3, clock)
    assert [is_refused(limit) for _ in range(5)] == [False, False, False, True, True]


def test_a_new_sign_in_begins_at_nothing(clock: HandClock) -> None:
    limit = ChangeLimit(2, clock)
    again = replace(SIGNED_IN, time=SIGNED_IN.time + timedelta(minutes=3))
    assert [is_refused(limit) for _ in range(3)] == [False, False, True]
    assert [is_refused(limit, again) for _ in range(3)] == [False, False, True]


def test_who_works_steadily_is_never_asked(clock: HandClock) -> None:
    limit = ChangeLimit(30, clock)
    for _ in range(500):
        clock.seconds += WINDOW_SECONDS / 30
        assert not is_refused(limit)


def test_what_is_longer_ago_counts_no_more(clock: HandClock) -> None:
    limit = ChangeLimit(2, clock)
    assert not is_refused(limit)
    clock.seconds = WINDOW_SECONDS - 1
    assert not is_refused(limit)
    assert is_refused(limit)
    clock.seconds = WINDOW_SECONDS
    assert not is_refused(limit)
    assert is_refused(limit)


def test_a_change_that_changed_nothing_does_not_count(clock: HandClock) -> None:
    limit = ChangeLimit(1, clock)
    moment = limit.begin(SIGNED_IN)
    limit.take_back(moment)
    limit.take_back(moment)
    assert not is_refused(limit)
    assert is_refused(limit)


def test_nought_is_no_limit(clock: HandClock) -> None:
    limit = ChangeLimit(0, clock)
    assert not any(is_refused(limit) for _ in range(1000))


def test_threads_that_come_together_get_no_more_than_one_after_another(clock: HandClock) -> None:
    limit, threads = ChangeLimit(20, clock), 8
    begun = threading.Barrier(threads)
    passed: list[bool] = []

    def change() -> None:
        begun.wait()
        passed.extend(not is_refused(limit) for _ in range(10))

    workers = [threading.Thread(target=change) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(10)
    assert len(passed) == threads * 10
    assert passed.count(True) == 20
