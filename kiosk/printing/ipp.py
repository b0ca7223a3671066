"""Speaks as much of the Internet Printing Protocol as printing a PDF takes.

RFC 8010 has the encoding, RFC 8011 the operations; the scheduler's own are CUPS's.
"""

from __future__ import annotations

import contextlib
import http.client
import itertools
import socket
import ssl
import struct
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from kiosk.models.errors import ErrorCode, ErrorDetails, StationError

_FILE_BYTES_MAX = 1024 * 1024
ANSWER_BYTES_MAX = 16 * 1024 * 1024
"""Hundreds of queues tell less of themselves."""

_COLLECTIONS_DEEP_MAX = 16
_WHOLE_ANSWER_TIMEOUTS = 3


class Operation(IntEnum):
    """The operations used here; the last two are CUPS's own."""

    PRINT_JOB = 0x0002
    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


class Status(IntEnum):
    """The answers that mean something of their own here; below 0x0100 all are successes."""

    NOT_FOUND = 0x0406
    SERVER_NOT_ACCEPTING = 0x0506


class Tag(IntEnum):
    """Delimiters and value types (RFC 8010, section 3.5)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    RESOLUTION = 0x32
    RANGE = 0x33
    BEGIN_COLLECTION = 0x34
    END_COLLECTION = 0x37
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49
    MEMBER_NAME = 0x4A


@dataclass(frozen=True)
class Range:
    """A range of whole numbers, both ends included."""

    lower: int
    upper: int


@dataclass(frozen=True)
class Resolution:
    """Dots along and across, an inch."""

    across: int
    along: int


Collection: TypeAlias = "Mapping[str, tuple[Value, ...]]"
Value: TypeAlias = "int | bool | str | Range | Resolution | Collection"
Attributes = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True)
class Attribute:
    """One attribute of a request; a collection's value is the attributes it holds."""

    tag: Tag
    name: str
    value: int | bool | str | tuple[Attribute, ...]


@dataclass(frozen=True)
class Answer:
    """What came back: the status, and one mapping for each printer or job."""

    status: int
    objects: tuple[Attributes, ...]

    @property
    def is_success(self) -> bool:
        """Whether the operation was done."""
        return self.status < 0x0100


class PrinterUnreachableError(Exception):
    """Nobody usable answered at the address; `maybe_done` when the request had been sent."""

    def __init__(self, *, maybe_done: bool) -> None:
        super().__init__()
        self.maybe_done = maybe_done


@dataclass(frozen=True)
class Address:
    """Where an IPP service listens: a socket file, or a host and port."""

    host: str = "localhost"
    port: int = 631
    path: str = "/"
    tls: bool = False
    socket_file: str = ""

    @classmethod
    def of_uri(cls, uri: str) -> Address:
        """Return the address in an `ipp:` or `ipps:` URI; raises StationError PRINTER_MISSING."""
        try:
            parts = urlsplit(uri)
            port = parts.port or 631
        except ValueError:
            raise StationError(ErrorCode.PRINTER_MISSING, {"printer": uri}) from None
        if parts.scheme not in {"ipp", "ipps"} or not parts.hostname:
            raise StationError(ErrorCode.PRINTER_MISSING, {"printer": uri})
        return cls(parts.hostname, port, parts.path or "/", parts.scheme == "ipps")


@dataclass(frozen=True)
class IppClient:
    """Sends one request a connection to an IPP service; safe to share between threads."""

    address: Address
    user: str = "station"
    timeout: float = 10
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1), repr=False)

    def send(
        self,
        operation: Operation,
        target: Attribute,
        operation_attributes: Sequence[Attribute] = (),
        job_attributes: Sequence[Attribute] = (),
        document: bytes = b"",
        path: str = "",
    ) -> Answer:
        """Send a request and return its answer, whatever its status.

        Raises PrinterUnreachableError when nobody answers in time or the answer is not IPP.
        """
        head = [
            Attribute(Tag.CHARSET, "attributes-charset", "utf-8"),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", "en"),
            target,
            Attribute(Tag.NAME, "requesting-user-name", self.user),
        ]
        if target.tag is not Tag.URI:
            head[2:3] = []
        parts = [struct.pack(">BBHI", 2, 0, operation, next(self._ids) & 0x7FFFFFFF)]
        parts.append(bytes([Tag.OPERATION]))
        parts += [_encode(attribute) for attribute in (*head, *operation_attributes)]
        if job_attributes:
            parts.append(bytes([Tag.JOB]))
            parts += [_encode(attribute) for attribute in job_attributes]
        parts.append(bytes([Tag.END]))
        return _decode(self._post(b"".join(parts), document, path or self.address.path))

    def read_file(self, path: str) -> bytes | None:
        """Return a file that the service offers over HTTP; None where it does not, or not to us.

        Raises PrinterUnreachableError when nobody answers in time.
        """
        connection = self._connection()
        try:
            connection.request("GET", path)
            with self._in_time(connection):
                answer = connection.getresponse()
                body = answer.read(_FILE_BYTES_MAX)
        except (OSError, http.client.HTTPException, ValueError):
            raise PrinterUnreachableError(maybe_done=False) from None
        finally:
            connection.close()
        return body if answer.status == http.HTTPStatus.OK else None

    def _post(self, request: bytes, document: bytes, path: str) -> bytes:
        sent = False
        connection = self._connection()
        try:
            connection.connect()
            headers = {
                "Content-Type": "application/ipp",
                "Content-Length": str(len(request) + len(document)),
            }
            connection.request("POST", path, iter((request, document)), headers)
            sent = True
            with self._in_time(connection):
                answer = connection.getresponse()
                body = answer.read(ANSWER_BYTES_MAX + 1)
        except (OSError, http.client.HTTPException, ValueError):
            raise PrinterUnreachableError(maybe_done=sent) from None
        finally:
            connection.close()
        if answer.status != http.HTTPStatus.OK:
            raise PrinterUnreachableError(maybe_done=False)
        if len(body) > ANSWER_BYTES_MAX:
            raise PrinterUnreachableError(maybe_done=True)
        return body

    @contextlib.contextmanager
    def _in_time(self, connection: http.client.HTTPConnection) -> Iterator[None]:
        """Break off an answer of which a byte comes now and then, for ever."""
        opened = connection.sock

        def end_it() -> None:
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)

        watch = threading.Timer(self.timeout * _WHOLE_ANSWER_TIMEOUTS, end_it)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _connection(self) -> http.client.HTTPConnection:
        address = self.address
        if address.socket_file:
            return _SocketFileConnection(address.socket_file, self.timeout)
        if address.tls:
            # Not `create_default_context`, which writes its keys where SSLKEYLOGFILE says.
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.load_default_certs()
            return http.client.HTTPSConnection(
                address.host, address.port, timeout=self.timeout, context=context
            )
        return http.client.HTTPConnection(address.host, address.port, timeout=self.timeout)


class _SocketFileConnection(http.client.HTTPConnection):
    """HTTP over the scheduler's socket file."""

    def __init__(self, file: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._file = file

    def connect(self) -> None:
        family = getattr(socket, "AF_UNIX", None)
        if family is None:
            raise OSError
        self.sock = socket.socket(family, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._file)


def details_of(answer: Answer) -> ErrorDetails:
    """Return an answer's status in the form of error details."""
    return ErrorDetails(service_code=f"ipp-{answer.status:04x}")


def texts(attributes: Attributes, name: str) -> tuple[str, ...]:
    """Return the text values of an attribute; empty when there are none."""
    return tuple(value for value in attributes.get(name, ()) if isinstance(value, str))


def requested(names: Sequence[str]) -> list[Attribute]:
    """Return the attributes of an operation that ask for those of these names."""
    # Further values of an attribute are sent with an empty name (RFC 8010, section 3.1.5).
    return [
        Attribute(Tag.KEYWORD, "requested-attributes" if index == 0 else "", name)
        for index, name in enumerate(names)
    ]


def number(attributes: Attributes, name: str) -> int | None:
    """Return the first number of an attribute, or None."""
    for value in attributes.get(name, ()):
        if isinstance(value, int):
            return int(value)
    return None


def _encode(attribute: Attribute, *, member: bool = False) -> bytes:
    name = attribute.name.encode()
    value = attribute.value
    if member:
        # A collection's member: its name is a value of its own, then the value has no name.
        prefix = struct.pack(">BHH", Tag.MEMBER_NAME, 0, len(name)) + name
        name = b""
    else:
        prefix = b""
    head = prefix + struct.pack(">BH", attribute.tag, len(name)) + name
    if isinstance(value, tuple):
        members = b"".join(_encode(inner, member=True) for inner in value)
        return head + b"\0\0" + members + struct.pack(">BHH", Tag.END_COLLECTION, 0, 0)
    if isinstance(value, bool):
        raw = bytes([value])
    elif isinstance(value, int):
        raw = struct.pack(">i", value)
    else:
        raw = value.encode()
    return head + struct.pack(">H", len(raw)) + raw


def _decode(body: bytes) -> Answer:
    try:
        return _Reader(body).answer()
    except (struct.error, IndexError, UnicodeDecodeError):
        raise PrinterUnreachableError(maybe_done=True) from None


class _Reader:
    """Reads an answer from its first byte to its last."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0
        self._depth = 0

    def answer(self) -> Answer:
        _version, status, _id = struct.unpack_from(">HHI", self._body)
        self._at = 8
        objects: list[dict[str, list[Value]]] = []
        current: dict[str, list[Value]] = {}
        name = ""
        while (tag := self._body[self._at]) != Tag.END:
            self._at += 1
            if tag < 0x10:
                current = {}
                if tag in {Tag.PRINTER, Tag.JOB}:
                    objects.append(current)
                continue
            name = self._text() or name
            current.setdefault(name, []).append(self._value(tag))
        return Answer(status, tuple(_frozen(found) for found in objects))

    def _raw(self) -> bytes:
        (length,) = struct.unpack_from(">H", self._body, self._at)
        start = self._at + 2
        self._at = start + length
        if self._at > len(self._body):
            raise IndexError
        return self._body[start : self._at]

    def _text(self) -> str:
        return self._raw().decode()

    def _value(self, tag: int) -> Value:
        raw = self._raw()
        if tag == Tag.BEGIN_COLLECTION:
            return self._collection()
        if tag in {Tag.INTEGER, Tag.ENUM}:
            return int(struct.unpack(">i", raw)[0])
        if tag == Tag.BOOLEAN:
            return raw != b"\0"
        if tag == Tag.RANGE:
            return Range(*struct.unpack(">ii", raw))
        if tag == Tag.RESOLUTION:
            across, along, unit = struct.unpack(">iib", raw)
            if unit == 4:
                # Dots a centimetre.
                across, along = round(across * 2.54), round(along * 2.54)
            return Resolution(across, along)
        return raw.decode("utf-8", "replace")

    def _collection(self) -> Collection:
        members: dict[str, list[Value]] = {}
        name = ""
        self._depth += 1
        if self._depth > _COLLECTIONS_DEEP_MAX:
            raise IndexError
        while True:
            tag = self._body[self._at]
            self._at += 1
            self._text()
            if tag == Tag.END_COLLECTION:
                self._raw()
                self._depth -= 1
                return _frozen(members)
            if tag == Tag.MEMBER_NAME:
                name = self._text()
                continue
            members.setdefault(name, []).append(self._value(tag))


def _frozen(attributes: Mapping[str, Sequence[Value]]) -> Attributes:
    return {name: tuple(values) for name, values in attributes.items()}


def queue_name(uri: str) -> str:
    """Return the last part of a printer's URI, as people know the queue."""
    try:
        path = urlsplit(uri).path
    except ValueError:
        path = uri
    return unquote(path.rsplit("/", 1)[-1])
