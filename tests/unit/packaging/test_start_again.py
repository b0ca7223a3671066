"""What each platform is told so that a kiosk is there again after a crash."""

from __future__ import annotations

import plistlib
import sys
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

from kiosk.commands.outcome import ExitCode
from tests.support.systemd import complaints, needs_systemd

FOLDER = Path(__file__).resolve().parents[3] / "packaging" / "start_again"
UNIT = FOLDER / "pin-kiosk.service"
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def test_systemd_starts_it_again_within_limits_unless_it_was_left() -> None:
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign] # as the parser documents it
    unit.read_string(UNIT.read_text())
    service = unit["Service"]
    assert service["Restart"] == "always"
    ends = [int(code) for code in service["RestartPreventExitStatus"].split()]
    assert ends == [ExitCode.DONE, ExitCode.BAD_USAGE]
    assert int(unit["Unit"]["StartLimitBurst"]) > 1
    seconds = int(unit["Unit"]["StartLimitIntervalSec"])
    assert seconds > int(unit["Unit"]["StartLimitBurst"]) * float(service["RestartSec"])


@needs_systemd
def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    # The program has to exist where the unit says.
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace("/opt/pin-kiosk/pin-kiosk", sys.executable))
    assert complaints(tmp_path, unit, "--user") == []


def test_windows_starts_it_at_logon_and_again_after_a_failure() -> None:
    task = ElementTree.parse(FOLDER / "pin-kiosk-task.xml").getroot()
    assert task.tag == f"{TASK}Task"

    def text(*path: str) -> str | None:
        return task.findtext("/".join(f"{TASK}{part}" for part in path))

    assert text("Triggers", "LogonTrigger", "Enabled") == "true"
    assert text("Settings", "RestartOnFailure", "Interval") == "PT1M"
    assert int(text("Settings", "RestartOnFailure", "Count") or 0) > 1
    assert text("Settings", "MultipleInstancesPolicy") == "IgnoreNew"
    assert text("Settings", "ExecutionTimeLimit") == "PT0S"
    assert text("Principals", "Principal", "RunLevel") == "LeastPrivilege"
    assert (text("Actions", "Exec", "Command") or "").endswith("pin-kiosk.exe")


def test_macos_keeps_it_alive_unless_it_was_left() -> None:
    agent = plistlib.loads((FOLDER / "pin-kiosk.plist").read_bytes())
    assert agent["RunAtLoad"] is True
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
    assert agent["ThrottleInterval"] >= 10
    assert agent["ProgramArguments"][0].endswith("/pin-kiosk")
    assert agent["LimitLoadToSessionType"] == "Aqua"
