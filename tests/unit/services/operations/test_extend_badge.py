"""An end that somebody else has moved is left alone, and one that is ours already is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk.models.badge import Badge, BadgeKind
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.target import Target
from kiosk.services.operations.extend_badge import ExtendBadge
from tests.support.methods import (
    LOST,
    START,
    Happening,
    ScriptedMethods,
    methods_with_pin,
    work_with,
)

SAM = Target(Person("1", "Sam Rivera", "sam.rivera@example.com"))
NEW_END = START + timedelta(days=390)
FRACTION = timedelta(microseconds=123_456)


def held(methods: ScriptedMethods) -> Badge:
    assert methods.method is not None
    assert methods.method.standard is not None
    return methods.method.standard


def move_end(methods: ScriptedMethods, expires: datetime) -> None:
    """Let somebody else move the end."""
    assert methods.method is not None
    moved = replace(held(methods), expires=expires)
    methods.method = methods.method.with_badge(BadgeKind.STANDARD, moved)


@pytest.mark.parametrize("days", [-30, 400])
def test_an_end_that_somebody_else_moved_is_left_alone(days: int) -> None:
    methods = methods_with_pin()
    operation = ExtendBadge(SAM, held(methods), NEW_END)
    theirs = START + timedelta(days=days)
    move_end(methods, theirs)
    with pytest.raises(StationError) as caught:
        operation.run(work_with(methods))
    assert caught.value.code is ErrorCode.PERSON_CHANGED
    assert held(methods).expires == theirs
    assert methods.moves == 0


@pytest.mark.parametrize("told", [NEW_END, NEW_END + FRACTION])
def test_an_end_that_is_ours_already_is_done(told: datetime) -> None:
    methods = methods_with_pin()
    operation = ExtendBadge(SAM, held(methods), NEW_END)
    move_end(methods, told)
    credentials = operation.run(work_with(methods))
    assert credentials.method == methods.method
    assert methods.moves == 0


def test_an_end_that_is_read_with_fewer_digits_is_the_one_that_was_seen() -> None:
    methods = methods_with_pin()
    seen = replace(held(methods), expires=held(methods).expires + FRACTION)
    ExtendBadge(SAM, seen, NEW_END).run(work_with(methods))
    assert held(methods).expires == NEW_END


@pytest.mark.parametrize("made", [True, False])
def test_a_move_without_an_answer_is_finished_by_the_next_run(made: bool) -> None:
    methods = methods_with_pin(Happening(made=made, answer=LOST))
    methods.read_fails = lambda reading: reading == 2
    operation = ExtendBadge(SAM, held(methods), NEW_END)
    with pytest.raises(StationError) as caught:
        operation.run(work_with(methods))
    assert caught.value.code is ErrorCode.EXTENSION_UNCONFIRMED
    operation.run(work_with(methods))
    assert held(methods).expires == NEW_END
    assert methods.moves == (1 if made else 2)
