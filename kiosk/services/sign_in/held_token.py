"""The access token that is in use, and the times when to renew it and when it is no good."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.models.secret import Secret

RENEW_BEFORE_END_SECONDS = 300.0
TOO_LATE_SECONDS = 30.0


@dataclass
class HeldToken:
    """A token; the times are in the clock's monotonic seconds.

    That clock may stand still while the machine sleeps. Then the service refuses the token,
    and it is renewed for that.
    """

    token: Secret
    renew_at: float
    good_until: float

    @classmethod
    def taken(
        cls, token: Secret, now: float, expires_in: float, renew_in: float | None
    ) -> HeldToken:
        """Work the times out; `renew_in` is what the service asked for, in seconds from now.

        Without such a wish it is renewed 5 minutes before its end, as msal does it; a token
        of a few minutes only, in its last quarter.
        """
        latest = expires_in - min(RENEW_BEFORE_END_SECONDS, expires_in / 4)
        renew_after = latest if renew_in is None else min(latest, renew_in)
        margin = min(TOO_LATE_SECONDS, expires_in / 10)
        return cls(token, now + renew_after, now + expires_in - margin)
