"""Reads the record of a run: how far it is, and what became of each row."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RowOutcome, RowResult, RunAction
from kiosk.services.operations.creation import Dates
from kiosk.services.runs.journal import FORMAT
from kiosk.services.runs.run_state import Doubtful, RunPlan, RunState

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


def read_journal(file: Path, rows: int) -> RunState | None:
    """Read how far a run of so many rows is; None where nothing was begun.

    Raises StationError RUN_UNREADABLE for a file that is damaged in the middle, and RUN_NEWER for
    one that a newer version of the station has begun.
    """
    try:
        state: RunState | None = None
        for offset, record in _records(file):
            if state is None:
                _require_known(record, file)
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
                outcome = state.outcome_of(index + 1)
                if not place:
                    yield RowResult(index + 1, outcome)
                    continue
                stream.seek(place)
                yield _read_result(json.loads(stream.readline()), index + 1, outcome)
    except (OSError, *_DAMAGED):
        raise StationError(ErrorCode.RUN_UNREADABLE, {"file": str(file)}) from None


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


def _require_known(record: Mapping[str, Any], file: Path) -> None:
    version = record["run"]
    if type(version) is int and version > FORMAT:
        raise StationError(ErrorCode.RUN_NEWER, {"file": str(file)})


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
        state.note(number, RowOutcome.LEFT_OUT)
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
            state.note(number, RowOutcome.WAITING)
    elif "row" in record:
        (number,) = _numbers(state, [record["row"]])
        state.results[number - 1] = offset
        if record["outcome"] == RowOutcome.FAILED:
            state.note(number, RowOutcome.FAILED)
            state.doubtful.pop(number, None)
    elif "paper" in record:
        state.papered_part = max(state.papered_part, int(record["paper"]))
        for number in _numbers(state, record["rows"]):
            state.pending.pop(number, None)
            state.note(number, RowOutcome.DONE)
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


def _read_doubt(record: Mapping[str, Any]) -> Doubtful:
    updated = record.get("pin_updated")
    return Doubtful(
        int(record["row"]),
        str(record.get("badge_id", "")),
        None if updated is None else datetime.fromisoformat(updated),
    )
