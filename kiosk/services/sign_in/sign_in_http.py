"""The HTTP client that msal is given: bounded, cancellable, and quiet about what it carries.

Every failure leaves it as SignInHttpError with the station's error inside. That class is one
of requests', because msal takes requests' errors for a network that is down and then goes on
with a token that is still valid. A plain error answer of the token endpoint goes to msal.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests
import urllib3

from kiosk.models.errors import ErrorCode, ErrorDetails, StationError
from kiosk.services.http_headers import retry_after_seconds
from kiosk.services.sign_in.patience import ApartCall, Patience
from kiosk.services.sign_in.refusals import refusal
from kiosk.services.transport import (
    CONNECT_SECONDS,
    READ_SECONDS,
    WHOLE_ANSWER_SECONDS,
    is_of_the_network,
    network_error,
)

ANSWER_BYTES_MAX = 1024 * 1024
_DISCOVERY_END = "/.well-known/openid-configuration"
_PAUSES_SECONDS = (0.3, 1.0)
_RETRY_AFTER_SECONDS_MAX = 5.0
_REQUEST_ID_MAX = 200


class SignInHttpError(requests.RequestException):
    """A request of the sign-in library that brought no usable answer."""

    def __init__(self, error: StationError) -> None:
        super().__init__(str(error))
        self.error = error


@dataclass(frozen=True)
class SignInAnswer:
    """An answer in the shape that msal reads (msal.oauth2cli.http.Response)."""

    status_code: int
    text: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)

    def raise_for_status(self) -> None:
        """Do nothing: an answer that msal must not read has never become one."""


class _Caller(threading.local):
    """Who waits for the requests of a thread."""

    patience: Patience | None = None
    pauses: tuple[float, ...] = ()


class SignInHttp:
    """Sends msal's requests within the patience of the one who is waiting now.

    `discovery` is the tenant's OpenID configuration, once it was read.
    """

    def __init__(self, session: requests.Session) -> None:
        self.discovery: Mapping[str, Any] = {}
        self._session = session
        self._caller = _Caller()

    @contextmanager
    def waiting(self, patience: Patience, *, retry: bool = True) -> Iterator[None]:
        """Make this thread's requests in this block wait as long as `patience` says.

        With `retry` a passing fault is tried again, twice at most.
        """
        self._caller.patience = patience
        self._caller.pauses = _PAUSES_SECONDS if retry else ()
        try:
            yield
        finally:
            self._caller.patience = None

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **_ignored: object,
    ) -> SignInAnswer:
        """Send a GET, as msal does for the tenant's configuration."""
        answer, document = self._send("GET", url, params, headers, None)
        if url.partition("?")[0].endswith(_DISCOVERY_END):
            self.discovery = _checked_discovery(answer, document)
        return answer

    def post(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **_ignored: object,
    ) -> SignInAnswer:
        """Send a POST, as msal does for tokens and device codes."""
        return self._send("POST", url, params, headers, data)[0]

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _send(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
        data: Mapping[str, str] | None,
    ) -> tuple[SignInAnswer, dict[str, Any]]:
        patience = self._caller.patience
        assert patience is not None, "msal sends requests inside `waiting` only"

        def send() -> tuple[SignInAnswer, dict[str, Any]]:
            return _exchange(self._session, method, url, params, headers, data)

        for pause in self._caller.pauses:
            try:
                return ApartCall(send, "sign-in request").wait(patience)
            except StationError as error:
                if not _is_worth_repeating(error):
                    raise SignInHttpError(error) from None
                patience.wait(max(pause, error.retry_after or 0.0))
        try:
            return ApartCall(send, "sign-in request").wait(patience)
        except StationError as error:
            if error.code is ErrorCode.SIGN_IN_TIMED_OUT:
                raise
            raise SignInHttpError(error) from None


def _is_worth_repeating(error: StationError) -> bool:
    if error.retry_after is not None and error.retry_after > _RETRY_AFTER_SECONDS_MAX:
        return False
    if error.code is ErrorCode.NETWORK_UNREACHABLE:
        # A connection that broke may be a chance event; one that was never made is not.
        return error.maybe_done
    return error.code in (ErrorCode.SERVICE_UNAVAILABLE, ErrorCode.THROTTLED)


def _exchange(
    session: requests.Session,
    method: str,
    url: str,
    params: Mapping[str, str] | None,
    headers: Mapping[str, str] | None,
    data: Mapping[str, str] | None,
) -> tuple[SignInAnswer, dict[str, Any]]:
    try:
        with session.request(
            method,
            url,
            params=params,
            headers=headers,
            data=data,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as raw:
            body = _read(raw)
            status, answer_headers = raw.status_code, raw.headers
            is_of_network = is_of_the_network(status, answer_headers)
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise network_error(error) from None
    request_id = answer_headers.get("x-ms-request-id", "")[:_REQUEST_ID_MAX]
    details = ErrorDetails(http_status=status, request_id=request_id)
    if status == 429:
        raise StationError(
            ErrorCode.THROTTLED, details=details, retry_after=retry_after_seconds(answer_headers)
        )
    if status >= 500 and not is_of_network:
        raise StationError(
            ErrorCode.SERVICE_UNAVAILABLE,
            details=details,
            retry_after=retry_after_seconds(answer_headers),
        )
    if status == 407:
        raise StationError(ErrorCode.PROXY_REFUSED, details=details)
    if status == 404:
        # Only an authority that names no tenant leads to an address that is not there.
        raise StationError(ErrorCode.TENANT_UNKNOWN, details=details)
    if is_of_network:
        raise StationError(ErrorCode.NETWORK_ANSWERED, details=details)
    # msal logs an answer that is not JSON, tokens and all; so it never gets one.
    try:
        text = body.decode()
        document = json.loads(text)
    except (ValueError, RecursionError):
        document, text = None, ""
    if not isinstance(document, dict):
        raise StationError(ErrorCode.ANSWER_UNREADABLE, details=details)
    return SignInAnswer(status, text, answer_headers), document


def _read(raw: requests.Response) -> bytes:
    body = bytearray()
    end = time.monotonic() + WHOLE_ANSWER_SECONDS
    for chunk in raw.iter_content(64 * 1024):
        body += chunk
        if len(body) > ANSWER_BYTES_MAX:
            raise StationError(ErrorCode.ANSWER_UNREADABLE)
        if time.monotonic() > end:
            raise StationError(ErrorCode.ANSWER_TIMED_OUT)
    return bytes(body)


def _checked_discovery(answer: SignInAnswer, document: dict[str, Any]) -> dict[str, Any]:
    if answer.status_code != 200:
        raise SignInHttpError(refusal(document, answer.status_code))
    endpoints = ("authorization_endpoint", "token_endpoint")
    if not all(isinstance(document.get(name), str) for name in endpoints):
        raise SignInHttpError(StationError(ErrorCode.ANSWER_UNREADABLE))
    return document
