"""The thread that forwards: from the cursor on, in batches, with pauses where nobody answers.

A record is sent again until it was taken, so a receiver may get one twice; number and hash in it
tell repeats. Only one that it refuses as such, twice, while it takes the next one, is left out and
stays in the file; the log says so. Nothing here ever stops a change.
"""

from __future__ import annotations

import contextlib
import logging
import os
import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.forwarding.cursor import Cursor, HeldCursor, held_cursor
from kiosk.services.forwarding.pending import BATCH_RECORDS_MAX, Batch, PendingRecord, pending_after

BEHIND_AFTER = timedelta(minutes=15)
"""How old a record gets on a receiver that does not answer, before anybody is told."""

_REFUSES_WHAT_IS_SENT = frozenset({400, 413})
"""Sending the same again is in vain (OTLP specification, 'Failures')."""

_log = logging.getLogger(__name__)


class Sender(Protocol):
    """A way to a receiver."""

    def send(self, records: Sequence[PendingRecord]) -> None:
        """Return when the receiver has these records; raises StationError."""
        ...


@dataclass(frozen=True)
class Pauses:
    """How long to wait, in seconds: for new records, for another process, after failures."""

    look: float = 2.0
    other: float = 15.0
    first: float = 1.0
    longest: float = 300.0

    def after(self, failures: int, chance: random.Random) -> float:
        """Return the pause after so many failures in a row; stations must not come in step."""
        whole = min(self.longest, self.first * 2.0 ** min(failures - 1, 20))
        return whole * chance.uniform(0.5, 1.0)


class Forwarder:
    """Forwards the records of one audit file, whoever writes them, while it is started.

    `make_sender` is called on the thread, because it loads libraries. `behind` is called there
    with AUDIT_NOT_FORWARDED each time when nothing has got through for long, and with None when
    it has again.
    """

    def __init__(
        self,
        audit_file: Path,
        receiver: str,
        make_sender: Callable[[], Sender],
        clock: Clock,
        chance: random.Random,
        behind: Callable[[StationError | None], None],
        pauses: Pauses | None = None,
    ) -> None:
        self._file = audit_file
        self._receiver = receiver
        self._make_sender = make_sender
        self._clock = clock
        self._chance = chance
        self._behind = behind
        self._pauses = pauses or Pauses()
        self._closing = threading.Event()
        self._sender: Sender | None = None
        self._failures = 0
        self._most = BATCH_RECORDS_MAX
        self._is_behind = False
        self._seen: tuple[int, int, int] | None = None
        self._thread = threading.Thread(target=self._run, name="audit forwarding", daemon=True)

    @property
    def is_failing(self) -> bool:
        """Whether the last try failed; False where another process forwards."""
        return self._failures > 0

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self, seconds: float) -> bool:
        """Let what is there be sent, for so long at most; say whether the thread has ended.

        Where nobody answers it ends at once, and what is left is sent the next time.
        """
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            pause = self._pauses.other
            try:
                with held_cursor(self._file) as cursor:
                    self._forward(cursor)
                    return
            except TimeoutError:
                # Another process forwards. It may end before this one.
                pass
            except Exception as error:  # noqa: BLE001 - must not end while the station runs
                self._note_failure(error, None)
                pause = self._pause(error)
            if self._closing.wait(pause):
                return

    def _forward(self, cursor: HeldCursor) -> None:
        """Forward until the station closes.

        Raises StationError or OSError when the records cannot be read.
        """
        while True:
            if self._is_unchanged():
                # Once more behind the wait, because the last change may have come meanwhile.
                if self._closing.wait(self._pauses.look) and self._is_unchanged():
                    return
                continue
            seen = self._look()
            batch = pending_after(self._file, cursor.now, self._most)
            if not batch.records:
                self._seen = seen
                continue
            try:
                behind = self._send(batch)
            except Exception as error:  # noqa: BLE001 - a library's defect is a failure too
                self._note_failure(error, batch.records[0])
                # What is not taken now stays for the next time.
                if self._closing.wait(self._pause(error)):
                    return
                continue
            self._note_success()
            try:
                cursor.move(behind)
            except OSError:
                _log.warning("how far audit records were forwarded could not be written")

    def _send(self, batch: Batch) -> Cursor:
        """Send a batch, and return where the cursor stands then."""
        if self._sender is None:
            self._sender = self._make_sender()
        try:
            self._sender.send(batch.records)
        except StationError as error:
            if error.details.http_status not in _REFUSES_WHAT_IS_SENT:
                raise
            if len(batch.records) == 1:
                return self._step_over(batch, self._sender, error)
            self._most = len(batch.records) // 2
            raise
        self._most = min(BATCH_RECORDS_MAX, self._most + self._most // 8 + 1)
        return batch.behind

    def _step_over(self, refused: Batch, sender: Sender, error: StationError) -> Cursor:
        """Leave out a record that the receiver refuses twice, and takes the next one between.

        A receiver that refuses that as well is set up wrongly, and gets all of them later.
        """
        following = pending_after(self._file, refused.behind, 1)
        if not following.records:
            raise error
        sender.send(following.records)
        try:
            sender.send(refused.records)
        except StationError as again:
            if again.details.http_status not in _REFUSES_WHAT_IS_SENT:
                raise
            number = refused.records[0].chained.link.number
            _log.error("the receiver of audit records refused the record %s for good", number)
        return following.behind

    def _is_unchanged(self) -> bool:
        return self._seen is not None and self._seen == self._look()

    def _look(self) -> tuple[int, int, int]:
        """Return what changes when somebody writes; all zero where there is no file."""
        with contextlib.suppress(OSError, ValueError):
            found = os.stat(self._file)  # noqa: PTH116 - the three numbers, nothing more
            return found.st_ino, found.st_size, found.st_mtime_ns
        return 0, 0, 0

    def _pause(self, error: Exception) -> float:
        pause = self._pauses.after(max(1, self._failures), self._chance)
        asked = error.retry_after if isinstance(error, StationError) else None
        return pause if asked is None else max(pause, min(asked, self._pauses.longest))

    def _note_failure(self, error: Exception, oldest: PendingRecord | None) -> None:
        self._failures += 1
        if self._failures == 1:
            code = error.code if isinstance(error, StationError) else type(error).__name__
            _log.warning("audit records are not forwarded for now: %s", code)
        if oldest is not None and self._is_old(oldest):
            self._is_behind = True
            values = {"receiver": self._receiver}
            self._behind(StationError(ErrorCode.AUDIT_NOT_FORWARDED, values))

    def _note_success(self) -> None:
        self._failures = 0
        if self._is_behind:
            self._is_behind = False
            self._behind(None)

    def _is_old(self, record: PendingRecord) -> bool:
        return self._failures > 2 and is_overdue(record, self._clock.now())


def is_overdue(record: PendingRecord, now: datetime) -> bool:
    """Whether a record should have reached its receiver long ago."""
    time = record.chained.content.get("time")
    try:
        written = datetime.fromisoformat(time) if isinstance(time, str) else None
        return written is None or now - written >= BEHIND_AFTER
    except (ValueError, TypeError):
        return True
