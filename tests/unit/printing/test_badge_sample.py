"""The command that makes a sample page, as somebody without a screen starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.commands.outcome import ExitCode
from tests.support.pages import codes_in_pdf, text_of_pdf

ROOT = Path(__file__).resolve().parents[3]


def sample(*arguments: str) -> subprocess.CompletedProcess[str]:
    # A platform that cannot start here: the command must not even try it.
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":999"}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "badge-sample", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_list_names_every_layout() -> None:
    done = sample("--list")
    assert done.returncode == ExitCode.DONE
    names = [line.split()[0] for line in done.stdout.splitlines()]
    assert names == ["cr80", "a4", "letter", "slip-cr80", "slip-a4", "slip-letter"]


def test_a_sample_is_a_whole_page_with_a_code_that_reads(tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    done = sample("--layout", "cr80", "--out", str(file), "--language", "en")
    assert done.returncode == ExitCode.DONE, done.stderr
    (code,) = codes_in_pdf(file.read_bytes(), 203)
    assert code.startswith(b"ms-qrpin:v1|sam.rivera@example.com|")
    assert "Sam Rivera" in text_of_pdf(file.read_bytes())
    assert [entry.name for entry in tmp_path.iterdir()] == ["sample.pdf"]


@pytest.mark.parametrize(
    "arguments", [(), ("--layout", "a4"), ("--layout", "a7", "--out", "x.pdf"), ("--out", "x.pdf")]
)
def test_bad_usage_is_said_to_be_that(arguments: tuple[str, ...]) -> None:
    done = sample(*arguments)
    assert done.returncode == ExitCode.BAD_USAGE
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "sample.pdf"
    done = sample("--layout", "slip-a4", "--out", str(file))
    assert done.returncode == ExitCode.FAILED
    assert "PK-506" in done.stderr
    assert "Traceback" not in done.stderr
