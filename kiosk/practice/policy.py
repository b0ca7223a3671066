"""The tenant's QR code policy: its state, the badge's lifetime and the PIN's shortest length.

Source: Microsoft Graph, 'qrCodePinAuthenticationMethodConfiguration resource type'.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from kiosk.practice.pin_rules import SHORTEST

STANDARD_DAYS = 365
LONGEST_DAYS = 395


class PolicyState(enum.Enum):
    """Whether the method may be used at all; the value is Graph's."""

    ENABLED = "enabled"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the policy says; the defaults are the service's own."""

    days: int = STANDARD_DAYS
    pin_length: int = SHORTEST
    state: PolicyState = PolicyState.ENABLED

    @property
    def enabled(self) -> bool:
        """Whether methods and codes may be made."""
        return self.state is PolicyState.ENABLED


class PolicyDesk:
    """Holds the policy of the moment; one assignment changes it, so any thread may read it."""

    def __init__(self, policy: Policy) -> None:
        self.current = policy

    def turn(self, state: PolicyState) -> None:
        """Enable or disable the method for the whole tenant."""
        self.current = replace(self.current, state=state)
