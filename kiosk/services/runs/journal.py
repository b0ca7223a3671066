"""The record of a run: intent before a change, outcome after it, and nothing secret.

One line of JSON each, only ever appended. Whatever stops the program, the record tells which
people may hold a badge that nobody has printed, and by which dates it is known.
"""

from __future__ import annotations

import contextlib
import json
import os
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RowOutcome, RowResult, RunAction
from kiosk.services.file_lock import locked
from kiosk.services.operations.creation import Dates

JOURNAL_NAME = "run.jsonl"
FORMAT = 1

_LOCK_SECONDS = 0.5


@dataclass(frozen=True)
class RunPlan:
    """What a run is: `days` is how long new badges last, `source` who is in it, in words."""

    action: RunAction
    tenant_id: str
    started: datetime
    days: int
    source: str = ""


@dataclass(frozen=True)
class Doubtful:
    """What is on paper for a row, and may yet be undone by a request whose answer was lost.

    `badge_id` is the badge's, empty where only a PIN was made, which is known by `pin_updated`.
    """

    number: int
    badge_id: str = ""
    pin_updated: datetime | None = None


@dataclass
class RunState:
    """What a journal tells: how far the run was when its last line was written.

    `results` says for each row where its last outcome stands in the file, 0 for none. `pending`
    are rows that may hold a badge which is on no paper, with the dates that were asked for;
    `doubtful` those to be looked at again.
    """

    plan: RunPlan
    results: array[int]
    pending: dict[int, list[Dates]] = field(default_factory=dict)
    doubtful: dict[int, Doubtful] = field(default_factory=dict)
    outcomes: bytearray = field(default_factory=bytearray)
    last_part: int = 0
    papered_part: int = 0
    is_ended: bool = False

    def counts(self) -> Counter[RowOutcome]:
        """Return how many rows there are of each outcome."""
        return Counter({one: self.outcomes.count(place) for place, one in enumerate(_OUTCOMES)})


_DAMAGED = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What reading a line raises that no journal has."""

_WAITING, _DONE, _FAILED, _LEFT_OUT = range(4)
_OUTCOMES = (RowOutcome.WAITING, RowOutcome.DONE, RowOutcome.FAILED, RowOutcome.LEFT_OUT)


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


def read_journal(file: Path, rows: int) -> RunState | None:
    """Read how far a run of so many rows is; None where nothing was begun.

    Raises StationError RUN_UNREADABLE for a file that is damaged in the middle.
    """
    try:
        state: RunState | None = None
        for offset, record in _records(file):
            if state is None:
                state = _first(record, rows)
            else:
                _note(state, offset, record)
    except FileNotFoundError:
        return None
    except (OSError, *_DAMAGED):
        raise StationError(ErrorCode.RUN_UNREADABLE, {"file": str(file)}) from None
    return state


def results_of(file: Path, state: RunState) -> Iterator[RowResult]:
    """Yield what became of each row, in their order; read from the disk one by one.

    Raises StationError RUN_UNREADABLE.
    """
    try:
        with file.open("rb") as stream:
            for index, place in enumerate(state.results):
                outcome = _OUTCOMES[state.outcomes[index]]
                if not place:
                    yield RowResult(index + 1, outcome)
                    continue
                stream.seek(place)
                yield _read_result(json.loads(stream.readline()), index + 1, outcome)
    except (OSError, *_DAMAGED):
        raise StationError(ErrorCode.RUN_UNREADABLE, {"file": str(file)}) from None


def outcome_of(state: RunState, number: int) -> RowOutcome:
    """Return what became of a row."""
    return _OUTCOMES[state.outcomes[number - 1]]


def _records(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    offset = 0
    with file.open("rb") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                record = json.loads(line)
                if not isinstance(record, dict):
                    raise TypeError("a record is an object")
                yield offset, record
            # A last line without its end was never relied on.
            offset += len(line)


def _first(record: Mapping[str, Any], rows: int) -> RunState:
    if record["run"] != FORMAT:
        raise ValueError("a run of another version")
    plan = RunPlan(
        RunAction(record["action"]),
        str(record["tenant"]),
        datetime.fromisoformat(record["started"]),
        int(record["days"]),
        str(record["source"]),
    )
    state = RunState(plan, array("Q", bytes(8 * rows)), outcomes=bytearray(rows))
    for number in _numbers(state, record["left_out"]):
        state.outcomes[number - 1] = _LEFT_OUT
    return state


def _note(state: RunState, offset: int, record: Mapping[str, Any]) -> None:
    if "intent" in record:
        dates = Dates(
            datetime.fromisoformat(record["starts"]), datetime.fromisoformat(record["expires"])
        )
        state.last_part = max(state.last_part, int(record["intent"]))
        for number in _numbers(state, record["rows"]):
            state.pending.setdefault(number, []).append(dates)
            state.doubtful.pop(number, None)
            state.outcomes[number - 1] = _WAITING
    elif "row" in record:
        (number,) = _numbers(state, [record["row"]])
        state.results[number - 1] = offset
        if record["outcome"] == RowOutcome.FAILED:
            state.outcomes[number - 1] = _FAILED
            state.doubtful.pop(number, None)
    elif "paper" in record:
        state.papered_part = max(state.papered_part, int(record["paper"]))
        for number in _numbers(state, record["rows"]):
            state.pending.pop(number, None)
            state.outcomes[number - 1] = _DONE
        for found in map(_read_doubt, record.get("doubtful", ())):
            (number,) = _numbers(state, [found.number])
            state.doubtful[number] = found
    elif "looked" in record:
        for number in _numbers(state, record["looked"]):
            state.doubtful.pop(number, None)
    elif "end" in record:
        state.is_ended = True
    else:
        raise ValueError("a record of another version")


def _numbers(state: RunState, numbers: Iterable[Any]) -> Iterator[int]:
    """Yield the numbers of rows; raises IndexError for one that is not in the table."""
    for number in map(int, numbers):
        if not 1 <= number <= len(state.outcomes):
            raise IndexError
        yield number


def _result(result: RowResult) -> dict[str, Any]:
    content: dict[str, Any] = {"row": result.number, "outcome": result.outcome}
    for name in ("badge_id", "code", "request_id", "part"):
        if value := getattr(result, name):
            content[name] = value
    if result.expires is not None:
        content["expires"] = _text(result.expires)
    return content


def _read_result(record: Mapping[str, Any], number: int, outcome: RowOutcome) -> RowResult:
    expires = record.get("expires")
    return RowResult(
        number,
        outcome,
        badge_id=str(record.get("badge_id", "")),
        expires=None if expires is None else datetime.fromisoformat(expires),
        code=str(record.get("code", "")),
        request_id=str(record.get("request_id", "")),
        part=record.get("part"),
    )


def _doubt(doubtful: Doubtful) -> dict[str, Any]:
    content: dict[str, Any] = {"row": doubtful.number}
    if doubtful.badge_id:
        content["badge_id"] = doubtful.badge_id
    if doubtful.pin_updated is not None:
        content["pin_updated"] = _text(doubtful.pin_updated)
    return content


def _read_doubt(record: Mapping[str, Any]) -> Doubtful:
    updated = record.get("pin_updated")
    return Doubtful(
        int(record["row"]),
        str(record.get("badge_id", "")),
        None if updated is None else datetime.fromisoformat(updated),
    )


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
