"""Who listens for a second start, and what is left alone where nobody can tell who runs."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from kiosk import __version__
from kiosk.commands.only_once import run_only_once
from kiosk.qt.second_start import Answer, FrontDoor
from kiosk.services.station_lock import Holder, StationLock

ROOT = Path(__file__).resolve().parents[3]

ASK = """
import sys
from pathlib import Path
from kiosk.qt import second_start
second_start.__version__ = sys.argv[2]
answer = second_start.ask_to_front(Path(sys.argv[1]))
print("nobody" if answer is None else f"version {answer.version}")
"""

UNHEARD = "a second start cannot be heard"


class Asked:
    """How often a station was asked to come to the front."""

    def __init__(self, door: FrontDoor) -> None:
        self.times = 0
        self.version = ""
        door.asked.connect(self._ask)

    def _ask(self, version: str) -> None:
        self.times += 1
        self.version = version


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


def start_again(qtbot: QtBot, lock_file: Path, version: str = __version__) -> bool:
    """Start the station once more, as another process; return whether this one answered."""
    words = [sys.executable, "-c", ASK, str(lock_file), version]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert second.stdout is not None
        return second.stdout.read().decode().strip() == f"version {__version__}"


def leave_a_socket(lock_file: Path) -> None:
    """Leave what a station that was killed leaves."""
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind(str(lock_file.with_suffix(".socket")))


def test_a_second_start_is_heard(qtbot: QtBot, first: FrontDoor, lock_file: Path) -> None:
    asked = Asked(first)
    assert start_again(qtbot, lock_file)
    qtbot.waitUntil(lambda: asked.times == 1)
    assert asked.version == __version__


def test_another_version_says_which_it_is(qtbot: QtBot, first: FrontDoor, lock_file: Path) -> None:
    asked = Asked(first)
    assert start_again(qtbot, lock_file, "99.1rc1")
    qtbot.waitUntil(lambda: asked.times == 1)
    assert asked.version == "99.1rc1"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Windows have another name")
@pytest.mark.parametrize(
    ("said", "version"),
    [
        (b"front\n", ""),
        (b"front 9.9 and what comes later\n", "9.9"),
        (b"front <b>9.9</b>\n", ""),
        (b"front " + b"9" * 300, None),
        (b"something else\n", None),
        (b"\xff\x00\n", None),
    ],
)
def test_whatever_knocks_is_answered_or_left_alone(
    qtbot: QtBot, first: FrontDoor, lock_file: Path, said: bytes, version: str | None
) -> None:
    asked = Asked(first)
    visitor = QLocalSocket()
    visitor.connectToServer(str(lock_file.with_suffix(".socket")))
    visitor.write(said)
    qtbot.waitUntil(lambda: visitor.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert (asked.times, asked.version) == ((0, "") if version is None else (1, version))
    assert (visitor.readAll().data() == f"here {__version__}\n".encode()) is bool(asked.times)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Windows have another name")
@pytest.mark.parametrize("said", [b"x" * 4096, b"x"])
def test_whoever_talks_without_end_in_the_stations_place_is_given_up(
    qtbot: QtBot, lock_file: Path, said: bytes
) -> None:
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.bind(str(lock_file.with_suffix(".socket")))
        stranger.listen()
        words = [sys.executable, "-c", ASK, str(lock_file), __version__]
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as second:
            visitor, _ = stranger.accept()
            gone = threading.Event()

            def talk() -> None:
                with contextlib.suppress(OSError):
                    while not gone.wait(0.1):
                        visitor.sendall(said)

            talker = threading.Thread(target=talk)
            talker.start()
            try:
                assert second.stdout is not None
                qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
                assert second.stdout.read().decode().strip() == "nobody"
            finally:
                second.kill()
                gone.set()
                visitor.close()
                talker.join()


@pytest.mark.parametrize("version", [__version__, "", "99.1"])
def test_a_second_start_tells_which_version_is_there_already(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lock_file: Path,
    version: str,
) -> None:
    lock = StationLock(lock_file)
    assert lock.take() is Holder.THIS_ONE
    monkeypatch.setattr("kiosk.qt.second_start.ask_to_front", lambda _: Answer(version))
    assert run_only_once(lock_file, lambda _: 1) == 0
    lock.release()
    told = capsys.readouterr().err
    assert "is already running here" in told
    assert ("PIN Kiosk 99.1 is already running here" in told) is (version == "99.1")
    assert (f"To work with {__version__} instead, close it first." in told) is (version == "99.1")


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
    monkeypatch.setattr(
        "kiosk.qt.second_start.ask_to_front", lambda _: Answer("") if is_running else None
    )
    opened: list[Holder] = []

    def run(holder: Holder) -> int:
        opened.append(holder)
        return 0

    assert run_only_once(lock_file, run) == 0
    assert opened == ([] if is_running else [Holder.UNKNOWN])
    assert ("already running" in capsys.readouterr().err) is is_running
