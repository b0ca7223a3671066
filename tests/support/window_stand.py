"""The program on a screen of its own, and the browser that it opens."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit

from PySide6.QtGui import QColor, QImage

from tests.support.headless_browser import HeadlessBrowser, headless_browser
from tests.support.own_account import ROOT, variables_of_account
from tests.support.screen import Screen, virtual_screen, wait_until, widest_run

LIGHT = tomllib.loads((ROOT / "resources/styles/light.toml").read_text(encoding="utf-8"))
"""The colours of the window, where the system asks for no dark one."""

NO_VARIABLES: Mapping[str, str] = MappingProxyType({})
SUBMIT = "idSIButton9"
_MOST_OF_A_PAGE = 600
_INSIDE = 24
"""So many pixels from the ring around a field there is nothing of it; a button is filled there."""

WRAPPER = """#!/bin/sh
printf '%s\\n' "${LD_LIBRARY_PATH-}" >> "$(dirname "$0")/libraries"
printf '%s\\n' "$1" >> "$(dirname "$0")/addresses"
"""


@dataclass
class Stand:
    """A screen with the program on it, and the browser that the program opens."""

    screen: Screen
    process: subprocess.Popen[bytes]
    browser: HeadlessBrowser
    folder: Path
    environment: Mapping[str, str]

    def addresses(self) -> list[str]:
        """Return what the program has asked the browser to open."""
        file = self.folder / "addresses"
        return file.read_text().split() if file.exists() else []

    def next_address(self) -> str:
        """Open what the program asks to open next, in the browser, and return it."""
        seen = len(self.addresses())
        wait_until(lambda: len(self.addresses()) > seen, what="the program opened no page")
        self.browser.open(self.addresses()[seen])
        return self.addresses()[seen]

    def results(self, name: str) -> list[str]:
        """Return the results that the program has written to its audit file so far."""
        file = next(self.folder.rglob(name), None)
        lines = [] if file is None else file.read_text().splitlines()
        return [json.loads(line)["result"] for line in lines]


@contextmanager
def stand(
    folder: Path,
    *arguments: str,
    command: Sequence[str] = (sys.executable, "-m", "kiosk"),
    language: str = "en",
    variables: Mapping[str, str] = NO_VARIABLES,
) -> Iterator[Stand]:
    """Start the program on a screen of its own; what goes wrong is kept as a picture.

    `variables` are further ones of its environment.
    """
    wrapper = folder / "browser"
    wrapper.write_text(WRAPPER)
    wrapper.chmod(0o755)
    pixels, profile = folder / "screen", folder / "profile"
    pixels.mkdir()
    with virtual_screen(pixels) as screen, headless_browser(profile) as browser:
        environment = {
            **screen.environment,
            "BROWSER": str(wrapper),
            **variables_of_account(folder),
            "LC_ALL": "C.UTF-8",
            **variables,
        }
        with (folder / "stderr").open("wb") as said:
            process = subprocess.Popen(
                [*command, "--language", language, *arguments],
                cwd=folder,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=said,
            )
        try:
            yield Stand(screen, process, browser, folder, environment)
            assert (folder / "stderr").read_text() == ""
        except BaseException:
            screen.save(folder / "failed.png")
            raise
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(10)


def find_person(screen: Screen, text: str) -> None:
    """Type into the search once it is there, and take the person found with Enter."""
    wait_until(lambda: is_search(screen), what="the search never came")
    screen.type_text(text)
    wait_until(lambda: has_selected_row(screen), what="nobody was found")
    screen.key("Return")
    wait_until(lambda: not is_search(screen), what="nobody was chosen")
    screen.settled()


def is_search(screen: Screen) -> bool:
    """Whether the screen shows a field for text from side to side that has the keys."""
    picture = screen.picture()
    ring = QColor(LIGHT["focus"]).rgb()
    return _longest_line(picture, ring) > _MOST_OF_A_PAGE


def has_selected_row(screen: Screen) -> bool:
    """Whether somebody of a list is selected."""
    _, _, width = widest_run(screen.picture(), QColor(LIGHT["selected"]))
    return width > 0


def _longest_line(picture: QImage, colour: int) -> int:
    """Return the length of the longest level line of a colour that is no thing filled with it."""
    longest = 0
    for y in range(_INSIDE, picture.height() - _INSIDE, 2):
        length = 0
        for x in range(0, picture.width(), 4):
            around = (picture.pixel(x, y - _INSIDE), picture.pixel(x, y + _INSIDE))
            is_line = picture.pixel(x, y) == colour and colour not in around
            length = length + 4 if is_line else 0
            longest = max(longest, length)
    return longest


def reset_sams_pin(it: Stand) -> SplitResult:
    """Sign in at a station that practises, and reset a PIN; return where the sign-in page was."""
    screen = it.screen
    screen.settled()
    screen.key("Return")
    page = urlsplit(it.next_address())
    choose_an_account(it.browser)
    find_person(screen, "sam riv")
    before = screen.settled()
    screen.key("Return")
    screen.settled(before)
    screen.click_widest(LIGHT["primary"])
    wait_until(lambda: "ok" in it.results("practice-audit.jsonl"), what="no PIN was reset")
    return page


def choose_an_account(browser: HeadlessBrowser) -> None:
    """Sign in on a practice tenant's page with one of the accounts that it shows."""
    browser.wait_for("!!document.querySelector('[data-user]')")
    browser.evaluate("document.querySelector('[data-user]').click()")
    browser.press(SUBMIT)


def is_listening(port: int) -> bool:
    """Say whether a program of this machine takes connections at a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
