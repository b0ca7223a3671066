"""What can be done for a person now, and what is worth knowing before; plain rules, no Qt."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.controllers.person_view import Action, Hint, PersonView, ScannedBadge, ScanStanding
from kiosk.models.badge import BadgeState, Method
from kiosk.models.scan import BadgeScan

SOON = timedelta(days=30)
"""How long before its end a badge is said to run out soon."""


def actions_for(view: PersonView) -> tuple[Action, ...]:
    """Return what makes sense for a person whose state was read, in the order of the page.

    Where it is known that badges are not for them, none is made: the old one would be deleted,
    and the new one refused.
    """
    may_have_badges = _is_for(view) is not False
    if view.method is None:
        return (Action.ISSUE_BADGE,) if may_have_badges else ()
    actions = [Action.RESET_PIN]
    if may_have_badges:
        actions += [Action.REPLACE_BADGE, Action.ISSUE_TEMPORARY_BADGE]
    if view.new_end is not None:
        actions.append(Action.EXTEND_BADGE)
    if not view.is_self:
        actions.append(Action.REMOVE_BADGE)
    return tuple(actions)


def hints_for(view: PersonView, now: datetime) -> tuple[Hint, ...]:
    """Return what to say about a person whose state was read; what stops everything first."""
    hints = []
    if view.person.account_enabled is False:
        hints.append(Hint.ACCOUNT_DISABLED)
    if view.policy.enabled is False:
        hints.append(Hint.METHOD_OFF)
    elif _is_for(view) is False:
        hints.append(Hint.NOT_FOR_PERSON)
    if view.membership is not None and view.membership.has_role and not view.is_self:
        hints.append(Hint.HAS_ROLE)
    badge = None if view.method is None else view.method.standard
    pin = None if view.method is None else view.method.pin
    if badge is not None and badge.state_at(now) is BadgeState.ACTIVE:
        if badge.expires - now <= SOON:
            can_move = view.new_end is not None
            hints.append(Hint.ENDS_SOON if can_move else Hint.ENDS_SOON_FOR_GOOD)
        if badge.last_used is None and pin is not None and pin.must_change:
            hints.append(Hint.NEVER_USED)
    return tuple(hints)


def scanned_badge(
    scan: BadgeScan | None, method: Method | None, now: datetime
) -> ScannedBadge | None:
    """Say what a scanned badge is to its holder now; None where nothing was scanned."""
    if scan is None:
        return None
    standard = None if method is None else method.standard
    temporary = None if method is None else method.temporary
    if standard is not None and scan.is_of(standard):
        state = standard.state_at(now)
        may_reprint = state is BadgeState.ACTIVE and scan.content is not None
        return ScannedBadge(ScanStanding.STANDARD, state=state, may_reprint=may_reprint)
    if temporary is not None and scan.is_of(temporary):
        return ScannedBadge(ScanStanding.TEMPORARY, state=temporary.state_at(now))
    # The service says nothing of a code that is gone, so it may have been a temporary one.
    if standard is not None:
        return ScannedBadge(ScanStanding.REPLACED, standard.created or standard.starts)
    return ScannedBadge(ScanStanding.DELETED)


def _is_for(view: PersonView) -> bool | None:
    """Say whether badges are switched on for a person; None where nobody can tell."""
    if view.membership is None:
        return False if view.policy.enabled is False else None
    return view.policy.is_for(view.membership.group_ids)
