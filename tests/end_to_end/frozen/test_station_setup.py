"""The frozen station is set up in its window, and the same process starts on what was written."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from tests.support.frozen import FrozenProgram
from tests.support.headless_browser import chromium
from tests.support.kiosk_stand import windows_with_names, xdotool
from tests.support.ordinary_user import IS_ROOT
from tests.support.screen import Screen, needs_screen, wait_until, widest_run
from tests.support.window_stand import LIGHT, is_search, stand

pytestmark = [
    pytest.mark.timeout(400),
    needs_screen,
    pytest.mark.skipif(chromium() is None, reason="needs a browser"),
    pytest.mark.skipif(
        IS_ROOT and shutil.which("unshare") is None, reason="would write into this machine's /etc"
    ),
]

TENANT = "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11"
CLIENT = "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f"
CLIPBOARD = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.clipboard().setText(sys.argv[1])
print("ready", flush=True)
application.exec()
"""
OWN_ETC = 'mount --bind /etc /etc && mount -o remount,bind,ro /etc && exec "$@"'


def with_settings_of_its_own(command: Sequence[str]) -> list[str]:
    """Keep root too from writing the settings of this machine."""
    return ["unshare", "-m", "sh", "-c", OWN_ETC, "sh", *command] if IS_ROOT else [*command]


@contextmanager
def clipboard(screen: Screen, text: str) -> Iterator[None]:
    """Hold a text to be pasted."""
    with subprocess.Popen(
        [sys.executable, "-c", CLIPBOARD, text],
        env={**screen.environment, "QT_QPA_PLATFORM": "xcb"},
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "ready\n"
            yield
        finally:
            holder.kill()


def has_next(screen: Screen) -> bool:
    """Whether the page has a button that leads on, and that can be pressed."""
    return widest_run(screen.picture(), QColor(LIGHT["primary"]))[2] > 100


def press_next(screen: Screen) -> None:
    """Press that button, and take the mouse from it: under it, it has another colour."""
    screen.click_widest(LIGHT["primary"])
    xdotool(screen, "mousemove", "1", "1")


def test_the_assistant_leads_to_a_start_on_its_settings(
    frozen: FrozenProgram, tmp_path: Path
) -> None:
    command = with_settings_of_its_own([str(frozen.program)])
    # Nobody is asked about ids that nobody has.
    nobody = {"HTTPS_PROXY": "http://127.0.0.1:9"}
    with stand(tmp_path, "--windowed", command=command, variables=nobody) as it:
        screen = it.screen
        screen.wait_for_window("PIN Kiosk, practice")
        screen.settled()
        exe = Path(f"/proc/{it.process.pid}/exe")
        program = exe.readlink()
        screen.key("Tab", "space")
        wait_until(lambda: is_search(screen), what="the assistant never came")
        with clipboard(screen, f"{TENANT} {CLIENT}"):
            screen.key("ctrl+v")
            wait_until(lambda: has_next(screen), what="the ids lead nowhere")
        settings = tmp_path / "config" / "pin-kiosk" / "settings.toml"
        while not settings.exists():
            before = screen.settled()
            press_next(screen)
            screen.settled(before)
        wait_until(lambda: has_next(screen), what="nothing was saved")
        press_next(screen)
        mark = tmp_path / "state" / "pin-kiosk" / "station.running"
        wait_until(mark.exists, what="the station never started")
        wait_until(lambda: windows_with_names(screen) == {"PIN Kiosk"}, what="it never opened")
        assert it.process.poll() is None
        assert exe.readlink() == program
        assert not mark.with_name("practice.running").exists()
        written = tomllib.loads(settings.read_text(encoding="utf-8"))
        assert written["tenant"] == {"tenant_id": TENANT, "client_id": CLIENT}
        screen.key("alt+F4")
        assert it.process.wait(20) == 0
