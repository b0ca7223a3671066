"""Who listens for a second start, and what is left alone where nobody can tell who runs."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.commands.only_once import run_only_once
from kiosk.qt.second_start import FrontDoor
from kiosk.services.station_lock import Holder

ROOT = Path(__file__).resolve().parents[3]

ASK = """
import sys
from pathlib import Path
from kiosk.qt.second_start import ask_to_front
print(ask_to_front(Path(sys.argv[1])))
"""

UNHEARD = "a second start cannot be heard"


class Asked:
    """How often a station was asked to come to the front."""

    def __init__(self, door: FrontDoor) -> None:
        self.times = 0
        door.asked.connect(self._ask)

    def _ask(self) -> None:
        self.times += 1


@pytest.fixture
def lock_file() -> Iterator[Path]:
    """A lock file in a folder whose name is short enough for a socket beside it."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "station.lock"


@pytest.fixture
def first(qtbot: QtBot, lock_file: Path) -> Iterator[FrontDoor]:
    """A station that runs, and listens."""
    door = FrontDoor(lock_file, Holder.THIS_ONE)
    yield door
    door.close()


def start_again(qtbot: QtBot, lock_file: Path) -> bool:
    """Start the station once more, as another process; return whether somebody answered."""
    words = [sys.executable, "-c", ASK, str(lock_file)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert second.stdout is not None
        return second.stdout.read().strip() == b"True"


def leave_a_socket(lock_file: Path) -> None:
    """Leave what a station that was killed leaves."""
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind(str(lock_file.with_suffix(".socket")))


def test_a_second_start_is_heard(qtbot: QtBot, first: FrontDoor, lock_file: Path) -> None:
    asked = Asked(first)
    assert start_again(qtbot, lock_file)
    qtbot.waitUntil(lambda: asked.times == 1)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Windows end with their process")
@pytest.mark.parametrize("holder", [Holder.THIS_ONE, Holder.UNKNOWN])
def test_a_socket_that_a_crash_has_left_is_in_nobodys_way(
    qtbot: QtBot, lock_file: Path, holder: Holder
) -> None:
    leave_a_socket(lock_file)
    door = FrontDoor(lock_file, holder)
    assert start_again(qtbot, lock_file)
    door.close()


def test_where_nobody_can_tell_who_runs_the_first_one_keeps_its_socket(
    qtbot: QtBot, first: FrontDoor, lock_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = FrontDoor(lock_file, Holder.UNKNOWN)
    assert UNHEARD in caplog.text
    caplog.clear()
    heard, overheard = Asked(first), Asked(other)
    assert start_again(qtbot, lock_file)
    qtbot.waitUntil(lambda: heard.times > 0)
    assert overheard.times == 0
    # Nor is it taken away by the end of the other one.
    other.close()
    assert start_again(qtbot, lock_file)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Windows lie in no folder")
def test_where_nobody_can_listen_the_log_says_so(
    qtbot: QtBot, lock_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    FrontDoor(lock_file.parent / "gone" / "station.lock", Holder.THIS_ONE).close()
    assert UNHEARD in caplog.text
    caplog.clear()


@pytest.mark.parametrize("is_running", [True, False])
def test_where_nobody_can_tell_who_runs_a_station_that_answers_is_the_one(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lock_file: Path,
    is_running: bool,
) -> None:
    lock_file.mkdir()
    monkeypatch.setattr("kiosk.qt.second_start.ask_to_front", lambda _: is_running)
    opened: list[Holder] = []

    def run(holder: Holder) -> int:
        opened.append(holder)
        return 0

    assert run_only_once(lock_file, run) == 0
    assert opened == ([] if is_running else [Holder.UNKNOWN])
    assert ("already running" in capsys.readouterr().err) is is_running
