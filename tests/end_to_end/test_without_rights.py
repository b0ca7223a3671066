"""An account that may not read or write what the station needs gets one sentence, and no traceback.

What root runs here can be refused as well: see tests/support/ordinary_user.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.ordinary_user import as_ordinary_user, needs_refused_commands
from tests.support.own_account import variables_of_account

pytestmark = needs_refused_commands

SETTINGS = """
[tenant]
tenant_id = "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11"
client_id = "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f"
authority = "https://localhost:9/3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11"
graph_root = "https://localhost:9"
"""


@dataclass(frozen=True)
class Machine:
    """A home with settings, in a folder of this test."""

    folder: Path

    @property
    def settings(self) -> Path:
        return self.folder / "settings.toml"

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the program as somebody who can be refused."""
        environment = {
            **os.environ,
            **variables_of_account(self.folder),
            "CUPS_SERVER": "localhost:9",
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return subprocess.run(
            as_ordinary_user([sys.executable, "-m", "kiosk", *words]),
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.settings.write_text(SETTINGS, encoding="utf-8")
    return machine


def closed(folder: Path) -> Path:
    """Return a folder into which its account may not write."""
    folder.mkdir()
    folder.chmod(0o555)
    return folder


def one_sentence(ended: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in ended.stderr
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    return lines[0]


def finding(ended: subprocess.CompletedProcess[str], check: str) -> dict[str, str]:
    checks: list[dict[str, str]] = json.loads(ended.stdout)["checks"]
    return next(it for it in checks if it["id"] == check)


@pytest.mark.parametrize("command", [(), ("bulk", "issue", "--csv", "x.csv", "--dry-run")])
def test_settings_that_may_not_be_read_are_named(machine: Machine, command: tuple[str]) -> None:
    machine.settings.chmod(0)
    ended = machine.run(*command, "--settings", machine.settings)
    text = one_sentence(ended)
    assert ended.returncode == 2
    assert "PK-601" in text
    assert str(machine.settings) in text
    assert "may read" in text


def test_doctor_says_so_too_and_goes_on(machine: Machine) -> None:
    machine.settings.chmod(0)
    ended = machine.run("doctor", "--json", "--settings", machine.settings)
    assert ended.returncode == 2
    # The home is left out, because what doctor says is sent around.
    assert "settings.toml" in finding(ended, "settings")["sentence"]


def test_doctor_tells_of_a_state_folder_that_may_not_be_written(machine: Machine) -> None:
    closed(machine.folder / "state")
    ended = machine.run("doctor", "--json", "--settings", machine.settings)
    # Nobody answers where the tenant is looked for, and that counts for more.
    assert ended.returncode == 3
    told = finding(ended, "audit-file")
    assert told["outcome"] == "fail"
    assert "audit.jsonl" in told["sentence"]
    assert "Traceback" not in ended.stderr


def test_a_page_that_may_not_be_written_is_named(machine: Machine) -> None:
    out = closed(machine.folder / "out") / "sample.pdf"
    ended = machine.run("badge-sample", "--layout", "cr80", "--out", out)
    text = one_sentence(ended)
    assert ended.returncode == 1
    assert str(out) in text


def test_an_audit_file_that_may_not_be_read_is_named(machine: Machine) -> None:
    audit = machine.folder / "audit.jsonl"
    audit.touch(0)
    audit.chmod(0)
    ended = machine.run("audit", "verify", audit)
    assert ended.returncode != 0
    assert str(audit) in one_sentence(ended)


def test_a_report_that_may_not_be_written_is_named(machine: Machine) -> None:
    report = closed(machine.folder / "closed") / "report"
    ended = machine.run("self-test", "--report", report)
    assert ended.returncode == 1
    assert str(report) in one_sentence(ended)
