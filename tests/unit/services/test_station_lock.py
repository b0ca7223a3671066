"""One station for each account and kind, whatever an earlier one has left behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.services.paper_memory import PaperMemory
from kiosk.services.running_mark import RunningMark
from kiosk.services.station_lock import Holder, StationLock

HOLD = """
import sys
from pathlib import Path
from kiosk.services.station_lock import StationLock
lock = StationLock(Path(sys.argv[1]))
print(lock.take().name, flush=True)
sys.stdin.read()
"""


def test_one_station_holds_the_lock_until_it_lets_go(tmp_path: Path) -> None:
    first, second = (StationLock(tmp_path / "state" / "station.lock") for _ in range(2))
    assert first.take() is Holder.THIS_ONE
    assert second.take() is Holder.ANOTHER
    first.release()
    first.release()
    assert second.take() is Holder.THIS_ONE
    second.release()


@pytest.mark.skipif(sys.platform == "win32", reason="has no modes of that kind")
@pytest.mark.parametrize("makes", ["lock", "mark", "choices"])
def test_nobody_else_looks_into_the_folder_that_is_made(tmp_path: Path, makes: str) -> None:
    folder = tmp_path / "state"
    if makes == "lock":
        StationLock(folder / "station.lock").take()
    elif makes == "mark":
        RunningMark(folder / "running").begin()
    else:
        PaperMemory(folder / "paper.json").change(lambda choices: choices)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_station_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "station.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"THIS_ONE"
        assert StationLock(file).take() is Holder.ANOTHER
        holder.kill()
        holder.wait(10)
    lock = StationLock(file)
    assert lock.take() is Holder.THIS_ONE
    lock.release()


def test_whatever_stands_in_the_file_is_no_lock(tmp_path: Path) -> None:
    file = tmp_path / "station.lock"
    for content in (b"", b"1\npin-kiosk\nsome-host\n", b"\x00" * 4096):
        file.write_bytes(content)
        lock = StationLock(file)
        assert lock.take() is Holder.THIS_ONE
        lock.release()


def test_where_no_file_can_be_made_the_station_starts_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    assert StationLock(tmp_path / "state" / "station.lock").take() is Holder.UNKNOWN
    assert not RunningMark(tmp_path / "state" / "station.running").begin()
    RunningMark(tmp_path / "state" / "station.running").end()


def test_only_an_unclean_end_leaves_its_mark(tmp_path: Path) -> None:
    file = tmp_path / "state" / "station.running"
    assert not RunningMark(file).begin()
    assert file.read_bytes() == b""
    # That one never came to its end.
    again = RunningMark(file)
    assert again.begin()
    again.end()
    again.end()
    assert not RunningMark(file).begin()
