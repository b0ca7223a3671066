"""Sign-in with a device code: the codes given out and what became of them."""

from __future__ import annotations

import enum
import secrets
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from kiosk.practice.addresses import Addresses
from kiosk.practice.clients import Client
from kiosk.practice.clock import Now
from kiosk.practice.messages import SignInRefusalError
from kiosk.practice.scopes import RequestedScopes
from kiosk.practice.shelf import Shelf, new_key
from kiosk.practice.tokens import Proof

LIFE = timedelta(minutes=15)
# The real service says 5; here a person is practising, or a test waits.
INTERVAL_SECONDS = 1
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"


class DeviceState(enum.Enum):
    """What became of a device's code."""

    PENDING = "pending"
    APPROVED = "approved"
    DECLINED = "declined"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Device:
    client: Client
    device_code: str
    scopes: RequestedScopes
    began: datetime
    contexts: frozenset[str] = frozenset()
    state: DeviceState = DeviceState.PENDING
    proof: Proof | None = None

    @property
    def expires(self) -> datetime:
        """When the code stops being good."""
        return self.began + LIFE


@dataclass(frozen=True, slots=True)
class Approved:
    """A device code that a person has approved."""

    proof: Proof
    scopes: RequestedScopes


class DeviceCodes:
    """The device codes given out; safe from many threads."""

    def __init__(self, addresses: Addresses, now: Now) -> None:
        self._addresses = addresses
        self._now = now
        # Kept for longer than they are good for, so that 'expired' can be told from 'unknown'.
        self._devices: Shelf[_Device] = Shelf(now, 2 * LIFE)
        self._user_codes: Shelf[str] = Shelf(now, 2 * LIFE)
        self._lock = threading.Lock()

    def begin(
        self, client: Client, scopes: RequestedScopes, contexts: frozenset[str] = frozenset()
    ) -> dict[str, Any]:
        """Give out a code: the device code endpoint's success document.

        ``contexts`` are the authentication contexts that the sign-in has to meet.
        """
        user_code = "".join(secrets.choice(_LETTERS) for _ in range(9))
        device_code = new_key()
        self._devices.put(_Device(client, device_code, scopes, self._now(), contexts), user_code)
        self._user_codes.put(user_code, device_code)
        address = f"{self._addresses.browser}/devicelogin"
        return {
            "user_code": user_code,
            "device_code": device_code,
            "verification_uri": address,
            "expires_in": int(LIFE.total_seconds()),
            "interval": INTERVAL_SECONDS,
            "message": f"To sign in, use a web browser to open the page {address} and enter the "
            f"code {user_code} to authenticate.",
        }

    def state(self, user_code: str) -> DeviceState:
        """Return what became of a user code."""
        device = self._devices.get(user_code)
        if device is None or self._now() >= device.expires:
            return DeviceState.UNKNOWN
        return device.state

    def scopes(self, user_code: str) -> RequestedScopes | None:
        """Return what the device asked for."""
        device = self._devices.get(user_code)
        return device.scopes if device else None

    def client(self, user_code: str) -> Client | None:
        """Return the application that the device signs in to."""
        device = self._devices.get(user_code)
        return device.client if device else None

    def contexts(self, user_code: str) -> frozenset[str]:
        """Return the authentication contexts that the device's sign-in has to meet."""
        device = self._devices.get(user_code)
        return device.contexts if device else frozenset()

    def approve(self, user_code: str, proof: Proof) -> None:
        """Note that the person has signed in for the device."""
        self._change(user_code, DeviceState.APPROVED, proof)

    def decline(self, user_code: str) -> None:
        """Note that the person does not want the device to sign in."""
        self._change(user_code, DeviceState.DECLINED, None)

    def _change(self, user_code: str, state: DeviceState, proof: Proof | None) -> None:
        with self._lock:
            device = self._devices.get(user_code)
            if device is not None and device.state is DeviceState.PENDING:
                self._devices.put(replace(device, state=state, proof=proof), user_code)

    def redeem(
        self, client_id: str, device_code: str, contexts: frozenset[str] = frozenset()
    ) -> Approved:
        """Return what a polling device gets; refuses until, and unless, a person has approved.

        ``contexts`` are those of the token request's claims: a library may name them only there,
        from its first poll on.
        """
        with self._lock:
            user_code = self._user_codes.get(device_code)
            device = self._devices.get(user_code) if user_code else None
            if user_code is None or device is None or device.client.id != client_id:
                raise SignInRefusalError(
                    "bad_verification_code",
                    70019,
                    "The verification code that was presented is not valid or was redeemed.",
                )
            if device.state is DeviceState.DECLINED:
                raise SignInRefusalError(
                    "authorization_declined", 70018, "The user declined the device's sign-in."
                )
            if self._now() >= device.expires:
                raise SignInRefusalError(
                    "expired_token", 70020, "The device code has expired. Start again."
                )
            proof = device.proof
            if proof is None:
                asked = device.contexts | contexts
                self._devices.put(replace(device, contexts=asked), user_code)
                raise SignInRefusalError(
                    "authorization_pending",
                    70016,
                    "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
                )
            self._user_codes.take(device_code)
            self._devices.take(user_code)
            if not contexts <= proof.contexts and proof.moment >= device.began.timestamp():
                # Whoever has signed in afresh for this device has done all that a context asks.
                proof = replace(proof, contexts=proof.contexts | contexts)
            return Approved(proof, device.scopes)
