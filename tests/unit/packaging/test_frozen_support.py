"""PySide's own modules come along compiled, so that no start has to do that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from frozen_support import compiled_support


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
