"""The one way for work to leave the UI thread.

A job is a plain function that takes a JobContext. The runner starts it on a thread of its
own and brings result, progress or failure back to the UI thread. An answer for which
nobody waits any more is dropped here, once, for everybody; whoever has something secret in it
is told of that, and overwrites it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from traceback import walk_tb
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError

_log = logging.getLogger(__name__)

T = TypeVar("T")


class JobContext:
    """What a job gets: the token that says when to stop, and a way to report progress."""

    def __init__(self, cancel: CancelToken, report: Callable[[object], None]) -> None:
        self.cancel = cancel
        self.report = report


class Job(Generic[T]):
    """One piece of work under way; made by JobRunner.start, used on the UI thread only."""

    def __init__(
        self,
        done: Callable[[T], None],
        failed: Callable[[StationError], None],
        progressed: Callable[[Any], None] | None,
        cancelled: Callable[[], None] | None,
        dropped: Callable[[T | None], None] | None = None,
    ) -> None:
        self.token = CancelToken()
        self.time_limit: QTimer | None = None
        self.thread: threading.Thread | None = None
        self._done = done
        self._failed = failed
        self._progressed = progressed
        self._cancelled = cancelled
        self._dropped = dropped
        self._brought: deque[T] = deque()
        self._waited_for = True

    @property
    def is_over(self) -> bool:
        """Whether the job has delivered its end, or was abandoned."""
        return not self._waited_for

    def cancel(self) -> bool:
        """Stop the job and say so at once; False when it is too late to stop it."""
        if not self.token.cancel():
            return False
        self.deliver_cancelled()
        return True

    def abandon(self) -> None:
        """Stop waiting: whatever comes of the job is dropped, and it is asked to stop."""
        self._end()
        self.token.cancel()

    def bring(self, result: T) -> None:
        """Lay the result down on the worker, where it is taken from or dropped, once."""
        self._brought.append(result)

    def deliver_result(self) -> None:
        """Hand the result that was brought to whoever waits."""
        if self._end():
            # What somebody has got is theirs, whatever happens to the job.
            self._dropped = None
            self._done(self._brought.pop())
        else:
            self.drop()

    def deliver_failure(self, error: StationError) -> None:
        """Hand the failure to whoever waits."""
        if self._end():
            self._failed(error)
        else:
            self.drop()

    def drop(self) -> None:
        """Say that what came of the work, if anything did, reaches nobody. On any thread."""
        try:
            result = self._brought.pop()
        except IndexError:
            result = None
        if self._dropped is not None:
            self._dropped(result)

    def deliver_progress(self, progress: object) -> None:
        """Hand a progress report to whoever waits."""
        if self._waited_for and self._progressed is not None:
            self._progressed(progress)

    def deliver_cancelled(self) -> None:
        """Say that the job was stopped before it changed anything."""
        if not self._end():
            self.drop()
        elif self._cancelled is not None:
            self._cancelled()

    def _end(self) -> bool:
        was_waited_for, self._waited_for = self._waited_for, False
        if self.time_limit is not None:
            self.time_limit.stop()
        return was_waited_for


class JobRunner(QObject):
    """Starts jobs, and ends them all when the station closes. Lives on the UI thread."""

    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: set[Job[Any]] = set()
        self._closing = False
        # Queued by itself, because it is only emitted on other threads; saying so would make
        # all of Qt's enums, a third of a bare start.
        self._delivered.connect(self._run_delivery)

    def start(
        self,
        work: Callable[[JobContext], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[StationError], None],
        progressed: Callable[[Any], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        dropped: Callable[[T | None], None] | None = None,
        time_limit: float,
    ) -> Job[T]:
        """Run `work` on its own thread; one of done, failed and cancelled follows, and only one.

        None of them does once the job was abandoned, nor where it is cancelled and `cancelled`
        is None. `time_limit` is in seconds; when it is over the job fails with JOB_TIMED_OUT
        and the work is asked to stop. These callbacks run on the UI thread.

        `dropped` takes what the work brings when nobody waits for it any more (None where it
        brings nothing), to overwrite what is secret in it. It may come twice, first with None, and
        while the station closes on another thread.
        """
        job = Job(done, failed, progressed, cancelled, dropped)
        self._jobs.add(job)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self._time_is_over(job))
        timer.start(int(time_limit * 1000))
        job.time_limit = timer
        job.thread = threading.Thread(
            target=self._run, args=(job, work), name=f"job {work.__qualname__}", daemon=True
        )
        job.thread.start()
        return job

    @property
    def running(self) -> int:
        """How many jobs have a thread that has not ended."""
        return sum(1 for job in self._jobs if job.thread is not None and job.thread.is_alive())

    def close(self, seconds: float) -> bool:
        """Cancel every job and wait that long at most for all; True when none is left."""
        self._closing = True
        for job in list(self._jobs):
            job.abandon()
        deadline = time.monotonic() + seconds
        for job in list(self._jobs):
            if job.thread is not None:
                job.thread.join(max(0.0, deadline - time.monotonic()))
            # What was on its way to this thread is delivered no more.
            job.drop()
        return self.running == 0

    def _run(self, job: Job[T], work: Callable[[JobContext], T]) -> None:
        context = JobContext(
            job.token, lambda report: self._deliver(lambda: job.deliver_progress(report))
        )
        try:
            result = work(context)
        except WorkCancelledError:
            self._deliver_end(job, job.deliver_cancelled)
        except StationError as error:
            failure = error
            self._deliver_end(job, lambda: job.deliver_failure(failure))
        except Exception as error:  # noqa: BLE001 - a job must never end without saying so
            # The traceback's text could hold a secret, so only where it happened is logged.
            _log.error("job %s failed: %s", work.__qualname__, describe_origin(error))
            unexpected = StationError(ErrorCode.UNEXPECTED)
            self._deliver_end(job, lambda: job.deliver_failure(unexpected))
        else:
            job.bring(result)
            # Held by the job alone from here on, which knows when it is overwritten.
            del result
            self._deliver_end(job, job.deliver_result)
        self._deliver(lambda: self._forget(job))

    def _deliver_end(self, job: Job[T], delivery: Callable[[], None]) -> None:
        self._deliver(delivery)
        # Asked after the delivery was sent: closing either finds what was brought, or is seen here.
        if self._closing:
            job.drop()

    def _deliver(self, delivery: Callable[[], None]) -> None:
        if not self._closing:
            self._delivered.emit(delivery)

    def _run_delivery(self, delivery: Callable[[], None]) -> None:
        delivery()

    def _time_is_over(self, job: Job[Any]) -> None:
        committed = not job.token.cancel()
        job.deliver_failure(StationError(ErrorCode.JOB_TIMED_OUT, maybe_done=committed))

    def _forget(self, job: Job[Any]) -> None:
        self._jobs.discard(job)
        if job.time_limit is not None:
            job.time_limit.deleteLater()
            job.time_limit = None


def describe_origin(error: BaseException) -> str:
    """Say the type of an error and the line it came from, never its text."""
    place = "unknown place"
    for frame, line in walk_tb(error.__traceback__):
        place = f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_name}:{line}"
    return f"{type(error).__name__} at {place}"
