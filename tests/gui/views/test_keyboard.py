"""The station by keyboard alone: where the focus is, and what keys do."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton, QWidget

from kiosk.controllers.person_view import Action
from kiosk.controllers.search_view import SearchStage, SearchView
from tests.support.gallery import Gallery, settle
from tests.support.made_up import PEOPLE
from tests.support.scenes import scenes

Kind = TypeVar("Kind", bound=QWidget)

SCENES = {scene.name: scene for scene in scenes()}


@pytest.fixture
def window(gallery: Gallery) -> Gallery:
    gallery.window.activateWindow()
    QTest.qWaitForWindowActive(gallery.window)
    return gallery


def find(gallery: Gallery, kind: type[Kind], name: str) -> Kind:
    found = gallery.window.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def focused() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.objectName()


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


@pytest.mark.parametrize(
    ("scene", "name"),
    [
        ("welcome", "signInButton"),
        ("sign-in-browser", "cancelSignInButton"),
        ("sign-in-failed", "retryButton"),
        ("search-idle", "searchField"),
        ("search-found", "searchField"),
        ("person", "resetPinButton"),
        ("person-new", "issueBadgeButton"),
        ("person-loading", "backButton"),
        ("confirm-reset", "cancelButton"),
        ("progress", "cancelJobButton"),
        ("result-badge", "printButton"),
        ("team", "groupSelector"),
        ("team-table", "teamTable"),
        ("team-ask", "backButton"),
        ("team-running", "pauseRunButton"),
        ("team-ended", "runDoneButton"),
        ("team-failed", "retryButton"),
        ("doctor-running", "stopChecksButton"),
        ("doctor", "runChecksButton"),
        ("doctor-failed", "runChecksButton"),
    ],
)
def test_the_focus_lands_where_the_hands_are(window: Gallery, scene: str, name: str) -> None:
    window.show(SCENES[scene])
    assert focused() == name


def test_focus_follows_a_sign_in_that_fails_and_is_tried_again(window: Gallery) -> None:
    window.show(SCENES["sign-in-browser"])
    assert focused() == "cancelSignInButton"
    SCENES["sign-in-failed"].arrange(window)
    settle()
    assert focused() == "retryButton"
    window.translator.use("de")
    settle()
    assert focused() == "retryButton"
    press(Qt.Key.Key_Return)
    assert window.sign_in.calls == ["retry"]
    SCENES["sign-in-starting"].arrange(window)
    settle()
    assert focused() == "cancelSignInButton"


def test_focus_moves_to_the_action_once_the_person_is_read(window: Gallery) -> None:
    window.show(SCENES["person-loading"])
    SCENES["person"].arrange(window)
    settle()
    assert focused() == "resetPinButton"


def test_arrows_and_enter_choose_a_person_from_the_field(window: Gallery) -> None:
    window.show(SCENES["search-found"])
    results = find(window, QListView, "resultsList")
    assert results.currentIndex().row() == 0
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert results.currentIndex().row() == 1
    assert focused() == "searchField"
    press(Qt.Key.Key_Return)
    assert window.search.arguments == [PEOPLE[1]]


def test_enter_chooses_nobody_while_a_newer_text_is_looked_up(window: Gallery) -> None:
    window.show(SCENES["search-found"])
    window.search.show(SearchView(SearchStage.LOADING, "Samira", PEOPLE))
    press(Qt.Key.Key_Return)
    assert "choose" not in window.search.calls


def test_typing_in_the_list_goes_on_in_the_field(window: Gallery) -> None:
    window.show(SCENES["search-found"])
    find(window, QListView, "resultsList").setFocus()
    find(window, QLineEdit, "searchField").setCursorPosition(3)
    press(Qt.Key.Key_I)
    assert focused() == "searchField"
    assert window.search.arguments == ["Sami"]


def test_escape_empties_the_search(window: Gallery) -> None:
    window.show(SCENES["search-found"])
    press(Qt.Key.Key_Escape)
    assert find(window, QLineEdit, "searchField").text() == ""
    assert window.search.arguments == [""]


def test_enter_starts_the_sign_in(window: Gallery) -> None:
    window.show(SCENES["welcome"])
    press(Qt.Key.Key_Return)
    assert window.station.calls == ["begin_sign_in"]


def test_enter_chooses_the_action_of_a_person(window: Gallery) -> None:
    window.show(SCENES["person"])
    press(Qt.Key.Key_Return)
    assert window.person.arguments == [Action.RESET_PIN]


def test_an_echo_of_enter_does_not_confirm(window: Gallery) -> None:
    window.show(SCENES["confirm-reset"])
    press(Qt.Key.Key_Return)
    assert window.operation.calls == ["go_back"]


def test_a_held_key_does_not_press_twice(window: Gallery) -> None:
    window.show(SCENES["confirm-reset"])
    button = find(window, QPushButton, "confirmButton")
    button.setFocus()
    for is_repeat in (True, True, False):
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.NoModifier,
            "\r",
            is_repeat,
        )
        QApplication.sendEvent(button, event)
    assert window.operation.calls == ["confirm"]


def test_tab_then_enter_confirms(window: Gallery) -> None:
    window.show(SCENES["confirm-reset"])
    press(Qt.Key.Key_Tab)
    assert focused() == "confirmButton"
    press(Qt.Key.Key_Return)
    assert window.operation.calls == ["confirm"]


@pytest.mark.parametrize(
    ("scene", "part", "call"),
    [
        ("sign-in-browser", "sign_in", "cancel"),
        ("person", "person", "back"),
        ("confirm-reset", "operation", "go_back"),
        ("progress", "operation", "cancel_job"),
        ("result-badge", "result", "done"),
        ("result-leave", "result", "stay"),
        ("team-table", "team", "back"),
    ],
)
def test_escape_goes_back(window: Gallery, scene: str, part: str, call: str) -> None:
    window.show(SCENES[scene])
    press(Qt.Key.Key_Escape)
    assert getattr(window, part).calls == [call]


def test_escape_does_nothing_when_it_is_too_late_to_cancel(window: Gallery) -> None:
    window.show(SCENES["progress-late"])
    QTest.keyClick(window.window.page(window.station.page), Qt.Key.Key_Escape)
    assert window.operation.calls == []


def test_every_button_can_be_reached_by_tab(window: Gallery) -> None:
    for scene in SCENES.values():
        window.show(scene)
        page = window.window.page(scene.page)
        wanted = {
            button.objectName()
            for button in page.findChildren(QPushButton)
            if button.isVisibleTo(page) and button.isEnabled()
        }
        if not wanted:
            continue
        reached = set()
        for _ in range(30):
            reached.add(focused())
            assert QApplication.focusWidget() is not None, scene.name
            press(Qt.Key.Key_Tab)
        assert wanted <= reached, scene.name
