"""HTTPS with limits: every wait is bounded, every foreign error becomes a StationError.

Shared by sign-in and Graph. Never logs a URL's query, a header or a body.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.cookiejar import DefaultCookiePolicy

import requests
import urllib3
from urllib3.exceptions import NewConnectionError

from kiosk import __version__
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, ErrorDetails, StationError
from kiosk.services import connections
from kiosk.services.connections import Exchange
from kiosk.services.http_headers import parse_http_date

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
WHOLE_ANSWER_SECONDS = 60.0
ANSWER_BYTES_MAX = 8 * 1024 * 1024
"""Twice the largest photo; a page of a thousand people takes one. JSON holds the interpreter."""

_DATE_GRAIN = timedelta(seconds=1)
# No service is so far ahead or behind, and systems cannot tell the local time of other years.
_LEAST_YEAR, _MOST_YEAR = 2000, 3000
# What OpenSSL, Windows (CERT_E_EXPIRED) and macOS (errSecCertificateNotValidYet, -Expired) call
# a certificate that is not valid at this machine's time.
_CERTIFICATE_OUT_OF_DATE = frozenset({9, 10, 0x800B0101, 0x800B0101 - 2**32, -67819, -67818})


@dataclass(frozen=True)
class HttpRequest:
    """One request; `body` is sent as it is."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class HttpAnswer:
    """One whole answer; header names are case-insensitive."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Transport:
    """Sends requests, from any thread, over a shared pool of connections.

    With `ca_file` only that CA is trusted and the environment's proxies and CA bundles are
    left aside, because they would win over it. Without, the operating system's trust store
    decides and the environment's proxies are used.
    """

    def __init__(
        self,
        clock: Clock,
        ca_file: str | None = None,
        *,
        ca_named_in: str = "",
        connect_seconds: float | None = None,
        read_seconds: float | None = None,
        whole_answer_seconds: float | None = None,
    ) -> None:
        """Limits are in seconds: to connect, for silence in an answer, and for all of it.

        `ca_named_in` is the settings file that names the CA file, for whoever has to mend it.
        """
        self._clock = clock
        self._ca_file = ca_file
        self._ca_named_in = ca_named_in
        self._limits = (
            CONNECT_SECONDS if connect_seconds is None else connect_seconds,
            READ_SECONDS if read_seconds is None else read_seconds,
        )
        self._whole_answer_seconds = (
            WHOLE_ANSWER_SECONDS if whole_answer_seconds is None else whole_answer_seconds
        )
        self._skew = timedelta(0)
        self._skew_lock = threading.Lock()
        self._trust_lock = threading.Lock()
        self._trusted: ssl.SSLContext | None = None
        self._session_lock = threading.Lock()
        self._session: requests.Session | None = None

    def new_session(self) -> requests.Session:
        """Make a session with this transport's trust, for a library that brings its own calls.

        Raises StationError (SETTING_WRONG) when the CA file cannot be used.
        """
        session = connections.new_session(self._trust(), uses_environment=self._ca_file is None)
        session.headers["User-Agent"] = f"pin-kiosk/{__version__}"
        # The service's cookies mean nothing here, and a shared jar is not thread-safe.
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        return session

    def send(self, request: HttpRequest, cancel: CancelToken) -> HttpAnswer:
        """Send a request and read the whole answer, whatever its status.

        Raises StationError: NETWORK_UNREACHABLE, CERTIFICATE_UNTRUSTED, CLOCK_WRONG,
        PROXY_REFUSED, NETWORK_ANSWERED, ANSWER_TIMED_OUT, ANSWER_UNREADABLE, SETTING_WRONG. Its
        `maybe_done` tells whether the request may have left this machine. Raises
        WorkCancelledError when cancelled before the answer was there; a commitment makes that
        impossible.
        """
        cancel.raise_if_cancelled()
        session = self._shared_session()
        exchange = Exchange()
        late = threading.Event()

        def end_it() -> None:
            late.set()
            exchange.break_off()

        # A limit on each wait is none on the whole: a byte now and then would go on for ever.
        watch = threading.Timer(self._whole_answer_seconds, end_it)
        watch.daemon = True
        watch.start()
        answer: HttpAnswer | None = None
        failure = StationError(ErrorCode.NETWORK_UNREACHABLE)
        try:
            with cancel.calling(exchange.break_off), exchange.under_way():
                answer = self._exchange(session, request)
        except StationError as error:
            failure = StationError(error.code, maybe_done=exchange.was_sent)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            failure = network_error(error, was_sent=exchange.was_sent)
        finally:
            watch.cancel()
        # Without a length the end of a connection that was broken off looks like a good end.
        cancel.raise_if_cancelled()
        if late.is_set():
            raise StationError(ErrorCode.ANSWER_TIMED_OUT, maybe_done=exchange.was_sent)
        if answer is None:
            raise failure
        if is_of_the_network(answer.status, answer.headers):
            # Where it says 2xx it may stand for an answer of the service that it has swallowed.
            raise StationError(
                ErrorCode.NETWORK_ANSWERED,
                details=ErrorDetails(http_status=answer.status),
                maybe_done=answer.status < 300,
            )
        return answer

    def server_now(self) -> datetime:
        """Return the time by the service's clock, as far as its last answer told."""
        return self._clock.now() + self._skew

    @property
    def clock_skew(self) -> timedelta:
        """How far the service's clock is ahead of this machine's, to about a second."""
        return self._skew

    def drop_connections(self) -> None:
        """Make the next request use a new connection."""
        with self._session_lock:
            session, self._session = self._session, None
        if session is not None:
            session.close()

    def _trust(self) -> ssl.SSLContext:
        """Return whom to trust, read once: the settings of a running station do not change."""
        with self._trust_lock:
            if self._trusted is None:
                self._trusted = connections.tls_context(self._ca_file, self._ca_named_in)
            return self._trusted

    def _shared_session(self) -> requests.Session:
        with self._session_lock:
            if self._session is None:
                self._session = self.new_session()
            return self._session

    def _exchange(self, session: requests.Session, request: HttpRequest) -> HttpAnswer:
        began = self._clock.monotonic()
        with session.request(
            request.method,
            request.url,
            headers=dict(request.headers),
            data=request.body,
            timeout=self._limits,
            allow_redirects=False,
            stream=True,
        ) as answer:
            self._note_date(answer.headers.get("Date"), self._clock.monotonic() - began)
            return HttpAnswer(answer.status_code, answer.headers, _read(answer))

    def _note_date(self, header: str | None, took_seconds: float) -> None:
        """Learn from an answer's date, which was written while the request was under way.

        So the service's clock is known between two bounds; what was known before stays as
        far as it lies between them, and a slow answer, whose bounds are wide, teaches little.
        """
        date = parse_http_date(header)
        if date is None or not _LEAST_YEAR <= date.year < _MOST_YEAR:
            return
        received = self._clock.now()
        least = date - received
        most = least + _DATE_GRAIN + timedelta(seconds=took_seconds)
        with self._skew_lock:
            self._skew = min(max(self._skew, least), most)


def _read(answer: requests.Response) -> bytes:
    chunks: list[bytes] = []
    size = 0
    for chunk in answer.iter_content(64 * 1024):
        size += len(chunk)
        if size > ANSWER_BYTES_MAX:
            raise StationError(ErrorCode.ANSWER_UNREADABLE)
        chunks.append(chunk)
    return b"".join(chunks)


def is_of_the_network(status: int, headers: Mapping[str, str]) -> bool:
    """Say whether the network answered in the service's place, with a page to log in or to block.

    The service answers these calls in JSON or with a picture, and never by leading elsewhere; 511
    is 'Network Authentication Required' (RFC 6585). Its own gateways say 5xx in HTML. `headers`
    are case-insensitive.
    """
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    is_page = kind == "text/html" and status < 500
    return status == 511 or 300 <= status < 400 or is_page


_BY_KIND: tuple[tuple[type[Exception], ErrorCode, bool], ...] = (
    (requests.exceptions.SSLError, ErrorCode.CERTIFICATE_UNTRUSTED, False),
    (requests.exceptions.ProxyError, ErrorCode.PROXY_REFUSED, False),
    (requests.exceptions.ConnectTimeout, ErrorCode.NETWORK_UNREACHABLE, False),
    (requests.exceptions.Timeout, ErrorCode.ANSWER_TIMED_OUT, True),
    (urllib3.exceptions.TimeoutError, ErrorCode.ANSWER_TIMED_OUT, True),
    (requests.exceptions.ContentDecodingError, ErrorCode.ANSWER_UNREADABLE, True),
    (urllib3.exceptions.DecodeError, ErrorCode.ANSWER_UNREADABLE, True),
)


def network_error(error: Exception, *, was_sent: bool | None = None) -> StationError:
    """Turn what requests, urllib3 or the socket raised into the station's error.

    `was_sent` tells whether the request may have left, where that is known.
    """
    chain = _chain(error)
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            if cause.verify_code in _CERTIFICATE_OUT_OF_DATE:
                return StationError(ErrorCode.CLOCK_WRONG)
            return StationError(ErrorCode.CERTIFICATE_UNTRUSTED)
    never_connected = any(isinstance(cause, NewConnectionError) for cause in chain)
    found, maybe_done = next(
        ((code, maybe_done) for kind, code, maybe_done in _BY_KIND if isinstance(error, kind)),
        (ErrorCode.NETWORK_UNREACHABLE, not never_connected),
    )
    if was_sent is None:
        return StationError(found, maybe_done=maybe_done)
    if was_sent and found is ErrorCode.CERTIFICATE_UNTRUSTED:
        # TLS that breaks after the handshake says nothing about the certificate.
        found = ErrorCode.NETWORK_UNREACHABLE
    elif not was_sent and found is ErrorCode.ANSWER_TIMED_OUT:
        found = ErrorCode.NETWORK_UNREACHABLE
    return StationError(found, maybe_done=was_sent)


def _chain(error: BaseException) -> list[BaseException]:
    """Every error inside an error: requests and urllib3 wrap by argument, cause and reason."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        candidate = waiting.pop()
        if not isinstance(candidate, BaseException) or candidate in found:
            continue
        found.append(candidate)
        waiting += [candidate.__cause__, candidate.__context__, *candidate.args]
        waiting.append(getattr(candidate, "reason", None))
    return found
