"""An hour's work in half a minute, while things go wrong: the station is as light as before."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.app import Station
from tests.soak import day
from tests.soak.counts import Bounds, Counts, count, slope, verdict
from tests.soak.day import CalmHands, day_at_the_station, hurry, tenant

WARM_UP, EVERY, ROUNDS = 26, 7, 42

# In so few rounds memory cannot be told from what loads and fills late, but threads, files and the
# station's own objects can; the long run has the bounds for memory. A pool may have a connection
# more than at the one moment that the early count is: as many as have ever worked at once, while
# what a round leaves behind would be there forty times.
SHORT = Bounds(rss_kib=inf, blocks=inf, objects=inf, widgets=12, qobjects=40, fds=2)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten waits for this test only."""
    for place, name in day.HURRIED:
        monkeypatch.setattr(place, name, vars(place)[name])
    hurry()


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("hurried")
def test_a_long_day_with_faults_leaves_nothing_behind(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    counts: list[Counts] = []
    with tenant() as practice, day_at_the_station(application, 7, practice) as work:
        work.begin()
        for number in range(1, WARM_UP + ROUNDS + 1):
            work.round(number)
            if number >= WARM_UP and number % EVERY == 0:
                work.rest()
                counts.append(count(number, work.window))
    assert not verdict(counts, SHORT)
    assert work.done["resetPin"] > ROUNDS / 2
    assert work.done["replaceBadge"]
    assert work.done["saved"]
    assert work.done["team"]
    assert work.done["signed in"]


def test_an_object_too_many_of_the_stations_own_is_named() -> None:
    counts = [replace(steady(500 + 100 * place), own=50 + 10 * place) for place in range(10)]
    (found,) = verdict(counts, Bounds())
    assert found.startswith("own")


def steady(rounds: int) -> Counts:
    """Return what a station holds that keeps nothing."""
    open_fds = Counter(socket=9, file=4)
    return Counts(rounds, 160_000, 450_000, 4_000, 700, 1_100, 1, open_fds, 90_000, 50, Counter())


def test_a_steady_station_is_found_steady() -> None:
    assert verdict([steady(rounds) for rounds in range(500, 2000, 100)], Bounds()) == []


def test_what_is_made_once_when_it_is_first_needed_is_no_growth() -> None:
    counts = [
        replace(steady(500 + 100 * place), widgets=700 + 6 * (place > 1)) for place in range(20)
    ]
    assert verdict(counts, Bounds()) == []
    counts = [replace(one, widgets=700 + 6 * (one.rounds > 1400)) for one in counts]
    (found,) = verdict(counts, Bounds())
    assert found.startswith("widgets")


@pytest.mark.parametrize(
    ("name", "grows"),
    [("rss", 200), ("blocks", 500), ("objects", 50), ("threads", 1), ("widgets", 2), ("none", -50)],
)
def test_whatever_grows_is_named(name: str, grows: int) -> None:
    counts = [
        replace(one, **{name: getattr(one, name) + grows * place})
        for place, one in enumerate(steady(rounds) for rounds in range(500, 2000, 100))
    ]
    (found,) = verdict(counts, Bounds())
    assert "None" in found if name == "none" else found.startswith(name)


def test_an_open_file_too_many_is_named() -> None:
    counts = [
        replace(steady(500 + 100 * place), fds=Counter(socket=9, file=4 + place))
        for place in range(10)
    ]
    (found,) = verdict(counts, Bounds())
    assert found.startswith("open file")


def test_hands_that_wait_keep_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    hands = CalmHands(cast("Station", None), tmp_path)

    def wait() -> None:
        answers = iter((False, True, True))
        hands.wait_until(lambda: next(answers))

    for _ in range(20):
        wait()
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(200):
        wait()
    gc.collect()
    assert sys.getallocatedblocks() - before < 100


def test_the_slope_is_that_of_the_line_through_the_samples() -> None:
    assert slope([(0, 1.0), (10, 21.0), (20, 41.0)]) == pytest.approx(2.0)
    assert slope([(5, 1.0)]) == 0.0
