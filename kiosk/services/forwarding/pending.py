"""Reads the records that a receiver does not have yet: the audit file itself is their buffer."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from kiosk.models.audit_record import CHAIN_START, AuditEnd, ChainedLine, ChainLink, read_line
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.audit_files import LINE_BYTES_MAX, is_same_file, older_files
from kiosk.services.audit_head import head_of
from kiosk.services.files import open_regular
from kiosk.services.forwarding.cursor import Cursor

BATCH_RECORDS_MAX = 200
_PUT_ASIDE_MEANWHILE = 8
"""More files than can be filled between opening one and looking for the older ones."""

_BATCH_BYTES_MAX = 256 * 1024
_FINE = frozenset({"", *AuditEnd})


@dataclass(frozen=True)
class PendingRecord:
    """A record to be sent: its line byte for byte, without its end, and what that says."""

    line: bytes
    chained: ChainedLine

    @property
    def is_fine(self) -> bool:
        """Whether it tells of no failure."""
        return self.chained.content.get("result") in _FINE


@dataclass(frozen=True)
class Batch:
    """Records in their order, and where the cursor stands once they were taken."""

    records: tuple[PendingRecord, ...]
    behind: Cursor


@dataclass(frozen=True)
class _Place:
    """A line, the number of its file, and the byte behind it."""

    line: bytes
    file: int
    offset: int


def pending_after(path: Path, cursor: Cursor, most: int = BATCH_RECORDS_MAX) -> Batch:
    """Return the next records after the cursor, at most so many; none when nothing is left.

    Records go as they stand, also those that were tampered with: the receiver can check the
    chain. Where the record of the cursor is not found, because its file was deleted or the
    chain begins anew, everything that is there is sent. Raises StationError AUDIT_BROKEN.
    """
    try:
        with _Chain(path) as chain:
            batch = _batch_from(chain, cursor, cursor.link, most)
            if batch is None:
                found = _place_after(chain, cursor.link)
                batch = _batch_from(chain, found or Cursor(cursor.link, 0, 0), None, most)
    except OSError as error:
        raise StationError(ErrorCode.AUDIT_BROKEN, {"file": str(path)}) from error
    return batch or Batch((), cursor)


def _batch_from(chain: _Chain, start: Cursor, link: ChainLink | None, most: int) -> Batch | None:
    """Return the records from a place on; None when they do not follow `link` there."""
    if link is not None and link != CHAIN_START and not chain.has(start):
        return None
    records: list[PendingRecord] = []
    behind = start
    size = 0
    for place in chain.lines(start.file, start.offset):
        chained = read_line(place.line)
        is_first = link is not None and link != CHAIN_START and not records
        if link is not None and is_first and (chained is None or not chained.follows(link)):
            return None
        if chained is None:
            continue
        if records and size + len(place.line) > _BATCH_BYTES_MAX:
            break
        records.append(PendingRecord(place.line, chained))
        size += len(place.line)
        behind = Cursor(chained.link, place.file, place.offset)
        if len(records) >= most:
            break
    return Batch(tuple(records), behind)


def _place_after(chain: _Chain, link: ChainLink) -> Cursor | None:
    """Find a record wherever it is, and return the place behind it."""
    for place in chain.lines(0, 0):
        chained = read_line(place.line)
        if chained is not None and chained.link == link:
            return Cursor(link, place.file, place.offset)
    return None


class _Chain:
    """The files of an audit file while they are read, each under its number."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stack = contextlib.ExitStack()
        self._current: BinaryIO | None = None
        self._older: list[tuple[int, Path]] = []
        self._number = 1

    def __enter__(self) -> Self:
        # Opened before the older ones are looked for: see `audit_files.read_audit`.
        with contextlib.suppress(FileNotFoundError):
            self._current = self._stack.enter_context(open_regular(self._path))
        head = head_of(self._path)
        self._older = older_files(self._path)
        self._number = max(head.older if head else 0, *(n for n, _ in self._older), 0) + 1
        for number, file in self._older[-_PUT_ASIDE_MEANWHILE:]:
            if self._current is not None and is_same_file(file, self._current):
                # It was put aside meanwhile. What came after it is read the next time.
                self._number = number
                self._older = [one for one in self._older if one[0] < number]
                break
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def has(self, place: Cursor) -> bool:
        """Whether there is such a place."""
        for number, stream in self._streams(place.file):
            return number == place.file and stream.seek(0, 2) >= place.offset
        return False

    def lines(self, file: int, offset: int) -> Iterator[_Place]:
        """Give the whole lines from there on; half a line at the very end is not one yet."""
        for number, stream in self._streams(file):
            stream.seek(offset if number == file else 0)
            while line := stream.readline(LINE_BYTES_MAX):
                if line.endswith(b"\n") or len(line) == LINE_BYTES_MAX:
                    yield _Place(line.removesuffix(b"\n"), number, stream.tell())

    def _streams(self, first: int) -> Iterator[tuple[int, BinaryIO]]:
        for number, file in self._older:
            if number >= first:
                with open_regular(file) as stream:
                    yield number, stream
        if self._current is not None:
            yield self._number, self._current
