"""One printed page as plain data, in millimetres: what screen, PDF and printer all paint.

Nothing here measures text or touches Qt. Every element stays inside its own box, so a
layout whose boxes do not overlap cannot produce a page on which anything overlaps.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum, auto

from kiosk.models.secret import Secret
from kiosk.printing.codes import CodeMatrix
from kiosk.printing.geometry import Box
from kiosk.printing.symbols import QUIET_MODULES

EXCERPT_MARGIN_MM = 7.0
"""How much of the sheet is shown around what is cut out of it."""


class Weight(IntEnum):
    """Weights that the shipped type family has, by their OpenType number."""

    REGULAR = 400
    MEDIUM = 500
    SEMIBOLD = 600
    BOLD = 700


class Align(Enum):
    """Along the line; start is left on a left-to-right page and right on the other."""

    START = auto()
    CENTER = auto()
    END = auto()


class Vertical(Enum):
    """Where text sits in a box that is higher than it."""

    TOP = auto()
    MIDDLE = auto()
    BOTTOM = auto()


class Side(Enum):
    """A side of a rectangle on paper."""

    LEFT = auto()
    TOP = auto()
    RIGHT = auto()
    BOTTOM = auto()


ALL_SIDES = frozenset(Side)


@dataclass(frozen=True)
class Colour:
    """A printable colour, 0 to 255 a channel."""

    red: int
    green: int
    blue: int


BLACK = Colour(0, 0, 0)
INK = Colour(17, 24, 39)
SOFT = Colour(75, 85, 99)
LINE = Colour(156, 163, 175)
TINT = Colour(243, 244, 246)
WHITE = Colour(255, 255, 255)


@dataclass(frozen=True)
class Paragraph:
    """Text of one look. A secret text is revealed only while it is painted, in groups.

    Sizes are in points. What does not fit on one line shrinks down to `min_size_pt`, then
    breaks into at most `max_lines` lines, then ends in an ellipsis (a secret never does).
    `letter_spacing` is in hundredths of the size; `space_before_mm` separates it from the
    paragraph above. `label` ('1') stands in the margin before the text.
    """

    text: str | Secret
    size_pt: float
    min_size_pt: float | None = None
    weight: Weight = Weight.REGULAR
    align: Align = Align.START
    colour: Colour = INK
    max_lines: int = 1
    letter_spacing: float = 0
    space_before_mm: float = 0
    line_height: float = 1.22
    label: str = ""


@dataclass(frozen=True)
class TextBlock:
    """Paragraphs one under the other; all shrink together where the box is too low."""

    box: Box
    paragraphs: tuple[Paragraph, ...]
    vertical: Vertical = Vertical.TOP


@dataclass(frozen=True)
class Code:
    """A QR code, as large as whole printer dots allow in the box, quiet zone included."""

    box: Box
    matrix: CodeMatrix
    quiet_modules: int = QUIET_MODULES
    colour: Colour = BLACK
    ground: Colour = WHITE


@dataclass(frozen=True)
class Rectangle:
    """A filled or outlined area; a colour of None leaves that part out."""

    box: Box
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_mm: float = 0.2
    radius_mm: float = 0


@dataclass(frozen=True)
class Rule:
    """A line along the longer side of its box, through its middle."""

    box: Box
    colour: Colour = LINE
    width_mm: float = 0.2
    dashed: bool = False


@dataclass(frozen=True)
class CutMarks:
    """Short lines outside the corners of `box`, showing where to cut.

    Only on the sides in `sides`: between two cards there may be no room for them.
    """

    box: Box
    length_mm: float = 3
    gap_mm: float = 1
    colour: Colour = SOFT
    sides: frozenset[Side] = ALL_SIDES


@dataclass(frozen=True)
class Picture:
    """A photo or logo from the bytes of an image file, filling the box; may be round."""

    box: Box
    data: bytes = field(repr=False)
    is_round: bool = False


@dataclass(frozen=True)
class PracticeMark:
    """The word that no page made on the practice tenant goes without."""

    box: Box
    text: str = "PRACTICE"


Element = TextBlock | Code | Rectangle | Rule | CutMarks | Picture | PracticeMark


@dataclass(frozen=True)
class Page:
    """A page of the given size and everything on it, painted in order.

    `title` is a neutral one: it may become a file name or a job's name, so it never holds
    a person or a secret.
    """

    width_mm: float
    height_mm: float
    elements: tuple[Element, ...]
    title: str = "PIN Kiosk"
    right_to_left: bool = False

    @property
    def box(self) -> Box:
        """The whole page."""
        return Box(0, 0, self.width_mm, self.height_mm)

    @property
    def excerpt(self) -> Box:
        """What is cut out of the page, with a margin; the whole page where nothing is.

        On a screen that is the part to look at: most of a sheet is white.
        """
        cut = [element.box for element in self.elements if isinstance(element, CutMarks)]
        if not cut:
            return self.box
        left = max(0.0, min(box.x for box in cut) - EXCERPT_MARGIN_MM)
        top = max(0.0, min(box.y for box in cut) - EXCERPT_MARGIN_MM)
        right = min(self.width_mm, max(box.right for box in cut) + EXCERPT_MARGIN_MM)
        bottom = min(self.height_mm, max(box.bottom for box in cut) + EXCERPT_MARGIN_MM)
        return Box(left, top, right - left, bottom - top)

    @property
    def codes(self) -> tuple[Code, ...]:
        """The QR codes on the page."""
        return tuple(element for element in self.elements if isinstance(element, Code))

    def mirrored(self) -> Page:
        """Return the page for a right-to-left language: boxes change sides, codes do not turn."""
        elements = tuple(mirrored_element(element, self.width_mm) for element in self.elements)
        return replace(self, elements=elements, right_to_left=not self.right_to_left)

    def moved(self, by_x: float, by_y: float, width_mm: float, height_mm: float) -> Page:
        """Return a page of another size with everything on it moved by so many millimetres."""
        elements = tuple(moved_element(element, by_x, by_y) for element in self.elements)
        return replace(self, width_mm=width_mm, height_mm=height_mm, elements=elements)

    def clear(self) -> None:
        """Overwrite the codes of the page; PINs are cleared by whoever owns them."""
        for code in self.codes:
            code.matrix.clear()


def mirrored_element(element: Element, width_mm: float) -> Element:
    """Return an element as it lies on the page of that width seen in a mirror."""
    box = element.box.mirrored(width_mm)
    if isinstance(element, CutMarks):
        swapped = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
        sides = frozenset(swapped.get(side, side) for side in element.sides)
        return replace(element, box=box, sides=sides)
    return replace(element, box=box)


def moved_element(element: Element, by_x: float, by_y: float) -> Element:
    """Return an element moved to the right and down by so many millimetres."""
    return replace(element, box=element.box.moved(by_x, by_y))


def group_digits(digits: str) -> str:
    """Return a PIN as groups of three or four digits with spaces between, for reading aloud."""
    if len(digits) <= 4:
        return digits
    size = 3 if len(digits) % 4 and len(digits) % 3 == 0 else 4
    groups = [digits[start : start + size] for start in range(0, len(digits), size)]
    if len(groups[-1]) == 1:
        # A single digit at the end is easily missed: 4 4 1 becomes 3 3 3, 4 4 4 1 becomes 4 4 3 2.
        groups[-2:] = [groups[-2][:-1], groups[-2][-1] + groups[-1]]
    return " ".join(groups)
