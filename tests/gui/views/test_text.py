"""Where lines begin and break: in the interface's direction, and with no word left over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.qt.fonts import load_fonts
from kiosk.views.moments import moments
from kiosk.views.painting import TextFlag, own_direction
from kiosk.views.widgets.text import Text, balanced_width, tidy_width
from kiosk.views.words import named
from tests.support.gallery import Gallery, settle
from tests.support.made_up import NOW
from tests.support.scenes import scenes

SCENES = {scene.name: scene for scene in scenes()}
SENTENCE = "Die Anmeldung wurde abgebrochen. Niemand ist angemeldet."
LONG = "Viele Änderungen in kurzer Zeit: Melden Sie sich zur Sicherheit noch einmal an."
NO_PRINTER = (
    "Es gibt keinen Drucker. Es wurde nichts gedruckt. Schließen Sie einen Drucker an. Wenn diese "
    "Station es erlaubt, können Sie die Seite auch als PDF-Datei speichern."
)


@pytest.fixture
def metrics(qapp: QApplication) -> QFontMetrics:
    font = QFont(load_fonts())
    font.setPixelSize(20)
    return QFontMetrics(font)


def lines(metrics: QFontMetrics, text: str, width: int) -> int:
    area = QRect(0, 0, width, 10_000)
    return metrics.boundingRect(area, int(TextFlag.WRAP), text).height() // metrics.height()


def ink(widget: QWidget) -> tuple[int, int]:
    """Return the first and the last column of a widget that anything is painted in."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = picture.pixel(picture.width() // 2, 0)
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(picture.height()))
    ]
    return inked[0], inked[-1]


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_a_name_begins_where_lines_begin_whatever_its_letters(
    gallery: Gallery, direction: Qt.LayoutDirection
) -> None:
    QApplication.setLayoutDirection(direction)
    for scene in ("person", "person-rtl"):
        gallery.show(SCENES[scene])
        label = gallery.window.findChild(Text, "personNameLabel")
        assert label is not None
        first, last = ink(label)
        if direction is Qt.LayoutDirection.LeftToRight:
            assert first < 6
            assert last < label.width() - 20
        else:
            assert last > label.width() - 6
            assert first > 20


def test_no_word_is_left_over_on_the_last_line(metrics: QFontMetrics) -> None:
    room = metrics.horizontalAdvance(SENTENCE) - 10
    width = balanced_width(metrics, SENTENCE, room)
    assert lines(metrics, SENTENCE, width) == lines(metrics, SENTENCE, room) == 2
    assert lines(metrics, SENTENCE.rsplit(" ", 2)[0], width) == 2
    assert width < room * 0.75


def test_lines_that_end_well_keep_the_whole_room(metrics: QFontMetrics) -> None:
    whole = metrics.horizontalAdvance(SENTENCE)
    assert balanced_width(metrics, SENTENCE, whole + 1) == whole + 1
    assert balanced_width(metrics, SENTENCE, whole // 2 + 60) == whole // 2 + 60
    assert balanced_width(metrics, "Donaudampfschifffahrt", 40) == 40
    assert balanced_width(metrics, "", 40) == 40


@pytest.mark.parametrize("text", [SENTENCE, LONG, NO_PRINTER])
@pytest.mark.parametrize("letters", range(50, 80, 3))
def test_a_text_that_begins_at_the_left_fills_its_room(
    metrics: QFontMetrics, text: str, letters: int
) -> None:
    room = metrics.averageCharWidth() * letters
    width = tidy_width(metrics, text, room)
    assert width >= room * 0.7
    assert lines(metrics, text, width) == lines(metrics, text, room)


def test_a_scrap_on_the_last_line_gets_company(metrics: QFontMetrics) -> None:
    room = metrics.horizontalAdvance(LONG) - 10
    assert lines(metrics, LONG.removesuffix(" an."), room) == 1
    width = tidy_width(metrics, LONG, room)
    assert lines(metrics, LONG.removesuffix(" noch einmal an."), width) == 1
    assert lines(metrics, LONG.removesuffix(" an."), width) == 2


def test_a_balanced_text_is_painted_in_the_lines_that_it_has(gallery: Gallery) -> None:
    gallery.show(SCENES["welcome"])
    label = Text("quiet", parent=gallery.window)
    label.setText(SENTENCE)
    label.ensurePolished()
    width = label.fontMetrics().horizontalAdvance(SENTENCE) - 10
    label.setGeometry(0, 0, width, label.heightForWidth(width))
    label.show()
    settle()
    _, last = ink(label)
    # Lines that stand in the middle become equally long; others fill their room.
    assert width * 0.75 < last < width
    label.setProperty("centred", True)
    label.update()
    first, last = ink(label)
    assert last - first < width * 0.75
    assert abs(first - (width - 1 - last)) <= 20
    label.deleteLater()


def test_a_day_stays_on_one_line(metrics: QFontMetrics) -> None:
    day = moments().day(NOW)
    text = f"Zuletzt benutzt am {day}"
    assert lines(metrics, text, metrics.horizontalAdvance(text) - 10) == 2
    assert lines(metrics, day, metrics.horizontalAdvance(day) // 2) == 1


def test_a_text_keeps_its_own_direction() -> None:
    left, right = TextFlag.FORCE_LEFT_TO_RIGHT, TextFlag.FORCE_RIGHT_TO_LEFT
    assert own_direction("Sam Rivera") == left
    assert own_direction("100 سارة") == right
    assert own_direction("יעל בן־דוד") == right
    assert own_direction(f"{named('سارة')}'s new PIN") == left
    assert own_direction("123") == left
    assert own_direction("") == left
