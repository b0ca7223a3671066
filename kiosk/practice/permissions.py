"""Who may do what: scopes times roles times on whom.

Sources: the permission tables of the Graph pages, and Microsoft Entra's 'Who can perform
sensitive actions'.
"""

from __future__ import annotations

from collections.abc import Collection

from kiosk.practice.messages import GraphRefusalError
from kiosk.practice.people import Person
from kiosk.practice.roles import (
    APPLICATION_MANAGERS,
    CONSENT_FOR_ALL,
    LESSER,
    METHOD_READERS,
    POLICY_READERS,
    REGISTRARS,
    Role,
)
from kiosk.practice.tokens import Grant

WRITE_OTHERS = frozenset(
    {"UserAuthMethod-QR.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All"}
)
READ_OTHERS = WRITE_OTHERS | {"UserAuthMethod-QR.Read.All", "UserAuthenticationMethod.Read.All"}
WRITE_SELF = WRITE_OTHERS | {
    "UserAuthMethod-QR.ReadWrite",
    "UserAuthenticationMethod.ReadWrite",
}
READ_SELF = READ_OTHERS | WRITE_SELF | {"UserAuthMethod-QR.Read", "UserAuthenticationMethod.Read"}
READ_PEOPLE = frozenset({"User.Read.All"})
READ_PEOPLE_BASIC = frozenset({"User.ReadBasic.All"}) | READ_PEOPLE
READ_MYSELF = frozenset({"User.Read"}) | READ_PEOPLE
READ_GROUPS = frozenset({"GroupMember.Read.All"})
READ_UNITS = frozenset({"AdministrativeUnit.Read.All"})
READ_ROLES = frozenset({"RoleManagement.Read.Directory"})
READ_DIRECTORY = frozenset({"Directory.Read.All"})
READ_MEMBERSHIPS = READ_PEOPLE | READ_GROUPS | READ_DIRECTORY
READ_POLICY = frozenset({"Policy.Read.AuthenticationMethod"})
WRITE_APPLICATIONS = frozenset({"Application.ReadWrite.All"})
READ_APPLICATIONS = WRITE_APPLICATIONS | {"Application.Read.All", "Directory.Read.All"}


def denied() -> GraphRefusalError:
    """Return the directory's refusal."""
    return GraphRefusalError(
        403,
        "Authorization_RequestDenied",
        "Insufficient privileges to complete the operation.",
    )


def method_denied() -> GraphRefusalError:
    """Return the authentication methods' refusal."""
    return GraphRefusalError(403, "accessDenied", "Request Authorization failed")


def require_scope(grant: Grant, scopes: frozenset[str]) -> None:
    """Refuse a token that holds none of these scopes."""
    if not grant.scopes & scopes:
        raise denied()


def require_method_scope(grant: Grant, *, myself: bool, write: bool) -> None:
    """Refuse a token whose scopes do not cover a person's authentication method."""
    if myself:
        needed = WRITE_SELF if write else READ_SELF
    else:
        needed = WRITE_OTHERS if write else READ_OTHERS
    if not grant.scopes & needed:
        raise method_denied()


def require_method_role(actor: Person, target: Person, *, write: bool) -> None:
    """Refuse somebody whose roles do not reach this person's authentication method."""
    if actor.number == target.number:
        return
    roles = frozenset(actor.roles)
    if actor.unit_of_role is not None:
        in_unit = target.shop is not None and target.shop % 4 == actor.unit_of_role
        roles = roles if in_unit else frozenset()
    reaches_all = Role.PRIVILEGED_AUTHENTICATION in roles
    reaches_some = Role.AUTHENTICATION in roles and LESSER.issuperset(target.roles)
    reads = not write and bool(roles & (METHOD_READERS - {Role.AUTHENTICATION}))
    if not (reaches_all or reaches_some or reads):
        raise method_denied()


def require_policy_reader(actor: Person) -> None:
    """Refuse somebody without a role that reads the authentication method policy."""
    if not POLICY_READERS.intersection(_tenant_wide(actor)):
        raise denied()


def may_consent_for_all(actor: Person) -> bool:
    """Whether somebody may consent to delegated permissions on behalf of everybody."""
    return bool(CONSENT_FOR_ALL.intersection(_tenant_wide(actor)))


def require_registrar(actor: Person, *, members_may: bool) -> None:
    """Refuse to register for whoever may not; members may unless the tenant forbids it.

    Source: 'What are the default user permissions in Microsoft Entra ID?', register applications.
    """
    if not (members_may or REGISTRARS.intersection(_tenant_wide(actor))):
        raise denied()


def may_manage_all(actor: Person) -> bool:
    """Whether somebody has a role that may change every registration."""
    return bool(APPLICATION_MANAGERS.intersection(_tenant_wide(actor)))


def require_manager(actor: Person, owners: Collection[str]) -> None:
    """Refuse to change a registration for whoever is none of its owners and has no role for it."""
    if actor.id not in owners and not may_manage_all(actor):
        raise denied()


def _tenant_wide(actor: Person) -> tuple[Role, ...]:
    return () if actor.unit_of_role is not None else actor.roles
