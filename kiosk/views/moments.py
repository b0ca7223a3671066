"""Dates, times and durations the way the station's language writes them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from kiosk.printing.dates import LocaleDates

_NO_BREAK = "\u00a0"


class Moments:
    """Writes moments for the screen, in the time zone of this machine."""

    def __init__(self, locale: QLocale) -> None:
        self._dates = LocaleDates(locale)

    def day(self, moment: datetime) -> str:
        """Return the day, with the month as a word and the year in full.

        No line breaks in it: a day whose month stands on the next line is read twice.
        """
        return self._dates.day(moment).replace(" ", _NO_BREAK)

    def time(self, moment: datetime) -> str:
        """Return the time of day to the minute."""
        return self._dates.time(moment)

    def day_and_time(self, moment: datetime) -> str:
        """Return the day and the time to the minute."""
        form = QCoreApplication.translate("Moments", "{day}, {time}")
        return form.format(day=self.day(moment), time=self.time(moment))


def moments() -> Moments:
    """Return the writer for the language of now."""
    return Moments(QLocale())


def minutes_and_seconds(seconds: int) -> str:
    """Return a duration as on a stop watch, such as 1:05."""
    minutes, rest = divmod(max(0, seconds), 60)
    return f"{minutes}:{rest:02d}"
