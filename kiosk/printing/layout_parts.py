"""What a layout file can put on a page, as plain data; lengths in millimetres, sizes in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.models.paper_choices import Kind
from kiosk.printing.geometry import Box
from kiosk.printing.page import BLACK, INK, LINE, WHITE, Align, Colour, Vertical, Weight


class Condition(StrEnum):
    """When a part is there at all."""

    WITH_CODE = "with-code"
    WITHOUT_CODE = "without-code"
    WITH_PIN = "with-pin"
    WITHOUT_PIN = "without-pin"
    TEMPORARY = "temporary"
    NOT_TEMPORARY = "not-temporary"
    WITH_PHOTO = "with-photo"
    WITHOUT_PHOTO = "without-photo"


OPPOSITES = (
    frozenset({Condition.WITH_CODE, Condition.WITHOUT_CODE}),
    frozenset({Condition.WITH_PIN, Condition.WITHOUT_PIN}),
    frozenset({Condition.TEMPORARY, Condition.NOT_TEMPORARY}),
    frozenset({Condition.TEMPORARY, Condition.WITHOUT_CODE}),
    frozenset({Condition.WITH_PHOTO, Condition.WITHOUT_PHOTO}),
)
"""Two of these never hold at the same time."""


class What(StrEnum):
    """What a line of text can say about a person, their badge and their PIN."""

    NAME = "name"
    JOB = "job"
    SITE = "site"
    EMPLOYEE_NUMBER = "employee-number"
    KIND = "kind"
    VALIDITY = "valid-until"
    BADGE = "badge"
    PIN = "pin"
    PIN_LABEL = "pin-label"
    PIN_NOTICE = "pin-notice"
    STEPS = "steps"
    HEADING = "heading"
    KEEP_APART = "keep-apart"
    NOT_AGAIN = "not-again"
    FOLD_HELP = "fold-help"
    PRINTED = "printed"
    PRACTICE_NOTICE = "practice-notice"


@dataclass(frozen=True)
class TextLine:
    """A line of a text part: one of `What`, or a site's own words in `text`."""

    size: float
    what: What | None = None
    text: str = ""
    smallest: float | None = None
    most: int = 1
    weight: Weight = Weight.REGULAR
    align: Align = Align.START
    colour: Colour = INK
    gap: float = 0
    leading: float = 1.22
    only: frozenset[Condition] = frozenset()


@dataclass(frozen=True)
class Part:
    """Something at a place of the card, on its first or second page, under conditions.

    `line` is where it begins in its file.
    """

    box: Box
    only: frozenset[Condition] = frozenset()
    page: int = 1
    line: int = 0

    def may_meet(self, other: Part) -> bool:
        """Say whether there are pages that have both parts."""
        both = self.only | other.only
        return self.page == other.page and not any(pair <= both for pair in OPPOSITES)


@dataclass(frozen=True)
class TextPart(Part):
    """Lines of text one under the other, which shrink together."""

    lines: tuple[TextLine, ...] = ()
    vertical: Vertical = Vertical.TOP


@dataclass(frozen=True)
class CodePart(Part):
    """The code of the badge."""

    colour: Colour = BLACK
    ground: Colour = WHITE


@dataclass(frozen=True)
class PicturePart(Part):
    """The person's photo where `data` is None, else a logo; text gives way to it."""

    data: bytes | None = field(default=None, repr=False)
    is_round: bool = False


@dataclass(frozen=True)
class FramePart(Part):
    """A rectangle under everything else."""

    fill: Colour | None = None
    colour: Colour | None = LINE
    thickness: float = 0.3
    radius: float = 0


@dataclass(frozen=True)
class LinePart(Part):
    """A level or upright line."""

    colour: Colour = LINE
    thickness: float = 0.2
    dashed: bool = False


@dataclass(frozen=True)
class FoldPart(Part):
    """A line to fold along."""


@dataclass(frozen=True)
class CutPart(Part):
    """What is cut out along marks at its corners."""


@dataclass(frozen=True)
class PracticePart(Part):
    """Where the practice mark goes; text gives way to it."""


@dataclass(frozen=True)
class Sheet:
    """A sheet with several cards on it; `left` and `top` are the first card's corner."""

    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    gap_across: float = 0
    gap_down: float = 0
    cut_marks: bool = True


@dataclass(frozen=True)
class LayoutFile:
    """A layout as its file has it; `width` and `height` are the card's."""

    name: str
    title: str
    kind: Kind
    width: float
    height: float
    parts: tuple[Part, ...]
    sheet: Sheet | None = None
