"""A company's proxy on loopback, which wants to know who asks before it carries anything."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

from tests.support.relay import CABLE_THREAD

_REFUSAL = (
    b"HTTP/1.1 407 Proxy Authentication Required\r\n"
    b'Proxy-Authenticate: Basic realm="proxy"\r\nContent-Type: text/html\r\n'
    b"Content-Length: 14\r\nConnection: close\r\n\r\n<html></html>\n"
)


class AskingProxy:
    """Speaks CONNECT only; `refused` and `carried` count what was asked of it."""

    def __init__(self) -> None:
        self.refused = self.carried = 0
        self._refuses = True
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._acceptor = threading.Thread(target=self._accept, name=CABLE_THREAD, daemon=True)
        self._acceptor.start()

    def refuse(self) -> None:
        """Carry nothing from now on, nor what it carries already."""
        self._refuses = True
        for end in list(self._open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def let_through(self) -> None:
        """Ask no more, as once somebody has allowed the station."""
        self._refuses = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.refuse()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join(5)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(
                target=self._serve, args=(near,), name=CABLE_THREAD, daemon=True
            ).start()

    def _serve(self, near: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError, IndexError), near:
            head = b""
            while b"\r\n\r\n" not in head:
                part = near.recv(4096)
                if not part:
                    return
                head += part
            if self._refuses:
                self.refused += 1
                near.sendall(_REFUSAL)
                return
            host, _, port = head.split()[1].decode().rpartition(":")
            with socket.create_connection((host, int(port))) as far:
                self.carried += 1
                near.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                self._open |= {near, far}
                back = threading.Thread(
                    target=_carry, args=(far, near), name=CABLE_THREAD, daemon=True
                )
                back.start()
                _carry(near, far)
                back.join()
                self._open -= {near, far}


def _carry(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
