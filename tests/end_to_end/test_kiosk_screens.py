"""A kiosk and its monitors: they are unplugged, come back, change, and the window covers one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.practice.launcher import PracticeTenant
from tests.support import practice
from tests.support.kiosk_stand import (
    KioskStand,
    covers,
    kiosk_settings,
    kiosk_stand,
    xdotool,
)
from tests.support.monitors import Monitors, Place, can_change_monitors
from tests.support.screen import needs_screen, wait_until

practice_tenant = practice.practice_tenant

pytestmark = [
    needs_screen,
    pytest.mark.skipif(not can_change_monitors(), reason="needs libXrandr"),
]

LEFT: Place = (0, 0, 800, 600)
RIGHT: Place = (800, 0, 1024, 768)
WHOLE = (1824, 1368)


@pytest.fixture(params=[True, False], ids=["window-manager", "no-window-manager"])
def stand(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[KioskStand]:
    with kiosk_stand(tmp_path, WHOLE, has_manager=request.param) as made:
        yield made


@pytest.fixture
def monitors(stand: KioskStand) -> Iterator[Monitors]:
    with closing(Monitors(stand.screen.display)) as made:
        made.put("LEFT", LEFT, primary=True)
        made.put("RIGHT", RIGHT)
        yield made


def wait_until_over(stand: KioskStand, place: Place) -> None:
    """Wait until the station's window covers a monitor, and is painted there.

    Qt itself misses a change that comes only milliseconds after another one.
    """
    search = ("search", "--onlyvisible", "--name", "^PIN Kiosk")

    def is_there() -> bool:
        found = xdotool(stand.screen, *search).split()
        return any(covers(stand.screen, window, place) for window in found)

    wait_until(is_there, 20, f"the station never covered {place}")
    stand.screen.settled()
    assert is_there()


def test_the_chosen_monitor_is_unplugged_and_comes_back(
    stand: KioskStand, monitors: Monitors, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = kiosk_settings(practice_tenant, tmp_path, 'screen = "RIGHT"\n')
    station = stand.start("--settings", str(settings))
    wait_until_over(stand, RIGHT)
    assert station.notices == ["-"]
    monitors.unplug("RIGHT")
    wait_until_over(stand, LEFT)
    monitors.put("RIGHT", RIGHT)
    wait_until_over(stand, RIGHT)
    assert station.process.poll() is None


def test_another_monitor_becomes_the_main_one(
    stand: KioskStand, monitors: Monitors, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    station = stand.start("--settings", str(kiosk_settings(practice_tenant, tmp_path)))
    wait_until_over(stand, LEFT)
    monitors.unplug("RIGHT")
    for place in (RIGHT, (800, 0, 960, 720)):
        monitors.put("RIGHT", place, primary=True)
        wait_until_over(stand, place)
        monitors.unplug("RIGHT")
        wait_until_over(stand, LEFT)
    assert station.process.poll() is None
    assert station.pages == ["WELCOME"]


def test_a_monitor_that_is_not_there_is_told(
    stand: KioskStand, monitors: Monitors, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = kiosk_settings(practice_tenant, tmp_path, 'screen = "HDMI-9"\n')
    station = stand.start("--settings", str(settings))
    wait_until_over(stand, LEFT)
    assert station.notices == ["SCREEN_NOT_FOUND"]
    assert "there is no screen 'HDMI-9'; the screens here are: LEFT, RIGHT" in station.stderr
    # The name may be one that is plugged in later.
    monitors.put("HDMI-9", (0, 768, 800, 600))
    wait_until_over(stand, (0, 768, 800, 600))
