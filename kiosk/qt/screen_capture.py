"""Keeps the window out of pictures of the screen that other programs take, where that is possible.

Only Windows can do it: there the window is black or missing in screenshots, recordings and shared
screens, and in the small pictures of the task bar.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Protocol

_WDA_MONITOR = 0x01
_WDA_EXCLUDEFROMCAPTURE = 0x11


class User32(Protocol):
    """The function of user32 that is used here."""

    def SetWindowDisplayAffinity(self, window: int, affinity: int) -> int:  # noqa: N802 - Windows'
        """Say where a window's content may be shown; 0 when it did not work."""
        ...


def exclude(window: int, library: User32 | None = None) -> bool:
    """Keep a window, named by its handle, out of pictures; False where that cannot be done.

    `library` is this machine's unless one is given. Source: 'SetWindowDisplayAffinity function'
    of the Windows API; before Windows 10, version 2004, the window is black and not left out.
    """
    library = library or _this_machines_library()
    if library is None:
        return False
    return any(
        library.SetWindowDisplayAffinity(window, affinity)
        for affinity in (_WDA_EXCLUDEFROMCAPTURE, _WDA_MONITOR)
    )


def _this_machines_library() -> User32 | None:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows needs it

        with contextlib.suppress(OSError, AttributeError):
            library = ctypes.WinDLL("user32")
            # A handle is as wide as a pointer, and would be cut off without this.
            library.SetWindowDisplayAffinity.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
            library.SetWindowDisplayAffinity.restype = ctypes.c_int32
            found: User32 = library
            return found
    return None
