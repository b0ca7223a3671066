"""Where a program may be put and started from: a sentence, the right exit code, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.frozen import FrozenProgram, variables_of_a_bare_machine
from tests.support.read_only import read_only

pytestmark = pytest.mark.timeout(400)

SAMPLE = ("badge-sample", "--layout", "cr80", "--out", "page.pdf")


@pytest.fixture
def locked(frozen: FrozenProgram) -> Iterator[FrozenProgram]:
    """The frozen folder where an administrator put it: nobody at the station can write there."""
    with read_only(frozen.folder):
        yield frozen


def one_line(told: subprocess.CompletedProcess[str]) -> str:
    """Return what was said to whoever started it, which must be one sentence."""
    assert told.stderr.count("\n") == 1, told.stderr
    assert "Traceback" not in told.stderr
    return told.stderr


def test_a_folder_that_nobody_can_write_to_is_fine_to_be_in(
    locked: FrozenProgram, tmp_path: Path
) -> None:
    assert locked.run(tmp_path, *SAMPLE).returncode == 0
    assert (tmp_path / "page.pdf").exists()


def test_what_cannot_be_written_is_one_sentence(locked: FrozenProgram) -> None:
    told = locked.run(locked.folder, *SAMPLE)
    assert told.returncode == 1
    assert "page.pdf" in one_line(told)
    told = locked.run(locked.folder, "self-test", "--report", "report")
    assert told.returncode == 1
    assert "report" in one_line(told)


@pytest.mark.parametrize("home", [None, "/nowhere/at all"], ids=["none", "missing"])
def test_an_account_without_a_home_can_work(
    frozen: FrozenProgram, tmp_path: Path, home: str | None
) -> None:
    variables = {
        name: value
        for name, value in variables_of_a_bare_machine().items()
        if name not in {"HOME", "USERPROFILE"} and not name.startswith("XDG_")
    }
    if home is not None:
        variables["HOME"] = home
    assert frozen.run(tmp_path, *SAMPLE, variables=variables).returncode == 0
    told = frozen.run(tmp_path, "doctor", "--json", variables=variables)
    assert told.returncode in {0, 1, 2}
    assert json.loads(told.stdout)["checks"]
    assert "Traceback" not in told.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="is about Linux")
def test_plugins_of_a_desktop_are_not_even_looked_at(frozen: FrozenProgram, tmp_path: Path) -> None:
    others = tmp_path / "plugins of the desktop"
    (others / "platforms").mkdir(parents=True)
    asked = {"QT_PLUGIN_PATH": str(others), "QT_DEBUG_PLUGINS": "1"}
    told = frozen.run(tmp_path, *SAMPLE, variables={**variables_of_a_bare_machine(), **asked})
    assert told.returncode == 0
    assert f"{frozen.folder}/_internal/PySide6/Qt/plugins/platforms" in told.stderr
    assert others.name not in told.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs X11 or Wayland")
@pytest.mark.parametrize("session", [{}, {"WAYLAND_DISPLAY": "wayland-0"}], ids=["none", "Wayland"])
def test_without_a_screen_for_it_there_is_one_sentence(
    frozen: FrozenProgram, tmp_path: Path, session: dict[str, str]
) -> None:
    variables = {**variables_of_a_bare_machine(), "XDG_STATE_HOME": str(tmp_path), **session}
    told = frozen.run(tmp_path, "--practice", variables=variables)
    assert told.returncode == 1
    assert "no screen" in one_line(told)


def test_an_unknown_command_and_wrong_settings_are_told(
    frozen: FrozenProgram, tmp_path: Path
) -> None:
    assert frozen.run(tmp_path, "conquer").returncode == 2
    (tmp_path / "settings.toml").write_text("[tenant\n")
    told = frozen.run(tmp_path, "--settings", "settings.toml")
    assert told.returncode == 2
    assert "PK-602" in one_line(told)
