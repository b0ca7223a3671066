"""The recovery table of ARCHITECTURE.md, row by row: what is lost, and what comes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.models.badge import Badge, BadgeKind, Credentials, Method
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.target import Target
from kiosk.services.operations import reset_pin as reset_pin_module
from kiosk.services.operations.extend_badge import ExtendBadge
from kiosk.services.operations.issue_badge import IssueBadge
from kiosk.services.operations.issue_temporary_badge import IssueTemporaryBadge
from kiosk.services.operations.operation import Operation
from kiosk.services.operations.remove_badge import RemoveBadge
from kiosk.services.operations.replace_badge import ReplaceBadge
from kiosk.services.operations.reset_pin import ResetPin
from tests.support.methods import (
    LOST,
    REFUSED,
    START,
    Happening,
    ScriptedMethods,
    methods_with_pin,
    work_with,
)

ARCHITECTURE = Path(__file__).parents[4] / "ARCHITECTURE.md"
SAM = Target(Person("1", "Sam Rivera", "sam.rivera@example.com"))
NEW_END = START + timedelta(days=390)
LASTING = [Happening(made=False, answer=LOST)] * 12
"""More lost answers than an operation has patience for, none of them to a change that was made."""


@pytest.fixture(autouse=True)
def _no_settling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reset_pin_module, "SETTLING_SECONDS", 0.0)


def nobody() -> ScriptedMethods:
    return ScriptedMethods()


def holder() -> ScriptedMethods:
    return methods_with_pin()


def holder_of_both() -> ScriptedMethods:
    methods = methods_with_pin()
    assert methods.method is not None
    extra = Badge(BadgeKind.TEMPORARY, "extra", START, START + timedelta(hours=8))
    methods.method = methods.method.with_badge(BadgeKind.TEMPORARY, extra)
    return methods


def held(methods: ScriptedMethods, kind: BadgeKind = BadgeKind.STANDARD) -> Badge | None:
    return None if methods.method is None else methods.method.badge(kind)


def reset(_: ScriptedMethods) -> Operation:
    return ResetPin(SAM)


def issue(_: ScriptedMethods) -> Operation:
    return IssueBadge(SAM, 365)


def replacement(methods: ScriptedMethods) -> Operation:
    return ReplaceBadge(SAM, held(methods), 365, also_reset_pin=False)


def replacement_with_pin(methods: ScriptedMethods) -> Operation:
    return ReplaceBadge(SAM, held(methods), 365, also_reset_pin=True)


def temporary(methods: ScriptedMethods) -> Operation:
    return IssueTemporaryBadge(SAM, held(methods, BadgeKind.TEMPORARY), 8)


def extension(methods: ScriptedMethods) -> Operation:
    badge = held(methods)
    assert badge is not None
    return ExtendBadge(SAM, badge, NEW_END)


def removal(_: ScriptedMethods) -> Operation:
    return RemoveBadge(SAM)


@dataclass(frozen=True)
class Row:
    """One line of the table.

    `script` says what becomes of each change in turn, `fails_reading` which readings fail.
    `codes` are how the first run may end: None is well. `finishes` says whether the same
    operation, run again once the faults are over, then ends well.
    """

    operation: str
    lost: str
    begin: Callable[[], ScriptedMethods]
    make: Callable[[ScriptedMethods], Operation]
    script: list[Happening]
    codes: tuple[ErrorCode | None, ...]
    fails_reading: tuple[int, ...] = ()
    meddle: Callable[[ScriptedMethods], None] | None = None
    finishes: bool = True
    id: str = field(default="", compare=False)


def lost(*, made: bool = True) -> Happening:
    return Happening(made=made, answer=LOST)


def put_other(kind: BadgeKind) -> Callable[[ScriptedMethods], None]:
    """Let somebody else make a code of that kind, or a method with one."""

    def meddle(methods: ScriptedMethods) -> None:
        other = Badge(kind, "theirs", START, START + timedelta(days=3))
        if methods.method is None:
            methods.method = Method(other, None, None)
        else:
            methods.method = methods.method.with_badge(kind, other)

    return meddle


def move_end(methods: ScriptedMethods) -> None:
    """Let somebody else move the end of the badge."""
    badge = held(methods)
    assert methods.method is not None
    assert badge is not None
    moved = replace(badge, expires=NEW_END - timedelta(days=5))
    methods.method = methods.method.with_badge(BadgeKind.STANDARD, moved)


STANDARD, TEMPORARY = BadgeKind.STANDARD, BadgeKind.TEMPORARY
ANY = tuple(range(1, 40))
FINE = Happening()
DENIED = Happening(made=False, answer=REFUSED)

ROWS = (
    Row("reset PIN", "the answer to the reset", holder, reset, [lost()], (None,)),
    Row("reset PIN", "the answer to the reset", holder, reset, [lost(made=False)], (None,)),
    Row(
        "reset PIN", "the answer to the reset", holder, reset, LASTING,
        (ErrorCode.PIN_UNCONFIRMED,),
    ),
    Row(
        "reset PIN", "the reading after a clean answer", holder, reset, [], (None,),
        fails_reading=ANY,
    ),
    Row(
        "reset PIN", "the reading after a lost answer", holder, reset, [lost()],
        (ErrorCode.PIN_UNCONFIRMED,), fails_reading=(1,),
    ),
    Row("issue badge", "the answer to the creation", nobody, issue, [lost()], (None,)),
    Row("issue badge", "the answer to the creation", nobody, issue, [lost(made=False)], (None,)),
    Row(
        "issue badge", "the answer to the creation", nobody, issue, LASTING,
        (ErrorCode.BADGE_UNCONFIRMED,),
    ),
    Row(
        "issue badge", "the reading after a lost creation", nobody, issue, [lost()],
        (ErrorCode.BADGE_UNCONFIRMED,), fails_reading=(2,),
    ),
    Row(
        "issue badge", "the answer to the removal of a lost badge", nobody, issue,
        [lost(), lost()], (None,),
    ),
    Row(
        "issue badge", "the answer to the removal of a lost badge", nobody, issue,
        [lost(), lost(made=False)], (None,),
    ),
    Row(
        "issue badge", "the answer to the removal of a lost badge", nobody, issue,
        [lost(), *LASTING], (ErrorCode.BADGE_UNCONFIRMED,),
    ),
    Row(
        "issue badge", "a method with other dates appears", nobody, issue,
        [lost(made=False)], (ErrorCode.METHOD_EXISTS,), meddle=put_other(STANDARD),
        finishes=False,
    ),
    Row("replace badge", "the answer to the deletion", holder, replacement, [lost()], (None,)),
    Row(
        "replace badge", "the answer to the deletion", holder, replacement,
        [lost(made=False)], (None,),
    ),
    Row(
        "replace badge", "the answer to the deletion", holder, replacement, LASTING,
        (ErrorCode.DELETION_UNCONFIRMED,),
    ),
    Row(
        "replace badge", "the reading after a lost deletion", holder, replacement, [lost()],
        (ErrorCode.DELETION_UNCONFIRMED,), fails_reading=(2,),
    ),
    Row(
        "replace badge", "the creation is refused", holder, replacement, [FINE, DENIED],
        (ErrorCode.BADGE_GONE,),
    ),
    Row(
        "replace badge", "the answer to the creation", holder, replacement,
        [FINE, lost()], (None,),
    ),
    Row(
        "replace badge", "the answer to the creation", holder, replacement,
        [FINE, lost(made=False)], (None,),
    ),
    Row(
        "replace badge", "the answer to the creation", holder, replacement,
        [FINE, *LASTING], (ErrorCode.BADGE_UNCONFIRMED,),
    ),
    Row(
        "replace badge", "the answer to the deletion of a lost badge", holder, replacement,
        [FINE, lost(), lost()], (None,),
    ),
    Row(
        "replace badge", "the answer to the deletion of a lost badge", holder, replacement,
        [FINE, lost(), lost(made=False)], (None,),
    ),
    Row(
        "replace badge", "the answer to the deletion of a lost badge", holder, replacement,
        [FINE, lost(), *LASTING], (ErrorCode.BADGE_UNCONFIRMED,),
    ),
    Row(
        "replace badge", "another badge appears", holder, replacement,
        [lost()], (ErrorCode.PERSON_CHANGED,), meddle=put_other(STANDARD), finishes=False,
    ),
    Row(
        "replace badge and PIN", "the reset is refused", holder, replacement_with_pin,
        [FINE, FINE, DENIED], (ErrorCode.PIN_NOT_RESET,),
    ),
    Row(
        "replace badge and PIN", "the answer to the reset", holder, replacement_with_pin,
        [FINE, FINE, lost()], (None,),
    ),
    Row(
        "replace badge and PIN", "the answer to the reset", holder, replacement_with_pin,
        [FINE, FINE, *LASTING], (ErrorCode.PIN_UNCONFIRMED,),
    ),
    Row(
        "temporary badge", "the answer to the deletion", holder_of_both, temporary,
        [lost()], (None,),
    ),
    Row(
        "temporary badge", "the answer to the deletion", holder_of_both, temporary, LASTING,
        (ErrorCode.DELETION_UNCONFIRMED,),
    ),
    Row(
        "temporary badge", "the creation is refused", holder_of_both, temporary,
        [FINE, DENIED], (ErrorCode.TEMPORARY_BADGE_GONE,),
    ),
    Row(
        "temporary badge", "the answer to the creation", holder, temporary, [lost()], (None,),
    ),
    Row(
        "temporary badge", "the answer to the creation", holder, temporary, LASTING,
        (ErrorCode.BADGE_UNCONFIRMED,),
    ),
    Row(
        "temporary badge", "another temporary badge appears", holder, temporary,
        [lost(made=False)], (ErrorCode.PERSON_CHANGED,), meddle=put_other(TEMPORARY),
        finishes=False,
    ),
    Row("extend badge", "the answer to the move", holder, extension, [lost()], (None,)),
    Row(
        "extend badge", "the answer to the move", holder, extension, [lost(made=False)], (None,),
    ),
    Row(
        "extend badge", "the answer to the move", holder, extension, LASTING,
        (ErrorCode.EXTENSION_UNCONFIRMED,),
    ),
    Row(
        "extend badge", "another badge appears", holder, extension, [lost(made=False)],
        (ErrorCode.PERSON_CHANGED,), meddle=put_other(STANDARD), finishes=False,
    ),
    Row(
        "extend badge", "another end appears", holder, extension, [lost(made=False)],
        (ErrorCode.PERSON_CHANGED,), meddle=move_end, finishes=False,
    ),
    Row("remove badge", "the answer to the removal", holder, removal, [lost()], (None,)),
    Row(
        "remove badge", "the answer to the removal", holder, removal, [lost(made=False)], (None,),
    ),
    Row(
        "remove badge", "the answer to the removal", holder, removal, LASTING,
        (ErrorCode.REMOVAL_UNCONFIRMED,),
    ),
    Row(
        "remove badge", "the reading after a lost removal", holder, removal, [lost()],
        (ErrorCode.REMOVAL_UNCONFIRMED,), fails_reading=(1,),
    ),
)  # fmt: skip


def run(operation: Operation, methods: ScriptedMethods) -> Credentials | StationError:
    try:
        return operation.run(work_with(methods))
    except StationError as error:
        return error


def assert_true(
    row: Row, operation: Operation, methods: ScriptedMethods, made: Credentials
) -> None:
    """What came out is what there is, and nobody lacks a badge that they had."""
    if isinstance(operation, RemoveBadge):
        assert methods.method is None
        return
    assert methods.method is not None
    if made.pin is not None:
        assert made.pin.digits.reveal() == methods.working_pin
    if made.issued is not None:
        assert made.issued.badge == methods.method.badge(made.issued.badge.kind)
    if isinstance(operation, ExtendBadge):
        assert methods.method.standard == replace(methods_with_pin_badge(), expires=NEW_END)
    assert methods.method.standard is not None, row


def methods_with_pin_badge() -> Badge:
    badge = held(methods_with_pin())
    assert badge is not None
    return badge


@pytest.mark.parametrize(
    "row", ROWS, ids=[f"{row.operation}: {row.lost} {number}" for number, row in enumerate(ROWS)]
)
def test_each_row_ends_as_the_table_says_and_can_be_finished(row: Row) -> None:
    methods = row.begin()
    operation = row.make(methods)
    methods.script = list(row.script)
    methods.read_fails = lambda reading: reading in row.fails_reading
    if row.meddle is not None:
        meddle_after_first_change(methods, row.meddle)
    outcome = run(operation, methods)
    code = outcome.code if isinstance(outcome, StationError) else None
    assert code in row.codes
    if isinstance(outcome, Credentials):
        assert_true(row, operation, methods, outcome)
        return
    if not row.finishes:
        return
    assert outcome.maybe_done
    assert operation.half_done is not None
    came_out = operation.came_out()
    if code in (ErrorCode.PIN_NOT_RESET, ErrorCode.PIN_UNCONFIRMED) and "badge" in row.operation:
        assert came_out is not None
        assert came_out.issued is not None
    methods.script = []
    methods.read_fails = lambda _: False
    finished = run(operation, methods)
    assert isinstance(finished, Credentials), finished
    assert_true(row, operation, methods, finished)
    if came_out is not None:
        assert finished.issued is came_out.issued


def meddle_after_first_change(
    methods: ScriptedMethods, meddle: Callable[[ScriptedMethods], None]
) -> None:
    """Let somebody else come in between the first change and what follows it."""
    read = methods.read
    happened: list[bool] = []

    def read_after(*arguments: object, **named: object) -> Method | None:
        changes = methods.creations + methods.deletions + methods.moves + methods.removals
        if changes and not happened:
            happened.append(True)
            meddle(methods)
        return read(*arguments, **named)  # type: ignore[arg-type]  # handed through as it came

    methods.read = read_after  # type: ignore[method-assign]  # it listens in


def test_the_documented_table_has_just_these_rows() -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    section = text.partition("## Recovery of a lost answer")[2].partition("\n## ")[0]
    documented = set(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", section, re.MULTILINE))
    documented -= {("operation", "lost"), ("---", "---")}
    assert documented == {(row.operation, row.lost) for row in ROWS}
