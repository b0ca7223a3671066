"""A job in the Windows spooler, known by its document's name because Qt tells no number."""

from __future__ import annotations

import secrets
import threading

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.jobs import JobReason, JobState, JobStatus
from kiosk.printing.pdf import TITLE
from kiosk.printing.spooler_states import JobFlag, PrinterFlag, job_status, vanished_status
from kiosk.printing.winspool import PrintQueues


def document_name() -> str:
    """Return a name that no other job has, and that says nothing about anybody."""
    return f"{TITLE} {secrets.token_hex(3).upper()}"


class SpooledJob:
    """Follows a job by what the spooler tells; where it tells nothing, somebody has to look."""

    def __init__(self, queues: PrintQueues, printer_name: str, document: str) -> None:
        self._queues = queues
        self._printer_name = printer_name
        self._document = document
        self._lock = threading.Lock()
        self._last: JobStatus | None = None
        self._is_taken_back = False

    @property
    def printer_name(self) -> str:
        """The name of the printer that has the job."""
        return self._printer_name

    def status(self) -> JobStatus:
        """Ask how far the job is; blocks. Once it has ended, the answer stays.

        Never raises: a spooler that may not be asked, or knows nothing of the job, means UNKNOWN.
        """
        with self._lock:
            if self._last is None or not self._last.state.is_final:
                self._last = self._ask()
            return self._last

    def cancel(self) -> bool:
        """Delete the job with its document; False when its page may come out, or has done so.

        That is also true of a job that is gone without having been deleted here, and of one
        that the printer has whole. May be called twice; never raises.
        """
        try:
            job = self._queues.find(self._printer_name, self._document)
            if job is not None:
                self._queues.delete(self._printer_name, job.id)
                self._is_taken_back = not job.flags & (JobFlag.PRINTED | JobFlag.COMPLETE)
        except StationError:
            return False
        return self._is_taken_back

    def _ask(self) -> JobStatus:
        try:
            job = self._queues.find(self._printer_name, self._document)
        except StationError as error:
            return self._unheard(error)
        if job is None:
            return vanished_status(self._last)
        status = job_status(job.flags, self._printer_flags())
        if job.flags & (JobFlag.PRINTED | JobFlag.RETAINED) and status.state is JobState.DONE:
            # A printer can be set to keep what it has printed, and this may hold a PIN.
            self.cancel()
        return status

    def _printer_flags(self) -> PrinterFlag:
        try:
            return self._queues.printer_flags(self._printer_name)
        except StationError:
            # The job's own state is the better half of the answer.
            return PrinterFlag(0)

    def _unheard(self, error: StationError) -> JobStatus:
        if error.code is ErrorCode.PRINTER_STUCK:
            return JobStatus(JobState.HELD, frozenset({JobReason.UNREACHABLE}))
        was_printing = self._last is not None and self._last.state is JobState.PRINTING
        if error.code is ErrorCode.PRINTER_MISSING and not was_printing:
            return JobStatus(JobState.FAILED, frozenset({JobReason.QUEUE_GONE}))
        return JobStatus(JobState.UNKNOWN)
