"""The first page is there before anything that only later pages need; see rule 6 of the house."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

OPEN_AND_PRESS = """
import enum, json, sys
from kiosk.qt.first_import import import_qt
import_qt()
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from kiosk.app import Station
from kiosk.station_options import StationOptions
from kiosk.models.settings import Settings, TenantSettings

def made_enums():
    kinds = [enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag]
    return sorted(made.__qualname__ for kind in kinds for made in kind.__subclasses__())

def tell_and_press():
    if not station.window.windowHandle().isExposed():
        QTimer.singleShot(0, tell_and_press)
        return
    told["modules"], told["enums"] = sorted(sys.modules), made_enums()
    station.window.findChild(QPushButton, "signInButton").click()
    told["page"] = station.controller.page.name
    application.quit()

told = {}
application = QApplication(sys.argv[:1])
tenant = TenantSettings("a", "b", "https://localhost:9/a", "https://localhost:9")
files = Path(sys.argv[1]), Path(sys.argv[1]).with_name("paper.json")
station = Station(application, StationOptions(Settings(tenant), False, *files))
station.show()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, tell_and_press))
application.exec()
station.close()
print(json.dumps(told))
"""

LATER = (
    *("cryptography", "http.client", "msal", "qrcode", "requests", "ssl", "tomllib", "urllib3"),
    *("zxingcpp", "kiosk.models.badge", "kiosk.models.sentences", "kiosk.practice"),
    *("kiosk.printing", "kiosk.services.transport", "kiosk.way_ahead", "kiosk.controllers.way"),
    *(f"kiosk.controllers.{name}" for name in ("sign_in", "search", "operation", "result")),
    *("kiosk.checks", "kiosk.controllers.doctor", "kiosk.views.pages.doctor_page"),
    *(f"kiosk.controllers.{name}" for name in ("team", "team_view", "run_keeper", "run_desk")),
    *(f"kiosk.views.pages.{name}_page" for name in ("sign_in", "search", "person", "result")),
    *("kiosk.controllers.interruption", "kiosk.models.moment", "kiosk.models.scan"),
    *("kiosk.models.run", "kiosk.services.runs", "kiosk.views.pages.team_page", "kiosk.views.team"),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What an interpreter of its own says about opening the station and pressing 'Sign in'."""
    audit_file = tmp_path_factory.mktemp("audit") / "audit.jsonl"
    run = subprocess.run(
        [sys.executable, "-c", OPEN_AND_PRESS, audit_file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_the_first_page_loads_nothing_that_only_later_pages_need(told: dict[str, Any]) -> None:
    loaded = set(told["modules"])
    assert "kiosk.views.pages.welcome_page" in loaded
    assert sorted(loaded & set(LATER)) == []


def test_the_first_page_makes_none_of_the_large_groups_of_qt_enums(told: dict[str, Any]) -> None:
    large = ("Qt.", "QStyle.", "QAccessible.", "QKeySequence.")
    assert not [name for name in told["enums"] if name.startswith(large)]


def test_the_first_press_on_sign_in_leads_on_at_once(told: dict[str, Any]) -> None:
    assert told["page"] == "SIGN_IN"
