"""What tests of the audit file write, and a clock that is a second later each time it is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.models.audit_record import AuditEnd, AuditEntry, AuditOperation
from kiosk.services.audit import AuditLog
from kiosk.services.audit_verification import ProblemKind, verify

SECOND = timedelta(seconds=1)
SMALL = 3000
"""A size that some changes fill."""

ENTRY = AuditEntry(
    operation=AuditOperation.RESET_PIN,
    account_id="11111111-aaaa-bbbb-cccc-000000000001",
    account_name="jürgen@contoso.com",
    person_id="22222222-aaaa-bbbb-cccc-000000000002",
    person_name="sam@contoso.com",
    station="Kasse 3 – Süd",
    is_practice=False,
)


class TickingClock:
    """A clock that is a second later each time it is read."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 31, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        self._now += SECOND
        return self._now

    def monotonic(self) -> float:
        return self._now.timestamp()


def log_at(path: Path, rotate_bytes: int = 0) -> AuditLog:
    return AuditLog(path, TickingClock(), rotate_bytes)


def write_changes(path: Path, count: int, rotate_bytes: int = 0) -> None:
    log = log_at(path, rotate_bytes)
    for number in range(count):
        attempt = log.begin(ENTRY)
        log.finish(attempt, AuditEnd.OK, request_id=f"request-{number}", badge_id="badge")


def kinds_at(path: Path) -> set[ProblemKind]:
    return {problem.kind for problem in verify(path).problems}
