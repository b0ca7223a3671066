"""Draws a QR code as the service does: an SVG of a rectangle per run of dark modules, or a PNG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import zxingcpp

from kiosk.practice.png import png

QUIET_ZONE = 4
MODULE_PIXELS = 4
_DARK = bytes([1] * 128 + [0] * 128)
ERROR_CORRECTION = "l"

_MOST = 177 + 2 * QUIET_ZONE
_STARTS = [f'<rect x="{column * MODULE_PIXELS}' for column in range(_MOST)]
_ENDS = [
    f'{length * MODULE_PIXELS}" height="{MODULE_PIXELS}" fill="#000000" />'
    for length in range(_MOST)
]


def module_rows(content: str) -> list[bytes]:
    """Return the code's modules without a quiet zone, row by row; a dark module is 1."""
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    picture = code.to_image(scale=1, add_quiet_zones=False)
    height, width = picture.shape[:2]
    # The library's types do not say that a picture is a buffer, as it is.
    dark = bytes(cast("bytes", picture)).translate(_DARK)
    return [dark[row * width : (row + 1) * width] for row in range(height)]


def svg(rows: Sequence[bytes]) -> bytes:
    """Return the picture of a code, quiet zone included."""
    side = (len(rows) + 2 * QUIET_ZONE) * MODULE_PIXELS
    parts = [
        '<svg version="1.1" baseProfile="full" shape-rendering="crispEdges" '
        f'width="{side}" height="{side}" viewBox="0 0 {side} {side}" '
        'xmlns="http://www.w3.org/2000/svg">',
        f'<rect x="0" y="0" width="{side}" height="{side}" fill="#FFFFFF" />',
    ]
    for line, row in enumerate(rows):
        top = f'" y="{(line + QUIET_ZONE) * MODULE_PIXELS}" width="'
        column = QUIET_ZONE
        for dark in row.split(b"\0"):
            if dark:
                length = len(dark)
                parts += (_STARTS[column], top, _ENDS[length])
                column += length
            column += 1
    parts.append("</svg>")
    return "".join(parts).encode()


def raster(rows: Sequence[bytes]) -> bytes:
    """Return the picture of a code as a PNG, quiet zone included."""
    side = (len(rows) + 2 * QUIET_ZONE) * MODULE_PIXELS
    margin = bytes(QUIET_ZONE * MODULE_PIXELS)
    blank = [bytes(side)] * (QUIET_ZONE * MODULE_PIXELS)
    lines: list[bytes] = []
    for row in rows:
        line = b"".join(bytes([module]) * MODULE_PIXELS for module in row)
        lines += [margin + line + margin] * MODULE_PIXELS
    return png(side, side, ("ffffff", "000000"), blank + lines + blank)
