"""The properties of a user object, and which of them a basic permission shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kiosk.practice.directory import HEAD_OFFICE
from kiosk.practice.messages import GraphRefusalError
from kiosk.practice.people import DOMAIN, Person

SAME_FOR_ALL = {
    "companyName": "Practice Stores", "country": None, "state": None, "usageLocation": None,
}  # fmt: skip
_LANGUAGES = {
    "Lisbon": "pt-PT", "Zürich": "de-CH", "Göteborg": "sv-SE", "Nantes": "fr-FR", "Cork": "en-IE",
}  # fmt: skip
"""Elsewhere nobody has told the directory."""

_READ: dict[str, Callable[[Person], Any]] = {
    "businessPhones": lambda _: [],
    "displayName": lambda person: person.display_name,
    "givenName": lambda person: person.given_name,
    "jobTitle": lambda person: person.job_title,
    "mail": lambda person: person.mail,
    "mobilePhone": lambda _: None,
    "officeLocation": lambda person: person.office,
    "preferredLanguage": lambda person: _LANGUAGES.get(city_of(person.office) or ""),
    "surname": lambda person: person.surname,
    "userPrincipalName": lambda person: person.user_principal_name,
    "id": lambda person: person.id,
    "accountEnabled": lambda person: person.enabled,
    "ageGroup": lambda _: None,
    "city": lambda person: city_of(person.office),
    "companyName": lambda _: SAME_FOR_ALL["companyName"],
    "country": lambda _: None,
    "createdDateTime": lambda _: "2024-01-15T09:00:00Z",
    "department": lambda person: person.department,
    "employeeId": lambda person: person.employee_id,
    "employeeType": lambda _: None,
    "faxNumber": lambda _: None,
    "mailNickname": lambda person: person.user_principal_name.partition("@")[0],
    "onPremisesSyncEnabled": lambda _: None,
    "otherMails": lambda _: [],
    "postalCode": lambda _: None,
    "proxyAddresses": lambda person: [f"SMTP:{person.mail}"] if person.mail else [],
    "state": lambda _: None,
    "streetAddress": lambda _: None,
    "usageLocation": lambda _: None,
    "userType": lambda person: "Guest" if person.guest else "Member",
}
_BY_LOWER = {name.lower(): name for name in _READ}

DEFAULT = (
    "businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone",
    "officeLocation", "preferredLanguage", "surname", "userPrincipalName", "id",
)  # fmt: skip
BASIC = frozenset({"displayName", "givenName", "id", "mail", "surname", "userPrincipalName"})
SIGN_IN_DOMAIN = DOMAIN


def city_of(office: str) -> str | None:
    """Return the city of a shop, the last word of its name; Head Office is in none."""
    return None if office == HEAD_OFFICE else office.rpartition(" ")[2]


def canonical(name: str, *, option: str = "Select and Expand") -> str:
    """Return the property's own spelling; refuses a name that no user has."""
    found = _BY_LOWER.get(name.lower())
    if found is None:
        raise GraphRefusalError(
            400,
            "BadRequest",
            f"Parsing OData {option} failed: Could not find a property named '{name}' on type "
            "'microsoft.graph.user'.",
        )
    return found


def values(person: Person, names: Iterable[str], *, shown: frozenset[str] | None) -> dict[str, Any]:
    """Return the properties of a person; those that are not ``shown`` are null (None: all are)."""
    return {
        name: _READ[name](person) if shown is None or name in shown else _hidden(name)
        for name in names
    }


def value(person: Person, name: str) -> Any:
    """One property of a person."""
    return _READ[name](person)


def _hidden(name: str) -> list[str] | None:
    return [] if name in {"businessPhones", "otherMails", "proxyAddresses"} else None
