"""Turns what the sign-in service refuses into the station's errors, by its numbers.

The number (`AADSTS65001`) is the service's code; the sentence around it is never read
(Microsoft identity platform, 'Microsoft Entra authentication and authorization error codes').
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kiosk.models.errors import ErrorCode, ErrorDetails, StationError

_BY_NUMBER: Mapping[int, ErrorCode] = {
    # Nobody who may has consented to what the station asks for.
    65001: ErrorCode.CONSENT_MISSING,
    90008: ErrorCode.CONSENT_MISSING,
    90094: ErrorCode.CONSENT_MISSING,
    # There is no such tenant.
    90002: ErrorCode.TENANT_UNKNOWN,
    900023: ErrorCode.TENANT_UNKNOWN,
    # There is no such application in that tenant.
    700016: ErrorCode.CLIENT_UNKNOWN,
    700038: ErrorCode.CLIENT_UNKNOWN,
    # The person declined, is not assigned to the application, or is blocked by a policy.
    65004: ErrorCode.SIGN_IN_REFUSED,
    50057: ErrorCode.SIGN_IN_REFUSED,
    50105: ErrorCode.SIGN_IN_REFUSED,
    53003: ErrorCode.SIGN_IN_REFUSED,
    # The answer or the code was used too late.
    70008: ErrorCode.SIGN_IN_TIMED_OUT,
    70020: ErrorCode.SIGN_IN_TIMED_OUT,
}

_BY_NAME: Mapping[str, ErrorCode] = {
    "access_denied": ErrorCode.SIGN_IN_REFUSED,
    "authorization_declined": ErrorCode.SIGN_IN_REFUSED,
    "code_expired": ErrorCode.SIGN_IN_TIMED_OUT,
    "consent_required": ErrorCode.CONSENT_MISSING,
    "expired_token": ErrorCode.SIGN_IN_TIMED_OUT,
    "invalid_tenant": ErrorCode.TENANT_UNKNOWN,
    "server_error": ErrorCode.SERVICE_UNAVAILABLE,
    "temporarily_unavailable": ErrorCode.SERVICE_UNAVAILABLE,
}

PERSON_NEEDED = frozenset(
    {"invalid_grant", "interaction_required", "login_required", "consent_required"}
)
"""Errors of a silent renewal that only a person at the sign-in page can answer."""

_NUMBER = re.compile(r"\bAADSTS(\d{4,7})\b")
_CORRELATION = re.compile(r"\bCorrelation ID:\s*([0-9a-fA-F-]{36})")
_SERVICE_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")


def refusal(answer: Mapping[str, Any], http_status: int | None = None) -> StationError:
    """Return the station's error for an OAuth error answer (RFC 6749, section 5.2)."""
    name = _text(answer, "error")
    code = ErrorCode.SIGN_IN_FAILED
    known = [_BY_NUMBER[number] for number in _numbers(answer) if number in _BY_NUMBER]
    if known:
        code = known[0]
    elif name in _BY_NAME:
        code = _BY_NAME[name]
    return StationError(code, details=refusal_details(answer, http_status))


def refusal_details(answer: Mapping[str, Any], http_status: int | None = None) -> ErrorDetails:
    """Return what a support person needs to find the refusal in the tenant's sign-in log."""
    name = _text(answer, "error")
    numbers = _numbers(answer)
    if numbers:
        service_code = f"AADSTS{numbers[0]}"
    else:
        service_code = name if _SERVICE_NAME.fullmatch(name) else ""
    return ErrorDetails(
        http_status=http_status,
        service_code=service_code,
        request_id=_correlation_id(answer),
        answered_at=_moment(_text(answer, "timestamp")),
    )


def _numbers(answer: Mapping[str, Any]) -> list[int]:
    listed = answer.get("error_codes")
    if isinstance(listed, list):
        numbers = [number for number in listed if type(number) is int]
        if numbers:
            return numbers
    return [int(digits) for digits in _NUMBER.findall(_text(answer, "error_description"))]


def _correlation_id(answer: Mapping[str, Any]) -> str:
    stated = _text(answer, "correlation_id")
    if _SERVICE_NAME.fullmatch(stated):
        return stated
    # An answer that came by way of the browser names the id inside its description only.
    found = _CORRELATION.search(_text(answer, "error_description"))
    return found.group(1) if found else ""


def _moment(timestamp: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(timestamp)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(answer: Mapping[str, Any], key: str) -> str:
    value = answer.get(key)
    return value if isinstance(value, str) else ""
