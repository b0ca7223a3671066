"""A job in a queue of CUPS or in an IPP printer: followed, taken back, and its document removed."""

from __future__ import annotations

import contextlib
import threading
import time

from kiosk.printing.ipp import (
    Answer,
    Attribute,
    Attributes,
    IppClient,
    Operation,
    PrinterUnreachableError,
    Status,
    Tag,
    number,
    requested,
    texts,
)
from kiosk.printing.ipp_states import job_status, printer_reasons
from kiosk.printing.jobs import JobReason, JobState, JobStatus

STOP_SECONDS = 3.0
"""How long a job that was cancelled is given to end in the printer before its document goes."""

_STOP_PAUSE = 0.05
# The job states 'processing' and 'processing-stopped'.
_WITH_PRINTER = (5, 6)


class CupsJob:
    """A job in a queue or in a printer."""

    def __init__(self, client: IppClient, uri: str, printer_name: str, job_id: int) -> None:
        self._client = client
        self._uri = uri
        self._printer_name = printer_name
        self._lock = threading.Lock()
        self._final: JobStatus | None = None
        self._is_with_printer = False
        self._held_by: frozenset[JobReason] = frozenset()
        self.id = job_id

    @property
    def printer_name(self) -> str:
        """The name of the printer that has the job."""
        return self._printer_name

    def status(self) -> JobStatus:
        """Ask how far the job is; blocks for up to a few seconds.

        Once it has ended, its document is removed from the queue, and the answer stays.
        """
        with self._lock:
            if self._final is None:
                status = self._ask()
                if not status.state.is_final:
                    return status
                if status.state is JobState.FAILED and self._is_with_printer:
                    self._stopped()
                self._final = status
                self._purge()
            return self._final

    def cancel(self) -> bool:
        """Stop the job and remove its document; False when nobody confirmed that.

        May be called twice; never raises. Takes up to `STOP_SECONDS`, because to purge a job
        that is being stopped kills what would tell the printer to stop, which then prints it.
        """
        with self._lock:
            if self._final is None:
                self._final = self._ended_or_cancelled()
                self._purge()
            return self._final is not None and self._final.state is JobState.FAILED

    def _ended_or_cancelled(self) -> JobStatus | None:
        """Return how the job has ended, after cancelling it; None when nobody knows."""
        status = self._ask()
        if status.state.is_final:
            return status
        try:
            answer = self._send(Operation.CANCEL_JOB)
        except PrinterUnreachableError:
            return None
        if self._is_with_printer or not answer.is_success:
            return self._stopped()
        return JobStatus(JobState.FAILED, frozenset({JobReason.CANCELLED}))

    def _stopped(self) -> JobStatus | None:
        """Wait until the job has ended in the printer, too; None when it did not in time.

        `processing-to-stop-point` says that it has not (RFC 8011, section 5.3.8). CUPS leaves
        that with jobs that have been printed, and with those that no printer had yet.
        """
        deadline = time.monotonic() + STOP_SECONDS
        wanted = requested(("job-state", "job-state-reasons"))
        while True:
            try:
                answer = self._send(Operation.GET_JOB_ATTRIBUTES, *wanted)
            except PrinterUnreachableError:
                return None
            if answer.status == Status.NOT_FOUND:
                return JobStatus(JobState.FAILED, frozenset({JobReason.CANCELLED}))
            attributes = answer.objects[0] if answer.objects else {}
            is_stopping = "processing-to-stop-point" in texts(attributes, "job-state-reasons")
            status = job_status(attributes)
            if status.state is JobState.DONE or (status.state.is_final and not is_stopping):
                return status
            if time.monotonic() >= deadline:
                return None
            time.sleep(_STOP_PAUSE)

    def _purge(self) -> None:
        """Remove the job's document, which the queue would keep."""
        with contextlib.suppress(PrinterUnreachableError):
            self._send(Operation.CANCEL_JOB, Attribute(Tag.BOOLEAN, "purge-job", value=True))

    def _ask(self) -> JobStatus:
        wanted = requested(("job-state", "job-state-reasons", "job-printer-state-reasons"))
        try:
            answer = self._send(Operation.GET_JOB_ATTRIBUTES, *wanted)
        except PrinterUnreachableError:
            return JobStatus(JobState.HELD, frozenset({JobReason.UNREACHABLE}))
        if answer.status == Status.NOT_FOUND:
            return self._vanished()
        if not answer.is_success or not answer.objects:
            return JobStatus(JobState.HELD, frozenset({JobReason.OTHER}))
        status = job_status(answer.objects[0])
        if status.state is JobState.DONE:
            return self._done(answer.objects[0])
        if status.state.is_final:
            return status
        self._is_with_printer = number(answer.objects[0], "job-state") in _WITH_PRINTER
        # Paper that is out can be a mere warning of a printer that is 'processing'.
        reasons = status.reasons | self._printer_reasons()
        self._held_by = reasons
        return JobStatus(JobState.HELD if reasons else status.state, reasons)

    def _done(self, attributes: Attributes) -> JobStatus:
        """Return the end of a job that the queue says is done; nobody knows where it was held.

        A printer that loses its power while it waits for paper has forgotten the job when CUPS
        asks it again, which CUPS takes for printed. What held the job still stands with it then.
        """
        said = {"printer-state-reasons": attributes.get("job-printer-state-reasons", ())}
        still = self._held_by & printer_reasons(said)
        return JobStatus(JobState.UNKNOWN if still else JobState.DONE, still)

    def _vanished(self) -> JobStatus:
        """Return what became of a job that the queue knows no more.

        With `PreserveJobHistory No` CUPS forgets jobs that were printed and cancelled ones
        alike, as soon as they have ended.
        """
        if JobReason.QUEUE_GONE in self._printer_reasons():
            return JobStatus(JobState.FAILED, frozenset({JobReason.QUEUE_GONE}))
        return JobStatus(JobState.UNKNOWN)

    def _printer_reasons(self) -> frozenset[JobReason]:
        target = Attribute(Tag.URI, "printer-uri", self._uri)
        wanted = requested(("printer-state", "printer-state-reasons"))
        try:
            answer = self._client.send(Operation.GET_PRINTER_ATTRIBUTES, target, wanted)
        except PrinterUnreachableError:
            return frozenset({JobReason.UNREACHABLE})
        if answer.status == Status.NOT_FOUND:
            return frozenset({JobReason.QUEUE_GONE})
        return printer_reasons(answer.objects[0]) if answer.objects else frozenset()

    def _send(self, operation: Operation, *attributes: Attribute) -> Answer:
        target = Attribute(Tag.URI, "printer-uri", self._uri)
        job = Attribute(Tag.INTEGER, "job-id", self.id)
        return self._client.send(operation, target, (job, *attributes))
