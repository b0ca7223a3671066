"""What the tests of paper share: a Qt application without a screen, and the shipped type."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.qt.fonts import load_fonts


@pytest.fixture
def type_family(qapp: QApplication) -> str:
    return load_fonts()
