"""A few plain values in a small file that is overwritten in place, whole or not at all.

It is shorter than a sector of any disk. A checksum tells one that was damaged all the same.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from typing import Any

_BYTES = 256


def read_record(descriptor: int) -> Mapping[str, Any] | None:
    """Read the values from an open file; None for none, or damaged ones. Raises OSError.

    What each value is has still to be looked at: the checksum is no secret.
    """
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        content = json.loads(os.read(descriptor, _BYTES))
        checksum = content.pop("checksum")
        is_whole = checksum == _checksum_of(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return content if is_whole else None


def write_record(descriptor: int, content: Mapping[str, object]) -> None:
    """Overwrite the values, texts and whole numbers, in an open file; raises OSError."""
    whole = json.dumps({**content, "checksum": _checksum_of(content)})
    padded = whole.ljust(_BYTES - 1).encode() + b"\n"
    if len(padded) > _BYTES:
        raise OSError("a record is too long")
    os.lseek(descriptor, 0, os.SEEK_SET)
    if os.write(descriptor, padded) < _BYTES:
        raise OSError("a record was not written whole")


def _checksum_of(content: Mapping[str, object]) -> str:
    text = " ".join(str(value) for value in content.values())
    return hashlib.sha256(text.encode()).hexdigest()[:16]
