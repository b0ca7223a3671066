"""Checks the chain of an audit file, and finds what was changed, removed, reordered or cut.

The hashes need no key. So whoever may write the files and their head, and makes the whole chain
from the changed record on anew, is found only by a copy of the records kept elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.models.audit_record import CHAIN_START, ChainedLine, ChainLink
from kiosk.services.audit_files import FoundLine, read_audit
from kiosk.services.audit_head import Head, head_of

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
    """Something wrong at a line of `file`, counted from 1; records are missing by their number."""

    kind: ProblemKind
    line: int
    first_number: int = 0
    last_number: int = 0
    file: str = ""


@dataclass(frozen=True)
class VerifyResult:
    """What a check found: how many records there are, and the first problems.

    `has_torn_end` tells of an unfinished last line, as a crash in the middle of writing
    leaves it; it is not held against the file. From the record `sound_from` on nothing is wrong
    up to the end; it is 0 when the end itself is not sound, or there is no record.
    """

    records: int
    problems: tuple[Problem, ...] = ()
    has_torn_end: bool = False
    sound_from: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing was changed, removed, reordered or cut."""
        return not self.problems


def verify(path: Path, first_number: int = 1) -> VerifyResult:
    """Check the audit file at `path` and its older files against their hashes and the head.

    Records before `first_number` may be missing at the beginning: whoever deletes old files on
    purpose has to say so, because nothing in the files tells that from tampering. Raises
    StationError AUDIT_BROKEN when something cannot be read at all.
    """
    # The head comes first: a record that is written meanwhile is then only one more.
    walk = _Walk(head_of(path), first_number, path)
    for found in read_audit(path):
        walk.take(found)
    return walk.result()


class _Walk:
    """Goes along the lines and remembers the furthest record and the numbers left out."""

    def __init__(self, head: Head | None, first_number: int, path: Path) -> None:
        self._head = head
        self._first_number = first_number
        self._furthest = CHAIN_START
        self._gaps: dict[int, Problem] = {}
        self._problems: list[Problem] = []
        self._files: list[str] = []
        self._records = 0
        self._line = 0
        self._file = path.name
        self._torn: FoundLine | None = None
        self._sound_from = 0

    def take(self, found: FoundLine) -> None:
        """Look at the next line."""
        if self._torn is not None:
            # Only the very last line of all may be half a line.
            self._add(ProblemKind.UNREADABLE)
            self._torn = None
        self._line, self._file = found.number, found.file.name
        if found.number == 1:
            self._files.append(self._file)
        if not found.is_whole:
            self._torn = found
            return
        chained = found.chained
        if chained is None:
            self._add(ProblemKind.UNREADABLE)
            return
        self._records += 1
        before = len(self._problems)
        if chained.link.number > self._furthest.number:
            self._go_on(chained)
        else:
            self._step_back(chained.link.number)
        if not chained.is_intact:
            self._add(ProblemKind.CHANGED, chained.link.number)
        self._compare_with_head(chained.link)
        if not self._sound_from and len(self._problems) == before:
            self._sound_from = chained.link.number

    def result(self) -> VerifyResult:
        """Say what was found, once the last line was taken."""
        if self._head is None:
            self._add(ProblemKind.HEAD_MISSING)
        elif self._head.link.number > self._furthest.number:
            first = self._furthest.number + 1
            self._add(ProblemKind.CUT, first, self._head.link.number)
        for missing in self._gaps.values():
            self._keep(missing)
        problems = tuple(sorted(self._problems, key=self._place_of))
        return VerifyResult(self._records, problems, self._torn is not None, self._sound_from)

    def _place_of(self, problem: Problem) -> tuple[int, int]:
        known = problem.file in self._files
        return self._files.index(problem.file) if known else len(self._files), problem.line

    def _go_on(self, chained: ChainedLine) -> None:
        number = chained.link.number
        is_first = self._furthest == CHAIN_START
        expected = min(self._first_number, number) if is_first else self._furthest.number + 1
        if number > expected:
            self._miss(expected, number - 1, self._line, self._file)
            # Whatever is missing, from here on it may be sound.
            self._sound_from = number
        elif chained.previous != self._furthest.hash and not (is_first and number > 1):
            # The record before fits its own hash, but is not the one this line was tied to.
            self._add(ProblemKind.CHANGED, max(1, number - 1))
            self._sound_from = number
        self._furthest = chained.link

    def _step_back(self, number: int) -> None:
        self._add(ProblemKind.REORDERED, number)
        for first, gap in list(self._gaps.items()):
            if first <= number <= gap.last_number:
                del self._gaps[first]
                if first < number:
                    self._miss(first, number - 1, gap.line, gap.file)
                if number < gap.last_number:
                    self._miss(number + 1, gap.last_number, gap.line, gap.file)
                return

    def _miss(self, first: int, last: int, line: int, file: str) -> None:
        # Far more than are told; each line that steps back looks through all of them.
        if len(self._gaps) < _GAPS_MAX:
            self._gaps[first] = Problem(ProblemKind.REMOVED, line, first, last, file)

    def _compare_with_head(self, link: ChainLink) -> None:
        head = self._head
        if head and link.number == head.link.number and link.hash != head.link.hash:
            self._add(ProblemKind.CHANGED, link.number)

    def _add(self, kind: ProblemKind, first: int = 0, last: int = 0) -> None:
        self._sound_from = 0
        self._keep(Problem(kind, self._line, first, last or first, self._file))

    def _keep(self, problem: Problem) -> None:
        if len(self._problems) < PROBLEMS_MAX and problem not in self._problems:
            self._problems.append(problem)
