"""The frozen program's commands do the station's work, in both languages, with its own files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.commands.arguments import COMMANDS
from tests.support.frozen import FrozenProgram
from tests.support.pages import text_of_pdf

pytestmark = pytest.mark.timeout(400)


def test_it_knows_its_version_and_every_command(frozen: FrozenProgram, tmp_path: Path) -> None:
    version = frozen.run(tmp_path, "--version")
    assert (version.returncode, version.stdout) == (0, f"pin-kiosk {__version__}\n")
    told = frozen.run(tmp_path, "--help")
    for command in COMMANDS:
        assert f"  {command.name} " in told.stdout
        helped = frozen.run(tmp_path, command.name, "--help")
        assert (helped.returncode, helped.stderr) == (0, "")


def test_it_prints_a_badge_with_its_own_fonts_in_german(
    frozen: FrozenProgram, tmp_path: Path
) -> None:
    layouts = frozen.run(tmp_path, "badge-sample", "--list")
    assert layouts.returncode == 0, layouts.stderr
    assert "cr80" in layouts.stdout.split()
    words = ("badge-sample", "--layout", "a4", "--out", "page.pdf", "--language", "de")
    made = frozen.run(tmp_path, *words)
    assert made.returncode == 0, made.stderr
    page = (tmp_path / "page.pdf").read_bytes()
    assert "Ihre PIN" in text_of_pdf(page)
    assert b"Inter" in page
    # The program says where it wrote, and nothing warns of a part that was left out.
    assert made.stderr.strip() == "page.pdf"


def test_its_self_test_passes_and_its_audit_file_is_whole(
    frozen: FrozenProgram, tmp_path: Path
) -> None:
    tested = frozen.run(tmp_path, "self-test", "--json", "--report", "report")
    assert tested.returncode == 0, tested.stderr
    steps = [step["name"] for step in json.loads(tested.stdout)["steps"]]
    for situation in ("PIN reset", "badge issue", "lost badge replaced", "badge removed"):
        assert situation in steps
    for kind in ("*.png", "*.pdf", "audit.jsonl"):
        assert list((tmp_path / "report").glob(kind)), f"no {kind} in the report"
    audit = tmp_path / "report" / "audit.jsonl"
    assert frozen.run(tmp_path, "audit", "verify", str(audit)).returncode == 0
    lines = audit.read_text().splitlines(keepends=True)
    audit.write_text("".join([*lines[:1], *lines[2:]]))
    assert frozen.run(tmp_path, "audit", "verify", str(audit)).returncode == 1


def test_doctor_says_in_german_what_a_station_lacks(frozen: FrozenProgram, tmp_path: Path) -> None:
    told = frozen.run(tmp_path, "doctor", "--json", "--language", "de")
    document = json.loads(told.stdout)
    assert told.returncode == (0 if document["ok"] else told.returncode) < 3
    assert "Traceback" not in told.stderr
    assert "Diese Station ist" in told.stderr
    codes = {check["code"] for check in document["checks"]}
    # No check broke because something is missing from the folder.
    assert "PK-901" not in codes
