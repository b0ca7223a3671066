"""Being an account that can be refused, also where root runs the tests, to whom nothing is.

Root is refused what its files' permissions refuse once it has given up the two capabilities that
overrule them (Linux manual, capabilities(7)). Unlike another account it still reaches its own
Python and this checkout.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

IS_ROOT = sys.platform != "win32" and os.geteuid() == 0
_SETPRIV = shutil.which("setpriv")
_VERSION = 0x20080522
_OVERRULING = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""

needs_refusal = pytest.mark.skipif(
    sys.platform == "win32" or (IS_ROOT and not sys.platform.startswith("linux")),
    reason="needs an account that can be refused",
)
needs_refused_commands = pytest.mark.skipif(
    sys.platform == "win32" or (IS_ROOT and _SETPRIV is None),
    reason="needs an account that can be refused, or setpriv of util-linux",
)


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Be refused in this block what permissions refuse; in this thread, and those it starts."""
    if not IS_ROOT:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    sets = (_Sets * 2)()
    assert libc.capget(ctypes.byref(_Header(_VERSION, 0)), sets) == 0
    before = sets[0].effective
    sets[0].effective = before & ~_OVERRULING
    assert libc.capset(ctypes.byref(_Header(_VERSION, 0)), sets) == 0
    try:
        yield
    finally:
        sets[0].effective = before
        assert libc.capset(ctypes.byref(_Header(_VERSION, 0)), sets) == 0


def as_ordinary_user(words: Sequence[str | Path]) -> list[str]:
    """Return a command in the words of one that can be refused."""
    command = [str(word) for word in words]
    if not IS_ROOT:
        return command
    assert _SETPRIV is not None
    return [_SETPRIV, "--bounding-set=-dac_override,-dac_read_search", *command]
