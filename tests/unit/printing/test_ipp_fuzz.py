"""Whatever a printer answers, it is read or counts as no answer: at once and in little memory."""

from __future__ import annotations

import random
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.printing import ipp
from kiosk.printing.ipp import (
    Address,
    Attribute,
    IppClient,
    Operation,
    PrinterUnreachableError,
    Tag,
    queue_name,
)
from kiosk.printing.ipp_states import (
    job_status,
    paper_sizes,
    printer_info,
    printer_reasons,
    usual_dpi,
    usual_size,
)
from tests.support.fuzzing import fuzz, within

HEAD = struct.pack(">HHI", 0x0200, 0, 1)
TARGET = Attribute(Tag.URI, "printer-uri", "ipp://localhost/printers/till")
NAMES = (
    "printer-name", "printer-uri-supported", "printer-state", "printer-state-reasons",
    "printer-is-accepting-jobs", "printer-resolution-default", "media-size-supported",
    "media-col-default", "media-size", "x-dimension", "y-dimension", "job-state", "job-id", "",
)  # fmt: skip
RAW = (
    b"", b"\0", b"\1", struct.pack(">i", 5), struct.pack(">i", -(2**31)), struct.pack(">ii", 1, 2),
    struct.pack(">iib", 300, 300, 3), struct.pack(">iib", 2**31 - 1, 2**31 - 1, 4), b"ipp://[",
    struct.pack(">iib", -1, 0, 3), b"\xff\xfe", b"media-empty-error", b"x" * 300,
)  # fmt: skip
TAGS = (0x01, 0x02, 0x04, 0x05, 0x10, 0x13, *(int(tag) for tag in Tag if tag is not Tag.END))


def value(tag: int, name: str, raw: bytes) -> bytes:
    start = struct.pack(">BH", tag, len(name)) + name.encode()
    return start + struct.pack(">H", len(raw)) + raw


def answer_of(seed: int) -> bytes:
    chance = random.Random(seed)
    body = HEAD + b"\x04"
    for _ in range(chance.randint(0, 25)):
        tag = chance.choice(TAGS)
        if tag < 0x10:
            body += bytes([tag])
        elif tag == Tag.MEMBER_NAME:
            body += value(tag, "", chance.choice(NAMES).encode())
        else:
            body += value(tag, chance.choice(NAMES), chance.choice(RAW))
    body += b"\x03" * chance.randint(0, 1)
    if chance.random() < 0.4:
        at = chance.randrange(len(body))
        body = body[:at] + chance.randbytes(chance.randint(0, 3)) + body[at + 1 :]
    return body


def read(body: bytes) -> None:
    with suppress(PrinterUnreachableError):
        for found in ipp._decode(body).objects:
            printer_info(found, "till")
            job_status(found)
            printer_reasons(found)
            usual_size(found)
            for media in paper_sizes(found):
                assert media.width_mm > 0 < media.height_mm
            assert 50 <= usual_dpi(found) <= 10_000


@fuzz(1500)
@given(st.integers(0, 2**40).map(answer_of) | st.binary(max_size=60))
@example(HEAD + b"\x04" + value(Tag.URI, "printer-uri-supported", b"ipp://[") + b"\x03")
def test_any_answer_is_read_or_is_none(body: bytes) -> None:
    with within(2):
        read(body)


NESTED = value(Tag.BEGIN_COLLECTION, "media-col", b"")
SHAPES = {
    "collections in collections": NESTED + value(Tag.BEGIN_COLLECTION, "", b"") * 100_000,
    "named collections in collections": NESTED
    + (value(Tag.MEMBER_NAME, "", b"a") + value(Tag.BEGIN_COLLECTION, "", b"")) * 100_000,
    "values without end": value(Tag.INTEGER, "a", b"\0\0\0\1")
    + value(Tag.INTEGER, "", b"\0\0\0\1") * 200_000
    + b"\x03",
    "members without end": NESTED + value(Tag.MEMBER_NAME, "", b"a") * 200_000,
    "objects without end": b"\x04" * 50_000 + b"\x03",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_huge_answer_takes_neither_long_nor_breaks_anything(shape: str) -> None:
    with within(5):
        read(HEAD + b"\x04" + SHAPES[shape])


@pytest.mark.parametrize("uri", ["ipp://[", "ipp://[::1", "", "till", "ipp://h/printers/a%20b"])
def test_any_address_has_a_queues_name(uri: str) -> None:
    assert isinstance(queue_name(uri), str)


@contextmanager
def saying(begin: bytes, again: bytes) -> Iterator[int]:
    """A printer that begins an answer and then goes on with the same bytes for ever."""
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            # Who has given up reads no more, and may keep the connection for a while.
            connection.settimeout(3)
            connection.sendall(begin)
            while not over.wait(0 if len(again) > 1 else 0.02):
                connection.sendall(again)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.set()
        listener.close()
        thread.join()


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("begin", "again"),
    [
        (OK + b"Content-Length: 100000\r\n\r\n", b"x"),
        (OK + b"X: ", b"x"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
        (OK + b"\r\n", b"x" * 100_000),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"186a0\r\n" + b"x" * 100_000 + b"\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    ],
)
def test_an_answer_that_never_ends_is_no_answer(begin: bytes, again: bytes) -> None:
    with saying(begin, again) as port, within(20), pytest.raises(PrinterUnreachableError):
        IppClient(Address("127.0.0.1", port), timeout=0.3).send(
            Operation.GET_PRINTER_ATTRIBUTES, TARGET
        )
