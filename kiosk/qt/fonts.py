"""Loads the type family that the program brings along, for windows and for paper."""

from __future__ import annotations

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFontDatabase

from kiosk.services.resources import resource

FAMILY = "Inter"
"""The family's name; scripts that it lacks come from the system's fonts."""

_QUIET = "qt.text.font.db.info=false"
"""Whatever the script, Qt tries the family that was asked for first, and says so on stderr when
it lacks one of the scripts that need rules of their own (Devanagari, Khmer, Syriac, …), before it
takes a font of the system that has it. An order of families that kept it from that would set
Latin letters in another font too. Warnings stay; QT_LOGGING_RULES in the environment wins.
"""

_FIRST_WEIGHTS = ("Regular", "Medium", "SemiBold")
"""All that the style sheet asks for. One that came later would set texts wider than they were when
their widgets were measured, and a button on the first page would break its words into two lines.
"""

_OTHER_WEIGHTS = ("Bold",)

_ids: dict[str, int] = {}
"""What Qt calls the weights that it knows."""


def load_first_fonts() -> None:
    """Make the weights of the first page known to Qt; see `load_fonts`."""
    _load(_FIRST_WEIGHTS)


def load_fonts() -> str:
    """Make the shipped fonts known to Qt and return the family's name.

    Quick from the second time on. Needs a QGuiApplication. A font that cannot be read is left out:
    text is then set in the system's own.
    """
    _load((*_FIRST_WEIGHTS, *_OTHER_WEIGHTS))
    return FAMILY


def _load(weights: tuple[str, ...]) -> None:
    QLoggingCategory.setFilterRules(_QUIET)
    for weight in weights:
        # Qt would read a known file anew, and forget every text it has measured so far.
        if not QFontDatabase.applicationFontFamilies(_ids.get(weight, -1)):
            file = str(resource("fonts", f"Inter-{weight}.otf"))
            _ids[weight] = QFontDatabase.addApplicationFont(file)
