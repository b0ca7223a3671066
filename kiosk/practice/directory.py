"""The people of the tenant: made from the seed, looked up through an index, never all in memory.

A person is built when asked for. What stays in memory is a few numbers a person and, for each
word of a name, the set of rows it occurs in, so that 200,000 people are found as fast as 2,000.
"""

from __future__ import annotations

import random
import threading
from array import array
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from kiosk.practice.employee_numbers import FIRST_EMPLOYEE, EmployeeNumbers
from kiosk.practice.name_table import NameField, name_table
from kiosk.practice.names import fold, tokens
from kiosk.practice.people import DOMAIN, KNOWN_PEOPLE, Credential, KnownPerson, Person
from kiosk.practice.rowset import first_rows, rowset, span
from kiosk.practice.seeds import Seed
from kiosk.practice.traits import (
    CITIES,
    JOBS,
    credential_of,
    has_photo,
    is_contractor,
    is_disabled,
    job_number,
    lacks_mail,
    lacks_number,
    roles_of,
)

PEOPLE_IN_A_SHOP = 100
HEAD_OFFICE = "Head Office"


@dataclass(frozen=True, slots=True)
class Change:
    """What practising has changed of a person; ``enabled`` is None where nothing."""

    gone: bool = False
    enabled: bool | None = None


class Directory:
    """All people of the tenant; safe from many threads.

    Practising changes only two things of them: whether somebody is there at all, and whether
    their account is enabled.
    """

    def __init__(self, seed: Seed, size: int) -> None:
        self.size = max(size, len(KNOWN_PEOPLE))
        self.shops = max(1, self.size // PEOPLE_IN_A_SHOP)
        self._seed = seed
        self._names, drawable = name_table()
        self._sort_names = [fold(name.display) for name in self._names]
        self._shop_of = array("i", [-1]) * self.size
        self._traits = array("I", [0]) * self.size
        self._name_of = array("H", [0]) * self.size
        self._upns: list[str] = []
        self._number_of_row = array("I")
        self._populate(drawable)
        self._row_of_number = array("I", [0]) * self.size
        for row, number in enumerate(self._number_of_row):
            self._row_of_number[number] = row
        self._rows_by_shop: list[array[int]] = [array("I") for _ in range(self.shops)]
        self._index_names()
        self._as_made = lru_cache(maxsize=8192)(self._make)
        self.everyone = span(0, self.size)
        self._changes: dict[int, Change] = {}
        self._changing = threading.Lock()
        self.enabled = self._marked(lambda it: not is_disabled(it), lambda it: it.enabled)
        self.contractors = self._marked(is_contractor, lambda it: it.contractor)
        self._mail_is_sign_in_name = self._marked(
            lambda it: not lacks_mail(it), lambda it: it.mail == ""
        )
        numbered = self._marked(
            lambda it: not lacks_number(it), lambda it: it.employee_id is not None
        )
        self.employees = EmployeeNumbers(self._row_of_number, numbered)
        self.guests = self._marked(lambda _: False, lambda it: it.guest)
        self.prefix_of_names = lru_cache(maxsize=1024)(self._prefix_of_names)

    @cached_property
    def newcomers(self) -> int:
        """Everyone who starts without a badge, and may have one."""
        without = {Credential.NONE, Credential.NO_BADGE}
        return self._marked(
            lambda it: not is_contractor(it) and credential_of(it) in without,
            lambda it: not it.contractor and it.credential in without,
        )

    def _populate(self, drawable: int) -> None:
        rng = random.Random(self._seed.whole(2**62, "people"))  # noqa: S311 - no secret
        draw, bits = rng.random, rng.getrandbits
        taken: dict[int, int] = {}
        spellings: list[tuple[str, int]] = []
        for number, known in enumerate(KNOWN_PEOPLE):
            self._name_of[number] = drawable + number
            self._shop_of[number] = -1 if known.shop is None else known.shop % self.shops
            spellings.append((known.name.lower() + "@" + DOMAIN, number))
        for number in range(len(KNOWN_PEOPLE), self.size):
            name = int(draw() * drawable)
            self._name_of[number] = name
            self._shop_of[number] = int(draw() * self.shops)
            self._traits[number] = bits(32)
            count = taken.get(name, 0) + 1
            taken[name] = count
            spelled = self._names[name].sign_in
            text = f"{spelled}{count}@{DOMAIN}" if count > 1 else f"{spelled}@{DOMAIN}"
            spellings.append((text, number))
        spellings.sort()
        self._upns = [text for text, _ in spellings]
        self._number_of_row = array("I", (number for _, number in spellings))

    def _index_names(self) -> None:
        rows_by_name: list[list[int]] = [[] for _ in self._names]
        for row, number in enumerate(self._number_of_row):
            rows_by_name[self._name_of[number]].append(row)
            shop = self._shop_of[number]
            if shop >= 0:
                self._rows_by_shop[shop].append(row)
        self._rows_by_name = rows_by_name
        rows_by_word: dict[str, list[int]] = {}
        for name, rows in zip(self._names, rows_by_name, strict=True):
            words = tokens(name.display)
            joined = [fold("".join(part)) for part in name.display.split()]
            for word in {*words, *joined}:
                rows_by_word.setdefault(word, []).extend(rows)
        self._words = sorted(rows_by_word)
        self._rows_of_word = [rowset(rows_by_word[word], self.size) for word in self._words]

    # One person

    def person(self, row: int) -> Person:
        """Return the person of a row."""
        person = self._as_made(row)
        change = self._changes.get(person.number)
        if change is None or change.enabled is None:
            return person
        return replace(person, enabled=change.enabled)

    def _make(self, row: int) -> Person:
        """Make the person of a row."""
        number = self._number_of_row[row]
        if number < len(KNOWN_PEOPLE):
            return self._known(row, number, KNOWN_PEOPLE[number])
        name = self._names[self._name_of[number]]
        traits = self._traits[number]
        shop = self._shop_of[number]
        job, department = JOBS[job_number(traits)]
        upn = self._upns[row]
        return Person(
            row=row,
            number=number,
            seed=self._seed,
            display_name=name.display,
            given_name=name.given,
            surname=name.surname,
            user_principal_name=upn,
            mail=None if lacks_mail(traits) else upn,
            employee_id=None if lacks_number(traits) else str(FIRST_EMPLOYEE + number),
            job_title=job,
            department=department,
            office=self.shop_name(shop),
            shop=shop,
            enabled=not is_disabled(traits),
            guest=False,
            has_photo=has_photo(traits),
            contractor=is_contractor(traits),
            credential=credential_of(traits),
            roles=roles_of(traits),
        )

    def _known(self, row: int, number: int, known: KnownPerson) -> Person:
        upn = f"{known.name}@{DOMAIN}"
        shop = self._shop_of[number]
        return Person(
            row=row,
            number=number,
            seed=self._seed,
            display_name=known.display_name,
            given_name=known.given,
            surname=known.surname,
            user_principal_name=upn,
            mail=upn if known.mail == "" else known.mail,
            employee_id=known.employee_id,
            job_title=known.job,
            department=known.department,
            office=HEAD_OFFICE if shop < 0 else self.shop_name(shop),
            shop=None if shop < 0 else shop,
            enabled=known.enabled,
            guest=known.guest,
            has_photo=known.photo,
            contractor=known.contractor,
            credential=known.credential,
            roles=known.roles,
            unit_of_role=known.unit_of_role,
        )

    def find(self, key: str) -> Person | None:
        """Return the person with this object id or sign-in name, or None."""
        person = self.find_even_gone(key)
        return None if person is None or self.is_gone(person) else person

    def find_even_gone(self, key: str) -> Person | None:
        """Like ``find``, and finds those too who have been made to disappear."""
        row = self._row_of_upn(key)
        if row is None:
            number = self._seed.number_in(key, "person")
            if number is None or number >= self.size:
                return None
            row = self._row_of_number[number]
        return self.person(row)

    def _row_of_upn(self, key: str) -> int | None:
        wanted = key.lower()
        row = bisect_left(self._upns, wanted)
        return row if row < self.size and self._upns[row] == wanted else None

    def numbered(self, number: int) -> Person:
        """Return the person with this number; the known people come first."""
        return self.person(self._row_of_number[number])

    def is_gone(self, person: Person) -> bool:
        """Whether somebody has been made to disappear."""
        change = self._changes.get(person.number)
        return change is not None and change.gone

    def change(self, person: Person, *, gone: bool | None, enabled: bool | None) -> Change:
        """Let somebody disappear or come back, enable or disable their account; None: as it is.

        Returns all that has been changed of the person until now.
        """
        mark = 1 << person.row
        with self._changing:
            old = self._changes.get(person.number, Change())
            new = Change(
                old.gone if gone is None else gone, old.enabled if enabled is None else enabled
            )
            self._changes[person.number] = new
            self.everyone = self.everyone & ~mark if new.gone else self.everyone | mark
            is_enabled = self.person(person.row).enabled
            self.enabled = self.enabled | mark if is_enabled else self.enabled & ~mark
            return new

    def shop_name(self, shop: int) -> str:
        """Return what a shop is called."""
        return f"Shop {shop + 1:03d} {CITIES[shop % len(CITIES)]}"

    # Sets of people

    def in_shop(self, shop: int) -> int:
        """Everyone who works in a shop."""
        return rowset(self._rows_by_shop[shop], self.size)

    def named(self, text: str) -> int:
        """Everyone whose display name has, for each word of the text, a word starting so."""
        words = tokens(text)
        whole = [fold(part) for part in text.split()]
        if not words:
            return 0
        found = self.everyone
        for word in words:
            found &= self.prefix_of_names(word)
        if len(whole) == 1 and whole[0] not in words:
            found |= self.prefix_of_names(whole[0])
        return found

    def _prefix_of_names(self, word: str) -> int:
        found = 0
        start = bisect_left(self._words, word)
        end = bisect_left(self._words, word + "\U0010ffff")
        for place in range(start, end):
            found |= self._rows_of_word[place]
        return found

    def by_name(self, field: NameField, accept: Callable[[str], bool]) -> int:
        """Everyone whose name, in this field, a test accepts."""
        rows: list[int] = []
        for name, of_name in zip(self._names, self._rows_by_name, strict=True):
            if accept(field.of(name)):
                rows.extend(of_name)
        return rowset(rows, self.size)

    def name_starts(self, field: NameField, text: str) -> int:
        """Everyone whose name, in this field, starts with the text, accents aside."""
        wanted = fold(text)
        return self.by_name(field, lambda actual: fold(actual).startswith(wanted))

    @cached_property
    def _rows_in_order_of_names(self) -> array[int]:
        def key(row: int) -> str:
            return self._sort_names[self._name_of[self._number_of_row[row]]]

        return array("I", sorted(range(self.size), key=key))

    def ordered(self, rows: int, *, by_display_name: bool) -> list[int]:
        """Return the rows of a set in the order of display names, or of sign-in names."""
        octets = rows.to_bytes((self.size >> 3) + 1, "little")
        order = self._rows_in_order_of_names if by_display_name else range(self.size)
        return [row for row in order if octets[row >> 3] >> (row & 7) & 1]

    def by_job(self, accept: Callable[[str, str], bool]) -> int:
        """Everyone whose job title and department a test accepts."""
        good = {place for place, job in enumerate(JOBS) if accept(*job)}
        return self._marked(
            lambda traits: job_number(traits) in good,
            lambda known: accept(known.job, known.department),
        )

    def by_office(self, accept: Callable[[str], bool]) -> int:
        """Everyone whose office a test accepts."""
        rows: list[int] = []
        for shop in range(self.shops):
            if accept(self.shop_name(shop)):
                rows.extend(self._rows_by_shop[shop])
        if accept(HEAD_OFFICE):
            rows.extend(
                self._row_of_number[number]
                for number in range(len(KNOWN_PEOPLE))
                if self._shop_of[number] < 0
            )
        return rowset(rows, self.size)

    def sign_in_name_starts(self, text: str) -> int:
        """Everyone whose sign-in name starts with the text."""
        wanted = text.lower()
        return span(bisect_left(self._upns, wanted), bisect_left(self._upns, wanted + "\U0010ffff"))

    def mail_starts(self, text: str) -> int:
        """Everyone whose mail address starts with the text."""
        found = self.sign_in_name_starts(text) & self._mail_is_sign_in_name
        for number, known in enumerate(KNOWN_PEOPLE):
            if known.mail and known.mail.startswith(text.lower()):
                found |= 1 << self._row_of_number[number]
        return found

    def by_sign_in_name(self, accept: Callable[[str | None], bool]) -> int:
        """Everyone whose sign-in name a test accepts."""
        return rowset((row for row, upn in enumerate(self._upns) if accept(upn)), self.size)

    def by_mail(self, accept: Callable[[str | None], bool]) -> int:
        """Everyone whose mail address, None where there is none, a test accepts."""
        found = self.by_sign_in_name(accept) & self._mail_is_sign_in_name
        others = self.everyone & ~self._mail_is_sign_in_name
        return found | self.those(others, lambda person: accept(person.mail))

    def those(self, rows: int, accept: Callable[[Person], bool]) -> int:
        """Return the people of a set whom a test accepts; slow for big sets."""
        chosen = first_rows(rows, 0, self.size)
        return rowset((row for row in chosen if accept(self.person(row))), self.size)

    def _marked(
        self, by_traits: Callable[[int], bool], by_known: Callable[[KnownPerson], bool]
    ) -> int:
        known = (number for number, person in enumerate(KNOWN_PEOPLE) if by_known(person))
        drawn = (
            number
            for number in range(len(KNOWN_PEOPLE), self.size)
            if by_traits(self._traits[number])
        )
        return rowset((self._row_of_number[number] for number in (*known, *drawn)), self.size)
