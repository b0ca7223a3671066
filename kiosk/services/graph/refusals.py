"""Turns an answer that is not a success into the station's error."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

from kiosk.models.errors import ErrorCode, ErrorDetails, StationError

# Codes of the QR code method as its reference pages name them. Some answers carry them as
# `error.code`, some only as a word of a generic error's message, so both are searched.
_METHOD_CODES = {
    "activeqrcodeexisted": ErrorCode.BADGE_STILL_ACTIVE,
    "qrcodelifetimeexceedlimit": ErrorCode.LIFETIME_TOO_LONG,
    "qrcodepinmethodnotenabled": ErrorCode.METHOD_NOT_ENABLED,
    "methodnotenabled": ErrorCode.METHOD_NOT_ENABLED,
    "authenticationmethodnotenabled": ErrorCode.METHOD_NOT_ENABLED,
    "methoddisabledbypolicy": ErrorCode.METHOD_NOT_ENABLED,
    "usernotinpolicyscope": ErrorCode.METHOD_NOT_ENABLED,
    "methodalreadyexists": ErrorCode.METHOD_EXISTS,
    "qrcodepinmethodalreadyexists": ErrorCode.METHOD_EXISTS,
}

_BY_STATUS = {
    401: ErrorCode.SIGN_IN_NEEDED,
    403: ErrorCode.NOT_PERMITTED,
    404: ErrorCode.PERSON_NOT_FOUND,
    407: ErrorCode.PROXY_REFUSED,
    409: ErrorCode.METHOD_EXISTS,
    429: ErrorCode.THROTTLED,
}

_CLAIMS = re.compile(r'\bclaims="([^"]*)"')


def details_of(
    status: int, headers: Mapping[str, str], client_request_id: str, service_code: str = ""
) -> ErrorDetails:
    """Keep what support needs of an answer."""
    answered_at = None
    if date := headers.get("Date"):
        try:
            answered_at = parsedate_to_datetime(date)
        except ValueError:
            answered_at = None
        if answered_at is not None and answered_at.tzinfo is None:
            answered_at = answered_at.replace(tzinfo=UTC)
    return ErrorDetails(
        http_status=status,
        service_code=service_code,
        request_id=headers.get("request-id", ""),
        client_request_id=client_request_id,
        answered_at=answered_at,
    )


def refusal(
    status: int, headers: Mapping[str, str], body: bytes, client_request_id: str
) -> StationError:
    """Say what a status outside 2xx means.

    `maybe_done` is True for 5xx, because a gateway may give up on a change that is made
    all the same.
    """
    codes = list(_codes(body))
    details = details_of(status, headers, client_request_id, codes[0] if codes else "")
    if status < 400:
        # Graph does not redirect these calls; a guest network's log-in page does.
        return StationError(ErrorCode.ANSWER_UNREADABLE, details=details)
    retry_after = retry_after_seconds(headers)
    if status >= 500:
        return StationError(
            ErrorCode.SERVICE_UNAVAILABLE, details=details, maybe_done=True, retry_after=retry_after
        )
    code = _BY_STATUS.get(status, ErrorCode.REQUEST_REFUSED)
    if status in {400, 403, 404, 409}:
        code = next((_METHOD_CODES[c.lower()] for c in codes if c.lower() in _METHOD_CODES), code)
    return StationError(
        code, details=details, retry_after=retry_after, claims=claims_challenge(headers)
    )


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """Return `Retry-After` in seconds; None when it is missing or a date."""
    try:
        seconds = float(headers.get("Retry-After", ""))
    except ValueError:
        return None
    return seconds if 0 <= seconds < 86_400 else None


def claims_challenge(headers: Mapping[str, str]) -> str | None:
    """Return the claims that a 401 asks for, as JSON text.

    Source: 'Claims challenges, claims requests and client capabilities' (Microsoft identity
    platform): base64 in the `claims` parameter of `WWW-Authenticate`.
    """
    match = _CLAIMS.search(headers.get("WWW-Authenticate", ""))
    if match is None:
        return None
    encoded = match.group(1)
    if encoded.lstrip().startswith("{"):
        return encoded
    try:
        padded = encoded + "=" * (-len(encoded) % 4)
        claims = base64.b64decode(padded.replace("-", "+").replace("_", "/"), validate=True)
        return claims.decode() if isinstance(json.loads(claims), dict) else None
    except (binascii.Error, ValueError):
        return None


def _codes(body: bytes) -> Iterator[str]:
    """Every word of an OData error that may be a code, the most telling first."""
    try:
        found = json.loads(body)
    except ValueError:
        return
    error: Any = found.get("error") if isinstance(found, dict) else None
    message = ""
    while isinstance(error, dict):
        if isinstance(code := error.get("code"), str):
            yield code
        for detail in error.get("details") or ():
            if isinstance(detail, dict) and isinstance(code := detail.get("code"), str):
                yield code
        if isinstance(text := error.get("message"), str):
            message += f" {text}"
        error = error.get("innerError", error.get("innererror"))
    yield from re.findall(r"\w{8,}", message)
