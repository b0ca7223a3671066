"""The variables of a program that runs as if for an account of its own."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def variables_of_account(home: Path) -> dict[str, str]:
    """Return what leads a program to the files of an account, and to the sources of this tree."""
    return {
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PYTHONPATH": str(ROOT),
    }
