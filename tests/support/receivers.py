"""Receivers of audit records on this machine: syslog over TLS, and OTLP over HTTPS."""

from __future__ import annotations

import gzip
import json
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import (
    ExportLogsServiceRequest,
    ExportLogsServiceResponse,
)
from opentelemetry.proto.logs.v1.logs_pb2 import LogRecord

from kiosk.models.audit_record import CHAIN_START, read_line
from kiosk.models.settings import AuditForward, AuditSettings
from tests.support.raw_server import RawServer, Visit, raw_server

# RFC 5424, section 6, rule by rule.
_NILVALUE = r"-"
_PRI = r"<(?P<pri>0|[1-9]\d{0,2})>"
_VERSION = r"(?P<version>[1-9]\d{0,2})"
_DATE = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)"
_NAME = r"[\x21\x23-\x3c\x3e-\x5c\x5e-\x7e]{1,32}"
_ELEMENT = rf'\[{_NAME}(?: {_NAME}="(?:[^"\\\]]|\\["\\\]])*")*\]'
_MESSAGE = re.compile(
    rf"{_PRI}{_VERSION} (?P<stamp>{_NILVALUE}|{_DATE}T{_TIME}) (?P<host>[\x21-\x7e]{{1,255}}) "
    r"(?P<app>[\x21-\x7e]{1,48}) (?P<process>[\x21-\x7e]{1,128}) (?P<kind>[\x21-\x7e]{1,32}) "
    rf"(?P<data>-|(?:{_ELEMENT})+)(?: (?P<text>.*))?",
    re.ASCII | re.DOTALL,
)
_FRAME = re.compile(rb"([1-9]\d*) ")


@dataclass(frozen=True)
class SyslogMessage:
    """A message that says what the standard lets it say."""

    facility: int
    severity: int
    stamp: str
    app: str
    kind: str
    data: str
    text: str


def parsed(message: bytes) -> SyslogMessage:
    """Parse strictly; raises ValueError."""
    found = _MESSAGE.fullmatch(message.decode("ascii"))
    if found is None or int(found["pri"]) > 191 or found["version"] != "1":
        raise ValueError(message)
    facility, severity = divmod(int(found["pri"]), 8)
    return SyslogMessage(
        facility,
        severity,
        found["stamp"],
        found["app"],
        found["kind"],
        found["data"],
        found["text"] or "",
    )


def unframed(stream: bytes) -> list[bytes]:
    """Take the whole messages out of a stream as RFC 5425, section 4.3 frames them."""
    messages = []
    while stream:
        found = _FRAME.match(stream)
        if found is None:
            if re.fullmatch(rb"\d*", stream):
                break
            raise ValueError(stream[:40])
        end = found.end() + int(found[1])
        if end > len(stream):
            break
        messages.append(stream[found.end() : end])
        stream = stream[end:]
    return messages


class Receiver:
    """A receiver that can be made to misbehave: `next_visits` come before the usual way."""

    forward: AuditForward

    def __init__(self, server: RawServer) -> None:
        self.server = server
        self.lines: list[str] = []
        """The lines of the audit file in the order in which they came, repeats too."""
        self.next_visits: list[Callable[[Visit], None]] = []
        self.problems: list[Exception] = []
        self._lock = threading.Lock()
        server.behaviour = self._behave

    @property
    def address(self) -> str:
        raise NotImplementedError

    def settings(self) -> AuditSettings:
        """Return settings that forward here."""
        return AuditSettings(
            forward=self.forward,
            forward_to=self.address,
            forward_ca_file=str(self.server.ca_file),
        )

    def take(self, visit: Visit) -> None:
        raise NotImplementedError

    def distinct(self) -> list[dict[str, Any]]:
        """Return the records without repeats, after checking their order and their chain."""
        assert not self.problems
        link = CHAIN_START
        found: list[dict[str, Any]] = []
        with self._lock:
            lines = list(self.lines)
        for line in lines:
            chained = read_line(line.encode())
            assert chained is not None
            assert chained.is_intact
            if chained.link.number <= link.number:
                assert found[chained.link.number - 1]["hash"] == chained.link.hash
                continue
            assert chained.follows(link)
            link = chained.link
            found.append(json.loads(line))
        return found

    def _behave(self, visit: Visit) -> None:
        with self._lock:
            behaviour = self.next_visits.pop(0) if self.next_visits else self.take
        try:
            behaviour(visit)
        except (OSError, ValueError, AssertionError) as error:
            if not isinstance(error, OSError):
                self.problems.append(error)

    def _got(self, lines: list[str]) -> None:
        with self._lock:
            self.lines += lines


class SyslogReceiver(Receiver):
    """Syslog over TLS."""

    forward = AuditForward.SYSLOG

    def __init__(self, server: RawServer) -> None:
        super().__init__(server)
        self.messages: list[SyslogMessage] = []

    @property
    def address(self) -> str:
        return f"localhost:{self.server.port}"

    def take(self, visit: Visit) -> None:
        """Read to the end, and answer it as RFC 5425 wants."""
        self.read(visit)
        assert isinstance(visit.connection, ssl.SSLSocket)
        visit.connection.unwrap()

    def read(self, visit: Visit, most: int = 2**30) -> None:
        stream = b""
        while len(stream) < most and (part := visit.connection.recv(min(most, 65536))):
            stream += part
        messages = [parsed(message) for message in unframed(stream)]
        self.messages += messages
        self._got([message.text for message in messages])


class OtlpReceiver(Receiver):
    """OTLP over HTTPS."""

    forward = AuditForward.OTLP

    def __init__(self, server: RawServer) -> None:
        super().__init__(server)
        self.requests: list[ExportLogsServiceRequest] = []

    @property
    def address(self) -> str:
        return f"https://localhost:{self.server.port}"

    @property
    def records(self) -> list[LogRecord]:
        return [
            record
            for request in self.requests
            for logs in request.resource_logs
            for scope in logs.scope_logs
            for record in scope.log_records
        ]

    def take(self, visit: Visit) -> None:
        """Take a request, and leave when the client asks for that."""
        self.read(visit)
        self.accept(visit)

    def accept(self, visit: Visit, refused: int = 0) -> None:
        response = ExportLogsServiceResponse()
        response.partial_success.rejected_log_records = refused
        fields = ("Content-Type: application/x-protobuf", "Connection: close")
        visit.answer(response.SerializeToString(), *fields)

    def read(self, visit: Visit) -> None:
        head, _, body = visit.read_request().partition(b"\r\n\r\n")
        if not head:
            raise ConnectionResetError
        request_line, *fields = head.decode("ascii").split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (field.partition(":") for field in fields)
        }
        if request_line != "POST /v1/logs HTTP/1.1":
            raise ValueError(request_line)
        if headers["content-type"] != "application/x-protobuf":
            raise ValueError(headers["content-type"])
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        request = ExportLogsServiceRequest.FromString(body)
        self.requests.append(request)
        self._got(
            [
                record.body.string_value
                for logs in request.resource_logs
                for scope in logs.scope_logs
                for record in scope.log_records
            ]
        )


RECEIVERS = {AuditForward.SYSLOG: SyslogReceiver, AuditForward.OTLP: OtlpReceiver}


@contextmanager
def receiver_in(folder: Path, forward: AuditForward) -> Iterator[Receiver]:
    """Run a receiver whose certificate is its own CA."""
    folder.mkdir(exist_ok=True)
    with raw_server(folder) as server:
        yield RECEIVERS[forward](server)


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for a condition; fails after so long."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.01)):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError("it did not happen")
