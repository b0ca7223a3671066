"""Notices that nobody has touched the station for a while."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

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
    """Emits `idle` when neither key, mouse nor touch came for that many seconds."""

    idle = Signal()

    def __init__(self, application: QCoreApplication, seconds: int) -> None:
        super().__init__(application)
        self._application = application
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(seconds * 1000)
        self._timer.timeout.connect(self._is_over)
        application.installEventFilter(self)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Start the wait anew with every touch; the event goes on as it would."""
        if event.type() in _TOUCHES:
            self._timer.start()
        return super().eventFilter(watched, event)

    def stop(self) -> None:
        """Watch no longer; may be called twice."""
        self._timer.stop()
        self._application.removeEventFilter(self)

    def _is_over(self) -> None:
        self.idle.emit()
        self._timer.start()
