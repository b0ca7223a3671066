"""Checks that the spooler does not keep badges and PINs after they were printed."""

from __future__ import annotations

from kiosk.checks.finding import CheckId, Finding, passed, warned
from kiosk.checks.subject import Subject
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.printing.spooling import Keeping

_TURN_IT_OFF = QT_TRANSLATE_NOOP(
    "Doctor",
    "On CUPS write 'PreserveJobFiles No' into cupsd.conf and restart it; on Windows clear 'Keep "
    "printed documents' in the printer's properties.",
)


def check_spooler(subject: Subject) -> Finding:
    """Say whether what was printed can still be read in the spooler."""
    printer = subject.known_printer()
    name = subject.printer_name() or ("" if printer is None else printer.name)
    if not name:
        return passed(
            CheckId.SPOOLER,
            QT_TRANSLATE_NOOP("Doctor", "Without a printer no spooler keeps anything."),
        )
    match subject.spooler().keeping(name):
        case Keeping.NOT_KEPT:
            return passed(
                CheckId.SPOOLER,
                QT_TRANSLATE_NOOP("Doctor", "The print spooler does not keep printed documents."),
            )
        case Keeping.NO_SPOOLER:
            return passed(
                CheckId.SPOOLER,
                QT_TRANSLATE_NOOP(
                    "Doctor", "Pages go straight to the printer, so no print spooler keeps them."
                ),
            )
        case Keeping.KEPT:
            return warned(
                CheckId.SPOOLER,
                QT_TRANSLATE_NOOP(
                    "Doctor",
                    "The print spooler keeps printed documents for some time, from which PINs "
                    "and badges can be read.",
                ),
                _TURN_IT_OFF,
            )
        case Keeping.UNKNOWN:
            return warned(
                CheckId.SPOOLER,
                QT_TRANSLATE_NOOP(
                    "Doctor",
                    "Whether the print spooler keeps printed documents, from which PINs and "
                    "badges can be read, could not be found out.",
                ),
                _TURN_IT_OFF,
            )
