"""What comes out of an operation is told, whatever becomes of its line in the audit file."""

from __future__ import annotations

import json
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

FIELDS = {
    "format", "number", "previous", "hash", "time", "phase", "attempt", "operation", "account_id",
    "account_name", "person_id", "person_name", "station", "practice", "result", "request_id",
    "badge_id",
}  # fmt: skip

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


def issued_with(missing: StationError | None = None) -> Credentials:
    badge = Badge(BadgeKind.STANDARD, "badge-7", START, START + timedelta(1))
    return Credentials(
        pin=NewPin(Secret("71930264"), None, must_change=True),
        issued=IssuedBadge(badge, Secret(CONTENT)),
        missing=missing,
    )


@pytest.mark.parametrize("operation", list(AuditOperation))
def test_each_record_says_all_of_it_in_words_of_no_language(
    tmp_path: Path, operation: AuditOperation
) -> None:
    path = tmp_path / "audit.jsonl"
    trail = AuditTrail(AuditLog(path, SystemClock()), station="Till", practice=False)
    account = Account("1", "Ada", "ada@example.com", None)
    people = [Person("2", "Sam", "sam@x.com"), Person("3", "Kim", "kim@x.com")]
    first, second = trail.attempts(operation, account, people)
    trail.ended([(first, issued_with(), "request-1"), (second, None, "")])
    attempt, _, outcome, stopped = (json.loads(line) for line in path.read_text().splitlines())
    assert set(attempt) == set(outcome) == FIELDS
    assert outcome["operation"] == operation.value
    assert (outcome["account_id"], outcome["account_name"]) == ("1", "ada@example.com")
    assert (outcome["person_id"], outcome["person_name"]) == ("2", "sam@x.com")
    assert (outcome["station"], outcome["practice"], outcome["result"]) == ("Till", False, "ok")
    assert (outcome["request_id"], outcome["badge_id"]) == ("request-1", "badge-7")
    assert stopped["result"] == "cancelled"
    moment = datetime.fromisoformat(outcome["time"])
    assert moment.utcoffset() == timedelta(0)
    assert "71930264" not in path.read_text()
    assert "a-key" not in path.read_text()


def test_what_came_out_without_what_was_asked_for_besides_is_no_plain_success(
    tmp_path: Path,
) -> None:
    path = tmp_path / "audit.jsonl"
    missing = StationError(ErrorCode.PIN_NOT_RESET, details=ErrorDetails(request_id="request-2"))
    attempt_in(path).succeeded(issued_with(missing), "request-1")
    outcome = json.loads(path.read_text().splitlines()[1])
    assert (outcome["result"], outcome["badge_id"]) == ("PK-409", "badge-7")
    assert outcome["request_id"] == "request-2"
