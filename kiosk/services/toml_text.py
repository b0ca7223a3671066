"""Reads TOML that somebody else wrote, without the texts that the standard library is slow at.

Its time grows with the square of the parts of a dotted key: 60 KB of `a.a.a` take 17 seconds.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

FILE_BYTES_MAX = 64 * 1024
"""The longest file of settings or of a layout that is read: some ten times a long one."""

# Nobody needs a key of so many parts, and hardly anybody a line of so many full stops.
_ENDLESS_KEY = re.compile(r"(?:\.[^.\n]{0,64}){250}")


def read_toml(text: str) -> dict[str, Any]:
    """Return what the text says; raises ValueError or RecursionError where it is no TOML."""
    if _ENDLESS_KEY.search(text):
        raise ValueError("a key of too many parts")
    return tomllib.loads(text)
