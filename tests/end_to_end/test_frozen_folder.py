"""The frozen folder, built once and moved elsewhere, does the station's work by itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from setup_steps import needs

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "pin-kiosk.exe" if os.name == "nt" else "pin-kiosk"
# Building takes half a minute on an idle machine, and everything shares two cores.
pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the folder, then move it to a place with spaces and letters beyond ASCII."""
    missing = needs.missing_for_freezing()
    if missing:
        pytest.skip(f"freezing needs what is not installed: {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("frozen")
    paths = [f"--distpath={folder / 'dist'}", f"--workpath={folder / 'work'}"]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *paths]
    built = subprocess.run(
        [*command, "build.spec"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    shutil.rmtree(folder / "work")
    return (folder / "dist" / "pin-kiosk").rename(folder / "Größe 山 elsewhere")


def run(frozen: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the frozen program in ``folder`` as on a machine that has no Python and no screen."""
    leading_home = ("PYTHON", "VIRTUAL_ENV", "PIN_KIOSK", "QT_", "DISPLAY", "WAYLAND_DISPLAY")
    variables = {
        name: value for name, value in os.environ.items() if not name.startswith(leading_home)
    }
    return subprocess.run(
        [str(frozen / PROGRAM), *arguments],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_it_prints_a_badge_with_its_own_fonts(frozen: Path, tmp_path: Path) -> None:
    layouts = run(frozen, tmp_path, "badge-sample", "--list")
    assert layouts.returncode == 0, layouts.stderr
    name = layouts.stdout.split()[0]
    made = run(frozen, tmp_path, "badge-sample", "--layout", name, "--out", "page.pdf")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    # The program says where it wrote, and nothing warns of a part that was left out.
    assert made.stderr.strip() == "page.pdf"


def test_its_self_test_passes(frozen: Path, tmp_path: Path) -> None:
    tested = run(frozen, tmp_path, "self-test", "--json", "--report", "report")
    assert tested.returncode == 0, tested.stderr
    steps = [step["name"] for step in json.loads(tested.stdout)["steps"]]
    for situation in ("PIN reset", "badge issue", "lost badge replaced", "badge removed"):
        assert situation in steps
    for kind in ("*.png", "*.pdf", "audit.jsonl"):
        assert list((tmp_path / "report").glob(kind)), f"no {kind} in the report"


def test_nothing_is_in_it_that_the_station_does_not_use(frozen: Path) -> None:
    files = [path for path in frozen.rglob("*") if path.is_file() and not path.is_symlink()]
    names = {path.relative_to(frozen).as_posix() for path in files}
    for unused in ("Qml", "Quick", "Wayland", "gtk", "PIL/", "numpy", "tkinter", "pytest"):
        assert not [name for name in names if unused in name], unused
    for used in ("resources/styles/", "offscreen", "LICENSE"):
        assert [name for name in names if used in name], used
    assert not [name for name in names if name.endswith(".ts")]
    megabytes = sum(path.stat().st_size for path in files) / 1_000_000
    assert megabytes < 160
