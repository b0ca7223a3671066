"""Writing files that are there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from kiosk.models.errors import ErrorCode, StationError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever finds half of it; raises StationError FILE_NOT_WRITTEN."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
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
