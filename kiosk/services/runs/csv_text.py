"""Opens a table in CSV as programs save it: which letters it is in, its lines, its records.

The whole file is looked through once before anything is told of it, because a single letter
near the end says which alphabet the rest is in. It is never held as a whole.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
import stat
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError

SEPARATORS = (",", ";", "\t")
FILE_BYTES_MAX = 64 * 1024 * 1024
FIELD_CHARACTERS_MAX = 64 * 1024
# Lines and records are held whole, so that they need an end.
_RECORD_CHARACTERS_MAX = 1024 * 1024
_CHUNK_BYTES = 64 * 1024
_HEAD_LINES = 100
_HEAD_CHARACTERS = 64 * 1024

# Ctrl-Z is how DOS ended a text; programs from then still write it.
_DOS_END = "\x1a"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_NOTHING_AFTER_END = re.compile(r"[\x1a\s]*")
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# In Western text nobody writes superscripts or an inverted question mark inside a word; in
# the Windows code page of Central Europe these are ł, ą and ż.
_CENTRAL_EUROPEAN = re.compile(rb"[A-Za-z][\xb3\xb9\xbf][a-z]")
_OTHER_PROGRAMS = (b"%PDF", b"%!PS", b"{\\rtf", b"PK\x03\x04")

_SEPARATOR_LINE = re.compile(r'"?sep=([^"\w\s]|\t)"?[,;\t ]*[\r\n]*', re.IGNORECASE)
_SPACES_AFTER_QUOTE = re.compile(r'"[ \xa0]+(?=[,;\t|\r\n]|\Z)')


class NoTableError(Exception):
    """This is no text, or no table of any sense; never leaves `open_lines`."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table; `line` is the physical line on which it begins, counted from 1."""

    line: int
    cells: Sequence[str]


class Lines:
    """The physical lines of a text, one after the other, each with its end.

    `separator` is what a first line `sep=;` says, which Excel understands; the line itself
    only counts.
    """

    def __init__(self, next_line: Callable[[], str]) -> None:
        self._next_line = next_line
        self._head: list[str] = []
        self._record_characters = 0
        self.number = 0
        self.last = ""
        self.separator = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._head.pop() if self._head else self._next_line()
        if not line:
            raise StopIteration
        self.number += 1
        self._record_characters += len(line)
        if self._record_characters > _RECORD_CHARACTERS_MAX:
            raise NoTableError
        self.last = line
        # Strict reading, which notices a quote that swallows other people's lines, would take
        # offence at these. Inside a text they may go as well: nobody is known by them.
        return _SPACES_AFTER_QUOTE.sub('"', line) if '"' in line else line

    def begin_record(self) -> None:
        """Count the next line as the first one of a record."""
        self._record_characters = 0

    def peek(self) -> list[str]:
        """Return the first lines; they still come. To be called before anything was taken."""
        head: list[str] = []
        characters = 0
        while len(head) < _HEAD_LINES and characters < _HEAD_CHARACTERS:
            line = self._next_line()
            if not line:
                break
            if not head and not self.number and (found := _SEPARATOR_LINE.fullmatch(line)):
                self.separator = found[1]
                self.number = 1
                continue
            head.append(line)
            characters += len(line)
        self._head = head[::-1]
        return head


@contextmanager
def open_lines(file: Path, cancel: CancelToken) -> Generator[Lines]:
    """Open a text for reading by lines; whatever goes wrong inside, too, is a StationError.

    Its code is LIST_UNREADABLE, LIST_TOO_LARGE or LIST_NOT_TEXT. Raises WorkCancelledError
    when cancelled.
    """
    try:
        with _open(file) as stream:
            if os.fstat(stream.fileno()).st_size > FILE_BYTES_MAX:
                raise refusal(ErrorCode.LIST_TOO_LARGE, file)
            encoding, errors = _encoding_of(stream, file, cancel)
            stream.seek(0)
            with io.TextIOWrapper(stream, encoding, errors, newline="") as text:
                yield Lines(_reader_of(text, file, cancel))
    except OSError:
        raise refusal(ErrorCode.LIST_UNREADABLE, file) from None
    except (UnicodeError, NoTableError):
        raise refusal(ErrorCode.LIST_NOT_TEXT, file) from None


def refusal(code: ErrorCode, file: Path) -> StationError:
    """Return the error of a list; it names the file, and nothing of what is in it."""
    return StationError(code, {"file": str(file)})


def read_records(lines: Lines, separator: str) -> Iterator[Record]:
    """Yield the records; blank lines have no cells. Raises NoTableError where nobody can tell."""
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True)
    while True:
        lines.begin_record()
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A quote inside a word of one line harms nobody else.
            if lines.number != first:
                raise NoTableError from None
            cells = _read_loosely(lines.last, separator)
        if any(len(cell) > FIELD_CHARACTERS_MAX for cell in cells):
            raise NoTableError
        yield Record(first, cells)


def first_records(head: Sequence[str], separator: str, first_line: int) -> list[Record]:
    """Return the records of the first lines as they are with this separator.

    The last one may be cut. `first_line` is the number of the first of these lines.
    """
    rest = iter(head)
    lines = Lines(lambda: next(rest, ""))
    lines.number = first_line - 1
    found: list[Record] = []
    with suppress(NoTableError):  # what comes before it counts
        found.extend(read_records(lines, separator))
    return found


def _read_loosely(line: str, separator: str) -> list[str]:
    """Read one line in which a quote is not where it belongs."""
    reader = csv.reader([f"{line}\n"], delimiter=separator, skipinitialspace=True)
    try:
        cells = next(reader)
    except csv.Error:
        raise NoTableError from None
    if cells and cells[-1].endswith("\n"):  # it goes on, and nobody knows how far
        raise NoTableError
    return cells


def _open(file: Path) -> BinaryIO:
    try:
        # Opening a pipe would wait for somebody to write into it.
        if not stat.S_ISREG(file.stat().st_mode):
            raise refusal(ErrorCode.LIST_UNREADABLE, file)
        return file.open("rb")
    except ValueError:  # no such name is possible
        raise refusal(ErrorCode.LIST_UNREADABLE, file) from None


def _reader_of(text: io.TextIOWrapper, file: Path, cancel: CancelToken) -> Callable[[], str]:
    """Return what gives the next line, and nothing at the end."""
    left = FILE_BYTES_MAX
    is_first = True

    def next_line() -> str:
        nonlocal left, is_first
        cancel.raise_if_cancelled()
        line = text.readline(_RECORD_CHARACTERS_MAX + 1)
        left -= len(line)
        if left < 0:  # it has grown since
            raise refusal(ErrorCode.LIST_TOO_LARGE, file)
        if is_first:
            is_first = False
            line = line.lstrip(_MARK)
        return line.replace(_DOS_END, "") if _DOS_END in line else line

    return next_line


def _encoding_of(stream: BinaryIO, file: Path, cancel: CancelToken) -> tuple[str, str]:
    """Return the encoding in which the whole file is text, and what to do where it is not.

    Raises NoTableError where there is none.
    """
    head = stream.read(_CHUNK_BYTES)
    if head.startswith(_OTHER_PROGRAMS):
        raise NoTableError
    for encoding, errors in _encodings_of(head):
        stream.seek(0)
        try:
            _look_through(stream, encoding, errors, file, cancel)
        except UnicodeDecodeError:
            continue
        return encoding, errors
    raise NoTableError


def _encodings_of(head: bytes) -> tuple[tuple[str, str], ...]:
    """Return the encodings that are possible, the likeliest first."""
    if head.startswith(codecs.BOM_UTF8):
        return (("utf-8", "replace"),)
    if head.startswith(codecs.BOM_UTF16_LE):
        return (("utf-16-le", "strict"),)
    if head.startswith(codecs.BOM_UTF16_BE):
        return (("utf-16-be", "strict"),)
    # UTF-16 without its mark: every separator, digit and @ has a zero on the same side.
    zeros_first, zeros_second = head[::2].count(0), head[1::2].count(0)
    if zeros_second * 20 > len(head) and zeros_second > 2 * zeros_first:
        return (("utf-16-le", "strict"),)
    if zeros_first * 20 > len(head) and zeros_first > 2 * zeros_second:
        return (("utf-16-be", "strict"),)
    windows = "cp1250" if _CENTRAL_EUROPEAN.search(head) else "cp1252"
    return (("utf-8", "strict"), (windows, "replace"))


def _look_through(
    stream: BinaryIO, encoding: str, errors: str, file: Path, cancel: CancelToken
) -> None:
    """Raise UnicodeDecodeError if this is not the encoding, NoTableError if this is no text."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    left = FILE_BYTES_MAX
    has_ended = False
    while True:
        cancel.raise_if_cancelled()
        chunk = stream.read(_CHUNK_BYTES)
        left -= len(chunk)
        if left < 0:
            raise refusal(ErrorCode.LIST_TOO_LARGE, file)
        text = decoder.decode(chunk, final=not chunk)
        if _CONTROL.search(text):
            raise NoTableError
        end = 0 if has_ended else text.find(_DOS_END)
        if end >= 0:
            has_ended = True
            if not _NOTHING_AFTER_END.fullmatch(text, end):
                raise NoTableError
        if not chunk:
            return
