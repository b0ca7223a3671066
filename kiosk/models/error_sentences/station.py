"""What is said about scans, the record of changes, and the station itself."""

from __future__ import annotations

from kiosk.models.errors import ErrorCode
from kiosk.models.sentence import Sentence
from kiosk.models.translatable import QT_TRANSLATE_NOOP

SCANS: dict[ErrorCode, Sentence] = {
    ErrorCode.SCAN_INCOMPLETE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The scan broke off before the end, so the station cannot tell whose badge it is. "
            "Scan the badge once more.",
        )
    ),
    ErrorCode.SCAN_DOUBLED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Two scans ran into each other. Nothing was changed. Scan one badge once more.",
        )
    ),
    ErrorCode.SCAN_OTHER_FORMAT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This badge is of a kind that the station does not know. Find the person by name, and"
            " give your IT team the details.",
        )
    ),
    ErrorCode.SCAN_NO_BADGE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "What was scanned is no badge and no employee number. Scan the code on the badge, or "
            "find the person by name.",
        )
    ),
    ErrorCode.SCAN_OTHER_ORGANISATION: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This badge belongs to another organisation, so it does not work here. Find the "
            "person by name.",
        )
    ),
    ErrorCode.SCAN_PERSON_GONE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Nobody here has the sign-in name that is on this badge. They may have left, or got "
            "another name. Find the person by name.",
        )
    ),
    ErrorCode.SCAN_NOT_HERE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "A badge can be scanned when somebody is looked for. Finish what you are doing here "
            "first, then scan it once more.",
        )
    ),
    ErrorCode.REPRINT_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The scanned badge is not the one that works now, so it is not printed afresh. "
            "Replace the badge instead.",
        )
    ),
}

STATION: dict[ErrorCode, Sentence] = {
    ErrorCode.AUDIT_NOT_WRITABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot write its record of changes to {file}, so it changes nothing. "
            "Ask your IT team to check the file and the disk.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot write its record of changes, so it changes nothing. Ask your "
            "IT team to check the disk.",
        ),
    ),
    ErrorCode.AUDIT_BROKEN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The record of changes {file} was altered or damaged. Keep the file as it is and "
            "tell your IT team.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The record of changes was altered or damaged. Keep the file as it is and tell "
            "your IT team.",
        ),
    ),
    ErrorCode.AUDIT_NOT_FORWARDED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The record of changes has not reached {receiver} for a while. Nothing is lost: it is "
            "kept here and sent later. You can go on working; please tell your IT team.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The record of changes has not been sent on for a while. Nothing is lost: it is kept "
            "here and sent later. You can go on working; please tell your IT team.",
        ),
    ),
    ErrorCode.UNEXPECTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Something went wrong in the station itself. Look the person up again before you "
            "go on; if it happens again, give your IT team the details.",
        )
    ),
    ErrorCode.JOB_TIMED_OUT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This took far too long, so the station stopped waiting. Look the person up again "
            "to see what is true now, then try again.",
        )
    ),
    ErrorCode.PRACTICE_NOT_STARTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Practice could not be started. Close the station and open it again; if it happens "
            "again, give your IT team the details.",
        )
    ),
    ErrorCode.SCREEN_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no screen to open the window on. Start the station on a computer with a "
            "screen, signed in to its desktop.",
        )
    ),
    ErrorCode.STATION_NOT_ANSWERING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "PIN Kiosk is already running here, but it does not answer. Restart this computer, or "
            "end the program and start it again.",
        )
    ),
    ErrorCode.SCREEN_NOT_ANSWERING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The screen {display} does not answer, or does not let the station in. Start the "
            "station from the desktop that its window is to open on.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The screen does not answer, or does not let the station in. Start the station from "
            "the desktop that its window is to open on.",
        ),
    ),
    ErrorCode.PRACTICE_PORT_TAKEN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The practice tenant cannot use port {port}: another program has it, or the system "
            "keeps it. Choose another one with --port, or leave that out.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The practice tenant found no free port on this computer. Close other programs, then "
            "start it again.",
        ),
    ),
}
