"""Which proxy a request goes through, who said so, and what that proxy answers."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import unquote

import requests
import truststore
import urllib3
from requests.utils import select_proxy

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Proxy:
    """A proxy as it is in force. Name and password for it are in `headers`, and nowhere else.

    `variable` is the environment variable that names it, empty where the system's own network
    settings do. Only the schemes `http` and `https` are any use to the station.
    """

    scheme: str
    host: str
    port: int
    variable: str
    headers: Mapping[str, str] = field(repr=False)

    @property
    def place(self) -> str:
        """Where it is, without name and password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def is_usable(self) -> bool:
        """Whether the station can speak to a proxy of this kind."""
        return self.scheme in _PORTS

    @property
    def has_password(self) -> bool:
        """Whether whoever named it also told a name and a password for it."""
        return bool(self.headers)


def proxy_for(session: requests.Session, url: str, environment: Mapping[str, str]) -> Proxy | None:
    """Return the proxy that this session would send a request through; None for none.

    Raises ValueError where what is set is no address.
    """
    proxies = session.merge_environment_settings(url, {}, False, None, None)["proxies"]
    named = select_proxy(url, proxies)
    if not named:
        return None
    try:
        address = urllib3.util.parse_url(named if "://" in named else f"http://{named}")
    except urllib3.exceptions.LocationParseError:
        raise ValueError("the proxy's address cannot be read") from None
    scheme, host = address.scheme or "http", (address.host or "").strip("[]")
    # A sign of the password that ends a host, such as / or #, would make a host of what is before.
    is_cut = "@" in f"{address.path or ''}{address.query or ''}{address.fragment or ''}"
    if not host or is_cut:
        raise ValueError("the proxy's address names no host")
    headers = urllib3.make_headers(proxy_basic_auth=unquote(address.auth)) if address.auth else {}
    port = address.port or _PORTS.get(scheme, 1080)
    return Proxy(scheme, host, port, _variable_of(named, environment), headers)


def ask_for_way(proxy: Proxy, host: str, port: int, seconds: float) -> int:
    """Ask a proxy for a way to a host, and return the status of its answer (RFC 9110, CONNECT).

    2xx is the way, 407 that it wants a name and a password. Raises OSError where it does not
    answer, or not as a proxy does.
    """
    connection = connection_to(proxy, seconds)
    target = f"{host}:{port}"
    try:
        with ended_after(connection, 2 * seconds):
            connection.request("CONNECT", target, headers={"Host": target, **proxy.headers})
            return connection.getresponse().status
    except HTTPException:
        raise ConnectionError("this is no proxy") from None
    finally:
        connection.close()


def connection_to(proxy: Proxy, seconds: float) -> HTTPConnection:
    """Return a connection to a proxy, not made yet."""
    if proxy.scheme == "https":
        import ssl  # noqa: PLC0415 - proxies are seldom reached this way

        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return HTTPSConnection(proxy.host, proxy.port, timeout=seconds, context=context)
    return HTTPConnection(proxy.host, proxy.port, timeout=seconds)


@contextlib.contextmanager
def ended_after(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Break a connection off after that time: a limit on each wait is none on an answer.

    Raises TimeoutError then, if nothing else.
    """
    late = threading.Event()

    def end() -> None:
        late.set()
        # None before there is a connection, and once it is over.
        with contextlib.suppress(OSError, AttributeError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(seconds, end)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
    if late.is_set():
        raise TimeoutError


def _variable_of(named: str, environment: Mapping[str, str]) -> str:
    """Return the environment variable that says so; lower case comes first, as for requests."""
    fitting = sorted(
        (name for name in environment if name.lower() in ("https_proxy", "all_proxy")),
        key=lambda name: (name.lower() == "all_proxy", name != name.lower()),
    )
    return next((name for name in fitting if environment[name] == named), "")
