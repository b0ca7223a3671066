"""Every text is wholly readable, and every target large enough, on every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QScrollArea,
    QWidget,
)

from kiosk.controllers.window_state import Notice, NoticeKind, PageName
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.pin_label import PinLabel
from tests.support.gallery import SIZES, Gallery, settle
from tests.support.scenes import scenes

Kind = TypeVar("Kind", bound=QWidget)

SCENES = {scene.name: scene for scene in scenes()}
TARGET = 48
SCROLLING_IS_FINE = {
    "person-long",
    "person-scanned-old",
    "confirm-issue-long",
    "confirm-temporary-later",
    "result-long",
    "result-superseded",
}


def shown(gallery: Gallery, kind: type[Kind]) -> list[Kind]:
    page = gallery.window.page(gallery.station.page)
    return [widget for widget in page.findChildren(kind) if widget.isVisibleTo(page)]


def cut_off(gallery: Gallery) -> list[str]:
    found: list[str] = []
    for label in shown(gallery, QLabel):
        if isinstance(label, PinLabel):
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else 0
        if label.minimumSizeHint().width() > label.width() or needed > label.height():
            found.append(f"{label.objectName()} {label.text()!r} {label.size().toTuple()}")
        if not label.wordWrap() and label.sizeHint().width() > label.width():
            found.append(f"elided: {label.objectName()} {label.text()!r}")
    for button in shown(gallery, Button):
        if button.heightForWidth(button.width()) > button.height():
            found.append(f"{button.objectName()} {button.text()!r} is too low")
        if button.minimumSizeHint().width() > button.width():
            found.append(f"{button.objectName()} {button.text()!r} is too narrow")
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_text_is_cut_off(gallery: Gallery, language: str, size: QSize) -> None:
    gallery.translator.use(language)
    gallery.window.resize(size)
    wrong: dict[str, list[str]] = {}
    for scene in SCENES.values():
        gallery.show(scene)
        if found := cut_off(gallery):
            wrong[scene.name] = found
        for area in shown(gallery, QScrollArea):
            content = area.widget()
            if content is not None and content.width() > area.viewport().width():
                wrong.setdefault(scene.name, []).append("wider than the window")
    assert not wrong


@pytest.mark.parametrize("language", ["en", "de"])
def test_usual_pages_need_no_scrolling_on_the_smallest_screen(
    gallery: Gallery, language: str
) -> None:
    gallery.translator.use(language)
    too_high: dict[str, int] = {}
    for scene in SCENES.values():
        gallery.show(scene)
        for area in shown(gallery, QScrollArea):
            hidden = area.verticalScrollBar().maximum()
            is_list = scene.page is PageName.DOCTOR
            if hidden > 0 and scene.name not in SCROLLING_IS_FINE and not is_list:
                too_high[scene.name] = hidden
    assert not too_high


@dataclass(frozen=True)
class Survey:
    """What was found on one page in one state."""

    small_targets: list[object]
    nameless: list[str]
    banners: list[int]
    primary: list[str]


@pytest.fixture(scope="module")
def surveys(_shared_gallery: Gallery) -> dict[str, Survey]:
    """Look at every scene once for all the tests below."""
    gallery = _shared_gallery
    gallery.window.resize(QSize(1024, 600))
    found = {}
    for scene in SCENES.values():
        gallery.show(scene)
        page = gallery.window.page(scene.page)
        targets: list[QWidget] = [
            *shown(gallery, QAbstractButton),
            *shown(gallery, QLineEdit),
            *shown(gallery, QComboBox),
        ]
        found[scene.name] = Survey(
            small_targets=[
                (target.objectName(), target.size().toTuple())
                for target in targets
                if min(target.width(), target.height()) < TARGET
            ],
            nameless=[
                control.objectName() or type(control).__name__
                for control in [*targets, *shown(gallery, QListView)]
                if not QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
            ],
            banners=[
                len(page.findChildren(QWidget, name)) for name in ("statusBanner", "practiceBanner")
            ],
            primary=[
                button.objectName()
                for button in shown(gallery, Button)
                if button.property("kind") == "primary"
            ],
        )
    return found


def test_a_finger_hits_every_target(surveys: dict[str, Survey]) -> None:
    assert not {name: one.small_targets for name, one in surveys.items() if one.small_targets}


def test_a_screen_reader_names_every_control(surveys: dict[str, Survey]) -> None:
    assert not {name: one.nameless for name, one in surveys.items() if one.nameless}


def test_every_page_has_its_two_banners(surveys: dict[str, Survey]) -> None:
    assert all(one.banners == [1, 1] for one in surveys.values())


def test_a_page_has_one_primary_action_at_most(surveys: dict[str, Survey]) -> None:
    assert not {name: one.primary for name, one in surveys.items() if len(one.primary) > 1}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
@pytest.mark.parametrize("language", ["en", "de"])
def test_larger_text_in_the_system_still_fits(gallery: Gallery, language: str, size: QSize) -> None:
    gallery.translator.use(language)
    gallery.window.resize(size)
    gallery.window.look.use_text_scale(2.0)
    try:
        wrong: dict[str, list[str]] = {}
        for scene in SCENES.values():
            gallery.show(scene)
            found = [line for line in cut_off(gallery) if not line.startswith("elided")]
            if found:
                wrong[scene.name] = found
        assert not wrong
    finally:
        gallery.window.look.use_text_scale(1.0)


def test_a_new_notice_is_seen_wherever_the_page_was_scrolled_to(gallery: Gallery) -> None:
    gallery.window.look.use_text_scale(2.0)
    try:
        gallery.show(SCENES["result-superseded"])
        area = next(iter(shown(gallery, QScrollArea)))
        bar = area.verticalScrollBar()
        bar.setValue(bar.maximum())
        gallery.station.show_notice(gallery.station.notice)
        assert bar.value() == bar.maximum() > 0
        gallery.station.show_notice(Notice(NoticeKind.NOTHING_CHANGED))
        assert bar.value() == 0
    finally:
        gallery.window.look.use_text_scale(1.0)


def test_typing_on_leaves_a_long_notice_behind(gallery: Gallery) -> None:
    gallery.translator.use("de")
    gallery.window.look.use_text_scale(2.0)
    try:
        gallery.show(SCENES["search-role"])
        field = next(iter(shown(gallery, QLineEdit)))
        assert field.visibleRegion().isEmpty()
        field.textEdited.emit("Sami")
        settle()
        assert field.visibleRegion().boundingRect().height() == field.height()
    finally:
        gallery.window.look.use_text_scale(1.0)
