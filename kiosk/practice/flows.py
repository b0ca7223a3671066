"""A sign-in under way in a browser, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.practice.accounts import Account
from kiosk.practice.admin_consent import Approval
from kiosk.practice.authorize_request import AuthorizeRequest
from kiosk.practice.clients import Client
from kiosk.practice.device_codes import DeviceCodes
from kiosk.practice.scopes import OWN_NAME, RequestedScopes
from kiosk.practice.tokens import Proof


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """What an authorization code stands for."""

    request: AuthorizeRequest
    proof: Proof


@dataclass(frozen=True, slots=True)
class Flow:
    """A sign-in under way: for a request, for a device's code, or for an approval."""

    request: AuthorizeRequest | None
    device: str = ""
    approval: Approval | None = None
    proof: Proof | None = None
    awaiting: Account | None = None

    def client(self, devices: DeviceCodes) -> Client | None:
        """Return the application that is signed in to."""
        if self.approval is not None:
            return self.approval.client
        return self.request.client if self.request else devices.client(self.device)

    def scopes(self, devices: DeviceCodes) -> RequestedScopes | None:
        """Return what the application asks for."""
        return self.request.scopes if self.request else devices.scopes(self.device)

    def contexts(self, devices: DeviceCodes) -> frozenset[str]:
        """Return the authentication contexts that this sign-in has to meet."""
        return self.request.contexts if self.request else devices.contexts(self.device)

    def client_name(self, devices: DeviceCodes) -> str:
        """Return the application's name."""
        client = self.client(devices)
        return client.name if client is not None else OWN_NAME
