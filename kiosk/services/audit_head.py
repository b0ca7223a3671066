"""The small file beside an audit file that says how far its chain goes, so that a cut end shows."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.models.audit_record import CHAIN_START, ChainLink

# Shorter than a sector of any disk, so that it is overwritten whole or not at all.
_HEAD_BYTES = 256


@dataclass(frozen=True)
class Head:
    """The last record that was written, and the length of the audit file after it, in bytes.

    `older` is how many older files had been put aside by then.
    """

    link: ChainLink = CHAIN_START
    length: int = 0
    older: int = 0


def head_path_of(path: Path) -> Path:
    """Return the place of the head of the audit file `path`."""
    return path.with_name(f"{path.name}.head")


def head_of(path: Path) -> Head | None:
    """Read the head of the audit file `path`; None when there is none that can be read."""
    try:
        descriptor = os.open(head_path_of(path), os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return None
    try:
        return read_head(descriptor)
    except OSError:
        return None
    finally:
        os.close(descriptor)


def read_head(descriptor: int) -> Head | None:
    """Read the head from an open file; None when there is none that can be read."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        content = json.loads(os.read(descriptor, _HEAD_BYTES))
        link = ChainLink(int(content["number"]), str(content["hash"]))
        # Heads of stations that never put a file aside lack the number of older ones.
        head = Head(link, int(content["length"]), int(content.get("older", 0)))
        is_whole = content["checksum"] == _checksum_of(head)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    is_sensible = min(head.length, head.link.number, head.older) >= 0
    return head if is_whole and is_sensible else None


def write_head(descriptor: int, head: Head) -> None:
    """Overwrite the head in an open file; raises OSError."""
    content = {
        "number": head.link.number,
        "hash": head.link.hash,
        "length": head.length,
        **({"older": head.older} if head.older else {}),
        "checksum": _checksum_of(head),
    }
    os.lseek(descriptor, 0, os.SEEK_SET)
    if os.write(descriptor, json.dumps(content).ljust(_HEAD_BYTES - 1).encode() + b"\n") < (
        _HEAD_BYTES
    ):
        raise OSError("the head of the audit file was not written whole")


def _checksum_of(head: Head) -> str:
    older = f" {head.older}" if head.older else ""
    text = f"{head.link.number} {head.link.hash} {head.length}{older}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
