"""Writes a PNG: a palette, and rows with one byte a pixel."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence


def png(wide: int, high: int, colours: Sequence[str], rows: Sequence[bytes]) -> bytes:
    """Return the picture; a pixel is the place of its colour (six hex digits) in the palette.

    Source: 'Portable Network Graphics Specification' (W3C), colour type 3.
    """
    header = struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)
    palette = b"".join(bytes.fromhex(colour) for colour in colours)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, content)
        for kind, content in (
            (b"IHDR", header),
            (b"PLTE", palette),
            (b"IDAT", pixels),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
