"""The shipped type is made known to Qt once, however many pages and papers ask for it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from kiosk.qt.fonts import FAMILY, load_first_fonts, load_fonts


def test_a_font_that_is_known_is_not_loaded_anew(qapp: QApplication) -> None:
    load_fonts()
    told: list[None] = []
    # Qt says so whenever it has read a font, and has forgotten by then what it had measured.
    qapp.fontDatabaseChanged.connect(lambda: told.append(None))
    assert load_fonts() == FAMILY
    load_first_fonts()
    assert not told


@pytest.mark.usefixtures("qapp")
def test_a_font_that_qt_has_forgotten_is_loaded_again() -> None:
    load_fonts()
    QFontDatabase.removeAllApplicationFonts()
    assert FAMILY not in QFontDatabase.families()
    load_fonts()
    assert "Medium" in QFontDatabase.styles(FAMILY)
