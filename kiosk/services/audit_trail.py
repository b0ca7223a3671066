"""Writes each operation of this station to the audit file, before it begins and when it ended."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from kiosk.models.audit_record import AuditEnd, AuditEntry, AuditOperation
from kiosk.models.badge import Credentials
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Account, Person
from kiosk.services.audit import AuditAttempt, AuditLog, AuditResult

_log = logging.getLogger(__name__)


class AuditTrail:
    """The audit log as the operations see it; knows the station and whether it practises."""

    def __init__(self, log: AuditLog, *, station: str, practice: bool) -> None:
        self._log = log
        self._station = station
        self._practice = practice

    def attempt(
        self, operation: AuditOperation, account: Account, person: Person
    ) -> AuditedAttempt:
        """Write that an operation is about to begin.

        Raises StationError AUDIT_NOT_WRITABLE; then the operation must not begin.
        """
        return self.attempts(operation, account, [person])[0]

    def attempts(
        self, operation: AuditOperation, account: Account, people: Sequence[Person]
    ) -> list[AuditedAttempt]:
        """Write that an operation is about to begin for each of these people; raises likewise."""
        entries = [self._entry(operation, account, person) for person in people]
        return [AuditedAttempt(self._log, attempt) for attempt in self._log.begin_all(entries)]

    def ended(
        self, ends: Sequence[tuple[AuditedAttempt, Credentials | StationError | None]]
    ) -> None:
        """Write how several attempts ended, with one wait for the disk; None for stopped ones."""
        results = [attempt.result(end) for attempt, end in ends]
        try:
            self._log.finish_all(results)
        except StationError as error:
            # As for a single one: what came out must not be lost over this.
            _log.error("the outcomes of %d attempts were not written: %s", len(results), error)

    def _entry(self, operation: AuditOperation, account: Account, person: Person) -> AuditEntry:
        return AuditEntry(
            operation=operation,
            account_id=account.person_id,
            account_name=account.username,
            person_id=person.id,
            person_name=person.user_principal_name,
            station=self._station,
            is_practice=self._practice,
        )


class AuditedAttempt:
    """One operation under way; exactly one of its methods is called when it has ended."""

    def __init__(self, log: AuditLog, attempt: AuditAttempt) -> None:
        self._log = log
        self._attempt = attempt

    def succeeded(self, credentials: Credentials) -> None:
        """Write that it worked, and which code came out of it."""
        self._finish(AuditEnd.OK, badge_id=_badge_id(credentials))

    def failed(self, error: StationError, came_out: Credentials | None = None) -> None:
        """Write the code of its failure, and which code came out of it all the same."""
        request_id = error.details.request_id
        self._finish(error.code, request_id=request_id, badge_id=_badge_id(came_out))

    def cancelled(self) -> None:
        """Write that it was stopped before it changed anything."""
        self._finish(AuditEnd.CANCELLED)

    def result(self, end: Credentials | StationError | None) -> AuditResult:
        """Return what is to be written, for whoever writes several at once."""
        if end is None:
            return AuditResult(self._attempt, AuditEnd.CANCELLED)
        if isinstance(end, StationError):
            found = AuditResult(self._attempt, end.code, end.details.request_id)
        else:
            found = AuditResult(self._attempt, AuditEnd.OK, badge_id=_badge_id(end))
        return found if found.is_plain else AuditResult(self._attempt, found.result)

    def _finish(
        self, result: AuditEnd | ErrorCode, request_id: str = "", badge_id: str = ""
    ) -> None:
        try:
            try:
                self._log.finish(self._attempt, result, request_id, badge_id)
            except (ValueError, TypeError):
                # The service has put a badge's content where an id belongs.
                self._log.finish(self._attempt, result)
        except StationError as error:
            # The change is made and its PIN is told only now: it must not be lost over this.
            # The attempt stands in the file, and an attempt without an outcome is visible.
            _log.error("the outcome of attempt %d was not written: %s", self._attempt.number, error)


def _badge_id(credentials: Credentials | None) -> str:
    issued = None if credentials is None else credentials.issued
    return "" if issued is None else issued.badge.id
