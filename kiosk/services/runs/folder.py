"""The folder of a run: its table, its record, and in the end its result."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import Row, RowOutcome, RowResult
from kiosk.services.files import keep_names, whole_file
from kiosk.services.runs.journal import JOURNAL_NAME, Journal, is_begun
from kiosk.services.runs.journal_reading import read_journal, results_of
from kiosk.services.runs.rows import ROWS_NAME, RowFile, write_rows
from kiosk.services.runs.run_state import RunPlan, RunState

RESULT_NAME = "result.csv"
RESULT_COLUMNS = (
    "number",
    "name",
    "sign_in_name",
    "employee_number",
    "shop",
    "outcome",
    "code_id",
    "expires",
    "part",
    "reason",
    "error",
    "request_id",
    "person_id",
)

_FORMULA = re.compile(r"(^|[;\t\r\n])(?=\s*[=+\-@]|[\t\r])")
"""Where a spreadsheet may see one begin; some part cells at semicolons, whatever the file does."""

Reason = Callable[[Row, RowResult], str]
"""Says in plain words why a row was not done; empty for one that was."""


@dataclass
class OpenRun:
    """A run that this process holds."""

    rows: RowFile
    journal: Journal
    state: RunState


class RunFolder:
    """A folder with one run in it, or none. Raises StationError with a PK-42x code."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def has_run(self) -> bool:
        """Whether a run was begun here."""
        return is_begun(self.path / JOURNAL_NAME) and (self.path / ROWS_NAME).exists()

    @property
    def is_marked(self) -> bool:
        """Whether somebody was at least about to begin a run here: `mark` was called."""
        try:
            return (self.path / JOURNAL_NAME).exists()
        except OSError:
            return False

    def mark(self) -> None:
        """Make the folder and a record without a line, before a look that may take long.

        So a program that is cut off in the look leaves a folder that is known as a run's, and
        one that cannot be written to is told before. Raises RUN_NOT_WRITABLE and RUN_BUSY.
        """
        self._journal().close()

    def create(self, plan: RunPlan, rows: Sequence[Row], left_out: Sequence[int]) -> None:
        """Write table and plan, on the disk when this returns.

        Raises RUN_EXISTS where there is one already, RUN_BUSY and RUN_NOT_WRITABLE.
        """
        # Held from here on: of two that begin at once, one finds the other's run.
        journal = self._journal()
        try:
            if self.has_run:
                raise StationError(ErrorCode.RUN_EXISTS, {"file": str(self.path)})
            write_rows(self.path / ROWS_NAME, rows).close()
            journal.begin(plan, left_out)
            keep_names(self.path)
        except OSError:
            raise self._not_writable() from None
        finally:
            journal.close()

    @contextmanager
    def opened(self) -> Iterator[OpenRun]:
        """Hold the run, and give how far it is.

        Raises RUN_BUSY while another process holds it, RUN_UNREADABLE for a damaged one.
        """
        journal = Journal(self.path / JOURNAL_NAME)
        try:
            rows = RowFile(self.path / ROWS_NAME)
            try:
                yield OpenRun(rows, journal, self._state(rows))
            finally:
                rows.close()
        finally:
            journal.close()

    def state(self) -> RunState:
        """Read how far the run is, without holding it; raises RUN_UNREADABLE."""
        rows = RowFile(self.path / ROWS_NAME)
        try:
            return self._state(rows)
        finally:
            rows.close()

    def results(self) -> Iterator[tuple[Row, RowResult]]:
        """Yield each row with what became of it, read one by one; raises RUN_UNREADABLE."""
        rows = RowFile(self.path / ROWS_NAME)
        try:
            found = results_of(self.path / JOURNAL_NAME, self._state(rows))
            yield from zip(rows, found, strict=True)
        finally:
            rows.close()

    def save_result(self, file: Path, reason_of: Reason, *, only_failed: bool = False) -> None:
        """Write the result as CSV, whole or not at all; raises FILE_NOT_WRITTEN.

        There is no PIN and no key in it. It can be read again as a list of people.
        """
        try:
            # With the mark by which Excel knows UTF-8.
            with whole_file(file) as stream, _as_text(stream, "utf-8-sig") as text:
                writer = csv.writer(text)
                writer.writerow(RESULT_COLUMNS)
                for row, result in self.results():
                    if only_failed and result.outcome is not RowOutcome.FAILED:
                        continue
                    writer.writerow(_cells(row, result, reason_of))
        except OSError:
            raise StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": str(file)}) from None

    def _journal(self) -> Journal:
        """Open the record, in a folder that is made if need be."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise self._not_writable() from None
        return Journal(self.path / JOURNAL_NAME)

    def _state(self, rows: RowFile) -> RunState:
        state = read_journal(self.path / JOURNAL_NAME, len(rows))
        if state is None:
            file = str(self.path / JOURNAL_NAME)
            raise StationError(ErrorCode.RUN_UNREADABLE, {"file": file})
        return state

    def _not_writable(self) -> StationError:
        return StationError(ErrorCode.RUN_NOT_WRITABLE, {"file": str(self.path)})


@contextmanager
def _as_text(stream: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """Give a text stream over one of bytes, which stays open."""
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _cells(row: Row, result: RowResult, reason_of: Reason) -> list[str]:
    person = row.person
    cells = (
        str(row.number),
        row.name,
        person.user_principal_name if person else "",
        person.employee_id if person else "",
        person.office_location if person else "",
        result.outcome.value,
        result.badge_id,
        "" if result.expires is None else result.expires.isoformat(timespec="seconds"),
        "" if result.part is None else str(result.part),
        reason_of(row, result),
        result.code,
        result.request_id,
        person.id if person else "",
    )
    # A spreadsheet would take these for formulas.
    return [_FORMULA.sub(r"\1'", cell) for cell in cells]
