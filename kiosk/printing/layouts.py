"""The layouts by name: which paper, and where badge and PIN lie on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing import panels, texts
from kiosk.printing.content import PrintContent
from kiosk.printing.geometry import Box
from kiosk.printing.page import (
    LINE,
    SOFT,
    CutMarks,
    Element,
    Page,
    Paragraph,
    PracticeMark,
    Rule,
    TextBlock,
    Vertical,
    Weight,
)
from kiosk.printing.panels import CARD_HEIGHT_MM, CARD_WIDTH_MM, LARGE_SLIP, SHEET_SLIP
from kiosk.printing.texts import Wording

_LETTER_TERRITORIES = frozenset(
    {"US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "PA", "SV", "NI", "DO", "PR"}
)

_PANEL_TOP_MM = 60.0
_SLIP_HEIGHT_MM = 106.0
_GAP_MM = 9.0


class Kind(Enum):
    """What a layout is for."""

    BADGE = "badge"
    SLIP = "slip"


@dataclass(frozen=True)
class Layout:
    """A way to put badge and PIN on paper; sizes in millimetres.

    `title` is one of the texts of `kiosk.printing.texts`.
    """

    name: str
    kind: Kind
    title: str
    width_mm: float
    height_mm: float
    _elements: Callable[[Box, PrintContent, Wording], list[Element]]

    def pages(self, content: PrintContent, wording: Wording) -> tuple[Page, ...]:
        """Return the pages that say `content` in the words of `wording`.

        Raises StationError CODE_UNREADABLE when the badge's code cannot be made.
        """
        box = Box(0, 0, self.width_mm, self.height_mm)
        elements = tuple(self._elements(box, content, wording))
        page = Page(self.width_mm, self.height_mm, elements)
        return (page.mirrored() if content.right_to_left else page,)


def _card(box: Box, content: PrintContent, wording: Wording) -> list[Element]:
    return panels.badge_card(box, content, wording, with_pin=True)


def _slip_card(box: Box, content: PrintContent, wording: Wording) -> list[Element]:
    return panels.pin_slip(box, content, wording, panels.CARD_SLIP)


def _sheet(box: Box, content: PrintContent, wording: Wording) -> list[Element]:
    left = (box.width - 2 * CARD_WIDTH_MM - _GAP_MM) / 2
    width = box.width - 2 * left
    # Where no code was issued, there is nothing to cut out: the state of the badge is for reading.
    has_code, has_pin = content.issued is not None, content.pin is not None
    lead = [wording.say(texts.KEEP_APART)] if has_code and has_pin else []
    title = wording.say(_sheet_title(has_code=has_code, has_pin=has_pin))
    elements = _header(Box(left, 20, width, 24), title, lead, content)
    card = Box(left, _PANEL_TOP_MM, CARD_WIDTH_MM, CARD_HEIGHT_MM)
    elements += panels.badge_card(card, content, wording, with_pin=False)
    if has_code:
        note = Paragraph(wording.say(texts.NOT_AGAIN), 9.5, colour=SOFT, max_lines=6)
        note_box = Box(left, card.bottom + 10, CARD_WIDTH_MM - 8, 30)
        elements += [CutMarks(card), TextBlock(note_box, (note,))]
    if has_pin:
        slip = Box(card.right + _GAP_MM, _PANEL_TOP_MM, CARD_WIDTH_MM, _SLIP_HEIGHT_MM)
        elements += [*panels.pin_slip(slip, content, wording, SHEET_SLIP), CutMarks(slip)]
        between = Box(card.right + _GAP_MM / 2 - 0.1, slip.y - 7, 0.2, slip.height + 14)
        elements.append(Rule(between, dashed=True))
    elements += _footer(Box(left, box.height - 24, width, 10), content, wording)
    return elements


def _sheet_title(*, has_code: bool, has_pin: bool) -> str:
    if has_code and has_pin:
        return texts.SHEET_TITLE
    return texts.SHEET_TITLE_PIN if has_pin else texts.SHEET_TITLE_BADGE


def _slip_sheet(box: Box, content: PrintContent, wording: Wording) -> list[Element]:
    slip = Box(20, 30, box.width - 40, 170)
    elements = panels.pin_slip(slip, content, wording, LARGE_SLIP)
    elements.append(CutMarks(slip))
    elements += _footer(Box(slip.x, box.height - 24, slip.width, 10), content, wording)
    return elements


def _header(box: Box, title: str, lead: Sequence[str], content: PrintContent) -> list[Element]:
    """Return the sheet's head: what it is and what to do with it, over a thin line."""
    elements: list[Element] = []
    width = box.width
    if content.practice:
        elements.append(PracticeMark(Box(box.right - 40, box.y + 0.5, 40, 8.4)))
        width -= 44
    paragraphs = [
        Paragraph(title, 22, min_size_pt=14, weight=Weight.SEMIBOLD, max_lines=2, line_height=1.15)
    ]
    paragraphs += [
        Paragraph(text, 10.5, colour=SOFT, max_lines=2, space_before_mm=1.5) for text in lead
    ]
    elements.append(TextBlock(Box(box.x, box.y, width, box.height - 3), tuple(paragraphs)))
    elements.append(Rule(Box(box.x, box.bottom - 1, box.width, 1), colour=LINE))
    return elements


def _footer(box: Box, content: PrintContent, wording: Wording) -> list[Element]:
    """Return the sheet's foot: where and when it was printed."""
    moment = wording.day_and_time(content.printed_at)
    if content.station_name:
        text = wording.say(texts.PRINTED_AT_STATION, station=content.station_name, date=moment)
    else:
        text = wording.say(texts.PRINTED, date=moment)
    paragraphs = [Paragraph(text, 8.5, min_size_pt=6, colour=SOFT)]
    if content.practice:
        practice = wording.say(texts.PRACTICE_ONLY)
        paragraphs.append(Paragraph(practice, 8.5, min_size_pt=6, weight=Weight.SEMIBOLD))
    return [TextBlock(box, tuple(paragraphs), Vertical.BOTTOM)]


LAYOUTS = (
    Layout("cr80", Kind.BADGE, texts.LAYOUT_CR80, CARD_WIDTH_MM, CARD_HEIGHT_MM, _card),
    Layout("a4", Kind.BADGE, texts.LAYOUT_A4, 210, 297, _sheet),
    Layout("letter", Kind.BADGE, texts.LAYOUT_LETTER, 215.9, 279.4, _sheet),
    Layout(
        "slip-cr80", Kind.SLIP, texts.LAYOUT_SLIP_CR80, CARD_WIDTH_MM, CARD_HEIGHT_MM, _slip_card
    ),
    Layout("slip-a4", Kind.SLIP, texts.LAYOUT_SLIP_A4, 210, 297, _slip_sheet),
    Layout("slip-letter", Kind.SLIP, texts.LAYOUT_SLIP_LETTER, 215.9, 279.4, _slip_sheet),
)
"""All layouts, badges first."""


def layout_named(name: str) -> Layout:
    """Return the layout of that name; raises StationError LAYOUT_UNKNOWN."""
    for layout in LAYOUTS:
        if layout.name == name:
            return layout
    known = ", ".join(layout.name for layout in LAYOUTS)
    raise StationError(ErrorCode.LAYOUT_UNKNOWN, {"name": name, "known": known})


def default_layout(locale_name: str, kind: Kind = Kind.BADGE) -> Layout:
    """Return the layout for the paper of a locale such as `en_US` or `de-DE`."""
    territory = locale_name.replace("-", "_").split("_")[-1].upper()
    sheet = "letter" if territory in _LETTER_TERRITORIES else "a4"
    return layout_named(sheet if kind is Kind.BADGE else f"slip-{sheet}")
