"""A tenant over real TLS that misbehaves on order, where the practice tenant never would."""

from __future__ import annotations

import base64
import json
import secrets
import ssl
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from kiosk.models.settings import TenantSettings
from tests.support.certificate import write_certificate

TENANT_ID = "11111111-2222-3333-4444-555555555555"
CLIENT_ID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
PERSON_ID = "99999999-8888-7777-6666-000000000001"
DISCOVERY = "discovery"
TOKEN = "token"  # the name of a route
DEVICE = "device"

_ROUTES = {
    f"/{TENANT_ID}/v2.0/.well-known/openid-configuration": DISCOVERY,
    f"/{TENANT_ID}/oauth2/v2.0/token": TOKEN,
    f"/{TENANT_ID}/oauth2/v2.0/devicecode": DEVICE,
}


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: object, status: int = 200, **headers: str) -> Answer:
        return cls(status, json.dumps(document).encode(), headers)


CUT = Answer(0, b"")
"""The connection ends before an answer."""


def refused(error: str, number: int | None = None, status: int = 400) -> Answer:
    document: dict[str, object] = {"error": error}
    if number is not None:
        document |= {
            "error_codes": [number],
            "error_description": f"AADSTS{number}: something.",
            "correlation_id": "0a0a0a0a-0000-4000-8000-0b0b0b0b0b0b",
        }
    return Answer.of(document, status)


class OddTenant:
    """Answers well unless `next_answers` holds something else for the route."""

    def __init__(self, directory: Path) -> None:
        self.ca_file = directory / "odd-tenant.pem"
        key_file = write_certificate(self.ca_file, directory / "odd-tenant.key")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.ca_file, key_file)
        self.hold = threading.Event()
        self._nonce = ""
        self._tokens_given = 0
        self.behave()
        tenant = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                self._reply({})

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                self._reply(parse_qs(self.rfile.read(length).decode()))

            def _reply(self, form: dict[str, list[str]]) -> None:
                answer = tenant.answer(urlsplit(self.path).path, form)
                if answer is CUT:
                    self.close_connection = True
                    return
                head = {"Content-Type": "application/json", **answer.headers}
                head["Content-Length"] = str(len(answer.body))
                self.send_response(answer.status)
                for name, value in head.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited name
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                pass  # a client that distrusts the certificate or leaves is what is tested

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def behave(self) -> None:
        """Forget every order; `id_token_claims` and `token_fields` replace what is usual."""
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.next_answers: dict[str, list[Answer]] = {DISCOVERY: [], TOKEN: [], DEVICE: []}
        self.id_token_claims: dict[str, object] = {}
        self.raw_id_token: str | None = None
        self.token_fields: dict[str, object] = {}
        # Kept backwards, so that a search of the memory does not find the tenant itself.
        self.drawn = secrets.token_hex(12)
        self.hold.set()

    def close(self) -> None:
        self.hold.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def root(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def settings(self) -> TenantSettings:
        return TenantSettings(
            tenant_id=TENANT_ID,
            client_id=CLIENT_ID,
            authority=f"{self.root}/{TENANT_ID}",
            graph_root=self.root,
            ca_file=str(self.ca_file),
        )

    def count(self, route: str, grant_type: str | None = None) -> int:
        return sum(
            1
            for asked, form in self.asked
            if asked == route and grant_type in (None, form.get("grant_type"))
        )

    def answer(self, path: str, form: dict[str, list[str]]) -> Answer:
        route = _ROUTES.get(path)
        if route is None:
            return refused("invalid_tenant", 90002)
        self.asked.append((route, {name: values[0] for name, values in form.items()}))
        self.hold.wait(30)
        if self.next_answers[route]:
            return self.next_answers[route].pop(0)
        if route == DISCOVERY:
            return Answer.of(self.discovery)
        if route == DEVICE:
            return Answer.of(
                {
                    "device_code": "secret-device-code",
                    "user_code": "ABCD-EFGH",
                    "verification_uri": f"{self.root}/device",
                    "expires_in": 900,
                    "interval": 1,
                }
            )
        return Answer.of(self._tokens())

    @property
    def discovery(self) -> dict[str, object]:
        base = f"{self.root}/{TENANT_ID}/oauth2/v2.0"
        return {
            "issuer": f"{self.root}/{TENANT_ID}/v2.0",
            "authorization_endpoint": f"{base}/authorize",
            "token_endpoint": f"{base}/token",
            "device_authorization_endpoint": f"{base}/devicecode",
            "end_session_endpoint": f"{base}/logout",
        }

    def _tokens(self) -> dict[str, object]:
        self._tokens_given += 1
        secret = self.drawn[::-1]
        claims = {
            "aud": CLIENT_ID,
            "tid": TENANT_ID,
            "oid": PERSON_ID,
            "sub": "subject",
            "name": "Sam Rivera",
            "preferred_username": "sam.rivera@example.com",
            "nonce": self._nonce,
            **self.id_token_claims,
        }
        given = {name: value for name, value in claims.items() if value is not None}
        return {
            "token_type": "Bearer",
            "scope": "User.Read User.Read.All UserAuthMethod-QR.ReadWrite.All openid profile",
            "expires_in": 3600,
            "access_token": f"access-token-{self._tokens_given}-{secret}",
            "refresh_token": f"refresh-token-{self._tokens_given}-{secret}",
            "id_token": self.raw_id_token or unsigned_token(given),
            "client_info": _encoded({"uid": PERSON_ID, "utid": TENANT_ID}),
            **self.token_fields,
        }

    def visit(self, address: str, **instead: str) -> bool:
        """Do what page, person and browser do: bring the answer to the station."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self._nonce = asked["nonce"]
        form = {"code": f"the-code-{self.drawn[::-1]}", "state": asked["state"], **instead}
        threading.Thread(target=_post_form, args=(asked["redirect_uri"], form)).start()
        return True


def _post_form(address: str, form: dict[str, str]) -> None:
    request = urllib.request.Request(address, urlencode(form).encode())
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=5) as answer:
        answer.read()


def unsigned_token(claims: dict[str, Any]) -> str:
    return ".".join([_encoded({"alg": "none"}), _encoded(claims), "no-signature"])


def _encoded(document: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


@contextmanager
def odd_tenant_in(directory: Path) -> Iterator[OddTenant]:
    tenant = OddTenant(directory)
    try:
        yield tenant
    finally:
        tenant.close()
