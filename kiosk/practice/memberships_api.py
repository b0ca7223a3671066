"""Graph's ``memberOf`` and ``transitiveMemberOf``: the groups, unit and roles of a person.

Sources: 'List a user's direct memberships', and 'Limited information returned for inaccessible
member objects': whoever may not read a kind of object gets its type and id, and null for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kiosk.practice.graph_call import GraphCall
from kiosk.practice.group_properties import (
    GROUP_DEFAULT,
    UNIT_DEFAULT,
    known_properties,
    properties,
)
from kiosk.practice.groups import Groups, Units
from kiosk.practice.messages import Answer
from kiosk.practice.odata import read_query, require_advanced_cast
from kiosk.practice.people import Person
from kiosk.practice.permissions import (
    READ_DIRECTORY,
    READ_GROUPS,
    READ_MEMBERSHIPS,
    READ_MYSELF,
    READ_ROLES,
    READ_UNITS,
)
from kiosk.practice.roles import Role
from kiosk.practice.seeds import Seed
from kiosk.practice.users_api import UsersApi

_ROLE_DEFAULT = ("id", "deletedDateTime", "description", "displayName", "roleTemplateId")
_READABLE_WITH = {
    "group": READ_GROUPS | READ_DIRECTORY,
    "administrativeUnit": READ_UNITS | READ_DIRECTORY,
    "directoryRole": READ_ROLES | READ_DIRECTORY,
}


class MembershipsApi:
    """Answers whose member somebody is."""

    def __init__(self, seed: Seed, groups: Groups, units: Units, users: UsersApi) -> None:
        self._seed = seed
        self._groups = groups
        self._units = units
        self._users = users

    def answer(
        self, call: GraphCall, key: str | None, cast: Sequence[str], *, transitive: bool
    ) -> Answer:
        """Return groups, unit and roles of a person; ``key`` is None for ``/me``."""
        call.require_method("GET")
        own = READ_MYSELF | READ_MEMBERSHIPS
        person = self._users.allowed(call, key, own, READ_MEMBERSHIPS)
        query = read_query(call.request)
        if cast and transitive:
            require_advanced_cast(query, cast[0])
        items = list(self._items(call, person, query.selected(), transitive=transitive))
        if cast:
            wanted = f"#{cast[0]}".lower()
            items = [item for item in items if item["@odata.type"].lower() == wanted]
        return call.page("directoryObjects", query, items, lambda item: item)

    def _items(
        self,
        call: GraphCall,
        person: Person,
        selected: tuple[str, ...] | None,
        *,
        transitive: bool,
    ) -> Iterator[dict[str, Any]]:
        for group in self._groups.of(person, transitive=transitive):
            names = known_properties(selected, GROUP_DEFAULT)
            yield _limited(call, "group", properties(group, names))
        unit = self._units.of(person)
        if unit is not None:
            names = known_properties(selected, UNIT_DEFAULT)
            yield _limited(call, "administrativeUnit", properties(unit, names))
        if person.unit_of_role is not None:
            return
        for role in person.roles:
            names = known_properties(selected, _ROLE_DEFAULT)
            yield _limited(call, "directoryRole", self._role(role, names))

    def _role(self, role: Role, names: tuple[str, ...]) -> dict[str, Any]:
        facts = {
            "id": self._seed.guid("role", role.value),
            "description": role.value,
            "displayName": role.value,
            "roleTemplateId": role.template_id,
        }
        return {name: facts.get(name) for name in names}


def _limited(call: GraphCall, kind: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Return an object with its type, and with no more than the caller may read of it."""
    if not call.grant.scopes & _READABLE_WITH[kind]:
        facts = {name: value if name == "id" else None for name, value in facts.items()}
    return {"@odata.type": f"#microsoft.graph.{kind}"} | facts
