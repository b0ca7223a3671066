"""What a station loads once somebody is there: one thing after another, and again what failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.models.errors import StationError
from kiosk.qt.jobs import JobRunner

PAUSE_SECONDS = 5.0
"""How long what failed is left alone: a mouse that moves is many touches a second."""


@dataclass(frozen=True)
class Step:
    """`load` imports on a worker, because the hands at the window would feel it; then `use` it."""

    load: Callable[[], None]
    use: Callable[[], None]


class Later(QObject):
    """Takes its steps in their order, also those that follow one that failed.

    `failed` carries the StationError of a step, the first time that it fails; `is_wanting` says
    that something is missing, and that another `begin` would try it again.
    """

    failed = Signal(object)
    is_wanting = Signal()

    def __init__(self, runner: JobRunner, steps: Sequence[Step], seconds: float) -> None:
        super().__init__()
        self._runner = runner
        self._seconds = seconds
        self._missing = list(steps)
        self._told: list[Step] = []
        self._is_busy = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._want)

    def begin(self) -> None:
        """Load what is missing; nothing while that is under way, or has only just failed."""
        if not self._is_busy and self._missing:
            self._is_busy = True
            self._take(list(self._missing))

    def _take(self, steps: Sequence[Step]) -> None:
        if not steps:
            self._rest()
            return
        step, further = steps[0], steps[1:]

        def use(_: None) -> None:
            # What is wrong in its use is a defect, which another try would not mend.
            self._missing.remove(step)
            try:
                step.use()
            finally:
                self._take(further)

        def fail(error: StationError) -> None:
            if step not in self._told:
                self._told.append(step)
                self.failed.emit(error)
            self._take(further)

        self._runner.start(lambda _: step.load(), done=use, failed=fail, time_limit=self._seconds)

    def _rest(self) -> None:
        if self._missing:
            self._pause.start(int(PAUSE_SECONDS * 1000))

    def _want(self) -> None:
        self._is_busy = False
        self.is_wanting.emit()
