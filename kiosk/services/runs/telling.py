"""Telling how far a run is, and standing still where something is in its way."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from typing import TypeVar

from kiosk.models.clock import Clock
from kiosk.models.errors import StationError
from kiosk.models.run import RowResult
from kiosk.services.graph.pace import WritePace
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.desk import OnProgress
from kiosk.services.runs.progress import Meter

T = TypeVar("T")

_WORTH_TELLING_SECONDS = 3.0
"""Stations that share a quota hold for a second again and again; that is how it goes."""

_LOOK_SECONDS = 0.5
"""How often it is looked whether the service holds a step that is under way."""


class Teller:
    """What a run says, and to whom it listens when it cannot go on; for the run's own thread."""

    def __init__(
        self,
        meter: Meter,
        pace: WritePace,
        control: RunControl,
        report: OnProgress,
        clock: Clock,
    ) -> None:
        self._meter = meter
        self._pace = pace
        self._control = control
        self._report = report
        self._clock = clock
        self._told_until = -math.inf

    def tell(self, results: Sequence[RowResult] = (), problem: StationError | None = None) -> None:
        """Tell how far the run is, and what became of some rows."""
        held = self._pace.held_seconds
        told = held if held >= _WORTH_TELLING_SECONDS else None
        self._report(self._meter.progress(told, problem), tuple(results))

    def tell_of_hold(self, *_: object) -> None:
        """Tell that the service makes the run wait, once, and again when it waits for longer."""
        held = self._pace.held_seconds
        until = self._clock.monotonic() + held
        if held >= _WORTH_TELLING_SECONDS and until >= self._told_until + _WORTH_TELLING_SECONDS:
            self._told_until = until
            self.tell()

    def wait_for(self, under_way: Sequence[Future[T]]) -> None:
        """Wait until all of a step is through, and tell meanwhile when the service holds it."""
        while wait(under_way, _LOOK_SECONDS).not_done:
            self.tell_of_hold()

    def stand_still(self, problem: StationError, results: Sequence[RowResult] = ()) -> None:
        """Wait until somebody has mended it.

        Raises WorkCancelledError when the run is ended instead.
        """
        # Paused first, so that a quick answer counts.
        self._control.pause()
        self.tell(results, problem)
        self._control.wait_while_paused()

    def until_it_works(self, work: Callable[[], T]) -> T:
        """Do something that somebody may have to mend; stands still until it works.

        Raises WorkCancelledError when the run is ended instead.
        """
        while True:
            try:
                return work()
            except StationError as error:
                self.stand_still(error)
