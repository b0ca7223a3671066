"""Writing files that are there whole or not at all."""

from __future__ import annotations

import glob
import os
import sys
import tempfile
from pathlib import Path

from kiosk.models.errors import ErrorCode, StationError

_PARTIAL = ".part"
_NAME_KEPT = 40


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever finds half of it; raises StationError FILE_NOT_WRITTEN."""
    try:
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=_partial_prefix(path), suffix=_PARTIAL
        )
        partial = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
            keep_names(path.parent)
        finally:
            partial.unlink(missing_ok=True)
    except OSError:
        raise StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": str(path)}) from None


def remove_partials(path: Path) -> None:
    """Remove what is left of a file if the program was cut off while it wrote it.

    Nobody may be writing it meanwhile. Raises OSError.
    """
    for partial in path.parent.glob(f"{glob.escape(_partial_prefix(path))}*{_PARTIAL}"):
        partial.unlink(missing_ok=True)


def _partial_prefix(path: Path) -> str:
    # The name itself may be as long as a name can be.
    return f".{path.name[:_NAME_KEPT]}-"


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
