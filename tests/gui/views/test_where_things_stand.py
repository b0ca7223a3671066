"""Where things stand on the page: near the hand, on one line where there is room for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.errors import ErrorCode
from kiosk.views.widgets.badge_view import BadgeView
from tests.support.gallery import SIZES, Gallery, settle
from tests.support.made_up import an_error
from tests.support.scenes import scenes

ROOT = Path(__file__).resolve().parents[3]
SCENES = {scene.name: scene for scene in scenes()}
UPRIGHT = QSize(1080, 1920)

FIRST_PAGE = """
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from kiosk.controllers.window_state import PageName
from kiosk.views.widgets.buttons import Button
from tests.support.gallery import Gallery, settle
from tests.support.scenes import scenes

application = QApplication([])
scene = next(scene for scene in scenes() if scene.name == "welcome-leaving")
for language in ("de", "en"):
    for size in ((1920, 1080), (1024, 768), (1080, 1920)):
        QFontDatabase.removeAllApplicationFonts()
        gallery = Gallery()
        gallery.translator.use(language)
        gallery.window.resize(QSize(*size))
        gallery.window.show()
        gallery.show(scene)
        # All that comes later, fonts too.
        gallery.window.page(PageName.SIGN_IN)
        settle()
        buttons = [it for it in gallery.window.page(scene.page).findChildren(Button)]
        shown = [it for it in buttons if it.isVisible()]
        assert len(shown) == 5, shown
        for button in shown:
            if button.heightForWidth(button.width()) > button.heightForWidth(10_000):
                print(language, size, button.text())
        gallery.translator.use("en")
        gallery.window.close()
        gallery.window.deleteLater()
        settle()
"""


def place(gallery: Gallery, name: str) -> QRect:
    """Return where a widget of the page that is shown stands in the window."""
    page = gallery.window.page(gallery.station.page)
    found = next(one for one in page.findChildren(QWidget, name) if one.isVisibleTo(page))
    return QRect(found.mapTo(gallery.window, QPoint(0, 0)), found.size())


def _rows(area: QRect) -> tuple[int, int]:
    return area.top(), area.bottom()


def test_the_buttons_of_the_first_page_stay_on_one_line_when_the_other_pages_come() -> None:
    # In a process of its own: fonts that are there cannot come later.
    run = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert not run.stdout


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_whether_to_leave_is_asked_beside_the_button(gallery: Gallery, size: QSize) -> None:
    gallery.window.resize(size)
    gallery.show(SCENES["welcome-leaving"])
    question, button = place(gallery, "leaveStationQuestion"), place(gallery, "leaveStationButton")
    distance = button.top() - question.bottom()
    assert 0 < distance < gallery.window.look.px(60)
    for name in ("leaveStationSignInButton", "stayAtStationButton"):
        answer = place(gallery, name)
        edge = gallery.window.look.px(10)
        assert question.adjusted(edge, edge, -edge, -edge).contains(answer)


def test_large_texts_leave_the_question_in_sight(gallery: Gallery) -> None:
    gallery.translator.use("de")
    gallery.window.look.use_text_scale(2)
    try:
        gallery.show(SCENES["welcome-leaving"])
        settle()
        question, foot = place(gallery, "stayAtStationButton"), place(gallery, "languageSelector")
        assert question.bottom() < foot.top()
    finally:
        gallery.window.look.use_text_scale(1)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_what_the_foot_has_stands_at_both_ends_of_it(gallery: Gallery, size: QSize) -> None:
    gallery.window.resize(size)
    gallery.show(SCENES["welcome-kiosk"])
    leave, language = place(gallery, "leaveStationButton"), place(gallery, "languageSelector")
    assert abs(leave.left() - (gallery.window.width() - 1 - language.right())) <= 2


def test_one_button_stands_beside_its_notice_on_an_upright_screen(gallery: Gallery) -> None:
    gallery.window.resize(UPRIGHT)
    gallery.show(SCENES["search-idle"])
    gallery.station.show_notice(Notice(NoticeKind.SAVED, value="/home/kiosk/Documents/pin.pdf"))
    settle()
    words, close = place(gallery, "statusText"), place(gallery, "dismissButton")
    assert close.left() > words.right()
    assert place(gallery, "statusBanner").height() < gallery.window.look.px(80)


def test_two_buttons_leave_the_notice_a_whole_line_there(gallery: Gallery) -> None:
    gallery.window.resize(UPRIGHT)
    gallery.show(SCENES["search-idle"])
    gallery.station.show_notice(Notice(error=an_error(ErrorCode.UNEXPECTED)))
    settle()
    banner, words = place(gallery, "statusBanner"), place(gallery, "statusText")
    assert place(gallery, "dismissButton").top() >= words.bottom()
    assert words.top() - banner.top() >= gallery.window.look.px(14)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_done_is_left_and_print_is_right_however_wide_it_is(
    gallery: Gallery, language: str, size: QSize
) -> None:
    gallery.translator.use(language)
    gallery.window.resize(size)
    gallery.show(SCENES["result-slip"])
    settle()
    done, prints = place(gallery, "doneButton"), place(gallery, "printButton")
    choose, save = place(gallery, "printerButton"), place(gallery, "savePdfButton")
    assert done.center().y() == prints.center().y()
    assert done.right() < gallery.window.width() // 2 < prints.left()
    is_upright = size == UPRIGHT
    assert (choose.bottom() < done.top()) is is_upright
    assert save.center().y() == choose.center().y()
    assert save.right() <= prints.right()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_list_of_languages_shows_which_one_it_is_now(gallery: Gallery) -> None:
    gallery.show(SCENES["welcome-kiosk"])
    selector = gallery.window.findChild(QComboBox, "languageSelector")
    assert selector is not None
    selector.showPopup()
    settle()
    view = selector.view()
    rows = [view.visualRect(selector.model().index(row, 0)) for row in range(selector.count())]
    picture = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    corners = [picture.pixelColor(row.topLeft() + QPoint(3, 3)).name() for row in rows]
    colours = gallery.window.look.theme.colours
    assert corners == [colours["selected"].lower(), colours["surface"].lower()]

    def has_check(row: QRect) -> bool:
        end = row.adjusted(row.width() * 3 // 4, 4, -4, -4)
        ground = picture.pixel(end.topLeft())
        spots = ((x, y) for x in range(end.left(), end.right()) for y in range(*_rows(end)))
        return any(picture.pixel(x, y) != ground for x, y in spots)

    assert [has_check(row) for row in rows] == [True, False]
    # Between the box and its list there is a gap, and no other frame around the list.
    popup, box = view.window().frameGeometry(), selector.mapToGlobal(QPoint(0, 0)).y()
    assert popup.bottom() < box or popup.top() > box + selector.height()
    assert view.width() == popup.width()
    selector.hidePopup()
    settle()


def test_the_badge_of_the_assistant_follows_its_choices_on_an_upright_screen(
    gallery: Gallery,
) -> None:
    gallery.window.resize(UPRIGHT)
    gallery.show(SCENES["setup-paper"])
    settle()
    page = gallery.window.page(gallery.station.page)
    badge = next(it for it in page.findChildren(BadgeView, "layoutView") if it.isVisible())
    button = place(gallery, "testBadgeButton")
    assert place(gallery, "layoutView").top() - button.bottom() < 80
    picture = badge.grab().toImage()
    middle = picture.width() // 2
    assert picture.pixel(middle, 4) != picture.pixel(middle, picture.height() - 8)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_printer_that_is_missing_is_told_once(gallery: Gallery, language: str) -> None:
    gallery.translator.use(language)
    gallery.show(SCENES["setup-paper-unprinted"])
    settle()
    page = gallery.window.page(gallery.station.page)
    told = [
        it.text()
        for it in page.findChildren(QLabel)
        if it.isVisible() and ("no printer" in it.text() or "keinen Drucker" in it.text())
    ]
    assert len(told) == 1
    assert place(gallery, "lookForPrintersButton").isValid()
