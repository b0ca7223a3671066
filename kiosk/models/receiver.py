"""The address that audit records are forwarded to: a host and port for syslog, a URL for OTLP."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.models.settings import AuditForward

SYSLOG_TLS_PORT = 6514
"""The port of syslog over TLS where none is named (RFC 5425, section 4.1)."""

LOGS_PATH = "/v1/logs"
"""Where logs go on a receiver that is named by its host alone (OTLP specification, 'OTLP/HTTP
Request')."""

_NAME = r"(?=.{1,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_NAME}|[0-9a-f:.]*:[0-9a-f:.]*", re.ASCII | re.IGNORECASE)
_HOST_AND_PORT = re.compile(
    r"(?:\[([0-9a-f:.]+)\]|([^:\[\]]+))(?::(\d{1,5}))?", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True)
class Receiver:
    """Where records go; `url` is empty for syslog."""

    host: str
    port: int
    url: str = ""


def receiver_at(address: str, forward: AuditForward) -> Receiver | None:
    """Read an address for this way of forwarding; None when it is none.

    A URL must not hold a user, a password or a query: those are where secrets are put.
    """
    if forward is AuditForward.OTLP:
        return _at_url(address)
    if forward is AuditForward.SYSLOG:
        return _at_host(address)
    return None


def _at_host(address: str) -> Receiver | None:
    found = _HOST_AND_PORT.fullmatch(address)
    if found is None:
        return None
    host, port = found[1] or found[2], int(found[3] or SYSLOG_TLS_PORT)
    return Receiver(host, port) if _HOST.fullmatch(host) and 0 < port < 65536 else None


def _at_url(address: str) -> Receiver | None:
    try:
        parts = urlsplit(address)
        port = 443 if parts.port is None else parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme != "https" or not _HOST.fullmatch(host) or port == 0:
        return None
    if parts.netloc.endswith(":") or "@" in parts.netloc or set("?#\\ ") & set(address):
        return None
    path = parts.path if parts.path.strip("/") else LOGS_PATH
    return Receiver(host, port, f"https://{parts.netloc}{path}")
