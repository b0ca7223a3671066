"""Where the tenant can be reached, and the addresses that follow from that."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Addresses:
    """The tenant's two entrances and its ids."""

    secure: str
    browser: str
    tenant_id: str
    client_id: str

    @property
    def authority(self) -> str:
        """What a sign-in library is given."""
        return f"{self.secure}/{self.tenant_id}"

    @property
    def pages(self) -> str:
        """The start of every address that a browser opens."""
        return f"{self.browser}/{self.tenant_id}"

    @property
    def issuer(self) -> str:
        """The issuer of every token."""
        return f"{self.authority}/v2.0"
