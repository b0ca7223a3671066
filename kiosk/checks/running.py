"""Runs the checks in their order; none of them stops the others, and none takes for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.checks.audit import check_audit_file, check_audit_forwarding
from kiosk.checks.finding import CheckId, Finding, Outcome, failed
from kiosk.checks.layouts import (
    check_badge_layout,
    check_badge_paper,
    check_code_size,
    check_slip_layout,
    check_slip_paper,
)
from kiosk.checks.printer import check_printer, check_printer_state
from kiosk.checks.settings import check_kiosk_mode, check_settings, check_tenant
from kiosk.checks.spooler import check_spooler
from kiosk.checks.subject import Subject
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.translatable import QT_TRANSLATE_NOOP

LIMIT_SECONDS = 20.0
"""Longer than a print service that does not answer takes to be given up."""


@dataclass(frozen=True)
class Check:
    """A check, by its name, what does it, and after how long it is given up."""

    name: CheckId
    look: Callable[[Subject], Finding]
    limit_seconds: float = LIMIT_SECONDS


CHECKS = (
    Check(CheckId.SETTINGS, check_settings),
    Check(CheckId.TENANT, check_tenant),
    Check(CheckId.KIOSK_MODE, check_kiosk_mode),
    Check(CheckId.AUDIT_FILE, check_audit_file),
    Check(CheckId.AUDIT_FORWARDING, check_audit_forwarding),
    Check(CheckId.BADGE_LAYOUT, check_badge_layout),
    Check(CheckId.SLIP_LAYOUT, check_slip_layout),
    Check(CheckId.PRINTER, check_printer),
    Check(CheckId.PRINTER_STATE, check_printer_state),
    Check(CheckId.BADGE_PAPER, check_badge_paper),
    Check(CheckId.SLIP_PAPER, check_slip_paper),
    Check(CheckId.CODE_SIZE, check_code_size),
    Check(CheckId.SPOOLER, check_spooler),
)


def run_checks(subject: Subject, checks: Sequence[Check] = CHECKS) -> Iterator[Finding]:
    """Give one finding for each check, as soon as it is there."""
    for check in checks:
        yield _in_time(check, subject)


def _in_time(check: Check, subject: Subject) -> Finding:
    found: list[Finding] = []
    # A check that hangs in a foreign library is left behind, and ends with the program.
    worker = threading.Thread(
        target=lambda: found.append(_without_defects(check, subject)), daemon=True
    )
    worker.start()
    worker.join(check.limit_seconds)
    if found:
        return found[0]
    return failed(
        check.name,
        QT_TRANSLATE_NOOP("Doctor", "This check got no answer within {seconds} seconds."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "Restart the print service or the computer, then run 'pin-kiosk doctor' once more.",
        ),
        seconds=f"{check.limit_seconds:g}",
    )


def _without_defects(check: Check, subject: Subject) -> Finding:
    try:
        return check.look(subject)
    except StationError as error:
        return Finding(check.name, Outcome.FAIL, error=error)
    except Exception:  # noqa: BLE001 - a defect of one check is that check's result
        return Finding(check.name, Outcome.FAIL, error=StationError(ErrorCode.UNEXPECTED))
