"""How long a new badge works."""

from __future__ import annotations

from kiosk.models.badge import Policy
from kiosk.models.badge_limits import STANDARD_DAYS_DEFAULT, STANDARD_DAYS_MAX


def badge_days(setting: int | None, policy: Policy) -> int:
    """Return the days of a new badge: by the setting, else the policy, else 365."""
    return min(setting or policy.standard_days or STANDARD_DAYS_DEFAULT, STANDARD_DAYS_MAX)
