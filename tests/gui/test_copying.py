"""A PIN gets to the clipboard only by its button, only where that is allowed, and not for long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QDrag, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.controllers.window_state import PageName
from kiosk.models.settings import BadgeSettings, Settings
from tests.support.counter import Counter, counter_on
from tests.support.station_services import StationServices, SufferingTenant


@pytest.fixture
def board() -> Iterator[QClipboard]:
    board = QGuiApplication.clipboard()
    board.clear()
    yield board
    board.clear()


@pytest.fixture
def copying(
    qtbot: QtBot, both: tuple[SufferingTenant, StationServices], tmp_path: Path
) -> Iterator[Counter]:
    """A station on which a PIN may be copied, with a new PIN on its screen."""
    settings = Settings(badge=BadgeSettings(allow_copy=True))
    with counter_on(qtbot, *both, tmp_path, settings) as counter:
        a_new_pin(counter)
        yield counter


def a_new_pin(counter: Counter) -> None:
    counter.station.open_person("Sam Rivera")
    counter.station.do("resetPinButton")
    counter.station.wait(lambda: counter.station.result.may_print)


def is_on(board: QClipboard, counter: Counter) -> bool:
    """Say whether the PIN is on the clipboard, without a word about it in a failure."""
    return board.text() == counter.station.pin_on_screen()


def everything_on(board: QClipboard) -> int:
    """Count what is on the clipboard, whatever way of pasting gets at it."""
    # Qt's types do not say that an empty clipboard has no data at all.
    kept: list[QMimeData | None] = [board.mimeData(mode) for mode in QClipboard.Mode]
    return sum(len(data.formats()) for data in kept if data is not None)


def test_the_pin_is_copied_and_gone_once_the_page_is_left(
    copying: Counter, board: QClipboard
) -> None:
    station = copying.station
    station.press("copyPinButton")
    assert is_on(board, copying)
    assert station.text("pinLabel")
    assert not station.find(QWidget, "copyPinButton").isEnabled()
    station.press("doneButton")
    station.wait_for(PageName.SEARCH)
    assert everything_on(board) == 0


def test_the_pin_is_gone_when_the_station_locks(copying: Counter, board: QClipboard) -> None:
    copying.station.press("copyPinButton")
    assert is_on(board, copying)
    copying.station.controller.lock()
    assert copying.station.is_on(PageName.WELCOME)
    assert everything_on(board) == 0


def test_the_pin_is_gone_when_the_window_closes(copying: Counter, board: QClipboard) -> None:
    copying.station.press("copyPinButton")
    assert is_on(board, copying)
    copying.station.window.close()
    copying.station.station.close()
    assert everything_on(board) == 0


def test_a_covered_pin_cannot_be_copied(copying: Counter, board: QClipboard) -> None:
    copying.station.press("showPinButton")
    assert not copying.station.find(QWidget, "copyPinButton").isEnabled()
    copying.station.conversations.result.copy_pin()
    assert everything_on(board) == 0


def test_where_it_is_not_allowed_there_is_no_way_to_copy(
    counter: Counter, board: QClipboard
) -> None:
    a_new_pin(counter)
    station = counter.station
    station.window.activateWindow()
    assert not station.shows("copyPinButton")
    station.conversations.result.copy_pin()
    for widget in [station.page, *station.page.findChildren(QWidget)]:
        for keys in (QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Copy):
            if widget.isVisibleTo(station.page) and widget.isEnabled():
                QTest.keySequence(widget, QKeySequence(keys))
    assert everything_on(board) == 0


def test_nothing_on_the_page_can_be_marked_dragged_or_opened_as_a_menu(counter: Counter) -> None:
    a_new_pin(counter)
    page = counter.station.page
    marked = Qt.TextInteractionFlag.TextSelectableByMouse | (
        Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    labels = [label for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    assert labels
    assert not [label.objectName() for label in labels if label.textInteractionFlags() & marked]
    assert page.findChildren(QTextEdit) == []
    for name in ("pinLabel", "badgeView"):
        widget = counter.station.find(QWidget, name)
        middle = widget.rect().center()
        before = len(page.findChildren(QMenu)) + len(page.findChildren(QDrag))
        QTest.mousePress(widget, Qt.MouseButton.RightButton, pos=middle)
        QTest.mouseRelease(widget, Qt.MouseButton.RightButton, pos=middle)
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(widget, widget.rect().topLeft())
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=widget.rect().topLeft())
        assert len(page.findChildren(QMenu)) + len(page.findChildren(QDrag)) == before
