"""Checks that the audit file can be written, without adding to its chain, and who has it."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from kiosk.checks.finding import CheckId, Finding, failed, passed, warned
from kiosk.checks.subject import Subject
from kiosk.models.clock import SystemClock
from kiosk.models.settings import AuditForward
from kiosk.models.settings_schema import FORWARD_CA_FILE
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.services.audit_head import head_path_of
from kiosk.services.forwarding.cursor import cursor_of
from kiosk.services.forwarding.forwarder import is_overdue
from kiosk.services.forwarding.pending import pending_after

_PROBE_BYTES = 64 * 1024
"""More than any two records, so that a disk that takes this takes those."""


def check_audit_file(subject: Subject) -> Finding:
    """Say whether the next record could be written where the records are."""
    file = subject.audit_file
    try:
        _try_to_open(file)
        _try_to_open(head_path_of(file))
        _try_to_write_beside(file)
    except (OSError, ValueError):
        return failed(
            CheckId.AUDIT_FILE,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "The audit file {file} cannot be written, so the station would change nothing.",
            ),
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Let the account of the station write the file and its folder, and see that "
                "the disk is not full.",
            ),
            file=str(file),
        )
    return passed(
        CheckId.AUDIT_FILE,
        QT_TRANSLATE_NOOP("Doctor", "The audit file {file} can be written."),
        file=str(file),
    )


def check_audit_forwarding(subject: Subject) -> Finding:
    """Say whether the receiver has the records, without sending it anything."""
    audit = subject.loaded.settings.audit
    if audit.forward is AuditForward.NONE:
        return passed(
            CheckId.AUDIT_FORWARDING,
            QT_TRANSLATE_NOOP("Doctor", "Audit records are kept in the file and not forwarded."),
        )
    pending = pending_after(subject.audit_file, cursor_of(subject.audit_file), most=1).records
    if pending and is_overdue(pending[0], SystemClock().now()):
        return warned(
            CheckId.AUDIT_FORWARDING,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "{receiver} lacks the audit records from number {number} on, for a quarter of an "
                "hour or longer.",
            ),
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Open the station, and see that the receiver can be reached from here and that "
                "its certificate is trusted ({key}).",
            ),
            receiver=audit.forward_to,
            number=str(pending[0].chained.link.number),
            key=FORWARD_CA_FILE.key,
        )
    return passed(
        CheckId.AUDIT_FORWARDING,
        QT_TRANSLATE_NOOP("Doctor", "{receiver} has the audit records, or gets them now."),
        receiver=audit.forward_to,
    )


def _try_to_open(file: Path) -> None:
    """Open a file for writing and leave it as it is, if it is there; raises OSError."""
    try:
        # Opening a pipe would wait for its reader.
        if not stat.S_ISREG(file.stat().st_mode):
            raise OSError("this is no regular file")
        os.close(os.open(file, os.O_RDWR | os.O_APPEND))
    except FileNotFoundError:
        return


def _try_to_write_beside(file: Path) -> None:
    """Write a temporary file where the audit file is or would be made; raises OSError."""
    folder = file.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * _PROBE_BYTES)
            probe.flush()
            os.fsync(probe.fileno())
    except PermissionError:
        # Where both files are there, nobody has to make one.
        if not (file.exists() and head_path_of(file).exists()):
            raise
