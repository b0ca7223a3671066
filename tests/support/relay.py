"""A network cable between the station and its service, which a test can pull out and put back."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

CABLE_THREAD = "cable"


class Cable:
    """Carries connections from a port of its own to another one on this machine."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = _listen(0)
        self.port: int = self._listener.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._accept()

    def pull(self) -> None:
        """Cut every connection, and take no new ones."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join()
        with self._lock:
            for end in self._open:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def put_back(self) -> None:
        """Carry connections again, at the same port."""
        self._listener = _listen(self.port)
        self._accept()

    def lead_to(self, port: int) -> None:
        """Lead somewhere else from now on, as a network does that wants something."""
        self.pull()
        self._to = port
        self.put_back()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.pull()

    def _accept(self) -> None:
        self._acceptor = threading.Thread(
            target=self._take_connections, name=CABLE_THREAD, daemon=True
        )
        self._acceptor.start()

    def _take_connections(self) -> None:
        listener = self._listener
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                near.close()
                continue
            with self._lock:
                self._open |= {near, far}
            left = [2]
            for source, sink in ((near, far), (far, near)):
                threading.Thread(
                    target=self._carry, args=(source, sink, left), name=CABLE_THREAD, daemon=True
                ).start()

    def _carry(self, source: socket.socket, sink: socket.socket, left: list[int]) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)
        with self._lock:
            left[0] -= 1
            if not left[0]:
                for end in (source, sink):
                    self._open.discard(end)
                    end.close()


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen()
    return listener
