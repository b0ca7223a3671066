"""The frozen program's window on a real screen, with its own tenant and the system's browser."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.frozen import FrozenProgram
from tests.support.headless_browser import chromium
from tests.support.kiosk_stand import windows_with_names, xdotool
from tests.support.screen import needs_screen, wait_until
from tests.support.window_stand import (
    is_listening,
    reset_sams_pin,
    stand,
)

pytestmark = [
    pytest.mark.timeout(400),
    needs_screen,
    pytest.mark.skipif(chromium() is None, reason="needs a browser"),
]

TITLE = "PIN Kiosk, Übung"


def test_it_opens_in_german_resets_a_pin_comes_to_the_front_and_closes(
    frozen: FrozenProgram, tmp_path: Path
) -> None:
    command = [str(frozen.program)]
    with stand(tmp_path, "--practice", "--windowed", command=command, language="de") as it:
        screen = it.screen
        window = screen.wait_for_window(TITLE)
        pages = reset_sams_pin(it)
        # A browser that was given this program's libraries might not start.
        assert (tmp_path / "libraries").read_text().strip() == ""
        if sys.platform.startswith("linux"):
            loaded = Path(f"/proc/{it.process.pid}/maps").read_text()
            # Dead keys and input methods are Qt's plugins, found by name when a key is pressed.
            assert re.search(r"lib(compose|ibus)platforminputcontextplugin", loaded)

        xdotool(screen, "windowminimize", "--sync", window)
        wait_until(lambda: not windows_with_names(screen), what="it was never put away")
        second = subprocess.run(
            [*command, "--practice", "--windowed"],
            env=dict(it.environment),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (second.returncode, second.stdout) == (0, "")
        assert "already running" in second.stderr
        wait_until(
            lambda: xdotool(screen, "getactivewindow").strip() == window,
            what="it never came back",
        )

        screen.key("alt+F4")
        screen.settled()
        # A result is shown, so it asks once.
        if it.process.poll() is None:
            screen.key("Return")
        assert it.process.wait(20) == 0
        assert pages.port is not None
        assert not is_listening(pages.port)


@pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")
def test_it_ends_on_sigterm_and_takes_its_tenant_along(
    frozen: FrozenProgram, tmp_path: Path
) -> None:
    with stand(tmp_path, "--practice", "--windowed", command=[str(frozen.program)]) as it:
        it.screen.wait_for_window("PIN Kiosk, practice")
        it.screen.settled()
        it.screen.key("Return")
        port = urlsplit(it.next_address()).port
        assert port is not None
        it.process.send_signal(signal.SIGTERM)
        assert it.process.wait(20) == 0
        wait_until(lambda: not is_listening(port), what="the practice tenant lives on")
