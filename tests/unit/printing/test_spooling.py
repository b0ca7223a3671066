"""What a spooler keeps is found out without rights, and 'unknown' is said where it is not."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from kiosk.printing.cups_spooler import (
    CONFIGURATION_FILE,
    CupsSpooler,
    configuration_of,
    keeping_by_configuration,
)
from kiosk.printing.ipp import Address, Tag
from kiosk.printing.spooling import Keeping, WindowsSpooler
from kiosk.printing.winspool import NoQueues
from tests.support.printers import free_port

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
EARLIER = int(NOW.timestamp()) - 60
YESTERDAY = int(NOW.timestamp()) - 86_400


class StoppedClock:
    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0


def job(completed: int, *, preserved: bool) -> bytes:
    parts = [bytes([Tag.JOB])]
    for tag, name, raw in (
        (Tag.BOOLEAN, "job-preserved", bytes([preserved])),
        (Tag.INTEGER, "time-at-completed", struct.pack(">i", completed)),
    ):
        parts.append(struct.pack(">BH", tag, len(name)) + name.encode())
        parts.append(struct.pack(">H", len(raw)) + raw)
    return b"".join(parts)


@contextmanager
def scheduler(*jobs: bytes, configuration: bytes | None = None) -> Iterator[Address]:
    """Answer as a scheduler with these ended jobs, whose configuration is told or refused."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.reply(200, struct.pack(">HHI", 0x0200, 0, 1) + b"".join(jobs) + b"\x03")

        def do_GET(self) -> None:
            refuses = configuration is None or self.path != "/admin/conf/cupsd.conf"
            self.reply(401 if refuses else 200, configuration or b"")

        def reply(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Address("localhost", server.server_port)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def asked(address: Address, file: Path | None = None) -> Keeping:
    return CupsSpooler(address, StoppedClock(), file).keeping("till")


def test_a_document_that_is_still_there_says_most() -> None:
    configured = b"PreserveJobFiles No\n"
    jobs = (job(EARLIER, preserved=False), job(YESTERDAY, preserved=True))
    with scheduler(*jobs, configuration=configured) as address:
        assert asked(address) is Keeping.KEPT


def test_a_document_that_is_gone_at_once_was_not_kept() -> None:
    with scheduler(job(EARLIER, preserved=False)) as address:
        assert asked(address) is Keeping.NOT_KEPT


def test_a_document_that_is_gone_after_a_day_says_nothing() -> None:
    with scheduler(job(YESTERDAY, preserved=False)) as address:
        assert asked(address) is Keeping.UNKNOWN


def test_the_file_counts_where_the_scheduler_refuses_its_configuration(tmp_path: Path) -> None:
    file = tmp_path / "cupsd.conf"
    file.write_text("PreserveJobFiles Off\n")
    with scheduler() as address:
        assert asked(address, file) is Keeping.NOT_KEPT
    with scheduler(configuration=b"LogLevel warn\n") as address:
        assert asked(address, file) is Keeping.KEPT


def test_a_file_that_may_not_be_read_means_unknown(tmp_path: Path) -> None:
    with scheduler() as address:
        assert asked(address, tmp_path) is Keeping.UNKNOWN


def test_the_file_of_this_machine_says_nothing_about_another_scheduler() -> None:
    for address in (Address(), Address("127.0.0.1"), Address(socket_file="/run/cups/cups.sock")):
        assert configuration_of(address) == CONFIGURATION_FILE
    for address in (Address("printers.example"), Address("localhost", 6310)):
        assert configuration_of(address) is None


def test_nobody_answers_means_unknown() -> None:
    assert asked(Address("localhost", free_port())) is Keeping.UNKNOWN


def test_a_printer_that_is_spoken_to_directly_has_no_spooler() -> None:
    spooler = CupsSpooler(Address("localhost", free_port()))
    assert spooler.keeping("ipp://printer.example/ipp/print") is Keeping.NO_SPOOLER


@pytest.mark.parametrize(
    ("text", "keeping"),
    [
        (b"", Keeping.KEPT),
        (b"PreserveJobFiles Yes\n", Keeping.KEPT),
        (b"PreserveJobFiles 1d\n", Keeping.KEPT),
        (b"# PreserveJobFiles No\n", Keeping.KEPT),
        (b"PreserveJobFiles No\r\n", Keeping.NOT_KEPT),
        (b"  preservejobfiles\tOFF # no PINs\n", Keeping.NOT_KEPT),
        (b"PreserveJobFiles No\nPreserveJobFiles Yes\n", Keeping.KEPT),
        (b"PreserveJobHistory No\n", Keeping.NOT_KEPT),
        (b"PreserveJobHistory Yes\nPreserveJobFiles 0\n", Keeping.NOT_KEPT),
    ],
)
def test_the_configuration_is_read_as_the_scheduler_reads_it(text: bytes, keeping: Keeping) -> None:
    assert keeping_by_configuration(text) is keeping


class PropertiesOfTill(NoQueues):
    """What a Windows machine says of its only printer, or None where it refuses to."""

    def __init__(self, keeps: bool | None) -> None:
        self._keeps = keeps

    def keeps_documents(self, printer: str) -> bool:
        assert printer == "till"
        return super().keeps_documents(printer) if self._keeps is None else self._keeps


@pytest.mark.parametrize(
    ("keeps", "keeping"),
    [(True, Keeping.KEPT), (False, Keeping.NOT_KEPT), (None, Keeping.UNKNOWN)],
)
def test_windows_tells_by_the_properties_of_the_printer(
    keeps: bool | None,
    keeping: Keeping,
) -> None:
    assert WindowsSpooler(PropertiesOfTill(keeps)).keeping("till") is keeping
