"""A PIN on the clipboard goes by itself, is marked, and takes nothing else with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.models.secret import Secret
from kiosk.qt import secret_clipboard
from kiosk.qt.secret_clipboard import SecretClipboard

DIGITS = "73519462"


@pytest.fixture
def board(qtbot: QtBot) -> Iterator[QClipboard]:
    del qtbot
    board = QGuiApplication.clipboard()
    board.clear()
    yield board
    board.clear()


def test_a_pin_is_there_for_a_moment_only(board: QClipboard, qtbot: QtBot) -> None:
    clipboard = SecretClipboard(seconds=0.05)
    with qtbot.waitSignal(clipboard.changed):
        clipboard.put(Secret(DIGITS))
    assert clipboard.holds_something
    assert board.text() == DIGITS
    qtbot.waitUntil(lambda: not clipboard.holds_something)
    assert board.text() == ""
    left: QMimeData | None = board.mimeData()
    assert left is None
    assert secret_clipboard.SECONDS == 20


def test_histories_of_clipboards_are_asked_to_leave_it_out(board: QClipboard) -> None:
    SecretClipboard().put(Secret(DIGITS))
    data = board.mimeData()
    kept = {name: bytes(data.data(name).data()) for name in data.formats()}
    windows = 'application/x-qt-windows-mime;value="{}"'
    assert windows.format("ExcludeClipboardContentFromMonitorProcessing") in kept
    assert kept[windows.format("CanIncludeInClipboardHistory")] == bytes(4)
    assert kept[windows.format("CanUploadToCloudClipboard")] == bytes(4)
    assert kept["x-kde-passwordManagerHint"] == b"secret"
    assert sum(DIGITS.encode() in value for value in kept.values()) == 1


def test_what_somebody_else_has_copied_meanwhile_stays(board: QClipboard) -> None:
    clipboard = SecretClipboard()
    clipboard.put(Secret(DIGITS))
    board.setText("a shopping list")
    clipboard.clear()
    assert board.text() == "a shopping list"
    assert not clipboard.holds_something


def test_the_same_digits_copied_by_somebody_else_are_not_ours(board: QClipboard) -> None:
    clipboard = SecretClipboard()
    clipboard.put(Secret(DIGITS))
    board.setText(DIGITS)
    clipboard.clear()
    assert board.text() == DIGITS


def test_a_clipboard_that_was_emptied_meanwhile_is_left_alone(board: QClipboard) -> None:
    clipboard = SecretClipboard()
    clipboard.put(Secret(DIGITS))
    board.clear()
    clipboard.clear()
    assert not clipboard.holds_something


def test_clearing_what_was_never_copied_leaves_the_clipboard_alone(board: QClipboard) -> None:
    board.setText("a shopping list")
    SecretClipboard().clear()
    assert board.text() == "a shopping list"
