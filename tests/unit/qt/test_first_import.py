"""Python's own import is there again after Qt's, whoever has imported Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

IMPORT = """
import builtins
own = builtins.__import__
from kiosk.qt.first_import import import_qt
{before}
import_qt()
import_qt()
import PySide6.QtWidgets
print(builtins.__import__ is own)
"""


@pytest.mark.parametrize("before", ["", "import PySide6.QtCore"], ids=["first", "late"])
def test_no_import_reads_sources_once_qt_is_there(before: str) -> None:
    code = IMPORT.format(before=before)
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr) == ("True\n", "")
