"""The permissions of the tenant's one app registration, and how a request for them is read.

Names and ids are from 'Microsoft Graph permissions reference'.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.practice.messages import SignInRefusalError

GRAPH_RESOURCE = "00000003-0000-0000-c000-000000000000"
OPENID = frozenset({"openid", "profile", "offline_access", "email"})

CONSENTED = frozenset(
    {
        "UserAuthMethod-QR.ReadWrite.All",
        "UserAuthMethod-QR.ReadWrite",
        "UserAuthMethod-QR.Read.All",
        "UserAuthMethod-QR.Read",
        "UserAuthenticationMethod.ReadWrite.All",
        "UserAuthenticationMethod.ReadWrite",
        "UserAuthenticationMethod.Read.All",
        "UserAuthenticationMethod.Read",
        "User.Read",
        "User.ReadBasic.All",
        "User.Read.All",
        "GroupMember.Read.All",
        "Policy.Read.AuthenticationMethod",
        "AdministrativeUnit.Read.All",
        "RoleManagement.Read.Directory",
    }
)
"""What the tenant's administrator has consented to."""

USER_MAY_CONSENT = frozenset(
    {"Calendars.Read", "Mail.Read", "Files.Read", "People.Read", "Contacts.Read", "Presence.Read"}
)
"""What the person who signs in may consent to; the consent page asks."""

ADMIN_MUST_CONSENT = frozenset(
    {
        "Directory.Read.All",
        "Directory.ReadWrite.All",
        "Directory.AccessAsUser.All",
        "User.ReadWrite.All",
        "Group.Read.All",
        "Group.ReadWrite.All",
        "GroupMember.ReadWrite.All",
        "Policy.Read.All",
        "Policy.ReadWrite.AuthenticationMethod",
        "AuditLog.Read.All",
    }
)
"""What only an administrator can consent to, and nobody has."""


@dataclass(frozen=True, slots=True)
class RequestedScopes:
    """A reading of a ``scope`` parameter."""

    graph: frozenset[str]
    openid: frozenset[str]
    echoed: tuple[str, ...]
    to_consent: frozenset[str]

    @property
    def offline(self) -> bool:
        """Whether a refresh token is wanted."""
        return "offline_access" in self.openid


def read_scopes(text: str, graph_root: str) -> RequestedScopes:
    """Read a ``scope`` parameter; refuses unknown scopes, foreign resources, missing consent."""
    known = {name.lower(): name for name in CONSENTED | USER_MAY_CONSENT | ADMIN_MUST_CONSENT}
    graph: set[str] = set()
    openid: set[str] = set()
    echoed: list[str] = []
    for wanted in text.split():
        if wanted.lower() in OPENID:
            openid.add(wanted.lower())
            continue
        resource, short = _split(wanted)
        if resource and resource.lower().rstrip("/") not in {
            "https://graph.microsoft.com",
            graph_root.lower(),
            GRAPH_RESOURCE,
        }:
            raise SignInRefusalError(
                "invalid_resource",
                500011,
                f"The resource principal named {resource} was not found in the tenant named "
                "Practice. This can happen if the application has not been installed by the "
                "administrator of the tenant or consented to by any user in the tenant.",
            )
        prefix = wanted[: len(wanted) - len(short)]
        if short == ".default":
            graph |= CONSENTED
            echoed.extend(prefix + name for name in sorted(CONSENTED))
            echoed.append(wanted)
            continue
        name = known.get(short.lower())
        if name is None:
            raise SignInRefusalError(
                "invalid_client",
                650053,
                f"The application 'PIN Kiosk' asked for scope '{short}' that doesn't exist on "
                f"the resource '{GRAPH_RESOURCE}'. Contact the app vendor.",
            )
        graph.add(name)
        echoed.append(prefix + name)
    if graph & ADMIN_MUST_CONSENT:
        raise SignInRefusalError(
            "consent_required",
            90094,
            "An administrator must grant the application permissions for "
            f"{', '.join(sorted(graph & ADMIN_MUST_CONSENT))}.",
        )
    if not text.strip():
        raise missing_parameter("scope")
    return RequestedScopes(
        frozenset(graph), frozenset(openid), tuple(echoed), frozenset(graph & USER_MAY_CONSENT)
    )


def missing_parameter(name: str) -> SignInRefusalError:
    """Return the refusal for a request that lacks a parameter."""
    return SignInRefusalError(
        "invalid_request",
        900144,
        f"The request body must contain the following parameter: '{name}'.",
    )


def _split(wanted: str) -> tuple[str, str]:
    resource, slash, short = wanted.rpartition("/")
    return (resource, short) if slash else ("", wanted)
