"""Refuses a layout whose parts would lie on each other or leave the page."""

from __future__ import annotations

from itertools import combinations

from kiosk.models.paper_choices import Kind
from kiosk.printing import layout_expectations as expected
from kiosk.printing.geometry import Box
from kiosk.printing.layout_parts import (
    CodePart,
    FoldPart,
    LayoutFile,
    LinePart,
    Part,
    PicturePart,
    PracticePart,
    TextPart,
    What,
)
from kiosk.printing.layout_values import LayoutTable

GAP_ACROSS_MM = 3.0
GAP_DOWN_MM = 1.8
"""How far text keeps away from a picture or mark that it gives way to."""

_WORDS = {
    "CodePart": "code",
    "CutPart": "cut",
    "FoldPart": "fold",
    "FramePart": "frame",
    "LinePart": "line",
    "PicturePart": "picture",
    "PracticePart": "practice",
    "TextPart": "text",
}


def give_way(box: Box, other: Box) -> Box:
    """Return what a text keeps of its box beside a picture or mark."""
    return box.beside(other, GAP_ACROSS_MM, GAP_DOWN_MM)


def check_parts(layout: LayoutFile, table: LayoutTable) -> None:
    """Raise StationError LAYOUT_WRONG for the first part that is not right."""
    page = Box(0, 0, layout.width, layout.height)
    for part in layout.parts:
        if not page.contains(part.box):
            _refuse(table, part, _place(part.box), expected.INSIDE)
    for one, other in combinations(layout.parts, 2):
        if one.may_meet(other) and one.box.overlaps(other.box):
            _check_pair(one, other, table)
    _check_purpose(layout, table)


def _check_pair(one: Part, other: Part, table: LayoutTable) -> None:
    first, second = sorted((one, other), key=lambda part: part.line)
    for text, thing in ((one, other), (other, one)):
        if isinstance(text, TextPart) and isinstance(thing, PicturePart | PracticePart):
            left = give_way(text.box, thing.box)
            if left.width < 3 or left.height < 2:
                _refuse(table, text, _word_and_line(thing), expected.ROOM)
            return
    solid = CodePart | PicturePart | PracticePart | TextPart | LinePart | FoldPart
    if isinstance(one, solid) and isinstance(other, solid):
        both_lines = isinstance(one, LinePart | FoldPart) and isinstance(other, LinePart | FoldPart)
        if not both_lines:
            _refuse(table, second, _word_and_line(first), expected.APART)


def _check_purpose(layout: LayoutFile, table: LayoutTable) -> None:
    codes = [part for part in layout.parts if isinstance(part, CodePart)]
    if layout.kind is Kind.SLIP:
        if codes:
            _refuse(table, codes[0], _place(codes[0].box), expected.SLIP_NO_CODE)
        if not any(_says_pin(part) for part in layout.parts):
            table.refuse("kind", expected.SLIP_PIN)
    elif len(codes) != 1 and not table.has("from"):
        table.refuse("kind", expected.BADGE_CODE)


def _says_pin(part: Part) -> bool:
    return isinstance(part, TextPart) and any(line.what is What.PIN for line in part.lines)


def _refuse(table: LayoutTable, part: Part, value: str, expectation: str) -> None:
    table.refuse_line(part.line, _word(part), value, expectation)


def _word(part: Part) -> str:
    return _WORDS[type(part).__name__]


def _word_and_line(part: Part) -> str:
    return f"{_word(part)} ({part.line})"


def _place(box: Box) -> str:
    return f"x {box.x:g}, y {box.y:g}, {box.width:g} × {box.height:g}"
