"""The IPP client says what the protocol asks for, and no answer can surprise it."""

from __future__ import annotations

import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.cups import CupsPrinters, scheduler_address
from kiosk.printing.ipp import (
    Address,
    Attribute,
    IppClient,
    Operation,
    PrinterUnreachableError,
    Range,
    Resolution,
    Tag,
)
from kiosk.printing.page import Page

HEAD = struct.pack(">HHI", 0x0200, 0, 1)
TARGET = Attribute(Tag.URI, "printer-uri", "ipp://localhost/printers/till")


def value(tag: int, name: str, raw: bytes) -> bytes:
    start = struct.pack(">BH", tag, len(name)) + name.encode()
    return start + struct.pack(">H", len(raw)) + raw


@contextmanager
def answering(answer: Callable[[bytes], tuple[int, bytes]]) -> Iterator[tuple[int, list[bytes]]]:
    """Serve HTTP on loopback with `answer`; give the port and the requests that came."""
    requests: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            requests.append(body)
            status, reply = answer(body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_port, requests
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def client(port: int) -> IppClient:
    return IppClient(Address("127.0.0.1", port), timeout=2)


def test_a_request_is_encoded_as_the_protocol_says() -> None:
    size = (Attribute(Tag.INTEGER, "x-dimension", 8560),)
    media = Attribute(Tag.BEGIN_COLLECTION, "media-col", size)
    last = Attribute(Tag.BOOLEAN, "last-document", value=True)
    with answering(lambda _: (200, HEAD + bytes([Tag.END]))) as (port, requests):
        answer = client(port).send(Operation.PRINT_JOB, TARGET, [last], [media], b"%PDF")
    assert answer.is_success
    assert requests[0] == b"".join(
        (
            struct.pack(">BBHI", 2, 0, 2, 1),
            b"\x01",
            value(0x47, "attributes-charset", b"utf-8"),
            value(0x48, "attributes-natural-language", b"en"),
            value(0x45, "printer-uri", b"ipp://localhost/printers/till"),
            value(0x42, "requesting-user-name", b"station"),
            value(0x22, "last-document", b"\1"),
            b"\x02",
            value(0x34, "media-col", b""),
            value(0x4A, "", b"x-dimension"),
            value(0x21, "", struct.pack(">i", 8560)),
            value(0x37, "", b""),
            b"\x03%PDF",
        )
    )


def test_every_kind_of_value_is_read() -> None:
    body = b"".join(
        (
            HEAD,
            b"\x01",
            value(Tag.CHARSET, "attributes-charset", b"utf-8"),
            b"\x04",
            value(Tag.NAME, "printer-name", "Käse".encode()),
            value(Tag.BOOLEAN, "printer-is-accepting-jobs", b"\0"),
            value(Tag.RESOLUTION, "printer-resolution-default", struct.pack(">iib", 80, 80, 4)),
            value(Tag.KEYWORD, "printer-state-reasons", b"media-empty"),
            value(Tag.KEYWORD, "", b"cover-open"),
            value(0x13, "printer-message", b""),
            value(Tag.BEGIN_COLLECTION, "media-size-supported", b""),
            value(Tag.MEMBER_NAME, "", b"x-dimension"),
            value(Tag.RANGE, "", struct.pack(">ii", 2000, 11000)),
            value(Tag.END_COLLECTION, "", b""),
            b"\x03",
        )
    )
    with answering(lambda _: (200, body)) as (port, _requests):
        answer = client(port).send(Operation.GET_PRINTER_ATTRIBUTES, TARGET)
    (printer,) = answer.objects
    assert printer["printer-name"] == ("Käse",)
    assert printer["printer-is-accepting-jobs"] == (False,)
    assert printer["printer-resolution-default"] == (Resolution(203, 203),)
    assert printer["printer-state-reasons"] == ("media-empty", "cover-open")
    assert printer["media-size-supported"] == ({"x-dimension": (Range(2000, 11000),)},)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"<html>a captive portal</html>"),
        (200, HEAD),
        (200, HEAD + b"\x04" + struct.pack(">BH", 0x42, 500) + b"short"),
        (200, HEAD + b"\x04" + value(Tag.INTEGER, "job-id", b"")),
        (200, HEAD + b"\x04" + value(Tag.BEGIN_COLLECTION, "media-col", b"")),
        (401, b"who are you?"),
        (404, b"not here"),
        (500, b""),
    ],
)
def test_an_answer_that_is_none_is_a_printer_that_cannot_be_reached(
    status: int, body: bytes
) -> None:
    with (
        answering(lambda _: (status, body)) as (port, _requests),
        pytest.raises(PrinterUnreachableError),
    ):
        client(port).send(Operation.GET_PRINTER_ATTRIBUTES, TARGET)


@pytest.mark.usefixtures("type_family")
def test_a_job_that_may_have_been_made_is_said_to_be_maybe_done() -> None:
    described = HEAD + b"\x04" + value(Tag.NAME, "printer-name", b"till") + b"\x03"

    def answer(request: bytes) -> tuple[int, bytes]:
        is_question = request[2:4] == struct.pack(">H", Operation.GET_PRINTER_ATTRIBUTES)
        return (200, described) if is_question else (200, b"")

    with answering(answer) as (port, _requests):
        printers = CupsPrinters(Address("127.0.0.1", port), timeout=2)
        printer = printers.named(f"ipp://127.0.0.1:{port}/ipp/print")
        with pytest.raises(StationError) as caught:
            printer.submit([Page(210, 297, ())], 1, CancelToken())
    assert caught.value.code is ErrorCode.PRINT_UNCERTAIN
    assert caught.value.maybe_done


@pytest.mark.parametrize(
    ("setting", "address"),
    [
        ("printhost", Address("printhost", 631)),
        ("printhost:8631", Address("printhost", 8631)),
        ("printhost:8631/version=1.1", Address("printhost", 8631)),
        ("[::1]:8631", Address("::1", 8631)),
        ("/run/other.sock", Address(socket_file="/run/other.sock")),
    ],
)
def test_the_scheduler_is_where_the_environment_says(setting: str, address: Address) -> None:
    assert scheduler_address({"CUPS_SERVER": setting}) == address


@pytest.mark.parametrize("uri", ["http://host/x", "ipp://", "ipp://host:no/x", "till"])
def test_an_address_that_is_none_is_a_missing_printer(uri: str) -> None:
    with pytest.raises(StationError) as caught:
        Address.of_uri(uri)
    assert caught.value.code is ErrorCode.PRINTER_MISSING
