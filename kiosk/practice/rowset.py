"""Sets of directory rows as one big number each: bit N is row N, so that sets combine at once."""

from __future__ import annotations

from collections.abc import Iterable

_CHUNK = 4096
_CHUNK_MASK = (1 << _CHUNK) - 1


def rowset(rows: Iterable[int], size: int) -> int:
    """Return the set that holds these rows, in a directory of ``size`` rows."""
    octets = bytearray((size >> 3) + 1)
    for row in rows:
        octets[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(octets, "little")


def span(start: int, end: int) -> int:
    """Return the set of the rows from ``start`` up to, and not including, ``end``."""
    return ((1 << (end - start)) - 1) << start if end > start else 0


def first_rows(rows: int, start: int, limit: int) -> list[int]:
    """Return the first ``limit`` rows of a set, from row ``start`` on, in rising order."""
    found: list[int] = []
    rest, base = rows >> start, start
    while rest and len(found) < limit:
        chunk = rest & _CHUNK_MASK
        while chunk and len(found) < limit:
            low = chunk & -chunk
            found.append(base + low.bit_length() - 1)
            chunk ^= low
        rest >>= _CHUNK
        base += _CHUNK
    return found
