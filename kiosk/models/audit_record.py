"""One line of the audit file: who did what for whom, and the hash that ties it to the line before.

A record never holds a secret: its fields are ids, names and fixed words, and anything else is
refused when the record is made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from kiosk.models.errors import ErrorCode

FORMAT = 1
_QR_CONTENT_START = "ms-qrpin:"
_NUMBERS_END = 10**15
_HASH_LENGTH = 64
_TEXT_LENGTH_MAX = 256


class AuditOperation(StrEnum):
    """What was done, or was about to be done, to a person's credentials."""

    RESET_PIN = "reset-pin"
    ISSUE_BADGE = "issue-badge"
    REPLACE_BADGE = "replace-badge"
    ISSUE_TEMPORARY_BADGE = "issue-temporary-badge"
    EXTEND_BADGE = "extend-badge"
    REMOVE_BADGE = "remove-badge"


class AuditPhase(StrEnum):
    """An attempt is written before anything changes, its outcome afterwards."""

    ATTEMPT = "attempt"
    OUTCOME = "outcome"


class AuditEnd(StrEnum):
    """How an attempt ended where it did not fail."""

    OK = "ok"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class AuditEntry:
    """Who is about to do what for whom at which station.

    `account_*` is the signed-in person, `person_*` the one whose credentials change; the
    ids are object ids, the names user principal names.
    """

    operation: AuditOperation
    account_id: str
    account_name: str
    person_id: str
    person_name: str
    station: str
    is_practice: bool

    def __post_init__(self) -> None:
        _require_plain(self)


@dataclass(frozen=True)
class AuditRecord:
    """An entry at a moment, as an attempt or as the outcome of an attempt.

    `attempt` is the number of the record of the attempt, None in an attempt itself, and
    `result` is None exactly there.
    """

    entry: AuditEntry
    time: datetime
    attempt: int | None = None
    result: AuditEnd | ErrorCode | None = None
    request_id: str = ""
    badge_id: str = ""

    def __post_init__(self) -> None:
        _require_plain(self)
        if (self.attempt is None) != (self.result is None):
            raise ValueError("an outcome has an attempt and a result, an attempt has neither")

    @property
    def phase(self) -> AuditPhase:
        """Whether this is an attempt or an outcome."""
        return AuditPhase.ATTEMPT if self.attempt is None else AuditPhase.OUTCOME


@dataclass(frozen=True)
class ChainLink:
    """A place in the chain: the number of a record, counted from 1, and its hash."""

    number: int
    hash: str


CHAIN_START = ChainLink(0, "0" * 64)
"""What the first record of a chain is tied to."""


@dataclass(frozen=True)
class ChainedLine:
    """A line of an audit file as it was found; `content` is all that it says but its hash.

    `is_intact` tells whether its hash fits its own content, nothing about its neighbours.
    """

    link: ChainLink
    previous: str
    content: Mapping[str, Any]
    is_intact: bool

    def follows(self, link: ChainLink) -> bool:
        """Whether this is the very next record after `link`."""
        return self.link.number == link.number + 1 and self.previous == link.hash


def line_after(link: ChainLink, record: AuditRecord) -> tuple[str, ChainLink]:
    """Return the record as the line that follows `link`, without its line end, and its link."""
    entry = record.entry
    content = {
        "format": FORMAT,
        "number": link.number + 1,
        "previous": link.hash,
        "time": record.time.astimezone(UTC).isoformat(timespec="milliseconds"),
        "phase": record.phase,
        "attempt": record.attempt,
        "operation": entry.operation,
        "account_id": entry.account_id,
        "account_name": entry.account_name,
        "person_id": entry.person_id,
        "person_name": entry.person_name,
        "station": entry.station,
        "practice": entry.is_practice,
        "result": record.result or "",
        "request_id": record.request_id,
        "badge_id": record.badge_id,
    }
    content = {name: _short(value) for name, value in content.items()}
    own = _hash_of(content)
    return _canonical({**content, "hash": own}), ChainLink(link.number + 1, own)


def _short(value: object) -> object:
    """Cut a text that is longer than any name or id; lines have a limit, and readers rely on it."""
    if isinstance(value, str) and len(value) > _TEXT_LENGTH_MAX:
        return value[: _TEXT_LENGTH_MAX - 1] + "…"
    return value


def read_line(line: bytes) -> ChainedLine | None:
    """Read one line, without its line end; None when it is no line of a chain at all."""
    try:
        content = json.loads(line)
        canonical = _canonical(content).encode() if isinstance(content, dict) else b""
    except (ValueError, RecursionError):
        return None
    if not canonical:
        return None
    own = content.pop("hash", None)
    number, previous = content.get("number"), content.get("previous")
    if type(number) is not int or not isinstance(previous, str) or not isinstance(own, str):
        return None
    if not 0 < number < _NUMBERS_END or len(own) > _HASH_LENGTH:
        # Whoever tampers may write any; a chain has none, and what is kept of it has no room.
        return None
    is_intact = canonical == line and _hash_of(content) == own
    return ChainedLine(ChainLink(number, own), previous, content, is_intact)


def _hash_of(content: Mapping[str, object]) -> str:
    """Return the SHA-256 of the content, which holds the previous record's hash."""
    return hashlib.sha256(_canonical(content).encode()).hexdigest()


def _canonical(content: Mapping[str, object]) -> str:
    """Return the one way in which content is written: ASCII, keys sorted, no spaces."""
    return json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _require_plain(record: AuditEntry | AuditRecord) -> None:
    """Raise TypeError or ValueError, without the value, when a field may hold a secret."""
    plain = (str, bool, int, datetime, AuditEntry)
    for field in fields(record):
        value = getattr(record, field.name)
        if value is not None and not isinstance(value, plain):
            raise TypeError(f"{field.name} is no plain text")
        if isinstance(value, str) and _QR_CONTENT_START in value.lower():
            raise ValueError(f"{field.name} holds the content of a badge")
