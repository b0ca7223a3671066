"""A folder that nobody can write to, also not a test that runs as root."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """Keep a folder and all in it as it is; skips where that is not possible."""
    if os.name != "posix":
        pytest.skip("needs a system on which a folder can be made read-only")
    if os.geteuid() == 0:
        with _mounted_read_only(folder):
            yield folder
        return
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*")) if path.is_dir()}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        yield folder
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@contextmanager
def _mounted_read_only(folder: Path) -> Iterator[None]:
    place = str(folder)
    bound = subprocess.run(["mount", "--bind", place, place], capture_output=True, check=False)
    if bound.returncode:
        pytest.skip("needs to be allowed to mount a folder read-only")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", place], check=True)
        yield
    finally:
        subprocess.run(["umount", place], check=True)
