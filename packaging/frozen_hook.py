"""Runs before anything else of the frozen program: PyInstaller's own hook may import Qt."""

from __future__ import annotations

import kiosk.qt.first_import  # noqa: F401 - it keeps Python's own import
