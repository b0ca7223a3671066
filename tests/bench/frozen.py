"""What the frozen station weighs, and how soon it answers, against a bare PySide6 window.

Freezes three programs, which takes two minutes: the station's folder, its one file, and a bare
window in the plain way, as somebody would who has nothing but PyInstaller. Each is started in
turn on a virtual screen. It is there when its window is painted, and interactive when a press of
the mouse on its button shows on the screen; both are read off the screen, in the same way for
all, so nothing in the programs helps to measure them.
"""

from __future__ import annotations

import argparse
import mmap
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QColor
from station_settings import SETTINGS

from tests.support.frozen import ONE_FILE, FrozenProgram, freeze, variables_of_a_bare_machine
from tests.support.screen import Screen, virtual_screen, wait_until, widest_run
from tests.support.window_stand import LIGHT

BARE_SCRIPT = Path(__file__).with_name("bare_window.py")
SIZE = (1600, 1000)
ASIDE = (SIZE[0] - 1, SIZE[1] - 1)
_LONGEST = 60.0


@dataclass(frozen=True)
class Start:
    """How long a start took until the window was painted, and until it answered; in seconds."""

    painted: float
    answering: float


@dataclass(frozen=True)
class Measured:
    """A program to start, where its button is pressed, and another place on that button.

    It is looked at there and not where it is pressed, because the screen shows the pointer too.
    """

    name: str
    command: Sequence[str]
    button: tuple[int, int]
    looked_at: tuple[int, int]


class Pixels:
    """The pixels of a virtual screen, quick to look at."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            self._memory = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        words = struct.unpack(">25I", self._memory[:100])
        self._start, self._line = words[0] + words[19] * 12, words[12]

    def around(self, place: tuple[int, int], side: int) -> bytes:
        """Return the pixels of a square around a place."""
        left = self._start + (place[0] - side // 2) * 4
        rows = range(place[1] - side // 2, place[1] + side // 2)
        return b"".join(
            self._memory[left + y * self._line : left + y * self._line + side * 4] for y in rows
        )


def start(measured: Measured, screen: Screen, pixels: Pixels, folder: Path) -> Start:
    """Start a program, press its button, and end it."""
    press_mouse(screen, ASIDE)
    before = pixels.around(measured.looked_at, 12)
    variables = {**variables_of_a_bare_machine(), "DISPLAY": screen.display}
    variables |= {name: str(folder) for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    began = time.perf_counter()
    process = subprocess.Popen(
        list(measured.command), env=variables, cwd=folder, stdout=subprocess.DEVNULL
    )
    try:
        wait_for_change(pixels, measured.looked_at, before)
        painted = time.perf_counter() - began
        shown = pixels.around(measured.looked_at, 12)
        press_mouse(screen, measured.button, "mousedown", "1")
        wait_for_change(pixels, measured.looked_at, shown)
        return Start(painted, time.perf_counter() - began)
    finally:
        press_mouse(screen, ASIDE, "mouseup", "1")
        process.terminate()
        process.wait(20)
        wait_until(lambda: pixels.around(measured.looked_at, 12) == before, what="it never went")


def wait_for_change(pixels: Pixels, place: tuple[int, int], before: bytes) -> None:
    """Look at a place every millisecond until it looks different."""
    end = time.perf_counter() + _LONGEST
    while pixels.around(place, 12) == before:
        assert time.perf_counter() < end, "nothing ever changed there"
        time.sleep(0.001)


def press_mouse(screen: Screen, place: tuple[int, int], *words: str) -> None:
    """Move the mouse to a place and do something there."""
    command = ["xdotool", "mousemove", *map(str, place), *words]
    subprocess.run(command, env=screen.environment, check=True, timeout=30)


def find_button(program: FrozenProgram, settings: Path, screen: Screen, folder: Path) -> Measured:
    """Start the station once, and see where its button is."""
    command = [str(program.program), "--settings", str(settings), "--windowed", "--language", "en"]
    variables = {**variables_of_a_bare_machine(), "DISPLAY": screen.display, "HOME": str(folder)}
    empty = screen.picture()
    process = subprocess.Popen(command, env=variables, cwd=folder)
    try:
        x, y, width = widest_run(screen.settled(empty), QColor(LIGHT["primary"]))
        assert width > 100, "the station shows no button"
        return Measured("station", command, (x + width * 3 // 4, y + 12), (x + width // 4, y + 12))
    finally:
        process.terminate()
        process.wait(20)


def freeze_bare(folder: Path) -> None:
    """Freeze the bare window as somebody would who has nothing but PyInstaller."""
    paths = [f"--{kind}path={folder / kind}" for kind in ("dist", "work", "spec")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", *paths]
    subprocess.run([*command, str(BARE_SCRIPT)], check=True)


def programs_in(folder: Path) -> tuple[FrozenProgram, FrozenProgram, FrozenProgram]:
    """Return the bare window, the station's folder and its one file; freeze what is not there."""
    bare = FrozenProgram(folder / "bare" / "dist" / BARE_SCRIPT.stem, BARE_SCRIPT.stem)
    station = FrozenProgram(folder / "station" / "dist" / "pin-kiosk")
    one_file = FrozenProgram(folder / "one-file" / "dist", ONE_FILE)
    if not bare.program.exists():
        freeze_bare(folder / "bare")
    if not station.program.exists():
        freeze(folder / "station")
    if not one_file.program.exists():
        freeze(folder / "one-file", is_one_file=True)
    return bare, station, one_file


def megabytes(folder: Path) -> float:
    """Return what the files of a folder weigh."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in files) / 1_000_000


def main() -> None:
    """Print sizes, starts and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="starts of each program (9)")
    parser.add_argument("--programs", type=Path, metavar="DIR", help="keep the programs there")
    arguments = parser.parse_args()
    rounds = arguments.rounds
    with tempfile.TemporaryDirectory(prefix="pin-kiosk-bench-") as scratch:
        folder = Path(scratch)
        bare, station, one_file = programs_in(arguments.programs or folder)
        weights = {"bare": megabytes(bare.folder), "station": megabytes(station.folder)}
        print(
            f"size: bare {weights['bare']:.0f} MB, station {weights['station']:.0f} MB, ratio "
            f"{weights['station'] / weights['bare']:.2f} (aim: at most 1.0); "
            f"one file {one_file.program.stat().st_size / 1_000_000:.0f} MB",
            flush=True,
        )
        settings = folder / "settings.toml"
        settings.write_text(SETTINGS, encoding="utf-8")
        with virtual_screen(folder, SIZE, has_manager=False) as screen:
            measured = find_button(station, settings, screen, folder)
            words = measured.command[1:]
            programs = (
                Measured("bare", [str(bare.program), "--stay", "60000"], (640, 400), (320, 400)),
                measured,
                replace(measured, name="one file", command=[str(one_file.program), *words]),
            )
            report(starts_of(programs, screen, Pixels(folder / "Xvfb_screen0"), folder, rounds))
        tested = one_file.run(folder, "self-test")
        print(f"self-test of the one file: exit code {tested.returncode} (aim: 0)")


def starts_of(
    programs: Sequence[Measured], screen: Screen, pixels: Pixels, folder: Path, rounds: int
) -> dict[str, list[Start]]:
    """Start the programs in turn, so that a busy machine hits all alike; the first do not count."""
    found: dict[str, list[Start]] = {program.name: [] for program in programs}
    for number in range(rounds + 1):
        for program in programs:
            made = start(program, screen, pixels, folder)
            if number:
                found[program.name].append(made)
    return found


def report(found: dict[str, list[Start]]) -> None:
    """Print the medians."""
    for what, kind in (("painted", "painted"), ("answering a press", "answering")):
        times = {
            name: statistics.median(getattr(one, kind) for one in starts)
            for name, starts in found.items()
        }
        aim = " (aim: at most 1.3)" if kind == "answering" else ""
        print(
            f"start to {what}: bare {times['bare'] * 1000:.0f} ms, "
            f"station {times['station'] * 1000:.0f} ms, "
            f"ratio {times['station'] / times['bare']:.2f}{aim}; "
            f"one file {times['one file'] * 1000:.0f} ms, "
            f"{times['one file'] / times['station']:.1f} times the folder",
            flush=True,
        )


if __name__ == "__main__":
    main()
