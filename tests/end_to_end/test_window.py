"""The real program on a real screen: keys, mouse, a real browser, and paper that can be read."""

from __future__ import annotations

import json
import os
import re
import signal
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from kiosk.practice.launcher import PracticeTenant
from tests.support import practice
from tests.support.headless_browser import HeadlessBrowser, chromium
from tests.support.pages import codes_in_pdf, text_of_pdf
from tests.support.screen import Screen, needs_screen, wait_until, widest_run
from tests.support.station import ask_practice
from tests.support.window_stand import (
    LIGHT,
    SUBMIT,
    find_person,
    is_listening,
    reset_sams_pin,
    stand,
)

practice_tenant = practice.practice_tenant

pytestmark = [
    needs_screen,
    pytest.mark.skipif(chromium() is None, reason="needs a browser"),
]

USER_NAME, PASSWORD = "i0116", "i0118"


def settings_file(tenant: PracticeTenant, folder: Path) -> Path:
    file = folder / "settings.toml"
    file.write_text(
        practice.tenant_table(tenant)
        + '[station]\nname = "Till 4"\n[badge]\nlayout = "cr80"\n[audit]\nfile = "audit.jsonl"\n'
    )
    return file


def save_page(screen: Screen, path: Path) -> bytes:
    """Save what the result page shows, with the button beside Print, and return the file."""
    before = screen.settled()
    left, top, _ = widest_run(before, QColor(LIGHT["primary"]))
    screen.click(left - 120, top)
    # By its title: a countdown on the page changes the picture as well.
    screen.wait_for_window("Save as PDF")
    screen.key("ctrl+a")
    screen.type_text(str(path))
    # While Qt still offers folders that begin so, that list takes the key.
    screen.settled()
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
        screen.settled()
        screen.click_widest(LIGHT["primary"])
        assert it.next_address().startswith(practice_tenant.pages)
        account = practice_tenant.administrator
        sign_in_as(it.browser, account.username, account.password)
        find_person(screen, "100043")
        before = screen.settled()
        screen.key("Return")
        screen.settled(before)
        screen.click_widest(LIGHT["primary"])
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
        pages = reset_sams_pin(it)
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
