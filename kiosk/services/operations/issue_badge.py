"""Issuing the first badge and PIN of a person who has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.models.badge import Credentials, Method
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.graph.methods import MethodService
from kiosk.services.operations.progress import Progress, Report, Step, waiting_at
from kiosk.services.operations.reset_pin import is_same_moment
from kiosk.services.operations.target import Target


def issue_badge(
    methods: MethodService, target: Target, days: int, cancel: CancelToken, report: Report
) -> Credentials:
    """Create the person's method and return badge and PIN, which are told this once.

    Recovery: when the answer is lost, the state is read. A method with exactly the dates
    that were asked for is the lost one: nobody can print its code, so it is removed and
    made anew. A method with other dates is somebody else's work and is left alone.

    Raises StationError: METHOD_EXISTS when the person has one already, BADGE_UNCONFIRMED
    when in the end nobody can say whether there is one, and the service's refusals.
    """
    report(Progress(Step.READ_STATE))
    if methods.read(target, cancel, waiting_at(Step.READ_STATE, report)) is not None:
        raise StationError(ErrorCode.METHOD_EXISTS)
    starts = methods.server_now().replace(microsecond=0)
    expires = starts + timedelta(days=days)
    backoff = methods.backoff()
    lost = False
    while True:
        report(Progress(Step.ISSUE_BADGE))
        try:
            credentials = methods.create(
                target, starts, expires, cancel, waiting_at(Step.ISSUE_BADGE, report)
            )
        except StationError as error:
            if not (error.maybe_done or lost):
                raise
            # A second creation is refused while the lost one stands, so that is no end.
            lost = True
            try:
                wait = backoff.next_wait(error)
                report(Progress(Step.CONFIRM_BADGE, wait))
                cancel.wait(wait)
                _remove_lost(methods, target, (starts, expires), cancel, report)
            except StationError as failure:
                if failure.code is ErrorCode.METHOD_EXISTS:
                    raise
                raise _unconfirmed(failure) from None
        else:
            # A removal whose answer was lost may finish late and take this badge away too.
            return replace(credentials, follows_lost_answer=lost)


def _remove_lost(
    methods: MethodService,
    target: Target,
    dates: tuple[datetime, datetime],
    cancel: CancelToken,
    report: Report,
) -> None:
    """Remove the method whose answer was lost, if it was made; raises METHOD_EXISTS for another."""
    report(Progress(Step.CONFIRM_BADGE))
    method = methods.read(target, cancel, waiting_at(Step.CONFIRM_BADGE, report))
    if method is None:
        return
    if not _has_dates(method, dates):
        raise StationError(ErrorCode.METHOD_EXISTS)
    report(Progress(Step.REMOVE_LOST_BADGE))
    backoff = methods.backoff()
    while method is not None:
        try:
            methods.remove(target, cancel, waiting_at(Step.REMOVE_LOST_BADGE, report))
        except StationError as error:
            if not error.maybe_done:
                raise
            cancel.wait(backoff.next_wait(error))
            method = methods.read(target, cancel)
        else:
            return


def _has_dates(method: Method, dates: tuple[datetime, datetime]) -> bool:
    badge = method.standard
    return (
        badge is not None
        and is_same_moment(badge.starts, dates[0])
        and is_same_moment(badge.expires, dates[1])
    )


def _unconfirmed(error: StationError) -> StationError:
    code = ErrorCode.BADGE_UNCONFIRMED
    if error.code is ErrorCode.SIGN_IN_NEEDED:
        code = error.code
    return StationError(code, details=error.details, claims=error.claims, maybe_done=True)
