"""One connection from a browser: reads one small request without blocking, and answers it."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException, parse_headers
from io import BytesIO

HEAD_BYTES_MAX = 32 * 1024
BODY_BYTES_MAX = 64 * 1024
IDLE_SECONDS_MAX = 60.0
_SEND_SECONDS_MAX = 1.0
_END_OF_HEAD = b"\r\n\r\n"

_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; "
                                "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    ("Content-Type", "text/html; charset=utf-8"),
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
        self._last_read = now

    def is_stale(self, now: float) -> bool:
        """Whether nothing has come for so long that nothing will."""
        return now - self._last_read > IDLE_SECONDS_MAX

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
        head, end, body = bytes(self._received).partition(_END_OF_HEAD)
        if len(head) > HEAD_BYTES_MAX:
            raise _RefusedRequestError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        if not end:
            return None
        first_line, _, header_lines = head.partition(b"\r\n")
        words = first_line.decode("latin-1").split(" ")
        if len(words) != 3 or not words[2].startswith("HTTP/1."):
            raise _RefusedRequestError(HTTPStatus.BAD_REQUEST)
        try:
            headers = parse_headers(BytesIO(header_lines + _END_OF_HEAD))
        except HTTPException:
            raise _RefusedRequestError(HTTPStatus.BAD_REQUEST) from None
        request = BrowserRequest(words[0], words[1], headers, body)
        length = _body_length(request)
        if len(body) < length:
            return None
        return BrowserRequest(words[0], words[1], headers, body[:length])


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
