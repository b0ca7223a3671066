"""A station without settings is set up in its window, and the same process starts on them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.commands.start_again import command_for
from tests.support.own_account import variables_of_account
from tests.support.screen import wait_until

TENANT = "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11"
CLIENT = "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f"

posix_only = pytest.mark.skipif(os.name != "posix", reason="elsewhere it is another process")

AGAIN = """
import sys
sys.argv = ["pin-kiosk", "--practice", "--version"]
from kiosk.commands.start_again import StartAgain
again = StartAgain()
again.run_if_asked()
print("before", flush=True)
again.ask()
again.run_if_asked()
print("never")
"""

SET_UP = """
import dataclasses, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
import kiosk.setup_ahead
from kiosk.commands import station
from kiosk.__main__ import main
from kiosk.app import Station
from kiosk.controllers.setup_view import SetupStep

class KnowsBoth:
    def __init__(self, clock):
        pass
    def organisation(self, tenant, cancel):
        return tenant.tenant_id
    def station(self, tenant, cancel):
        return None

kiosk.setup_ahead.SetupLookUp = KnowsBoth
usual = station.places_of_this_machine
nobodys = Path(sys.argv.pop()) / "settings.toml"
station.places_of_this_machine = lambda: dataclasses.replace(usual(), machine_settings=nobodys)
show = Station.show

def drive(opened):
    show(opened)
    window = opened.window
    # A page is told that it is there before a button of it can be pressed.
    def press(name):
        button = next(
            (it for it in window.findChildren(QPushButton, name) if it.isVisible()), None
        )
        if button is not None and button.isEnabled():
            button.click()
            return True
        return False
    def step():
        page = opened.controller.page.name
        if page == "WELCOME":
            press("setUpButton")
        elif opened.conversations.setup.view.saved is not None:
            press("startStationButton")
            timer.stop()
        elif opened.conversations.setup.view.step is SetupStep.SAVE:
            press("saveSettingsButton")
        elif not opened.conversations.setup.view.tenant.text:
            QGuiApplication.clipboard().setText(IDS)
            press("pasteIdsButton")
        else:
            press("nextButton")
    timer = opened.timer = QTimer(opened.controller)
    timer.timeout.connect(step)
    timer.start(100)

Station.show = drive
sys.exit(main())
""".replace("IDS", json.dumps(f"{TENANT} {CLIENT}"))


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        **variables_of_account(folder),
        "CUPS_SERVER": "localhost:9",
        "QT_QPA_PLATFORM": "offscreen",
    }


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_new_start_is_none_of_practice(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["--practice", "--windowed", "--language", "de"]
    assert command_for(words) == [sys.executable, "-m", "kiosk", *words[1:]]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command_for([]) == [sys.executable]


@posix_only
def test_the_same_process_becomes_the_new_start(tmp_path: Path) -> None:
    ended = run(tmp_path, "-c", AGAIN)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.split() == ["before", "pin-kiosk", __version__]


@posix_only
def test_a_start_that_fails_asks_to_open_it_again(tmp_path: Path) -> None:
    code = AGAIN.replace("again.ask()", "again.ask(); sys.executable = '/nowhere'")
    ended = run(tmp_path, "-c", code)
    assert "open it again" in ended.stderr
    assert "Traceback" not in ended.stderr


@posix_only
def test_a_station_that_was_set_up_starts_on_its_settings(tmp_path: Path) -> None:
    nobodys = tmp_path / "nobodys"
    nobodys.touch()
    with subprocess.Popen(
        [sys.executable, "-c", SET_UP, nobodys],
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        mark = tmp_path / "state" / "pin-kiosk" / "station.running"
        try:
            wait_until(lambda: mark.exists() or started.poll() is not None, 60)
            assert started.poll() is None
            # It answers once its window is painted.
            second = run(tmp_path, "-m", "kiosk")
            assert (second.returncode, "already running" in second.stderr) == (0, True)
            settings = tomllib.loads(
                (tmp_path / "config" / "pin-kiosk" / "settings.toml").read_text(encoding="utf-8")
            )
            assert settings["tenant"] == {"tenant_id": TENANT, "client_id": CLIENT}
            assert not mark.with_name("practice.running").exists()
        finally:
            started.send_signal(signal.SIGTERM)
            errors = started.communicate(timeout=30)[1]
    assert started.returncode == 0
    assert "Traceback" not in errors
