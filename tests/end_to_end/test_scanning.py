"""Real keys on a real screen: a scanner's at full speed under three layouts, and a person's."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support import scan_window
from tests.support.scans import BADGE_ID, NAME, badge, key_codes
from tests.support.screen import AT_ONCE, Screen, needs_screen, virtual_screen, wait_until

pytestmark = [
    needs_screen,
    pytest.mark.skipif(
        shutil.which("setxkbmap") is None, reason="needs setxkbmap (Debian's x11-xkb-utils)"
    ),
]

ROOT = Path(__file__).resolve().parents[2]
LAYOUTS = ("us", "de", "fr")
SCAN_DELAY = "10"
"""What xdotool is told; it types at half of it, a key every 5 ms."""


@dataclass
class Desk:
    """The window, and the keyboard before it."""

    screen: Screen
    process: subprocess.Popen[bytes]
    notes: Path

    def type_signs(self, typed: str, delay: str = SCAN_DELAY) -> None:
        """Type as a scanner or person does whose keyboard is the screen's, and Enter."""
        self._xdotool("type", "--args", "1", "--delay", delay, typed, "key", "Return")

    def press_us_keys(self, typed: str) -> None:
        """Press the keys that type this on a US keyboard, and Enter."""
        self._xdotool("key", "--delay", SCAN_DELAY, *key_codes(typed), "Return")

    def _xdotool(self, *words: str) -> None:
        subprocess.run(
            [*AT_ONCE, "xdotool", *words], env=self.screen.environment, check=True, timeout=60
        )

    def all(self, what: str) -> list[Any]:
        """Return all that was noted of one kind."""
        # The last line may be under way.
        lines = self.notes.read_text().split("\n")[:-1] if self.notes.exists() else []
        return [value for kind, value in map(json.loads, lines) if kind == what]

    def wait_for(self, what: str, value: object) -> None:
        wait_until(lambda: value in self.all(what), what=f"there was no {what} {value}")

    @contextmanager
    def stalled(self) -> Iterator[None]:
        """Let the window stand still meanwhile."""
        os.kill(self.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.process.pid, signal.SIGCONT)


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with virtual_screen(tmp_path_factory.mktemp("screen")) as screen:
        yield screen


@contextmanager
def desk(screen: Screen, folder: Path, layout: str = "us", focus: str = "field") -> Iterator[Desk]:
    subprocess.run(["setxkbmap", layout], env=screen.environment, check=True, timeout=30)
    notes = folder / "notes"
    with (folder / "stderr").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, scan_window.__file__, str(notes), focus],
            env={**screen.environment, "PYTHONPATH": str(ROOT)},
            stderr=said,
        )
    try:
        screen.wait_for_window(scan_window.TITLE)
        found = Desk(screen, process, notes)
        windows = 2 if focus == "popup" else 1
        wait_until(lambda: found.all("focus").count(True) >= windows, what="no focus")
        yield found
        assert (folder / "stderr").read_text() == ""
    finally:
        process.kill()
        process.wait(10)


def digest(content: bytearray) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("focus", ["field", "button", "list", "popup"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("scanner", ["of that layout", "american"])
def test_a_scan_is_read_and_seen_by_no_widget(
    screen: Screen, tmp_path: Path, layout: str, scanner: str, focus: str
) -> None:
    with desk(screen, tmp_path, layout, focus) as found:
        if scanner == "american":
            found.press_us_keys(badge().decode())
        else:
            found.type_signs(badge().decode())
        found.wait_for("badge", [NAME, BADGE_ID, digest(badge())])
        for what in ("seen", "field", "pressed", "activated", "failed"):
            assert found.all(what) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_key_with_signs_that_are_dead_keys_elsewhere_is_read(
    screen: Screen, tmp_path: Path, layout: str
) -> None:
    content = badge() + b"+/aA=="
    with desk(screen, tmp_path, layout) as found:
        found.press_us_keys(content.decode())
        found.wait_for("badge", [NAME, BADGE_ID, digest(content)])
        assert found.all("seen") == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_employee_number_is_read(screen: Screen, tmp_path: Path, layout: str) -> None:
    with desk(screen, tmp_path, layout) as found:
        found.press_us_keys("1002345")
        found.wait_for("number", "1002345")
        assert found.all("seen") == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_person_types_what_they_see(screen: Screen, tmp_path: Path, layout: str) -> None:
    with desk(screen, tmp_path, layout) as found:
        found.type_signs("Sam Rivera-10", delay="200")
        found.wait_for("field", "Sam Rivera-10")
        found.wait_for("seen", "\r")
        for what in ("badge", "number", "failed"):
            assert found.all(what) == []


def test_keys_typed_while_the_window_stood_still_are_no_scan(
    screen: Screen, tmp_path: Path
) -> None:
    with desk(screen, tmp_path) as found:
        with found.stalled():
            found.type_signs("sam.rivera", delay="160")
        found.wait_for("field", "sam.rivera")
        found.wait_for("seen", "\r")
        assert found.all("number") == []


def test_a_scan_while_the_window_stood_still_is_one(screen: Screen, tmp_path: Path) -> None:
    with desk(screen, tmp_path) as found:
        with found.stalled():
            found.type_signs(badge().decode())
        found.wait_for("badge", [NAME, BADGE_ID, digest(badge())])
        assert found.all("seen") == []
