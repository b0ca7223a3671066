"""Compares two times that the service told, of which one may have been cut to fewer digits."""

from __future__ import annotations

from datetime import datetime


def is_same_moment(one: datetime | None, other: datetime | None) -> bool:
    """Say whether both are the same moment, as far as both tell."""
    if one is None or other is None:
        return False
    grain = max(_grain(one), _grain(other))
    return _cut(one, grain) == _cut(other, grain)


def is_later(one: datetime | None, other: datetime | None) -> bool:
    """Say whether one is surely after the other."""
    if one is None or other is None or is_same_moment(one, other):
        return False
    return one > other


def _grain(moment: datetime) -> int:
    """How many microseconds the last digit that was told may stand for."""
    return next(grain for grain in (1_000_000, 1_000, 1) if moment.microsecond % grain == 0)


def _cut(moment: datetime, grain: int) -> datetime:
    return moment.replace(microsecond=moment.microsecond // grain * grain)
