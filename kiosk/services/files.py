"""Writing files that are there whole or not at all, and reading none that are no files."""

from __future__ import annotations

import glob
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kiosk.models.errors import ErrorCode, StationError

_PARTIAL = ".part"
_NAME_KEPT = 40


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file so that nobody ever finds half of it; raises StationError FILE_NOT_WRITTEN.

    It has its mode before it has its name, which may lead elsewhere a moment later.
    """
    try:
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=_partial_prefix(path), suffix=_PARTIAL
        )
        with _in_place_of(path, handle, Path(name)) as file:
            file.write(data)
            Path(name).chmod(mode)
    except OSError:
        raise StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": str(path)}) from None


def write_new(path: Path, data: bytes, mode: int) -> None:
    """Write a file that is not there yet, whole or not at all, with that mode.

    Raises FileExistsError where something is there, which stays as it is, and OSError.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_partial_prefix(path), suffix=_PARTIAL)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(mode)
        _take_new_name(partial, path)
        keep_names(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def _take_new_name(partial: Path, path: Path) -> None:
    """Give a file a name that nothing has; raises FileExistsError and OSError."""
    if sys.platform == "win32":
        partial.rename(path)
        return
    try:
        os.link(partial, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: the name is taken first, by a file of our own.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            partial.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a stream for what is too large to hold; its file is there whole once the block ends.

    After an error in the block it stays as it was. One writer at a time: what an earlier one
    that was cut off has left is written over. Raises OSError.
    """
    partial = path.with_name(f".{path.name}{_PARTIAL}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with _in_place_of(path, os.open(partial, flags, 0o600), partial) as file:
        yield file


@contextmanager
def _in_place_of(path: Path, handle: int, partial: Path) -> Iterator[BinaryIO]:
    """Give a stream to a partial file, which becomes the file once the disk has all of it."""
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        keep_names(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def open_regular(path: Path) -> BinaryIO:
    """Open a plain file to read; a pipe would wait for a writer, and a device has no end.

    Raises OSError and ValueError, as opening does, and OSError for anything else than a file.
    """
    # Opened without waiting, because what lies there may change behind any look.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError("it is no regular file")


def remove_partials(path: Path) -> None:
    """Remove what is left of a file if the program was cut off while it wrote it.

    Nobody may be writing it meanwhile. Raises OSError.
    """
    for partial in path.parent.glob(f"{glob.escape(_partial_prefix(path))}*{_PARTIAL}"):
        partial.unlink(missing_ok=True)


def _partial_prefix(path: Path) -> str:
    # The name itself may be as long as a name can be.
    return f".{path.name[:_NAME_KEPT]}-"


def make_private_folder(folder: Path) -> None:
    """Make a folder, if it is not there, into which nobody else can look; raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def keep_names(folder: Path) -> None:
    """Make the names of new files survive a power cut; Windows needs nothing for that.

    Raises OSError.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
