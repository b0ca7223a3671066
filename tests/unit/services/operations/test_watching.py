"""PIN and badge are looked after while they are on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.models.badge import Badge, BadgeKind, Credentials, IssuedBadge
from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode
from kiosk.models.person import Person
from kiosk.models.secret import Secret
from kiosk.models.target import Target
from kiosk.services.operations import reset_pin as reset_pin_module
from kiosk.services.operations import watching
from kiosk.services.operations.reset_pin import reset_pin
from kiosk.services.operations.watching import watch
from tests.support.methods import (
    LOST,
    START,
    Happening,
    ScriptedMethods,
    methods_with_pin,
    work_with,
)

SAM = Target(Person("1", "Sam Rivera", "sam.rivera@example.com"))


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reset_pin_module, "SETTLING_SECONDS", 0.0)
    monkeypatch.setattr(watching, "WATCH_SECONDS", 0.0)


def badge_beside(methods: ScriptedMethods) -> Credentials:
    """Return a badge that was just made, without a PIN."""
    badge = Badge(BadgeKind.STANDARD, "new", START, START + timedelta(days=1))
    assert methods.method is not None
    methods.method = methods.method.with_badge(BadgeKind.STANDARD, badge)
    return Credentials(issued=IssuedBadge(badge, Secret("ms-qrpin:v1|a@b|new|key")))


def test_a_later_reset_is_noticed() -> None:
    methods = methods_with_pin(Happening(answer=LOST))
    credentials = reset_pin(work_with(methods), SAM)
    methods._set_pin("55555555")
    assert watch(methods, SAM, credentials, CancelToken()) == {ErrorCode.PIN_SUPERSEDED}


def test_a_badge_that_was_deleted_is_noticed() -> None:
    methods = methods_with_pin()
    credentials = badge_beside(methods)
    assert methods.method is not None
    methods.method = methods.method.with_badge(BadgeKind.STANDARD, None)
    assert watch(methods, SAM, credentials, CancelToken()) == {ErrorCode.BADGE_SUPERSEDED}


def test_a_badge_that_was_replaced_is_noticed() -> None:
    methods = methods_with_pin()
    credentials = badge_beside(methods)
    assert methods.method is not None
    assert methods.method.standard is not None
    other = replace(methods.method.standard, id="other")
    methods.method = methods.method.with_badge(BadgeKind.STANDARD, other)
    assert watch(methods, SAM, credentials, CancelToken()) == {ErrorCode.BADGE_SUPERSEDED}


def test_a_removed_method_is_noticed() -> None:
    methods = methods_with_pin()
    credentials = reset_pin(work_with(methods), SAM)
    methods.method = None
    assert watch(methods, SAM, credentials, CancelToken()) == {ErrorCode.PIN_SUPERSEDED}


def test_pin_and_badge_that_went_together_are_both_noticed() -> None:
    methods = methods_with_pin()
    credentials = replace(badge_beside(methods), pin=reset_pin(work_with(methods), SAM).pin)
    methods.method = None
    both = {ErrorCode.PIN_SUPERSEDED, ErrorCode.BADGE_SUPERSEDED}
    assert watch(methods, SAM, credentials, CancelToken()) == both


def test_watching_goes_on_after_a_reading_that_failed() -> None:
    methods = methods_with_pin()
    credentials = reset_pin(work_with(methods), SAM)
    methods._set_pin("55555555")
    first = methods.reads + 1
    methods.read_fails = lambda reading: reading == first
    assert watch(methods, SAM, credentials, CancelToken()) == {ErrorCode.PIN_SUPERSEDED}


def test_watching_ends_when_it_is_cancelled() -> None:
    methods = methods_with_pin()
    credentials = reset_pin(work_with(methods), SAM)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(WorkCancelledError):
        watch(methods, SAM, credentials, cancel)
