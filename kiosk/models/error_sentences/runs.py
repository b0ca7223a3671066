"""What is said about runs for many people, and their lists."""

from __future__ import annotations

from kiosk.models.errors import ErrorCode
from kiosk.models.sentence import Sentence
from kiosk.models.translatable import QT_TRANSLATE_NOOP

RUNS: dict[ErrorCode, Sentence] = {
    ErrorCode.RUN_EXISTS: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is a run in {file} already. Go on with it, or choose an empty folder for a "
            "new one.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is a run in this folder already. Go on with it, or choose an empty folder "
            "for a new one.",
        ),
    ),
    ErrorCode.RUN_OF_OTHERS: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run in {file} does something else, or is for another organisation. Choose its "
            "own action to go on with it, or an empty folder for a new one.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run in this folder does something else, or is for another organisation. Choose "
            "its own action to go on with it, or an empty folder for a new one.",
        ),
    ),
    ErrorCode.RUN_NEWER: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run in {file} was begun with a newer version of PIN Kiosk. Nothing is wrong with "
            "it: go on with that version.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run was begun with a newer version of PIN Kiosk. Nothing is wrong with it: go on "
            "with that version.",
        ),
    ),
    ErrorCode.RUN_UNREADABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run's own record {file} is damaged, so nobody can tell what is done. Keep the "
            "folder as it is, and begin a new run in another one: whoever has a badge is left "
            "out there.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run's own record is damaged, so nobody can tell what is done. Keep the folder "
            "as it is, and begin a new run in another one: whoever has a badge is left out there.",
        ),
    ),
    ErrorCode.RUN_BUSY: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Another station or window works on the run in {file}. Wait until it has ended, or "
            "end it there.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Another station or window works on this run. Wait until it has ended, or end it "
            "there.",
        ),
    ),
    ErrorCode.RUN_NOT_WRITABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot write to {file}, so the run stands still and nobody else is "
            "changed. Make room on the disk or choose another folder, then go on.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot write to the run's folder, so the run stands still and nobody "
            "else is changed. Make room on the disk or choose another folder, then go on.",
        ),
    ),
    ErrorCode.RUN_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no run in {file} to go on with, so nothing was changed. Check the name of "
            "the folder; to begin a new run in it, leave out --resume.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no run in this folder to go on with, so nothing was changed. Check the "
            "name of the folder; to begin a new run in it, leave out --resume.",
        ),
    ),
    ErrorCode.LIST_UNREADABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The list {file} cannot be opened. Check that it is there and not open in another "
            "program.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The list cannot be opened. Check that it is there and not open in another program.",
        ),
    ),
    ErrorCode.LIST_NOT_TEXT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "{file} is no list of people in CSV, the plain text format of tables. Save the "
            "table as CSV, then choose that file.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "This is no list of people in CSV, the plain text format of tables. Save the table "
            "as CSV, then choose that file.",
        ),
    ),
    ErrorCode.LIST_WITHOUT_PEOPLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The list {file} has no column that says who is meant. Its first line must name a "
            "column for the sign-in name, the mail address or the employee number.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The list has no column that says who is meant. Its first line must name a column "
            "for the sign-in name, the mail address or the employee number.",
        ),
    ),
    ErrorCode.LIST_TOO_LARGE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The list {file} is too long for one run. Divide it into several.",
        ),
        QT_TRANSLATE_NOOP("Errors", "The list is too long for one run. Divide it into several."),
    ),
    ErrorCode.GROUP_NOT_FOUND: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no team or unit {group} here. Choose another one, or ask your IT team for "
            "its id.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "This team or unit is not here any more. Choose another one, or ask your IT team.",
        ),
    ),
    ErrorCode.LEFT_OUT_UNKNOWN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Nobody here has the sign-in name that --leave-out gives: {names}. Nothing was "
            "changed. Correct the name or take it away, then give the command again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Nobody here has the sign-in name that --leave-out gives. Nothing was changed. "
            "Correct the name or take it away, then give the command again.",
        ),
    ),
    ErrorCode.LEFT_OUT_TOO_LATE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Whom to leave out is settled when a run begins, and this one was begun with: "
            "{names}. Nothing was changed now. Take the name away to go on with everybody, or "
            "begin a new run in another folder.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Whom to leave out is settled when a run begins, and this one was begun with "
            "somebody whom --leave-out names. Nothing was changed now. Take the name away to go "
            "on with everybody, or begin a new run in another folder.",
        ),
    ),
}
