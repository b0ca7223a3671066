"""The server around the tenant: TLS, keep-alive, broken clients, cut connections, and its end."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from kiosk.practice.faults import parse_fault
from kiosk.practice.server import LARGEST_BODY, TenantServer
from kiosk.practice.tenant import Options


class Client:
    """A bare HTTPS client with a strict idea of certificates."""

    def __init__(self, server: TenantServer) -> None:
        self.ready = server.description
        self.port = urlsplit(self.ready["graph"]).port or 0
        self.tls = ssl.create_default_context(cafile=self.ready["ca_file"])
        self.tls.verify_flags |= ssl.VERIFY_X509_STRICT

    def connect(self, host: str = "localhost") -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection(host, self.port, context=self.tls, timeout=10)

    def ask(self, method: str, path: str) -> int:
        """One request on a connection of its own; the answer's status."""
        connection = self.connect()
        try:
            connection.request(method, path)
            return connection.getresponse().status
        finally:
            connection.close()

    def raw(self, *pieces: bytes) -> bytes:
        """Send bytes as they are and read until the server closes."""
        plain = socket.create_connection(("localhost", self.port), timeout=10)
        with self.tls.wrap_socket(plain, server_hostname="localhost") as secured:
            for piece in pieces:
                secured.sendall(piece)
            received = b""
            try:
                while part := secured.recv(65536):
                    received += part
            except OSError:
                pass
            return received


@pytest.fixture(scope="module")
def server() -> Iterator[TenantServer]:
    faults = ("reset@/reset", "timeout@/timeout", "lost-answer@/lost", "slow@/slow")
    options = Options(people=60, seed=5, faults=tuple(map(parse_fault, faults)))
    with TenantServer(options) as running:
        yield running


@pytest.fixture
def client(server: TenantServer) -> Client:
    return Client(server)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_the_certificate_is_good_for_every_loopback_name(client: Client, host: str) -> None:
    if host == "::1" and not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    connection = client.connect(host)
    try:
        connection.request("GET", "/v1.0/me")
    except OSError:
        if host == "::1":
            pytest.skip("no IPv6 loopback here")
        raise
    assert connection.getresponse().status == 401
    connection.close()


def test_nobody_else_trusts_the_certificate(client: Client) -> None:
    connection = http.client.HTTPSConnection("localhost", client.port, timeout=10)
    with pytest.raises(ssl.SSLCertVerificationError):
        connection.request("GET", "/v1.0/me")
    connection.close()


def test_it_listens_on_loopback_only(client: Client) -> None:
    outside = socket.gethostbyname(socket.gethostname())
    if outside.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError, match=r"."):
        socket.create_connection((outside, client.port), timeout=2)


def test_one_connection_serves_many_requests(client: Client) -> None:
    connection = client.connect()
    sockets = set()
    for _ in range(5):
        connection.request("GET", "/v1.0/me")
        reply = connection.getresponse()
        assert reply.status == 401
        assert reply.getheader("Date")
        reply.read()
        sockets.add(connection.sock)
    assert len(sockets) == 1
    connection.close()


def test_a_head_has_no_body(client: Client) -> None:
    connection = client.connect()
    connection.request("HEAD", f"/{client.ready['tenant_id']}/discovery/v2.0/keys")
    assert connection.getresponse().read() == b""
    connection.close()


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"nonsense\r\n\r\n", b" 400 "),
        (b"GET /v1.0/me HTTP/9.9\r\n\r\n", b" 505 "),
        (b"GET " + b"/" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", b" 414 "),
        (b"BREW /v1.0/me HTTP/1.1\r\nHost: localhost\r\n\r\n", b" 501 "),
        (b"POST /v1.0/me HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", b" 400 "),
        (b"POST /v1.0/me HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n", b" 400 "),
        (
            b"POST /v1.0/me HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            % (LARGEST_BODY + 1),
            b" 413 ",
        ),
        (
            b"POST /v1.0/me HTTP/1.1\r\nHost: localhost\r\nContent-Length: %s\r\n\r\n"
            % (b"9" * 5_000),
            b" 413 ",
        ),
        (
            b"POST /v1.0/me HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"zz\r\n",
            b" 400 ",
        ),
        (
            b"POST /v1.0/me HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\n"
            b"Content-Length: 0\r\n\r\n",
            b" 415 ",
        ),
        (b"GET /v1.0/me HTTP/1.1\r\nHost: evil.example\r\n\r\n", b" 421 "),
        (b"GET /v1.0/me HTTP/1.1\r\nHost: [\r\n\r\n", b" 421 "),
        (b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b" 404 "),
    ],
)
def test_a_malformed_request_is_refused_and_closed(
    client: Client, request_bytes: bytes, status: bytes
) -> None:
    assert status in client.raw(request_bytes).split(b"\r\n")[0]


def test_a_chunked_body_is_read(client: Client) -> None:
    tenant = client.ready["tenant_id"].encode()
    body = b"client_id=x&grant_type=password"
    received = client.raw(
        b"POST /" + tenant + b"/oauth2/v2.0/token HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n",
        b"5\r\n" + body[:5] + b"\r\n",
        b"%x\r\n" % (len(body) - 5) + body[5:] + b"\r\n0\r\n\r\n",
    )
    assert b"AADSTS700016" in received


def test_garbage_instead_of_tls_harms_nobody(client: Client) -> None:
    for garbage in (b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x00\x05hello", b""):
        with socket.create_connection(("127.0.0.1", client.port), timeout=5) as plain:
            plain.sendall(garbage)
    assert client.ask("GET", "/v1.0/me") == 401


def test_a_spoiled_answer_leaves_the_connection_usable() -> None:
    faults = tuple(map(parse_fault, ("bad-json@DELETE /users:1", "wrapped@DELETE /users:1")))
    with TenantServer(Options(people=60, seed=5, faults=faults)) as server:
        connection = Client(server).connect()
        body = urlencode(
            {
                "client_id": server.description["client_id"],
                "grant_type": "password",
                "username": server.description["accounts"][0]["username"],
                "password": server.description["accounts"][0]["password"],
                "scope": "UserAuthMethod-QR.ReadWrite.All",
            }
        )
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        path = f"/{server.description['tenant_id']}/oauth2/v2.0/token"
        connection.request("POST", path, body, form)
        token = json.loads(connection.getresponse().read())["access_token"]
        method = "/beta/users/tara.whitlock@practice.example/authentication/qrCodePinMethod"
        statuses = []
        for rest in ("/temporaryQRCode", "/standardQRCode", ""):
            headers = {"Authorization": f"Bearer {token}"}
            connection.request("DELETE", method + rest, headers=headers)
            reply = connection.getresponse()
            reply.read()
            statuses.append(reply.status)
        connection.close()
    assert statuses == [200, 204, 204]


@pytest.mark.parametrize("path", ["/v1.0/reset", "/beta/lost"])
def test_a_cut_connection_is_cut_before_any_byte(client: Client, path: str) -> None:
    with pytest.raises((ConnectionError, ssl.SSLError, http.client.BadStatusLine)):
        client.ask("GET", path)


def test_a_slow_answer_comes_late(client: Client) -> None:
    began = time.monotonic()
    assert client.ask("GET", "/v1.0/slow") == 401
    assert time.monotonic() - began >= 2


def test_a_timeout_never_answers_and_stopping_does_not_wait_for_it() -> None:
    options = Options(people=60, seed=5, faults=(parse_fault("timeout@/me"),))
    server = TenantServer(options)
    server.start()
    client = Client(server)
    connection = client.connect()
    connection.timeout = 0.3
    connection.request("GET", "/v1.0/me")
    with pytest.raises(TimeoutError):
        connection.getresponse()
    waiting = client.connect()
    waiting.request("GET", "/v1.0/me")
    began = time.monotonic()
    server.stop()
    server.stop()
    assert time.monotonic() - began < 3
    assert not Path(client.ready["ca_file"]).parent.exists()
    with pytest.raises((OSError, http.client.HTTPException)):
        waiting.getresponse()
    connection.close()
    waiting.close()


def test_latency_is_added_to_every_answer() -> None:
    with TenantServer(Options(people=60, seed=5, latency_ms=150)) as server:
        client = Client(server)
        began = time.monotonic()
        client.ask("GET", "/v1.0/me")
        assert time.monotonic() - began >= 0.15


def test_many_clients_at_once_all_get_their_answer(client: Client) -> None:
    statuses: list[int] = []

    def work() -> None:
        connection = client.connect()
        for _ in range(20):
            connection.request("GET", "/v1.0/me")
            reply = connection.getresponse()
            reply.read()
            statuses.append(reply.status)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert statuses == [401] * 320


def test_a_taken_port_is_refused(client: Client) -> None:
    with pytest.raises(OSError, match=r"."):
        TenantServer(Options(people=60), client.port)


def test_a_mistake_of_the_tenant_itself_is_a_500(
    server: TenantServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(server.tenant, "_answer", fail)
    assert client.ask("GET", "/v1.0/me") == 500


def test_the_practice_routes_are_on_the_browsers_port(client: Client) -> None:
    port = urlsplit(client.ready["pages"]).port or 0
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    connection.request("GET", "/practice/pocket?user=sam.rivera@practice.example")
    assert json.loads(connection.getresponse().read())["pin"]
    connection.request("POST", "/practice/qr-sign-in", b"{")
    reply = connection.getresponse()
    assert reply.status == 400
    reply.read()
    connection.close()
    assert client.ask("GET", "/practice/pocket") in {400, 404}
