"""Making ``.venv`` for real, in a small project that needs nothing from the network."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
import time
import venv
from dataclasses import replace
from pathlib import Path

import pytest
from setup_steps import pip_source, python_environment
from setup_steps.checkout import Checkout, Purpose
from setup_steps.console import Problem

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "pin-kiosk"
version = "1"
[project.scripts]
pin-kiosk = "greeting:main"
"""
BACKEND = """
import zipfile, pathlib
INFO = "pin_kiosk-1.dist-info"
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "pin_kiosk-1-py3-none-any.whl"
    files = {
        "pin_kiosk.pth": str(pathlib.Path.cwd()) + "\\n",
        f"{INFO}/METADATA": "Metadata-Version: 2.1\\nName: pin-kiosk\\nVersion: 1\\n",
        f"{INFO}/WHEEL": "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\n"
                         "Tag: py3-none-any\\n",
        f"{INFO}/entry_points.txt": "[console_scripts]\\npin-kiosk = greeting:main\\n",
    }
    files[f"{INFO}/RECORD"] = "".join(f"{n},,\\n" for n in [*files, f"{INFO}/RECORD"])
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
"""


def new_checkout(folder: Path) -> Checkout:
    if pip_source.wheel_here() is None:
        pytest.skip("this Python came without pip")
    root = folder / "Größe 山 checkout"
    root.mkdir()
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    (root / "greeting.py").write_text("def main(): print('hello')\n", encoding="utf-8")
    for purpose in Purpose:
        Checkout(root).lock(purpose).write_text("", encoding="utf-8")
    return Checkout(root)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return new_checkout(tmp_path)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    checkout = new_checkout(tmp_path_factory.mktemp("prepared"))
    python_environment.prepare(checkout, Purpose.STATION)
    return checkout


def greet(checkout: Checkout) -> str:
    command = [str(checkout.script("pin-kiosk"))]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_what_is_set_up_is_left_alone_at_once(
    prepared: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = time.perf_counter()
    python_environment.prepare(prepared, Purpose.STATION)
    assert time.perf_counter() - begin < 0.3
    assert capsys.readouterr().out == ""
    assert greet(prepared) == "hello"


def test_an_installed_part_that_went_away_is_noticed(prepared: Checkout) -> None:
    part = python_environment.site_packages(prepared) / "pin_kiosk.pth"
    away = part.rename(prepared.root / "away")
    assert not python_environment.is_ready(prepared, Purpose.STATION)
    away.rename(part)
    assert python_environment.is_ready(prepared, Purpose.STATION)


def test_a_copied_or_moved_checkout_is_noticed(prepared: Checkout, tmp_path: Path) -> None:
    copy = Checkout(tmp_path / "copy")
    shutil.copytree(prepared.root, copy.root, symlinks=True)
    assert not python_environment.is_ready(copy, Purpose.STATION)


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_other_dependencies_are_noticed(prepared: Checkout, name: str) -> None:
    path = prepared.root / name
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace('"1"', '"2"') or "new==1\n", encoding="utf-8")
    assert not python_environment.is_ready(prepared, Purpose.STATION)
    path.write_text(before, encoding="utf-8")
    assert python_environment.is_ready(prepared, Purpose.STATION)


def test_tests_add_to_an_interrupted_station_and_serve_it_too(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.venv.mkdir()
    (checkout.venv / "half").write_text("", encoding="utf-8")
    python_environment.prepare(checkout, Purpose.TEST)
    assert "Removing the folder .venv" in capsys.readouterr().out
    assert not (checkout.venv / "half").exists()
    assert python_environment.is_ready(checkout, Purpose.STATION)
    assert greet(checkout) == "hello"


def test_the_documentation_has_an_environment_beside_the_stations(prepared: Checkout) -> None:
    apart = replace(prepared, environment=".venv/docs")
    assert apart.python.is_relative_to(prepared.venv / "docs")
    # What serves the station has no mkdocs.
    assert not python_environment.is_ready(apart, Purpose.DOCS)
    assert not python_environment.is_ready(prepared, Purpose.DOCS)
    assert python_environment.is_ready(prepared, Purpose.STATION)


def test_no_room_on_the_disk_is_said_before_anything_is_touched(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(checkout.root)._replace(free=12_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(Problem, match="12 MB left"):
        python_environment.prepare(checkout, Purpose.STATION)
    assert not checkout.venv.exists()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(errno.EACCES, "denied", "/x/.venv"), "/x/.venv cannot be written"),
        (OSError(errno.ENOSPC, "full"), "The disk is full"),
        (OSError(errno.EIO, "broken", "/x/.venv"), "/x/.venv: broken"),
    ],
)
def test_a_file_that_cannot_be_written_is_one_sentence(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(venv.EnvBuilder, "create", fail)
    with pytest.raises(Problem, match=sentence):
        python_environment.prepare(checkout, Purpose.STATION)


def test_a_persons_own_python_settings_do_not_lead_pip_away() -> None:
    kept = python_environment.without_what_leads_away(
        {"PIP_USER": "1", "PIP_TARGET": "/x", "PYTHONHOME": "/x", "HTTPS_PROXY": "p"}
    )
    assert kept == {"HTTPS_PROXY": "p"}


def test_on_windows_programs_are_in_another_folder(tmp_path: Path) -> None:
    windows = Checkout(tmp_path, windows=True)
    assert windows.python == tmp_path / ".venv" / "Scripts" / "python.exe"
    assert windows.script("pin-kiosk") == tmp_path / ".venv" / "Scripts" / "pin-kiosk.exe"
    expected = tmp_path / ".venv" / "Lib" / "site-packages"
    assert python_environment.site_packages(windows) == expected


def test_the_newest_wheel_of_pip_is_taken(tmp_path: Path) -> None:
    for version in ("9.0.1", "24.0", "23.0.1"):
        (tmp_path / f"pip-{version}-py3-none-any.whl").touch()
    newest = pip_source.newest_wheel([tmp_path / "not-there", tmp_path])
    assert newest == tmp_path / "pip-24.0-py3-none-any.whl"
    assert pip_source.newest_wheel([tmp_path / "not-there"]) is None


def test_this_python_is_one_that_the_station_supports() -> None:
    assert (3, 11) <= sys.version_info[:2] <= (3, 13)
