"""Imports point down, and everything below the window works on a machine without Qt."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

IMPORT_ALL = """
import importlib, pkgutil, sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"Qt is not here: {name}")
sys.meta_path.insert(0, NoQt())
package = importlib.import_module(sys.argv[1])
found = [module.name for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in found:
    if not name.endswith(".__main__"):
        importlib.import_module(name)
print(len(found))
"""


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "package", ["kiosk.models", "kiosk.services", "kiosk.practice", "kiosk.checks"]
)
def test_the_core_can_be_imported_where_there_is_no_qt(package: str) -> None:
    run = run_python("-W", "error", "-c", IMPORT_ALL, package)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > 0


def test_imports_point_down() -> None:
    tool = Path(sysconfig.get_path("scripts")) / "lint-imports"
    run = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["audit", "--help"], ["doctor", "--help"]])
def test_what_needs_no_window_and_no_network_loads_neither(arguments: list[str]) -> None:
    run = run_python("-X", "importtime", "-m", "kiosk", *arguments)
    assert run.returncode == 0, run.stderr
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "kiosk.commands.arguments" in loaded
    assert not loaded & {"PySide6", "requests", "msal", "cryptography", "kiosk.practice"}
