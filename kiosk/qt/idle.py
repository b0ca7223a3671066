"""Notices that somebody comes to the station, and that nobody has touched it for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from kiosk.qt.overrides import qt_override

if TYPE_CHECKING:
    # Their classes are made when they are first asked for, and no first paint waits for that.
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QInputEvent, QKeyEvent, QPointerEvent

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.Wheel,
    }
)

_PRESSES = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin}
)
# Space, Escape, Return, Enter and Select as Qt counts them; its enum takes long to load.
_PRESSING_KEYS = frozenset({0x20, 0x01000000, 0x01000004, 0x01000005, 0x01010000})

_MOVES = frozenset({QEvent.Type.MouseMove, QEvent.Type.TouchUpdate})
_MOVED_PIXELS = 10
"""What lies on a screen, or a mouse on a shaking table, trembles by less."""

_STIRS_MAX = 5
"""How often a sign-in may count as a touch before there is one; a few belong to each."""

_ONE_TOUCH_MS = 300
"""A press that follows a move so soon is the same touch: some screens pretend to be mice."""

COUNTDOWN_SECONDS = 15
"""How long before the end it is told that it is near."""

_SHORT_SECONDS = 20
"""A wait shorter than this would be all countdown, so half of it is."""


class IdleWatch(QObject):
    """Emits `idle` when neither key, mouse nor touch came for that many seconds.

    `counting` carries the seconds that are left, once each near the end, and 0 when that is over,
    one way or the other. `touched` follows with the first touch of all, with the first after
    each such pause, and with the first after `await_touch`. A key that is held down is one touch,
    not many.

    It listens where the system hands the program its input: at the windows. A filter on the
    whole application would run Python for every event of every widget, and, because PySide
    then names the type of each, load all of Qt's classes before the first paint.
    """

    idle = Signal()
    counting = Signal(int)
    touched = Signal()

    def __init__(self, seconds: int, parent: QObject) -> None:
        super().__init__(parent)
        self._is_touched = False
        self._is_stopped = False
        self._is_in_sight = False
        self._woke_at: int | None = None
        self._place: QPointF | None = None
        self._stirs_left = _STIRS_MAX
        self._countdown_seconds = COUNTDOWN_SECONDS if seconds >= _SHORT_SECONDS else seconds // 2
        self._seconds_left = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval((seconds - self._countdown_seconds) * 1000)
        self._timer.timeout.connect(self._count_down)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)
        self._timer.start()

    def watch(self, window: QWindow | None) -> None:
        """Listen to a window too.

        That it has the focus is no touch: other programs take it and give it back on their own,
        and a touch that opened a window came to one that is watched already.
        """
        if window is not None:
            # A filter that is there already is only moved to the front.
            window.installEventFilter(self)

    def touch(self) -> None:
        """Start the wait anew; also for a touch that no window tells of."""
        self._stirs_left = _STIRS_MAX
        self._wait_anew()

    def stir(self) -> None:
        """Start the wait anew for somebody at the browser, who touches nothing here.

        Only so often without a touch: sign-ins that begin and end by themselves are nobody.
        """
        if self._stirs_left > 0:
            self._stirs_left -= 1
            self._wait_anew()

    def note_countdown(self, seconds: int) -> None:
        """Learn whether the countdown is in sight; 0 is none.

        The touch that ends it does nothing else: whoever obeys it must not press what happens to
        lie under the finger or to have the focus.
        """
        self._is_in_sight = seconds > 0

    def await_touch(self) -> None:
        """Tell of the next touch, although somebody is there already."""
        self._is_touched = False

    def stop(self) -> None:
        """Watch no longer, whatever is touched after that."""
        self._is_stopped = True
        self._timer.stop()
        self._second.stop()

    @qt_override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Start the wait anew with every touch; the event goes on, but not to end a countdown."""
        # What lies on a key, or a trigger that is stuck, repeats it for ever and is nobody.
        is_key = event.type() == QEvent.Type.KeyPress
        is_repeated = is_key and cast("QKeyEvent", event).isAutoRepeat()
        is_nobody = is_repeated or (event.type() in _MOVES and not self._has_moved(event))
        if event.type() in _TOUCHES and not is_nobody and not self._is_stopped:
            only_ends = self._only_ends_countdown(cast("QInputEvent", event))
            self.touch()
            if not self._is_touched:
                self._is_touched = True
                self.touched.emit()
            if only_ends:
                return True
        return super().eventFilter(watched, event)

    def _has_moved(self, event: QEvent) -> bool:
        """Say whether finger or mouse is clearly elsewhere than where it was last counted."""
        points = cast("QPointerEvent", event).points()
        if not points:
            return True
        place = points[0].globalPosition()
        if self._place is not None:
            way = place - self._place
            if abs(way.x()) + abs(way.y()) < _MOVED_PIXELS:
                return False
        self._place = place
        return True

    def _only_ends_countdown(self, event: QInputEvent) -> bool:
        """Say whether this press is for the countdown alone; a letter may be typed or scanned."""
        if self._is_in_sight:
            self._woke_at = event.timestamp()
        elif self._woke_at is None or not 0 <= event.timestamp() - self._woke_at < _ONE_TOUCH_MS:
            # Time stamps begin anew after 50 days, and each device may have its own.
            self._woke_at = None
            return False
        if event.type() == QEvent.Type.KeyPress:
            return cast("QKeyEvent", event).key() in _PRESSING_KEYS
        return event.type() in _PRESSES

    def _count_down(self) -> None:
        self._seconds_left = self._countdown_seconds + 1
        self._second.start()
        self._tick()

    def _tick(self) -> None:
        self._seconds_left -= 1
        if self._seconds_left > 0:
            self.counting.emit(self._seconds_left)
            return
        self._end_countdown()
        self._is_touched = False
        self.idle.emit()
        self._wait_anew()

    def _wait_anew(self) -> None:
        if not self._is_stopped:
            self._timer.start()
            self._end_countdown()

    def _end_countdown(self) -> None:
        if self._second.isActive():
            self._second.stop()
            self.counting.emit(0)
