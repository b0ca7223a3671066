"""Writes each operation of this station to the audit file, before it begins and when it ended."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from kiosk.models.audit_record import AuditEnd, AuditEntry, AuditOperation
from kiosk.models.badge import Credentials
from kiosk.models.errors import StationError
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
        self, ends: Sequence[tuple[AuditedAttempt, Credentials | StationError | None, str]]
    ) -> None:
        """Write how several attempts ended, with one wait for the disk.

        Of each it says what came out, None for one that was stopped, and the service's id of
        its last request that changed something.
        """
        _finish(self._log, [attempt.result(end, None, made_by) for attempt, end, made_by in ends])

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

    def succeeded(self, credentials: Credentials, request_id: str = "") -> None:
        """Write that it worked, which code came out of it, and which request made it."""
        _finish(self._log, [self.result(credentials, None, request_id)])

    def failed(self, error: StationError, came_out: Credentials | None = None) -> None:
        """Write the code of its failure, and which code came out of it all the same."""
        _finish(self._log, [self.result(error, came_out)])

    def cancelled(self) -> None:
        """Write that it was stopped before it changed anything."""
        _finish(self._log, [self.result(None)])

    def result(
        self,
        end: Credentials | StationError | None,
        came_out: Credentials | None = None,
        request_id: str = "",
    ) -> AuditResult:
        """Return what is to be written; `came_out` is what came out of a failure all the same.

        A request that failed is named rather than `request_id`, the last one that did not.
        """
        attempt = self._attempt
        if isinstance(end, Credentials) and end.missing is not None:
            came_out, end = end, end.missing
        if end is None:
            return AuditResult(attempt, AuditEnd.CANCELLED)
        if isinstance(end, StationError):
            failed_id = end.details.request_id or request_id
            found = AuditResult(attempt, end.code, failed_id, _badge_id(came_out))
        else:
            found = AuditResult(attempt, AuditEnd.OK, request_id, _badge_id(end))
        # The service may have put a badge's content where an id belongs.
        return found if found.is_plain else AuditResult(attempt, found.result)


def _finish(log: AuditLog, results: Sequence[AuditResult]) -> None:
    try:
        log.finish_all(results)
    except StationError as error:
        # The changes are made and their PINs are told only now: they must not be lost over this.
        # The attempts stand in the file, and an attempt without an outcome is visible.
        numbers = ", ".join(str(result.attempt.number) for result in results)
        _log.error("what came of attempt %s was not written: %s", numbers, error)


def _badge_id(credentials: Credentials | None) -> str:
    issued = None if credentials is None else credentials.issued
    return "" if issued is None else issued.badge.id
