"""Checks that the printer is there, takes pages and has nothing to complain about."""

from __future__ import annotations

from kiosk.checks.finding import CheckId, Finding, failed, passed, warned
from kiosk.checks.subject import Subject
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.printing.jobs import JobReason

_TROUBLES = (
    (
        JobReason.UNREACHABLE,
        QT_TRANSLATE_NOOP("Doctor", "The printer {printer} cannot be reached."),
        QT_TRANSLATE_NOOP("Doctor", "Switch it on, and check its cable or its network."),
    ),
    (
        JobReason.OUT_OF_PAPER,
        QT_TRANSLATE_NOOP("Doctor", "The printer {printer} is out of paper."),
        QT_TRANSLATE_NOOP("Doctor", "Put paper in."),
    ),
    (
        JobReason.PAPER_JAM,
        QT_TRANSLATE_NOOP("Doctor", "Paper is stuck in the printer {printer}."),
        QT_TRANSLATE_NOOP("Doctor", "Take the stuck paper out."),
    ),
    (
        JobReason.COVER_OPEN,
        QT_TRANSLATE_NOOP("Doctor", "A cover of the printer {printer} is open."),
        QT_TRANSLATE_NOOP("Doctor", "Close it."),
    ),
    (
        JobReason.OUT_OF_INK,
        QT_TRANSLATE_NOOP("Doctor", "The printer {printer} is out of ink, toner or ribbon."),
        QT_TRANSLATE_NOOP("Doctor", "Put in a new one."),
    ),
)
"""The first of these that a printer complains of is told."""


def check_printer(subject: Subject) -> Finding:
    """Say whether the printer for badges is there: a chosen, a set or the default one."""
    try:
        printer = subject.printer()
    except StationError as error:
        return _missing(subject, error)
    text = (
        QT_TRANSLATE_NOOP("Doctor", "The printer {printer} is there.")
        if subject.printer_name()
        else QT_TRANSLATE_NOOP("Doctor", "The default printer {printer} is there.")
    )
    return passed(CheckId.PRINTER, text, printer=printer.name)


def _missing(subject: Subject, error: StationError) -> Finding:
    name = subject.printer_name()
    if name and error.code is ErrorCode.PRINTER_MISSING:
        return failed(
            CheckId.PRINTER,
            QT_TRANSLATE_NOOP("Doctor", "There is no printer with the name {printer}."),
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Set it up on this computer, see that the print service runs, or choose another "
                "one: with 'Printing' in the window, or as badge.printer in the settings.",
            ),
            printer=name,
        )
    if error.code is not ErrorCode.PRINTER_MISSING:
        return failed(
            CheckId.PRINTER,
            QT_TRANSLATE_NOOP("Doctor", "The printer {printer} does not answer."),
            QT_TRANSLATE_NOOP("Doctor", "Switch it on, and check its cable or its network."),
            printer=error.values.get("printer", "") or name,
        )
    text = QT_TRANSLATE_NOOP("Doctor", "No printer is set, and the system has no default one.")
    if subject.badge.allow_save_pdf:
        return warned(
            CheckId.PRINTER,
            text,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Set a printer up, unless badges are only shown or saved as PDF at this station.",
            ),
        )
    return failed(
        CheckId.PRINTER, text, QT_TRANSLATE_NOOP("Doctor", "Set a printer up on this computer.")
    )


def check_printer_state(subject: Subject) -> Finding:
    """Say whether a page that is sent now would come out, as far as the printer knows."""
    printer = subject.known_printer()
    if printer is None:
        return warned(
            CheckId.PRINTER_STATE,
            QT_TRANSLATE_NOOP("Doctor", "How the printer is cannot be known without a printer."),
            QT_TRANSLATE_NOOP("Doctor", "Set the printer up first."),
        )
    name = printer.name
    if not printer.is_accepting:
        return failed(
            CheckId.PRINTER_STATE,
            QT_TRANSLATE_NOOP("Doctor", "The queue of the printer {printer} takes no pages."),
            QT_TRANSLATE_NOOP("Doctor", "Let it take pages; on CUPS: cupsaccept {printer}"),
            printer=name,
        )
    # A printer without paper says that it is stopped as well, and starting it would not help.
    for reason, text, next_step in _TROUBLES:
        if reason in printer.reasons:
            return failed(CheckId.PRINTER_STATE, text, next_step, printer=name)
    if printer.is_stopped or JobReason.STOPPED in printer.reasons:
        return failed(
            CheckId.PRINTER_STATE,
            QT_TRANSLATE_NOOP("Doctor", "The printer {printer} is stopped."),
            QT_TRANSLATE_NOOP(
                "Doctor", "Look at its display, then start it; on CUPS: cupsenable {printer}"
            ),
            printer=name,
        )
    return passed(
        CheckId.PRINTER_STATE,
        QT_TRANSLATE_NOOP("Doctor", "The printer {printer} takes pages and reports no trouble."),
        printer=name,
    )
