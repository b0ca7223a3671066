"""Imports Qt so that what is imported after it loads as quickly as without it."""

from __future__ import annotations

import builtins

_OWN = builtins.__import__
"""Python's own import, where this module was imported before PySide."""


def import_qt() -> None:
    """Import PySide6, and put Python's own import back.

    PySide puts an import of its own in its place, which reads the source of every module
    that is imported afterwards and looks for 'PySide6' in it. That is for `from __feature__
    import …` (other names for Qt's functions), which nobody uses here, and it would take a
    tenth of the start.
    """
    import PySide6.QtCore  # noqa: F401, PLC0415 - what this function is for

    builtins.__import__ = _OWN
