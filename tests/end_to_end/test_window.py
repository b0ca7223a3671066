"""The real program on a real screen: keys, mouse, a real browser, and paper that can be read."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtGui import QColor

from kiosk.practice.launcher import PracticeTenant
from tests.support import practice
from tests.support.headless_browser import HeadlessBrowser, chromium, headless_browser
from tests.support.pages import codes_in_pdf, text_of_pdf
from tests.support.screen import Screen, needs_screen, virtual_screen, wait_until, widest_run
from tests.support.station import ask_practice

practice_tenant = practice.practice_tenant

pytestmark = [
    needs_screen,
    pytest.mark.skipif(chromium() is None, reason="needs a browser"),
]

ROOT = Path(__file__).resolve().parents[2]
PRIMARY = tomllib.loads((ROOT / "resources/styles/light.toml").read_text())
USER_NAME, PASSWORD, SUBMIT = "i0116", "i0118", "idSIButton9"
WRAPPER = """#!/bin/sh
printf '%s\\n' "$1" >> "$(dirname "$0")/addresses"
"""


@dataclass
class Stand:
    """A screen with the program on it, and the browser that the program opens."""

    screen: Screen
    process: subprocess.Popen[bytes]
    browser: HeadlessBrowser
    folder: Path

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
def stand(folder: Path, *arguments: str) -> Iterator[Stand]:
    """Start the program on a screen of its own; what goes wrong is kept as a picture."""
    wrapper = folder / "browser"
    wrapper.write_text(WRAPPER)
    wrapper.chmod(0o755)
    pixels, profile = folder / "screen", folder / "profile"
    pixels.mkdir()
    with virtual_screen(pixels) as screen, headless_browser(profile) as browser:
        environment = {
            **screen.environment,
            "BROWSER": str(wrapper),
            "HOME": str(folder),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
        }
        with (folder / "stderr").open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "kiosk", "--language", "en", *arguments],
                cwd=folder,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=said,
            )
        try:
            yield Stand(screen, process, browser, folder)
            assert (folder / "stderr").read_text() == ""
        except BaseException:
            screen.save(folder / "failed.png")
            raise
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(10)


def settings_file(tenant: PracticeTenant, folder: Path) -> Path:
    file = folder / "settings.toml"
    file.write_text(
        "[tenant]\n"
        + f'tenant_id = "{tenant.tenant_id}"\nclient_id = "{tenant.client_id}"\n'
        + f'authority = "{tenant.authority}"\ngraph_root = "{tenant.graph}"\n'
        + f"ca_file = {json.dumps(str(tenant.ca_file))}\n"
        + '[station]\nname = "Till 4"\n[badge]\nlayout = "cr80"\n[audit]\nfile = "audit.jsonl"\n'
    )
    return file


def find_person(screen: Screen, text: str) -> None:
    """Type into the search, and take the person found with Enter."""
    before = screen.settled()
    screen.type_text(text)
    before = screen.settled(before)
    screen.key("Return")
    screen.settled(before)


def save_page(screen: Screen, path: Path) -> bytes:
    """Save what the result page shows, with the button beside Print, and return the file."""
    before = screen.settled()
    left, top, _ = widest_run(before, QColor(PRIMARY["primary"]))
    screen.click(left - 120, top)
    # By its title: a countdown on the page changes the picture as well.
    screen.wait_for_window("Save as PDF")
    screen.key("ctrl+a")
    screen.type_text(str(path))
    screen.key("Return")
    wait_until(path.exists, what="no page was saved")
    return path.read_bytes()


def sign_in_as(browser: HeadlessBrowser, username: str, password: str) -> None:
    browser.type_into(USER_NAME, username)
    browser.type_into(PASSWORD, password)
    browser.press(SUBMIT)


def test_a_newcomer_walks_away_with_a_badge_that_opens(
    practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    file = settings_file(practice_tenant, tmp_path)
    with stand(tmp_path, "--settings", str(file), "--windowed") as it:
        screen = it.screen
        screen.wait_for_window("PIN Kiosk")
        before = screen.settled()
        screen.click_widest(PRIMARY["primary"])
        assert it.next_address().startswith(practice_tenant.pages)
        account = practice_tenant.administrator
        sign_in_as(it.browser, account.username, account.password)
        screen.settled(before)
        find_person(screen, "100043")
        before = screen.settled()
        screen.key("Return")
        screen.settled(before)
        screen.click_widest(PRIMARY["primary"])
        wait_until(lambda: bool(screen.codes()), what="no code came on the screen")
        on_screen = screen.codes()[0]
        pdf = save_page(screen, tmp_path / "badge.pdf")
        on_paper = codes_in_pdf(pdf, 300)[0].decode()
        assert on_paper == on_screen
        assert "noa.lindqvist@practice.example" in on_paper
        body = json.dumps({"content": on_paper, "pin": pin_in(pdf)}).encode()
        answer = ask_practice(f"{practice_tenant.pages}/practice/qr-sign-in", body)
        assert answer["signedIn"]
        before = screen.settled()
        screen.key("Escape")
        screen.settled(before)
        assert screen.codes() == []
        assert it.results("audit.jsonl") == ["", "ok"]
        screen.key("alt+F4")
        assert it.process.wait(10) == 0


def pin_in(pdf: bytes) -> str:
    """Return the PIN that stands on a page, in the language of whoever it is for."""
    found = re.search(r"(?:Your|Ihre) PIN\s+([0-9 ]+)", text_of_pdf(pdf))
    assert found is not None
    return found[1].replace(" ", "")


def test_practice_resets_a_pin_and_takes_its_tenant_along_however_it_ends(tmp_path: Path) -> None:
    with stand(tmp_path, "--practice", "--windowed") as it:
        screen = it.screen
        screen.wait_for_window("PIN Kiosk, practice")
        before = screen.settled()
        screen.key("Return")
        pages = urlsplit(it.next_address())
        it.browser.wait_for("!!document.querySelector('[data-user]')")
        it.browser.evaluate("document.querySelector('[data-user]').click()")
        it.browser.press(SUBMIT)
        screen.settled(before)
        find_person(screen, "sam riv")
        before = screen.settled()
        screen.key("Return")
        screen.settled(before)
        screen.click_widest(PRIMARY["primary"])
        wait_until(lambda: "ok" in it.results("practice-audit.jsonl"), what="no PIN was reset")
        pdf = save_page(screen, tmp_path / "slip.pdf")
        assert "PRACTICE" in text_of_pdf(pdf)
        address = f"http://{pages.netloc}/practice"
        pocket = ask_practice(f"{address}/pocket?user=sam.rivera@practice.example")
        body = json.dumps({"content": pocket["content"], "pin": pin_in(pdf)}).encode()
        assert ask_practice(f"{address}/qr-sign-in", body)["signedIn"]
        os.kill(it.process.pid, signal.SIGKILL)
        it.process.wait(10)
        port = pages.port
        assert port is not None
        wait_until(lambda: not is_listening(port), what="the practice tenant lives on")


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
