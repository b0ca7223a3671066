"""Makes the QR code of a badge from its content, and refuses one that does not say just that."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.printing.geometry import Box

QUIET_MODULES = 4
"""White modules around a code (ISO/IEC 18004)."""

AIM_MODULE_MM = 0.5
"""A module that a phone reads from about 25 cm, whatever the printer."""

LEAST_MODULE_MM = 0.375
"""The smallest module that is printed: three dots at 203 dpi, read from about 15 cm."""

LEAST_DOTS = 3
"""The fewest printer dots that a module may have on a side."""

_MASK = 3
"""Any of the eight masks reads equally well; trying them all costs five times the rest."""


@dataclass(frozen=True)
class Run:
    """Dark modules side by side: column and row of the first, and how many."""

    column: int
    row: int
    length: int


@dataclass(frozen=True)
class CodeMatrix:
    """A QR code: `size` modules a side, one byte a module in reading order, 1 is dark.

    `content` is what it says. Both are secrets.
    """

    size: int
    modules: bytearray = field(repr=False)
    content: Secret

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The dark modules as horizontal runs, as long as they can be."""
        found: list[Run] = []
        for row in range(self.size):
            line = bytes(self.modules[row * self.size : (row + 1) * self.size])
            start = line.find(1)
            while start >= 0:
                end = line.find(0, start)
                end = self.size if end < 0 else end
                found.append(Run(start, row, end - start))
                start = line.find(1, end)
        return tuple(found)

    def clear(self) -> None:
        """Overwrite the modules, so that nothing is painted any more. May be called twice."""
        for index in range(len(self.modules)):
            self.modules[index] = 0
        self.__dict__.pop("runs", None)


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


def make_code(content: Secret, error_correction: str) -> CodeMatrix:
    """Return the code that says `content`, at the level `l`, `m`, `q` or `h`.

    Raises StationError CODE_UNREADABLE when it cannot be made, or when a decoder reads
    anything but exactly these bytes.
    """
    from qrcode.exceptions import DataOverflowError  # noqa: PLC0415 - not on the way to page one
    from qrcode.main import QRCode  # noqa: PLC0415
    from qrcode.util import QRData  # noqa: PLC0415

    levels = {"l": 1, "m": 0, "q": 3, "h": 2}
    if content.is_cleared or error_correction.lower() not in levels:
        raise StationError(ErrorCode.CODE_UNREADABLE)
    code = QRCode(error_correction=levels[error_correction.lower()], mask_pattern=_MASK, border=0)
    try:
        code.add_data(QRData(content.reveal_bytes(), mode=4), optimize=0)
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        # Without a cause: the library's error text may quote what it was given.
        raise StationError(ErrorCode.CODE_UNREADABLE) from None
    rows = code.modules
    matrix = CodeMatrix(len(rows), bytearray(bool(cell) for row in rows for cell in row), content)
    check_says(_as_pixels(matrix), matrix.size * 3 + 2 * QUIET_MODULES * 3, content)
    return matrix


def _as_pixels(matrix: CodeMatrix, scale: int = 3) -> bytearray:
    """Return the code as 8-bit grey pixels, `scale` a module, quiet zone included."""
    side = (matrix.size + 2 * QUIET_MODULES) * scale
    pixels = bytearray(b"\xff" * (side * side))
    for run in matrix.runs:
        start = (run.column + QUIET_MODULES) * scale
        ink = b"\x00" * (run.length * scale)
        for line in range(scale):
            at = ((run.row + QUIET_MODULES) * scale + line) * side + start
            pixels[at : at + len(ink)] = ink
    return pixels


def check_says(pixels: bytes | bytearray | memoryview, width: int, content: Secret) -> None:
    """Raise StationError CODE_UNREADABLE unless the picture holds one code that says `content`.

    `pixels` are 8-bit grey, `width` a line, without padding.
    """
    import zxingcpp  # noqa: PLC0415 - not on the way to page one

    shape = (len(pixels) // width, width)
    found = zxingcpp.read_barcodes(
        memoryview(pixels).cast("B", shape),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        try_downscale=False,
        try_invert=False,
    )
    if len(found) != 1 or Secret(found[0].bytes) != content:
        raise StationError(ErrorCode.CODE_UNREADABLE)


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
