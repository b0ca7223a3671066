"""What systemd itself says of a unit file, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="needs systemd-analyze"
)


def systemd_analyze(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Ask systemd-analyze, with a home and a place for sockets of its own."""
    (folder / "run").mkdir(exist_ok=True)
    return subprocess.run(
        ["systemd-analyze", *words],
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "XDG_RUNTIME_DIR": f"{folder}/run"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def complaints(folder: Path, unit: Path, *options: str) -> list[str]:
    """Return what systemd finds wrong with a unit; of other units' faults it says nothing."""
    verified = systemd_analyze(folder, *options, "verify", str(unit))
    said = [line for line in verified.stderr.splitlines() if unit.name in line]
    assert verified.returncode == 0 or said, verified.stderr
    return said
