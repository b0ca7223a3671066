"""Colours that can be told apart, sizes that follow the window, light and dark."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from kiosk.views import style
from kiosk.views.widgets.portrait import paint_portrait
from tests.support.gallery import SIZES, Gallery, settle
from tests.support.scenes import scenes

SCENES = {scene.name: scene for scene in scenes()}

TEXT_ON = {
    "page": ("text", "text-quiet", "primary"),
    "surface": ("text", "text-quiet", "primary", "good", "warn", "bad", "text-disabled"),
    "surface-sunken": ("text", "text-quiet"),
    "selected": ("text", "text-quiet", "primary"),
    "hover": ("text", "text-quiet", "primary"),
    "primary": ("on-primary",),
    "primary-hover": ("on-primary",),
    "primary-pressed": ("on-primary",),
    "good-ground": ("good", "text", "primary"),
    "warn-ground": ("warn", "text", "primary"),
    "bad-ground": ("bad", "text", "primary"),
    "info-ground": ("info", "text", "primary"),
    "practice-ground": ("practice",),
    "warn": ("warn-ground",),
    "portrait": ("on-portrait",),
}

GRAPHICS_ON = {
    "page": ("control-line", "focus", "primary"),
    "surface": ("control-line", "focus", "primary"),
    "primary": ("on-primary",),
    "selected": ("primary",),
}


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2)."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    parsed = QColor(colour)
    red, green, blue = (linear(part) for part in (parsed.redF(), parsed.greenF(), parsed.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def theme(*, is_dark: bool, scale: float = 1.0, text_scale: float = 1.0) -> style.Theme:
    return style.make_theme(is_dark=is_dark, scale=scale, text_scale=text_scale)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("pairs", "least"), [(TEXT_ON, 4.5), (GRAPHICS_ON, 3.0)], ids=["texts", "graphics"]
)
def test_colours_stand_out(
    pairs: dict[str, tuple[str, ...]], least: float, *, is_dark: bool
) -> None:
    colours = theme(is_dark=is_dark).colours
    weak = {
        (front, ground): round(contrast(colours[front], colours[ground]), 2)
        for ground, fronts in pairs.items()
        for front in fronts
        if contrast(colours[front], colours[ground]) < least
    }
    assert not weak


def test_light_and_dark_have_the_same_colours_by_name() -> None:
    assert theme(is_dark=False).colours.keys() == theme(is_dark=True).colours.keys()


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_the_style_sheet_has_no_place_left_open(*, is_dark: bool) -> None:
    assert "@" not in style.style_sheet(theme(is_dark=is_dark))


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [
        (800, 480, 1.0),
        (1024, 600, 1.0),
        (1366, 768, 1.2),
        (1920, 1080, 1.5),
        (1080, 1920, 1.5),
        (2560, 1440, 1.9),
        (3840, 2160, 2.8),
    ],
)
def test_sizes_grow_with_the_window(width: int, height: int, scale: float) -> None:
    assert style.window_scale(width, height) == scale


@pytest.mark.parametrize(("pixels", "scale"), [(12, 1.0), (15, 1.0), (20, 1.5), (26, 2.0), (60, 2)])
def test_texts_follow_the_text_size_of_the_system(pixels: float, scale: float) -> None:
    assert style.text_scale(pixels) == scale
    assert theme(is_dark=False, text_scale=scale).text_px("text-body") == round(18 * scale)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_the_words_in_an_empty_field_can_be_read(gallery: Gallery, *, is_dark: bool) -> None:
    gallery.window.look.use_dark(is_dark=is_dark)
    gallery.show(SCENES["search-idle"])
    field = gallery.window.findChild(QLineEdit, "searchField")
    assert field is not None
    words = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert words.alpha() == 255
    assert contrast(words.name(), theme(is_dark=is_dark).colours["surface"]) >= 4.5


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_the_initials_of_a_disabled_person_can_be_read(gallery: Gallery, *, is_dark: bool) -> None:
    look = gallery.window.look
    look.use_dark(is_dark=is_dark)
    picture = QImage(QSize(80, 80), QImage.Format.Format_RGB32)
    picture.fill(look.colour("surface"))
    painter = QPainter(picture)
    whole = QRect(0, 0, 80, 80)
    paint_portrait(painter, whole, look, QPixmap(), "MM", 0, is_quiet=True)
    painter.end()
    ground = picture.pixelColor(2, 2)
    found = [picture.pixelColor(x, 40).name() for x in range(80)]
    assert max(contrast(ground.name(), colour) for colour in found) >= 4.5


def test_the_window_turns_dark_with_the_system(gallery: Gallery) -> None:
    gallery.show(SCENES["search-idle"])
    corner = gallery.window.width() - 4, gallery.window.height() - 4
    light = gallery.window.grab().toImage().pixelColor(*corner)
    gallery.window.look.use_dark(is_dark=True)
    settle()
    dark = gallery.window.grab().toImage().pixelColor(*corner)
    assert light.lightness() > 200
    assert dark.lightness() < 60


def test_a_page_is_mirrored_where_lines_run_from_right_to_left(gallery: Gallery) -> None:
    gallery.show(SCENES["confirm-reset"])
    buttons = [
        gallery.window.findChild(QPushButton, name) for name in ("cancelButton", "confirmButton")
    ]
    cancel, confirm = (button for button in buttons if button is not None)

    def left(widget: QWidget) -> int:
        return widget.mapTo(gallery.window, widget.rect().topLeft()).x()

    assert left(cancel) < left(confirm)
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    assert left(cancel) > left(confirm)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_the_station_stands_in_the_same_place_on_every_page(gallery: Gallery, size: QSize) -> None:
    gallery.window.resize(size)
    places = {}
    for name in ("search-found", "confirm-reset", "progress", "result-slip"):
        gallery.show(SCENES[name])
        page = gallery.window.page(gallery.station.page)
        label = page.findChild(QWidget, "stationLabel")
        assert label is not None
        places[name] = label.mapTo(page, label.rect().center()).toTuple()
    assert len(set(places.values())) == 1, places
