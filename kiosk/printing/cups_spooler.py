"""Finds out whether CUPS keeps the documents of jobs that have ended, without being root.

There is no attribute for it. What tells is, in this order: a job that has ended and says
whether its document is still there (`job-preserved`, which CUPS tells everybody), the
scheduler's configuration over HTTP (`/admin/conf/cupsd.conf`, usually refused), and the
configuration file of this machine, where it may be read. `PreserveJobFiles` and
`PreserveJobHistory` are explained in cupsd.conf(5).
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from kiosk.models.clock import Clock, SystemClock
from kiosk.printing.ipp import (
    Address,
    Attribute,
    Attributes,
    IppClient,
    Operation,
    PrinterUnreachableError,
    Tag,
    number,
)
from kiosk.printing.spooling import Keeping

CONFIGURATION_FILE = Path("/etc/cups/cupsd.conf")

_CONFIGURATION_ON_SERVER = "/admin/conf/cupsd.conf"
_JOBS_ASKED_FOR = 50
_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})

_RECENT = timedelta(minutes=10)
"""A document that is gone so soon was not kept; after a day it is gone by default too."""

_OFF = frozenset({"no", "off", "false", "0"})
_DIRECTIVE = re.compile(
    r"^[ \t]*(PreserveJobFiles|PreserveJobHistory)[ \t]+([^\s#]+)", re.IGNORECASE | re.MULTILINE
)


def configuration_of(address: Address) -> Path | None:
    """Return the configuration file of the scheduler there; None where it is not this machine's."""
    is_local = address.host in _LOCAL_HOSTS and address.port == Address().port
    return CONFIGURATION_FILE if address.socket_file or is_local else None


class CupsSpooler:
    """A CUPS scheduler, asked as any account may."""

    def __init__(
        self,
        address: Address,
        clock: Clock | None = None,
        configuration_file: Path | None = None,
        timeout: float = 5,
    ) -> None:
        self._client = IppClient(address, timeout=timeout)
        self._clock = clock or SystemClock()
        self._file = configuration_file

    def keeping(self, printer: str) -> Keeping:
        """Say whether documents are kept. Blocks; never raises."""
        if printer.startswith(("ipp://", "ipps://")):
            return Keeping.NO_SPOOLER
        try:
            seen = self._seen_on_jobs()
            return self._configured() if seen is Keeping.UNKNOWN else seen
        except PrinterUnreachableError:
            return Keeping.UNKNOWN

    def _seen_on_jobs(self) -> Keeping:
        answer = self._client.send(
            Operation.GET_JOBS,
            # An address without a queue stands for all queues of the scheduler.
            Attribute(Tag.URI, "printer-uri", "ipp://localhost/"),
            (
                Attribute(Tag.INTEGER, "limit", _JOBS_ASKED_FOR),
                Attribute(Tag.KEYWORD, "which-jobs", "completed"),
                Attribute(Tag.KEYWORD, "requested-attributes", "job-preserved"),
                Attribute(Tag.KEYWORD, "", "time-at-completed"),
            ),
        )
        jobs = answer.objects if answer.is_success else ()
        if any(_is_preserved(job) is True for job in jobs):
            return Keeping.KEPT
        earliest = (self._clock.now() - _RECENT).timestamp()
        is_gone_soon = any(
            _is_preserved(job) is False and (number(job, "time-at-completed") or 0) >= earliest
            for job in jobs
        )
        return Keeping.NOT_KEPT if is_gone_soon else Keeping.UNKNOWN

    def _configured(self) -> Keeping:
        content = self._client.read_file(_CONFIGURATION_ON_SERVER)
        if content is None and self._file is not None:
            content = _content_of(self._file)
        return Keeping.UNKNOWN if content is None else keeping_by_configuration(content)


def keeping_by_configuration(content: bytes) -> Keeping:
    """Say what a cupsd.conf makes of documents; where it says nothing, they stay for a day."""
    found = {
        name.lower(): value.lower()
        for name, value in _DIRECTIVE.findall(content.decode("utf-8", "replace"))
    }
    # A job that is forgotten takes its document along.
    is_off = any(found.get(name) in _OFF for name in ("preservejobfiles", "preservejobhistory"))
    return Keeping.NOT_KEPT if is_off else Keeping.KEPT


def _is_preserved(job: Attributes) -> bool | None:
    value = job.get("job-preserved", (None,))[0]
    return value if isinstance(value, bool) else None


def _content_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
