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

    def cancel(self) -> None:
        """Stop the job and remove its document. May be called twice; never raises."""
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
    that no PIN lies there. Raises WorkCancelledError in the first case and StationError
    PRINTER_STUCK in the second.
    """
    started = clock.monotonic()
    pause = _FIRST_PAUSE
    last: JobStatus | None = None
    try:
        while True:
            status = job.status()
            if status != last:
                report(status)
                last = status
            if status.state.is_final:
                return status
            if limit_seconds is not None and clock.monotonic() - started >= limit_seconds:
                raise StationError(ErrorCode.PRINTER_STUCK, {"printer": job.printer_name})
            cancel.wait(pause)
            pause = min(_LONGEST_PAUSE, pause * 1.5)
    finally:
        if last is None or not last.state.is_final:
            job.cancel()
