"""Tells a hand scanner from fingers, and lets no widget see a badge's key.

Scanners are keyboards that type very fast. So each key is held back for a moment; if it
turns out to be a person's, the window gets it unchanged. A badge is known by its start, and
from there on nothing more is shown to anybody.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from kiosk.models.badge_limits import BADGE_CONTENT_START
from kiosk.models.errors import StationError
from kiosk.qt.held_keys import HeldKeys
from kiosk.qt.input_method_guard import InputMethodGuard
from kiosk.qt.overrides import qt_override
from kiosk.qt.scan_keys import ends_scan, is_modifier, physical_text, types_something
from kiosk.qt.typed_keys import TypedKeys
from kiosk.services.scan_reading import read_keys

GAP_MS = 35
"""Longest time between two keys of a scanner; fingers are slower for as many keys as count."""

KEYS_MIN = 6
"""Fewest keys that may be a scan."""

HOLD_MS = 45
"""How long a key is held back to see whether another one follows as quickly as a scanner's."""

PAUSE_MS = 250
"""Longest time between two keys of a slow scanner; a badge's scan without Enter ends with it."""

_TRUE_REPEAT_MS = 15
"""A key that is held down repeats no faster; Qt also marks a scanner's double letters."""

_PRESSES = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})
_POINTING = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class ScanReader(QObject):
    """Emits `scanned` with a Scan, or `failed` with a StationError, after each scan.

    It judges by the time at which the system saw a key, never by that at which it arrives:
    after a stall of the program, fingers arrive as quickly as a scanner.
    """

    scanned = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject, *, keep_content: bool) -> None:
        super().__init__(parent)
        self._keep_content = keep_content
        self._held = HeldKeys()
        self._typed = TypedKeys()
        self._typed_at = 0
        self._ended_at: int | None = None
        self._is_badge = False
        self._is_stopped = False
        self._guard = InputMethodGuard(self)
        self._guard.composed.connect(self._let_go)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        # After a stall this timer may be heard before the keys that came in meanwhile. So it
        # asks for one more turn of the event loop, which brings them.
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._wait.timeout.connect(self._turn.start)
        self._turn.timeout.connect(self._end_of_wait)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)
            self.watch(application.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Listen to a window too."""
        if window is not None and not self._is_stopped:
            # A filter that is there already is only moved to the front.
            window.installEventFilter(self)

    def stop(self) -> None:
        """Listen no longer; what is held goes where it was going."""
        self._let_go()
        self._rest()
        self._is_stopped = True

    @qt_override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hear every key before the window does; what is returned says whether it is kept."""
        kind = event.type()
        if self._is_stopped:
            return False
        if isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
            # A key without a time was not typed: it comes from within the program.
            if event.timestamp() and not self._held.is_replayed(event):
                self._catch_up(event.timestamp())
                if kind in _PRESSES:
                    return self._hear_press(watched, event)
                return self._hear_release(watched, event)
        elif kind in _POINTING:
            self._let_go()
        return super().eventFilter(watched, event)

    def _catch_up(self, now: int) -> None:
        """End what is over by the time of a new key, whether the timer was heard or not."""
        gap = now - self._typed_at
        if self._is_badge:
            if gap > PAUSE_MS:
                self._finish(is_ended=False)
        elif not 0 <= gap <= GAP_MS:
            self._let_go()
        if gap > PAUSE_MS:
            self._typed.forget()

    def _hear_press(self, window: QWindow, event: QKeyEvent) -> bool:
        """Keep a press or let it go on.

        Each press is announced to the shortcuts before it comes; then the answer has to be the
        same, but nothing may be done yet except to let earlier keys go first.
        """
        is_announced = event.type() == QEvent.Type.ShortcutOverride
        is_kept = self._keeps(window, event)
        if is_announced:
            # Accepted, it is no shortcut, and comes once more as a press.
            event.setAccepted(is_kept)
            if not is_kept and not is_modifier(event):
                self._let_go()
            return is_kept
        if not is_kept:
            self._pass_on(event)
        elif self._is_badge:
            self._swallow(event)
        elif ends_scan(event):
            self._end(event)
        else:
            self._hold(window, event)
        return is_kept

    def _keeps(self, window: QWindow, event: QKeyEvent) -> bool:
        if self._is_badge:
            return True
        if is_modifier(event):
            return bool(self._held)
        if ends_scan(event):
            # In a dialogue nobody is looked for, so there only a badge is a scan.
            is_scan = self._typed.count >= KEYS_MIN and window.transientParent() is None
            return is_scan or self._follows_end(event)
        return types_something(event) and not self._is_held_down(event)

    def _is_held_down(self, event: QKeyEvent) -> bool:
        return event.isAutoRepeat() and event.timestamp() - self._typed_at >= _TRUE_REPEAT_MS

    def _follows_end(self, event: QKeyEvent) -> bool:
        """Say whether it is the second of the two line ends that some scanners send."""
        return self._ended_at is not None and 0 <= event.timestamp() - self._ended_at <= GAP_MS

    def _pass_on(self, event: QKeyEvent) -> None:
        self._held.let_pass(event)
        if not is_modifier(event):
            self._let_go()
            self._typed.forget()
            self._typed_at = event.timestamp()

    def _swallow(self, event: QKeyEvent) -> None:
        self._held.swallow(event)
        if ends_scan(event):
            self._ended_at = event.timestamp()
            self._finish(is_ended=True)
        elif types_something(event):
            self._type(event)
            self._start_wait(PAUSE_MS)

    def _end(self, event: QKeyEvent) -> None:
        self._held.swallow(event)
        self._ended_at = event.timestamp()
        if self._typed.count >= KEYS_MIN:
            self._held.drop(self._typed.count)
            self._finish(is_ended=True)

    def _hold(self, window: QWindow, event: QKeyEvent) -> None:
        is_typed = types_something(event)
        self._held.hold_press(window, event, types=is_typed)
        if not is_typed:
            return
        self._type(event)
        if self._typed.ends_like_start_of_badge():
            self._is_badge = True
            self._guard.close()
            self._typed.keep_start_of_badge()
            self._start_wait(PAUSE_MS)
            self._held.drop(len(BADGE_CONTENT_START))
        else:
            self._guard.watch()
            self._start_wait(HOLD_MS)

    def _type(self, event: QKeyEvent) -> None:
        self._typed_at = event.timestamp()
        self._typed.add(event.text(), physical_text(event))

    def _hear_release(self, window: QWindow, event: QKeyEvent) -> bool:
        if self._held:
            self._held.hold_release(window, event)
            return True
        is_known = self._held.release(event)
        if self._is_badge and is_known is None and not is_modifier(event):
            # An input method took the press, so a character is missing.
            self._typed.is_whole = False
            return True
        return is_known is False

    def _start_wait(self, milliseconds: int) -> None:
        self._turn.stop()
        self._wait.start(milliseconds)

    def _end_of_wait(self) -> None:
        if self._is_badge:
            self._finish(is_ended=False)
        else:
            self._let_go()

    def _let_go(self) -> None:
        """Give the widgets what is held: a person typed it, or a program that is no scanner."""
        if self._held and not self._is_badge:
            self._rest()
            self._typed.forget_run()
            self._held.replay()

    def _finish(self, *, is_ended: bool) -> None:
        self._rest()
        self._is_badge = False
        keep_content = self._keep_content and is_ended and self._typed.is_whole
        text, physical = self._typed.take()
        try:
            scan = read_keys(text, physical, keep_content=keep_content)
        except StationError as error:
            self.failed.emit(error)
        else:
            self.scanned.emit(scan)

    def _rest(self) -> None:
        self._wait.stop()
        self._turn.stop()
        self._guard.leave()
