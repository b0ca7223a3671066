"""What comes out of an operation is told, whatever becomes of its line in the audit file."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.models.audit_record import AuditOperation
from kiosk.models.badge import Badge, BadgeKind, Credentials, IssuedBadge, NewPin
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, ErrorDetails, StationError
from kiosk.models.person import Account, Person
from kiosk.models.secret import Secret
from kiosk.services.audit import AuditLog
from kiosk.services.audit_trail import AuditedAttempt, AuditTrail
from kiosk.services.audit_verification import verify

START = datetime(2026, 3, 2, tzinfo=UTC)
CONTENT = "ms-qrpin:v1|sam@example.com|0b0b|a-key"


def attempt_in(path: Path) -> AuditedAttempt:
    trail = AuditTrail(AuditLog(path, SystemClock()), station="Till", practice=False)
    account = Account("1", "Ada", "ada@example.com", None)
    return trail.attempt(AuditOperation.ISSUE_BADGE, account, Person("2", "Sam", "sam@x.com"))


def test_a_service_that_names_a_badge_by_its_content_loses_no_pin_and_no_secret(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    badge = Badge(BadgeKind.STANDARD, CONTENT, START, START + timedelta(1))
    credentials = Credentials(
        pin=NewPin(Secret("71930264"), None, must_change=True),
        issued=IssuedBadge(badge, Secret(CONTENT)),
    )
    path = tmp_path / "audit.jsonl"
    with caplog.at_level(logging.DEBUG):
        attempt_in(path).succeeded(credentials)
    assert "a-key" not in path.read_text() + caplog.text
    assert verify(path).is_sound
    assert '"result":"ok"' in path.read_text()


def test_a_service_that_repeats_a_badge_as_its_request_id_does_not_hide_the_failure(
    tmp_path: Path,
) -> None:
    path = tmp_path / "audit.jsonl"
    details = ErrorDetails(request_id=CONTENT)
    attempt_in(path).failed(StationError(ErrorCode.NOT_PERMITTED, details=details))
    assert "a-key" not in path.read_text()
    assert '"result":"PK-301"' in path.read_text()
