"""The border to zxing-cpp: QR symbols read off grey pixels, and made from bytes in a millisecond.

Nothing here raises with content: what cannot be read or made is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from kiosk.models.secret import Secret

if TYPE_CHECKING:
    from zxingcpp import Barcode

QUIET_MODULES = 4
"""White modules around a code (ISO/IEC 18004)."""

SIZES = range(21, 178, 4)
"""Modules a side that a QR code can have: versions 1 to 40."""

MASK = 3
"""Any of the eight masks reads equally well; trying them all costs five times the rest."""

_INK = bytes([255, 0] * 128)
_DARK = bytes([1] * 128 + [0] * 128)


@dataclass(frozen=True)
class Symbol:
    """A QR symbol: `size` modules a side, one byte a module in reading order, 1 is dark."""

    size: int
    modules: bytearray = field(repr=False)


@dataclass(frozen=True)
class Reading:
    """A symbol that was read, and what it says; whoever has it clears the content."""

    symbol: Symbol
    content: Secret


def as_pixels(symbol: Symbol, scale: int = 3) -> tuple[bytes, int]:
    """Return the symbol as 8-bit grey pixels and their width, `scale` pixels a module.

    The quiet zone is included.
    """
    size = symbol.size
    width = (size + 2 * QUIET_MODULES) * scale
    above = b"\xff" * (width * QUIET_MODULES * scale)
    beside = b"\xff" * (QUIET_MODULES * scale)
    lines = [above]
    for row in range(size):
        shades = symbol.modules[row * size : (row + 1) * size].translate(_INK)
        line = bytearray(size * scale)
        for offset in range(scale):
            line[offset::scale] = shades
        lines.append((beside + line + beside) * scale)
    lines.append(above)
    return b"".join(lines), width


def read_content(pixels: bytes | bytearray | memoryview, width: int) -> Secret | None:
    """Return what the picture's one QR code says; None where there is not exactly one."""
    found = _only_code(pixels, width)
    return None if found is None else Secret(found.bytes)


def read_modules(symbol: Symbol) -> Secret | None:
    """Return what a symbol's own modules say; None where they say nothing.

    Nothing has to be looked for, which halves the time.
    """
    found = _only_code(*as_pixels(symbol, scale=1), is_pure=True)
    return None if found is None else Secret(found.bytes)


def read_symbol(pixels: bytes | bytearray | memoryview, width: int) -> Reading | None:
    """Return the picture's one QR code, its modules as they lie there, errors included."""
    found = _only_code(pixels, width)
    symbol = None if found is None else _modules(found)
    return None if found is None or symbol is None else Reading(symbol, Secret(found.bytes))


def make_symbol(content: Secret, level: str) -> Symbol | None:
    """Return the symbol that says `content` at the level `L`, `M`, `Q` or `H`."""
    import zxingcpp  # noqa: PLC0415 - not on the way to page one

    try:
        made = zxingcpp.create_barcode(
            content.reveal_bytes(), zxingcpp.BarcodeFormat.QRCode, ec_level=level, data_mask=MASK
        )
    except ValueError:
        return None
    return _modules(made)


def _only_code(
    pixels: bytes | bytearray | memoryview, width: int, *, is_pure: bool = False
) -> Barcode | None:
    import zxingcpp  # noqa: PLC0415 - not on the way to page one

    shape = (len(pixels) // width, width)
    found = zxingcpp.read_barcodes(
        memoryview(pixels).cast("B", shape),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        try_downscale=False,
        try_invert=False,
        is_pure=is_pure,
    )
    return found[0] if len(found) == 1 else None


def _modules(code: Barcode) -> Symbol | None:
    picture = code.to_image(scale=1, add_quiet_zones=False)
    height, width = picture.shape[:2]
    if height != width or width not in SIZES:
        return None
    # The library's types do not say that a picture is a buffer, as it is.
    return Symbol(width, bytearray(cast("bytes", picture)).translate(_DARK))
