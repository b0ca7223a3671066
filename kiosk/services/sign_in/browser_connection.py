"""One connection from a browser: reads one small request without blocking, and answers it."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field, replace
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException, parse_headers
from io import BytesIO

HEAD_BYTES_MAX = 32 * 1024
BODY_BYTES_MAX = 64 * 1024
IDLE_SECONDS_MAX = 60.0
WHOLE_SECONDS_MAX = 120.0
"""A browser may open a connection long before it has something to send, but then it is quick."""

_SEND_SECONDS_MAX = 1.0
_END_OF_HEAD = b"\r\n\r\n"

_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; "
                                "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Connection", "close"),
)  # fmt: skip


@dataclass(frozen=True)
class BrowserRequest:
    """One whole request."""

    method: str
    target: str = field(repr=False)
    headers: Message = field(repr=False)
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        """Return a header, empty when it is missing or was sent more than once."""
        values = self.headers.get_all(name, [])
        return str(values[0]).strip() if len(values) == 1 else ""

    @property
    def is_form(self) -> bool:
        """Whether the body is a form as browsers send it."""
        kind = self.header("Content-Type").partition(";")[0]
        return kind.strip().lower() == "application/x-www-form-urlencoded"


class BrowserConnection:
    """Collects a request as it comes in; closes itself on anything too big or malformed."""

    def __init__(self, accepted: socket.socket, now: float) -> None:
        accepted.setblocking(False)
        self.socket = accepted
        self.is_over = False
        self._received = bytearray()
        self._head: BrowserRequest | None = None
        self._began = self._last_read = now

    def is_stale(self, now: float) -> bool:
        """Whether nothing has come for so long that nothing will, or it comes too slowly."""
        is_slow = bool(self._received) and now - self._began > WHOLE_SECONDS_MAX
        return is_slow or now - self._last_read > IDLE_SECONDS_MAX

    def read(self, now: float) -> BrowserRequest | None:
        """Take what has arrived; None until the request is whole, or when `is_over`."""
        self._last_read = now
        try:
            chunk = self.socket.recv(HEAD_BYTES_MAX)
        except BlockingIOError:
            return None
        except OSError:
            self.is_over = True
            return None
        self._received += chunk
        if not chunk:
            self.is_over = True
            return None
        try:
            return self._whole_request()
        except _RefusedRequestError as refused:
            self.send(refused.status)
            self.is_over = True
            return None

    def send(self, status: int, page: bytes = b"") -> None:
        """Answer with a page, or with a status alone; a browser that is gone is no error."""
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
        lines += [f"{name}: {value}" for name, value in _HEADERS]
        lines += [f"Content-Length: {len(page)}", "", ""]
        try:
            self.socket.settimeout(_SEND_SECONDS_MAX)
            self.socket.sendall("\r\n".join(lines).encode() + page)
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            self.is_over = True

    def close(self) -> None:
        """Close the connection and overwrite what it had received."""
        for index in range(len(self._received)):
            self._received[index] = 0
        self.socket.close()

    def _whole_request(self) -> BrowserRequest | None:
        # Once only: what comes byte by byte must not be read anew with each of them.
        head_end = self._received.find(_END_OF_HEAD)
        if self._head is None:
            if (head_end if head_end >= 0 else len(self._received)) > HEAD_BYTES_MAX:
                raise _RefusedRequestError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            if head_end < 0:
                return None
            self._head = _read_head(bytes(self._received[:head_end]))
        body_start = head_end + len(_END_OF_HEAD)
        length = _body_length(self._head)
        if len(self._received) - body_start < length:
            return None
        return replace(self._head, body=bytes(self._received[body_start : body_start + length]))


def _read_head(head: bytes) -> BrowserRequest:
    first_line, _, header_lines = head.partition(b"\r\n")
    words = first_line.decode("latin-1").split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise _RefusedRequestError(HTTPStatus.BAD_REQUEST)
    try:
        headers = parse_headers(BytesIO(header_lines + _END_OF_HEAD))
    except HTTPException:
        raise _RefusedRequestError(HTTPStatus.BAD_REQUEST) from None
    return BrowserRequest(words[0], words[1], headers, b"")


class _RefusedRequestError(Exception):
    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


def _body_length(request: BrowserRequest) -> int:
    if request.headers.get("Transfer-Encoding") is not None:
        raise _RefusedRequestError(HTTPStatus.LENGTH_REQUIRED)
    stated = request.headers.get_all("Content-Length", ["0"])
    if len(stated) != 1 or not stated[0].isascii() or not stated[0].isdigit():
        raise _RefusedRequestError(HTTPStatus.BAD_REQUEST)
    if len(stated[0]) > 8 or int(stated[0]) > BODY_BYTES_MAX:
        raise _RefusedRequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return int(stated[0])
