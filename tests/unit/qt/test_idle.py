"""Nobody touches the station: it counts down in sight, and a touch begins the wait anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.qt.idle import IdleWatch


class Told:
    """What a watch has said, in order; 'idle' among the seconds."""

    def __init__(self, watch: IdleWatch) -> None:
        self.words: list[int | str] = []
        watch.counting.connect(self.words.append)
        watch.idle.connect(lambda: self.words.append("idle"))


@contextmanager
def watch_of(seconds: int) -> Iterator[tuple[IdleWatch, Told]]:
    parent = QObject()
    watch = IdleWatch(seconds, parent)
    yield watch, Told(watch)
    watch.stop()


@pytest.mark.parametrize(("seconds", "told"), [(15, 7), (19, 9), (20, 15), (120, 15), (3600, 15)])
def test_the_last_fifteen_seconds_are_told_or_half_of_a_short_wait(
    qtbot: QtBot, seconds: int, told: int
) -> None:
    with watch_of(seconds) as (watch, heard):
        assert watch._timer.interval() == (seconds - told) * 1000
        watch._count_down()
        assert heard.words == [told]


def test_it_counts_down_to_the_end(qtbot: QtBot) -> None:
    with watch_of(4) as (_, heard):
        qtbot.waitUntil(lambda: "idle" in heard.words, timeout=10_000)
        assert heard.words == [2, 1, 0, "idle"]


@pytest.mark.parametrize("hand", ["key", "mouse", "scanner"])
def test_any_touch_ends_the_countdown(qtbot: QtBot, hand: str) -> None:
    window = QWindow()
    window.resize(100, 100)
    window.create()
    with watch_of(20) as (watch, heard):
        watch.watch(window)
        watch._count_down()
        if hand == "key":
            QTest.keyClick(window, Qt.Key.Key_A)
        elif hand == "mouse":
            QTest.mousePress(
                window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(1, 1)
            )
        else:
            watch.touch()
        assert heard.words == [15, 0]
        assert watch._timer.isActive()
        watch.touch()
        assert heard.words == [15, 0]
    window.destroy()


def test_a_key_that_something_lies_on_keeps_nothing_awake(qtbot: QtBot) -> None:
    window = QWindow()
    window.create()
    came: list[None] = []
    with watch_of(20) as (watch, heard):
        watch.touched.connect(lambda: came.append(None))
        watch.watch(window)
        watch._count_down()

        def press(*, is_repeated: bool) -> None:
            kind, held = QEvent.Type.KeyPress, Qt.KeyboardModifier.NoModifier
            key = QKeyEvent(kind, Qt.Key.Key_A, held, "a", is_repeated)
            QGuiApplication.sendEvent(window, key)

        for _ in range(50):
            press(is_repeated=True)
        assert heard.words == [15]
        assert came == []
        press(is_repeated=False)
        assert heard.words == [15, 0]
        assert came == [None]
    window.destroy()


class Seen(QObject):
    """What comes through to a window."""

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self.types: list[QEvent.Type] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress}:
            self.types.append(event.type())
        return super().eventFilter(watched, event)


def press(window: QWindow, what: Qt.Key | None, at: int) -> None:
    """Send a key, or a press of the mouse for None, with this time."""
    event: QKeyEvent | QMouseEvent
    if what is None:
        place, left = QPointF(1, 1), Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(QEvent.Type.MouseButtonPress, place, place, left, left, none)
    else:
        event = QKeyEvent(QEvent.Type.KeyPress, what, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(at)
    QGuiApplication.sendEvent(window, event)


@pytest.mark.parametrize(
    ("what", "comes_through"),
    [
        (None, False),
        (Qt.Key.Key_Space, False),
        (Qt.Key.Key_Return, False),
        (Qt.Key.Key_Escape, False),
        (Qt.Key.Key_M, True),
        (Qt.Key.Key_1, True),
    ],
)
def test_the_touch_that_ends_a_countdown_in_sight_presses_nothing(
    qtbot: QtBot, what: Qt.Key | None, *, comes_through: bool
) -> None:
    window = QWindow()
    seen = Seen(window)
    with watch_of(20) as (watch, heard):
        watch.counting.connect(watch.note_countdown)
        watch.watch(window)
        watch._count_down()
        press(window, what, at=1_000)
        assert heard.words == [15, 0]
        assert bool(seen.types) is comes_through
        press(window, what, at=1_200)
        assert bool(seen.types) is comes_through
        before = len(seen.types)
        press(window, what, at=1_400)
        assert len(seen.types) == before + 1
    window.destroy()


def test_a_screen_that_pretends_to_be_a_mouse_moves_before_it_presses(qtbot: QtBot) -> None:
    window = QWindow()
    seen = Seen(window)
    with watch_of(20) as (watch, heard):
        watch.counting.connect(watch.note_countdown)
        watch.watch(window)
        watch._count_down()
        move(window, 1, at=1_000)
        assert heard.words == [15, 0]
        press(window, None, at=1_010)
        assert seen.types == []
        press(window, None, at=1_500)
        assert seen.types == [QEvent.Type.MouseButtonPress]
    window.destroy()


def move(window: QWindow, x: float, at: int = 0) -> None:
    none = Qt.KeyboardModifier.NoModifier
    place, left = QPointF(x, 1), Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, place, place, left, left, none)
    event.setTimestamp(at)
    QGuiApplication.sendEvent(window, event)


def test_what_trembles_is_no_touch_and_a_hand_that_moves_is_one(qtbot: QtBot) -> None:
    window = QWindow()
    with watch_of(20) as (watch, heard):
        watch.watch(window)
        move(window, 100)
        watch._count_down()
        for x in (101, 99, 104, 97, 100):
            move(window, x)
        assert heard.words == [15]
        move(window, 140)
        assert heard.words == [15, 0]
    window.destroy()


def test_sign_ins_that_end_by_themselves_keep_nothing_awake(qtbot: QtBot) -> None:
    with watch_of(20) as (watch, heard):
        for _ in range(5):
            watch.stir()
        watch._count_down()
        watch.stir()
        assert heard.words == [15]
        watch.touch()
        assert heard.words == [15, 0]
        watch._count_down()
        watch.stir()
        assert heard.words == [15, 0, 15, 0]


@pytest.mark.parametrize("later", [-(2**32), -1_000])
def test_time_stamps_that_begin_anew_swallow_no_press(qtbot: QtBot, later: int) -> None:
    window = QWindow()
    seen = Seen(window)
    with watch_of(20) as (watch, _):
        watch.counting.connect(watch.note_countdown)
        watch.watch(window)
        watch._count_down()
        press(window, Qt.Key.Key_M, at=2**32)
        before = len(seen.types)
        press(window, None, at=2**32 + later)
        assert len(seen.types) == before + 1
    window.destroy()


def test_a_countdown_that_nobody_sees_takes_no_press(qtbot: QtBot) -> None:
    window = QWindow()
    seen = Seen(window)
    with watch_of(20) as (watch, _):
        watch.watch(window)
        watch._count_down()
        press(window, None, at=1_000)
        assert seen.types == [QEvent.Type.MouseButtonPress]
    window.destroy()


def test_a_window_that_gets_or_loses_the_focus_is_no_touch(
    qtbot: QtBot, qapp: QGuiApplication
) -> None:
    window = QWindow()
    with watch_of(20) as (watch, heard):
        watch._count_down()
        for focused in (None, window, None, window):
            qapp.focusWindowChanged.emit(focused)
        assert heard.words == [15]


def test_what_is_no_touch_ends_nothing(qtbot: QtBot) -> None:
    with watch_of(20) as (watch, heard):
        watch._count_down()
        watch.eventFilter(watch, QEvent(QEvent.Type.Paint))
        assert heard.words == [15]


def test_a_watch_that_has_stopped_is_not_begun_again_by_a_touch(qtbot: QtBot) -> None:
    window = QWindow()
    window.resize(100, 100)
    window.create()
    touches: list[bool] = []
    with watch_of(1) as (watch, heard):
        watch.touched.connect(lambda: touches.append(True))
        watch.watch(window)
        watch.stop()
        with watch_of(1) as (_, later):
            QTest.keyClick(window, Qt.Key.Key_A)
            watch.touch()
            qtbot.waitUntil(lambda: "idle" in later.words, timeout=10_000)
        assert heard.words == []
        assert touches == []
