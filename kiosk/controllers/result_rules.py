"""What follows from an outcome, or from a scan beside it, by plain rules; nothing is held here."""

from __future__ import annotations

from datetime import datetime

from kiosk.controllers.operation import Outcome
from kiosk.controllers.operation_views import ConfirmView
from kiosk.controllers.result_view import ResultView
from kiosk.models.badge import BadgeState, Credentials, IssuedBadge
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.scan import BadgeScan
from kiosk.models.settings import BadgeSettings


def first_view(outcome: Outcome, settings: BadgeSettings, now: datetime) -> ResultView:
    """Return what the page shows first of an outcome; `now` is by the service's clock."""
    credentials, confirmed = outcome.credentials, outcome.confirmed
    return ResultView(
        action=confirmed.action,
        person=confirmed.person,
        pin=None if credentials.pin is None else credentials.pin.digits,
        is_visible=True,
        seconds_left=settings.pin_visible_seconds,
        method=credentials.method,
        issued=None if credentials.issued is None else credentials.issued.badge,
        now=now,
        expires=confirmed.expires,
        is_reprint=credentials.is_reprint,
        replaced=_has_replaced(confirmed, credentials),
        may_copy=settings.allow_copy,
        may_save_pdf=settings.allow_save_pdf,
        missing=credentials.missing,
    )


def has_nothing_new(credentials: Credentials) -> bool:
    """Say whether everything that can be had only now is a PIN, which can be made again."""
    return credentials.issued is None or credentials.is_reprint


def badge_of_scan(view: ResultView, scan: BadgeScan, now: datetime) -> IssuedBadge | None:
    """Return the person's own badge, to be printed beside the new PIN; None where it is not.

    Raises StationError REPRINT_REFUSED for a badge that is not the one that works now.
    """
    if scan.content is None or view.pin is None or view.issued is not None:
        return None
    if view.person.user_principal_name.casefold() != scan.user_principal_name.casefold():
        return None
    standard = None if view.method is None else view.method.standard
    if standard is None or not scan.is_of(standard):
        raise StationError(ErrorCode.REPRINT_REFUSED)
    if standard.state_at(now) is not BadgeState.ACTIVE:
        raise StationError(ErrorCode.REPRINT_REFUSED)
    return IssuedBadge(standard, scan.content.duplicate(), "l")


def _has_replaced(confirmed: ConfirmView, credentials: Credentials) -> bool:
    """Say whether the new badge took the place of another one."""
    if credentials.issued is None or credentials.is_reprint or confirmed.method is None:
        return False
    return confirmed.method.badge(credentials.issued.badge.kind) is not None
