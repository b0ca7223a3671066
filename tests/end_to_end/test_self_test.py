"""`pin-kiosk self-test` walks through every situation, and is honest when it cannot."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.commands import self_test, self_test_hands
from kiosk.commands.self_test_checks import Door
from kiosk.commands.self_test_steps import MainJob
from kiosk.controllers.person_view import Action
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


SITUATIONS = (
    *("PIN reset", "badge issue", "lost badge replaced", "lost badge and PIN replaced"),
    *("temporary badge", "badge extended", "own PIN", "badge removed"),
)
PAPERS = {
    "badge.pdf": "noa.lindqvist",
    "new-badge.pdf": "finn.delgado",
    "new-badge-and-PIN.pdf": "siobhan.oneil",
    "temporary-badge.pdf": "ekaterina.shchukina",
}


@dataclass(frozen=True)
class Walk:
    """One walk through everything: what it said, and where its report lies."""

    folder: Path
    told: subprocess.CompletedProcess[str]

    @property
    def report(self) -> Path:
        return self.folder / "a report"


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    folder = tmp_path_factory.mktemp("walk")
    return Walk(folder, run(folder, "--json", "--report", str(folder / "a report")))


def test_it_walks_through_every_situation_and_reports(walk: Walk) -> None:
    told, report = walk.told, walk.report
    assert told.returncode == 0, told.stderr
    document = json.loads(told.stdout)
    assert document["ok"]
    assert set(document) == {"ok", "version", "seconds", "steps", "report"}
    assert all(set(step) == {"name", "ok", "seconds", "code"} for step in document["steps"])
    names = [step["name"] for step in document["steps"]]
    for name in ("sign-in", "look-up", *SITUATIONS, "scan of a replaced badge", "sign-out"):
        assert name in names
    assert all(step["ok"] for step in document["steps"])
    assert len(told.stderr.splitlines()) == len(names)
    assert list((walk.folder / "tmp").iterdir()) == []

    assert verify(report / "audit.jsonl").is_sound
    for situation in SITUATIONS:
        for page in ("confirm", "result"):
            assert list(report.glob(f"*-{situation.lower().replace(' ', '-')}-{page}.png"))
    assert {path.name for path in report.glob("*.pdf")} == {"slip.pdf", "own-slip.pdf", *PAPERS}
    for name, holder in PAPERS.items():
        paper = (report / name).read_bytes()
        codes = codes_in_pdf(paper, 300)
        assert [code.split(b"@")[0].decode() for code in codes] == [f"ms-qrpin:v1|{holder}"]
        assert "PRACTICE" in text_of_pdf(paper)


def test_a_report_can_be_put_where_one_is_already(walk: Walk, tmp_path: Path) -> None:
    shutil.copytree(walk.report, tmp_path / "report")
    told = run(tmp_path, "--report", str(tmp_path / "report"))
    assert told.returncode == 0, told.stderr
    assert verify(tmp_path / "report" / "audit.jsonl").is_sound


def test_a_report_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = run(tmp_path, "--report", str(tmp_path / "file" / "report"))
    assert told.returncode == 1
    assert "could not be saved" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    monkeypatch.setattr(self_test_hands, "STEP_SECONDS", 5.0)
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
@pytest.mark.parametrize("always", [True, False])
def test_what_the_door_says_decides(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], always: bool
) -> None:
    """An old PIN that still works fails the test as much as a new one that does not."""
    few = [*launcher.start_command(), "--people", "40"]
    monkeypatch.setattr(launcher, "start_command", lambda: few)
    monkeypatch.setattr(Door, "opens", lambda *_: always)
    code, document, _ = run_here(capsys)
    assert code == 1
    steps = document["steps"]
    assert isinstance(steps, list)
    failed = [step["name"] for step in steps if not step["ok"]]
    assert failed == ["the new PIN works, the old one does not"]


@pytest.mark.usefixtures("in_this_process")
def test_an_operation_that_the_audit_file_does_not_hold_fails_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    operate = MainJob.operate

    def operate_twice_on_paper(job: MainJob, action: Action, **words: Any) -> None:
        operate(job, action, **words)
        job.done.append(job.done[-1])

    monkeypatch.setattr(MainJob, "operate", operate_twice_on_paper)
    code, document, _ = run_here(capsys)
    assert code == 1
    steps = document["steps"]
    assert isinstance(steps, list)
    assert [(step["name"], step["code"]) for step in steps if not step["ok"]] == [
        ("audit file", "PK-702")
    ]


@pytest.mark.usefixtures("in_this_process")
def test_a_defect_in_a_step_still_ends_in_honest_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise ValueError("PIN 73519462")

    monkeypatch.setattr(MainJob, "open_window", fail)
    code, document, said = run_here(capsys)
    assert code == 1
    assert document["ok"] is False
    assert "73519462" not in said
