"""What becomes of a page that was sent to a printer, in words that every platform shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError

if TYPE_CHECKING:
    from kiosk.printing.media import Media

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 1.0


class JobState(Enum):
    """How far a print job is. UNKNOWN: the platform cannot say, so somebody has to look."""

    QUEUED = auto()
    PRINTING = auto()
    HELD = auto()
    DONE = auto()
    FAILED = auto()
    UNKNOWN = auto()

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen to the job, or nothing that can be seen."""
        return self in {JobState.DONE, JobState.FAILED, JobState.UNKNOWN}


class JobReason(Enum):
    """Why a job waits or has failed."""

    STOPPED = auto()
    OUT_OF_PAPER = auto()
    PAPER_JAM = auto()
    COVER_OPEN = auto()
    OUT_OF_INK = auto()
    UNREACHABLE = auto()
    NOT_ACCEPTING = auto()
    QUEUE_GONE = auto()
    WRONG_SIZE = auto()
    CANCELLED = auto()
    REFUSED = auto()
    OTHER = auto()


_FAILURES = {
    JobReason.QUEUE_GONE: ErrorCode.PRINTER_GONE,
    JobReason.WRONG_SIZE: ErrorCode.PAPER_UNAVAILABLE,
    JobReason.NOT_ACCEPTING: ErrorCode.PRINTER_CLOSED,
    JobReason.CANCELLED: ErrorCode.PRINT_CANCELLED,
}


@dataclass(frozen=True)
class JobStatus:
    """The state of a job at one moment, with every known reason for it."""

    state: JobState
    reasons: frozenset[JobReason] = frozenset()


@dataclass(frozen=True)
class PrinterInfo:
    """What a printer says of itself; `dpi` is its usual resolution, in dots an inch."""

    name: str
    uri: str = ""
    is_default: bool = False
    dpi: float = 300
    is_accepting: bool = True
    is_stopped: bool = False
    reasons: frozenset[JobReason] = frozenset()
    sizes: tuple[Media, ...] = ()


class PrintJob(Protocol):
    """A job that a printer or its queue has taken."""

    @property
    def printer_name(self) -> str:
        """The name of the printer that has the job."""
        ...

    def status(self) -> JobStatus:
        """Ask how far it is; blocks for up to a few seconds. Raises StationError."""
        ...

    def cancel(self) -> bool:
        """Stop the job and remove its document; False when nobody confirmed that.

        May be called twice; never raises.
        """
        ...


def follow_job(
    job: PrintJob,
    cancel: CancelToken,
    clock: Clock,
    report: Callable[[JobStatus], None],
    limit_seconds: float | None = None,
) -> JobStatus:
    """Wait until the job has ended, and return how; `report` hears of every change.

    A job that is cancelled, or not done after `limit_seconds`, is taken out of the queue, so
    that no PIN lies there. Raises WorkCancelledError in the first case and StationError in the
    second: PRINTER_STUCK when it was taken back, PRINT_UNCERTAIN when it may still come out.
    """
    started = clock.monotonic()
    pause = _FIRST_PAUSE
    last: JobStatus | None = None
    try:
        while limit_seconds is None or clock.monotonic() - started < limit_seconds or last is None:
            status = job.status()
            if status != last:
                report(status)
                last = status
            if status.state.is_final:
                return status
            cancel.wait(pause)
            pause = min(_LONGEST_PAUSE, pause * 1.5)
    except BaseException:
        job.cancel()
        raise
    return _taken_back(job)


def failure_of(status: JobStatus, printer: str) -> StationError:
    """Return the error that says why a job has failed, for the name of its printer."""
    codes = (code for reason, code in _FAILURES.items() if reason in status.reasons)
    return StationError(next(codes, ErrorCode.PRINTER_REFUSED), {"printer": printer})


def _taken_back(job: PrintJob) -> JobStatus:
    """Take a job back and raise StationError, or return its end if it was quicker."""
    values = {"printer": job.printer_name}
    if job.cancel():
        raise StationError(ErrorCode.PRINTER_STUCK, values)
    status = job.status()
    if status.state.is_final:
        return status
    raise StationError(ErrorCode.PRINT_UNCERTAIN, values, maybe_done=True)
