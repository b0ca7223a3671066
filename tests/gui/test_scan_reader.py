"""A scan goes to the reader and to no widget; what fingers type goes to the widget unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QStringListModel, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.scan import BadgeScan, PlainScan, Scan
from kiosk.qt import physical_keys
from kiosk.qt.scan_reader import ScanReader
from tests.support.scans import (
    BADGE_ID,
    FRENCH,
    GERMAN,
    NAME,
    RETURN,
    SHIFT,
    TAB,
    US,
    Stroke,
    badge,
    events,
    key,
    scan,
    shows_key,
    strokes,
    type_into,
)
from tests.support.station import where_is

START = 100_000
KINDS = {
    QEvent.Type.KeyPress: "press",
    QEvent.Type.KeyRelease: "release",
}


class Spy(QObject):
    """Notes the keys that reach the widget with the focus, and every text that any widget gets."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[tuple[str, str]] = []
        self.texts: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(watched, QWidget):
            if isinstance(event, QKeyEvent):
                self.texts.append(event.text())
                if watched is QApplication.focusWidget() and event.type() in KINDS:
                    self.keys.append((KINDS[event.type()], event.text()))
            elif isinstance(event, QInputMethodEvent):
                self.texts.append(event.commitString())
        return False

    @property
    def text(self) -> str:
        return "".join(text for kind, text in self.keys if kind == "press")


class Bench:
    """A window with something of each kind that takes keys, and a reader."""

    def __init__(self, qtbot: QtBot, *, keep_content: bool = True) -> None:
        self.qtbot = qtbot
        self.widget = QWidget()
        self.field = QLineEdit()
        self.button = QPushButton("Go on")
        self.list = QListView()
        self.list.setModel(QStringListModel(["Ada", "Maria", "Sam"]))
        column = QVBoxLayout(self.widget)
        # The screen that tests are shown on warns of windows that want a size.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        for widget in (self.field, self.button, self.list):
            column.addWidget(widget)
        self.presses = 0
        self.button.clicked.connect(self._count)
        self.button.setDefault(True)
        qtbot.addWidget(self.widget)
        self.widget.show()
        self.widget.activateWindow()
        qtbot.waitUntil(self.widget.isActiveWindow)
        self.field.setFocus()
        self.spy = Spy()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self.spy)
        self.scans: list[Scan] = []
        self.errors: list[StationError] = []
        self.reader = ScanReader(self.widget, keep_content=keep_content)
        self.reader.scanned.connect(self.scans.append)
        self.reader.failed.connect(self.errors.append)

    def _count(self) -> None:
        self.presses += 1

    @property
    def window(self) -> QWindow:
        return self.widget.windowHandle()

    def type(self, typed: list[Stroke]) -> None:
        type_into(self.window, typed)

    def wait_for_end(self) -> None:
        self.qtbot.waitUntil(lambda: bool(self.scans or self.errors))

    def wait_for_text(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: self.field.text() == text)

    def badge_scan(self) -> BadgeScan:
        assert self.errors == []
        assert len(self.scans) == 1
        found = self.scans[0]
        assert isinstance(found, BadgeScan)
        assert (found.user_principal_name, found.badge_id) == (NAME, BADGE_ID)
        return found

    def is_untouched(self) -> None:
        assert self.spy.texts == []
        assert self.field.text() == ""
        assert self.presses == 0
        assert self.list.currentIndex().row() <= 0


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    bench = Bench(qtbot)
    yield bench
    application = QApplication.instance()
    assert application is not None
    application.removeEventFilter(bench.spy)


@pytest.fixture
def known_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the screen that tests are shown on tell keys apart, as X11 does."""
    monkeypatch.setitem(physical_keys._OFFSETS, "offscreen", 8)


def content_of(found: BadgeScan) -> bytearray | None:
    return None if found.content is None else bytearray(found.content.reveal_bytes())


@pytest.mark.parametrize("place", ["field", "button", "list"])
@pytest.mark.parametrize("end", [RETURN, TAB])
@pytest.mark.parametrize("gap", [2, 5, 20, 35])
def test_a_scan_finds_a_person_and_no_widget_hears_of_it(
    bench: Bench, place: str, end: int, gap: int
) -> None:
    getattr(bench, place).setFocus()
    bench.type(scan(badge(), START, gap, end=end))
    assert content_of(bench.badge_scan()) == badge()
    bench.is_untouched()
    focus = QApplication.focusWidget()
    assert focus is getattr(bench, place)


def test_a_scan_into_a_dialog_is_read_too(bench: Bench) -> None:
    dialog = QDialog(bench.widget)
    field = QLineEdit(dialog)
    bench.qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    bench.qtbot.waitUntil(dialog.isActiveWindow)
    type_into(dialog.windowHandle(), scan(badge(), START))
    bench.badge_scan()
    assert field.text() == ""
    assert dialog.isVisible()


def test_a_file_name_typed_fast_into_a_dialog_is_no_scan(bench: Bench) -> None:
    dialog = QDialog(bench.widget)
    field = QLineEdit(dialog)
    entered: list[str] = []
    field.returnPressed.connect(lambda: entered.append(field.text()))
    bench.qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    bench.qtbot.waitUntil(dialog.isActiveWindow)
    typed = strokes("badge-12.pdf", START, gap=5)
    type_into(dialog.windowHandle(), [*typed, key(RETURN, typed[-1].at + 6)])
    bench.qtbot.waitUntil(lambda: entered == ["badge-12.pdf"])
    assert not bench.scans
    assert not bench.errors


def test_the_key_is_dropped_unless_it_is_asked_for(qtbot: QtBot) -> None:
    bench = Bench(qtbot, keep_content=False)
    bench.type(scan(badge(), START))
    assert bench.badge_scan().content is None


@pytest.mark.parametrize("layout", [US, FRENCH])
def test_nothing_of_the_key_is_left_in_memory(qtbot: QtBot, layout: dict[int, int]) -> None:
    bench = Bench(qtbot, keep_content=False)
    # A key of its own: the other tests' is in their parameters.
    backwards = "0c7be9c1a2d94e7f8b6d3a5f1e2c4b6a8d9f0e1c"
    bench.type(scan(badge(key_backwards=backwards), START, layout=layout))
    assert len(bench.scans) + len(bench.errors) == 1
    assert where_is(backwards[:24]) == []


def test_two_scans_are_two(bench: Bench) -> None:
    bench.type(scan(badge(), START) + scan("100234", START + 3000))
    assert [type(found) for found in bench.scans] == [BadgeScan, PlainScan]
    bench.is_untouched()


@pytest.mark.parametrize("number", ["100234", "A-77.b9/x", "1122334455667788"])
def test_a_plain_bar_code_is_an_employee_number(bench: Bench, number: str) -> None:
    bench.type(scan(number, START))
    assert bench.scans == [PlainScan(number)]
    bench.is_untouched()


def test_what_is_no_badge_is_said_and_typed_nowhere(bench: Bench) -> None:
    bench.type(scan("https://example.com/?a=1", START))
    assert [error.code for error in bench.errors] == [ErrorCode.SCAN_NO_BADGE]
    bench.is_untouched()


def test_a_second_line_end_presses_nothing(bench: Bench) -> None:
    typed = scan(badge(), START)
    bench.type([*typed, key(RETURN, typed[-1].at + 6)])
    bench.button.setFocus()
    bench.badge_scan()
    bench.is_untouched()


def test_a_line_feed_ends_a_scan_too(bench: Bench) -> None:
    typed = scan(badge(), START, end=None)
    bench.type([*typed, Stroke(101, "\n", typed[-1].at + 5)])
    assert content_of(bench.badge_scan()) == badge()
    bench.is_untouched()


# Fingers


def test_a_person_who_types_sees_every_key_in_its_order(bench: Bench) -> None:
    """Keys of 120 ms, each pressed before the last one is let go."""
    typed = strokes("Sam Rivera", START, gap=100, held_for=120)
    expected = [(KINDS[event.type()], event.text()) for event in events(typed)]
    bench.type(typed)
    bench.wait_for_text("Sam Rivera")
    bench.qtbot.waitUntil(lambda: bench.spy.keys == expected)
    assert not bench.scans
    assert not bench.errors


LETTERS = "abcdefghijklmnopqrstuvwxyz"
FINGERS = st.lists(st.tuples(st.integers(1, 120), st.integers(1, 300)), min_size=1, max_size=26)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(FINGERS)
def test_whatever_the_rhythm_nothing_is_lost_or_overtaken(
    bench: Bench, times: list[tuple[int, int]]
) -> None:
    at = START
    typed = []
    for letter, (gap, held_for) in zip(LETTERS, times, strict=False):
        at += gap
        typed += strokes(letter, at, held_for=held_for)
    bench.spy.keys.clear()
    bench.type(typed)
    expected = [(KINDS[event.type()], event.text()) for event in events(typed)]
    bench.qtbot.waitUntil(lambda: bench.spy.keys == expected)
    assert not bench.scans
    assert not bench.errors


def test_keys_are_given_back_just_as_they_were(bench: Bench) -> None:
    seen: list[QKeyEvent] = []

    class Field(QLineEdit):
        def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
            seen.append(event.clone())

    field = Field(bench.widget)
    field.show()
    field.setFocus()
    typed = strokes("Q", START)[0]
    bench.type([typed])
    bench.qtbot.waitUntil(lambda: bool(seen))
    was, now = typed.event(QEvent.Type.KeyPress), seen[0]
    for what in ("key", "modifiers", "text", "nativeScanCode", "timestamp", "isAutoRepeat"):
        assert getattr(now, what)() == getattr(was, what)()


def test_two_keys_rolled_in_20_ms_are_a_persons(bench: Bench) -> None:
    bench.type(strokes("ab", START, gap=20, held_for=60))
    bench.wait_for_text("ab")
    assert [kind for kind, _ in bench.spy.keys] == ["press", "press", "release", "release"]


def test_enter_right_after_a_few_quick_keys_is_a_persons(bench: Bench) -> None:
    bench.button.setFocus()
    typed = strokes("abcd", START, gap=20)
    bench.type([*typed, key(RETURN, START + 100)])
    bench.qtbot.waitUntil(lambda: bench.spy.text == "abcd\r")
    assert not bench.scans


def test_keys_that_waited_for_a_stalled_window_are_no_scan(bench: Bench) -> None:
    """Everything arrives at once; the times say that a person typed it."""
    typed = strokes("sam rivera", START, gap=90)
    bench.type([*typed, key(RETURN, START + 1000)])
    bench.wait_for_text("sam rivera")
    assert not bench.scans
    assert not bench.errors


def test_a_key_held_down_is_no_scan(bench: Bench) -> None:
    """First half a second of nothing, then the same key again and again, and Enter at once."""
    first, *rest = strokes("aaaaaaaaaaaa", START, gap=30, held_for=0)
    repeats = [replace(stroke, at=stroke.at + 500, is_repeat=True) for stroke in rest]
    bench.type([first, *repeats, key(RETURN, repeats[-1].at + 30)])
    bench.wait_for_text("a" * 12)
    assert not bench.scans
    assert not bench.errors


def test_a_quick_run_without_enter_is_given_back(bench: Bench) -> None:
    bench.type(scan("https://example.com", START, end=None))
    bench.wait_for_text("https://example.com")
    assert not bench.scans


def test_a_quick_run_followed_by_a_late_enter_is_given_back(bench: Bench) -> None:
    typed = scan("1002345", START, end=None)
    bench.type([*typed, key(RETURN, typed[-1].at + 80)])
    bench.wait_for_text("1002345")
    assert bench.spy.text == "1002345\r"


def test_shift_alone_is_neither_kept_nor_a_break(bench: Bench) -> None:
    typed = scan(badge(), START, gap=10)
    shifts = [key(SHIFT, stroke.at - 2) for stroke in typed if stroke.is_shifted]
    bench.type(sorted([*typed, *shifts], key=lambda stroke: stroke.at))
    bench.badge_scan()
    bench.is_untouched()


def test_what_a_person_typed_just_before_a_scan_is_given_back(bench: Bench) -> None:
    bench.type([*strokes("x", START), *scan(badge(), START + 20)])
    bench.badge_scan()
    assert bench.field.text() == "x"
    assert not shows_key("".join(bench.spy.texts), 2)


def test_a_key_that_a_person_holds_down_during_a_scan_goes_up_again(bench: Bench) -> None:
    bench.button.setFocus()
    space = Stroke(57, " ", START, held_for=300)
    bench.type([space, *scan(badge(), START + 100)])
    bench.badge_scan()
    assert bench.spy.keys == [("press", " "), ("release", " ")]
    assert not bench.button.isDown()


def test_a_click_does_not_overtake_a_key(bench: Bench) -> None:
    bench.type(strokes("a", START))
    assert bench.field.text() == ""
    place = QPointF(5, 5)
    click = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        place,
        place,
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(bench.window, click)
    assert bench.field.text() == "a"


def test_a_composed_sign_does_not_overtake_a_key(bench: Bench) -> None:
    bench.type(strokes("a", START))
    composed = QInputMethodEvent("", [])
    composed.setCommitString("é")
    QCoreApplication.sendEvent(bench.field, composed)
    assert bench.field.text() == "aé"


# Slow scanners and scans that break off


def test_a_slow_scanners_key_is_seen_by_nobody(bench: Bench) -> None:
    bench.type(scan(badge(), START, gap=60))
    bench.badge_scan()
    assert bench.field.text() == "ms-qrpin"
    assert set("".join(bench.spy.texts)) == set("ms-qrpin")
    assert bench.presses == 0


def test_a_scan_without_enter_ends_with_a_pause(bench: Bench) -> None:
    bench.type(scan(badge(), START, end=None))
    bench.wait_for_end()
    assert bench.badge_scan().content is None
    bench.is_untouched()


def test_a_scan_that_breaks_off_is_incomplete(bench: Bench) -> None:
    bench.type(scan(badge()[:30], START, end=None))
    bench.wait_for_end()
    assert [error.code for error in bench.errors] == [ErrorCode.SCAN_INCOMPLETE]
    bench.is_untouched()


def test_keys_long_after_a_scan_that_broke_off_are_a_persons(bench: Bench) -> None:
    """The window was stalled, so that the pause is only in the times."""
    bench.type([*scan(badge()[:30], START, end=None), *strokes("sam", START + 1000, gap=90)])
    assert [error.code for error in bench.errors] == [ErrorCode.SCAN_INCOMPLETE]
    bench.wait_for_text("sam")


def test_the_same_badge_twice_without_a_break_is_one_scan(bench: Bench) -> None:
    bench.type(scan(badge() * 2, START))
    assert content_of(bench.badge_scan()) == badge()


def test_a_press_that_an_input_method_took_spoils_the_key(bench: Bench) -> None:
    typed = list(events(scan(badge(), START)))
    taken = [e for e in typed if e.type() == QEvent.Type.KeyPress][100]
    for event in typed:
        if event is not taken:
            QCoreApplication.sendEvent(bench.window, event)
    assert bench.badge_scan().content is None
    bench.is_untouched()


def test_input_methods_are_told_to_leave_a_scan_alone(bench: Bench) -> None:
    typed = list(events(scan(badge(), START)))
    for event in typed[:60]:
        QCoreApplication.sendEvent(bench.window, event)
    composed = QInputMethodEvent("", [])
    composed.setCommitString("é")
    QCoreApplication.sendEvent(bench.field, composed)
    assert bench.field.text() == ""
    for event in typed[60:]:
        QCoreApplication.sendEvent(bench.window, event)
    bench.badge_scan()
    QCoreApplication.sendEvent(bench.field, composed)
    assert bench.field.text() == "é"


def test_more_than_any_code_holds_is_read_no_further(bench: Bench) -> None:
    bench.type(scan(badge() + b"7" * 5000, START, gap=1))
    assert bench.badge_scan().content is None
    bench.is_untouched()


# Layouts


@pytest.mark.parametrize("layout", [GERMAN, FRENCH])
@pytest.mark.parametrize("gap", [5, 60])
def test_a_us_scanner_is_understood_under_every_layout(
    bench: Bench, known_keys: None, layout: dict[int, int], gap: int
) -> None:
    bench.type(scan(badge(), START, gap, layout))
    assert content_of(bench.badge_scan()) == badge()
    assert bench.presses == 0
    if gap == 5:
        bench.is_untouched()


def test_caps_lock_does_not_spoil_a_scan(bench: Bench, known_keys: None) -> None:
    typed = [replace(stroke, text=stroke.text.swapcase()) for stroke in scan(badge(), START)]
    bench.type(typed)
    assert content_of(bench.badge_scan()) == badge()


def test_dead_keys_of_a_us_scanners_key_are_read(bench: Bench, known_keys: None) -> None:
    content = badge() + b"+/=="
    typed = scan(content, START, layout=GERMAN)
    dead = {"´": Qt.Key.Key_Dead_Acute, "`": Qt.Key.Key_Dead_Grave}
    typed = [
        replace(stroke, text="", key=int(dead[stroke.text])) if stroke.text in dead else stroke
        for stroke in typed
    ]
    bench.type(typed)
    assert content_of(bench.badge_scan()) == content
    bench.is_untouched()


def test_digits_under_a_french_layout_are_a_number(bench: Bench, known_keys: None) -> None:
    bench.type(scan("1002345", START, layout=FRENCH))
    assert bench.scans == [PlainScan("1002345")]


def test_a_badge_under_an_unknown_layout_is_no_badge_and_typed_nowhere(bench: Bench) -> None:
    bench.type(scan(badge(), START, layout=FRENCH))
    assert [error.code for error in bench.errors] == [ErrorCode.SCAN_NO_BADGE]
    bench.is_untouched()
