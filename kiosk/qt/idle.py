"""Notices that somebody comes to the station, and that nobody has touched it for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.Wheel,
    }
)


class IdleWatch(QObject):
    """Emits `idle` when neither key, mouse nor touch came for that many seconds.

    `touched` follows with the first touch of all, and with the first after each such pause.

    It listens where the system hands the program its input: at the windows. A filter on the
    whole application would run Python for every event of every widget, and, because PySide
    then names the type of each, load all of Qt's classes before the first paint.
    """

    idle = Signal()
    touched = Signal()

    def __init__(self, seconds: int, parent: QObject) -> None:
        super().__init__(parent)
        self._is_touched = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(seconds * 1000)
        self._timer.timeout.connect(self._is_over)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)
        self._timer.start()

    def watch(self, window: QWindow | None) -> None:
        """Listen to a window too; a new one with the focus counts as a touch."""
        self._timer.start()
        if window is not None:
            # A filter that is there already is only moved to the front.
            window.installEventFilter(self)

    def touch(self) -> None:
        """Take notice of a touch that no window tells of."""
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Start the wait anew with every touch; the event goes on as it would."""
        if event.type() in _TOUCHES:
            self._timer.start()
            if not self._is_touched:
                self._is_touched = True
                self.touched.emit()
        return super().eventFilter(watched, event)

    def _is_over(self) -> None:
        self._is_touched = False
        self.idle.emit()
        self._timer.start()
