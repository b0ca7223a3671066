"""The command that makes a sample page, as somebody without a screen starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.commands.outcome import ExitCode
from kiosk.printing.layouts import SHIPPED_NAMES
from kiosk.services.resources import resource
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
    assert names == list(SHIPPED_NAMES)
    assert "slip-cr80         slip   85.6 × 53.98 mm   Card, PIN only" in done.stdout


OWN = """
title = "Our visitors' label"
kind = "slip"
width = 50
height = 30

[[text]]
x = 2
y = 2
width = 46
height = 26
lines = [ { text = "Canteen on floor 2", size = 8 }, { what = "pin", size = 20 } ]
"""


def test_a_sites_own_layout_is_listed_and_shown(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    tenant = "11111111-2222-4333-8444-555555555555"
    settings.write_text(f'[tenant]\ntenant_id = "{tenant}"\nclient_id = "{tenant}"\n')
    folder = tmp_path / "layouts"
    folder.mkdir()
    (folder / "visitors.toml").write_text(OWN, encoding="utf-8")
    (folder / "broken.toml").write_text(OWN.replace("width = 50", "width = 5"), encoding="utf-8")
    listed = sample("--list", "--settings", str(settings))
    assert listed.returncode == ExitCode.DONE
    assert "Our visitors' label" in listed.stdout
    assert len(listed.stdout.splitlines()) == len(SHIPPED_NAMES) + 1
    (told,) = listed.stderr.splitlines()
    assert "broken.toml is not right in line 4: width is 5. Expected: millimetres from" in told
    file = tmp_path / "sample.pdf"
    done = sample("--settings", str(settings), "--layout", "visitors", "--out", str(file))
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "Canteen on floor 2" in text_of_pdf(file.read_bytes())
    done = sample("--settings", str(settings), "--layout", "broken", "--out", str(file))
    assert done.returncode == ExitCode.FAILED
    assert "PK-508" in done.stderr


def test_a_sample_is_a_whole_page_with_a_code_that_reads(tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    done = sample("--layout", "cr80", "--out", str(file), "--language", "en")
    assert done.returncode == ExitCode.DONE, done.stderr
    (code,) = codes_in_pdf(file.read_bytes(), 203)
    assert code.startswith(b"ms-qrpin:v1|sam.rivera@example.com|")
    assert "Sam Rivera" in text_of_pdf(file.read_bytes())
    assert [entry.name for entry in tmp_path.iterdir()] == ["sample.pdf"]


def test_a_sample_speaks_the_language_that_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    done = sample("--layout", "slip-cr80", "--out", str(file), "--language", "de")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "Ihre PIN" in text_of_pdf(file.read_bytes())


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


def test_a_small_code_is_warned_of(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    folder.mkdir()
    text = resource("layouts", "cr80.toml").read_text("utf-8")
    (folder / "small.toml").write_text(text.replace("size = 46", "size = 34"), encoding="utf-8")
    tenant = "11111111-2222-4333-8444-555555555555"
    settings = tmp_path / "settings.toml"
    settings.write_text(f'[tenant]\ntenant_id = "{tenant}"\nclient_id = "{tenant}"\n')
    file = str(tmp_path / "sample.pdf")
    done = sample("--settings", str(settings), "--layout", "small", "--out", file)
    assert done.returncode == ExitCode.DONE
    assert "0.42 mm" in done.stderr
    assert "mm" not in sample("--layout", "cr80", "--out", file).stderr
