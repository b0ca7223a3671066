"""Checks the chain of an audit file, and finds what was changed, removed, reordered or cut.

The hashes need no key. So whoever may write the file and its head, and makes the whole chain
from the changed record on anew, is found only by a copy of the records kept elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.models.audit_record import CHAIN_START, ChainedLine, ChainLink, read_line
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.audit_head import Head, head_path_of, read_head

LINE_BYTES_MAX = 64 * 1024
PROBLEMS_MAX = 100
_GAPS_MAX = 500


class ProblemKind(StrEnum):
    """What was found in an audit file."""

    CHANGED = "changed"
    UNREADABLE = "unreadable"
    REMOVED = "removed"
    REORDERED = "reordered"
    CUT = "cut"
    HEAD_MISSING = "head-missing"


@dataclass(frozen=True)
class Problem:
    """Something wrong at a line, counted from 1; records are missing by their number."""

    kind: ProblemKind
    line: int
    first_number: int = 0
    last_number: int = 0


@dataclass(frozen=True)
class VerifyResult:
    """What a check found: how many records there are, and the first problems.

    `has_torn_end` tells of an unfinished last line, as a crash in the middle of writing
    leaves it; it is not held against the file.
    """

    records: int
    problems: tuple[Problem, ...] = ()
    has_torn_end: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether nothing was changed, removed, reordered or cut."""
        return not self.problems


@dataclass(frozen=True)
class FoundLine:
    """A line of the file, counted from 1; `chained` is None when it is no audit record."""

    number: int
    chained: ChainedLine | None
    is_whole: bool


def verify(path: Path) -> VerifyResult:
    """Check the audit file at `path` against its own hashes and its head.

    Raises StationError AUDIT_BROKEN when it cannot be read at all.
    """
    # The head comes first: a record that is written meanwhile is then only one more.
    head = _head_of(path)
    walk = _Walk(head)
    for found in read_audit(path):
        walk.take(found)
    return walk.result()


def read_audit(path: Path) -> Iterator[FoundLine]:
    """Give the lines of an audit file one by one.

    Raises StationError AUDIT_BROKEN when it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(LINE_BYTES_MAX):
                number += 1
                is_whole = line.endswith(b"\n")
                yield FoundLine(number, read_line(line.removesuffix(b"\n")), is_whole)
    except OSError as error:
        raise StationError(ErrorCode.AUDIT_BROKEN, {"file": str(path)}) from error


def _head_of(path: Path) -> Head | None:
    try:
        descriptor = os.open(head_path_of(path), os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        return read_head(descriptor)
    except OSError:
        return None
    finally:
        os.close(descriptor)


class _Walk:
    """Goes along the lines and remembers the furthest record and the numbers left out."""

    def __init__(self, head: Head | None) -> None:
        self._head = head
        self._furthest = CHAIN_START
        self._gaps: dict[int, int] = {}
        self._problems: list[Problem] = []
        self._records = 0
        self._lines = 0
        self._torn: FoundLine | None = None

    def take(self, found: FoundLine) -> None:
        """Look at the next line."""
        self._lines = found.number
        self._torn = None if found.is_whole else found
        if not found.is_whole:
            return
        chained = found.chained
        if chained is None:
            self._add(ProblemKind.UNREADABLE)
            return
        self._records += 1
        if not chained.is_intact:
            self._add(ProblemKind.CHANGED, chained.link.number)
        if chained.link.number > self._furthest.number:
            self._go_on(chained)
        else:
            self._step_back(chained.link.number)
        self._compare_with_head(chained.link)

    def result(self) -> VerifyResult:
        """Say what was found, once the last line was taken."""
        for first, last in self._gaps.items():
            self._add(ProblemKind.REMOVED, first, last)
        if self._head is None:
            self._add(ProblemKind.HEAD_MISSING)
        elif self._head.link.number > self._furthest.number:
            first = self._furthest.number + 1
            self._add(ProblemKind.CUT, first, self._head.link.number)
        problems = tuple(sorted(self._problems, key=lambda problem: problem.line))
        return VerifyResult(self._records, problems, self._torn is not None)

    def _go_on(self, chained: ChainedLine) -> None:
        expected = self._furthest.number + 1
        if chained.link.number > expected:
            # Far more than are told; each line that steps back looks through all of them.
            if len(self._gaps) < _GAPS_MAX:
                self._gaps[expected] = chained.link.number - 1
        elif chained.previous != self._furthest.hash:
            # The record before fits its own hash, but is not the one this line was tied to.
            self._add(ProblemKind.CHANGED, max(1, expected - 1))
        self._furthest = chained.link

    def _step_back(self, number: int) -> None:
        self._add(ProblemKind.REORDERED, number)
        for first, last in list(self._gaps.items()):
            if first <= number <= last:
                del self._gaps[first]
                self._gaps |= {first: number - 1} if first < number else {}
                self._gaps |= {number + 1: last} if number < last else {}
                return

    def _compare_with_head(self, link: ChainLink) -> None:
        head = self._head
        if head and link.number == head.link.number and link.hash != head.link.hash:
            self._add(ProblemKind.CHANGED, link.number)

    def _add(self, kind: ProblemKind, first: int = 0, last: int = 0) -> None:
        problem = Problem(kind, self._lines, first, last or first)
        if len(self._problems) < PROBLEMS_MAX and problem not in self._problems:
            self._problems.append(problem)
