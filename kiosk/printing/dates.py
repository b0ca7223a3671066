"""Dates and times on paper, the way a language writes them."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QTime


class LocaleDates:
    """Writes moments by a locale's own rules, in the time zone of this machine."""

    def __init__(self, locale: QLocale) -> None:
        self._locale = locale
        # The long form has the day of the week, which says nothing about a day a year ahead.
        long_form = locale.dateFormat(QLocale.FormatType.LongFormat)
        self._day_form = re.sub(r"[\s,،、.]*\bdddd\b[,،、]?\s*|dddd", " ", long_form).strip()

    def day(self, moment: datetime) -> str:
        """Return the day, with the month as a word and the year in full."""
        local = _local(moment)
        return self._locale.toString(QDate(local.year, local.month, local.day), self._day_form)

    def time(self, moment: datetime) -> str:
        """Return the time of day to the minute."""
        local = _local(moment)
        time = QTime(local.hour, local.minute)
        return self._locale.toString(time, QLocale.FormatType.ShortFormat)


def _local(moment: datetime) -> datetime:
    """Return the moment in this machine's zone; as it is where the calendar or the system ends."""
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):
        return moment
