"""What every conversation with the user shares: its jobs, and telling the window how it went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.qt.jobs import Job, JobContext, JobRunner
from kiosk.services.loader import WorkplaceLoader

if TYPE_CHECKING:
    from kiosk.services.workplace import Workplace

T = TypeVar("T")

_REACH_SECONDS = 90.0


class Conversation(QObject):
    """Base of the controllers whose jobs talk to the service.

    `service_answered` carries None after a success, or the StationError. `sign_in_needed`
    carries an Interruption.
    """

    service_answered = Signal(object)
    sign_in_needed = Signal(object)

    def __init__(self, runner: JobRunner, loader: WorkplaceLoader) -> None:
        super().__init__()
        self._runner = runner
        self._loader = loader

    def service_now(self, clock: Clock) -> datetime:
        """Return the time by the service's clock, as far as its last answer told."""
        workplace = self._loader.made
        return clock.now() if workplace is None else workplace.methods.server_now()

    def reach(
        self,
        done: Callable[[], None] = lambda: None,
        failed: Callable[[StationError], None] = lambda _: None,
    ) -> Job[None]:
        """See whether the service is there and well; `service_answered` tells it too."""
        return self.start_job(
            lambda workplace, context: workplace.reach_well(context.cancel),
            done=lambda _: done(),
            failed=failed,
            time_limit=_REACH_SECONDS,
        )

    def start_job(
        self,
        work: Callable[[Workplace, JobContext], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[StationError], None],
        time_limit: float,
        again: Callable[[], None] | None = None,
        progressed: Callable[[Any], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        dropped: Callable[[T | None], None] | None = None,
    ) -> Job[T]:
        """Run `work` on a worker thread; see JobRunner.start.

        With `again`, a session that has ended does not fail the job: the window asks for a
        new sign-in and then calls `again`.
        """

        def run(context: JobContext) -> T:
            return work(self._loader.get(), context)

        def report_done(result: T) -> None:
            self.service_answered.emit(None)
            done(result)

        def report_failed(error: StationError) -> None:
            self.service_answered.emit(error)
            if error.code is ErrorCode.SIGN_IN_NEEDED and again is not None:
                from kiosk.controllers.interruption import (  # noqa: PLC0415 - not at start
                    Interruption,
                )

                self.sign_in_needed.emit(Interruption(error, again, lambda: failed(error)))
                return
            failed(error)

        return self._runner.start(
            run,
            done=report_done,
            failed=report_failed,
            progressed=progressed,
            cancelled=cancelled,
            dropped=dropped,
            time_limit=time_limit,
        )
