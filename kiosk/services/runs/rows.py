"""The table of a run as a file: written once, read row by row, so that memory stays flat."""

from __future__ import annotations

import json
import threading
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any, overload

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.run import Row, RowState
from kiosk.services.files import whole_file

ROWS_NAME = "people.jsonl"


def write_rows(file: Path, rows: Sequence[Row]) -> RowFile:
    """Write a table whole, on the disk when this returns, and open it.

    Raises StationError RUN_NOT_WRITABLE.
    """
    try:
        with whole_file(file) as stream:
            for row in rows:
                stream.write(row_line(row).encode())
    except OSError:
        raise StationError(ErrorCode.RUN_NOT_WRITABLE, {"file": str(file.parent)}) from None
    return RowFile(file)


class RowFile(Sequence[Row]):
    """A table that was written; rows are read from the disk each time. Thread-safe.

    Raises StationError RUN_UNREADABLE when it is opened and when a row cannot be read.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._offsets = array("Q")
        try:
            self._stream = file.open("rb")
        except OSError:
            raise self._unreadable() from None
        try:
            self._find_lines()
        except BaseException:
            self._stream.close()
            raise

    def close(self) -> None:
        """Close the file. May be called twice."""
        self._stream.close()

    def __len__(self) -> int:
        return len(self._offsets)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        with self._lock:
            self._stream.seek(self._offsets[index])
            line = self._stream.readline()
        return self._read(line)

    def __iter__(self) -> Iterator[Row]:
        for index in range(len(self)):
            yield self[index]

    def _find_lines(self) -> None:
        self._offsets.append(0)
        try:
            for line in self._stream:
                if not line.endswith(b"\n"):
                    raise self._unreadable()
                self._offsets.append(self._offsets[-1] + len(line))
        except OSError:
            raise self._unreadable() from None
        self._offsets.pop()

    def _read(self, line: bytes) -> Row:
        try:
            return read_row_line(line)
        except (ValueError, TypeError, KeyError):
            raise self._unreadable() from None

    def _unreadable(self) -> StationError:
        return StationError(ErrorCode.RUN_UNREADABLE, {"file": str(self._file)})


def row_line(row: Row) -> str:
    """Return a row as a line of its file."""
    content: dict[str, Any] = {"number": row.number, "state": row.state}
    if row.person is not None:
        content["person"] = {key: value for key, value in asdict(row.person).items() if value}
    for name in ("said", "line", "has_method", "badge_id"):
        if value := getattr(row, name):
            content[name] = value
    for name in ("starts", "expires"):
        if moment := getattr(row, name):
            content[name] = moment.isoformat()
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_row_line(line: bytes) -> Row:
    """Read a line of such a file; raises ValueError, TypeError or KeyError when it is none."""
    content = json.loads(line)
    if not isinstance(content, dict):
        raise TypeError("a row is an object")
    person = content.get("person")
    if person is not None:
        empty = Person(id="", display_name="", user_principal_name="")
        # Whether an account is disabled was looked at before; it is not kept.
        person = replace(empty, **{k: v for k, v in person.items() if k != "account_enabled"})
    return Row(
        number=int(content["number"]),
        person=person,
        state=RowState(content["state"]),
        said=str(content.get("said", "")),
        line=content.get("line"),
        has_method=bool(content.get("has_method", False)),
        badge_id=str(content.get("badge_id", "")),
        starts=_moment(content.get("starts")),
        expires=_moment(content.get("expires")),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
