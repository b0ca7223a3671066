"""The small file beside an audit file that says up to which record a receiver has everything."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.models.audit_record import CHAIN_START, ChainLink
from kiosk.services.file_lock import locked
from kiosk.services.files import make_private_folder, open_regular
from kiosk.services.sector_record import read_record, write_record

_OPEN_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Cursor:
    """The last record that was taken, and where the next one is looked for first.

    `file` is the number that the file has or will have among the older ones, `offset` the byte
    in it. They only save time: what counts is the record.
    """

    link: ChainLink = CHAIN_START
    file: int = 1
    offset: int = 0


def cursor_path_of(path: Path) -> Path:
    """Return the place of the cursor of the audit file `path`."""
    return path.with_name(f"{path.name}.forwarded")


def cursor_of(path: Path) -> Cursor:
    """Read the cursor of the audit file `path`; the beginning where there is none to be read."""
    with contextlib.suppress(OSError, ValueError), open_regular(cursor_path_of(path)) as file:
        return _read(file.fileno())
    return Cursor()


class HeldCursor:
    """The cursor of whoever holds its lock, the only one who forwards."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._cursor = _read(descriptor)

    @property
    def now(self) -> Cursor:
        """Where the receiver is."""
        return self._cursor

    def move(self, cursor: Cursor) -> None:
        """Note that the receiver has everything up to there.

        Raises OSError where it cannot be written; it counts all the same until the end of this
        process, and after that some records are sent twice. It need not wait for the disk for
        the same reason.
        """
        self._cursor = cursor
        _write(self._descriptor, cursor)


@contextmanager
def held_cursor(path: Path) -> Iterator[HeldCursor]:
    """Hold the cursor of the audit file `path`.

    Raises TimeoutError when another process holds it, and OSError when it cannot be opened.
    """
    make_private_folder(path.parent)
    descriptor = os.open(cursor_path_of(path), _OPEN_FLAGS, 0o600)
    try:
        with locked(descriptor, seconds=0):
            yield HeldCursor(descriptor)
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> Cursor:
    """Read the cursor from an open file; the beginning where it is damaged: repeats do no harm."""
    content = read_record(descriptor)
    try:
        if content is not None:
            link = ChainLink(int(content["number"]), str(content["hash"]))
            return Cursor(link, int(content["file"]), int(content["offset"]))
    except (ValueError, KeyError, TypeError, OverflowError):
        pass
    return Cursor()


def _write(descriptor: int, cursor: Cursor) -> None:
    link = cursor.link
    place = {"number": link.number, "hash": link.hash, "file": cursor.file, "offset": cursor.offset}
    write_record(descriptor, place)
