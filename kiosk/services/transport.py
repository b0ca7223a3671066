"""HTTPS with limits: every wait is bounded, every foreign error becomes a StationError.

Shared by sign-in and Graph. Never logs a URL's query, a header or a body.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.exceptions import NewConnectionError

from kiosk import __version__
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
WHOLE_ANSWER_SECONDS = 60.0
ANSWER_BYTES_MAX = 32 * 1024 * 1024

_CERTIFICATE_NOT_YET_VALID = 9
_CERTIFICATE_EXPIRED = 10


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


class _SystemTrustAdapter(HTTPAdapter):
    """Trusts what the operating system trusts, so that a company's own CA works."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        kwargs["ssl_context"] = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().init_poolmanager(*args, **kwargs)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["ssl_context"] = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return super().proxy_manager_for(*args, **kwargs)


class Transport:
    """Sends requests, from any thread, over a shared pool of connections.

    With `ca_file` only that CA is trusted and the environment's proxies and CA bundles are
    left aside, because they would win over it. Without, the operating system's trust store
    decides and the environment's proxies are used.
    """

    def __init__(self, clock: Clock, ca_file: str | None = None) -> None:
        self._clock = clock
        self._ca_file = ca_file
        self._skew = timedelta(0)
        self._session_lock = threading.Lock()
        self._session: requests.Session | None = None

    def new_session(self) -> requests.Session:
        """Make a session with this transport's trust, for a library that brings its own calls.

        Raises StationError (SETTING_WRONG) when the CA file cannot be read.
        """
        session = requests.Session()
        session.headers["User-Agent"] = f"pin-kiosk/{__version__}"
        # The service's cookies mean nothing here, and a shared jar is not thread-safe.
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        if self._ca_file is None:
            session.mount("https://", _SystemTrustAdapter())
        else:
            session.trust_env = False
            session.verify = self._ca_file
        return session

    def send(self, request: HttpRequest, cancel: CancelToken) -> HttpAnswer:
        """Send a request and read the whole answer, whatever its status.

        Raises StationError: NETWORK_UNREACHABLE, CERTIFICATE_UNTRUSTED, CLOCK_WRONG,
        PROXY_REFUSED, ANSWER_TIMED_OUT. Its `maybe_done` tells whether the request may have
        arrived. Raises WorkCancelledError when cancelled before it was sent or while reading
        an answer that nobody committed to.
        """
        cancel.raise_if_cancelled()
        session = self._shared_session()
        deadline = self._clock.monotonic() + WHOLE_ANSWER_SECONDS
        try:
            with session.request(
                request.method,
                request.url,
                headers=dict(request.headers),
                data=request.body,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                stream=True,
            ) as answer:
                body = self._read(answer, deadline, cancel)
                self._note_date(answer.headers.get("Date"))
                return HttpAnswer(answer.status_code, answer.headers, body)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise network_error(error) from None

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

    def _shared_session(self) -> requests.Session:
        with self._session_lock:
            if self._session is None:
                self._session = self.new_session()
            return self._session

    def _read(self, answer: requests.Response, deadline: float, cancel: CancelToken) -> bytes:
        chunks: list[bytes] = []
        size = 0
        for chunk in answer.iter_content(64 * 1024):
            if not cancel.is_committed:
                cancel.raise_if_cancelled()
            size += len(chunk)
            if size > ANSWER_BYTES_MAX:
                raise StationError(ErrorCode.ANSWER_UNREADABLE, maybe_done=True)
            if self._clock.monotonic() > deadline:
                raise StationError(ErrorCode.ANSWER_TIMED_OUT, maybe_done=True)
            chunks.append(chunk)
        return b"".join(chunks)

    def _note_date(self, date: str | None) -> None:
        if date is None:
            return
        try:
            moment = parsedate_to_datetime(date)
        except ValueError:
            return
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        skew = moment - self._clock.now()
        # The header is cut to whole seconds and the answer took its time to arrive.
        self._skew = skew if abs(skew) > timedelta(seconds=5) else timedelta(0)


_BY_KIND: tuple[tuple[type[Exception], ErrorCode, bool], ...] = (
    (requests.exceptions.SSLError, ErrorCode.CERTIFICATE_UNTRUSTED, False),
    (requests.exceptions.ProxyError, ErrorCode.PROXY_REFUSED, False),
    (requests.exceptions.ConnectTimeout, ErrorCode.NETWORK_UNREACHABLE, False),
    (requests.exceptions.Timeout, ErrorCode.ANSWER_TIMED_OUT, True),
    (urllib3.exceptions.TimeoutError, ErrorCode.ANSWER_TIMED_OUT, True),
)


def network_error(error: Exception) -> StationError:
    """Turn what requests, urllib3 or the socket raised into the station's error."""
    for cause in _chain(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            if cause.verify_code in (_CERTIFICATE_NOT_YET_VALID, _CERTIFICATE_EXPIRED):
                return StationError(ErrorCode.CLOCK_WRONG)
            return StationError(ErrorCode.CERTIFICATE_UNTRUSTED)
    for kind, code, maybe_done in _BY_KIND:
        if isinstance(error, kind):
            return StationError(code, maybe_done=maybe_done)
    never_connected = any(isinstance(cause, NewConnectionError) for cause in _chain(error))
    return StationError(ErrorCode.NETWORK_UNREACHABLE, maybe_done=not never_connected)


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
