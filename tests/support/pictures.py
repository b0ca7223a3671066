"""Pictures of a code in the forms that generators write: SVG in many ways, and PNG."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence

from kiosk.models.secret import Secret
from kiosk.printing.codes import make_code

Rows = Sequence[bytes]
"""The modules of a code row by row; 1 is dark."""

_SVG = 'xmlns="http://www.w3.org/2000/svg"'


def rows_of(content: bytes, level: str = "l") -> list[bytes]:
    """Return the modules of the code that says this."""
    code = make_code(Secret(content), level)
    return [
        bytes(code.modules[start : start + code.size])
        for start in range(0, code.size**2, code.size)
    ]


def dark_modules(rows: Rows) -> Iterator[tuple[int, int]]:
    """Return column and row of each dark module."""
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            if module:
                yield x, y


def dark_runs(rows: Rows) -> Iterator[tuple[int, int, int]]:
    """Return column, row and length of each run of dark modules."""
    for y, row in enumerate(rows):
        start = row.find(1)
        while start >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            yield start, y, end - start
            start = row.find(1, end)


# SVG


def svg(inside: str, size: int, attributes: str = _SVG) -> bytes:
    """Return a whole SVG of `size` units a side."""
    return f'<svg {attributes} viewBox="0 0 {size} {size}">{inside}</svg>'.encode()


def rectangle_per_module(rows: Rows) -> bytes:
    cells = "".join(
        f'<rect x="{x + 4}" y="{y + 4}" width="1" height="1"/>' for x, y in dark_modules(rows)
    )
    return svg(cells, len(rows) + 8)


def rectangle_per_run(rows: Rows) -> bytes:
    side = (len(rows) + 8) * 4
    cells = "".join(
        f'<rect x="{(x + 4) * 4}" y="{(y + 4) * 4}" width="{length * 4}" height="4" '
        'fill="#000000" />'
        for x, y, length in dark_runs(rows)
    )
    paper = f'<rect x="0" y="0" width="{side}" height="{side}" fill="#FFFFFF" />'
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + svg(paper + cells, side)


def rectangles_in_millimetres(rows: Rows) -> bytes:
    cells = "".join(
        f'<svg:rect x="{x + 4}mm" y="{y + 4}mm" width="1mm" height="1mm" />'
        for x, y in dark_modules(rows)
    )
    side = len(rows) + 8
    return (
        f'<svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="{side}mm" height="{side}mm" '
        f'version="1.1">{cells}</svg:svg>'
    ).encode()


def rectangles_of_odd_sizes(rows: Rows) -> bytes:
    cells = "".join(
        f'<rect x="{13.37 + x * 2.7 - 0.05:.3f}" y="{-5 + y * 2.7 - 0.05:.3f}" width="2.8" '
        'height="2.8px" style="stroke:none;fill:rgb(20,20,60)"/>'
        for x, y in dark_modules(rows)
    )
    return svg('<rect width="100%" height="100%" fill="white"/>' + cells, len(rows) * 4)


def one_path_of_runs(rows: Rows) -> bytes:
    path = "".join(f"M{x + 4} {y + 4}h{length}v1h-{length}z" for x, y, length in dark_runs(rows))
    return svg(f'<path fill="#000" d="{path}"/>', len(rows) + 8)


def one_path_of_corners(rows: Rows) -> bytes:
    path = "".join(f"M{x + 4},{y + 4}H{x + 5}V{y + 5}H{x + 4}z" for x, y in dark_modules(rows))
    fill = 'fill="#000000" fill-opacity="1" fill-rule="nonzero" stroke="none"'
    return svg(f'<path d="{path}" id="qr-path" {fill}/>', len(rows) + 8)


def path_per_module(rows: Rows) -> bytes:
    paths = "".join(
        f'<path d="M {x + 4} {y + 4} L {x + 5} {y + 4} {x + 5} {y + 5} {x + 4} {y + 5} Z"/>'
        for x, y in dark_modules(rows)
    )
    return svg(f'<g fill="black">{paths}</g>', len(rows) + 8)


def strokes(rows: Rows) -> bytes:
    path = "".join(f"M{x + 4} {y + 4.5}h{length}" for x, y, length in dark_runs(rows))
    paper = f'<path fill="#ffffff" d="M0 0h{len(rows) + 8}v{len(rows) + 8}H0z"/>'
    return svg(f'{paper}<path stroke="#000000" d="{path}"/>', len(rows) + 8)


def shifted_and_scaled(rows: Rows) -> bytes:
    cells = "".join(
        f'<rect x="{x}" y="{y}" width="{length}" height="1"/>' for x, y, length in dark_runs(rows)
    )
    inner = f'<g transform="translate(4.00,4.00)"><title>code</title>{cells}</g>'
    return svg(f'<g transform="scale(2.5)">{inner}</g>', (len(rows) + 8) * 3)


def holes_cut_by_evenodd(rows: Rows) -> bytes:
    side = len(rows)
    light = [bytes(1 - module for module in row) for row in rows]
    holes = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in dark_runs(light))
    return svg(f'<path fill-rule="evenodd" d="M0 0H{side}V{side}H0z{holes}"/>', side)


def white_over_black(rows: Rows) -> bytes:
    """The code without a quiet zone: white runs on a black square."""
    side = len(rows)
    light = [bytes(1 - module for module in row) for row in rows]
    holes = "".join(
        f'<rect x="{x}" y="{y}" width="{length}" height="1" fill="#fff"/>'
        for x, y, length in dark_runs(light)
    )
    return svg(f'<rect width="{side}" height="{side}"/>{holes}', side, attributes="")


SVG_FORMS: tuple[Callable[[Rows], bytes], ...] = (
    rectangle_per_module,
    rectangle_per_run,
    rectangles_in_millimetres,
    rectangles_of_odd_sizes,
    one_path_of_runs,
    one_path_of_corners,
    path_per_module,
    strokes,
    shifted_and_scaled,
    holes_cut_by_evenodd,
    white_over_black,
)


# PNG


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_file(
    width: int, height: int, lines: bytes, *, depth: int = 8, colour: int = 0, more: bytes = b""
) -> bytes:
    """Return a PNG of unfiltered lines, each after a zero; `more` are chunks before the data."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", head),
            more,
            _chunk(b"IDAT", zlib.compress(lines)),
            _chunk(b"IEND", b""),
        ]
    )


def enlarged(rows: Rows, scale: int, quiet: int) -> list[bytes]:
    """Return lines of pixels, 1 is dark, with `quiet` light modules around."""
    beside = bytes(quiet * scale)
    lines = [
        beside + b"".join(bytes([module]) * scale for module in row) + beside
        for row in rows
        for _ in range(scale)
    ]
    blank = [bytes(len(lines[0]))] * (quiet * scale)
    return [*blank, *lines, *blank]


def grey_png(rows: Rows, scale: int = 4, quiet: int = 4) -> bytes:
    lines = enlarged(rows, scale, quiet)
    shades = bytes([255, 0] * 128)
    return png_file(len(lines[0]), len(lines), b"".join(b"\0" + x.translate(shades) for x in lines))


def palette_png(rows: Rows, scale: int = 4, quiet: int = 4) -> bytes:
    lines = enlarged(rows, scale, quiet)
    palette = _chunk(b"PLTE", bytes([255, 255, 255, 0, 0, 90]))
    data = b"".join(b"\0" + line for line in lines)
    return png_file(len(lines[0]), len(lines), data, colour=3, more=palette)


def transparent_png(rows: Rows, scale: int = 4, quiet: int = 4) -> bytes:
    """Black on nothing: where nothing is painted the pixels are black too."""
    lines = enlarged(rows, scale, quiet)
    pixels = (bytes([0, 0, 0, 0]), bytes([0, 0, 0, 255]))
    data = b"".join(b"\0" + b"".join(pixels[x] for x in line) for line in lines)
    return png_file(len(lines[0]), len(lines), data, colour=6)


def one_bit_png(rows: Rows, scale: int = 4, quiet: int = 4) -> bytes:
    lines = enlarged(rows, scale, quiet)
    data = bytearray()
    for line in lines:
        bits = "".join("0" if x else "1" for x in line)
        bits += "1" * (-len(bits) % 8)
        data += b"\0" + int(bits, 2).to_bytes(len(bits) // 8)
    return png_file(len(lines[0]), len(lines), bytes(data), depth=1)


PNG_FORMS: tuple[Callable[[Rows, int, int], bytes], ...] = (
    grey_png,
    palette_png,
    transparent_png,
    one_bit_png,
)
