"""`pin-kiosk self-test` does the whole job, and is honest when it cannot."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.commands import self_test, self_test_steps
from kiosk.practice import launcher
from kiosk.services.audit_verification import verify
from tests.support.pages import codes_in_pdf, text_of_pdf

ROOT = Path(__file__).resolve().parents[2]


def run(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    temporary = tmp_path / "tmp"
    temporary.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    places = {name: str(temporary) for name in ("TMPDIR", "TEMP", "TMP")}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "self-test", *words],
        env={**kept, **places, "PYTHONPATH": str(ROOT), "DISPLAY": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


def test_it_does_the_whole_job_and_reports(tmp_path: Path) -> None:
    report = tmp_path / "a report"
    told = run(tmp_path, "--json", "--report", str(report))
    assert told.returncode == 0, told.stderr
    document = json.loads(told.stdout)
    assert document["ok"]
    names = [step["name"] for step in document["steps"]]
    for name in ("sign-in", "look-up", "PIN reset", "badge issue", "slip to PDF", "sign-out"):
        assert name in names
    assert all(step["ok"] for step in document["steps"])
    assert len(told.stderr.splitlines()) == len(names)
    assert verify(report / "audit.jsonl").is_sound
    assert len(list(report.glob("*.png"))) >= 6
    assert "PRACTICE" in text_of_pdf((report / "slip.pdf").read_bytes())
    codes = codes_in_pdf((report / "badge.pdf").read_bytes(), 300)
    assert codes[0].startswith(b"ms-qrpin:v1|noa.lindqvist@")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_report_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = run(tmp_path, "--report", str(tmp_path / "file" / "report"))
    assert told.returncode == 1
    assert "could not be saved" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    monkeypatch.setattr(self_test_steps, "STEP_SECONDS", 5.0)
    yield
    qapp.processEvents()


def run_here(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, object], str]:
    arguments = argparse.Namespace(report=None, json=True, language=None, settings=None)
    code = self_test.run(arguments)
    told = capsys.readouterr()
    return code, json.loads(told.out), told.err


@pytest.mark.usefixtures("in_this_process")
def test_a_practice_tenant_that_does_not_start_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr(launcher, "start_command", lambda: broken)
    code, document, said = run_here(capsys)
    assert code == 1
    assert document["ok"] is False
    assert document["steps"] == [
        {
            "name": "practice tenant",
            "ok": False,
            "seconds": document["seconds"],
            "code": "PK-903",
        }
    ]
    assert "PK-903" in said


@pytest.mark.usefixtures("in_this_process")
def test_a_step_that_fails_ends_it_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty = [*launcher.start_command(), "--fault", "500@PATCH /users", "--people", "40"]
    monkeypatch.setattr(launcher, "start_command", lambda: faulty)
    monkeypatch.setattr("kiosk.services.graph.client.FIRST_WAIT_SECONDS", 0.01)
    code, document, _ = run_here(capsys)
    assert code == 1
    assert document["ok"] is False
    steps = document["steps"]
    assert isinstance(steps, list)
    assert [step["name"] for step in steps if not step["ok"]] == ["PIN reset"]
    assert steps[-1]["code"] == "PK-401"


@pytest.mark.usefixtures("in_this_process")
def test_a_defect_in_a_step_still_ends_in_honest_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise ValueError("PIN 73519462")

    monkeypatch.setattr(self_test_steps.MainJob, "open_window", fail)
    code, document, said = run_here(capsys)
    assert code == 1
    assert document["ok"] is False
    assert "73519462" not in said
