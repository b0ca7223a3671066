"""A crash leaves no copy of the memory on the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.services.crash_dumps import stop_linux_dumps, stop_windows_reports

ROOT = Path(__file__).resolve().parents[3]

ABORT = """
import os, resource, sys
from kiosk.services import crash_dumps
os.chdir(sys.argv[1])
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
getattr(crash_dumps, sys.argv[2], lambda: None)()
os.abort()
"""


def crash(folder: Path, call: str) -> list[str]:
    """Let a process abort after that call, and return the files it has left in its folder."""
    folder.mkdir()
    run = subprocess.run(
        [sys.executable, "-c", ABORT, folder, call],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert run.returncode < 0, "it was to abort"
    return [path.name for path in folder.iterdir()]


@pytest.mark.skipif(sys.platform != "linux", reason="core files as Linux writes them")
def test_a_crash_writes_no_core_file(tmp_path: Path) -> None:
    if not crash(tmp_path / "as it is", "nothing"):
        pytest.skip("this machine writes no core files into the working folder")
    assert crash(tmp_path / "at the start", "forbid_core_files") == []
    assert crash(tmp_path / "with secrets", "forbid") == []


@pytest.mark.skipif(sys.platform != "linux", reason="a question to the Linux kernel")
def test_the_process_counts_as_one_that_is_not_dumped() -> None:
    ask = (
        "import ctypes, resource; from kiosk.services.crash_dumps import forbid; forbid();"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    run = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["0", "0"]


def test_linux_is_told_with_the_numbers_of_its_manual() -> None:
    told: list[tuple[int, ...]] = []

    class Library:
        def prctl(self, option: int, argument: int, *more: int) -> int:
            told.append((option, argument, *more))
            return 0

    stop_linux_dumps(Library())
    assert told == [(4, 0, 0, 0, 0)]


class Kernel32:
    """Windows' functions, as far as they are used."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []

    def SetErrorMode(self, mode: int) -> int:  # noqa: N802 - Windows calls it so
        self.told.append(("SetErrorMode", mode))
        return 0

    def WerSetFlags(self, flags: int) -> int:  # noqa: N802 - Windows calls it so
        self.told.append(("WerSetFlags", flags))
        return 0


def test_windows_is_told_not_to_report_and_to_leave_the_heap_out() -> None:
    library = Kernel32()
    stop_windows_reports(library)
    assert library.told == [("SetErrorMode", 3), ("WerSetFlags", 1)]


def test_a_windows_without_the_second_function_is_told_the_first() -> None:
    class Older(Kernel32):
        def WerSetFlags(self, flags: int) -> int:  # noqa: N802 - Windows calls it so
            raise AttributeError

    library = Older()
    stop_windows_reports(library)
    assert library.told == [("SetErrorMode", 3)]
