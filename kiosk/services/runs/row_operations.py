"""Which operation a row of a run needs, and what the look before says about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from kiosk.models.badge import Badge, BadgeKind, BadgeState, Method
from kiosk.models.person import Person
from kiosk.models.run import Row, RowState, RunAction
from kiosk.models.target import Target
from kiosk.services.operations.creation import Dates, InRun
from kiosk.services.operations.days import extended_end
from kiosk.services.operations.extend_badge import ExtendBadge
from kiosk.services.operations.issue_badge import IssueBadge
from kiosk.services.operations.operation import Operation
from kiosk.services.operations.replace_badge import ReplaceBadge
from kiosk.services.operations.reset_pin import ResetPin

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def operation_for(
    row: Row, action: RunAction, dates: Dates, days: int, lost: Sequence[Dates]
) -> Operation:
    """Return what is to be done for a row.

    `dates` are those of this step; `lost` those of earlier ones that were cut off. Somebody who
    has a PIN but no badge that works gets a badge, and keeps the PIN.
    """
    assert row.person is not None, "a row that is done is about somebody"
    target = Target(row.person)
    in_run = InRun(dates, tuple(lost))
    if action is RunAction.RESET_PIN:
        return ResetPin(target)
    if action is RunAction.EXTEND:
        badge = _badge_of(row)
        assert badge is not None, "a row that is extended has a badge"
        # The end is reckoned from the first try, so that what was moved then is known as done.
        end = extended_end(badge, (lost[0] if lost else dates).starts, days)
        return ExtendBadge(target, badge, end or badge.expires)
    if action is RunAction.ISSUE and not row.has_method:
        return IssueBadge(target, days, in_run)
    return ReplaceBadge(target, _badge_of(row), days, also_reset_pin=False, in_run=in_run)


def state_for(
    action: RunAction, person: Person, method: Method | None, now: datetime, days: int
) -> RowState:
    """Say what would become of somebody whose method is known; `now` by the service's clock."""
    badge = None if method is None else method.standard
    state = RowState.READY
    if action is RunAction.ISSUE:
        if badge is not None and badge.state_at(now) is not BadgeState.EXPIRED:
            state = RowState.HAS_BADGE
    elif method is None:
        state = RowState.HAS_NO_METHOD
    elif action is not RunAction.RESET_PIN and badge is None:
        state = RowState.HAS_NO_BADGE
    elif (
        action is RunAction.EXTEND and badge is not None and extended_end(badge, now, days) is None
    ):
        state = RowState.NO_GAIN
    if state is RowState.READY and person.account_enabled is False:
        state = RowState.DISABLED
    return state


def _badge_of(row: Row) -> Badge | None:
    if not row.badge_id or row.expires is None:
        return None
    return Badge(BadgeKind.STANDARD, row.badge_id, row.starts or _LONG_AGO, row.expires)
