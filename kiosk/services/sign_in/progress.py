"""What a sign-in tells while it waits for a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class BrowserOpened:
    """The system's browser shows the sign-in page.

    The address ties the answer to this sign-in, so it is kept out of logs.
    """

    address: str = field(repr=False)


@dataclass(frozen=True)
class BrowserNotOpened:
    """No browser could be opened; the address can be opened by hand, on this machine only."""

    address: str = field(repr=False)


@dataclass(frozen=True)
class DeviceCodeShown:
    """A code to type on another device, at `address`.

    `complete_address` holds the code already, where the service offers such an address.
    """

    user_code: str = field(repr=False)
    address: str
    complete_address: str | None = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True)
class Finishing:
    """The person is done; the station fetches the tokens."""


SignInProgress = BrowserOpened | BrowserNotOpened | DeviceCodeShown | Finishing
