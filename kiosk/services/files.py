"""Writing files that are there whole or not at all."""

from __future__ import annotations

import os
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
        finally:
            partial.unlink(missing_ok=True)
    except OSError:
        raise StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": str(path)}) from None
