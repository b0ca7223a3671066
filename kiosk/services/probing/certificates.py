"""Reads the certificate that a server shows, trusted or not; nothing is sent to such a server."""

from __future__ import annotations

import contextlib
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPException

from cryptography import x509
from cryptography.x509.oid import NameOID

from kiosk.models.one_line import one_line
from kiosk.services.probing.proxies import Proxy, ended_after

_TEXT_MAX = 100
_NAMES_MAX = 4


@dataclass(frozen=True)
class Presented:
    """What a certificate says: who issued it, for which names, from when to when."""

    issuer: str
    names: tuple[str, ...]
    begins: datetime
    ends: datetime

    def is_for(self, host: str) -> bool:
        """Say whether it is for a host; `*` stands for one label (RFC 6125, section 6.4.3)."""
        wanted = host.lower().rstrip(".")
        rest = wanted.partition(".")[2]
        known = {name.lower().rstrip(".") for name in self.names}
        return wanted in known or (bool(rest) and f"*.{rest}" in known)

    @property
    def shown_names(self) -> str:
        """The first of its names."""
        return ", ".join(one_line(name[:_TEXT_MAX]) for name in self.names[:_NAMES_MAX])


def presented_by(host: str, port: int, proxy: Proxy | None, seconds: float) -> Presented | None:
    """Return the certificate that a server shows, without judging it.

    It greets, reads and leaves. None where nothing comes that can be read: no server, no TLS, or
    a proxy that wants TLS itself, through which the standard library cannot look.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with contextlib.ExitStack() as stack:
        try:
            connected = _connected(host, port, proxy, seconds)
            if connected is None:
                return None
            stack.callback(connected.close)
            greeted = stack.enter_context(context.wrap_socket(connected, server_hostname=host))
            encoded = greeted.getpeercert(binary_form=True)
            return None if encoded is None else read_certificate(encoded)
        except (OSError, HTTPException, ValueError):
            return None


def read_certificate(encoded: bytes) -> Presented:
    """Read a certificate in its binary form (DER); raises ValueError for anything else."""
    try:
        certificate = x509.load_der_x509_certificate(encoded)
    except x509.InvalidVersion:
        raise ValueError("no version of a certificate") from None
    return Presented(
        _issuer_of(certificate),
        _names_of(certificate),
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
    )


def _connected(host: str, port: int, proxy: Proxy | None, seconds: float) -> socket.socket | None:
    if proxy is None:
        return socket.create_connection((host, port), seconds)
    if proxy.scheme != "http":
        return None
    connection = HTTPConnection(proxy.host, proxy.port, timeout=seconds)
    connection.set_tunnel(host, port, headers=dict(proxy.headers))
    try:
        with ended_after(connection, 2 * seconds):
            connection.connect()
    except (OSError, HTTPException):
        connection.close()
        raise
    return connection.sock


def _issuer_of(certificate: x509.Certificate) -> str:
    parts = [
        str(found[0].value)
        for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
        if (found := certificate.issuer.get_attributes_for_oid(oid))
    ]
    text = ", ".join(dict.fromkeys(parts)) or certificate.issuer.rfc4514_string()
    return one_line(text[:_TEXT_MAX])


def _names_of(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (
        x509.ExtensionNotFound,
        x509.DuplicateExtension,
        x509.UnsupportedGeneralNameType,
        ValueError,
    ):
        return ()
    hosts = names.get_values_for_type(x509.DNSName)
    return (*hosts, *(str(one) for one in names.get_values_for_type(x509.IPAddress)))
