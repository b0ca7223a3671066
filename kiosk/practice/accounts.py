"""The people who can sign in to practise, with passwords made from the seed."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kiosk.practice.directory import Directory
from kiosk.practice.people import KNOWN_PEOPLE, Person
from kiosk.practice.seeds import Seed


@dataclass(frozen=True, slots=True)
class Account:
    """A person with a password, and with a second factor's code where one is asked for."""

    person: Person
    password: str = field(repr=False)
    second_factor_code: str | None = field(repr=False)


class Accounts:
    """The practice accounts, found by sign-in name."""

    def __init__(self, seed: Seed, directory: Directory) -> None:
        self._seed = seed
        self._directory = directory
        self.listed: Sequence[Account] = tuple(
            self.account(directory.numbered(number), second_factor=known.second_factor)
            for number, known in enumerate(KNOWN_PEOPLE)
            if known.account
        )
        self._by_number = {account.person.number: account for account in self.listed}

    def account(self, person: Person, *, second_factor: bool = False) -> Account:
        """Return the account of a person; everybody has a password, few are listed."""
        letters = base64.b32encode(self._seed.octets(10, "password", person.number)).decode()
        code = f"{self._seed.whole(900_000, 'second factor', person.number) + 100_000}"
        password = f"Practice-{letters[:5].lower()}-{letters[5:10].lower()}"
        return Account(person, password, code if second_factor else None)

    def may_sign_in(self, person: Person) -> bool:
        """Whether somebody who has signed in before is still there, and still enabled."""
        now = self._directory.find(person.id)
        return now is not None and now.enabled

    def find(self, user_name: str) -> Account | None:
        """Return the account with this sign-in name, or None."""
        person = self._directory.find(user_name.strip())
        if person is None or person.user_principal_name.lower() != user_name.strip().lower():
            return None
        listed = self._by_number.get(person.number)
        return replace(listed, person=person) if listed else self.account(person)


def same_secret(given: str, right: str) -> bool:
    """Compare two secrets without telling how far they agree."""
    return hmac.compare_digest(given.encode(), right.encode())
