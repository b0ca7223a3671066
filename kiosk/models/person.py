"""Somebody who works here, as the directory knows them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """One entry of the directory; empty text where the directory says nothing.

    `preferred_language` is a tag such as `de-CH`. `account_enabled` is None when the station
    may not read it.
    """

    id: str
    display_name: str
    user_principal_name: str
    mail: str = ""
    employee_id: str = ""
    job_title: str = ""
    department: str = ""
    office_location: str = ""
    preferred_language: str = ""
    account_enabled: bool | None = None

    @property
    def initials(self) -> str:
        """One or two letters to show where there is no photo."""
        words = [word for word in self.display_name.split() if word[0].isalnum()]
        if not words:
            return self.user_principal_name[:1].upper()
        if len(words) == 1 or not words[0][0].isascii():
            return words[0][0].upper()
        return (words[0][0] + words[-1][0]).upper()


@dataclass(frozen=True)
class Membership:
    """What a person belongs to: the ids of their groups, and whether they hold a role."""

    group_ids: frozenset[str] = frozenset()
    has_role: bool = False


@dataclass(frozen=True)
class Account:
    """Who is signed in at the station.

    `roles` holds the tenant-wide role template ids of the token's `wids`, or None when the
    token does not say: a hint for a friendly warning, never a gate, because the claim is
    optional and leaves out roles that are limited to an administrative unit. `tenant_id` is the
    organisation that they signed in to, as the token names it.
    """

    person_id: str
    display_name: str
    username: str
    roles: frozenset[str] | None = None
    tenant_id: str = field(default="", compare=False)
