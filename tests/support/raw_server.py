"""A server over TLS that says byte for byte what a test wants, or nothing, or nonsense."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from tests.support.certificate import write_certificate
from tests.support.relay import CABLE_THREAD

Behaviour = Callable[["Visit"], None]


class Visit:
    """One connection, as a behaviour sees it."""

    def __init__(self, connection: socket.socket, over: threading.Event) -> None:
        self.connection = connection
        self.over = over
        """Set when the client has left or the server stops."""

    def read_request(self) -> bytes:
        """Read a request and its body; empty when the client has left."""
        request = b""
        while not _is_whole(request):
            part = self.connection.recv(65536)
            if not part:
                return b""
            request += part
        return request

    def say(self, *parts: bytes) -> None:
        """Send bytes."""
        for part in parts:
            self.connection.sendall(part)

    def answer(self, body: bytes, *headers: str, status: str = "200 OK") -> None:
        """Send a whole answer and keep the connection."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
        self.say("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def drip(self, part: bytes, seconds: float = 0.02) -> None:
        """Send the same bytes again and again, slowly, until the client leaves."""
        with contextlib.suppress(OSError):
            while not self.over.wait(seconds):
                self.say(part)

    def reset(self) -> None:
        """End the connection the way a broken network does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        socket.socket.close(self.connection)


def _is_whole(request: bytes) -> bool:
    head, end, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"\ncontent-length: *(\d+)", head.lower())
    return bool(end) and len(body) >= (int(length[1]) if length else 0)


class RawServer:
    """Serves each connection on a thread of its own, as `behaviour` says."""

    def __init__(
        self,
        folder: Path,
        begins: timedelta = timedelta(hours=-1),
        *,
        tls: bool = True,
        host: str = "localhost",
    ) -> None:
        self.behaviour: Behaviour = lambda visit: visit.answer(b"{}")
        self.visits = 0
        self.ca_file = folder / "raw-server.pem"
        key_file = write_certificate(self.ca_file, folder / "raw-server.key", begins, host)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if tls else None
        if self._context is not None:
            self._context.load_cert_chain(self.ca_file, key_file)
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._acceptor = threading.Thread(target=self._accept, name="raw server", daemon=True)
        self._acceptor.start()

    @property
    def address(self) -> str:
        """Where it is reached."""
        return f"https://localhost:{self.port}/v1.0/me"

    def close(self) -> None:
        """Stop; connections end with their behaviour."""
        self._over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(
                target=self._serve, args=(connection,), name=CABLE_THREAD, daemon=True
            ).start()

    def _serve(self, plain: socket.socket) -> None:
        with contextlib.suppress(OSError), plain:
            plain.settimeout(20)
            connection = plain
            if self._context is not None:
                connection = self._context.wrap_socket(plain, server_side=True)
            self.visits += 1
            with connection:
                self.behaviour(Visit(connection, self._over))


@contextmanager
def raw_server(
    folder: Path,
    begins: timedelta = timedelta(hours=-1),
    *,
    tls: bool = True,
    host: str = "localhost",
) -> Iterator[RawServer]:
    """Run such a server; its certificate is for `host`, and its day `begins` so long from now."""
    server = RawServer(folder, begins, tls=tls, host=host)
    try:
        yield server
    finally:
        server.close()
