"""The small file beside an audit file that says how far its chain goes, so that a cut end shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.models.audit_record import CHAIN_START, ChainLink
from kiosk.services.files import open_regular
from kiosk.services.sector_record import read_record, write_record


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
        with open_regular(head_path_of(path)) as file:
            return read_head(file.fileno())
    except (OSError, ValueError):
        return None


def read_head(descriptor: int) -> Head | None:
    """Read the head from an open file; None when there is none that can be read."""
    content = read_record(descriptor)
    if content is None:
        return None
    try:
        link = ChainLink(int(content["number"]), str(content["hash"]))
        # Heads of stations that never put a file aside lack the number of older ones.
        head = Head(link, int(content["length"]), int(content.get("older", 0)))
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
    return head if min(head.length, head.link.number, head.older) >= 0 else None


def write_head(descriptor: int, head: Head) -> None:
    """Overwrite the head in an open file; raises OSError."""
    content = {"number": head.link.number, "hash": head.link.hash, "length": head.length}
    write_record(descriptor, {**content, **({"older": head.older} if head.older else {})})
