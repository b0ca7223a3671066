"""Who owns a registration, and so may change it at any time without any role.

Sources: Microsoft Graph, 'List owners of an application', 'List owners of a service principal'.
Whoever owns one can add a redirect address or a secret, also after an administrator consented.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OwnerKind(StrEnum):
    """What an owner is; groups cannot own a registration."""

    ACCOUNT = "account"
    APPLICATION = "application"
    OTHER = "other"


_KINDS = {
    "#microsoft.graph.user": OwnerKind.ACCOUNT,
    "#microsoft.graph.serviceprincipal": OwnerKind.APPLICATION,
}


@dataclass(frozen=True)
class Owner:
    """One owner; name and sign-in name are empty where the directory does not show them."""

    id: str
    kind: OwnerKind = OwnerKind.ACCOUNT
    name: str = ""
    username: str = ""


def read_owner(entry: object) -> Owner | None:
    """Read an owner as Graph sends it; None where nobody could tell who it is."""
    if not isinstance(entry, dict):
        return None
    identity = entry.get("id")
    if not isinstance(identity, str) or not identity:
        return None
    kind = _KINDS.get(str(entry.get("@odata.type")).lower(), OwnerKind.OTHER)
    return Owner(
        identity.lower(),
        kind,
        _text(entry.get("displayName")),
        _text(entry.get("userPrincipalName")),
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
