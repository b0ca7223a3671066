"""The properties of groups and administrative units."""

from __future__ import annotations

from typing import Any

from kiosk.practice.groups import Collection
from kiosk.practice.messages import GraphRefusalError
from kiosk.practice.odata import Query, unsupported

GROUP_DEFAULT = (
    "id", "deletedDateTime", "classification", "createdDateTime", "description", "displayName",
    "expirationDateTime", "groupTypes", "isAssignableToRole", "mail", "mailEnabled",
    "mailNickname", "membershipRule", "membershipRuleProcessingState", "preferredDataLocation",
    "preferredLanguage", "proxyAddresses", "renewedDateTime", "securityEnabled", "theme",
    "visibility",
)  # fmt: skip
UNIT_DEFAULT = ("id", "deletedDateTime", "displayName", "description", "visibility")


def selected_properties(query: Query, default: tuple[str, ...]) -> tuple[str, ...]:
    """Return the properties asked for, or the default ones; refuses unknown ones."""
    selected = query.selected()
    if selected is None:
        return default
    by_lower = {name.lower(): name for name in default}
    for name in selected:
        if name.lower() not in by_lower:
            raise GraphRefusalError(
                400,
                "BadRequest",
                "Parsing OData Select and Expand failed: Could not find a property named "
                f"'{name}'.",
            )
    return tuple(by_lower[name.lower()] for name in selected)


def known_properties(selected: tuple[str, ...] | None, default: tuple[str, ...]) -> tuple[str, ...]:
    """Return the selected properties that this kind of object has; its id in any case."""
    if selected is None:
        return default
    wanted = {name.lower() for name in selected} | {"id"}
    return tuple(name for name in default if name.lower() in wanted)


def properties(item: Collection, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the properties of a group or unit."""
    facts: dict[str, Any] = {
        "id": item.id,
        "displayName": item.name,
        "description": item.description,
        "createdDateTime": "2024-01-15T09:00:00Z",
        "groupTypes": [],
        "mail": item.mail,
        "mailEnabled": False,
        "mailNickname": (item.mail or "").partition("@")[0],
        "proxyAddresses": [],
        "securityEnabled": True,
        "visibility": None,
    }
    return {name: facts.get(name) for name in names}


def filter_value(item: Collection, field: str) -> str | bool | None:
    """Return what a filter compares; refuses what no filter can ask for."""
    facts: dict[str, str | bool | None] = {
        "id": item.id,
        "displayname": item.name,
        "description": item.description,
        "mail": item.mail,
        "mailenabled": False,
        "securityenabled": True,
        "mailnickname": (item.mail or "").partition("@")[0],
    }
    if field.lower() not in facts:
        raise unsupported(f"Unsupported or invalid query filter clause on property '{field}'.")
    return facts[field.lower()]
