"""The admin consent endpoint: an administrator consents to an application on behalf of everybody.

Sources: Microsoft identity platform, 'Admin consent on the Microsoft identity platform'; Microsoft
Entra, 'Grant tenant-wide admin consent to an application', for who may and for the older address
without ``v2.0``, which takes the permissions from the registration.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.practice import pages
from kiosk.practice.applications import Applications
from kiosk.practice.authorize_request import ReplyAddress, reply_address
from kiosk.practice.clients import Client, Clients
from kiosk.practice.clock import Now
from kiosk.practice.consents import Consents
from kiosk.practice.messages import Answer, SignInRefusalError
from kiosk.practice.people import Person
from kiosk.practice.permissions import may_consent_for_all
from kiosk.practice.replies import send_back
from kiosk.practice.scopes import OPENID, missing_parameter
from kiosk.practice.sign_in_errors import describe


@dataclass(frozen=True, slots=True)
class Approval:
    """What an administrator is asked to consent to; ``scope`` is told back as it was asked for."""

    client: Client
    reply: ReplyAddress
    scopes: frozenset[str]
    scope: str


class AdminConsent:
    """Reads the requests, and keeps what is consented to."""

    def __init__(
        self,
        tenant_id: str,
        clients: Clients,
        consents: Consents,
        applications: Applications,
        now: Now,
    ) -> None:
        self._tenant_id = tenant_id
        self._clients = clients
        self._consents = consents
        self._applications = applications
        self._now = now

    def read(self, values: Mapping[str, str], *, is_second_version: bool) -> Approval:
        """Read a request; refuses what must not be sent back to any address."""
        client = self._clients.require(values.get("client_id"))
        reply = reply_address({**values, "response_mode": "query"}, client)
        scope = values.get("scope", "") if is_second_version else ".default"
        if not scope.strip():
            raise missing_parameter("scope")
        wanted = self._clients.scopes_of(scope, client)
        return Approval(client, reply, wanted.graph - OPENID, scope if is_second_version else "")

    def require_administrator(self, person: Person) -> None:
        """Refuse whoever may not consent on behalf of everybody."""
        if not may_consent_for_all(person):
            raise SignInRefusalError(
                "access_denied",
                90093,
                "User doesn't have the permissions to grant admin consent. Sign in with an "
                "administrator's account.",
                status=403,
            )

    def give(self, voice: pages.Voice, approval: Approval) -> Answer:
        """Keep the consent, and tell the application."""
        self._consents.give_for_all(approval.client.id, approval.scopes)
        if self._applications.of_client(approval.client.id) is not None:
            self._applications.require_principal(approval.client.id)
        values = [("admin_consent", "True"), ("tenant", self._tenant_id)]
        if approval.scope:
            values.append(("scope", approval.scope))
        return self._back(voice, approval, values)

    def decline(self, voice: pages.Voice, approval: Approval) -> Answer:
        """Tell the application that the administrator did not consent."""
        refusal = SignInRefusalError(
            "consent_required",
            65004,
            "The resource owner or authorization server denied the request.",
        )
        told = describe(refusal, self._now())
        values = [("admin_consent", "True"), ("error", refusal.error)]
        values.append(("error_description", told.description))
        return self._back(voice, approval, values)

    def _back(
        self, voice: pages.Voice, approval: Approval, values: list[tuple[str, str]]
    ) -> Answer:
        reply = approval.reply
        if reply.state is not None:
            values.append(("state", reply.state))
        # An address without a path comes back with a slash ('Redirect URI restrictions').
        address = reply.redirect_uri
        if not urlsplit(address).path and "?" not in address:
            address += "/"
        return send_back(voice, ReplyAddress(address, reply.response_mode, reply.state), values)
