"""Qt's classes are there before two threads can want the same one for the first time."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.qt.classes import _CLASSES

ROOT = Path(__file__).resolve().parents[3]

TWO_THREADS = """
import sys, threading
from PySide6 import QtCore, QtGui, QtWidgets
from kiosk.qt.classes import make_classes

make_classes()
start = threading.Barrier(2)
refused = []

def use():
    start.wait()
    try:
        {use}
    except AttributeError as error:
        refused.append(error)

# As often as it goes, so that one is in the middle of making it when the other comes.
sys.setswitchinterval(1e-6)
thread = threading.Thread(target=use)
thread.start()
use()
thread.join()
assert not refused
"""


@pytest.mark.parametrize(
    "use", ["QtCore.Qt.Key", "QtGui.QPdfWriter", "QtGui.QImage.Format", "QtWidgets.QTableView"]
)
def test_two_threads_may_be_the_first_to_use_a_class(use: str) -> None:
    command = [sys.executable, "-c", TWO_THREADS.format(use=use)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_every_class_that_the_program_uses_is_made() -> None:
    used: dict[str, set[str]] = {name: set() for name in _CLASSES}
    for file in (ROOT / "kiosk").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                package, _, module = node.module.rpartition(".")
                if package == "PySide6" and module in used:
                    used[module] |= {alias.name for alias in node.names}
    for module, names in used.items():
        qt = importlib.import_module(f"PySide6.{module}")
        classes = sorted(name for name in names if isinstance(getattr(qt, name), type))
        assert _CLASSES[module].split() == classes
