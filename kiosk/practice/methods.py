"""The QR code method of each person: one PIN, one badge, one temporary code, and their rules.

Source: Microsoft Graph, 'qrCodePinAuthenticationMethod resource type' and the pages of its calls.
As with the service, a code's key and a PIN leave this room once and are kept only as digests.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.practice.clock import ChangeClock, Now
from kiosk.practice.credentials import (
    Code,
    Kind,
    Method,
    NewCode,
    NewMethod,
    NewPin,
    Pocket,
    digest_of,
)
from kiosk.practice.messages import GraphRefusalError
from kiosk.practice.mint import PREFIX, Mint
from kiosk.practice.people import Person
from kiosk.practice.pin_rules import objection
from kiosk.practice.policy import PolicyDesk
from kiosk.practice.seeds import Seed

WRONG_PINS_ALLOWED = 10
# A client's clock may be a little behind when it says 'from now on'.
CLOCK_TOLERANCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SignInOutcome:
    """What a scan and a PIN came to; ``reason`` is empty when the person is signed in."""

    signed_in: bool
    must_change_pin: bool
    reason: str


class Methods:
    """Every person's method; safe from many threads."""

    def __init__(self, seed: Seed, policy: PolicyDesk, now: Now, changes: ChangeClock) -> None:
        self._mint = Mint(seed, now(), policy.current.pin_length)
        self._policy = policy
        self._now = now
        self._changes = changes
        self._touched: dict[int, Method | None] = {}
        self._lock = threading.RLock()

    def of(self, person: Person) -> Method | None:
        """Return the person's method, or None."""
        with self._lock:
            if person.number in self._touched:
                return self._touched[person.number]
            return self._mint.first_method(person)

    def held(self, person: Person) -> Method:
        """Return the person's method; refuses with 404 when there is none."""
        method = self.of(person)
        if method is None:
            raise GraphRefusalError(
                404, "resourceNotFound", "The user has no QR code authentication method."
            )
        return method

    def held_code(self, person: Person, kind: Kind) -> Code:
        """Return the person's code of a kind; refuses with 404 when there is none."""
        code = self.held(person).code(kind)
        if code is None:
            raise GraphRefusalError(
                404, "resourceNotFound", f"The user's QR code method has no {kind.value}."
            )
        return code

    def create(
        self, person: Person, start: datetime, expire: datetime, digits: str | None
    ) -> NewMethod:
        """Make the method with a badge and a PIN; refuses while one is active."""
        self._require_policy(person)
        with self._lock:
            existing = self.of(person)
            if existing is not None and self._usable(existing):
                raise GraphRefusalError(
                    400,
                    "ActiveQRCodeExisted",
                    "An active QR code authentication method exists for the user. "
                    "Please delete the existing method before creating a new one.",
                )
            self._check_life(Kind.STANDARD, start, expire)
            if digits is not None and (trouble := self._objection(digits)):
                raise GraphRefusalError(400, "badRequest", trouble)
            moment = self._changes.tick()
            code = self._mint.new_code(person, start, expire, moment)
            pin = self._mint.new_pin(person, digits, moment)
            identity = self._mint.new_id(person, "method")
            method = Method(identity, moment, pin.pin, standard=code.code)
            self._touched[person.number] = method
            return NewMethod(method, code, pin)

    def delete(self, person: Person) -> None:
        """Remove the method with both codes and the PIN."""
        with self._lock:
            self.held(person)
            self._touched[person.number] = None

    def create_code(self, person: Person, kind: Kind, start: datetime, expire: datetime) -> NewCode:
        """Make a badge or a temporary code; refuses while one of its kind is active."""
        with self._lock:
            method = self.held(person)
            self._require_policy(person)
            existing = method.code(kind)
            if existing is not None and existing.active(self._now()):
                raise GraphRefusalError(
                    400,
                    "ActiveQRCodeExisted",
                    f"An active {kind.value} exists for QR code auth method. Please delete "
                    f"existing {kind.value} before creating a new one.",
                )
            self._check_life(kind, start, expire)
            code = self._mint.new_code(person, start, expire, self._changes.tick())
            self._touched[person.number] = method.with_code(kind, code.code)
            return code

    def move_expiry(self, person: Person, expire: datetime) -> Code:
        """Move the active badge's end; its start stays."""
        with self._lock:
            method = self.held(person)
            code = self.held_code(person, Kind.STANDARD)
            if not code.active(self._now()):
                # Whether the service revives an expired code is documented nowhere. This is the
                # stricter reading: a client must not rely on more.
                raise GraphRefusalError(
                    400,
                    "badRequest",
                    "The standardQRCode has expired. Supply startDateTime and expireDateTime "
                    "to create a new one.",
                )
            self._check_life(Kind.STANDARD, code.start, expire)
            moved = replace(code, expire=expire)
            self._changes.tick()
            self._touched[person.number] = method.with_code(Kind.STANDARD, moved)
            return moved

    def delete_code(self, person: Person, kind: Kind) -> None:
        """Kill a code."""
        with self._lock:
            self.held_code(person, kind)
            method = self.held(person)
            self._touched[person.number] = method.with_code(kind, None)

    def reset_pin(self, person: Person) -> NewPin:
        """Make a new temporary PIN; the old one is dead at once."""
        with self._lock:
            method = self.held(person)
            made = self._mint.new_pin(person, None, self._changes.tick())
            self._touched[person.number] = replace(method, pin=made.pin, wrong_pins=0)
            return made

    # What a worker does with badge and PIN

    def sign_in(
        self, person: Person, content: str, digits: str, new_digits: str | None
    ) -> SignInOutcome:
        """Would this content and this PIN sign this person in? Counts as a use when they do."""
        with self._lock:
            method = self.of(person)
            if method is None:
                return SignInOutcome(signed_in=False, must_change_pin=False, reason="unknownCode")
            kind, reason = self._scanned(method, content)
            if kind is None or reason:
                return SignInOutcome(signed_in=False, must_change_pin=False, reason=reason)
            if not person.enabled:
                return SignInOutcome(
                    signed_in=False, must_change_pin=False, reason="accountDisabled"
                )
            return self._enter_pin(person, method, kind, digits, new_digits)

    def _scanned(self, method: Method, content: str) -> tuple[Kind | None, str]:
        parts = content.split("|")
        if len(parts) != 4 or parts[0] != PREFIX:
            return None, "unknownCode"
        for kind in Kind:
            code = method.code(kind)
            if code and code.id == parts[2].lower() and code.digest == digest_of(parts[3], code.id):
                now = self._now()
                if now >= code.expire:
                    return kind, "codeExpired"
                return kind, "codeNotYetActive" if now < code.start - CLOCK_TOLERANCE else ""
        return None, "unknownCode"

    def _enter_pin(
        self, person: Person, method: Method, kind: Kind, digits: str, new_digits: str | None
    ) -> SignInOutcome:
        if method.wrong_pins >= WRONG_PINS_ALLOWED:
            return SignInOutcome(signed_in=False, must_change_pin=False, reason="lockedOut")
        if digest_of(digits, method.pin.id) != method.pin.digest:
            self._touched[person.number] = replace(method, wrong_pins=method.wrong_pins + 1)
            return SignInOutcome(signed_in=False, must_change_pin=False, reason="wrongPin")
        moment = self._changes.tick()
        code = method.code(kind)
        used = method.with_code(kind, replace(code, last_used=moment) if code else None)
        used = replace(used, wrong_pins=0)
        must_change = method.pin.must_change
        if must_change and new_digits is not None:
            if new_digits == digits or self._objection(new_digits):
                return SignInOutcome(signed_in=False, must_change_pin=True, reason="weakPin")
            pin = replace(
                method.pin,
                updated=moment,
                must_change=False,
                digest=digest_of(new_digits, method.pin.id),
            )
            used, must_change = replace(used, pin=pin), False
        self._touched[person.number] = used
        return SignInOutcome(signed_in=True, must_change_pin=must_change, reason="")

    def pocket(self, person: Person) -> Pocket:
        """Return the codes and the PIN that a person carried when the tenant started."""
        return self._mint.pocket(person)

    # Rules

    def _usable(self, method: Method) -> bool:
        now = self._now()
        codes = (method.standard, method.temporary)
        # A method without a code still holds its PIN, so it has to be deleted first as well.
        return not any(codes) or any(code is not None and code.active(now) for code in codes)

    def _objection(self, digits: str) -> str:
        return objection(digits, self._policy.current.pin_length)

    def _require_policy(self, person: Person) -> None:
        if person.contractor or not self._policy.current.enabled:
            raise GraphRefusalError(
                400,
                "authenticationMethodNotEnabled",
                "The QR code authentication method isn't enabled for the user by the "
                "authentication methods policy.",
            )

    def _check_life(self, kind: Kind, start: datetime, expire: datetime) -> None:
        shortest, longest = kind.limits
        unit = "1 day to 395 days" if kind is Kind.STANDARD else "1 hour to 12 hours"
        name = kind.value[0].upper() + kind.value[1:]
        if expire - start > longest or expire - start < shortest:
            raise GraphRefusalError(
                400,
                "qrCodeLifeTimeExceedLimit",
                f"{name} lifetime exceeds the limit i.e. {unit}.",
            )
        now = self._now()
        if expire <= now:
            raise GraphRefusalError(400, "badRequest", "expireDateTime must be in the future.")
        if kind is Kind.TEMPORARY and start < now - CLOCK_TOLERANCE:
            raise GraphRefusalError(400, "badRequest", "startDateTime must not be in the past.")
