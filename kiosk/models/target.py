"""Whose credentials something is about."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.models.person import Person


@dataclass(frozen=True)
class Target:
    """A person; `is_self` when it is the one who is signed in, reached as `/me`."""

    person: Person
    is_self: bool = False
