"""The paper of a run: badges and slips in two stacks of the same order, and a list to tick off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.models.badge import Badge
from kiosk.models.paper_choices import Kind, PaperChoices
from kiosk.models.run import Row, RowOutcome, RowResult
from kiosk.models.settings import BadgeSettings
from kiosk.printing.content import PrintContent
from kiosk.printing.geometry import Box
from kiosk.printing.layouts import Layout, LayoutShelf, name_in_run
from kiosk.printing.page import (
    INK,
    LINE,
    SOFT,
    Align,
    Element,
    Page,
    Paragraph,
    PracticeMark,
    Rectangle,
    Rule,
    TextBlock,
    Vertical,
    Weight,
)
from kiosk.printing.texts import (
    RUN_LIST_CODE,
    RUN_LIST_COUNT,
    RUN_LIST_NAME,
    RUN_LIST_PAGE,
    RUN_LIST_PART,
    RUN_LIST_SHOP,
    RUN_LIST_TITLE,
    RUN_LIST_UNTIL,
    Wording,
)
from kiosk.services.runs.paper import STEP_MAX, Piece

_ROW_MM = 8.5
_TOP_MM = 38.0
_MARGIN_MM = 15.0
_BOTTOM_MM = 18.0
_BOX_MM = 7.0

_HEADINGS = (RUN_LIST_NAME, RUN_LIST_SHOP, RUN_LIST_UNTIL, RUN_LIST_CODE, RUN_LIST_PART)
_SHARES = (0.06, 0.31, 0.22, 0.23, 0.12, 0.06)
"""How wide the columns are: the number, then those of the headings."""

_NAME_PLACE = 1


@dataclass(frozen=True)
class RunLayouts:
    """What a run prints badges and slips with.

    A sheet of several cards makes slips of the same size, so that both are cut alike; else
    slips have a layout of their own.
    """

    badge: Layout
    slip: Layout

    @property
    def for_slips(self) -> Layout:
        """The layout that slips are made with."""
        return self.badge if self.badge.places > 1 else self.slip

    @property
    def at_once(self) -> int:
        """How many people fill a step: whole sheets, and never more than STEP_MAX people."""
        places = min(self.badge.places, STEP_MAX)
        return STEP_MAX // places * places


def run_layouts(
    shelf: LayoutShelf,
    settings: BadgeSettings,
    choices: PaperChoices,
    locale_name: str,
    asked_for: Mapping[Kind, str] | None = None,
) -> RunLayouts:
    """Return the layouts of a run: those `asked_for` by name, else those of `name_in_run`.

    Raises StationError LAYOUT_UNKNOWN, or what is wrong with a layout's file.
    """

    def layout(kind: Kind) -> Layout:
        name = (asked_for or {}).get(kind) or name_in_run(settings, choices, kind, locale_name)
        return shelf.of_kind(kind, name)

    return RunLayouts(layout(Kind.BADGE), layout(Kind.SLIP))


@dataclass(frozen=True)
class Surroundings:
    """What every page of a run says besides: when and where it is made."""

    printed_at: datetime
    station_name: str = ""
    practice: bool = False


def badge_contents(pieces: Sequence[Piece], around: Surroundings) -> Iterator[PrintContent]:
    """Yield what the stack of badges says; nobody's PIN is on it."""
    for piece in pieces:
        if piece.credentials.issued is not None:
            yield PrintContent(
                person=piece.person,
                printed_at=around.printed_at,
                issued=piece.credentials.issued,
                station_name=around.station_name,
                practice=around.practice,
            )


def slip_contents(pieces: Sequence[Piece], around: Surroundings) -> Iterator[PrintContent]:
    """Yield what the stack of slips says; nobody's badge is on it."""
    for piece in pieces:
        pin = piece.credentials.pin
        if pin is not None:
            yield PrintContent(
                person=piece.person,
                printed_at=around.printed_at,
                pin=pin.digits,
                pin_must_change=pin.must_change,
                held=_standing(piece),
                station_name=around.station_name,
                practice=around.practice,
            )


def stack(
    layout: Layout,
    contents: Iterable[PrintContent],
    words_for: Callable[[PrintContent], Wording],
) -> list[Page]:
    """Return the pages of a stack; raises StationError CODE_UNREADABLE."""
    return list(layout.sheets(contents, words_for))


def list_pages(
    rows: Iterable[tuple[Row, RowResult]],
    wording: Wording,
    around: Surroundings,
    width_mm: float,
    height_mm: float,
) -> Iterator[Page]:
    """Yield the list of those who are done, in the order of the stacks, with boxes to tick."""
    on_page = max(1, int((height_mm - _TOP_MM - _BOTTOM_MM) / _ROW_MM))
    waiting: list[tuple[Row, RowResult]] = []
    number = 0
    for row, result in rows:
        if result.outcome is not RowOutcome.DONE:
            continue
        waiting.append((row, result))
        if len(waiting) == on_page:
            number += 1
            yield _list_page(waiting, number, wording, around, width_mm, height_mm)
            waiting = []
    if waiting:
        yield _list_page(waiting, number + 1, wording, around, width_mm, height_mm)


def _list_page(
    rows: Sequence[tuple[Row, RowResult]],
    number: int,
    wording: Wording,
    around: Surroundings,
    width_mm: float,
    height_mm: float,
) -> Page:
    inner = width_mm - 2 * _MARGIN_MM
    when = wording.say(RUN_LIST_COUNT, count=str(len(rows)), date=wording.day(around.printed_at))
    title = wording.say(RUN_LIST_TITLE)
    elements: list[Element] = [
        _text(Box(_MARGIN_MM, 14, inner, 9), title, 18, weight=Weight.SEMIBOLD),
        _text(Box(_MARGIN_MM, 24, inner, 6), when, 10, soft=True),
        Rule(Box(_MARGIN_MM, _TOP_MM - 1, inner, 0.3)),
    ]
    headings = ("", *map(wording.say, _HEADINGS))
    elements += _columns(headings, _TOP_MM - 6.5, 5, inner, points=8.5)
    for index, (row, result) in enumerate(rows):
        top = _TOP_MM + index * _ROW_MM
        elements += _list_row(row, result, wording, top, inner)
    page = wording.say(RUN_LIST_PAGE, number=str(number))
    foot = Box(_MARGIN_MM, height_mm - _BOTTOM_MM + 4, inner, 6)
    elements.append(_text(foot, page, 8.5, soft=True, align=Align.END))
    if around.practice:
        elements.append(PracticeMark(Box(width_mm - _MARGIN_MM - 30, 14, 30, 6.3)))
    return Page(width_mm, height_mm, tuple(elements))


def _list_row(
    row: Row, result: RowResult, wording: Wording, top: float, inner: float
) -> list[Element]:
    person = row.person
    place = person.office_location if person else ""
    until = "" if result.expires is None else wording.day(result.expires)
    code = result.badge_id[:8]
    part = "" if result.part is None else str(result.part)
    words = (str(row.number), row.name, place, until, code, part)
    return [
        Rectangle(Box(_MARGIN_MM, top + 1.2, 4.2, 4.2), stroke=SOFT, stroke_mm=0.3, radius_mm=0.5),
        Rule(Box(_MARGIN_MM, top + _ROW_MM - 1.2, inner, 0.2), colour=LINE),
        *_columns(words, top, _ROW_MM - 1.5, inner),
    ]


def _columns(
    words: Sequence[str], top: float, high: float, inner: float, points: float = 10
) -> list[Element]:
    """Return the words of a line, the name in ink and the rest soft, behind the box to tick."""
    found: list[Element] = []
    left = _MARGIN_MM + _BOX_MM
    for place, (share, one) in enumerate(zip(_SHARES, words, strict=True)):
        width = share * (inner - _BOX_MM)
        if one:
            box = Box(left, top, width - 1.5, high)
            found.append(_text(box, one, points, soft=place != _NAME_PLACE))
        left += width
    return found


def _text(
    box: Box,
    words: str,
    size: float,
    *,
    weight: Weight = Weight.REGULAR,
    soft: bool = False,
    align: Align = Align.START,
) -> TextBlock:
    colour = SOFT if soft else INK
    look = Paragraph(words, size, size * 0.7, weight=weight, align=align, colour=colour)
    return TextBlock(box, (look,), Vertical.MIDDLE)


def _standing(piece: Piece) -> Badge | None:
    """Return the badge that a slip tells of: the one in the other stack, or the one held."""
    made = piece.credentials
    if made.issued is not None:
        return made.issued.badge
    return None if made.method is None else made.method.standard
