"""Makes codes and PINs as the service does, and what people hold when the tenant starts.

Everything comes from the seed; what makes each thing unlike the last is a number that counts up
for each person.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.practice.credentials import Code, Image, Method, NewCode, NewPin, Pin, Pocket, digest_of
from kiosk.practice.people import Credential, Person
from kiosk.practice.pin_rules import make_pin
from kiosk.practice.policy import LONGEST_DAYS, STANDARD_DAYS
from kiosk.practice.seeds import Seed

PREFIX = "ms-qrpin:v1"


class Mint:
    """Makes secrets; the caller sees to it that one thread at a time does."""

    def __init__(self, seed: Seed, opened: datetime, pin_length: int) -> None:
        self._seed = seed
        self._opened = opened
        self._pin_length = pin_length
        self._serials: dict[int, int] = {}

    def new_id(self, person: Person, what: str) -> str:
        """Return an id that no other thing of the person has."""
        return self._seed.guid(what, person.number, self._serial(person))

    def _serial(self, person: Person) -> int:
        serial = self._serials.get(person.number, 0) + 1
        self._serials[person.number] = serial
        return serial

    def new_code(
        self, person: Person, start: datetime, expire: datetime, moment: datetime
    ) -> NewCode:
        """Make a code and its picture."""
        identity = self._seed.guid("code", person.number, self._serial(person))
        return NewCode(self._code(identity, start, expire, moment), self._image(person, identity))

    def _code(self, identity: str, start: datetime, expire: datetime, created: datetime) -> Code:
        digest = digest_of(self._key(identity), identity)
        return Code(identity, start, expire, created, digest)

    def _image(self, person: Person, identity: str) -> Image:
        key = self._key(identity)
        return Image(f"{PREFIX}|{person.user_principal_name}|{identity}|{key}")

    def _key(self, identity: str) -> str:
        return self._seed.octets(128, "key", identity).hex()

    def new_pin(self, person: Person, digits: str | None, moment: datetime) -> NewPin:
        """Make a PIN, of the service's own digits unless they are given."""
        serial = self._serial(person)
        digits = digits or make_pin(self._seed, self._pin_length, person.number, serial)
        identity = self._seed.guid("pin", person.number, serial)
        pin = Pin(identity, moment, moment, must_change=True, digest=digest_of(digits, identity))
        return NewPin(pin, digits)

    # What people bring along

    def pocket(self, person: Person) -> Pocket:
        """Return the codes and the PIN that a person carried when the tenant started."""
        method = self.first_method(person)
        if method is None:
            return Pocket()
        standard, temporary = (
            None if code is None else self._image(person, code.id)
            for code in (method.standard, method.temporary)
        )
        return Pocket(standard, temporary, self._first_digits(person))

    def _first_digits(self, person: Person) -> str:
        return make_pin(self._seed, self._pin_length, person.number, "first")

    def first_method(self, person: Person) -> Method | None:
        """Return the method a person has when the tenant starts."""
        credential = person.credential
        if credential is Credential.NONE:
            return None
        created = self._opened - self._age(person)
        pin_id = self._seed.guid("first pin", person.number)
        new = credential in {Credential.FRESH, Credential.LATER}
        changed = timedelta() if new else timedelta(minutes=10 + self._draw(person, 600, "changed"))
        pin = Pin(
            pin_id,
            created,
            created + changed,
            must_change=new,
            digest=digest_of(self._first_digits(person), pin_id),
        )
        identity = self._seed.guid("first method", person.number)
        standard = self._first_badge(person, created)
        return Method(identity, created, pin, standard, self._first_temporary(person))

    def _draw(self, person: Person, below: int, what: str) -> int:
        return self._seed.whole(below, "first", what, person.number)

    def _age(self, person: Person) -> timedelta:
        days = {
            Credential.FRESH: 1 + self._draw(person, 20, "age"),
            Credential.EXPIRING: STANDARD_DAYS - 1 - self._draw(person, 10, "age"),
            Credential.EXPIRED: STANDARD_DAYS + 1 + self._draw(person, 60, "age"),
            Credential.EXPIRED_BESIDE_TEMPORARY: STANDARD_DAYS + 1 + self._draw(person, 60, "age"),
            Credential.AT_LIMIT: LONGEST_DAYS - 1 - self._draw(person, 9, "age"),
            Credential.LATER: 0,
        }.get(person.credential, 20 + self._draw(person, 300, "age"))
        return timedelta(days=days, microseconds=self._draw(person, 3_600_000_000, "micro"))

    def _first_badge(self, person: Person, created: datetime) -> Code | None:
        if person.credential is Credential.NO_BADGE:
            return None
        start = created.replace(microsecond=0)
        if person.credential is Credential.LATER:
            start = self._opened.replace(microsecond=0) + timedelta(days=2)
        identity = self._seed.guid("first code", person.number)
        # Whoever is at the limit has had their badge extended as far as it goes.
        days = LONGEST_DAYS if person.credential is Credential.AT_LIMIT else STANDARD_DAYS
        badge = self._code(identity, start, start + timedelta(days=days), created)
        if person.credential in {Credential.FRESH, Credential.LATER}:
            return badge
        unused = timedelta(
            hours=1 + self._draw(person, 400, "used"),
            microseconds=self._draw(person, 10**9, "used micro"),
        )
        return replace(badge, last_used=max(created, min(badge.expire, self._opened) - unused))

    def _first_temporary(self, person: Person) -> Code | None:
        if person.credential not in {Credential.TEMPORARY, Credential.EXPIRED_BESIDE_TEMPORARY}:
            return None
        begin = self._opened.replace(microsecond=0) - timedelta(hours=1)
        identity = self._seed.guid("first temporary code", person.number)
        return self._code(identity, begin, begin + timedelta(hours=8), begin)
