"""A station that cannot open says why in a window, where nobody would see what it prints."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kiosk.commands import failed_start
from tests.support.screen import Screen, needs_screen, virtual_screen

pytestmark = needs_screen

ROOT = Path(__file__).resolve().parents[2]
WRONG = """
[tenant]
tenant_id = "contoso.example"
[station]
name = "<b>Till</b>"
full_screen = 1
"""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with virtual_screen(tmp_path, size=(1024, 600)) as screen:
        yield screen


HURRIED = (
    "-c",
    "import sys; from kiosk.commands import failed_start; failed_start._SHOWN_MS = 300; "
    "from kiosk.__main__ import main; sys.exit(main())",
)


def start(
    screen: Screen, folder: Path, *words: str, program: Sequence[str] = ("-m", "kiosk")
) -> subprocess.Popen[str]:
    settings = folder / "settings.toml"
    settings.write_text(WRONG)
    return subprocess.Popen(
        [sys.executable, *program, "--settings", str(settings), *words],
        env={**screen.environment, "PYTHONPATH": str(ROOT), "HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_wrong_settings_are_told_in_a_window_that_a_key_closes(
    screen: Screen, tmp_path: Path
) -> None:
    station = start(screen, tmp_path, "--language", "de")
    try:
        screen.wait_for_window("PIN Kiosk")
        screen.settled()
        screen.key("Return")
        _, said = station.communicate(timeout=30)
        assert station.returncode == 2
        assert "station.full_screen" in said
    finally:
        station.kill()
        station.communicate()


def test_the_window_goes_by_itself_so_that_whoever_starts_it_again_may(
    screen: Screen, tmp_path: Path
) -> None:
    station = start(screen, tmp_path, program=HURRIED)
    try:
        station.communicate(timeout=60)
        assert station.returncode == 2
    finally:
        station.kill()
        station.communicate()


def test_what_is_printed_to_a_file_is_read_by_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    assert not failed_start.is_read()
