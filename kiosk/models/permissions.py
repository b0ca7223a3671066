"""The delegated permissions that a station asks for, and the ids that a registration names them by.

Names and ids are from 'Microsoft Graph permissions reference'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.models.settings import WriteScope

READ_SCOPES = ("User.Read", "User.Read.All")
"""Who is signed in, and the look-up; beside the write scope that the settings name.

Scopes without a resource are Microsoft Graph's (Microsoft identity platform, 'Scopes and
permissions'), whatever address Graph is reached at.
"""

TEAM_SCOPE = "GroupMember.Read.All"
"""What reading groups and their members takes ('List group members', Graph)."""

UNIT_SCOPE = "AdministrativeUnit.Read.All"
"""What reading administrative units and their members takes ('List members', Graph)."""

POLICY_SCOPE = "Policy.Read.AuthenticationMethod"
"""What reading the policy of the QR code method takes, with a role that may read it."""

PERMISSION_IDS: Mapping[str, str] = MappingProxyType(
    {
        WriteScope.QR_METHOD.value: "db39086a-da7d-4cbd-9ac0-6816f9a80c95",
        WriteScope.ALL_METHODS.value: "b7887744-6746-4312-813d-72daeaee7e2d",
        "User.Read": "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
        "User.Read.All": "a154be20-db9c-4678-8ab7-66f6cc099a59",
        TEAM_SCOPE: "bc024368-1153-4739-b217-4326f2e966d0",
        UNIT_SCOPE: "3361d15d-be43-4de6-b441-3c746d05163d",
        POLICY_SCOPE: "a6ff13ac-1851-4993-8ca9-a671d70de2d5",
    }
)
"""The id of each permission that a station may ask for."""


@dataclass(frozen=True)
class Features:
    """What a station is to do beside badges and PINs of people who are looked up."""

    teams: bool = False
    units: bool = False
    policy: bool = False


def station_permissions(scope: WriteScope, features: Features) -> Sequence[str]:
    """Return the names of what a station with these features asks for, and nothing more."""
    more = (
        (features.teams, TEAM_SCOPE),
        (features.units, UNIT_SCOPE),
        (features.policy, POLICY_SCOPE),
    )
    return (scope.value, *READ_SCOPES, *(name for is_wanted, name in more if is_wanted))
