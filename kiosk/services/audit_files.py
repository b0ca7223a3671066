"""Where an audit file and its older, numbered files lie, and how they are read as one.

`audit.jsonl` is the file that is written; `audit.000001.jsonl`, `audit.000002.jsonl` and so on
beside it are its older files, the first one first. Together they are one chain.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kiosk.models.audit_record import ChainedLine, read_line
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.files import open_regular

LINE_BYTES_MAX = 64 * 1024

_DIGITS = 6


@dataclass(frozen=True)
class FoundLine:
    """A line of `file`, counted from 1 there; `chained` is None when it is no audit record."""

    number: int
    chained: ChainedLine | None
    is_whole: bool
    file: Path


def older_file(path: Path, number: int) -> Path:
    """Return the place of the older file with this number, counted from 1."""
    return path.with_name(f"{path.stem}.{number:0{_DIGITS}d}{path.suffix}")


def older_files(path: Path) -> list[tuple[int, Path]]:
    """Return the older files that are there by their numbers, the first one first.

    Raises OSError where the folder cannot be read.
    """
    named = re.compile(
        rf"{re.escape(path.stem)}\.(\d{{{_DIGITS},}}){re.escape(path.suffix)}", re.ASCII
    )
    found = []
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for entry in path.parent.iterdir():
            match = named.fullmatch(entry.name)
            # A number that is written in another way, with more zeros, is none of ours.
            if match and entry == older_file(path, int(match[1])):
                found.append((int(match[1]), entry))
    return sorted(found)


def is_regular(path: Path) -> bool:
    """Whether there is a plain file; never opens a pipe."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def read_audit(path: Path) -> Iterator[FoundLine]:
    """Give the lines of an audit file one by one, those of its older files before them.

    A file that is put aside meanwhile is read once, whole. Raises StationError AUDIT_BROKEN
    when something cannot be read, or when there is nothing at all.
    """
    try:
        with contextlib.ExitStack() as stack:
            # Opened before the older ones are looked for: if it becomes one of them
            # meanwhile, it is still the last one that is read here.
            current = None
            with contextlib.suppress(FileNotFoundError):
                current = stack.enter_context(open_regular(path))
            older = [file for _, file in older_files(path)]
            if current is None and not older:
                raise FileNotFoundError
            for file in older:
                if current is not None and is_same_file(file, current):
                    break
                with open_regular(file) as stream:
                    yield from _lines(stream, file)
            if current is not None:
                yield from _lines(current, path)
    except OSError as error:
        raise StationError(ErrorCode.AUDIT_BROKEN, {"file": str(path)}) from error


def is_same_file(path: Path, opened: BinaryIO) -> bool:
    """Whether an open file is the one at this place now; raises OSError."""
    return os.path.samestat(path.stat(), os.fstat(opened.fileno()))


def _lines(stream: BinaryIO, file: Path) -> Iterator[FoundLine]:
    number = 0
    while line := stream.readline(LINE_BYTES_MAX):
        number += 1
        is_whole = line.endswith(b"\n")
        yield FoundLine(number, read_line(line.removesuffix(b"\n")), is_whole, file)
