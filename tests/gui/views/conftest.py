"""The window on stand-in controllers, in English and light unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from tests.support.gallery import Gallery, settle


@pytest.fixture(scope="package")
def _shared_gallery(qapp: QApplication) -> Iterator[Gallery]:
    """Make the window once: making it anew for each test would take most of the time."""
    gallery = Gallery()
    gallery.window.show()
    yield gallery
    gallery.window.close()
    gallery.window.deleteLater()
    settle()


@pytest.fixture
def gallery(_shared_gallery: Gallery) -> Iterator[Gallery]:
    """Return the window as it is at first."""
    gallery = _shared_gallery
    gallery.window.look.use_dark(is_dark=False)
    gallery.window.resize(QSize(1024, 600))
    gallery.forget_calls()
    settle()
    yield gallery
    if gallery.translator.current != "en":
        gallery.translator.use("en")
    if QApplication.layoutDirection() != Qt.LayoutDirection.LeftToRight:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    settle()
