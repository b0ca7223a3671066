"""A virtual screen with a window manager on it: keys, mouse, and the pixels as they are now."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from tests.support.pages import qr_codes

PROGRAMS = ("Xvfb", "openbox", "xdotool")
SIZE = (1600, 1000)
SECONDS = 30.0
AT_ONCE = ("nice", "-n", "-15") if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
"""What hands and screen are started with: they don't slow down when the machine is busy."""

needs_screen = pytest.mark.skipif(
    not all(shutil.which(program) for program in PROGRAMS), reason="needs a virtual screen"
)


class Screen:
    """One screen; it has nothing on it but what the test starts."""

    def __init__(self, display: str, pixels: Path) -> None:
        self.display = display
        self._pixels = pixels
        leave_out = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION")
        kept = {name: value for name, value in os.environ.items() if name not in leave_out}
        self.environment = {**kept, "DISPLAY": display}

    def picture(self) -> QImage:
        """Return what is on the screen now."""
        data = self._pixels.read_bytes()
        words = struct.unpack(">25I", data[:100])
        header, width, height, line, colours = words[0], words[4], words[5], words[12], words[19]
        start = header + colours * 12
        image = QImage(data[start:], width, height, line, QImage.Format.Format_RGB32)
        return image.copy()

    def settled(self, before: QImage | None = None, seconds: float = SECONDS) -> QImage:
        """Wait until the screen shows something else than before, and shows it quietly."""
        end = time.monotonic() + seconds
        last, since = self.picture(), time.monotonic()
        while time.monotonic() < end:
            threading.Event().wait(0.05)
            now = self.picture()
            if now != last:
                last, since = now, time.monotonic()
            elif time.monotonic() - since > 0.3 and (before is None or now != before):
                return now
        raise AssertionError("the screen never came to rest with something new on it")

    def key(self, *names: str) -> None:
        """Press keys, one after the other."""
        self._xdotool("key", "--delay", "40", *names)

    def type_text(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", "40", text)

    def click(self, x: int, y: int) -> None:
        """Press the left button of the mouse somewhere."""
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def click_widest(self, colour: str) -> None:
        """Press the widest thing of that colour, which is the page's primary button."""
        x, y, width = widest_run(self.picture(), QColor(colour))
        assert width > 100, f"nothing on the screen is a button in {colour}"
        self.click(x + width // 2, y)

    def wait_for_window(self, title: str, seconds: float = SECONDS) -> str:
        """Wait for a window whose title begins so, give it the keys, and return its id."""
        found: list[str] = []

        def look() -> bool:
            search = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}"]
            answer = subprocess.run(
                search, env=self.environment, capture_output=True, text=True, check=False
            )
            found[:] = answer.stdout.split()
            return bool(found)

        wait_until(look, seconds, f"there was no window {title!r}")
        self._xdotool("windowactivate", "--sync", found[-1])
        return found[-1]

    def codes(self) -> list[str]:
        """Return what a decoder reads on the screen."""
        grey = self.picture().convertToFormat(QImage.Format.Format_Grayscale8)
        found = qr_codes(bytes(grey.constBits()), grey.height(), grey.bytesPerLine())
        return [code.decode() for code in found]

    def save(self, path: Path) -> None:
        """Keep a picture of the screen, for whoever has to find out what went wrong."""
        self.picture().save(str(path))

    def _xdotool(self, *words: str) -> None:
        subprocess.run([*AT_ONCE, "xdotool", *words], env=self.environment, check=True, timeout=30)


def widest_run(picture: QImage, colour: QColor) -> tuple[int, int, int]:
    """Return left, top and width of the widest thing filled with a colour, looked for coarsely."""
    best = (0, 0, 0)
    wanted = colour.rgb()
    for y in range(0, picture.height(), 6):
        start = -1
        for x in range(0, picture.width() + 4, 4):
            if x < picture.width() and picture.pixel(x, y) == wanted:
                start = x if start < 0 else start
            elif start >= 0:
                # A button is filled, unlike the ring around what has the keys.
                below = QPoint(start + 12, y + 12)
                is_filled = picture.valid(below) and picture.pixel(below) == wanted
                if is_filled and x - start > best[2]:
                    best = (start, y, x - start)
                start = -1
    return best


def wait_until(condition: Callable[[], bool], seconds: float = SECONDS, what: str = "") -> None:
    """Wait for a condition outside of this process."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, what or "it never happened"
        threading.Event().wait(0.05)


@contextmanager
def virtual_screen(
    folder: Path,
    size: tuple[int, int] = SIZE,
    *,
    has_manager: bool = True,
    more: Sequence[str] = (),
) -> Iterator[Screen]:
    """Start a screen on a free display, with a window manager; both end afterwards.

    `more` are further options of Xvfb.
    """
    read_end, write_end = os.pipe()
    width, height = size
    options = ["-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"]
    options += ["-fbdir", str(folder), *more]
    server = subprocess.Popen(
        [*AT_ONCE, "Xvfb", "-displayfd", str(write_end), *options],
        pass_fds=(write_end,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as number:
        display = f":{number.readline().strip()}"
    started = [server]
    try:
        assert display != ":", "Xvfb did not start"
        screen = Screen(display, folder / "Xvfb_screen0")
        if has_manager:
            started.append(
                subprocess.Popen(
                    ["openbox", "--sm-disable"],
                    env={**screen.environment, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )
        yield screen
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(10)
