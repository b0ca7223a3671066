"""How far a run is, how quick, and how long it will take yet."""

from __future__ import annotations

from collections import deque

from kiosk.models.clock import Clock
from kiosk.models.errors import StationError
from kiosk.models.run import RunProgress

_LOOK_BACK_SECONDS = 60.0
_LEAST_SECONDS = 2.0


class Meter:
    """Counts people; the rate is that of the last minute."""

    def __init__(self, clock: Clock, done: int, total: int) -> None:
        self._clock = clock
        self._total = total
        self._done = done
        self._failed = 0
        self._marks: deque[tuple[float, int]] = deque([(clock.monotonic(), done)])

    @property
    def done(self) -> int:
        """How many are done."""
        return self._done

    @property
    def failed(self) -> int:
        """How many failed."""
        return self._failed

    def add_done(self, count: int) -> None:
        """Count people who are done."""
        self._done += count
        self._mark()

    def add_failed(self, count: int) -> None:
        """Count people for whom it did not work."""
        self._failed += count
        self._mark()

    def undo_done(self) -> None:
        """Count somebody who was done as failed."""
        self._done -= 1
        self._failed += 1

    def progress(
        self, waiting_seconds: float | None = None, problem: StationError | None = None
    ) -> RunProgress:
        """Return how far it is; `rate` in people a minute."""
        left = self._total - self._done - self._failed
        began, at = self._marks[0]
        passed = self._clock.monotonic() - began
        a_second = (self._done + self._failed - at) / passed if passed >= _LEAST_SECONDS else 0.0
        return RunProgress(
            self._done,
            self._failed,
            left,
            a_second * 60,
            left / a_second if a_second > 0 else None,
            waiting_seconds,
            problem,
        )

    def _mark(self) -> None:
        now = self._clock.monotonic()
        self._marks.append((now, self._done + self._failed))
        while len(self._marks) > 2 and self._marks[1][0] < now - _LOOK_BACK_SECONDS:
            self._marks.popleft()
