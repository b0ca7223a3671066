"""When a temporary badge may begin to work: days and half-hours, by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

DAYS_AHEAD = 7
"""How many days after today can be chosen."""

_STEP = timedelta(minutes=30)
_USUAL_HOUR = 8


def days_from(now: datetime) -> tuple[date, ...]:
    """Return today and the days after it, by the time zone of this machine."""
    today = now.astimezone().date()
    return tuple(today + timedelta(days=number) for number in range(DAYS_AHEAD + 1))


def half_hours_of(day: date, now: datetime) -> tuple[datetime, ...]:
    """Return the half-hours of a day that are still to come, aware, in UTC.

    An hour that the clock leaves out in spring is not among them, and one that it repeats in
    autumn is there twice.
    """
    begin, end = _midnight(day), _midnight(day + timedelta(days=1))
    count = int((end - begin) / _STEP)
    moments = (begin + number * _STEP for number in range(count))
    return tuple(moment for moment in moments if moment > now)


def usual_start(day: date, now: datetime) -> datetime | None:
    """Return the moment to begin with: eight in the morning, or the next half-hour of today."""
    left = half_hours_of(day, now)
    usual = [one for one in left if one.astimezone().hour == _USUAL_HOUR]
    is_today = day == now.astimezone().date()
    return next(iter([*([] if is_today else usual), *left]), None)


def _midnight(day: date) -> datetime:
    """Return the first moment of a day, which is later where the clock leaves midnight out."""
    moment = datetime.combine(day, time()).astimezone().astimezone(UTC)
    while moment.astimezone().date() < day:
        moment += _STEP
    return moment
