"""A photo that would fill the memory is none: the initials are shown instead."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kiosk.models.person import Person
from kiosk.views.widgets.portrait import Portrait, decode_photo
from tests.support.fuzzing import within
from tests.support.gallery import Gallery
from tests.support.pictures import grey_png, png_file

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.qt_log_ignore("libpng", "imageio")
@pytest.mark.parametrize(
    "photo",
    [
        png_file(1_000_000, 1_000_000, b"\0\0"),
        b"\xff\xd8\xff" + b"\xff\xda" * 1_000_000,
        b"GIF89a" + b"\xff" * 40,
        b"<svg/>",
        b"",
        None,
    ],
)
def test_a_photo_that_is_none_or_too_large_is_not_shown(photo: bytes | None) -> None:
    with within(2):
        assert decode_photo(photo, 96).isNull()


def test_a_photo_is_cut_to_a_square() -> None:
    photo = decode_photo(grey_png([b"\0\1" * 10, b"\1\0" * 10]), 96)
    assert (photo.width(), photo.height()) == (96, 96)


@pytest.mark.qt_log_ignore("libpng", "imageio")
def test_initials_stand_where_a_photo_cannot_be_shown(gallery: Gallery, qtbot: QtBot) -> None:
    portrait = Portrait(gallery.window.look, 6)
    qtbot.addWidget(portrait)
    sam = Person("1", "Sam Rivera", "sam@shop.example")
    portrait.show_person(sam, None)
    initials = portrait.grab().toImage()
    portrait.show_person(sam, png_file(1_000_000, 1_000_000, b"\0\0"))
    assert portrait.grab().toImage() == initials
