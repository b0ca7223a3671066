"""What is said about printers, layouts and files of pages."""

from __future__ import annotations

from kiosk.models.errors import ErrorCode
from kiosk.models.sentence import Sentence
from kiosk.models.translatable import QT_TRANSLATE_NOOP

PAPER: dict[ErrorCode, Sentence] = {
    ErrorCode.PRINTER_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} cannot be found. Nothing was printed. Check that it is "
            "switched on and connected, then print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no printer. Nothing was printed. Connect one, or save the page as a PDF "
            "file where that is allowed.",
        ),
    ),
    ErrorCode.PRINTER_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} did not take the page. Nothing was printed. Look at its "
            "display and its paper, then print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer did not take the page. Nothing was printed. Look at its display and "
            "its paper, then print again.",
        ),
    ),
    ErrorCode.PRINTER_STUCK: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} did not print in time, so the page was taken back. Check "
            "paper and cover, then print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer did not print in time, so the page was taken back. Check paper and "
            "cover, then print again.",
        ),
    ),
    ErrorCode.PRINTER_CLOSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} takes no pages at the moment. Nothing was printed. Ask "
            "your IT team to let it take pages again, then print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer takes no pages at the moment. Nothing was printed. Ask your IT team "
            "to let it take pages again, then print again.",
        ),
    ),
    ErrorCode.PRINTER_GONE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} was removed from this computer during the print. Look "
            "whether the page came out. If not, ask your IT team for a printer before you "
            "leave this page.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer was removed from this computer during the print. Look whether the "
            "page came out. If not, ask your IT team for a printer before you leave this "
            "page.",
        ),
    ),
    ErrorCode.PRINT_CANCELLED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The print was cancelled at the printer {printer}. Look whether the page came "
            "out; if not, print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The print was cancelled at the printer. Look whether the page came out; if not, "
            "print again.",
        ),
    ),
    ErrorCode.PRINT_UNCERTAIN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} did not print in time, and the page could not be taken "
            "back: it may still come out. Look at the printer before you print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer did not print in time, and the page could not be taken back: it may "
            "still come out. Look at the printer before you print again.",
        ),
    ),
    ErrorCode.PAPER_CHOICE_NOT_KEPT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "What you chose holds until the station is closed, but it could not be kept in {file}. "
            "Ask your IT team whether this account may write there.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "What you chose holds until the station is closed, but it could not be kept. Ask your "
            "IT team whether this account may write its files.",
        ),
    ),
    ErrorCode.PAPER_UNAVAILABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} has no paper of the size that this page needs, so it did "
            "not print. Ask your IT team to choose another layout for it.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer has no paper of the size that this page needs, so it did not print. "
            "Ask your IT team to choose another layout for it.",
        ),
    ),
    ErrorCode.CODE_UNREADABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The code of this badge does not read as it should, so it is neither shown nor "
            "printed. Replace the badge once more; if it happens again, give your IT team the "
            "details.",
        )
    ),
    ErrorCode.CODE_TOO_SMALL: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "On this paper the code would be {given_mm} mm wide and needs {needed_mm} mm, so no "
            "phone could read it. Ask your IT team to choose a larger layout.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "On this paper the code would be too small for a phone to read. Ask your IT team to "
            "choose a larger layout.",
        ),
    ),
    ErrorCode.FILE_NOT_WRITTEN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The file {file} could not be saved. Choose another folder and try again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "The file could not be saved. Choose another folder and try again."
        ),
    ),
    ErrorCode.LAYOUT_UNKNOWN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors", "There is no layout with the name {name}. These layouts exist: {known}."
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The layout that the settings name does not exist. Ask your IT team to correct "
            "the settings of this station.",
        ),
    ),
    ErrorCode.LAYOUT_WRONG: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The layout file {file} is not right in line {line}: {key} is {value}. "
            "Expected: {expected}.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "A layout file of this station is not right. Ask your IT team to correct it."
        ),
    ),
    ErrorCode.LAYOUT_NOT_TOML: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The layout file {file} cannot be understood. Expected: {expected}.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "A layout file of this station cannot be understood. Ask your IT team to correct it.",
        ),
    ),
}
