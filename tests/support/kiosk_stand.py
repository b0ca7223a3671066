"""The real program in kiosk mode on a screen of its own, and what it and the screen say of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.practice.launcher import PracticeTenant
from tests.support.monitors import Place
from tests.support.own_account import variables_of_account
from tests.support.practice import tenant_table
from tests.support.screen import Screen, virtual_screen, wait_until

SIZE = (1280, 800)

PROGRAM = """
import sys
from kiosk.app import Station
from kiosk.__main__ import main

show = Station.show

def show_and_tell(station):
    def tell(page):
        print("page", page.name, flush=True)
    def tell_notice(notice):
        kind = notice and notice.kind
        print("notice", kind.name if kind else "-", flush=True)
    station.controller.page_changed.connect(tell)
    station.controller.notice_changed.connect(tell_notice)
    show(station)
    tell(station.controller.page)
    tell_notice(station.controller.notice)

Station.show = show_and_tell
sys.exit(main())
"""
"""The program as it is, but it says which page and which notice it shows."""

OTHER_VERSION = "99.1"
OTHER_PROGRAM = f"import kiosk; kiosk.__version__ = {OTHER_VERSION!r}\n" + PROGRAM
"""The same, as the other version that may lie beside it."""


def kiosk_settings(tenant: PracticeTenant, folder: Path, station: str = "") -> Path:
    """Write settings for kiosk mode, where people sign in with a code and no browser opens."""
    file = folder / "settings.toml"
    file.write_text(
        tenant_table(tenant)
        + '[sign_in]\nmethod = "device-code"\n'
        + f"[station]\nfull_screen = true\n{station}"
    )
    return file


class KioskProcess:
    """The program, started once."""

    def __init__(
        self, screen: Screen, folder: Path, arguments: Sequence[str], program: str = PROGRAM
    ) -> None:
        self.screen = screen
        self._said = folder / f"said-{len(list(folder.glob('said-*')))}"
        self._complained = self._said.with_name(f"{self._said.name}-stderr")
        # A browser that is opened leaves a file: nobody may open one.
        self.browser_mark = folder / "browser-was-opened"
        browser = folder / "browser"
        browser.write_text(f"#!/bin/sh\ntouch '{self.browser_mark}'\n")
        browser.chmod(0o755)
        environment = {
            **screen.environment,
            "BROWSER": str(browser),
            **variables_of_account(folder),
            "LC_ALL": "C.UTF-8",
        }
        with self._said.open("wb") as said, self._complained.open("wb") as complained:
            self.process = subprocess.Popen(
                [sys.executable, "-c", program, "--language", "en", *arguments],
                cwd=folder,
                env=environment,
                stdout=said,
                stderr=complained,
            )

    @property
    def pages(self) -> list[str]:
        """The pages that it has shown, in order."""
        return self._words("page")

    @property
    def notices(self) -> list[str]:
        """The notices that it has shown, in order."""
        return self._words("notice")

    @property
    def stderr(self) -> str:
        """What it has said to whoever started it."""
        return self._complained.read_text()

    def wait_for_page(self, name: str) -> None:
        """Wait until it shows that page."""
        wait_until(lambda: self.pages[-1:] == [name], what=f"it never came to {name}")

    def window(self) -> str:
        """Return its window's id, once it covers the screen."""
        found = self.screen.wait_for_window("PIN Kiosk")
        wait_until(lambda: covers(self.screen, found), what="it never covered the screen")
        return found

    def end(self) -> None:
        """Kill it if it still runs."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)

    def _words(self, kind: str) -> list[str]:
        lines = self._said.read_text().splitlines()
        return [line.partition(" ")[2] for line in lines if line.startswith(f"{kind} ")]


class KioskStand:
    """A screen, and the program as often as it is started."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.screen = screen
        self._folder = folder
        self._started: list[KioskProcess] = []

    def start(self, *arguments: str, program: str = PROGRAM) -> KioskProcess:
        """Start the program."""
        process = KioskProcess(self.screen, self._folder, arguments, program)
        self._started.append(process)
        return process

    def end(self) -> None:
        """End all that was started."""
        for process in self._started:
            process.end()


@contextmanager
def kiosk_stand(
    folder: Path, size: tuple[int, int] = SIZE, *, has_manager: bool = True
) -> Iterator[KioskStand]:
    """Give a screen, with a window manager or not; what goes wrong is kept as a picture."""
    pixels = folder / "screen"
    pixels.mkdir()
    with virtual_screen(pixels, size, has_manager=has_manager) as screen:
        stand = KioskStand(screen, folder)
        try:
            yield stand
        except BaseException:
            screen.save(folder / "failed.png")
            raise
        finally:
            stand.end()


def xdotool(screen: Screen, *words: str, script: str | None = None) -> str:
    """Ask xdotool, or have it do the lines of a script; return what it says."""
    answer = subprocess.run(
        ["xdotool", *words] if script is None else ["xdotool", "-"],
        input=script,
        env=screen.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return answer.stdout


def covers(screen: Screen, window: str, place: Place = (0, 0, *SIZE)) -> bool:
    """Say whether a window lies over the whole of a screen or monitor, and over nothing else."""
    said = xdotool(screen, "getwindowgeometry", "--shell", window)
    lines = dict(line.split("=", 1) for line in said.splitlines() if "=" in line)
    return [lines.get(name) for name in ("X", "Y", "WIDTH", "HEIGHT")] == [*map(str, place)]


def windows_with_names(screen: Screen) -> set[str]:
    """Return the names of all windows that can be seen."""
    ids = xdotool(screen, "search", "--onlyvisible", "--name", ".").split()
    return {xdotool(screen, "getwindowname", one).strip() for one in ids} - {""}
