"""Graph as bare HTTP, for the contract: tokens, people and calls without a line of the station."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from kiosk.practice.launcher import PracticeAccount, PracticeTenant
from kiosk.practice.visitor import Visitor

SECONDS = 30.0
PREFIX = "PIN_KIOSK_CONTRACT_"
WRITE = "UserAuthMethod-QR.ReadWrite.All"
WRITE_ANY_METHOD = "UserAuthenticationMethod.ReadWrite.All"
READ = "UserAuthMethod-QR.Read.All"
EVERYTHING = (
    WRITE,
    "User.Read",
    "User.Read.All",
    "GroupMember.Read.All",
    "Policy.Read.AuthenticationMethod",
)
EVENTUAL = {"ConsistencyLevel": "eventual"}


@dataclass(frozen=True)
class Answer:
    """An answer as it came."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    document: Any = field(repr=False)

    @property
    def code(self) -> str:
        """The code of an OData error."""
        return str(self.document["error"]["code"])

    @property
    def people(self) -> list[str]:
        """The display names of a list of people."""
        return [str(person["displayName"]) for person in self.document["value"]]


@dataclass(frozen=True)
class Asker:
    """Somebody with a token, asking one version of Graph."""

    root: str
    version: str
    token: str = field(repr=False)
    session: requests.Session = field(repr=False)

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        **query: str,
    ) -> Answer:
        """Send one request; query names get their `$` here. `path` may be a whole address."""
        address = path if path.startswith("https:") else f"{self.root}/{self.version}{path}"
        reply = self.session.request(
            method,
            address,
            params={f"${name}": value for name, value in query.items()},
            json=body,
            headers={"Authorization": f"Bearer {self.token}", **(headers or {})},
            timeout=SECONDS,
            allow_redirects=False,
        )
        is_json = "json" in reply.headers.get("Content-Type", "")
        return Answer(
            reply.status_code, reply.headers, reply.content, reply.json() if is_json else None
        )

    def find(self, **query: str) -> Answer:
        """Look people up the advanced way."""
        return self.ask("GET", "/users", headers=EVENTUAL, count="true", **query)


def method_of(person: str) -> str:
    """Return the path of a person's method."""
    return f"/users/{person}/authentication/qrCodePinMethod"


def dates(life: timedelta, start: timedelta = timedelta()) -> dict[str, str]:
    """Return the two dates of a code."""
    begin = datetime.now(UTC).replace(microsecond=0) + start
    return {"startDateTime": _iso(begin), "expireDateTime": _iso(begin + life)}


def a_year() -> dict[str, object]:
    """Return the body that creates a method for a year."""
    return {"standardQRCode": dates(timedelta(days=365))}


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class PracticeGraph:
    """The practice tenant: its people are known, and it gives a token for any scopes."""

    def __init__(self, tenant: PracticeTenant) -> None:
        self.tenant = tenant
        self.root = tenant.graph
        self.holder = f"sam.rivera@{tenant.domain}"
        self.newcomer = f"noa.lindqvist@{tenant.domain}"
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = str(tenant.ca_file)
        self._tokens: dict[tuple[str, tuple[str, ...]], str] = {}

    def upn(self, name: str) -> str:
        """Return the sign-in name of one of the people who are always there."""
        return f"{name}@{self.tenant.domain}"

    def administrator(self, version: str, *scopes: str) -> Asker:
        """Return an Authentication Administrator with these scopes, or with all."""
        return self.account(self.tenant.administrator, version, *scopes)

    def account(self, account: PracticeAccount, version: str, *scopes: str) -> Asker:
        """Return one of the tenant's accounts with these scopes, or with all."""
        wanted = scopes or EVERYTHING
        key = (account.username, wanted)
        if key not in self._tokens:
            self._tokens[key] = self._sign_in(account, wanted)
        return Asker(self.root, version, self._tokens[key], self.session)

    def _sign_in(self, account: PracticeAccount, scopes: tuple[str, ...]) -> str:
        base = f"{self.tenant.authority}/oauth2/v2.0"
        form = {"client_id": self.tenant.client_id, "scope": " ".join(scopes)}
        flow = self.session.post(f"{base}/devicecode", form, timeout=SECONDS).json()
        visitor = Visitor(account.username, account.password)
        visitor.enter_device_code(flow["verification_uri"], flow["user_code"])
        grant = {
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
            "client_id": self.tenant.client_id,
            "device_code": flow["device_code"],
        }
        reply = self.session.post(f"{base}/token", grant, timeout=SECONDS)
        return str(reply.json()["access_token"])


class OtherGraph:
    """Another tenant, as the environment describes it: one token and two people."""

    def __init__(self) -> None:
        self.root = os.environ[f"{PREFIX}GRAPH"].rstrip("/")
        self.holder = os.environ[f"{PREFIX}HOLDER"]
        self.newcomer = os.environ[f"{PREFIX}NEWCOMER"]
        self.session = requests.Session()
        if ca_file := os.environ.get(f"{PREFIX}CA_FILE"):
            self.session.verify = ca_file

    def upn(self, name: str) -> str:
        """Skip: those people are the practice tenant's."""
        pytest.skip(f"{name} is one of the practice tenant's people")

    def administrator(self, version: str, *scopes: str) -> Asker:
        """Return whoever the token belongs to; skips where certain scopes are wanted."""
        if scopes:
            pytest.skip("the environment gives one token only")
        return Asker(self.root, version, os.environ[f"{PREFIX}TOKEN"], self.session)

    def account(self, account: PracticeAccount, version: str, *scopes: str) -> Asker:
        """Skip: those accounts are the practice tenant's."""
        pytest.skip("the environment gives one token only")

    @property
    def tenant(self) -> PracticeTenant:
        """Skip: this is no practice tenant."""
        pytest.skip("only the practice tenant has these accounts")


GraphUnderTest = PracticeGraph | OtherGraph


def is_other_tenant() -> bool:
    """Say whether the environment names another tenant."""
    return f"{PREFIX}GRAPH" in os.environ
