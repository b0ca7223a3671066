"""Makes the QR code of a badge, and refuses one that does not say just what the service said."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from kiosk.models.badge import IssuedBadge
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.printing.geometry import Box
from kiosk.printing.symbols import (
    MASK,
    QUIET_MODULES,
    SIZES,
    Symbol,
    make_symbol,
    read_content,
    read_modules,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

AIM_MODULE_MM = 0.5
"""A module that a phone reads from about 25 cm, whatever the printer."""

LEAST_MODULE_MM = 0.375
"""The smallest module that is printed: three dots at 203 dpi, read from about 15 cm."""

PRINTER_DPI = 300.0
"""Dots an inch to align codes with where the printer's resolution is not known."""

LEAST_DOTS = 3
"""The fewest printer dots that a module may have on a side."""

_LEVELS = {"l": 1, "m": 0, "q": 3, "h": 2}
"""Levels of error correction, as `qrcode` numbers them."""


class Run(NamedTuple):
    """Dark modules side by side: column and row of the first, and how many."""

    column: int
    row: int
    length: int


@dataclass(frozen=True)
class CodeMatrix:
    """A QR code: `size` modules a side, one byte a module in reading order, 1 is dark.

    `content` is what it says. Both are secrets. `owns_content` where nobody else holds the
    content, because it was read off a picture.
    """

    size: int
    modules: bytearray = field(repr=False)
    content: Secret
    owns_content: bool = False

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The dark modules as horizontal runs, as long as they can be."""
        return tuple(Run(*run) for run in self._dark_runs())

    @cached_property
    def rectangles(self) -> list[QRect]:
        """The runs as what Qt paints with one call, a unit a module.

        Kept, because a page is painted at least twice. They are shared: not to be changed.
        """
        rows = [_rectangles_in(row) for row in range(self.size)]
        return [rows[row][column][length] for column, row, length in self._dark_runs()]

    def _dark_runs(self) -> Iterator[tuple[int, int, int]]:
        modules = bytes(self.modules)
        for row in range(self.size):
            column = 0
            for piece in modules[row * self.size : (row + 1) * self.size].split(b"\0"):
                if piece:
                    length = len(piece)
                    yield column, row, length
                    column += length
                column += 1

    def clear(self) -> None:
        """Overwrite the modules, so that nothing is painted any more. May be called twice."""
        for index in range(len(self.modules)):
            self.modules[index] = 0
        for kept in ("runs", "rectangles"):
            self.__dict__.pop(kept, None)
        if self.owns_content:
            self.content.clear()


class _RectanglesFrom(dict[int, "QRect"]):
    """The rectangles that begin at one module, by their length.

    Each is made once: making one takes much longer than finding it again.
    """

    def __init__(self, column: int, row: int) -> None:
        """Begin with none."""
        super().__init__()
        self._column, self._row = column, row

    def __missing__(self, length: int) -> QRect:
        """Make a rectangle that nobody has asked for yet."""
        from PySide6.QtCore import QRect  # noqa: PLC0415 - making a code needs no Qt

        made = self[length] = QRect(self._column, self._row, length, 1)
        return made


@cache
def _rectangles_in(row: int) -> tuple[_RectanglesFrom, ...]:
    """Return the rectangles of one row, by the column in which they begin."""
    return tuple(_RectanglesFrom(column, row) for column in range(max(SIZES)))


@dataclass(frozen=True)
class Placement:
    """Where a code lies on the page: its first module's corner and the module's size, in mm."""

    x: float
    y: float
    module_mm: float

    @property
    def is_small(self) -> bool:
        """Whether the code needs a phone to come closer than is comfortable."""
        return self.module_mm < AIM_MODULE_MM - 0.001


def code_of(issued: IssuedBadge, *, many: bool = False) -> CodeMatrix:
    """Return the code of a badge: of its content, or of its picture where that is missing.

    With `many`, for runs in which each code's time counts, it is made quickly, and a picture
    beside a content is not looked at: reading it takes longer than making the code. Raises
    StationError CODE_UNREADABLE when no code decodes to exactly the service's bytes.
    """
    content = issued.content
    if content is None:
        pictured = _pictured_code(issued.picture)
        if pictured is None:
            raise StationError(ErrorCode.CODE_UNREADABLE)
        return pictured
    if many:
        return make_code_quickly(content, issued.error_correction)
    _refuse_contradiction(issued.picture, content)
    return make_code(content, issued.error_correction)


def _refuse_contradiction(picture: Secret | None, content: Secret) -> None:
    """Raise StationError CODE_UNREADABLE where the picture says something else.

    The content is the truth, so a picture that cannot be read takes nothing from it. But where
    both read well and differ, one of the two opens nothing, and nobody could tell which before
    the worker stands at a device. An error can be acted on while the supervisor is still there.
    """
    pictured = _pictured_code(picture)
    if pictured is None:
        return
    agrees = pictured.content == content
    pictured.clear()
    if not agrees:
        raise StationError(ErrorCode.CODE_UNREADABLE)


def make_code(content: Secret, error_correction: str) -> CodeMatrix:
    """Return the code that says `content`, at the level `l`, `m`, `q` or `h`.

    Raises StationError CODE_UNREADABLE when it cannot be made, or when a decoder reads
    anything but exactly these bytes.
    """
    level = error_correction.lower()
    drawn = _draw(content, level) if level in _LEVELS and not content.is_cleared else None
    return _checked(drawn, content)


def make_code_quickly(content: Secret, error_correction: str) -> CodeMatrix:
    """Return what `make_code` does, in a fraction of its time, by the decoder's own library.

    `make_code` stays the way at the counter: there one library makes the code and another
    reads it, so that a mistake of either is noticed.
    """
    level = error_correction.lower()
    is_possible = level in _LEVELS and not content.is_cleared
    return _checked(make_symbol(content, level.upper()) if is_possible else None, content)


def check_says(pixels: bytes | bytearray | memoryview, width: int, content: Secret) -> None:
    """Raise StationError CODE_UNREADABLE unless the picture holds one code that says `content`.

    `pixels` are 8-bit grey, `width` a line, without padding.
    """
    if content.is_cleared or read_content(pixels, width) != content:
        raise StationError(ErrorCode.CODE_UNREADABLE)


def _draw(content: Secret, level: str) -> Symbol | None:
    from qrcode.exceptions import DataOverflowError  # noqa: PLC0415 - not on the way to page one
    from qrcode.main import QRCode  # noqa: PLC0415
    from qrcode.util import QRData  # noqa: PLC0415

    code = QRCode(error_correction=_LEVELS[level], mask_pattern=MASK, border=0)
    try:
        code.add_data(QRData(content.reveal_bytes(), mode=4), optimize=0)
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        # It ends here: the library's error text may quote what it was given.
        return None
    rows = code.modules
    return Symbol(len(rows), bytearray(bool(cell) for row in rows for cell in row))


def _pictured_code(picture: Secret | None) -> CodeMatrix | None:
    """Return the code that a picture shows, with what it says; None where it shows none."""
    if picture is None:
        return None
    from kiosk.printing.pictures import read_picture  # noqa: PLC0415 - loads QtGui

    found = read_picture(picture)
    if found is None or found.content.is_cleared:
        return None
    return CodeMatrix(found.symbol.size, found.symbol.modules, found.content, owns_content=True)


def _checked(symbol: Symbol | None, content: Secret) -> CodeMatrix:
    """Return the code once a decoder has read exactly its content off it."""
    if symbol is None or content.is_cleared or read_modules(symbol) != content:
        raise StationError(ErrorCode.CODE_UNREADABLE)
    return CodeMatrix(symbol.size, symbol.modules, content)


def place_code(box: Box, modules: int, dpi: float) -> Placement:
    """Place a code of `modules` a side (quiet zone included) in the middle of a box.

    The module is a whole number of dots of a printer with `dpi` dots an inch, and so is the
    corner. Raises StationError CODE_TOO_SMALL with the side that the code needs (`needed_mm`)
    and the side that it has (`given_mm`).
    """
    dot = 25.4 / dpi
    side = min(box.width, box.height)
    dots = int(side / dot / modules + 1e-6)
    if dots < LEAST_DOTS or dots * dot < LEAST_MODULE_MM - 0.001:
        least = max(LEAST_DOTS, math.ceil((LEAST_MODULE_MM - 0.001) / dot))
        values = {"needed_mm": f"{modules * least * dot:.1f}", "given_mm": f"{side:.1f}"}
        raise StationError(ErrorCode.CODE_TOO_SMALL, values)
    module = dots * dot
    spare = side - modules * module
    left = math.floor((box.x + (box.width - side + spare) / 2) / dot) * dot
    top = math.floor((box.y + (box.height - side + spare) / 2) / dot) * dot
    return Placement(left + QUIET_MODULES * module, top + QUIET_MODULES * module, module)
