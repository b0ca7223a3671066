"""A computer that is nothing but a station: its session, with Xvfb in the place of Xorg."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kiosk.commands.outcome import ExitCode
from kiosk.practice.launcher import PracticeTenant
from tests.support import practice
from tests.support.kiosk_stand import (
    PROGRAM,
    covers,
    kiosk_settings,
    windows_with_names,
    xdotool,
)
from tests.support.monitors import Monitors, Place, can_change_monitors
from tests.support.own_account import ROOT, variables_of_account
from tests.support.printers import kill_with_children
from tests.support.screen import Screen, needs_screen, wait_until

practice_tenant = practice.practice_tenant

NEEDED = ("xauth", "mcookie")
pytestmark = [
    needs_screen,
    pytest.mark.skipif(
        not all(shutil.which(program) for program in NEEDED), reason=f"needs {', '.join(NEEDED)}"
    ),
]

INSTALLED = ROOT / "packaging/kiosk_session/linux/usr/local/lib/pin-kiosk-station"
SMALLER: Place = (0, 0, 1024, 600)
SHORTCUTS = (
    *("alt+Tab", "alt+F4", "alt+space", "alt+Escape", "alt+F7", "super+d", "super+e", "super+F2"),
    *("ctrl+alt+Left", "ctrl+alt+Down", "shift+alt+Right", "ctrl+alt+BackSpace", "ctrl+alt+Delete"),
)
"""What window managers and X take for themselves unless told not to."""


ALONE = " -nolisten local"
"""What the session tells X on a computer that has no other. Beside the screens of other tests X
would take the name of one of them, and what asks for it would reach either."""


class KioskSession:
    """The session of pin-kiosk-station.service, run once."""

    def __init__(self, folder: Path, command: Sequence[str], pause: str = "1") -> None:
        self._folder = folder
        self._told = folder / "told"
        self._said = folder / "said"
        session = folder / "pin-kiosk-station"
        shutil.copytree(INSTALLED, session)
        script = session / "session"
        text = script.read_text()
        assert "\nPAUSE=1\n" in text
        assert text.count(ALONE) == 1
        text = text.replace("\nPAUSE=1\n", f"\nPAUSE={pause}\n").replace(ALONE, "")
        script.write_text(text)
        programs = folder / "bin"
        programs.mkdir(exist_ok=True)
        (programs / "Xorg").symlink_to(shutil.which("Xvfb") or "")
        program = programs / "pin-kiosk"
        # It tells which screen it was given.
        program.write_text(
            f'#!/bin/sh\necho "$DISPLAY $XAUTHORITY $QT_QPA_PLATFORM" >>"{self._told}"\n'
            + "exec "
            + " ".join(f"'{word}'" for word in command)
            + "\n"
        )
        program.chmod(0o755)
        pixels = folder / "screen"
        pixels.mkdir()
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        left_out = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_VTNR", "QT_QPA_PLATFORM")
        environment = {name: value for name, value in os.environ.items() if name not in left_out}
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                [script],
                cwd=folder,
                env={
                    **environment,
                    "PATH": f"{programs}:{os.environ['PATH']}",
                    **variables_of_account(folder),
                    "XDG_RUNTIME_DIR": str(runtime),
                    "LC_ALL": "C.UTF-8",
                    "PIN_KIOSK_X_OPTIONS": f"-screen 0 1280x800x24 -fbdir {pixels}",
                },
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        """What the session and the station have said."""
        return self._said.read_text()

    @property
    def starts(self) -> list[str]:
        """For each start of the station, the screen that it was given."""
        return self._told.read_text().splitlines() if self._told.exists() else []

    def screen(self) -> Screen:
        """Return the screen, once there is one."""
        wait_until(lambda: bool(self.starts), what="the station was never started")
        display, cookie, platform = self.starts[0].split(" ")
        assert platform == "xcb"
        screen = Screen(display, self._folder / "screen" / "Xvfb_screen0")
        screen.environment["XAUTHORITY"] = cookie
        return screen

    def pid(self, name: str) -> int:
        """Return the number of the one process under the session that is called so."""
        number = self.process.pid
        children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        (found,) = [
            int(child)
            for child in children
            if name in Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
        ]
        return found

    def end(self) -> None:
        """End it if it still runs, and whatever it left."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(30)
        finally:
            kill_with_children(self.process)


@contextmanager
def kiosk_session(folder: Path, command: Sequence[str], pause: str = "1") -> Iterator[KioskSession]:
    session = KioskSession(folder, command, pause)
    try:
        yield session
    finally:
        session.end()


def station(tenant: PracticeTenant, folder: Path) -> list[str]:
    """Return the command of the real station, which tells its pages and notices."""
    program = folder / "program.py"
    program.write_text(PROGRAM)
    settings = kiosk_settings(tenant, folder)
    return [sys.executable, str(program), "--language", "en", "--settings", str(settings)]


def test_the_station_has_the_screen_and_comes_back_when_it_was_killed(
    practice_tenant: PracticeTenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kiosk_session(tmp_path, station(practice_tenant, tmp_path)) as session:
        screen = session.screen()
        search = ("search", "--onlyvisible", "--name", "^PIN Kiosk")
        seen: list[str] = []

        def is_alone_in_front(place: Place = (0, 0, 1280, 800)) -> bool:
            found = xdotool(screen, *search).split()
            names = {name[:9] for name in windows_with_names(screen)}
            active = xdotool(screen, "getactivewindow").strip()
            covering = [one for one in found if covers(screen, one, place)]
            seen[:] = [f"windows {found}, covering {covering}, active {active}, named {names}"]
            return len(found) == 1 and [active] == covering == found and names == {"PIN Kiosk"}

        def wait_until_alone(seconds: float, what: str) -> None:
            try:
                wait_until(is_alone_in_front, seconds)
            except AssertionError as error:
                raise AssertionError(f"{what}: {seen}") from error

        wait_until_alone(60, "it never covered the screen")
        process = session.pid("program.py")
        xdotool(screen, "key", "--delay", "5", *SHORTCUTS)
        # On the window and on its lower edge, with every button.
        clicks = [f"mousemove 640 799 mousedown {button} mouseup {button}" for button in (1, 2, 3)]
        xdotool(screen, script="\n".join(clicks) + "\n")
        wait_until_alone(30, "something led out of it")
        assert session.pid("program.py") == process

        os.kill(process, signal.SIGKILL)
        wait_until(lambda: len(session.starts) == 2, what="it was never started again")
        wait_until(lambda: "notice STARTED_AGAIN" in session.said, what="it never said so")
        wait_until_alone(60, "it never covered the screen again")
        assert len(set(session.starts)) == 1

        if can_change_monitors():
            monkeypatch.setenv("XAUTHORITY", screen.environment["XAUTHORITY"])
            with closing(Monitors(screen.display)) as monitors:
                monitors.put("SMALLER", SMALLER, primary=True)
                wait_until(lambda: is_alone_in_front(SMALLER), what="it kept its size")

        session.process.terminate()
        assert session.process.wait(30) == 128 + signal.SIGTERM
        # The station ended in good order, and nothing is left.
        assert not (tmp_path / "state/pin-kiosk/station.running").exists()
        assert list((tmp_path / "run").iterdir()) == []


def test_nobody_without_the_cookie_reaches_the_screen(tmp_path: Path) -> None:
    with kiosk_session(tmp_path, ["sleep", "60"]) as session:
        screen = session.screen()
        stranger = {**screen.environment, "XAUTHORITY": os.devnull, "HOME": os.devnull}
        asked = ["xdotool", "getdisplaygeometry"]
        assert subprocess.run(asked, env=screen.environment, check=False).returncode == 0
        refused = subprocess.run(asked, env=stranger, capture_output=True, check=False)
        assert refused.returncode != 0


@pytest.mark.parametrize(
    ("code", "starts", "result"),
    [(ExitCode.DONE, 1, 0), (ExitCode.BAD_USAGE, 1, 2), (ExitCode.FAILED, 10, 1)],
    ids=["was left", "has wrong settings", "never stays"],
)
def test_a_session_ends_with_a_station_that(
    tmp_path: Path, code: ExitCode, starts: int, result: int
) -> None:
    with kiosk_session(tmp_path, ["sh", "-c", f"exit {int(code)}"], pause="0.01") as session:
        assert session.process.wait(30) == result, session.said
        assert len(session.starts) == starts
        assert "pin-kiosk-station: " in session.said


def test_a_session_ends_though_its_window_manager_lost_the_first_signal(tmp_path: Path) -> None:
    manager = tmp_path / "bin" / "openbox"
    manager.parent.mkdir()
    manager.write_text(
        "#!/bin/sh\ntrap 'trap - TERM' TERM\n"
        f"echo $$ >'{tmp_path}/manager'\nwhile :; do sleep 0.05; done\n"
    )
    manager.chmod(0o755)
    # The station waits for the manager to listen.
    wait = f"until [ -s {tmp_path}/manager ]; do sleep 0.05; done"
    with kiosk_session(tmp_path, ["sh", "-c", wait]) as session:
        assert session.process.wait(30) == 0, session.said


def test_a_session_ends_with_its_screen(tmp_path: Path) -> None:
    with kiosk_session(tmp_path, ["sleep", "60"], pause="0.01") as session:
        session.screen()
        server = session.pid("Xorg")
        os.kill(server, signal.SIGKILL)
        # A real station ends with X; this one would be started once more, and stay.
        wait_until(lambda: not Path(f"/proc/{server}").exists(), what="X did not end")
        os.kill(session.pid("sleep"), signal.SIGKILL)
        assert session.process.wait(30) == 1
        assert "pin-kiosk-station: X is gone\n" in session.said
