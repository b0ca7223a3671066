"""The record of a run: intent before a change, outcome after it, and nothing secret.

One line of JSON each, only ever appended. Whatever stops the program, the record tells which
people may hold a badge that nobody has printed, and by which dates it is known. It is written
here, and read in `journal_reading`.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RowResult
from kiosk.services.file_lock import locked
from kiosk.services.operations.creation import Dates
from kiosk.services.runs.run_state import Doubtful, RunPlan

JOURNAL_NAME = "run.jsonl"
FORMAT = 1

_LOCK_SECONDS = 0.5


class Journal:
    """The record of one run, open for writing; one process at a time holds it.

    Raises StationError RUN_NOT_WRITABLE when a line is not safely on the disk, and RUN_BUSY
    when another process holds the run. Not thread-safe: the run's own thread writes.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._torn_from: int | None = None
        self._stack = contextlib.ExitStack()
        try:
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._descriptor = os.open(file, flags, 0o600)
        except OSError:
            raise self._not_writable() from None
        self._stack.callback(os.close, self._descriptor)
        try:
            self._stack.enter_context(locked(self._descriptor, _LOCK_SECONDS))
            self._drop_torn_end()
        except TimeoutError:
            self._stack.close()
            raise StationError(ErrorCode.RUN_BUSY, {"file": str(file.parent)}) from None
        except OSError:
            self._stack.close()
            raise self._not_writable() from None

    def close(self) -> None:
        """Let go of the run. May be called twice."""
        self._stack.close()

    def begin(self, plan: RunPlan, left_out: Sequence[int]) -> None:
        """Write what the run is, and which rows were left out by hand.

        In one line: a program that is cut off here must not forget whom to leave out.
        """
        self._append(
            {
                "run": FORMAT,
                "action": plan.action,
                "tenant": plan.tenant_id,
                "started": _text(plan.started),
                "days": plan.days,
                "source": plan.source,
                "left_out": list(left_out),
            },
            to_disk=True,
        )

    def intend(self, part: int, numbers: Sequence[int], dates: Dates) -> None:
        """Write that these rows are about to be changed, with which dates, before they are."""
        self._append(
            {
                "intent": part,
                "rows": list(numbers),
                "starts": _text(dates.starts),
                "expires": _text(dates.expires),
            },
            to_disk=True,
        )

    def came_out(self, results: Sequence[RowResult]) -> None:
        """Write what became of rows; nobody relies on it before the paper is written too."""
        self._append(*(_result(result) for result in results), to_disk=False)

    def on_paper(
        self, part: int, results: Sequence[RowResult], doubtful: Sequence[Doubtful] = ()
    ) -> None:
        """Write that these rows are done, and what belongs to them is printed or saved."""
        paper: dict[str, Any] = {"paper": part, "rows": [result.number for result in results]}
        if doubtful:
            paper["doubtful"] = [_doubt(one) for one in doubtful]
        self._append(*(_result(result) for result in results), paper, to_disk=True)

    def looked(self, numbers: Sequence[int]) -> None:
        """Write that these rows were looked at again, and are as they should be."""
        self._append({"looked": list(numbers)}, to_disk=False)

    def end(self) -> None:
        """Write that nothing is left to do."""
        self._append({"end": _text(datetime.now(UTC))}, to_disk=True)

    def _append(self, *records: Mapping[str, Any], to_disk: bool) -> None:
        if not records:
            return
        lines = "".join(json.dumps(one, separators=(",", ":")) + "\n" for one in records)
        try:
            if self._torn_from is not None:
                # What was left of a line must not stand before the next one.
                os.ftruncate(self._descriptor, self._torn_from)
                self._torn_from = None
            length = os.fstat(self._descriptor).st_size
            try:
                left = memoryview(lines.encode())
                while left:
                    left = left[os.write(self._descriptor, left) :]
                if to_disk:
                    os.fsync(self._descriptor)
            except OSError:
                self._torn_from = length
                with contextlib.suppress(OSError):
                    os.ftruncate(self._descriptor, length)
                raise
        except OSError:
            raise self._not_writable() from None

    def _drop_torn_end(self) -> None:
        """Drop a last line that a crash cut off: a line counts when its write has returned."""
        length = os.fstat(self._descriptor).st_size
        position, step = length, 4096
        while position > 0:
            start = max(0, position - step)
            os.lseek(self._descriptor, start, os.SEEK_SET)
            block = os.read(self._descriptor, position - start)
            if (newline := block.rfind(b"\n")) >= 0:
                position = start + newline + 1
                break
            position = start
        if position < length:
            os.ftruncate(self._descriptor, position)

    def _not_writable(self) -> StationError:
        return StationError(ErrorCode.RUN_NOT_WRITABLE, {"file": str(self._file.parent)})


def is_begun(file: Path) -> bool:
    """Say whether a journal tells at least what its run is; without that nothing was changed."""
    try:
        with file.open("rb") as stream:
            return stream.readline().endswith(b"\n")
    except OSError:
        return False


def _result(result: RowResult) -> dict[str, Any]:
    content: dict[str, Any] = {"row": result.number, "outcome": result.outcome}
    for name in ("badge_id", "code", "request_id", "part"):
        if value := getattr(result, name):
            content[name] = value
    if result.expires is not None:
        content["expires"] = _text(result.expires)
    return content


def _doubt(doubtful: Doubtful) -> dict[str, Any]:
    content: dict[str, Any] = {"row": doubtful.number}
    if doubtful.badge_id:
        content["badge_id"] = doubtful.badge_id
    if doubtful.pin_updated is not None:
        content["pin_updated"] = _text(doubtful.pin_updated)
    return content


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
