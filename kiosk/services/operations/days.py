"""How long a badge works, and how far its end can be moved."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.models.badge import Badge, BadgeState, Policy
from kiosk.models.badge_limits import STANDARD_DAYS_DEFAULT, STANDARD_DAYS_MAX

LEAST_GAIN = timedelta(days=1)
"""Less than this is not worth moving an end for; then a new badge is the better answer."""


def badge_days(setting: int | None, policy: Policy) -> int:
    """Return the days of a new badge: by the setting, else the policy, else 365."""
    return min(setting or policy.standard_days or STANDARD_DAYS_DEFAULT, STANDARD_DAYS_MAX)


def extended_end(badge: Badge, now: datetime, days: int) -> datetime | None:
    """Return until when a badge can work if its end is moved, None where that gains nothing.

    As long as a new badge of `days` would, but never beyond 395 days from its own start
    (Graph: 'Create or update qrCode'). A badge that has ended cannot be moved.
    """
    if badge.state_at(now) is BadgeState.EXPIRED:
        return None
    # A start still to come sets no nearer limit; at the end of the calendar nothing can be added.
    limit = min(badge.starts, now) + timedelta(days=STANDARD_DAYS_MAX)
    end = min(limit, now + timedelta(days=days)).replace(microsecond=0)
    return end if end - badge.expires >= LEAST_GAIN else None
