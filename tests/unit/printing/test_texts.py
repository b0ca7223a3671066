"""Sentences with named places, and dates as a language writes them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from string import Formatter

import pytest
from PySide6.QtCore import QLocale

from kiosk.printing import texts
from kiosk.printing.dates import LocaleDates
from kiosk.printing.texts import Wording

MOMENT = datetime(2027, 11, 3, 14, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC0")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.parametrize(
    ("locale", "day", "clock"),
    [
        ("en_US", "November 3, 2027", "2:05\u202fPM"),
        ("en_GB", "3 November 2027", "14:05"),
        ("de", "3. November 2027", "14:05"),
        ("es", "3 de noviembre de 2027", "14:05"),
        ("ja", "2027年11月3日", "14:05"),
        ("pt_BR", "3 de novembro de 2027", "14:05"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(locale: str, day: str, clock: str) -> None:
    dates = LocaleDates(QLocale(locale))
    assert dates.day(MOMENT) == day
    assert dates.time(MOMENT) == clock


@pytest.mark.parametrize("locale", ["ar", "he", "th", "hu", "lt", "vi", "tr", "zh_CN", "ko"])
def test_no_language_prints_the_day_of_the_week(locale: str) -> None:
    written = LocaleDates(QLocale(locale)).day(MOMENT)
    weekday = QLocale(locale).dayName(3)
    assert weekday not in written
    assert "dddd" not in written


@pytest.mark.skipif(os.name == "nt", reason="the time zone of a process cannot be set there")
def test_a_moment_is_written_in_the_time_zone_of_the_station(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "XYZ-10")
    time.tzset()
    dates = LocaleDates(QLocale("en_GB"))
    assert dates.day(MOMENT) == "4 November 2027"
    assert dates.time(MOMENT) == "00:05"


def test_a_translation_may_move_the_places() -> None:
    wording = Wording(
        lambda context, text: "am {date} in {station} gedruckt" if context == "Print" else text,
        LocaleDates(QLocale("de")),
    )
    said = wording.say(texts.PRINTED_AT_STATION, station="{Tor} 4", date="3. November")
    assert said == "am 3. November in {Tor} 4 gedruckt"


def test_every_text_has_only_named_places() -> None:
    for name, text in vars(texts).items():
        if name.isupper() and isinstance(text, str):
            places = [place for _, place, _, _ in Formatter().parse(text) if place is not None]
            assert all(place.isidentifier() for place in places), name
