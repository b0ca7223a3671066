"""A job in the Windows spooler is followed by its flags, and is never believed too much."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.jobs import JobReason, JobState, JobStatus, failure_of, follow_job
from kiosk.printing.spooled_job import SpooledJob, document_name
from kiosk.printing.spooler_states import JobFlag, PrinterFlag, job_status
from kiosk.printing.winspool import NoQueues, QueuedJob

DOCUMENT = "PIN Kiosk 4F2A9C"
GONE = None
NO_FLAGS = PrinterFlag(0)
NO_ANSWER = StationError(ErrorCode.PRINTER_STUCK)
NO_QUEUE = StationError(ErrorCode.PRINTER_MISSING)
NOT_ALLOWED = StationError(ErrorCode.PRINTER_REFUSED)

QUEUED = JobStatus(JobState.QUEUED)
PRINTING = JobStatus(JobState.PRINTING)
DONE = JobStatus(JobState.DONE)
UNKNOWN = JobStatus(JobState.UNKNOWN)
CANCELLED = JobStatus(JobState.FAILED, frozenset({JobReason.CANCELLED}))


def held(*reasons: JobReason) -> JobStatus:
    return JobStatus(JobState.HELD, frozenset(reasons))


Seen = JobFlag | StationError | None


class NoWait(CancelToken):
    """Waits for nothing, so that a test takes no time."""

    def wait(self, seconds: float) -> None:
        del seconds
        self.raise_if_cancelled()


class FakeClock(SystemClock):
    """A clock on which every look takes ten seconds."""

    def __init__(self) -> None:
        self.now_seconds = 0.0

    def monotonic(self) -> float:
        self.now_seconds += 10
        return self.now_seconds


@dataclass
class FakeQueues:
    """Tells one thing after the other about the job; the last one again and again."""

    story: list[Seen]
    printer: PrinterFlag | StationError = NO_FLAGS
    refuses_deletion: bool = False
    deleted: list[int] = field(default_factory=list)

    def find(self, printer: str, document: str) -> QueuedJob | None:
        assert (printer, document) == ("Zebra", DOCUMENT)
        seen = self.story.pop(0) if len(self.story) > 1 else self.story[0]
        if isinstance(seen, StationError):
            raise seen
        if seen is None or self.deleted:
            return None
        return QueuedJob(7, seen)

    def printer_flags(self, printer: str) -> PrinterFlag:
        assert printer == "Zebra"
        if isinstance(self.printer, StationError):
            raise self.printer
        return self.printer

    def delete(self, printer: str, job_id: int) -> None:
        assert (printer, job_id) == ("Zebra", 7)
        if self.refuses_deletion:
            raise NOT_ALLOWED
        self.deleted.append(job_id)

    def keeps_documents(self, printer: str) -> bool:
        raise NotImplementedError


def job_in(queues: FakeQueues) -> SpooledJob:
    return SpooledJob(queues, "Zebra", DOCUMENT)


def fate(*story: Seen) -> list[JobStatus]:
    seen: list[JobStatus] = []
    queues = FakeQueues(list(story))
    end = follow_job(job_in(queues), NoWait(), FakeClock(), seen.append, 1000)
    assert seen[-1] == end
    return seen


F = JobFlag


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ((F.SPOOLING, F.PRINTING, GONE), [QUEUED, PRINTING, DONE]),
        ((F.SPOOLING | F.PRINTING, F.PRINTING | F.PRINTED), [PRINTING, DONE]),
        ((F.PRINTING, F.PRINTED | F.DELETING), [PRINTING, DONE]),
        ((F.COMPLETE | F.RETAINED,), [DONE]),
        ((F.PRINTING, F.DELETING | F.PRINTING), [PRINTING, CANCELLED]),
        ((F.SPOOLING, F.DELETED), [QUEUED, CANCELLED]),
        ((GONE,), [UNKNOWN]),
        ((F.SPOOLING, GONE), [QUEUED, UNKNOWN]),
        ((F.RENDERING_LOCALLY, F(0), GONE), [QUEUED, UNKNOWN]),
        ((F.PRINTING, F.PAPER_OUT, GONE), [PRINTING, held(JobReason.OUT_OF_PAPER), UNKNOWN]),
        (
            (F.PAPER_OUT | F.PRINTING, F.PRINTING, GONE),
            [held(JobReason.OUT_OF_PAPER), PRINTING, DONE],
        ),
        ((F.PRINTING, F.RESTART, GONE), [PRINTING, QUEUED, UNKNOWN]),
        ((NO_ANSWER, F.PRINTING, GONE), [held(JobReason.UNREACHABLE), PRINTING, DONE]),
        ((NOT_ALLOWED,), [UNKNOWN]),
        ((F.PRINTING, NO_QUEUE), [PRINTING, UNKNOWN]),
        (
            (F.SPOOLING, NO_QUEUE),
            [QUEUED, JobStatus(JobState.FAILED, frozenset({JobReason.QUEUE_GONE}))],
        ),
    ],
)
def test_a_job_is_followed_to_its_end(story: tuple[Seen, ...], expected: list[JobStatus]) -> None:
    assert fate(*story) == expected


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        (F.PAUSED, JobReason.STOPPED),
        (F.ERROR, JobReason.OTHER),
        (F.OFFLINE, JobReason.UNREACHABLE),
        (F.PAPER_OUT, JobReason.OUT_OF_PAPER),
        (F.BLOCKED_QUEUE, JobReason.REFUSED),
        (F.USER_INTERVENTION, JobReason.OTHER),
    ],
)
def test_a_job_says_why_it_waits(flags: JobFlag, reason: JobReason) -> None:
    assert job_status(flags | F.PRINTING, PrinterFlag(0)) == held(reason)


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        (PrinterFlag.PAUSED, JobReason.STOPPED),
        (PrinterFlag.ERROR, JobReason.OTHER),
        (PrinterFlag.PENDING_DELETION, JobReason.QUEUE_GONE),
        (PrinterFlag.PAPER_JAM, JobReason.PAPER_JAM),
        (PrinterFlag.PAPER_OUT, JobReason.OUT_OF_PAPER),
        (PrinterFlag.MANUAL_FEED, JobReason.OUT_OF_PAPER),
        (PrinterFlag.OFFLINE, JobReason.UNREACHABLE),
        (PrinterFlag.NOT_AVAILABLE, JobReason.UNREACHABLE),
        (PrinterFlag.SERVER_OFFLINE, JobReason.UNREACHABLE),
        (PrinterFlag.NO_TONER, JobReason.OUT_OF_INK),
        (PrinterFlag.DOOR_OPEN, JobReason.COVER_OPEN),
        (PrinterFlag.USER_INTERVENTION, JobReason.OTHER),
    ],
)
def test_a_printer_says_why_a_job_waits(flags: PrinterFlag, reason: JobReason) -> None:
    assert job_status(F.PRINTING, flags) == held(reason)
    assert job_status(F.COMPLETE, flags) == held(reason)
    assert job_status(F.PRINTED, flags) == DONE


def test_a_printer_that_is_busy_or_low_holds_nothing_up() -> None:
    busy = PrinterFlag.BUSY | PrinterFlag.PRINTING | PrinterFlag.TONER_LOW | PrinterFlag.POWER_SAVE
    assert job_status(F.PRINTING, busy) == PRINTING
    assert job_status(JobFlag(0x80000000 | 0x10), PrinterFlag(0x40000000)) == PRINTING


def test_a_printer_that_says_nothing_leaves_the_word_to_the_job() -> None:
    queues = FakeQueues([F.PRINTING], NO_ANSWER)
    assert job_in(queues).status() == PRINTING


def test_what_the_spooler_would_keep_after_printing_is_deleted() -> None:
    queues = FakeQueues([F.PRINTED | F.RETAINED])
    job = job_in(queues)
    assert job.status() == DONE
    assert queues.deleted == [7]
    assert job.status() == DONE


def test_a_job_that_is_held_too_long_is_taken_back() -> None:
    queues = FakeQueues([F.PAPER_OUT])
    with pytest.raises(StationError) as caught:
        follow_job(job_in(queues), NoWait(), FakeClock(), lambda _: None, 120)
    assert caught.value.code is ErrorCode.PRINTER_STUCK
    assert caught.value.values == {"printer": "Zebra"}
    assert queues.deleted == [7]


def test_a_job_that_cannot_be_taken_back_is_not_said_to_be() -> None:
    queues = FakeQueues([F.PAPER_OUT], refuses_deletion=True)
    with pytest.raises(StationError) as caught:
        follow_job(job_in(queues), NoWait(), FakeClock(), lambda _: None, 120)
    assert caught.value.code is ErrorCode.PRINT_UNCERTAIN
    assert caught.value.maybe_done


@pytest.mark.parametrize("seen", [GONE, F.COMPLETE | F.PAPER_OUT])
def test_a_page_that_the_printer_may_have_whole_is_not_said_to_be_taken_back(seen: Seen) -> None:
    queues = FakeQueues([F.PAPER_OUT, seen])
    end = follow_job(job_in(queues), NoWait(), FakeClock(), lambda _: None, 15)
    assert end == UNKNOWN
    assert queues.deleted == ([] if seen is GONE else [7])


def test_a_job_that_ends_while_it_is_taken_back_is_done() -> None:
    story: list[Seen] = [F.PRINTING, F.PRINTING, F.PRINTED]
    queues = FakeQueues(story, refuses_deletion=True)
    assert follow_job(job_in(queues), NoWait(), FakeClock(), lambda _: None, 15) == DONE


def test_a_cancelled_print_is_deleted_and_may_be_cancelled_again() -> None:
    queues = FakeQueues([F.PRINTING])
    job, cancel = job_in(queues), NoWait()

    def stop(_: JobStatus) -> None:
        cancel.cancel()

    with pytest.raises(WorkCancelledError):
        follow_job(job, cancel, FakeClock(), stop)
    assert job.cancel()
    assert queues.deleted == [7]
    assert not job_in(FakeQueues([NO_ANSWER])).cancel()


def test_without_a_spooler_somebody_has_to_look() -> None:
    job = SpooledJob(NoQueues(), "Zebra", DOCUMENT)
    assert job.status() == UNKNOWN
    assert not job.cancel()
    NoQueues().delete("Zebra", 7)
    assert NoQueues().printer_flags("Zebra") == 0


def test_a_documents_name_is_new_each_time_and_says_nothing() -> None:
    names = {document_name() for _ in range(50)}
    assert len(names) > 45
    assert all(re.fullmatch(r"PIN Kiosk [0-9A-F]{6}", name) for name in names)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (JobReason.QUEUE_GONE, ErrorCode.PRINTER_GONE),
        (JobReason.CANCELLED, ErrorCode.PRINT_CANCELLED),
        (JobReason.WRONG_SIZE, ErrorCode.PAPER_UNAVAILABLE),
        (JobReason.NOT_ACCEPTING, ErrorCode.PRINTER_CLOSED),
        (JobReason.OTHER, ErrorCode.PRINTER_REFUSED),
    ],
)
def test_a_failure_has_the_sentence_of_its_reason(reason: JobReason, code: ErrorCode) -> None:
    error = failure_of(JobStatus(JobState.FAILED, frozenset({reason})), "Zebra")
    assert error.code is code
    assert error.values == {"printer": "Zebra"}
