"""What a key of a layout file may hold, as a refusal says it."""

from __future__ import annotations

from kiosk.models.translatable import QT_TRANSLATE_NOOP

TEXT = QT_TRANSLATE_NOOP("SettingExpected", "a text in quotation marks, on one line")
YES_NO = QT_TRANSLATE_NOOP("SettingExpected", "true or false, without quotation marks")
KIND = QT_TRANSLATE_NOOP("SettingExpected", '"badge" or "slip"')
PAGE_LENGTH = QT_TRANSLATE_NOOP("SettingExpected", "millimetres from 10 to 1000")
PLACE = QT_TRANSLATE_NOOP("SettingExpected", "millimetres from 0 to 1000")
PART_LENGTH = QT_TRANSLATE_NOOP("SettingExpected", "millimetres from 1 to 1000")
THICKNESS = QT_TRANSLATE_NOOP("SettingExpected", "millimetres from 0.05 to 5")
GAP = QT_TRANSLATE_NOOP("SettingExpected", "millimetres from 0 to 100")
POINTS = QT_TRANSLATE_NOOP("SettingExpected", "a size in points from 4 to 200")
SMALLER = QT_TRANSLATE_NOOP("SettingExpected", "a size in points, not larger than size")
LINE_COUNT = QT_TRANSLATE_NOOP("SettingExpected", "a whole number from 1 to 20")
COUNT = QT_TRANSLATE_NOOP("SettingExpected", "a whole number from 1 to 20")
LEADING = QT_TRANSLATE_NOOP("SettingExpected", "a number from 1 to 3")
PAGE_NUMBER = QT_TRANSLATE_NOOP("SettingExpected", "1 or 2")
POINT = QT_TRANSLATE_NOOP("SettingExpected", "two numbers in millimetres, like [10, 25.5]")
COLOUR = QT_TRANSLATE_NOOP(
    "SettingExpected",
    '"black", "ink", "soft", "line", "tint", "white", or a colour like "#1f3a5f"',
)
WEIGHT = QT_TRANSLATE_NOOP("SettingExpected", '"regular", "medium", "semibold" or "bold"')
ALIGN = QT_TRANSLATE_NOOP("SettingExpected", '"start", "center" or "end"')
VERTICAL = QT_TRANSLATE_NOOP("SettingExpected", '"top", "middle" or "bottom"')
SHAPE = QT_TRANSLATE_NOOP("SettingExpected", '"square" or "round"')
ONLY = QT_TRANSLATE_NOOP(
    "SettingExpected",
    'one or several of "with-code", "without-code", "with-pin", "without-pin", "temporary", '
    '"not-temporary", "with-photo" and "without-photo"',
)
WHAT = QT_TRANSLATE_NOOP(
    "SettingExpected",
    'one of "name", "job", "site", "employee-number", "kind", "valid-until", "badge", "pin", '
    '"pin-label", "pin-notice", "steps", "heading", "keep-apart", "not-again", "fold-help", '
    '"printed" and "practice-notice", or text = "…" instead',
)
TABLES = QT_TRANSLATE_NOOP("SettingExpected", "parts like [[text]], each with its keys under it")
LINES = QT_TRANSLATE_NOOP(
    "SettingExpected", 'one line or several, like { what = "name", size = 10 }'
)
SHEET = QT_TRANSLATE_NOOP("SettingExpected", "[sheet] with width, height, columns and rows")
CARD_NAME = QT_TRANSLATE_NOOP("SettingExpected", "the name of a layout that is no sheet of several")
FEWER_PARTS = QT_TRANSLATE_NOOP("SettingExpected", "at most 200 parts")
CARDS_FIT = QT_TRANSLATE_NOOP("SettingExpected", "so many cards as have room on the sheet")
INSIDE = QT_TRANSLATE_NOOP("SettingExpected", "a place that lies on the page with all of it")
APART = QT_TRANSLATE_NOOP(
    "SettingExpected", "a place that is free; the part in the other line lies there"
)
ROOM = QT_TRANSLATE_NOOP(
    "SettingExpected", "a text that has room beside the part in the other line, too"
)
STRAIGHT = QT_TRANSLATE_NOOP("SettingExpected", "a level or an upright line")
CONTRAST = QT_TRANSLATE_NOOP(
    "SettingExpected", "a dark colour on a light ground, with a contrast of 7 to 1 at least"
)
BADGE_CODE = QT_TRANSLATE_NOOP("SettingExpected", "[[code]] once, because this is a badge")
SLIP_NO_CODE = QT_TRANSLATE_NOOP("SettingExpected", "no [[code]], because this is a slip")
SLIP_PIN = QT_TRANSLATE_NOOP("SettingExpected", 'a line with what = "pin", because this is a slip')
CODE_SIDE = QT_TRANSLATE_NOOP("SettingExpected", "millimetres from 15 to 1000")
PICTURE_FILE = QT_TRANSLATE_NOOP(
    "SettingExpected", "the name of a PNG or JPEG file of at most 2 MB beside the layout file"
)
