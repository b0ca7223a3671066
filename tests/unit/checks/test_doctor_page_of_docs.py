"""The page about the checks has a line for each of them, in their order, and none for another."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.checks.finding import CheckId
from kiosk.commands.outcome import ExitCode

PAGE = (Path(__file__).resolve().parents[3] / "docs/pages/doctor.md").read_text(encoding="utf-8")


def test_every_check_has_its_line() -> None:
    assert re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE) == [one.value for one in CheckId]


def test_every_exit_code_of_a_run_that_ends_is_told() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}
    assert told == {code.value for code in ExitCode} - {ExitCode.INTERRUPTED}
