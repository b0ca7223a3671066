"""Resetting a PIN, so that a PIN that is shown is the one that works."""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import Enum, auto

from kiosk.models.audit_record import AuditOperation
from kiosk.models.badge import Credentials, Method, NewPin
from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.target import Target
from kiosk.services.graph.client import SHORT
from kiosk.services.operations.in_doubt import Doubt
from kiosk.services.operations.operation import Operation, Work
from kiosk.services.operations.progress import Step
from kiosk.services.operations.same_moment import is_later, is_same_moment

SETTLING_SECONDS = 2.0
"""How long a reset whose answer was lost is given to finish late, before it is looked for."""

READING_SECONDS = 4.0
"""How long a PIN that nothing puts in doubt waits at most for its badge's state."""

_NO_PIN_WORKS = frozenset({ErrorCode.METHOD_MISSING, ErrorCode.PERSON_NOT_FOUND})
"""What says more than that nobody knows which PIN works: without a method, none does."""


class ResetPin(Operation):
    """Makes a new PIN; the badge stays as it is. Recovery is that of `reset_pin`."""

    kind = AuditOperation.RESET_PIN

    def _run(self, work: Work) -> Credentials:
        return reset_pin(work, self.target, self._pin_is_unknown)

    def _pin_is_unknown(self) -> None:
        self._half_done = ErrorCode.PIN_UNCONFIRMED


class _Standing(Enum):
    """How a PIN that was just told stands against the state that is read afterwards."""

    OURS = auto()
    REPLACED = auto()
    UNCLEAR = auto()


def reset_pin(
    work: Work, target: Target, on_unknown: Callable[[], None] = lambda: None
) -> Credentials:
    """Reset the PIN and return it with the state of the method.

    Recovery: when the answer to a reset is lost, nobody knows whether the old PIN still
    works and nobody can learn the new one. So the state is read, the reset is asked for
    again, and, because two resets under way can finish in either order, its PIN counts
    only when the state read afterwards carries the time of that very answer. While an
    earlier reset of this person is in doubt that holds from the beginning. `on_unknown`
    hears of every answer that is lost, and of every end after which nobody knows which PIN
    works.

    Raises StationError: PIN_UNCONFIRMED when in the end nobody can say which PIN works,
    PIN_SUPERSEDED when somebody else keeps resetting the same PIN, and the service's
    refusals as they are, in which case nothing was changed.
    """
    try:
        return _reset_until_sure(work, target, on_unknown)
    except StationError as error:
        # Not every doubt comes from an answer that was lost here: an earlier reset, or
        # somebody else's, may have left it.
        if error.maybe_done and error.code not in _NO_PIN_WORKS:
            on_unknown()
        raise


def _reset_until_sure(work: Work, target: Target, on_lost: Callable[[], None]) -> Credentials:
    backoff = work.methods.backoff()
    lost = work.in_doubt.holds(target.person, Doubt.RESET)
    overtaken = False
    while True:
        work.reach(Step.RESET_PIN)
        try:
            pin = work.methods.reset_pin(target, work.cancel, work.waiting_at(Step.RESET_PIN))
        except StationError as error:
            if not error.maybe_done:
                raise (_unconfirmed(error) if lost or overtaken else error) from None
            lost = True
            # Only an answer that is lost begins the time anew: else somebody who keeps trying
            # would never get out of doubt.
            work.in_doubt.begin(target.person, Doubt.RESET)
            on_lost()
            try:
                work.wait(Step.READ_STATE, backoff, error)
            except StationError:
                raise _unconfirmed(error) from None
            _read_before_repeating(work, target)
            continue
        standing, method = _standing(work, target, pin, lost=lost)
        if standing is _Standing.OURS or (standing is _Standing.UNCLEAR and not lost):
            return Credentials(pin=pin, method=method, follows_lost_answer=lost)
        pin.digits.clear()
        overtaken = True
        if standing is _Standing.UNCLEAR:
            raise StationError(ErrorCode.PIN_UNCONFIRMED, maybe_done=True)
        superseded = StationError(ErrorCode.PIN_SUPERSEDED, maybe_done=True)
        work.cancel.wait(backoff.next_wait(superseded))


def _standing(
    work: Work, target: Target, pin: NewPin, *, lost: bool
) -> tuple[_Standing, Method | None]:
    """Read the state after a reset and hold the PIN against it.

    After a lost answer it is read twice, some time apart, because the lost reset may still
    finish; a reading that is older than the answer itself is read again.
    """
    readings = 4 if lost else 1
    settled = not lost
    method = None
    for reading in range(readings):
        if reading:
            work.cancel.wait(SETTLING_SECONDS)
        try:
            method = work.read(target, Step.CONFIRM_PIN) if lost else _read_briefly(work, target)
        except StationError:
            return _Standing.UNCLEAR, None
        updated = method.pin.updated if method is not None and method.pin is not None else None
        if method is None or is_later(updated, pin.updated):
            return _Standing.REPLACED, method
        if is_same_moment(updated, pin.updated):
            if settled:
                return _Standing.OURS, method
            settled = True
    return _Standing.UNCLEAR, method


def _read_briefly(work: Work, target: Target) -> Method | None:
    """Read the state, but do not keep a known PIN from the screen for long; raises StationError."""
    work.reach(Step.CONFIRM_PIN)
    cancel = CancelToken()
    limit = threading.Timer(READING_SECONDS, cancel.cancel)
    limit.daemon = True
    limit.start()
    try:
        return work.methods.read(target, cancel, work.waiting_at(Step.CONFIRM_PIN), SHORT)
    except WorkCancelledError:
        raise StationError(ErrorCode.ANSWER_TIMED_OUT) from None
    finally:
        limit.cancel()


def _read_before_repeating(work: Work, target: Target) -> None:
    """Read the state before a reset is repeated; raises when there is nothing to repeat."""
    try:
        method = work.read(target, Step.READ_STATE)
    except StationError as error:
        raise _unconfirmed(error) from None
    if method is None:
        raise StationError(ErrorCode.METHOD_MISSING, maybe_done=True)


def _unconfirmed(error: StationError) -> StationError:
    """Say that after a lost answer nobody knows which PIN works; what to do next stays."""
    says_more = error.code in _NO_PIN_WORKS or error.code is ErrorCode.SIGN_IN_NEEDED
    code = error.code if says_more else ErrorCode.PIN_UNCONFIRMED
    return StationError(code, details=error.details, claims=error.claims, maybe_done=True)
