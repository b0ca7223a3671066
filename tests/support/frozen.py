"""The frozen program, built as a release builds it, and run as on a machine without Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENDING = ".exe" if os.name == "nt" else ""
PROGRAM = f"pin-kiosk{ENDING}"
ONE_FILE = f"pin-kiosk-onefile{ENDING}"
LEADING_HOME = ("PYTHON", "VIRTUAL_ENV", "PIN_KIOSK", "QT_", "DISPLAY", "WAYLAND_DISPLAY")
"""How the variables begin that lead a program to this checkout, or to a screen."""

RUN_SECONDS = 120


@dataclass(frozen=True)
class FrozenProgram:
    """A frozen folder, or the folder of a frozen file, wherever it lies."""

    folder: Path
    file_name: str = PROGRAM

    @property
    def program(self) -> Path:
        """What is started."""
        return self.folder / self.file_name

    def run(
        self, working_folder: Path, *arguments: str, variables: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, in a folder, with no Python and no screen to be found.

        `variables` replace those of a bare machine.
        """
        return subprocess.run(
            [str(self.program), *arguments],
            cwd=working_folder,
            env=variables_of_a_bare_machine() if variables is None else variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=RUN_SECONDS,
            check=False,
        )


def variables_of_a_bare_machine() -> dict[str, str]:
    """Return this process's variables without those that lead home."""
    return {name: value for name, value in os.environ.items() if not name.startswith(LEADING_HOME)}


def freeze(folder: Path, *, is_one_file: bool = False) -> FrozenProgram:
    """Build the frozen folder, or the one file, below ``folder``; takes half a minute."""
    paths = [f"--distpath={folder / 'dist'}", f"--workpath={folder / 'work'}"]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *paths]
    options = ["--", "--onefile"] if is_one_file else []
    built = subprocess.run(
        [*command, "build.spec", *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    shutil.rmtree(folder / "work")
    if is_one_file:
        return FrozenProgram(folder / "dist", ONE_FILE)
    return FrozenProgram(folder / "dist" / "pin-kiosk")
