"""Writes the audit file: one line before a change and one after it, each tied to the one before.

A line is on the disk when a call returns, and whoever may not write it may not begin the
change. Several processes may write to one file. One that has grown large is put aside under a
number, and the chain goes on in a new one (`kiosk.services.audit_files`). A file that somebody
tampered with is written on in such a way that the tampering stays visible
(`kiosk.services.audit_verification`).
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import overload

from kiosk.models.audit_record import (
    CHAIN_START,
    AuditEnd,
    AuditEntry,
    AuditRecord,
    ChainLink,
    line_after,
    read_line,
)
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.audit_files import (
    LINE_BYTES_MAX,
    is_regular,
    older_file,
    older_files,
)
from kiosk.services.audit_head import Head, head_path_of, read_head, write_head
from kiosk.services.file_lock import locked
from kiosk.services.files import keep_names, make_private_folder, open_regular

_READ_BYTES = 64 * 1024
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_OPEN_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class AuditAttempt:
    """An attempt that has been written; its outcome names it."""

    entry: AuditEntry
    number: int


@dataclass(frozen=True)
class AuditResult:
    """How an attempt ended; the fields are those of `AuditRecord`."""

    attempt: AuditAttempt
    result: AuditEnd | ErrorCode
    request_id: str = ""
    badge_id: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it can be written; False where the service put a secret into an id."""
        try:
            self.record_at(_ANY_TIME)
        except (ValueError, TypeError):
            return False
        return True

    def record_at(self, now: datetime) -> AuditRecord:
        """Return the outcome's record; raises ValueError or TypeError, as a record does."""
        attempt = self.attempt
        return AuditRecord(
            attempt.entry, now, attempt.number, self.result, self.request_id, self.badge_id
        )


class AuditLog:
    """One audit file. Its methods may be called from any thread."""

    def __init__(self, path: Path, clock: Clock, rotate_bytes: int = 0) -> None:
        """`rotate_bytes` is the size beyond which a new file is begun; 0 for never."""
        self._path = path
        self._clock = clock
        self._rotate_bytes = rotate_bytes
        self._thread_lock = threading.Lock()

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def begin(self, entry: AuditEntry) -> AuditAttempt:
        """Write that a change is about to be made; call it before anything changes.

        Raises StationError AUDIT_NOT_WRITABLE when that is not safely on the disk.
        """
        return self.begin_all([entry])[0]

    def begin_all(self, entries: Sequence[AuditEntry]) -> list[AuditAttempt]:
        """Write that these changes are about to be made, with one wait for the disk.

        Raises as `begin`; then none of them may be made.
        """
        now = self._clock.now()
        links = self._append([AuditRecord(entry, now) for entry in entries])
        return [
            AuditAttempt(entry, link.number) for entry, link in zip(entries, links, strict=True)
        ]

    def finish(
        self,
        attempt: AuditAttempt,
        result: AuditEnd | ErrorCode,
        request_id: str = "",
        badge_id: str = "",
    ) -> None:
        """Write how an attempt ended: the code of its failure, or that it did not fail.

        Raises StationError AUDIT_NOT_WRITABLE; the attempt's own record stands all the same.
        """
        self.finish_all([AuditResult(attempt, result, request_id, badge_id)])

    def finish_all(self, results: Sequence[AuditResult]) -> None:
        """Write how several attempts ended, with one wait for the disk; raises as `finish`."""
        now = self._clock.now()
        self._append([result.record_at(now) for result in results])

    def _append(self, records: Sequence[AuditRecord]) -> list[ChainLink]:
        try:
            with self._thread_lock, self._locked_head() as head_file:
                with self._opened() as file:
                    head = _caught_up(self._path, file, head_file)
                    if not self._is_full(head) or not records:
                        return _append_to(file, head_file, head, records)
                # Closed before it is renamed: Windows lets nobody rename what is open.
                head = self._put_aside(head)
                with self._opened() as file:
                    return _append_to(file, head_file, head, records)
        except (OSError, ValueError) as error:
            code = ErrorCode.AUDIT_NOT_WRITABLE
            raise StationError(code, {"file": str(self._path)}) from error

    def _is_full(self, head: Head) -> bool:
        return 0 < self._rotate_bytes < head.length

    def _put_aside(self, head: Head) -> Head:
        """Make the file the newest of the older ones, and return the head of the next one.

        A kill after this leaves a head that knows nothing of it; `_caught_up` sees the file.
        Where renaming fails, because a reader on Windows has the file open, the station goes on
        in it and tries again with the next record: that must not stop a change.
        """
        older = older_file(self._path, head.older + 1)
        try:
            self._path.rename(older)
        except OSError:
            return head
        return Head(head.link, 0, head.older + 1)

    @contextmanager
    def _locked_head(self) -> Iterator[int]:
        """Open and lock the head, and give its descriptor."""
        make_private_folder(self._path.parent)
        place = head_path_of(self._path)
        while True:
            with contextlib.ExitStack() as stack:
                head_file = os.open(place, _OPEN_FLAGS, 0o600)
                stack.callback(os.close, head_file)
                stack.enter_context(locked(head_file))
                if _is_still_there(head_file, place):
                    yield head_file
                    return

    @contextmanager
    def _opened(self) -> Iterator[int]:
        """Open the audit file and give its descriptor."""
        file = os.open(self._path, _OPEN_FLAGS | os.O_APPEND, 0o600)
        try:
            found = os.fstat(file)
            if not stat.S_ISREG(found.st_mode):
                raise OSError("the audit file is no regular file")
            if found.st_size == 0:
                # Before the head tells of it: after a power cut the names must be there, the
                # new one and that of the file that was put aside.
                keep_names(self._path.parent)
            yield file
        finally:
            os.close(file)


def _is_still_there(head_file: int, place: Path) -> bool:
    """Whether nobody has removed the head while this process waited for its lock."""
    if sys.platform == "win32":
        # Nobody can remove there what is open.
        return True
    try:
        return os.path.samestat(os.fstat(head_file), place.stat())
    except FileNotFoundError:
        return False


def _caught_up(path: Path, file: int, head_file: int) -> Head:
    """Return the head as it is behind the last whole line, whatever a crash has left.

    A half line at the end, on which nobody relied, is dropped.
    """
    head = read_head(head_file)
    if head is None:
        head = _head_made_anew(path, file)
        # From now on a file without a head is one whose head was taken away.
        write_head(head_file, head)
        os.fsync(head_file)
    while is_regular(older := older_file(path, head.older + 1)):
        head = Head(_last_link_in(older, head.link, head.length), 0, head.older + 1)
    length = os.fstat(file).st_size
    if length <= head.length:
        # Shorter is tampering; what follows is tied to the head all the same.
        return Head(head.link, length, head.older)
    link = _last_link(file, head.link, start=head.length)
    return Head(link, _without_torn_end(file, head.length, length), head.older)


def _head_made_anew(path: Path, file: int) -> Head:
    """Return a head for what is there, from the first record that is still kept."""
    link: ChainLink | None = None
    last = 0
    for number, older in older_files(path):
        link, last = _last_link_in(older, link, 0), number
    return Head(_last_link(file, link, start=0) or CHAIN_START, 0, last)


def _append_to(
    file: int, head_file: int, head: Head, records: Sequence[AuditRecord]
) -> list[ChainLink]:
    """Write records behind the last one, first to the disk and then into the head."""
    link = head.link
    content = b"" if _ends_a_line(file, head.length) else b"\n"
    links = []
    for record in records:
        line, link = line_after(link, record)
        content += line.encode() + b"\n"
        links.append(link)
    _write_whole(file, head.length, content)
    # The head needs no waiting for the disk: an older one is caught up with.
    write_head(head_file, Head(link, os.fstat(file).st_size, head.older))
    return links


@overload
def _last_link_in(path: Path, link: ChainLink, start: int) -> ChainLink: ...
@overload
def _last_link_in(path: Path, link: ChainLink | None, start: int) -> ChainLink | None: ...
def _last_link_in(path: Path, link: ChainLink | None, start: int) -> ChainLink | None:
    """Return what `_last_link` says of the file at `path`; raises OSError."""
    with open_regular(path) as file:
        return _last_link(file.fileno(), link, start)


@overload
def _last_link(file: int, link: ChainLink, start: int) -> ChainLink: ...
@overload
def _last_link(file: int, link: ChainLink | None, start: int) -> ChainLink | None: ...
def _last_link(file: int, link: ChainLink | None, start: int) -> ChainLink | None:
    """Return the link that the records from the byte `start` on lead to, beginning at `link`.

    Without a link the first whole record is the beginning, because what came before it may have
    been deleted on purpose. After a crash the head is behind. Lines that do not follow are no
    part of the chain and are left as they are, for the verification to find.
    """
    for line in _lines(file, start):
        chained = read_line(line)
        if chained is not None and chained.is_intact and (link is None or chained.follows(link)):
            link = chained.link
    return link


def _lines(file: int, start: int) -> Iterator[bytes]:
    """Give the whole lines from the byte `start` on, without their ends."""
    os.lseek(file, start, os.SEEK_SET)
    rest = b""
    while block := os.read(file, _READ_BYTES):
        *lines, rest = (rest + block).split(b"\n")
        yield from lines
        # No record is so long; without this a file of one line would be copied over and over.
        rest = rest[-LINE_BYTES_MAX:]


def _without_torn_end(file: int, start: int, length: int) -> int:
    """Drop a last line behind the byte `start` that a crash cut off, and return the new length.

    Nobody relied on it: a line counts when its write has returned.
    """
    end = start if _ends_a_line(file, start) else length
    os.lseek(file, start, os.SEEK_SET)
    position = start
    while block := os.read(file, _READ_BYTES):
        newline = block.rfind(b"\n")
        if newline >= 0:
            end = position + newline + 1
        position += len(block)
    if end < length:
        os.ftruncate(file, end)
    return end


def _ends_a_line(file: int, length: int) -> bool:
    if length == 0:
        return True
    os.lseek(file, length - 1, os.SEEK_SET)
    return os.read(file, 1) == b"\n"


def _write_whole(file: int, length: int, content: bytes) -> None:
    """Append all of it and wait until the disk has it, or take back what was written."""
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(file, left) :]
        os.fsync(file)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(file, length)
        raise
