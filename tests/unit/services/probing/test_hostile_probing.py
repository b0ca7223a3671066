"""What a hostile proxy or certificate can do to whoever only looks at it: nothing for long."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtensionOID, NameOID

from kiosk.services.probing.certificates import presented_by, read_certificate
from kiosk.services.probing.proxies import Proxy, ask_for_way

SECONDS = 0.3
HEADERS = b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"
EARLY = b"", b"HTTP/1.1 100 Continue\r\n\r\n"


@pytest.fixture
def endless() -> Iterator[Callable[[bytes, bytes, float], Proxy]]:
    """A proxy that says one thing, and then another one for ever."""
    over = threading.Event()
    threads: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen(begin: bytes, more: bytes, pause: float) -> Proxy:
            def talk() -> None:
                with contextlib.suppress(OSError):
                    visitor, _ = listener.accept()
                    with visitor:
                        visitor.recv(4096)
                        visitor.sendall(begin)
                        while not over.wait(pause):
                            visitor.sendall(more)

            threads.append(threading.Thread(target=talk))
            threads[-1].start()
            return Proxy("http", "127.0.0.1", listener.getsockname()[1], "", {})

        yield listen
        over.set()
    for thread in threads:
        thread.join(5)


@pytest.mark.parametrize("pause", [0.0, 0.1])
@pytest.mark.parametrize("said", [HEADERS, EARLY])
def test_a_proxy_that_never_stops_talking_is_left(
    endless: Callable[[bytes, bytes, float], Proxy], said: tuple[bytes, bytes], pause: float
) -> None:
    began = time.monotonic()
    with pytest.raises(OSError):  # noqa: PT011 - whichever, as long as it ends
        ask_for_way(endless(*said, pause), "graph.example", 443, SECONDS)
    assert presented_by("graph.example", 443, endless(*said, pause), SECONDS) is None
    assert time.monotonic() - began < 10


def certificate(names: bytes = b"\x30\x03\x82\x01a") -> bytes:
    """A certificate with these alternative names, in their binary form."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sam\x1b[2J\nRivera" + "x" * 40)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.UnrecognizedExtension(ExtensionOID.SUBJECT_ALTERNATIVE_NAME, names),
            critical=False,
        )
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def test_names_of_a_kind_that_nobody_reads_are_none() -> None:
    x400 = b"\x30\x04\xa3\x02\x30\x00"
    assert read_certificate(certificate()).names == ("a",)
    assert read_certificate(certificate(x400)).names == ()


def test_an_issuer_is_one_line_without_what_steers() -> None:
    issuer = read_certificate(certificate()).issuer
    assert issuer.startswith("Sam [2J Rivera")
    assert issuer.isprintable()


def test_a_certificate_with_any_byte_changed_is_read_or_is_none() -> None:
    encoded = certificate()
    with warnings.catch_warnings():
        # A serial number that is none is no reason to say less of a certificate.
        warnings.simplefilter("ignore")
        for place in range(len(encoded)):
            for bit in (1, 16, 128):
                changed = bytearray(encoded)
                changed[place] ^= bit
                with contextlib.suppress(ValueError):
                    read_certificate(bytes(changed))
