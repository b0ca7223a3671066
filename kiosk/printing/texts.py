"""Every sentence that a badge or slip can carry, and how one is said in the worker's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from kiosk.models.translatable import QT_TRANSLATE_NOOP

CONTEXT = "Print"

BADGE = QT_TRANSLATE_NOOP("Print", "Badge")
TEMPORARY_BADGE = QT_TRANSLATE_NOOP("Print", "Temporary badge")
YOUR_PIN = QT_TRANSLATE_NOOP("Print", "Your PIN")
EMPLOYEE_NUMBER = QT_TRANSLATE_NOOP("Print", "Employee number {number}")

SHEET_TITLE = QT_TRANSLATE_NOOP("Print", "Your badge and your PIN")
SHEET_TITLE_PIN = QT_TRANSLATE_NOOP("Print", "Your new PIN")
SHEET_TITLE_BADGE = QT_TRANSLATE_NOOP("Print", "Your badge")
SHEET_TITLE_TEMPORARY = QT_TRANSLATE_NOOP("Print", "Your temporary badge")
SHEET_TITLE_TEMPORARY_PIN = QT_TRANSLATE_NOOP("Print", "Your temporary badge and your PIN")

VALID_UNTIL = QT_TRANSLATE_NOOP("Print", "Valid until {date}")
BADGE_VALID_UNTIL = QT_TRANSLATE_NOOP("Print", "Your badge is valid until {date}.")
VALID_FROM_UNTIL = QT_TRANSLATE_NOOP("Print", "Valid from {start} until {end}")
BADGE_VALID_FROM_UNTIL = QT_TRANSLATE_NOOP("Print", "Your badge is valid from {start} until {end}.")

PIN_IS_TEMPORARY = QT_TRANSLATE_NOOP(
    "Print", "This PIN is temporary. You choose your own when you first sign in."
)
PIN_IS_OWN = QT_TRANSLATE_NOOP("Print", "Keep this PIN to yourself.")

STEP_SCAN = QT_TRANSLATE_NOOP("Print", "Scan your badge.")
STEP_PIN = QT_TRANSLATE_NOOP("Print", "Enter this PIN.")
STEP_OWN_PIN = QT_TRANSLATE_NOOP("Print", "Choose your own PIN when asked.")

KEEP_APART = QT_TRANSLATE_NOOP(
    "Print", "Cut along the lines. Keep the badge and the PIN in different places."
)
NOT_AGAIN = QT_TRANSLATE_NOOP(
    "Print", "Nobody can print this badge again later. A lost badge is replaced by a new one."
)

FOLD_HELP = QT_TRANSLATE_NOOP(
    "Print",
    "Cut out the slip. Fold the lowest part up, so that it covers the PIN. Then fold the part "
    "with the name to the back.",
)

HELD_ACTIVE = QT_TRANSLATE_NOOP("Print", "Use the badge that you have. It is valid until {date}.")
HELD_TEMPORARY = QT_TRANSLATE_NOOP(
    "Print", "Use the temporary badge that you have. It is valid until {date}."
)
HELD_NOT_YET = QT_TRANSLATE_NOOP("Print", "The badge that you have is valid from {date}.")
HELD_EXPIRED = QT_TRANSLATE_NOOP(
    "Print", "The badge that you have ended on {date}. Ask for a new one."
)
HELD_NONE = QT_TRANSLATE_NOOP("Print", "You have no badge yet. Ask for one.")

DAY_AND_TIME = QT_TRANSLATE_NOOP("Print", "{day}, {time}")
PRINTED_AT_STATION = QT_TRANSLATE_NOOP("Print", "Printed at {station} on {date}")
PRINTED = QT_TRANSLATE_NOOP("Print", "Printed on {date}")
PRACTICE_ONLY = QT_TRANSLATE_NOOP("Print", "For practice only. It opens nothing.")

RUN_LIST_TITLE = QT_TRANSLATE_NOOP("Print", "To hand out and tick off")
RUN_LIST_COUNT = QT_TRANSLATE_NOOP("Print", "{date}: {count} people on this page")
RUN_LIST_NAME = QT_TRANSLATE_NOOP("Print", "Name")
RUN_LIST_SHOP = QT_TRANSLATE_NOOP("Print", "Shop")
RUN_LIST_UNTIL = QT_TRANSLATE_NOOP("Print", "Badge valid until")
RUN_LIST_CODE = QT_TRANSLATE_NOOP("Print", "Code")
RUN_LIST_PART = QT_TRANSLATE_NOOP("Print", "Part")
RUN_LIST_PAGE = QT_TRANSLATE_NOOP("Print", "Page {number}")

LAYOUT_TITLES = (
    QT_TRANSLATE_NOOP("Print", "Card, badge and PIN (85.6 × 53.98 mm)"),
    QT_TRANSLATE_NOOP("Print", "Upright card, badge and PIN (53.98 × 85.6 mm)"),
    QT_TRANSLATE_NOOP("Print", "Badge insert, badge and PIN on one each (2 × 2 inches)"),
    QT_TRANSLATE_NOOP("Print", "Label roll 62 mm wide, badge and PIN on one each"),
    QT_TRANSLATE_NOOP("Print", "Label roll 102 mm wide, badge and PIN on one each"),
    QT_TRANSLATE_NOOP("Print", "Label, badge and PIN to cut apart (4 × 6 inches)"),
    QT_TRANSLATE_NOOP("Print", "Receipt 80 mm wide, badge and PIN to cut apart"),
    QT_TRANSLATE_NOOP(
        "Print", "Letter sheet of 12 squares, badge and PIN on one each (2 × 2 inches)"
    ),
    QT_TRANSLATE_NOOP("Print", "A4 sheet, badge and PIN to cut apart"),
    QT_TRANSLATE_NOOP("Print", "A4 sheet of 8 cards, badge and PIN"),
    QT_TRANSLATE_NOOP("Print", "A4 sheet of 10 cards, badge and PIN"),
    QT_TRANSLATE_NOOP("Print", "Letter sheet, badge and PIN to cut apart"),
    QT_TRANSLATE_NOOP("Print", "Letter sheet of 8 cards, badge and PIN"),
    QT_TRANSLATE_NOOP("Print", "Letter sheet of 10 cards, badge and PIN (3.5 × 2 inches)"),
    QT_TRANSLATE_NOOP("Print", "Card, PIN only (85.6 × 53.98 mm)"),
    QT_TRANSLATE_NOOP("Print", "A4 sheet, PIN only"),
    QT_TRANSLATE_NOOP("Print", "Letter sheet, PIN only"),
    QT_TRANSLATE_NOOP("Print", "A4 sheet to fold, PIN inside"),
    QT_TRANSLATE_NOOP("Print", "Letter sheet to fold, PIN inside"),
)
"""The titles of the layouts that come with the program, as their files have them."""

Translate = Callable[[str, str], str]
"""Turns (context, English text) into the text of a language; returns it as it is if unknown."""


class Dates(Protocol):
    """Writes a moment the way a language does, in the station's time zone."""

    def day(self, moment: datetime) -> str:
        """Return the day, with the year in full."""
        ...

    def time(self, moment: datetime) -> str:
        """Return the time of day to the minute."""
        ...


class Wording:
    """Says the sentences above in one language."""

    def __init__(self, translate: Translate, dates: Dates) -> None:
        self._translate = translate
        self._dates = dates

    def say(self, text: str, **places: str) -> str:
        """Return the translation of one of this module's texts with its named places filled."""
        return self._translate(CONTEXT, text).format(**places)

    def day(self, moment: datetime) -> str:
        """Return the day of a moment."""
        return self._dates.day(moment)

    def day_and_time(self, moment: datetime) -> str:
        """Return the day and the time of a moment."""
        return self.say(DAY_AND_TIME, day=self._dates.day(moment), time=self._dates.time(moment))
