"""What the sign-in service refuses has a stable code, taken from its numbers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk.models.errors import ErrorCode
from kiosk.services.sign_in.refusals import refusal


@pytest.mark.parametrize(
    ("name", "number", "code"),
    [
        ("invalid_grant", 65001, ErrorCode.CONSENT_MISSING),
        ("access_denied", 90094, ErrorCode.CONSENT_MISSING),
        ("invalid_request", 90008, ErrorCode.CONSENT_MISSING),
        ("invalid_tenant", 90002, ErrorCode.TENANT_UNKNOWN),
        ("invalid_request", 900023, ErrorCode.TENANT_UNKNOWN),
        ("unauthorized_client", 700016, ErrorCode.CLIENT_UNKNOWN),
        ("access_denied", 65004, ErrorCode.SIGN_IN_REFUSED),
        ("access_denied", None, ErrorCode.SIGN_IN_REFUSED),
        ("authorization_declined", 99999, ErrorCode.SIGN_IN_REFUSED),
        ("invalid_grant", 53003, ErrorCode.SIGN_IN_REFUSED),
        ("expired_token", 70020, ErrorCode.SIGN_IN_TIMED_OUT),
        ("invalid_grant", 70008, ErrorCode.SIGN_IN_TIMED_OUT),
        ("temporarily_unavailable", None, ErrorCode.SERVICE_UNAVAILABLE),
        ("invalid_request", 50011, ErrorCode.SIGN_IN_FAILED),
        ("something_new", None, ErrorCode.SIGN_IN_FAILED),
    ],
)
def test_the_number_decides_then_the_name(name: str, number: int | None, code: ErrorCode) -> None:
    answer: dict[str, object] = {"error": name}
    if number is not None:
        answer["error_codes"] = [number]
    assert refusal(answer).code is code


def test_an_answer_by_way_of_the_browser_has_its_number_in_the_description() -> None:
    error = refusal(
        {
            "error": "access_denied",
            "error_description": "AADSTS65004: User declined to consent. Trace ID: 1 "
            "Correlation ID: 0a0a0a0a-0000-4000-8000-0b0b0b0b0b0b Timestamp: 2026-09-01",
        }
    )
    assert error.code is ErrorCode.SIGN_IN_REFUSED
    assert error.details.service_code == "AADSTS65004"
    assert error.details.request_id == "0a0a0a0a-0000-4000-8000-0b0b0b0b0b0b"


def test_the_details_help_to_find_the_refusal_in_the_log() -> None:
    error = refusal(
        {
            "error": "invalid_request",
            "error_codes": [50011],
            "correlation_id": "0a0a0a0a-0000-4000-8000-0b0b0b0b0b0b",
            "timestamp": "2026-09-01 08:30:00Z",
        },
        400,
    )
    assert error.details.http_status == 400
    assert error.details.service_code == "AADSTS50011"
    assert error.details.request_id == "0a0a0a0a-0000-4000-8000-0b0b0b0b0b0b"
    assert error.details.answered_at == datetime(2026, 9, 1, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"error": 7, "error_codes": "65001", "error_description": ["AADSTS65001"]},
        {"error": "x" * 5000, "correlation_id": "<script>", "timestamp": "yesterday"},
        {"error": "oops", "error_codes": [True, None, "1"]},
    ],
)
def test_an_answer_of_any_shape_is_only_a_failed_sign_in(answer: dict[str, object]) -> None:
    error = refusal(answer)
    assert error.code is ErrorCode.SIGN_IN_FAILED
    assert len(str(error)) < 100
