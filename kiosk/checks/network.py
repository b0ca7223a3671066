"""Checks the way to the service: names, proxy, and the clock by which both sides go.

Nobody signs in here. Each goes by the station's own connections, so that what is said is what
the station lives.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kiosk.checks.finding import CheckId, Finding, Outcome, failed_as, passed, unchecked
from kiosk.checks.subject import CONNECT_SECONDS, Subject
from kiosk.models.clock import CLOCK_TOLERANCE
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.services.http_headers import parse_http_date

if TYPE_CHECKING:
    from kiosk.services.probing.proxies import Proxy

_ASK_FOR_NAMES = QT_TRANSLATE_NOOP(
    "Doctor",
    "Check cable or Wi-Fi, and the DNS servers in the computer's network settings; where names "
    "are known to a proxy only, set HTTPS_PROXY.",
)
_PROXY_SAYS_NO = QT_TRANSLATE_NOOP(
    "Doctor", "Have whoever runs the proxy let this computer through to {host}, port {port}."
)


@dataclass(frozen=True)
class Server:
    """A server that the station talks to: its name and port, and an address to ask."""

    host: str
    port: int
    url: str

    @classmethod
    def at(cls, url: str) -> Server:
        """Return the server of an address."""
        parts = urlsplit(url)
        return cls(parts.hostname or "", parts.port or 443, url)


def sign_in_server(subject: Subject) -> Server:
    """Return the server that people sign in at, by the address of the tenant's configuration."""
    return Server.at(subject.tenant.configuration_url)


def graph_server(subject: Subject) -> Server:
    """Return the server of Microsoft Graph, by an address that wants to know who asks."""
    return Server.at(f"{subject.tenant.graph_url}/v1.0/me")


def servers(subject: Subject) -> tuple[Server, ...]:
    """Return all servers, each once."""
    both = sign_in_server(subject), graph_server(subject)
    return both[:1] if both[0].host == both[1].host else both


def proxy_to(subject: Subject, server: Server) -> Proxy | None:
    """Return the proxy that requests to a server go through.

    Raises StationError SETTING_WRONG, and ValueError where the proxy's address is none.
    """
    from kiosk.services.probing.proxies import proxy_for  # noqa: PLC0415 - loads requests

    return proxy_for(subject.transport.new_session(), server.url, subject.environment)


def check_names(subject: Subject) -> Finding:
    """Say whether the names of the servers, or that of the proxy, lead to an address."""
    for host, port in _named_hosts(subject):
        try:
            socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            return _name_not_found(host, error)
        except (OSError, UnicodeError):
            return _name_not_found(host, None)
    hosts = ", ".join(dict.fromkeys(host for host, _ in _named_hosts(subject)))
    return passed(
        CheckId.NAME_RESOLUTION,
        QT_TRANSLATE_NOOP("Doctor", "The name server (DNS) knows {hosts}."),
        hosts=hosts,
    )


def _named_hosts(subject: Subject) -> Iterator[tuple[str, int]]:
    """Give what this computer has to look up itself; a proxy looks up what lies behind it."""
    for server in servers(subject):
        try:
            proxy = proxy_to(subject, server)
        except ValueError:
            # That is the finding of the proxy's own check.
            continue
        yield (server.host, server.port) if proxy is None else (proxy.host, proxy.port)


def _name_not_found(host: str, error: socket.gaierror | None) -> Finding:
    is_silent = error is not None and error.errno == socket.EAI_AGAIN
    text = (
        QT_TRANSLATE_NOOP(
            "Doctor", "The name server (DNS) does not answer, so {host} is not found."
        )
        if is_silent
        else QT_TRANSLATE_NOOP("Doctor", "The name server (DNS) does not know {host}.")
    )
    return failed_as(
        CheckId.NAME_RESOLUTION,
        text,
        _ASK_FOR_NAMES,
        StationError(ErrorCode.NETWORK_UNREACHABLE),
        host=host,
    )


def check_proxy(subject: Subject) -> Finding:
    """Say which proxy is in force, who said so, and whether it lets the station through."""
    found = passed(CheckId.PROXY, QT_TRANSLATE_NOOP("Doctor", "No proxy is in force."))
    if subject.tenant.ca_file is not None:
        found = passed(
            CheckId.PROXY,
            QT_TRANSLATE_NOOP(
                "Doctor", "No proxy is used, because the settings name a CA file ({key})."
            ),
            key="tenant.ca_file",
        )
    for server in servers(subject):
        try:
            proxy = proxy_to(subject, server)
        except ValueError:
            return failed_as(
                CheckId.PROXY,
                QT_TRANSLATE_NOOP(
                    "Doctor", "A proxy is set for this computer, but its address cannot be read."
                ),
                QT_TRANSLATE_NOOP(
                    "Doctor",
                    "Write it as http://HOST:PORT, in HTTPS_PROXY or in the system's "
                    "network settings.",
                ),
                StationError(ErrorCode.PROXY_REFUSED),
            )
        if proxy is None:
            continue
        found = _asked(proxy, server)
        if found.outcome is not Outcome.PASS:
            return found
    return found


def _asked(proxy: Proxy, server: Server) -> Finding:
    """Ask a proxy for a way to a server."""
    from kiosk.services.probing.proxies import ask_for_way  # noqa: PLC0415 - loads requests

    values = {
        "proxy": proxy.place,
        "variable": proxy.variable,
        "host": server.host,
        "port": str(server.port),
    }
    error = StationError(ErrorCode.PROXY_REFUSED)

    def fail(text: str, next_step: str, **more: str) -> Finding:
        return failed_as(CheckId.PROXY, text, next_step, error, **values, **more)

    if not proxy.is_usable:
        return fail(
            QT_TRANSLATE_NOOP(
                "Doctor", "The proxy {proxy} is of a kind (SOCKS) that the station cannot use."
            ),
            QT_TRANSLATE_NOOP("Doctor", "Name an HTTP proxy instead, as http://HOST:PORT."),
        )
    try:
        status = ask_for_way(proxy, server.host, server.port, CONNECT_SECONDS)
    except OSError:
        return fail(
            QT_TRANSLATE_NOOP("Doctor", "The proxy {proxy} is in force, but does not answer."),
            QT_TRANSLATE_NOOP(
                "Doctor",
                "See that the proxy runs and can be reached from here, or remove it from "
                "HTTPS_PROXY or the system's network settings.",
            ),
        )
    if status == 407 and proxy.has_password:
        return fail(
            QT_TRANSLATE_NOOP(
                "Doctor", "The proxy {proxy} does not take the name and password it is given."
            ),
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Correct them where the proxy is set; better, have the proxy let this computer "
                "through to {host} without.",
            ),
        )
    if status == 407:
        return fail(
            QT_TRANSLATE_NOOP("Doctor", "The proxy {proxy} wants a name and a password."),
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Have the proxy let this computer through to {host} without; the station's "
                "settings hold no passwords.",
            ),
        )
    if not 200 <= status < 300:
        return fail(
            QT_TRANSLATE_NOOP(
                "Doctor", "The proxy {proxy} gives no way to {host}, port {port} (status {status})."
            ),
            _PROXY_SAYS_NO,
            status=str(status),
        )
    text = (
        QT_TRANSLATE_NOOP(
            "Doctor", "Requests go through the proxy {proxy}, which {variable} names."
        )
        if proxy.variable
        else QT_TRANSLATE_NOOP(
            "Doctor", "Requests go through the proxy {proxy}, as the system's network settings say."
        )
    )
    return passed(CheckId.PROXY, text, **values)


def check_clock(subject: Subject) -> Finding:
    """Say whether this computer's clock agrees with the servers', as far as one tells its time."""
    if not _has_learned_time(subject):
        return unchecked(
            CheckId.CLOCK_SKEW,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Whether the clock is right could not be checked, because no server told its time.",
            ),
            QT_TRANSLATE_NOOP("Doctor", "Mend the connection first, then check once more."),
        )
    skew = subject.transport.clock_skew
    if abs(skew) <= CLOCK_TOLERANCE:
        return passed(
            CheckId.CLOCK_SKEW,
            QT_TRANSLATE_NOOP("Doctor", "This computer's clock agrees with the service's."),
        )
    hours, minutes = divmod(round(abs(skew).total_seconds() / 60), 60)
    text = (
        QT_TRANSLATE_NOOP(
            "Doctor",
            "This computer's clock is {amount} (hours:minutes) slow: by the service it is "
            "{service_time}.",
        )
        if skew > CLOCK_TOLERANCE
        else QT_TRANSLATE_NOOP(
            "Doctor",
            "This computer's clock is {amount} (hours:minutes) fast: by the service it is "
            "{service_time}.",
        )
    )
    return Finding(
        CheckId.CLOCK_SKEW,
        Outcome.WARN,
        text,
        {"amount": f"{hours}:{minutes:02d}"},
        QT_TRANSLATE_NOOP(
            "Doctor",
            "Set the clock and the time zone, and have the computer keep the time by itself (NTP). "
            "Badges go by the service meanwhile, but signing in may fail.",
        ),
        StationError(ErrorCode.CLOCK_WRONG),
        {"service_time": subject.transport.server_now()},
    )


def _has_learned_time(subject: Subject) -> bool:
    """Ask both servers at most; whatever they say, their answers are dated."""
    from kiosk.services.transport import HttpRequest  # noqa: PLC0415 - loads requests

    for server in (graph_server(subject), sign_in_server(subject)):
        try:
            answer = subject.transport.send(HttpRequest("GET", server.url), subject.cancel)
        except StationError:
            continue
        if parse_http_date(answer.headers.get("Date")) is not None:
            return True
    return False
