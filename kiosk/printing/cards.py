"""Puts what a layout file asks for onto cards: the elements of one person's pages."""

from __future__ import annotations

from dataclasses import replace

from kiosk.printing.codes import CodeMatrix, code_of
from kiosk.printing.content import PrintContent
from kiosk.printing.geometry import Box
from kiosk.printing.layout_checks import give_way
from kiosk.printing.layout_parts import (
    CodePart,
    Condition,
    CutPart,
    FoldPart,
    FramePart,
    LayoutFile,
    LinePart,
    Part,
    PicturePart,
    PracticePart,
    TextLine,
    TextPart,
    What,
)
from kiosk.printing.page import (
    SOFT,
    Code,
    CutMarks,
    Element,
    Paragraph,
    Picture,
    PracticeMark,
    Rectangle,
    Rule,
    TextBlock,
)
from kiosk.printing.sayings import is_temporary, said, step_texts
from kiosk.printing.texts import Wording

Card = tuple[Element, ...]
"""Everything on one card, with its places counted from the card's corner."""

_PIN_SPACING = 2
_MARK_RATIO = 0.21


def cards_of(
    layout: LayoutFile, content: PrintContent, wording: Wording, *, many: bool = False
) -> list[Card]:
    """Return the cards that say `content`: one, or two where the layout puts the PIN apart.

    `many` as for `code_of`. Raises StationError CODE_UNREADABLE when the badge's code cannot
    be made.
    """
    conditions = conditions_of(content)
    matrix = code_of(content.issued, many=many) if content.issued is not None else None
    cards = []
    for number in (1, 2):
        parts = [part for part in layout.parts if part.page == number and part.only <= conditions]
        card = _card(layout, parts, content, wording, matrix)
        if any(isinstance(element, TextBlock | Code | Picture) for element in card):
            cards.append(card)
    return cards


def conditions_of(content: PrintContent) -> frozenset[Condition]:
    """Return the conditions of layout files that hold for the content."""
    return frozenset(
        {
            Condition.WITHOUT_CODE if content.issued is None else Condition.WITH_CODE,
            Condition.WITHOUT_PIN if content.pin is None else Condition.WITH_PIN,
            Condition.TEMPORARY if is_temporary(content) else Condition.NOT_TEMPORARY,
            Condition.WITHOUT_PHOTO if content.photo is None else Condition.WITH_PHOTO,
        }
    )


def _card(
    layout: LayoutFile,
    parts: list[Part],
    content: PrintContent,
    wording: Wording,
    matrix: CodeMatrix | None,
) -> Card:
    still = (_still(part, content, matrix) for part in parts)
    elements = [element for element in still if element is not None]
    marks = [PracticeMark(part.box) for part in parts if isinstance(part, PracticePart)]
    obstacles = [part.box for part in parts if isinstance(part, PicturePart)]
    if content.practice:
        obstacles += [mark.box for mark in marks]
    for part in parts:
        if isinstance(part, TextPart):
            elements += _block(part, content, wording, obstacles)
    if not content.practice or not elements:
        return tuple(elements)
    return (*elements, *marks) if marks else _with_mark(layout, elements)


def _still(part: Part, content: PrintContent, matrix: CodeMatrix | None) -> Element | None:
    """Return what a part is on paper, unless it is text or the practice mark."""
    box = part.box
    found: Element | None = None
    match part:
        case FramePart():
            found = Rectangle(box, part.fill, part.colour, part.thickness, part.radius)
        case LinePart():
            found = Rule(box, part.colour, part.thickness, part.dashed)
        case FoldPart():
            found = Rule(box, SOFT, min(box.width, box.height), dashed=True)
        case CutPart():
            found = CutMarks(box)
        case PicturePart():
            data = content.photo if part.data is None else part.data
            found = None if data is None else Picture(box, data, part.is_round)
        case CodePart():
            if matrix is not None:
                found = Code(box, matrix, colour=part.colour, ground=part.ground)
        case _:
            found = None
    return found


def _block(
    part: TextPart, content: PrintContent, wording: Wording, obstacles: list[Box]
) -> list[Element]:
    conditions = conditions_of(content)
    paragraphs: list[Paragraph] = []
    for line in part.lines:
        if line.only <= conditions:
            paragraphs += _paragraphs(line, content, wording)
    if not paragraphs:
        return []
    box = part.box
    for obstacle in obstacles:
        box = give_way(box, obstacle)
    return [TextBlock(box, tuple(paragraphs), part.vertical)]


def _paragraphs(line: TextLine, content: PrintContent, wording: Wording) -> list[Paragraph]:
    look = Paragraph(
        line.text,
        line.size,
        line.smallest,
        line.weight,
        line.align,
        line.colour,
        line.most,
        space_before_mm=line.gap,
        line_height=line.leading,
    )
    if line.what is None:
        return [look]
    if line.what is What.STEPS:
        steps = step_texts(content, wording)
        return [
            replace(
                look,
                text=step,
                label=str(number),
                space_before_mm=line.gap if number == 1 else line.gap / 2,
            )
            for number, step in enumerate(steps, start=1)
        ]
    words = said(line.what, content, wording)
    if words is None:
        return []
    spacing = _PIN_SPACING if line.what is What.PIN else 0
    return [replace(look, text=words, letter_spacing=spacing)]


def _with_mark(layout: LayoutFile, elements: list[Element]) -> Card:
    """Return the card with a practice mark put on it, since its layout has no place for one.

    It goes where nothing is, if there is such a place; else text makes room for it, and if
    there is no text that could, the code does.
    """
    width = min(30.0, layout.width * 0.4)
    mark = Box(0, 0, width, width * _MARK_RATIO)
    places = [
        Box(x, y, mark.width, mark.height)
        for y in _steps(1.5, layout.height - mark.height - 1.5)
        for x in _steps(1.5, layout.width - mark.width - 1.5)
    ]
    places.sort(key=lambda place: (min(place.y, layout.height - place.bottom), -place.x))
    solid = [
        element.box
        for element in elements
        if not isinstance(element, CutMarks | Rectangle | TextBlock)
    ]
    texts = [element.box for element in elements if isinstance(element, TextBlock)]
    free = [place for place in places if not any(place.overlaps(box) for box in solid)]
    empty = [place for place in free if not any(place.overlaps(box) for box in texts)]
    for place in (*empty, *free):
        left = [give_way(box, place) for box in texts]
        if all(box.width >= 8 and box.height >= 3 for box in left):
            return (*_gave_way(elements, place, with_code=False), PracticeMark(place))
    top = Box(1.5, 1.5, mark.width, mark.height)
    return (*_gave_way(elements, top, with_code=True), PracticeMark(top))


def _gave_way(elements: list[Element], place: Box, *, with_code: bool) -> list[Element]:
    moved: list[Element] = []
    for element in elements:
        if isinstance(element, TextBlock) or (isinstance(element, Code) and with_code):
            moved.append(replace(element, box=give_way(element.box, place)))
        else:
            moved.append(element)
    return moved


def _steps(first: float, last: float) -> list[float]:
    count = max(1, min(60, int(last - first) + 1))
    return [first + (last - first) * step / max(1, count - 1) for step in range(count)]
