"""The delegated permissions that an application can ask for, and how a request for them is read.

Names and ids are from 'Microsoft Graph permissions reference'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.practice.messages import SignInRefusalError

GRAPH_RESOURCE = "00000003-0000-0000-c000-000000000000"
OPENID = frozenset({"openid", "profile", "offline_access", "email"})
OWN_NAME = "PIN Kiosk"
"""The name of the registration that the tenant starts with."""

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
"""What the tenant's administrator has consented to for the registration it starts with."""

USER_MAY_CONSENT = frozenset(
    {"Calendars.Read", "Mail.Read", "Files.Read", "People.Read", "Contacts.Read", "Presence.Read"}
)
"""What the person who signs in may consent to; the consent page asks."""

_OWN_CONSENT = USER_MAY_CONSENT | {"User.Read", "User.ReadBasic.All"}

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
        "Application.Read.All",
        "Application.ReadWrite.All",
    }
)
"""What only an administrator can consent to, and nobody has."""

IDS: Mapping[str, str] = {
    "UserAuthMethod-QR.ReadWrite.All": "db39086a-da7d-4cbd-9ac0-6816f9a80c95",
    "UserAuthMethod-QR.Read.All": "e4900dfb-ad17-410d-8ddb-7aebd8a6af1a",
    "UserAuthenticationMethod.ReadWrite.All": "b7887744-6746-4312-813d-72daeaee7e2d",
    "User.Read": "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
    "User.ReadBasic.All": "b340eb25-3456-403f-be2f-af7a0d370277",
    "User.Read.All": "a154be20-db9c-4678-8ab7-66f6cc099a59",
    "GroupMember.Read.All": "bc024368-1153-4739-b217-4326f2e966d0",
    "Policy.Read.AuthenticationMethod": "a6ff13ac-1851-4993-8ca9-a671d70de2d5",
    "AdministrativeUnit.Read.All": "3361d15d-be43-4de6-b441-3c746d05163d",
    "Directory.Read.All": "06da0dbc-49e2-44d2-8312-53f166ab848a",
    "Application.Read.All": "c79f8feb-a9db-4090-85f9-90d820caa0eb",
    "Application.ReadWrite.All": "bdfbf15f-ee85-4955-8675-146e8e5296b5",
    "openid": "37f7f235-527c-4136-accd-4a02d197296e",
    "profile": "14dad69e-099b-42c9-810b-d002981feec1",
    "email": "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
    "offline_access": "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
}
"""The ids that a registration may name; those of the station's permissions, and a few others."""


@dataclass(frozen=True, slots=True)
class RequestedScopes:
    """A reading of a ``scope`` parameter.

    ``to_consent`` is what the person who signs in may still consent to, ``to_approve`` what an
    administrator has to.
    """

    graph: frozenset[str]
    openid: frozenset[str]
    echoed: tuple[str, ...]
    to_consent: frozenset[str]
    to_approve: frozenset[str] = frozenset()
    client_name: str = OWN_NAME

    @property
    def offline(self) -> bool:
        """Whether a refresh token is wanted."""
        return "offline_access" in self.openid


def read_scopes(
    text: str,
    graph_root: str,
    client_name: str,
    consented: frozenset[str],
    registered: frozenset[str],
    *,
    refuses_at_once: bool,
) -> RequestedScopes:
    """Read a ``scope`` parameter; refuses unknown scopes and foreign resources.

    ``consented`` is what an administrator has consented to, ``registered`` what ``.default`` stands
    for besides. With ``refuses_at_once`` what takes an administrator is refused here already.
    """
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
            everything = consented | (registered - OPENID)
            graph |= everything
            echoed.extend(prefix + name for name in sorted(everything))
            echoed.append(wanted)
            continue
        name = known.get(short.lower())
        if name is None:
            raise SignInRefusalError(
                "invalid_client",
                650053,
                f"The application '{client_name}' asked for scope '{short}' that doesn't exist on "
                f"the resource '{GRAPH_RESOURCE}'. Contact the app vendor.",
            )
        graph.add(name)
        echoed.append(prefix + name)
    missing = frozenset(graph - consented)
    to_approve = missing - _OWN_CONSENT
    if to_approve and refuses_at_once:
        raise approval_needed(to_approve)
    if not text.strip():
        raise missing_parameter("scope")
    return RequestedScopes(
        frozenset(graph),
        frozenset(openid),
        tuple(echoed),
        missing & _OWN_CONSENT,
        to_approve,
        client_name,
    )


def approval_needed(scopes: frozenset[str]) -> SignInRefusalError:
    """Return the refusal of what only an administrator can consent to."""
    return SignInRefusalError(
        "consent_required",
        90094,
        f"An administrator must grant the application permissions for {', '.join(sorted(scopes))}.",
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
