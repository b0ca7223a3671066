"""The registration that stations sign in through: what it must be, and what a tenant has.

Sources: Microsoft Graph, 'application resource type', 'requiredResourceAccess resource type'.
Nothing is ever taken away from a registration that is there: others may rely on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from kiosk.models.permissions import PERMISSION_IDS

TAG = "pin-kiosk-station"
"""Marks the registration, whatever somebody renames it to."""

DEFAULT_NAME = "PIN Kiosk"
REDIRECT = "http://localhost"
"""With any port ('Redirect URI (reply URL) restrictions and limitations', localhost exceptions)."""

# Addresses that lead to a program on whichever computer somebody signs in at.
_ON_THIS_COMPUTER = re.compile(
    r"http://(localhost|127\.0\.0\.1)(:\d+)?(/|$)|msal[0-9a-f-]{36}://auth$|"
    r"https://login\.microsoftonline\.com/common/oauth2/nativeclient$|"
    r"ms-appx-web://microsoft\.aad\.brokerplugin/|urn:ietf:wg:oauth:2\.0:oob$",
    re.IGNORECASE,
)

AUDIENCE = "AzureADMyOrg"
"""Accounts of this organisation alone."""

GRAPH_RESOURCE = "00000003-0000-0000-c000-000000000000"
"""Microsoft Graph's own application id, the same in every tenant."""

READ_PROPERTIES = (
    "id", "appId", "displayName", "signInAudience", "isFallbackPublicClient", "publicClient",
    "web", "spa", "requiredResourceAccess", "tags", "passwordCredentials", "keyCredentials",
)  # fmt: skip


PRINCIPAL_PROPERTIES = ("id", "appId", "replyUrls", "passwordCredentials", "keyCredentials")


class Change(StrEnum):
    """What setup adds to a registration that is there and lacks it."""

    REDIRECT = "redirect"
    PUBLIC_CLIENT = "public-client"
    PERMISSIONS = "permissions"
    TAG = "tag"


class Oddity(StrEnum):
    """What a registration has beyond what stations need; told, and left as it is."""

    MORE_PERMISSIONS = "more-permissions"
    OTHER_ORGANISATIONS = "other-organisations"
    OTHER_ADDRESSES = "other-addresses"
    SECRETS = "secrets"
    OTHER_OWNERS = "other-owners"


REVIEWED_FIRST = frozenset({Oddity.OTHER_ADDRESSES, Oddity.SECRETS, Oddity.OTHER_OWNERS})
"""What lets somebody else use an administrator's consent, so it is looked at before that is given.

More permissions than are wanted stand on the consent page itself.
"""


@dataclass(frozen=True)
class Wanted:
    """What the registration is to be: a name for a new one, and names of delegated permissions."""

    name: str
    permissions: Sequence[str]

    def body(self) -> dict[str, Any]:
        """Return the body that creates it ('Create application')."""
        return {
            "displayName": self.name,
            "signInAudience": AUDIENCE,
            "isFallbackPublicClient": True,
            "publicClient": {"redirectUris": [REDIRECT]},
            "requiredResourceAccess": [
                {"resourceAppId": GRAPH_RESOURCE, "resourceAccess": self._accesses()}
            ],
            "tags": [TAG],
        }

    def _accesses(self) -> list[dict[str, str]]:
        return [{"id": PERMISSION_IDS[name], "type": "Scope"} for name in self.permissions]


@dataclass(frozen=True)
class Registration:
    """A registration as the tenant has it; `required` is its property of that name, as it came."""

    object_id: str
    client_id: str
    name: str
    audience: str = AUDIENCE
    is_public: bool = False
    redirects: tuple[str, ...] = ()
    required: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    tags: tuple[str, ...] = ()
    web_redirects: tuple[str, ...] = ()
    has_secrets: bool = False

    @property
    def permission_ids(self) -> frozenset[str]:
        """The ids of Graph's delegated permissions that it names."""
        return frozenset(
            str(access.get("id")).lower()
            for resource in self.required
            if _is_graph(resource)
            for access in _dictionaries(resource.get("resourceAccess"))
            if access.get("type") == "Scope"
        )

    def with_principal(self, entry: object) -> Registration:
        """Return it with the addresses and secrets that its service principal has besides."""
        if not isinstance(entry, dict):
            return self
        return replace(
            self,
            web_redirects=(*self.web_redirects, *_texts(entry.get("replyUrls"))),
            has_secrets=self.has_secrets or _has_secrets(entry),
        )

    def changes(self, wanted: Wanted) -> tuple[Change, ...]:
        """Return what it lacks."""
        lacks = {
            Change.REDIRECT: REDIRECT not in {one.rstrip("/") for one in self.redirects},
            Change.PUBLIC_CLIENT: not self.is_public,
            Change.PERMISSIONS: not self.permission_ids >= _ids(wanted),
            Change.TAG: TAG not in self.tags,
        }
        return tuple(change for change, is_lacking in lacks.items() if is_lacking)

    def oddities(self, wanted: Wanted, *, has_other_owners: bool = False) -> tuple[Oddity, ...]:
        """Return what it has beyond what is wanted; its owners are not among its properties."""
        has = {
            Oddity.MORE_PERMISSIONS: bool(self._all_ids() - _ids(wanted)),
            Oddity.OTHER_ORGANISATIONS: self.audience != AUDIENCE,
            Oddity.OTHER_ADDRESSES: any(
                not _ON_THIS_COMPUTER.match(one) for one in (*self.redirects, *self.web_redirects)
            ),
            Oddity.SECRETS: self.has_secrets,
            Oddity.OTHER_OWNERS: has_other_owners,
        }
        return tuple(oddity for oddity, is_there in has.items() if is_there)

    def body(self, changes: Sequence[Change], wanted: Wanted) -> dict[str, Any]:
        """Return the body that adds what is lacking ('Update application').

        What is written replaces a whole property, so what is there is written with it.
        """
        bodies: dict[Change, dict[str, Any]] = {
            Change.REDIRECT: {"publicClient": {"redirectUris": [*self.redirects, REDIRECT]}},
            Change.PUBLIC_CLIENT: {"isFallbackPublicClient": True},
            Change.PERMISSIONS: {"requiredResourceAccess": self._required_with(wanted)},
            Change.TAG: {"tags": [*self.tags, TAG]},
        }
        return {name: value for change in changes for name, value in bodies[change].items()}

    def _required_with(self, wanted: Wanted) -> list[Mapping[str, Any]]:
        lacking = _ids(wanted) - self.permission_ids
        added = [
            {"id": PERMISSION_IDS[name], "type": "Scope"}
            for name in wanted.permissions
            if PERMISSION_IDS[name] in lacking
        ]
        there = [one for one in self.required if _is_graph(one)]
        accesses = [access for one in there for access in _dictionaries(one.get("resourceAccess"))]
        graph = {"resourceAppId": GRAPH_RESOURCE, "resourceAccess": [*accesses, *added]}
        return [*(one for one in self.required if not _is_graph(one)), graph]

    def _all_ids(self) -> frozenset[str]:
        return frozenset(
            str(access.get("id")).lower()
            for resource in self.required
            for access in _dictionaries(resource.get("resourceAccess"))
        )


def read_registration(entry: object) -> Registration | None:
    """Read an application as Graph sends it; None where it is none."""
    if not isinstance(entry, dict):
        return None
    object_id, client_id = entry.get("id"), entry.get("appId")
    if not isinstance(object_id, str) or not isinstance(client_id, str):
        return None
    name, audience = entry.get("displayName"), entry.get("signInAudience")
    return Registration(
        object_id=object_id,
        client_id=client_id.lower(),
        name=name if isinstance(name, str) else "",
        audience=audience if isinstance(audience, str) else "",
        is_public=entry.get("isFallbackPublicClient") is True,
        redirects=_redirects(entry.get("publicClient")),
        required=tuple(_dictionaries(entry.get("requiredResourceAccess"))),
        tags=_texts(entry.get("tags")),
        web_redirects=(*_redirects(entry.get("web")), *_redirects(entry.get("spa"))),
        has_secrets=_has_secrets(entry),
    )


def _redirects(platform: object) -> tuple[str, ...]:
    return _texts(platform.get("redirectUris")) if isinstance(platform, dict) else ()


def _has_secrets(entry: Mapping[str, Any]) -> bool:
    return any(entry.get(one) for one in ("passwordCredentials", "keyCredentials"))


def _ids(wanted: Wanted) -> frozenset[str]:
    return frozenset(PERMISSION_IDS[name] for name in wanted.permissions)


def _is_graph(resource: Mapping[str, Any]) -> bool:
    return str(resource.get("resourceAppId")).lower() == GRAPH_RESOURCE


def _dictionaries(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
