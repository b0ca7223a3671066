"""Everything that will be printed is shown, and what may be wrong with it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel

from kiosk.printing.doubts import PaperDoubts
from kiosk.views.widgets.badge_view import BadgeView
from tests.support.gallery import Gallery, settle
from tests.support.scenes import scenes

SCENES = {scene.name: scene for scene in scenes()}
SMALL = PaperDoubts(0.42, is_code_small=True)
NO_LETTERS = PaperDoubts(0.6, without_font="\U00011f04")


def preview(gallery: Gallery) -> BadgeView:
    found = gallery.window.findChild(BadgeView, "badgeView")
    assert isinstance(found, BadgeView)
    return found


def doubts(gallery: Gallery) -> QLabel:
    found = gallery.window.findChild(QLabel, "paperDoubtsLabel")
    assert isinstance(found, QLabel)
    return found


def ink(image: QImage, left: float, right: float) -> int:
    """Count dark points between two parts of the width."""
    columns = range(round(image.width() * left), round(image.width() * right))
    return sum(
        QColor(image.pixel(x, y)).lightness() < 60 for x in columns for y in range(image.height())
    )


def doubt(gallery: Gallery, told: PaperDoubts | None) -> None:
    assert gallery.result.view is not None
    gallery.result.show(replace(gallery.result.view, doubts=told))
    settle()


@pytest.mark.parametrize("size", [QSize(1024, 600), QSize(800, 1280)])
def test_both_pages_of_a_badge_with_its_pin_apart_are_shown(gallery: Gallery, size: QSize) -> None:
    gallery.window.resize(size)
    gallery.show(SCENES["result-two-pages"])
    image = preview(gallery).grab().toImage()
    assert ink(image, 0.02, 0.48) > 200
    assert ink(image, 0.52, 0.98) > 50


def test_neither_page_is_kept_while_they_are_covered(gallery: Gallery) -> None:
    gallery.show(SCENES["result-two-pages"])
    gallery.show(SCENES["result-two-pages-covered"])
    assert preview(gallery).page is None
    gallery.show(SCENES["result-two-pages"])
    gallery.result.show(None)
    assert preview(gallery).page is None


def test_a_covered_view_shows_no_page_whatever_follows_it(gallery: Gallery) -> None:
    gallery.show(SCENES["result-two-pages"])
    view = gallery.result.view
    assert view is not None
    assert len(view.pages) == 2
    assert replace(view, page=None).pages == ()


def test_a_small_code_says_from_how_close_it_scans(gallery: Gallery) -> None:
    gallery.show(SCENES["result-two-pages"])
    assert doubts(gallery).isHidden()
    doubt(gallery, SMALL)
    assert doubts(gallery).isVisible()
    assert "closer than 18 cm" in doubts(gallery).text()
    doubt(gallery, PaperDoubts(0.5))
    assert doubts(gallery).isHidden()


def test_letters_without_a_font_are_told_without_boxes(gallery: Gallery) -> None:
    gallery.show(SCENES["result-two-pages"])
    doubt(gallery, NO_LETTERS)
    assert "sign-in name is printed" in doubts(gallery).text()
    assert NO_LETTERS.without_font not in doubts(gallery).text()


def test_a_doubt_goes_with_its_page(gallery: Gallery) -> None:
    gallery.show(SCENES["result-doubts"])
    gallery.result.show(None)
    assert doubts(gallery).text() == ""
