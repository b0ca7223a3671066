"""Whether a browser opened is told once it is known, and after a while in any case."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from kiosk.services.sign_in.browser_opening import LONG_SECONDS, BrowserOpening
from kiosk.services.sign_in.progress import BrowserNotOpened, BrowserOpened, SignInProgress
from tests.unit.services.sign_in.conftest import MovableClock
from tests.unit.services.sign_in.waiting import wait_until


def broken(_: str) -> bool:
    raise OSError


@pytest.mark.parametrize(
    ("open_browser", "told"),
    [
        (lambda _: True, BrowserOpened),
        (lambda _: False, BrowserNotOpened),
        (broken, BrowserNotOpened),
    ],
)
def test_it_is_told_once(open_browser: Callable[[str], bool], told: type[SignInProgress]) -> None:
    reports: list[SignInProgress] = []
    clock = MovableClock()
    opening = BrowserOpening(open_browser, "https://a.example", reports.append, clock)

    def is_told() -> bool:
        opening.look()
        return bool(reports)

    wait_until(is_told)
    clock.ahead_seconds = 2 * LONG_SECONDS
    opening.look()
    assert [type(one) for one in reports] == [told]


@pytest.mark.parametrize(("ends_with", "more"), [(True, []), (False, [BrowserNotOpened])])
def test_a_command_that_waits_for_the_browser_to_be_closed_is_taken_to_have_opened_it(
    ends_with: bool, more: list[type[SignInProgress]]
) -> None:
    closed, left = threading.Event(), threading.Event()
    reports: list[SignInProgress] = []
    clock = MovableClock()

    def open_browser(_: str) -> bool:
        closed.wait(30)
        left.set()
        return ends_with

    opening = BrowserOpening(open_browser, "https://a.example", reports.append, clock)
    opening.look()
    assert reports == []
    clock.ahead_seconds = LONG_SECONDS
    opening.look()
    opening.look()
    assert [type(one) for one in reports] == [BrowserOpened]
    closed.set()
    assert left.wait(30)

    def is_over() -> bool:
        opening.look()
        return opening._call is None

    wait_until(is_over)
    assert [type(one) for one in reports] == [BrowserOpened, *more]
