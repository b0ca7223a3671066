"""What CUPS says of a job whose printer lost its power while it waited for paper."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from kiosk.printing.cups_job import CupsJob
from kiosk.printing.ipp import Address, Answer, Attributes, IppClient, Operation
from kiosk.printing.jobs import JobReason, JobState, JobStatus

OUT_OF_PAPER = JobStatus(JobState.HELD, frozenset({JobReason.OUT_OF_PAPER}))
DONE, PROCESSING = 9, 5


@dataclass(frozen=True)
class Queue(IppClient):
    """A queue that says what a real CUPS 2.4 was seen to say."""

    words: dict[str, tuple[int | str, ...]] = field(default_factory=dict)

    def say(self, state: int, *printer_reasons: str) -> None:
        """Say this from now on."""
        self.words.clear()
        self.words.update({"job-state": (state,), "job-printer-state-reasons": printer_reasons})

    def send(self, operation: Operation, *_: object) -> Answer:
        """Answer with what was said last."""
        said: Attributes = dict(self.words)
        if operation is Operation.GET_PRINTER_ATTRIBUTES:
            said = {"printer-state-reasons": said["job-printer-state-reasons"]}
        return Answer(0, (said,))


@pytest.fixture
def queue() -> Queue:
    return Queue(Address(path="/printers/till"))


@pytest.fixture
def job(queue: Queue) -> CupsJob:
    return CupsJob(queue, "ipp://localhost/printers/till", "till", 7)


def test_what_is_done_while_paper_is_still_out_came_out_nobody_knows_where(
    queue: Queue, job: CupsJob
) -> None:
    queue.say(PROCESSING, "media-empty-warning")
    assert job.status() == OUT_OF_PAPER
    queue.say(DONE, "media-empty-warning")
    assert job.status() == JobStatus(JobState.UNKNOWN, OUT_OF_PAPER.reasons)


def test_what_is_done_after_paper_was_added_came_out(queue: Queue, job: CupsJob) -> None:
    queue.say(PROCESSING, "media-empty-warning")
    assert job.status() == OUT_OF_PAPER
    queue.say(DONE)
    assert job.status() == JobStatus(JobState.DONE)


def test_the_last_sheet_of_a_tray_came_out(queue: Queue, job: CupsJob) -> None:
    queue.say(PROCESSING, "none")
    job.status()
    queue.say(DONE, "media-empty-warning")
    assert job.status() == JobStatus(JobState.DONE)
