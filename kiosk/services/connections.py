"""The connections below the transport: whom they trust, and whether a request has left by them."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
import truststore
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings_schema import CA_FILE

POOL_CONNECTIONS = 32
"""Connections kept open to one host; one more is made and dropped, never waited for."""


class Exchange:
    """One request and its answer, as the connection and whoever may break it off see it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._is_over = False
        self.was_sent = False
        """Whether anything of the request may have left this machine."""

    def leaves_by(self, connected: socket.socket) -> None:
        """Note that the request is about to leave; raises OSError after it was broken off."""
        with self._lock:
            if self._is_over:
                raise ConnectionAbortedError
            self.was_sent = True
            self._socket = connected

    def break_off(self) -> None:
        """Make reading and writing fail at once, from any thread; nothing once it is over."""
        with self._lock:
            connected, self._socket = self._socket, None
            self._is_over = True
            if connected is not None:
                with contextlib.suppress(OSError):
                    # Below TLS, whose own goodbye another thread may be in the middle of.
                    socket.socket.shutdown(connected, socket.SHUT_RDWR)

    def _end(self) -> None:
        # From now on the connection may belong to somebody else's request.
        with self._lock:
            self._is_over = True
            self._socket = None

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Make the requests of this thread, while in this block, this exchange."""
        _current.exchange = self
        try:
            yield
        finally:
            _current.exchange = None
            self._end()


class _Current(threading.local):
    exchange: Exchange | None = None


_current = _Current()


class _Connection(HTTPSConnection):
    """Tells the exchange of its thread when the request leaves, after connecting and TLS."""

    def request(self, *args: Any, **kwargs: Any) -> None:
        exchange = _current.exchange
        if exchange is not None and self.sock is not None:
            exchange.leaves_by(self.sock)
        super().request(*args, **kwargs)


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Connection


class _Adapter(HTTPAdapter):
    """Trusts one context only: nothing that the environment or a bundled list adds to it."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(pool_maxsize=POOL_CONNECTIONS)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _Pool}

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, ssl_context=self._context, **kwargs)
        manager.pool_classes_by_scheme = {**manager.pool_classes_by_scheme, "https": _Pool}
        return manager

    def cert_verify(self, *_args: Any) -> None:
        """Leave the context as it is; requests would add its own list of CAs."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        """Send, whatever REQUESTS_CA_BUNDLE says: the context decides about trust."""
        return super().send(request, *args, **{**kwargs, "verify": True})


class _NoAuth(AuthBase):
    """Keeps requests from replacing the token by what a .netrc file says."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def new_session(trusted: ssl.SSLContext, *, uses_environment: bool) -> requests.Session:
    """Return a session that speaks HTTPS only, and trusts whom that context does.

    With `uses_environment` the environment's proxies are used, never its CA bundles.
    """
    session = requests.Session()
    session.trust_env = uses_environment
    session.auth = _NoAuth()
    session.adapters.clear()
    session.mount("https://", _Adapter(trusted))
    return session


def tls_context(ca_file: str | None, named_in: str = "") -> ssl.SSLContext:
    """Return what decides whom to trust: this CA alone, or the operating system.

    Raises StationError (SETTING_WRONG) when the CA file cannot be used; `named_in` is the
    settings file that names it.
    """
    if ca_file is None:
        # So that a company's own CA works.
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # Not `create_default_context`, which writes its keys where SSLKEYLOGFILE says.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cafile=ca_file)
    except (OSError, ValueError):
        raise StationError(
            ErrorCode.SETTING_WRONG,
            {
                "file": named_in,
                "key": CA_FILE.key,
                "value": ca_file,
                "expected": CA_FILE.expected,
            },
        ) from None
    return context
