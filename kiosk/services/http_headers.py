"""Reads the headers that every service answers with alike (RFC 9110)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST_WAIT_SECONDS = 86_400


def parse_http_date(header: str | None) -> datetime | None:
    """Read a `Date` header as an aware time; None when it is none."""
    try:
        moment = parsedate_to_datetime(header or "")
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """Return `Retry-After` in seconds, which may come as a date.

    None when it is missing, is neither, or is a day or more. `headers` are case-insensitive.
    """
    header = headers.get("Retry-After", "")
    try:
        seconds = float(header)
    except ValueError:
        moment, now = parse_http_date(header), parse_http_date(headers.get("Date"))
        if moment is None or now is None:
            return None
        seconds = (moment - now).total_seconds()
    return seconds if 0 <= seconds < _LONGEST_WAIT_SECONDS else None
