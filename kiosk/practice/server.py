"""The loopback server around the tenant: two ports, TLS, one thread a connection."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import ssl
import struct
import tempfile
import threading
from email.utils import formatdate
from http.client import responses
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from kiosk.practice.certificates import make_identity
from kiosk.practice.messages import Answer, Delivery, Entrance, Request
from kiosk.practice.tenant import Options, Tenant, make_addresses
from kiosk.practice.tokens import SigningKey

LARGEST_BODY = 4 * 1024 * 1024
IDLE_SECONDS = 75.0
HANDSHAKE_SECONDS = 10.0
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
# On Windows a port in use can be taken over with this option; elsewhere it only skips a wait.
_REUSE = os.name != "nt"
_RESET_ON_CLOSE = struct.pack("ii" if os.name != "nt" else "hh", 1, 0)
_NO_BODY = frozenset({204, 304})


class _Handler(BaseHTTPRequestHandler):
    """Reads a request, asks the tenant, writes the answer at once."""

    protocol_version = "HTTP/1.1"
    server_version = "PracticeTenant"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = IDLE_SECONDS
    server: _Server

    def serve(self) -> None:
        """Answer the request that has just been read."""
        body = self._body()
        if body is None:
            return
        if not _is_local(self.headers.get("Host", "localhost")):
            self._plain(421, b"This server answers for localhost only.")
            return
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(
            self.command, path, query.partition("#")[0], headers, body, self.server.entrance
        )
        try:
            answer = self.server.tenant.answer(request)
        except Exception:  # noqa: BLE001 - the last border: a bug here is no network fault
            self._plain(500, b"The practice tenant has made a mistake.")
            return
        self._deliver(answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = serve  # noqa: N815 - the base class's names

    def _body(self) -> bytes | None:
        """Return the request's body, or None after a refusal has been written."""
        if self.headers.get("Content-Encoding", "identity").lower() != "identity":
            self._plain(415, b"A compressed body is not supported.")
            return None
        coding = self.headers.get("Transfer-Encoding", "").lower()
        if coding == "chunked":
            return self._chunked()
        length = self.headers.get("Content-Length", "0").strip()
        if coding or not (length.isascii() and length.isdigit()):
            self._plain(400, b"The length of the body is unclear.")
            return None
        if len(length) > len(str(LARGEST_BODY)) or int(length) > LARGEST_BODY:
            self._plain(413, b"The body is too large.")
            return None
        body = self.rfile.read(int(length)) if int(length) else b""
        if len(body) < int(length):
            self.close_connection = True
            return None
        return body

    def _chunked(self) -> bytes | None:
        parts: list[bytes] = []
        total = 0
        while True:
            line = self.rfile.readline(64).split(b";")[0].strip()
            try:
                size = int(line, 16)
            except ValueError:
                size = -1
            if size < 0 or total + size > LARGEST_BODY:
                self._plain(400 if size < 0 else 413, b"The body is malformed or too large.")
                return None
            if size == 0:
                while self.rfile.readline(1024).strip():
                    pass
                return b"".join(parts)
            parts.append(self.rfile.read(size))
            total += size
            self.rfile.readline(8)

    def _plain(self, status: int, text: bytes) -> None:
        self.close_connection = True
        self._write(Answer(status, (("Content-Type", "text/plain; charset=utf-8"),), text))

    def _deliver(self, answer: Answer) -> None:
        if answer.delay_seconds and self.server.stopping.wait(answer.delay_seconds):
            self.close_connection = True
            return
        if answer.delivery is Delivery.HOLD:
            self._hold()
        if answer.delivery is not Delivery.SEND:
            self._cut()
            return
        self._write(answer)

    def _write(self, answer: Answer) -> None:
        reason = responses.get(answer.status, "Unknown")
        moment = formatdate(self.server.tenant.clock().timestamp(), usegmt=True)
        lines = [f"HTTP/1.1 {answer.status} {reason}", f"Date: {moment}"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        if answer.status not in _NO_BODY:
            lines.append(f"Content-Length: {len(answer.body)}")
        if self.server.entrance is Entrance.SECURE:
            lines.append("Strict-Transport-Security: max-age=31536000")
        if self.close_connection:
            lines.append("Connection: close")
        head = "\r\n".join(lines).encode("utf-8", "replace")
        body = b"" if answer.status in _NO_BODY else answer.body
        self.wfile.write(head + b"\r\n\r\n" + body)

    def _hold(self) -> None:
        """Say nothing until the client gives up or the server stops."""
        while not self.server.stopping.is_set():
            if select.select([self.connection], [], [], 0.2)[0]:
                return

    def _cut(self) -> None:
        """Drop the connection the way a broken network does: with a reset, no goodbye."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self.server.abandon(self.connection)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse a request that could not even be read."""
        del explain
        self._plain(int(code), (message or responses.get(int(code), "")).encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing: requests carry secrets."""


class _Server(ThreadingHTTPServer):
    """One listening socket; each connection, and its TLS handshake, has its own thread."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    tenant: Tenant

    def __init__(
        self,
        address: str,
        port: int,
        entrance: Entrance,
        context: ssl.SSLContext | None,
        stopping: threading.Event,
    ) -> None:
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.entrance = entrance
        self.stopping = stopping
        self._context = context
        super().__init__((address, port), _Handler)

    def server_bind(self) -> None:
        """Bind without looking up names, and without sharing the port with IPv4."""
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if _REUSE:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "localhost", self.server_address[1]

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands where there is TLS, then serve; runs on the connection's thread."""
        if self._context is None:
            super().finish_request(request, client_address)
            return
        request.settimeout(HANDSHAKE_SECONDS)
        secured = self._context.wrap_socket(request, server_side=True)
        try:
            super().finish_request(secured, client_address)
        finally:
            with contextlib.suppress(OSError):
                secured.close()

    def abandon(self, connection: socket.socket) -> None:
        """Close a connection at once."""
        with contextlib.suppress(OSError):
            connection.close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away or spoke no TLS."""
        del request, client_address


class TenantServer:
    """A running practice tenant; a context manager that leaves nothing behind."""

    def __init__(self, options: Options, port: int = 0) -> None:
        self._stopping = threading.Event()
        self._servers: list[_Server] = []
        self._threads: list[threading.Thread] = []
        key = SigningKey()
        identity = make_identity()
        secure = self._listen(port, Entrance.SECURE, identity.context)
        try:
            browser = self._listen(0, Entrance.BROWSER, None)
            self._folder = tempfile.TemporaryDirectory(prefix="pin-kiosk-practice-")
        except BaseException:
            self._close()
            raise
        self._ca_file = Path(self._folder.name) / "ca.pem"
        self._ca_file.write_bytes(identity.ca_pem)
        addresses = make_addresses(f"https://localhost:{secure}", f"http://localhost:{browser}")
        self.tenant = Tenant(options, addresses, key)

    def _listen(self, port: int, entrance: Entrance, context: ssl.SSLContext | None) -> int:
        """Listen on both loopback addresses, where there are two, at one port."""
        attempts = 1 if port else 20
        for attempt in range(attempts):
            first = _Server("127.0.0.1", port, entrance, context, self._stopping)
            try:
                second = _Server("::1", first.server_port, entrance, context, self._stopping)
            except OSError:
                # No IPv6 here; or the port is taken there, then another one will do.
                if socket.has_ipv6 and _has_loopback_v6() and attempt + 1 < attempts:
                    first.server_close()
                    continue
                self._servers.append(first)
                return first.server_port
            self._servers += [first, second]
            return first.server_port
        raise OSError("no free port on the loopback addresses")

    @property
    def description(self) -> dict[str, Any]:
        """What the ready line says."""
        return self.tenant.description(str(self._ca_file))

    def start(self) -> None:
        """Serve on threads of its own."""
        for server in self._servers:
            server.tenant = self.tenant
            thread = threading.Thread(
                target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True
            )
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Stop serving and remove the CA file; may be called twice."""
        self._stopping.set()
        for server in self._servers if self._threads else ():
            server.shutdown()
        for thread in self._threads:
            thread.join(5)
        self._threads.clear()
        self._close()
        self._folder.cleanup()

    def _close(self) -> None:
        for server in self._servers:
            server.server_close()
        self._servers.clear()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _is_local(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in LOCAL_NAMES
    except ValueError:
        return False


def _has_loopback_v6() -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        return True
    return False
