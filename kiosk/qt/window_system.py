"""Which of Linux's two ways to a screen the station takes, known before Qt is asked.

Qt itself ends the process where it finds no way, with words that help nobody.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from kiosk.models.errors import ErrorCode, StationError


def arguments_for_qt() -> list[str]:
    """Return the arguments that lead Qt to the screen; raises StationError SCREEN_MISSING.

    The frozen program speaks X11 only. In a session of Wayland it is shown by way of XWayland,
    and Qt is told so, because it would look for its part for Wayland first and complain.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return []
    speaks_wayland = _speaks_wayland()
    has_wayland = speaks_wayland and bool(os.environ.get("WAYLAND_DISPLAY"))
    if not has_wayland and not os.environ.get("DISPLAY"):
        raise StationError(ErrorCode.SCREEN_MISSING)
    return [] if speaks_wayland else ["-platform", "xcb"]


def _speaks_wayland() -> bool:
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return any((plugins / "platforms").glob("libqwayland*"))
