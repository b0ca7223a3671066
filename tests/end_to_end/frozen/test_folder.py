"""The frozen folder, moved elsewhere, does the station's work by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.frozen import FrozenProgram

# Building takes half a minute on an idle machine, and everything shares two cores.
pytestmark = pytest.mark.timeout(400)


def test_it_prints_a_badge_with_its_own_fonts(frozen: FrozenProgram, tmp_path: Path) -> None:
    layouts = frozen.run(tmp_path, "badge-sample", "--list")
    assert layouts.returncode == 0, layouts.stderr
    name = layouts.stdout.split()[0]
    made = frozen.run(tmp_path, "badge-sample", "--layout", name, "--out", "page.pdf")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    # The program says where it wrote, and nothing warns of a part that was left out.
    assert made.stderr.strip() == "page.pdf"


def test_its_self_test_passes(frozen: FrozenProgram, tmp_path: Path) -> None:
    tested = frozen.run(tmp_path, "self-test", "--json", "--report", "report")
    assert tested.returncode == 0, tested.stderr
    steps = [step["name"] for step in json.loads(tested.stdout)["steps"]]
    for situation in ("PIN reset", "badge issue", "lost badge replaced", "badge removed"):
        assert situation in steps
    for kind in ("*.png", "*.pdf", "audit.jsonl"):
        assert list((tmp_path / "report").glob(kind)), f"no {kind} in the report"


def test_nothing_is_in_it_that_the_station_does_not_use(frozen: FrozenProgram) -> None:
    files = [path for path in frozen.folder.rglob("*") if path.is_file() and not path.is_symlink()]
    names = {path.relative_to(frozen.folder).as_posix() for path in files}
    for unused in ("Qml", "Quick", "Wayland", "gtk", "PIL/", "numpy", "tkinter", "pytest"):
        assert not [name for name in names if unused in name], unused
    for used in ("resources/styles/", "offscreen", "LICENSE"):
        assert [name for name in names if used in name], used
    assert not [name for name in names if name.endswith(".ts")]
    megabytes = sum(path.stat().st_size for path in files) / 1_000_000
    assert megabytes < 160
