"""A PIN that is shown is the one that works, whatever gets lost on the way."""

from __future__ import annotations

import pytest

from kiosk.models.badge import Credentials
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.target import Target
from kiosk.services.operations import reset_pin as module
from kiosk.services.operations.in_doubt import Doubt
from kiosk.services.operations.operation import Work
from kiosk.services.operations.reset_pin import ResetPin, reset_pin
from tests.support.methods import (
    LOST,
    REFUSED,
    Happening,
    ScriptedMethods,
    methods_with_pin,
    work_with,
)

SAM = Target(Person("1", "Sam Rivera", "sam.rivera@example.com"))


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SETTLING_SECONDS", 0.0)


def reset(methods: ScriptedMethods) -> Credentials:
    return reset_pin(work_with(methods), SAM)


def shown(credentials: Credentials) -> str:
    assert credentials.pin is not None
    return credentials.pin.digits.reveal()


def test_the_pin_that_is_told_works() -> None:
    methods = methods_with_pin()
    credentials = reset(methods)
    assert shown(credentials) == methods.working_pin
    assert credentials.method is not None
    assert not credentials.follows_lost_answer


def test_a_pin_is_shown_although_the_badge_could_not_be_read() -> None:
    methods = methods_with_pin()
    methods.read_fails = lambda _: True
    credentials = reset(methods)
    assert shown(credentials) == methods.working_pin
    assert credentials.method is None


@pytest.mark.parametrize("made", [True, False])
def test_lost_answer_never_shows_a_dead_pin(made: bool) -> None:
    methods = methods_with_pin(Happening(made=made, answer=LOST))
    credentials = reset(methods)
    assert shown(credentials) == methods.working_pin == "00000002"
    assert credentials.follows_lost_answer


@pytest.mark.parametrize("reads", range(1, 4))
def test_a_lost_reset_that_finishes_late_is_noticed(reads: int) -> None:
    methods = methods_with_pin(Happening(answer=LOST, lands_after_reads=reads))
    assert shown(reset(methods)) == methods.working_pin


def overtake(methods: ScriptedMethods, times: int) -> None:
    """Let somebody else reset the PIN right after each of the first resets."""
    original = ScriptedMethods.reset_pin

    def overtaken(*arguments: object) -> object:
        pin = original(*arguments)  # type: ignore[arg-type]  # handed through as it came
        if methods.resets <= times:
            methods._set_pin("99999999")
        return pin

    methods.reset_pin = overtaken.__get__(methods)  # type: ignore[method-assign]


def test_somebody_else_resetting_at_the_same_moment_is_noticed() -> None:
    methods = methods_with_pin()
    overtake(methods, 1)
    assert shown(reset(methods)) == methods.working_pin == "00000002"


def test_a_refusal_changes_nothing_and_says_so() -> None:
    methods = methods_with_pin(Happening(made=False, answer=REFUSED))
    with pytest.raises(StationError) as caught:
        reset(methods)
    assert caught.value.code is ErrorCode.NOT_PERMITTED
    assert not caught.value.maybe_done
    assert methods.resets == 1


def test_answers_that_are_always_lost_end_in_an_honest_sentence() -> None:
    methods = methods_with_pin(*[Happening(answer=LOST)] * 20)
    with pytest.raises(StationError) as caught:
        reset(methods)
    assert caught.value.code is ErrorCode.PIN_UNCONFIRMED
    assert caught.value.maybe_done


def test_a_refusal_after_a_lost_answer_does_not_claim_that_nothing_happened() -> None:
    methods = methods_with_pin(Happening(answer=LOST), Happening(made=False, answer=REFUSED))
    with pytest.raises(StationError) as caught:
        reset(methods)
    assert caught.value.code is ErrorCode.PIN_UNCONFIRMED


def test_a_session_that_ends_after_a_lost_answer_asks_for_a_new_sign_in() -> None:
    ended = StationError(ErrorCode.SIGN_IN_NEEDED, claims="{}")
    methods = methods_with_pin(Happening(answer=LOST), Happening(made=False, answer=ended))
    with pytest.raises(StationError) as caught:
        reset(methods)
    assert caught.value.code is ErrorCode.SIGN_IN_NEEDED
    assert caught.value.claims == "{}"
    assert caught.value.maybe_done


def test_state_that_tells_no_time_cannot_confirm_a_pin_after_a_lost_answer() -> None:
    methods = methods_with_pin(Happening(answer=LOST))
    methods.shows_updated = False
    with pytest.raises(StationError) as caught:
        reset(methods)
    assert caught.value.code is ErrorCode.PIN_UNCONFIRMED


def test_method_removed_meanwhile_is_told() -> None:
    methods = methods_with_pin(Happening(made=False, answer=LOST))
    methods.method = None
    with pytest.raises(StationError) as caught:
        reset(methods)
    assert caught.value.code is ErrorCode.METHOD_MISSING


def work_in_doubt(methods: ScriptedMethods) -> Work:
    """Return the work of somebody whose PIN an earlier reset may still change."""
    work = work_with(methods)
    work.in_doubt.begin(SAM.person, Doubt.RESET)
    return work


def half_done_after(work: Work, code: ErrorCode) -> ErrorCode | None:
    """Run a reset that has to end with a code, and return what it then says it left."""
    operation = ResetPin(SAM)
    with pytest.raises(StationError) as caught:
        operation.run(work)
    assert caught.value.code is code
    return operation.half_done


def test_a_refusal_while_an_earlier_reset_is_in_doubt_leaves_something_to_finish() -> None:
    methods = methods_with_pin(Happening(made=False, answer=REFUSED))
    left = half_done_after(work_in_doubt(methods), ErrorCode.PIN_UNCONFIRMED)
    assert left is ErrorCode.PIN_UNCONFIRMED


def test_a_session_that_ends_while_an_earlier_reset_is_in_doubt_leaves_something_to_finish() -> (
    None
):
    ended = StationError(ErrorCode.SIGN_IN_NEEDED)
    methods = methods_with_pin(Happening(made=False, answer=ended))
    left = half_done_after(work_in_doubt(methods), ErrorCode.SIGN_IN_NEEDED)
    assert left is ErrorCode.PIN_UNCONFIRMED


def test_a_refusal_after_somebody_elses_reset_leaves_something_to_finish() -> None:
    methods = methods_with_pin(Happening(), Happening(made=False, answer=REFUSED))
    overtake(methods, 1)
    left = half_done_after(work_with(methods), ErrorCode.PIN_UNCONFIRMED)
    assert left is ErrorCode.PIN_UNCONFIRMED


def test_a_state_that_confirms_nothing_leaves_something_to_finish() -> None:
    methods = methods_with_pin()
    methods.shows_updated = False
    left = half_done_after(work_in_doubt(methods), ErrorCode.PIN_UNCONFIRMED)
    assert left is ErrorCode.PIN_UNCONFIRMED


def test_somebody_who_keeps_resetting_leaves_something_to_finish() -> None:
    methods = methods_with_pin()
    overtake(methods, 100)
    left = half_done_after(work_with(methods), ErrorCode.PIN_SUPERSEDED)
    assert left is ErrorCode.PIN_UNCONFIRMED


def test_nothing_is_left_to_finish_where_no_pin_works_or_the_old_one_does() -> None:
    missing = StationError(ErrorCode.METHOD_MISSING)
    methods = methods_with_pin(Happening(made=False, answer=missing))
    assert half_done_after(work_in_doubt(methods), ErrorCode.METHOD_MISSING) is None
    methods = methods_with_pin(Happening(made=False, answer=REFUSED))
    assert half_done_after(work_with(methods), ErrorCode.NOT_PERMITTED) is None
