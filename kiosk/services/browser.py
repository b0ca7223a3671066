"""The system's browser, where sign-in pages are shown."""

from __future__ import annotations

import os
import sys


class SystemBrowser:
    """Opens addresses in whatever browser the person has chosen for this machine."""

    def open(self, address: str) -> bool:
        """Open the address; False when no browser could be started. May block for a while."""
        import webbrowser  # noqa: PLC0415 - not on the way to the first page

        _leave_libraries_of_this_program()
        try:
            return webbrowser.open(address, new=1)
        except (webbrowser.Error, OSError):
            return False


class NoBrowser:
    """Opens nothing: for a kiosk where people sign in with a code on their phone.

    A browser window over the station would be a way out of it.
    """

    def open(self, address: str) -> bool:  # noqa: ARG002 - as the other one
        """Say that no browser could be started."""
        return False


def _leave_libraries_of_this_program() -> None:
    """Let child processes of a frozen program find their own libraries again.

    A frozen program on Linux starts with LD_LIBRARY_PATH set to its own folder, and a
    browser that inherits it may not start. This process has read the variable already.
    """
    if getattr(sys, "frozen", False) and "LD_LIBRARY_PATH" in os.environ:
        original = os.environ.get("LD_LIBRARY_PATH_ORIG")
        if original:
            os.environ["LD_LIBRARY_PATH"] = original
        else:
            del os.environ["LD_LIBRARY_PATH"]
