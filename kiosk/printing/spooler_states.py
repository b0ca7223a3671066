"""Turns what the Windows spooler says of a job and of its printer into the station's own words.

The flags are those of JOB_INFO_1, PRINTER_INFO_2 and winspool.h, as Microsoft documents them.
Drivers set few of them; none of it has been seen on Windows.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag
from typing import TypeVar

from kiosk.printing.jobs import JobReason, JobState, JobStatus


class JobFlag(IntFlag):
    """JOB_STATUS_…, the `Status` of JOB_INFO_1."""

    PAUSED = 0x1
    ERROR = 0x2
    DELETING = 0x4
    SPOOLING = 0x8
    PRINTING = 0x10
    OFFLINE = 0x20
    PAPER_OUT = 0x40
    PRINTED = 0x80
    DELETED = 0x100
    BLOCKED_QUEUE = 0x200
    USER_INTERVENTION = 0x400
    RESTART = 0x800
    COMPLETE = 0x1000
    RETAINED = 0x2000
    RENDERING_LOCALLY = 0x4000


class PrinterFlag(IntFlag):
    """PRINTER_STATUS_…, the `Status` of PRINTER_INFO_2."""

    PAUSED = 0x1
    ERROR = 0x2
    PENDING_DELETION = 0x4
    PAPER_JAM = 0x8
    PAPER_OUT = 0x10
    MANUAL_FEED = 0x20
    PAPER_PROBLEM = 0x40
    OFFLINE = 0x80
    IO_ACTIVE = 0x100
    BUSY = 0x200
    PRINTING = 0x400
    OUTPUT_BIN_FULL = 0x800
    NOT_AVAILABLE = 0x1000
    WAITING = 0x2000
    PROCESSING = 0x4000
    INITIALIZING = 0x8000
    WARMING_UP = 0x10000
    TONER_LOW = 0x20000
    NO_TONER = 0x40000
    PAGE_PUNT = 0x80000
    USER_INTERVENTION = 0x100000
    OUT_OF_MEMORY = 0x200000
    DOOR_OPEN = 0x400000
    SERVER_UNKNOWN = 0x800000
    POWER_SAVE = 0x1000000
    SERVER_OFFLINE = 0x2000000


_JOB_REASONS = {
    JobFlag.PAUSED: JobReason.STOPPED,
    JobFlag.ERROR: JobReason.OTHER,
    JobFlag.OFFLINE: JobReason.UNREACHABLE,
    JobFlag.PAPER_OUT: JobReason.OUT_OF_PAPER,
    JobFlag.BLOCKED_QUEUE: JobReason.REFUSED,
    JobFlag.USER_INTERVENTION: JobReason.OTHER,
}
# TONER_LOW and POWER_SAVE are left out: neither keeps a printer from printing.
_PRINTER_REASONS = {
    PrinterFlag.PAUSED: JobReason.STOPPED,
    PrinterFlag.ERROR: JobReason.OTHER,
    PrinterFlag.PENDING_DELETION: JobReason.QUEUE_GONE,
    PrinterFlag.PAPER_JAM: JobReason.PAPER_JAM,
    PrinterFlag.PAPER_OUT: JobReason.OUT_OF_PAPER,
    PrinterFlag.MANUAL_FEED: JobReason.OUT_OF_PAPER,
    PrinterFlag.PAPER_PROBLEM: JobReason.OTHER,
    PrinterFlag.OFFLINE: JobReason.UNREACHABLE,
    PrinterFlag.OUTPUT_BIN_FULL: JobReason.OTHER,
    PrinterFlag.NOT_AVAILABLE: JobReason.UNREACHABLE,
    PrinterFlag.NO_TONER: JobReason.OUT_OF_INK,
    PrinterFlag.PAGE_PUNT: JobReason.REFUSED,
    PrinterFlag.USER_INTERVENTION: JobReason.OTHER,
    PrinterFlag.OUT_OF_MEMORY: JobReason.OTHER,
    PrinterFlag.DOOR_OPEN: JobReason.COVER_OPEN,
    PrinterFlag.SERVER_UNKNOWN: JobReason.UNREACHABLE,
    PrinterFlag.SERVER_OFFLINE: JobReason.UNREACHABLE,
}

_FlagT = TypeVar("_FlagT", JobFlag, PrinterFlag)


def _reasons(flags: _FlagT, known: Mapping[_FlagT, JobReason]) -> frozenset[JobReason]:
    return frozenset(reason for flag, reason in known.items() if flag in flags)


def job_status(job: JobFlag, printer: PrinterFlag) -> JobStatus:
    """Return how far a job in the queue is.

    PRINTED comes first, because the spooler deletes what it has printed. COMPLETE says only
    that everything was sent: a printer that lacks paper then has the page still before it.
    """
    if JobFlag.PRINTED in job:
        return JobStatus(JobState.DONE)
    if job & (JobFlag.DELETING | JobFlag.DELETED):
        return JobStatus(JobState.FAILED, frozenset({JobReason.CANCELLED}))
    reasons = _reasons(job, _JOB_REASONS) | _reasons(printer, _PRINTER_REASONS)
    if reasons:
        return JobStatus(JobState.HELD, reasons)
    if JobFlag.COMPLETE in job:
        return JobStatus(JobState.DONE)
    return JobStatus(JobState.PRINTING if JobFlag.PRINTING in job else JobState.QUEUED)


def vanished_status(last: JobStatus | None) -> JobStatus:
    """Return what became of a job that is in the queue no more; `last` is how it was before.

    The spooler forgets a job that is done and one that somebody deleted alike. Only a job that
    was being printed, and held up by nothing, is known to be done.
    """
    if last is not None and last.state is JobState.PRINTING:
        return JobStatus(JobState.DONE)
    return JobStatus(JobState.UNKNOWN)
