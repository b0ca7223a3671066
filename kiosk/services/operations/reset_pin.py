"""Resetting a PIN, so that a PIN that is shown is the one that works."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto

from kiosk.models.badge import Credentials, Method, NewPin
from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.graph.client import SHORT
from kiosk.services.graph.methods import MethodService
from kiosk.services.operations.progress import Progress, Report, Step, waiting_at
from kiosk.services.operations.target import Target

SETTLING_SECONDS = 2.0
"""How long a reset whose answer was lost is given to finish late, before it is looked for."""

READING_SECONDS = 4.0
"""How long a PIN that nothing puts in doubt waits at most for its badge's state."""

WATCH_SECONDS = 3.0
"""How often a PIN is looked after that follows a lost answer, while it is on the screen."""


_CERTAIN = frozenset(
    {ErrorCode.SIGN_IN_NEEDED, ErrorCode.METHOD_MISSING, ErrorCode.PERSON_NOT_FOUND}
)
"""What says more than that nobody knows which PIN works: without a method, none does."""


class _Standing(Enum):
    """How a PIN that was just told stands against the state that is read afterwards."""

    OURS = auto()
    REPLACED = auto()
    UNCLEAR = auto()


def reset_pin(
    methods: MethodService,
    target: Target,
    cancel: CancelToken,
    report: Report,
    *,
    after_lost_answer: bool = False,
    on_lost: Callable[[], None] = lambda: None,
) -> Credentials:
    """Reset the PIN and return it with the state of the method.

    Recovery: when the answer to a reset is lost, nobody knows whether the old PIN still
    works and nobody can learn the new one. So the state is read, the reset is asked for
    again, and, because two resets under way can finish in either order, its PIN counts
    only when the state read afterwards carries the time of that very answer. With
    `after_lost_answer` that holds from the beginning, because an earlier operation ended
    without knowing. `on_lost` hears of every answer that is lost.

    Raises StationError: PIN_UNCONFIRMED when in the end nobody can say which PIN works,
    PIN_SUPERSEDED when somebody else keeps resetting the same PIN, and the service's
    refusals as they are, in which case nothing was changed.
    """
    backoff = methods.backoff()
    lost = after_lost_answer
    overtaken = False
    while True:
        report(Progress(Step.RESET_PIN))
        try:
            pin = methods.reset_pin(target, cancel, waiting_at(Step.RESET_PIN, report))
        except StationError as error:
            if not error.maybe_done:
                raise (_unconfirmed(error) if lost or overtaken else error) from None
            lost = True
            on_lost()
            try:
                wait = backoff.next_wait(error)
            except StationError:
                raise _unconfirmed(error) from None
            report(Progress(Step.READ_STATE, wait))
            cancel.wait(wait)
            _read_before_repeating(methods, target, cancel, report)
            continue
        standing, method = _standing(methods, target, pin, lost, cancel, report)
        if standing is _Standing.OURS or (standing is _Standing.UNCLEAR and not lost):
            return Credentials(pin=pin, method=method, follows_lost_answer=lost)
        pin.digits.clear()
        overtaken = True
        if standing is _Standing.UNCLEAR:
            raise StationError(ErrorCode.PIN_UNCONFIRMED, maybe_done=True)
        cancel.wait(backoff.next_wait(StationError(ErrorCode.PIN_SUPERSEDED, maybe_done=True)))


def watch_pin(
    methods: MethodService, target: Target, pin_updated: datetime | None, cancel: CancelToken
) -> None:
    """Look after a PIN that follows a lost answer, until cancelled.

    Returns when another reset has replaced it, or there is no PIN any more. A reading that
    fails is tried again later. `pin_updated` is what the reset's answer told.
    """
    while True:
        cancel.wait(WATCH_SECONDS)
        try:
            method = methods.read(target, cancel)
        except StationError:
            continue
        if method is None or method.pin is None or _is_later(method.pin.updated, pin_updated):
            return


def _standing(
    methods: MethodService,
    target: Target,
    pin: NewPin,
    lost: bool,  # noqa: FBT001 - one private caller
    cancel: CancelToken,
    report: Report,
) -> tuple[_Standing, Method | None]:
    """Read the state after a reset and hold the PIN against it.

    After a lost answer it is read twice, some time apart, because the lost reset may still
    finish; a reading that is older than the answer itself is read again.
    """
    report(Progress(Step.CONFIRM_PIN))
    readings = 4 if lost else 1
    settled = not lost
    method = None
    for reading in range(readings):
        if reading:
            cancel.wait(SETTLING_SECONDS)
        try:
            method = (
                methods.read(target, cancel, waiting_at(Step.CONFIRM_PIN, report))
                if lost
                else _read_briefly(methods, target, report)
            )
        except StationError:
            return _Standing.UNCLEAR, None
        updated = method.pin.updated if method is not None and method.pin is not None else None
        if method is None or _is_later(updated, pin.updated):
            return _Standing.REPLACED, method
        if is_same_moment(updated, pin.updated):
            if settled:
                return _Standing.OURS, method
            settled = True
    return _Standing.UNCLEAR, method


def _read_briefly(methods: MethodService, target: Target, report: Report) -> Method | None:
    """Read the state, but do not keep a known PIN from the screen for long; raises StationError."""
    cancel = CancelToken()
    limit = threading.Timer(READING_SECONDS, cancel.cancel)
    limit.daemon = True
    limit.start()
    try:
        return methods.read(target, cancel, waiting_at(Step.CONFIRM_PIN, report), SHORT)
    except WorkCancelledError:
        raise StationError(ErrorCode.ANSWER_TIMED_OUT) from None
    finally:
        limit.cancel()


def is_same_moment(one: datetime | None, other: datetime | None) -> bool:
    """Compare two times of the service, of which one may have been cut to fewer digits."""
    if one is None or other is None:
        return False
    grain = max(_grain(one), _grain(other))
    return _cut(one, grain) == _cut(other, grain)


def _grain(moment: datetime) -> int:
    """How many microseconds the last digit that was told may stand for."""
    return next(grain for grain in (1_000_000, 1_000, 1) if moment.microsecond % grain == 0)


def _cut(moment: datetime, grain: int) -> datetime:
    return moment.replace(microsecond=moment.microsecond // grain * grain)


def _is_later(one: datetime | None, other: datetime | None) -> bool:
    if one is None or other is None or is_same_moment(one, other):
        return False
    return one > other


def _read_before_repeating(
    methods: MethodService, target: Target, cancel: CancelToken, report: Report
) -> None:
    """Read the state before a reset is repeated; raises when there is nothing to repeat."""
    report(Progress(Step.READ_STATE))
    try:
        method = methods.read(target, cancel, waiting_at(Step.READ_STATE, report))
    except StationError as error:
        raise _unconfirmed(error) from None
    if method is None:
        raise StationError(ErrorCode.METHOD_MISSING, maybe_done=True)


def _unconfirmed(error: StationError) -> StationError:
    """Say that after a lost answer nobody knows which PIN works; what to do next stays."""
    code = error.code if error.code in _CERTAIN else ErrorCode.PIN_UNCONFIRMED
    return StationError(code, details=error.details, claims=error.claims, maybe_done=True)
