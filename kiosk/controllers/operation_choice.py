"""Which operation does what a supervisor has confirmed. Loads requests, so it comes late."""

from __future__ import annotations

from kiosk.controllers.operation_views import ConfirmView
from kiosk.controllers.person_view import Action
from kiosk.models.target import Target
from kiosk.services.operations.extend_badge import ExtendBadge
from kiosk.services.operations.issue_badge import IssueBadge
from kiosk.services.operations.issue_temporary_badge import IssueTemporaryBadge
from kiosk.services.operations.operation import Operation
from kiosk.services.operations.remove_badge import RemoveBadge
from kiosk.services.operations.replace_badge import ReplaceBadge
from kiosk.services.operations.reset_pin import ResetPin


def operation_for(view: ConfirmView, days: int) -> Operation:
    """Return the operation, which remembers how far it gets; `days` are those of a new badge."""
    target = Target(view.person, view.is_self)
    standard = None if view.method is None else view.method.standard
    temporary = None if view.method is None else view.method.temporary
    match view.action:
        case Action.RESET_PIN:
            return ResetPin(target)
        case Action.ISSUE_BADGE:
            return IssueBadge(target, days)
        case Action.REPLACE_BADGE:
            return ReplaceBadge(target, standard, days, also_reset_pin=view.also_reset_pin)
        case Action.ISSUE_TEMPORARY_BADGE:
            return IssueTemporaryBadge(target, temporary, view.hours, view.starts)
        case Action.EXTEND_BADGE:
            # `actions_for` offers this only where there is a new end, which takes a badge.
            assert standard is not None, "only a badge can be extended"
            return ExtendBadge(target, standard, view.expires)
        case Action.REMOVE_BADGE:
            return RemoveBadge(target)
