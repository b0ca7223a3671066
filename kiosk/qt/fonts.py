"""Loads the type family that the program brings along, for windows and for paper."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from kiosk.services.resources import resource

FAMILY = "Inter"
"""The family's name; scripts that it lacks come from the system's fonts."""

_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")


def load_fonts() -> str:
    """Make the shipped fonts known to Qt and return the family's name. Safe to call twice.

    Needs a QGuiApplication. A font that cannot be read is left out: text is then set in the
    system's own.
    """
    for weight in _WEIGHTS:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"Inter-{weight}.otf")))
    return FAMILY
