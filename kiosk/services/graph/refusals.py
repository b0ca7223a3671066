"""Turns an answer that is not a success into the station's error."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any

from kiosk.models.errors import ErrorCode, ErrorDetails, StationError
from kiosk.services.graph.wire import parsed_json
from kiosk.services.http_headers import parse_http_date, retry_after_seconds

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
    429: ErrorCode.THROTTLED,
}

_DETAIL_LENGTH_MAX = 200
"""The service's own ids and codes are shorter."""

_CLAIMS = re.compile(r'\bclaims="([^"]*)"')


def details_of(
    status: int, headers: Mapping[str, str], client_request_id: str, service_code: str = ""
) -> ErrorDetails:
    """Keep what support needs of an answer."""
    return ErrorDetails(
        http_status=status,
        service_code=_short(service_code),
        request_id=_short(headers.get("request-id", "")),
        client_request_id=client_request_id,
        answered_at=parse_http_date(headers.get("Date")),
    )


def _short(text: str) -> str:
    """Return what can be shown and written: JSON can name half a character, and go on for ever."""
    return text[:_DETAIL_LENGTH_MAX].encode("utf-8", "replace").decode()


def refusal(
    status: int, headers: Mapping[str, str], body: bytes, client_request_id: str
) -> StationError:
    """Say what a status outside 2xx means.

    `maybe_done` is True for 5xx, because a gateway may give up on a change that is made
    all the same.
    """
    codes, words = _codes(body)
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
        known = (_METHOD_CODES.get(word.lower()) for word in codes + words)
        code = next((one for one in known if one is not None), code)
    return StationError(
        code, details=details, retry_after=retry_after, claims=claims_challenge(headers)
    )


def claims_challenge(headers: Mapping[str, str]) -> str | None:
    """Return the claims that a 401 asks for, as JSON text.

    Source: 'Claims challenges, claims requests and client capabilities' (Microsoft identity
    platform): base64 in the `claims` parameter of `WWW-Authenticate`.
    """
    match = _CLAIMS.search(headers.get("WWW-Authenticate", ""))
    if match is None:
        return None
    encoded = match.group(1)
    try:
        padded = encoded + "=" * (-len(encoded) % 4)
        claims = base64.b64decode(padded.replace("-", "+").replace("_", "/"), validate=True)
        return claims.decode() if isinstance(json.loads(claims), dict) else None
    except (binascii.Error, ValueError, RecursionError):
        return None


def _codes(body: bytes) -> tuple[list[str], list[str]]:
    """Return the codes of an OData error, the most telling first, and its messages' words."""
    codes: list[str] = []
    message = ""
    found = parsed_json(body)
    error: Any = found.get("error") if isinstance(found, dict) else None
    while isinstance(error, dict):
        details = error.get("details")
        parts = [error, *(details if isinstance(details, list) else ())]
        named = [part.get("code") for part in parts if isinstance(part, dict)]
        codes += [code for code in named if isinstance(code, str)]
        if isinstance(text := error.get("message"), str):
            message += f" {text}"
        error = error.get("innerError", error.get("innererror"))
    return codes, re.findall(r"\w{8,}", message)
