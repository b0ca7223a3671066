"""A screen that does not answer, or lets nobody in, ends the station with one sentence."""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.qt import window_system
from tests.support.own_account import variables_of_account
from tests.support.screen import needs_screen, virtual_screen

pytestmark = [
    needs_screen,
    pytest.mark.skipif(not shutil.which("xauth"), reason="needs a way to make cookies"),
]

IMPATIENT = """
import sys
from kiosk.qt import window_system
window_system._SECONDS = 0.5
from kiosk.__main__ import main
sys.exit(main())
"""
OPENS_QT = """
from PySide6.QtGui import QGuiApplication
from kiosk.qt.window_system import way_to_screen
with way_to_screen() as arguments:
    application = QGuiApplication(["station", *arguments])
print(application.platformName())
"""
WRONG = "[station]\nfull_screen = 1\n"
LEFT_OUT = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM")


@pytest.fixture
def account(tmp_path: Path) -> dict[str, str]:
    """The variables of an account without a screen."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**kept, **variables_of_account(home), "XDG_RUNTIME_DIR": str(home)}


def start(account: dict[str, str], *words: str, **screen: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", IMPATIENT, *words],
        env={**account, **screen},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def cookies(folder: Path, display: str) -> Path:
    """Return a new file with a cookie of its own for a display."""
    folder.mkdir()
    file = folder / "cookies"
    cookie = os.urandom(16).hex()
    command = ["xauth", "-f", str(file), "add", display, "MIT-MAGIC-COOKIE-1", cookie]
    subprocess.run(command, check=True, capture_output=True)
    return file


@contextmanager
def guarded_screen(folder: Path) -> Iterator[tuple[str, Path]]:
    """Start a screen that asks for a cookie; give its name and the file with the cookie."""
    file = cookies(folder / "right", ":0")
    with virtual_screen(folder, has_manager=False, more=("-auth", str(file))) as screen:
        number = screen.display
        # The server looks at the cookie alone; whoever comes looks for it under the number.
        cookie = subprocess.run(
            ["xauth", "-f", str(file), "list"], check=True, capture_output=True, text=True
        ).stdout.split()[-1]
        add = ["xauth", "-f", str(file), "add", number, "MIT-MAGIC-COOKIE-1", cookie]
        subprocess.run(add, check=True, capture_output=True)
        yield number, file


def test_a_display_that_nobody_has_is_one_sentence(account: dict[str, str]) -> None:
    for platform in ("", "xcb"):
        told = start(account, "--practice", DISPLAY=":4711", QT_QPA_PLATFORM=platform)
        assert (told.returncode, told.stderr) == (
            1,
            "The screen :4711 does not answer, or does not let the station in. Start the station "
            "from the desktop that its window is to open on. (PK-906)\n",
        )


def test_a_screen_that_has_ended_is_one_sentence(account: dict[str, str], tmp_path: Path) -> None:
    with virtual_screen(tmp_path, has_manager=False) as screen:
        display = screen.display
    told = start(account, "--practice", "--language", "de", DISPLAY=display)
    assert told.returncode == 1
    assert told.stderr.startswith(f"Der Bildschirm {display} antwortet nicht")
    assert told.stderr.count("\n") == 1


def test_a_screen_that_takes_no_cookie_of_ours_is_one_sentence(
    account: dict[str, str], tmp_path: Path
) -> None:
    with guarded_screen(tmp_path) as (display, right):
        wrong = cookies(tmp_path / "wrong", display)
        for file in (wrong, tmp_path / "none"):
            told = start(account, "--practice", DISPLAY=display, XAUTHORITY=str(file))
            assert told.returncode == 1
            assert "does not let the station in" in told.stderr
            assert told.stderr.count("\n") == 1
        opened = subprocess.run(
            [sys.executable, "-c", OPENS_QT],
            env={**account, "DISPLAY": display, "XAUTHORITY": str(right)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (opened.returncode, opened.stdout) == (0, "xcb\n"), opened.stderr


def test_a_screen_that_says_nothing_is_not_waited_for(account: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        display = f"127.0.0.1:{silent.getsockname()[1] - 6000}"
        told = start(account, "--practice", DISPLAY=display)
        assert told.returncode == 1
        assert told.stderr.startswith(f"The screen {display} does not answer")
        assert told.stderr.count("\n") == 1


def test_what_is_wrong_is_told_without_a_window_where_the_screen_does_not_answer(
    account: dict[str, str], tmp_path: Path
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(WRONG)
    told = start(account, "--settings", str(settings), DISPLAY=":4711")
    assert told.returncode == 2
    assert "PK-604" in told.stderr
    assert told.stderr.count("\n") == 1


@contextmanager
def compositor(folder: Path, answer: bytes | None) -> Iterator[str]:
    """Take one connection of Wayland, answer what is asked first, and give the display's name."""
    path = folder / "wayland-9"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        done = threading.Event()

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(12)
                if answer is not None:
                    connection.sendall(answer)
                    done.wait(30)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield path.name
        finally:
            done.set()
            thread.join()


DONE = struct.pack("=III", 2, 12 << 16, 0)
"""What `wl_display.sync` is answered with: the event 0, `done`, of the object 2."""


def test_a_compositor_is_known_by_its_answer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    assert window_system._connection("wayland") is None
    with compositor(tmp_path, None):
        assert window_system._connection("wayland") is None
    (tmp_path / "wayland-9").unlink()
    with compositor(tmp_path, DONE):
        close = window_system._connection("wayland")
        assert close is not None
        close()


@pytest.mark.skipif(not window_system._speaks_wayland(), reason="this Qt speaks X11 alone")
def test_where_wayland_does_not_answer_x11_is_taken(
    account: dict[str, str], tmp_path: Path
) -> None:
    with virtual_screen(tmp_path, has_manager=False) as screen:
        opened = subprocess.run(
            [sys.executable, "-c", OPENS_QT],
            env={**account, "DISPLAY": screen.display, "WAYLAND_DISPLAY": "wayland-gone"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert (opened.returncode, opened.stdout, opened.stderr) == (0, "xcb\n", "")
