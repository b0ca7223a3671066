"""A practice tenant without a server or a real clock, and what a client does with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from kiosk.practice.messages import Answer, Entrance, Request
from kiosk.practice.tenant import Options, Tenant, make_addresses
from kiosk.practice.tokens import SigningKey

EVERY_SCOPE = (
    "UserAuthMethod-QR.ReadWrite.All User.Read User.Read.All GroupMember.Read.All "
    "Policy.Read.AuthenticationMethod AdministrativeUnit.Read.All"
)
EVENTUAL = {"ConsistencyLevel": "eventual"}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 8, 0, 0, 123456, UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **time: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**time)


@cache
def signing_key() -> SigningKey:
    """One key for all tests: making one takes a while."""
    return SigningKey()


@dataclass(frozen=True)
class Reply:
    """An answer, easier to look at."""

    answer: Answer

    @property
    def status(self) -> int:
        return self.answer.status

    @property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.answer.body)
        return document

    @property
    def code(self) -> str:
        error = self.json["error"]
        return str(error if isinstance(error, str) else error["code"])

    @property
    def names(self) -> list[str]:
        return [item["displayName"] for item in self.json["value"]]

    def header(self, name: str) -> str:
        return dict(self.answer.headers).get(name, "")


@dataclass
class Bench:
    """A tenant and somebody who is signed in to it."""

    options: Options = field(default_factory=lambda: Options(people=300, seed=5))
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        addresses = make_addresses("https://localhost:1", "http://localhost:2")
        self.tenant = Tenant(self.options, addresses, signing_key(), self.clock)
        self.tokens: dict[tuple[str, str], str] = {}

    # Signing in

    def account(self, place: int) -> tuple[str, str]:
        """The user name and password of a listed account."""
        account = self.tenant.accounts.listed[place]
        return account.person.user_principal_name, account.password

    def token_request(self, tenant: str = "", **values: str) -> Reply:
        """A request to the token endpoint."""
        values = {"client_id": self.tenant.addresses.client_id} | values
        return Reply(
            self.tenant.answer(
                Request(
                    "POST",
                    f"/{tenant or self.tenant.addresses.tenant_id}/oauth2/v2.0/token",
                    headers={"content-type": "application/x-www-form-urlencoded"},
                    body=urlencode(values).encode(),
                )
            )
        )

    def token(self, place: int = 0, scope: str = EVERY_SCOPE) -> str:
        """An access token of an account without a second factor."""
        name, password = self.account(place)
        key = (name, scope)
        if key not in self.tokens:
            reply = self.token_request(
                grant_type="password", username=name, password=password, scope=scope
            )
            assert reply.status == 200, reply.json
            self.tokens[key] = reply.json["access_token"]
        return self.tokens[key]

    # Graph

    def graph(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        version: str = "v1.0",
    ) -> Reply:
        """A Graph request; signed in as the Authentication Administrator unless told otherwise."""
        sent = {"authorization": f"Bearer {self.token() if token is None else token}"}
        sent |= {name.lower(): value for name, value in (headers or {}).items()}
        raw = b""
        if body is not None:
            sent.setdefault("content-type", "application/json")
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = Request(
            method,
            f"/{version}{quote(path, safe='/$%')}",
            urlencode(query or {}, quote_via=quote),
            sent,
            raw,
        )
        return Reply(self.tenant.answer(request))

    def get(self, path: str, **query: str) -> Reply:
        """A look-up with advanced query headers; an option's ``$`` is added."""
        return self.graph(
            "GET",
            path,
            headers=EVENTUAL,
            query={f"${name}": value for name, value in query.items()},
        )

    def search(self, text: str, **query: str) -> Reply:
        """A look-up by name, as the station does it."""
        return self.get("/users", search=text, count="true", **query)

    def person_id(self, name: str) -> str:
        """The object id of a known person, by the start of their sign-in name."""
        person = self.tenant.directory.find(f"{name}@practice.example")
        assert person is not None
        return person.id

    def method_path(self, name: str, rest: str = "") -> str:
        """The path of a known person's QR code method."""
        return f"/users/{self.person_id(name)}/authentication/qrCodePinMethod{rest}"

    # Pages

    def page(
        self, method: str, path: str, values: Mapping[str, str] | None = None, cookie: str = ""
    ) -> Reply:
        """A request that a browser makes."""
        text = urlencode(values or {})
        get = method == "GET"
        return Reply(
            self.tenant.answer(
                Request(
                    method,
                    path,
                    text if get else "",
                    {"cookie": cookie, "content-type": "application/x-www-form-urlencoded"},
                    b"" if get else text.encode(),
                    Entrance.BROWSER,
                )
            )
        )


def when(moment: datetime) -> str:
    """A moment as a client sends it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
