"""Waits on the loopback interface for the browser to bring the answer of a sign-in or consent.

The address is `http://localhost:PORT`, as public clients register it (Microsoft identity
platform, 'Redirect URI restrictions and limitations', localhost exceptions). It runs on the
thread that waits and starts none. It must never log what it receives.
"""

from __future__ import annotations

import errno
import hmac
import selectors
import socket
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, parse_qs, urlsplit

from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.sign_in.browser_connection import BrowserConnection, BrowserRequest
from kiosk.services.sign_in.closing_page import closing_page
from kiosk.services.sign_in.patience import TICK_SECONDS, Patience

CONNECTIONS_MAX = 256
"""Browsers open a few at once, some of them only in case they need them.

So many more, because a browser has to get its word in while others on this machine knock.
"""

_BIND_ATTEMPTS = 10
_PORT_TAKEN = frozenset({errno.EADDRINUSE, errno.EACCES})
_BACKLOG = 128
_FIELDS_MAX = 32
_ERROR_FIELDS = frozenset({"state", "error", "error_description", "error_uri"})


class AnswerKind(Enum):
    """What is waited for, by the parameter that says that it went well.

    Sources: RFC 6749, section 4.1.2; Microsoft identity platform, 'Admin consent on the Microsoft
    identity platform', whose refusals say `admin_consent=True` as well, beside the error.
    """

    SIGN_IN = "code"
    ADMIN_CONSENT = "admin_consent"

    @property
    def fields(self) -> frozenset[str]:
        """The parameters that are read; all others are left aside."""
        more = {"client_info"} if self is AnswerKind.SIGN_IN else {"tenant"}
        return _ERROR_FIELDS | {self.value} | more

    def is_whole(self, names: Collection[str]) -> bool:
        """Whether an answer with these parameters says that it went well, or that it did not."""
        if self is AnswerKind.SIGN_IN:
            return (self.value in names) != ("error" in names)
        return self.value in names or "error" in names


@dataclass(frozen=True)
class ExpectedAnswer:
    """What the answer must carry, and where the page that sends it may come from.

    `origins` are exact; a page on one of the `hosts` or below one of them, over HTTPS, is
    accepted too, because the service moves between its own hosts during a sign-in.
    """

    state: str = field(repr=False)
    origins: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    kind: AnswerKind = AnswerKind.SIGN_IN

    def accepts_origin(self, origin: str) -> bool:
        """Whether a page of this origin may bring the answer.

        An origin may be missing or hidden (`null`), depending on the browser and on the
        page's referrer policy: then the state alone decides, which a stranger cannot guess.
        """
        if origin in ("", "null") or origin in self.origins:
            return True
        parts = _split(origin)
        if parts is None:
            return False
        host = parts.hostname or ""
        return parts.scheme == "https" and any(
            host == known or host.endswith(f".{known}") for known in self.hosts
        )


@dataclass(frozen=True)
class BrowserAnswer:
    """The parameters that the service sent by way of the browser."""

    parameters: dict[str, str] = field(repr=False)


class LoopbackReceiver:
    """Listens on 127.0.0.1, and on ::1 with the same port where that exists."""

    def __init__(self) -> None:
        """Start listening; raises StationError (SIGN_IN_FAILED) when no port can be had."""
        self._listeners = _listen_on_loopback()
        self.port: int = self._listeners[0].getsockname()[1]
        self._selector = selectors.DefaultSelector()
        self._connections: list[BrowserConnection] = []
        for listener in self._listeners:
            self._selector.register(listener, selectors.EVENT_READ, None)

    @property
    def redirect_uri(self) -> str:
        """Where the service has to send the browser with its answer."""
        return f"http://localhost:{self.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the port back. May be called twice."""
        for connection in list(self._connections):
            self._drop(connection)
        self._selector.close()
        for listener in self._listeners:
            listener.close()

    def wait_for_answer(
        self,
        expected: ExpectedAnswer,
        patience: Patience,
        looks: Iterable[Callable[[], None]] = (),
    ) -> BrowserAnswer:
        """Wait for the answer, calling each of `looks` many times a second.

        Whatever is not the answer is refused and forgotten. Raises as Patience.check does,
        and what a look raises.
        """
        while True:
            for look in looks:
                look()
            patience.check()
            now = patience.clock.monotonic()
            for key, _ in self._selector.select(TICK_SECONDS):
                if key.data is None:
                    self._accept(key.fileobj, now)
                    continue
                answer = self._serve(key.data, expected, now)
                if answer is not None:
                    return answer
            for connection in [one for one in self._connections if one.is_stale(now)]:
                self._drop(connection)

    def _accept(self, listener: object, now: float) -> None:
        assert isinstance(listener, socket.socket)
        try:
            accepted, _ = listener.accept()
        except OSError:
            return
        if len(self._connections) >= CONNECTIONS_MAX:
            self._drop(self._connections[0])
        connection = BrowserConnection(accepted, now)
        self._connections.append(connection)
        self._selector.register(accepted, selectors.EVENT_READ, connection)

    def _drop(self, connection: BrowserConnection) -> None:
        if connection not in self._connections:
            return
        self._connections.remove(connection)
        self._selector.unregister(connection.socket)
        connection.close()

    def _serve(
        self, connection: BrowserConnection, expected: ExpectedAnswer, now: float
    ) -> BrowserAnswer | None:
        if connection not in self._connections:
            # Dropped to make room, while the same round had news of it.
            return None
        request = connection.read(now)
        if request is None:
            if connection.is_over:
                self._drop(connection)
            return None
        answer = self._answer_in(request, expected)
        if answer is None:
            connection.send(404)
        else:
            connection.send(200, closing_page(request.header("Accept-Language")))
        self._drop(connection)
        return answer

    def _answer_in(self, request: BrowserRequest, expected: ExpectedAnswer) -> BrowserAnswer | None:
        # A page that made its own name point at 127.0.0.1 sends that name as the host.
        if request.header("Host").lower() not in self._own_names:
            return None
        if not expected.accepts_origin(request.header("Origin")):
            return None
        target = _split(request.target)
        if target is None or target.path not in ("", "/"):
            return None
        if request.method == "POST" and request.is_form:
            return _read_parameters(request.body.decode("latin-1"), expected)
        if request.method == "GET":
            return _read_parameters(target.query, expected)
        return None

    @property
    def _own_names(self) -> frozenset[str]:
        return frozenset(f"{host}:{self.port}" for host in ("localhost", "127.0.0.1", "[::1]"))


def _split(address: str) -> SplitResult | None:
    """Split an address; None for one that is none, which any page may make a browser send."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _read_parameters(encoded: str, expected: ExpectedAnswer) -> BrowserAnswer | None:
    try:
        found = parse_qs(encoded, errors="strict", max_num_fields=_FIELDS_MAX)
    except ValueError:
        return None
    known = {name: values for name, values in found.items() if name in expected.kind.fields}
    if any(len(values) != 1 for values in known.values()):
        return None
    parameters = {name: values[0] for name, values in known.items()}
    state = parameters.get("state", "")
    if not hmac.compare_digest(state.encode(), expected.state.encode()):
        return None
    if not expected.kind.is_whole(parameters):
        return None
    return BrowserAnswer(parameters)


def _listen_on_loopback() -> list[socket.socket]:
    """Listen on both loopback addresses with one port.

    A browser may take `localhost` for ::1. Where another program holds that port there, it
    would get the answer, so another port is tried.
    """
    try:
        for _ in range(_BIND_ATTEMPTS):
            first = _listen(socket.AF_INET, "127.0.0.1", 0)
            try:
                second = _listen(socket.AF_INET6, "::1", first.getsockname()[1])
            except OSError as error:
                if error.errno not in _PORT_TAKEN:
                    return [first]
                first.close()
            else:
                return [first, second]
    except OSError:
        pass
    raise StationError(ErrorCode.SIGN_IN_FAILED)


def _listen(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            # Without it another program on Windows may bind the same port and take over.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener
