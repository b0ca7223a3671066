"""PySide's own modules come along compiled, so that no start has to do that."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6
from frozen_support import compiled_support

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="makes links")

ASK_FOR_SIGNATURES = """
from PySide6.QtCore import QRect, QTimer
from PySide6.support.signature import get_signature
for call in (lambda: QTimer().setInterval("soon"), lambda: QRect("a"), lambda: QTimer(no=1)):
    try:
        call()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(get_signature(QTimer.start), get_signature(QRect), QRect.contains.__doc__)
"""

LOOK = """
import sys
from PySide6 import QtCore
parser = sys.modules["shibokensupport.signature.parser"]
assert "files.dir" in parser.__file__, parser.__file__
print("loaded" if "pyside_type_init" in vars(parser) else "put off")
"""


def test_every_module_is_compiled_and_put_where_pyside_looks_for_it(tmp_path: Path) -> None:
    found = compiled_support(tmp_path)
    places = {(Path(folder) / Path(file).name).as_posix() for file, folder in found}
    for name in ("__init__", "feature", "signature/loader", "signature/lib/enum_sig"):
        assert f"shiboken6/files.dir/shibokensupport/{name}.pyc" in places


def test_python_takes_them_without_their_sources(tmp_path: Path) -> None:
    for file, _ in compiled_support(tmp_path):
        Path(file).with_suffix(".py").unlink()
    code = "import shibokensupport.signature.lib.tool as tool; print(tool.__file__)"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip().endswith("tool.pyc")


@linux_only
def test_signatures_and_calls_that_do_not_fit_are_told_as_ever(tmp_path: Path) -> None:
    copied = site_packages_with_compiled_support(tmp_path)
    first, *answers, last = told_by(LOOK + ASK_FOR_SIGNATURES + LOOK, copied)
    assert (first, last) == ("put off", "loaded")
    assert answers == told_by(ASK_FOR_SIGNATURES)
    assert "  PySide6.QtCore.QTimer.setInterval(msec: int, /)" in answers


def told_by(code: str, *first_places: Path) -> list[str]:
    """Return the lines that an interpreter prints, which imports from these places first."""
    places = f"import sys; sys.path[:0] = {[str(place) for place in first_places]}\n"
    told = subprocess.run(
        [sys.executable, "-c", places + code], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, "")
    return told.stdout.splitlines()


def site_packages_with_compiled_support(tmp_path: Path) -> Path:
    """Return a folder with PySide as it is, and a shiboken6 that has the compiled modules."""
    folder = tmp_path / "packages"
    installed = Path(shiboken6.__file__).parent
    shutil.copytree(installed, folder / "shiboken6")
    (folder / "PySide6").symlink_to(installed.with_name("PySide6"))
    for file, place in compiled_support(tmp_path / "scratch"):
        (folder / place).mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder / place)
    return folder
