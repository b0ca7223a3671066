"""The two things that are handed over, as areas of a page: the badge card and the PIN slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.models.badge import Badge, BadgeKind, BadgeState
from kiosk.printing import texts
from kiosk.printing.codes import code_of
from kiosk.printing.content import PrintContent
from kiosk.printing.geometry import Box
from kiosk.printing.page import (
    LINE,
    SOFT,
    Align,
    Code,
    Element,
    Paragraph,
    PracticeMark,
    Rectangle,
    TextBlock,
    Vertical,
    Weight,
)
from kiosk.printing.texts import Wording

CARD_WIDTH_MM = 85.6
CARD_HEIGHT_MM = 53.98
"""A CR80 card (ISO/IEC 7810 ID-1)."""

CODE_SIDE_MM = 46.0
"""The code's share of a card: a 350-character key at level m gets modules of 0.5 mm."""


def held_words(held: Badge | None, moment: datetime, wording: Wording) -> str:
    """Say what the worker can do with the badge they hold, at that moment."""
    if held is None:
        return wording.say(texts.HELD_NONE)
    state = held.state_at(moment)
    if state is BadgeState.EXPIRED:
        return wording.say(texts.HELD_EXPIRED, date=moment_words(held, held.expires, wording))
    if state is BadgeState.NOT_YET:
        return wording.say(texts.HELD_NOT_YET, date=moment_words(held, held.starts, wording))
    text = texts.HELD_TEMPORARY if held.kind is BadgeKind.TEMPORARY else texts.HELD_ACTIVE
    return wording.say(text, date=moment_words(held, held.expires, wording))


def moment_words(badge: Badge, moment: datetime, wording: Wording) -> str:
    """Return a moment of a badge: the day, and for a temporary one the time as well."""
    if badge.kind is BadgeKind.TEMPORARY:
        return wording.day_and_time(moment)
    return wording.day(moment)


def validity_words(badge: Badge, moment: datetime, wording: Wording, *, on_badge: bool) -> str:
    """Say until when a badge opens anything, and from when if that is still to come.

    On the badge itself the words are short; elsewhere they name the badge.
    """
    end = moment_words(badge, badge.expires, wording)
    if badge.state_at(moment) is BadgeState.NOT_YET:
        text = texts.VALID_FROM_UNTIL if on_badge else texts.BADGE_VALID_FROM_UNTIL
        return wording.say(text, start=moment_words(badge, badge.starts, wording), end=end)
    return wording.say(texts.VALID_UNTIL if on_badge else texts.BADGE_VALID_UNTIL, date=end)


def who_lines(content: PrintContent, wording: Wording) -> tuple[str, ...]:
    """Return what tells this person from others of the same name, one line each."""
    person = content.person
    lines = [person.job_title, person.office_location or person.department]
    if person.employee_id:
        lines.append(wording.say(texts.EMPLOYEE_NUMBER, number=person.employee_id))
    return tuple(line for line in lines if line)


def badge_card(
    box: Box, content: PrintContent, wording: Wording, *, with_pin: bool
) -> list[Element]:
    """Return a card of CR80 size at `box`: the code, whose it is, and the PIN if asked.

    Where no code was issued, the state of the badge that the person holds stands in its place.
    Raises StationError CODE_UNREADABLE when the code cannot be made.
    """
    margin = (box.height - CODE_SIDE_MM) / 2
    code_box = Box(box.x + 2.5, box.y + margin, CODE_SIDE_MM, CODE_SIDE_MM)
    column = Box(
        code_box.right + 0.5, box.y + 5, box.right - 4 - code_box.right - 0.5, box.height - 10
    )
    elements: list[Element] = []
    if content.issued is not None:
        elements.append(Code(code_box, code_of(content.issued)))
        shown = content.issued.badge
    else:
        elements += _words_for_code(code_box, content, wording)
        shown = None
    if content.practice:
        elements.append(PracticeMark(Box(column.x, column.y, 22, 4.6)))
        column = Box(column.x, column.y + 6.4, column.width, column.height - 6.4)

    foot: list[Paragraph] = []
    if with_pin and content.pin is not None:
        foot.append(Paragraph(wording.say(texts.YOUR_PIN), 7, colour=SOFT, weight=Weight.MEDIUM))
        foot.append(_pin(content, size_pt=17, min_size_pt=11, max_lines=4))
    if shown is not None:
        words = validity_words(shown, content.printed_at, wording, on_badge=True)
        foot.append(
            Paragraph(words, 7, min_size_pt=6, colour=SOFT, max_lines=3, space_before_mm=1.6)
        )
    foot_height = column.height * _foot_share(content, with_pin=with_pin)
    head_box = Box(column.x, column.y, column.width, column.height - foot_height - 1)
    foot_box = Box(column.x, head_box.bottom + 1, column.width, foot_height)
    is_temporary = shown is not None and shown.kind is BadgeKind.TEMPORARY
    kind = texts.TEMPORARY_BADGE if is_temporary else texts.BADGE
    head = (
        Paragraph(wording.say(kind), 7, min_size_pt=6, weight=Weight.MEDIUM, colour=SOFT),
        Paragraph(
            content.person.display_name,
            13,
            min_size_pt=8,
            weight=Weight.SEMIBOLD,
            max_lines=4,
            space_before_mm=0.6,
            line_height=1.12,
        ),
        *(
            Paragraph(line, 7.5, min_size_pt=6, colour=SOFT, max_lines=2, space_before_mm=0.8)
            for line in who_lines(content, wording)
        ),
    )
    elements.append(TextBlock(head_box, head))
    if foot:
        elements.append(TextBlock(foot_box, tuple(foot), Vertical.BOTTOM))
    return elements


def _foot_share(content: PrintContent, *, with_pin: bool) -> float:
    """Return how much of a card's column the PIN and the dates under it may take."""
    if not with_pin or content.pin is None:
        return 0.25
    return 0.5 if len(content.pin.reveal_bytes()) > 12 else 0.41


def _words_for_code(box: Box, content: PrintContent, wording: Wording) -> list[Element]:
    """Return what stands where the code would be, had it been issued in this visit."""
    frame = Box(box.x + 2, box.y + 2, box.width - 6, box.height - 4)
    words = held_words(content.held, content.printed_at, wording)
    paragraph = Paragraph(
        words, 10, min_size_pt=7, weight=Weight.MEDIUM, align=Align.CENTER, max_lines=7
    )
    return [
        Rectangle(frame, stroke=LINE, stroke_mm=0.3, radius_mm=2),
        TextBlock(frame.inset(4), (paragraph,), Vertical.MIDDLE),
    ]


@dataclass(frozen=True)
class SlipSizes:
    """How large a slip's parts are: points for text, millimetres for heights."""

    name_pt: float
    pin_pt: float
    notice_pt: float
    step_pt: float
    name_height: float
    pin_height: float
    padding: float
    gap: float


CARD_SLIP = SlipSizes(
    name_pt=10.5,
    pin_pt=25,
    notice_pt=7.2,
    step_pt=7.8,
    name_height=7.4,
    pin_height=14,
    padding=4.5,
    gap=1.6,
)
SHEET_SLIP = SlipSizes(
    name_pt=13,
    pin_pt=33,
    notice_pt=10,
    step_pt=11,
    name_height=11,
    pin_height=25,
    padding=6,
    gap=4.5,
)
LARGE_SLIP = SlipSizes(
    name_pt=20,
    pin_pt=60,
    notice_pt=13,
    step_pt=15,
    name_height=18,
    pin_height=44,
    padding=10,
    gap=7,
)


def pin_slip(box: Box, content: PrintContent, wording: Wording, sizes: SlipSizes) -> list[Element]:
    """Return a slip at `box`: the PIN large, how long it works, and how to sign in with it."""
    inner = box.inset(sizes.padding)
    marks: list[Element] = []
    name_width = inner.width
    if content.practice:
        mark_width = min(30.0, inner.width * 0.3)
        mark_height = min(sizes.name_height, mark_width * 0.21)
        mark_top = inner.y + (sizes.name_height - mark_height) / 2
        mark = Box(inner.right - mark_width, mark_top, mark_width, mark_height)
        marks.append(PracticeMark(mark))
        name_width -= mark_width + 3
    name = Paragraph(
        content.person.display_name,
        sizes.name_pt,
        min_size_pt=sizes.name_pt * 0.7,
        weight=Weight.SEMIBOLD,
        max_lines=2,
        line_height=1.12,
    )
    name_box = Box(inner.x, inner.y, name_width, sizes.name_height)
    elements: list[Element] = [TextBlock(name_box, (name,), Vertical.MIDDLE), *marks]

    frame = Box(inner.x, name_box.bottom + sizes.gap * 0.5, inner.width, sizes.pin_height)
    elements.append(Rectangle(frame, stroke=LINE, stroke_mm=0.3, radius_mm=2))
    inside = Box(frame.x + 3, frame.y + 1, frame.width - 6, frame.height - 2)
    label = Paragraph(
        wording.say(texts.YOUR_PIN), sizes.notice_pt * 0.95, colour=SOFT, align=Align.CENTER
    )
    paragraphs: tuple[Paragraph, ...] = (label,)
    if content.pin is not None:
        pin = _pin(content, sizes.pin_pt, sizes.pin_pt * 0.5, max_lines=2, align=Align.CENTER)
        paragraphs = (label, pin)
    elements.append(TextBlock(inside, paragraphs, Vertical.MIDDLE))

    top = frame.bottom + sizes.gap
    rest = Box(inner.x, top, inner.width, inner.bottom - top)
    elements.append(TextBlock(rest, _slip_words(content, wording, sizes)))
    return elements


def _slip_words(content: PrintContent, wording: Wording, sizes: SlipSizes) -> tuple[Paragraph, ...]:
    """Return what stands under the PIN: how long it works, the steps, the badge it goes with."""
    notice = texts.PIN_IS_TEMPORARY if content.pin_must_change else texts.PIN_IS_OWN
    steps = [texts.STEP_SCAN, texts.STEP_PIN]
    if content.pin_must_change:
        steps.append(texts.STEP_OWN_PIN)
    paragraphs = [
        Paragraph(
            wording.say(notice),
            sizes.notice_pt,
            min_size_pt=sizes.notice_pt * 0.88,
            weight=Weight.MEDIUM,
            max_lines=3,
        ),
    ]
    for number, step in enumerate(steps, start=1):
        paragraphs.append(
            Paragraph(
                wording.say(step),
                sizes.step_pt,
                min_size_pt=sizes.step_pt * 0.88,
                max_lines=2,
                label=str(number),
                space_before_mm=sizes.gap if number == 1 else sizes.gap * 0.5,
            )
        )
    if content.issued is not None:
        badge = content.issued.badge
        words = validity_words(badge, content.printed_at, wording, on_badge=False)
    else:
        words = held_words(content.held, content.printed_at, wording)
    paragraphs.append(
        Paragraph(
            words, sizes.notice_pt * 0.95, colour=SOFT, max_lines=3, space_before_mm=sizes.gap
        )
    )
    return tuple(paragraphs)


def _pin(
    content: PrintContent,
    size_pt: float,
    min_size_pt: float,
    max_lines: int,
    align: Align = Align.START,
) -> Paragraph:
    assert content.pin is not None
    return Paragraph(
        content.pin,
        size_pt,
        min_size_pt=min_size_pt,
        weight=Weight.SEMIBOLD,
        align=align,
        max_lines=max_lines,
        letter_spacing=2,
        line_height=1.12,
    )
