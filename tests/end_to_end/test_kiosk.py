"""Kiosk mode on a real screen: no key and no click leads out of it, and what ends it."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.practice.launcher import PracticeTenant
from tests.support import practice
from tests.support.kiosk_stand import (
    OTHER_PROGRAM,
    OTHER_VERSION,
    SIZE,
    KioskStand,
    covers,
    kiosk_settings,
    kiosk_stand,
    windows_with_names,
    xdotool,
)
from tests.support.screen import Screen, needs_screen, wait_until

practice_tenant = practice.practice_tenant

pytestmark = needs_screen

SEED = 20261129
EVENTS = 1000
AT_ONCE = 50
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
KEYS = (
    *("Return", "Escape", "Tab", "space", "BackSpace", "Delete", "Insert", "Home", "End"),
    *("Left", "Right", "Up", "Down", "Prior", "Next", "Menu", "Print", "Super_L", "Alt_L"),
    *(f"F{number}" for number in range(1, 13)),
)
MODIFIERS = ("", "", "alt+", "ctrl+", "super+", "shift+", "ctrl+alt+", "ctrl+shift+", "alt+shift+")
WAYS_OUT = ("alt+F4", "ctrl+q", "ctrl+w", "F11", "alt+F11", "Escape", "alt+Tab", "ctrl+alt+Delete")
LOCKED_PAGES = {"WELCOME", "SIGN_IN"}
OPEN_TO_ALL = LOCKED_PAGES | {"DOCTOR"}
"""Also what is wrong with the station: to see that, nobody has to sign in."""


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[KioskStand]:
    with kiosk_stand(tmp_path) as made:
        yield made


def random_events(chance: random.Random, count: int) -> str:
    """Return lines for xdotool: keys with every modifier, clicks, double clicks and the wheel."""
    lines = []
    for _ in range(count):
        if chance.random() < 0.6:
            plain = chance.choice(KEYS) if chance.random() < 0.6 else chance.choice(LETTERS)
            key = chance.choice(MODIFIERS) + plain
            lines.append(
                f"key --delay 2 {chance.choice(WAYS_OUT) if chance.random() < 0.15 else key}"
            )
        else:
            x, y = chance.randrange(SIZE[0]), chance.randrange(SIZE[1])
            button = chance.choice((1, 1, 1, 2, 3, 4, 5))
            # xdotool's own click waits a tenth of a second.
            click = f" mousedown {button} mouseup {button}"
            lines.append(f"mousemove {x} {y}{click * (2 if chance.random() < 0.2 else 1)}")
    return "\n".join(lines) + "\n"


def is_in_front(screen: Screen, window: str) -> bool:
    """Say whether a window covers the screen and has the keys."""
    return covers(screen, window) and xdotool(screen, "getactivewindow").strip() == window


def test_a_thousand_random_keys_and_clicks_never_lead_out_of_the_locked_station(
    stand: KioskStand, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    station = stand.start("--settings", str(kiosk_settings(practice_tenant, tmp_path)))
    screen = stand.screen
    window = station.window()
    chance = random.Random(SEED)
    seen: set[str] = set()
    for _ in range(EVENTS // AT_ONCE):
        xdotool(screen, script=random_events(chance, AT_ONCE))
        seen |= windows_with_names(screen)
        assert station.process.poll() is None, station.stderr
        wait_until(lambda: is_in_front(screen, window), what="it is no longer in front")
    assert LOCKED_PAGES <= set(station.pages) <= OPEN_TO_ALL
    assert {name for name in seen if not name.startswith("PIN Kiosk")} == set()
    assert not station.browser_mark.exists()
    station.process.send_signal(signal.SIGTERM)
    assert station.process.wait(20) == 0


def test_a_second_start_brings_the_first_to_the_front(
    stand: KioskStand, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = str(kiosk_settings(practice_tenant, tmp_path))
    first = stand.start("--settings", settings, "--windowed")
    screen = stand.screen
    window = screen.wait_for_window("PIN Kiosk")
    xdotool(screen, "windowminimize", "--sync", window)
    wait_until(lambda: not windows_with_names(screen), what="it was never put away")
    second = stand.start("--settings", settings, "--windowed")
    assert second.process.wait(30) == 0
    assert second.stderr == (
        "PIN Kiosk is already running here; its window has come to the front.\n"
    )
    assert second.pages == []
    wait_until(
        lambda: xdotool(screen, "getactivewindow").strip() == window, what="it never came back"
    )
    assert first.process.poll() is None
    assert first.notices == ["-"]
    other = stand.start("--settings", settings, "--windowed", program=OTHER_PROGRAM)
    assert other.process.wait(30) == 0
    assert other.stderr == (
        f"PIN Kiosk {__version__} is already running here, and its window has come to the front. "
        f"To work with {OTHER_VERSION} instead, close it first.\n"
    )
    wait_until(lambda: first.notices[-1:] == ["OTHER_VERSION"], what="it never said so")
    first.process.send_signal(signal.SIGTERM)
    assert first.process.wait(20) == 0


def test_practice_and_the_real_station_run_side_by_side(
    stand: KioskStand, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = str(kiosk_settings(practice_tenant, tmp_path))
    first = stand.start("--settings", settings, "--windowed")
    first.wait_for_page("WELCOME")
    names_no_tenant = tmp_path / "practice.toml"
    names_no_tenant.write_text('[station]\nname = "Gate 4"\n')
    second = stand.start("--practice", "--windowed", "--settings", str(names_no_tenant))
    second.wait_for_page("WELCOME")
    assert first.process.poll() is None
    for one in (first, second):
        one.process.send_signal(signal.SIGTERM)
        assert one.process.wait(20) == 0


def test_a_kiosk_that_crashed_and_lost_its_screen_says_both(
    stand: KioskStand, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = str(kiosk_settings(practice_tenant, tmp_path, 'screen = "HDMI-9"\n'))
    crashed = stand.start("--settings", settings)
    crashed.window()
    assert crashed.notices == ["SCREEN_NOT_FOUND"]
    crashed.process.kill()
    crashed.process.wait(10)
    again = stand.start("--settings", settings)
    again.window()
    assert again.notices == ["STARTED_AGAIN_ELSEWHERE"]


def test_a_kiosk_that_crashed_starts_again_and_says_so(
    stand: KioskStand, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = str(kiosk_settings(practice_tenant, tmp_path))
    state = tmp_path / "state" / "pin-kiosk"
    crashed = stand.start("--settings", settings)
    crashed.window()
    assert crashed.notices == ["-"]
    # It listens, so that a socket is left behind as well.
    assert stand.start("--settings", settings).process.wait(30) == 0
    crashed.process.kill()
    crashed.process.wait(10)
    # What is left of it holds nothing and keeps nobody from starting.
    assert (state / "station.running").read_bytes() == b""
    assert (state / "station.lock").read_bytes() == b""
    again = stand.start("--settings", settings)
    again.window()
    assert again.notices == ["STARTED_AGAIN"]
    assert again.pages == ["WELCOME"]
    assert again.process.poll() is None
    second = stand.start("--settings", settings)
    assert second.process.wait(30) == 0
    again.process.send_signal(signal.SIGTERM)
    assert again.process.wait(20) == 0
    assert not (state / "station.running").exists()
    clean = stand.start("--settings", settings)
    clean.window()
    assert clean.notices == ["-"]
    clean.process.send_signal(signal.SIGINT)
    assert clean.process.wait(20) == 130
    assert not (state / "station.running").exists()


def test_a_kiosk_without_a_window_manager_covers_the_screen(
    practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    with kiosk_stand(tmp_path, has_manager=False) as stand:
        station = stand.start("--settings", str(kiosk_settings(practice_tenant, tmp_path)))
        station.wait_for_page("WELCOME")
        search = ("search", "--onlyvisible", "--name", "^PIN Kiosk")
        wait_until(
            lambda: any(
                covers(stand.screen, found) for found in xdotool(stand.screen, *search).split()
            ),
            what="it never covered the screen",
        )
