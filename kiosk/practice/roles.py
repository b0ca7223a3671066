"""The administrative roles that decide who may act on whom.

Template ids and the list of lesser roles are from Microsoft Entra's 'Built-in roles' and from its
table 'Who can perform sensitive actions'.
"""

from __future__ import annotations

import enum


class Role(enum.Enum):
    """A built-in role; the value is its display name."""

    APPLICATION = "Application Administrator"
    APPLICATION_DEVELOPER = "Application Developer"
    CLOUD_APPLICATION = "Cloud Application Administrator"
    PRIVILEGED_ROLE = "Privileged Role Administrator"
    AUTHENTICATION = "Authentication Administrator"
    PRIVILEGED_AUTHENTICATION = "Privileged Authentication Administrator"
    AUTHENTICATION_POLICY = "Authentication Policy Administrator"
    GLOBAL = "Global Administrator"
    GLOBAL_READER = "Global Reader"
    USER = "User Administrator"
    HELPDESK = "Helpdesk Administrator"
    TEAMS = "Teams Administrator"
    DIRECTORY_READERS = "Directory Readers"
    GUEST_INVITER = "Guest Inviter"
    MESSAGE_CENTER_READER = "Message Center Reader"
    PASSWORD = "Password Administrator"  # noqa: S105 - a role's name
    REPORTS_READER = "Reports Reader"
    USAGE_SUMMARY_READER = "Usage Summary Reports Reader"

    @property
    def template_id(self) -> str:
        """The role's id, the same in every tenant."""
        return _TEMPLATES[self]


_TEMPLATES = {
    Role.APPLICATION: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    Role.APPLICATION_DEVELOPER: "cf1c38e5-3621-4004-a7cb-879624dced7c",
    Role.CLOUD_APPLICATION: "158c047a-c907-4556-b7ef-446551a6b5f7",
    Role.PRIVILEGED_ROLE: "e8611ab8-c189-46e8-94e1-60213ab1f814",
    Role.AUTHENTICATION: "c4e39bd9-1100-46d3-8c65-fb160da0071f",
    Role.PRIVILEGED_AUTHENTICATION: "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
    Role.AUTHENTICATION_POLICY: "0526716b-113d-4c15-b2c8-68e3c22b9f80",
    Role.GLOBAL: "62e90394-69f5-4237-9190-012177145e10",
    Role.GLOBAL_READER: "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
    Role.USER: "fe930be7-5e62-47db-91af-98c3a49a38b1",
    Role.HELPDESK: "729827e3-9c14-49f7-bb1b-9608f156bbb8",
    Role.TEAMS: "69091246-20e8-4a56-aa4d-066075b2a7a8",
    Role.DIRECTORY_READERS: "88d8e3e3-8f55-4a1e-953a-9b9898b8876b",
    Role.GUEST_INVITER: "95e79109-95c0-4d8e-aee3-d01accf2d47b",
    Role.MESSAGE_CENTER_READER: "790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b",
    Role.PASSWORD: "966707d0-3269-4727-9be2-8c3a10f19b9d",
    Role.REPORTS_READER: "4a5d8f65-41da-4de4-8968-e035b65339cf",
    Role.USAGE_SUMMARY_READER: "75934031-6c7e-415a-99d7-48dbd49e875e",
}

PLAIN_MEMBER = "b79fbf4d-3ef9-4689-8143-76b194e85509"
"""The id that a token's ``wids`` holds for every member of the tenant."""

LESSER = frozenset(
    {
        Role.AUTHENTICATION,
        Role.DIRECTORY_READERS,
        Role.GUEST_INVITER,
        Role.MESSAGE_CENTER_READER,
        Role.PASSWORD,
        Role.REPORTS_READER,
        Role.USAGE_SUMMARY_READER,
    }
)
"""Roles whose holders an Authentication Administrator may still act on."""

CONSENT_FOR_ALL = frozenset(
    {Role.APPLICATION, Role.CLOUD_APPLICATION, Role.PRIVILEGED_ROLE, Role.GLOBAL}
)
"""Roles that may consent to delegated permissions on behalf of everybody ('Grant tenant-wide admin
consent to an application')."""

REGISTRARS = frozenset(
    {Role.APPLICATION, Role.CLOUD_APPLICATION, Role.APPLICATION_DEVELOPER, Role.GLOBAL}
)
"""Roles that may register applications where members may not ('Create application')."""

APPLICATION_MANAGERS = frozenset({Role.APPLICATION, Role.CLOUD_APPLICATION, Role.GLOBAL})
"""Roles that may change every registration ('Update application')."""

POLICY_READERS = frozenset({Role.GLOBAL, Role.GLOBAL_READER, Role.AUTHENTICATION_POLICY})
"""Roles that may read the authentication method policy."""

METHOD_READERS = frozenset(
    {Role.GLOBAL, Role.GLOBAL_READER, Role.AUTHENTICATION, Role.PRIVILEGED_AUTHENTICATION}
)
