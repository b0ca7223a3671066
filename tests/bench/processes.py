"""Starts the measured programs and reads what they say and weigh."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_COMPILED = TemporaryDirectory(prefix="pin-kiosk-bench-")

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a script of this folder with the project on its path.

    Modules are compiled once, as in an installed program, whatever this shell says about that.
    """
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": _COMPILED.name,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.Popen(
        [sys.executable, str(HERE / script), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env=environment,
    )


def seconds_until_interactive(script: str) -> float:
    """Return the seconds from starting the process to a painted window with a free event loop."""
    began = time.perf_counter()
    process = start(script)
    assert process.stdout is not None
    line = process.stdout.readline()
    took = time.perf_counter() - began
    process.communicate(timeout=30)
    assert line.strip() == "interactive", f"{script} never became interactive"
    return took


def resident_megabytes(script: str, settle_seconds: float) -> float:
    """Return the memory that a program holds after it has been left alone for that long."""
    process = start(script, "--stay", str(int((settle_seconds + 2) * 1000)))
    try:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(settle_seconds)
        status = Path(f"/proc/{process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    finally:
        process.communicate(timeout=30)


def alternating(
    measure: Callable[[str], float], scripts: Sequence[str], rounds: int
) -> dict[str, float]:
    """Measure the scripts in turn, so that a busy machine hits all alike; return the medians."""
    found: dict[str, list[float]] = {script: [] for script in scripts}
    for _ in range(rounds):
        for script in scripts:
            found[script].append(measure(script))
    return {script: statistics.median(values) for script, values in found.items()}
