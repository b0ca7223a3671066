"""Finds the grid of modules under the painted areas of a code's picture, and what it shows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kiosk.printing.svg_areas import Area
from kiosk.printing.symbols import SIZES, Symbol

_OFF_GRID = 0.2
"""How far from the grid an edge may lie, in modules: some let modules overlap or shrink a bit."""

_FAR = 1e7
"""Coordinates lie nearer than this."""

_CROSSINGS_MAX = 250_000
"""Rows that all edges may cross together; the largest code, a rectangle a module, has 32,000."""


def find_symbol(areas: Sequence[Area]) -> Symbol | None:
    """Return the modules that the areas show, or None where they lie on no grid of a code.

    A code is dark on all four sides, so that its dark areas' outline is the grid's.
    """
    # Numbers that a picture has no use for, endless ones among them, do not compute.
    if not all(-_FAR < place < _FAR for area in areas for edge in area.edges for place in edge):
        return None
    columns, rows = _lines_of(area for area in areas if area.dark)
    if not columns:
        return None
    left, right, top, bottom = min(columns), max(columns), min(rows), max(rows)
    light_columns, light_rows = _lines_of(area for area in areas if not area.dark)
    columns |= {place for place in light_columns if left < place < right}
    rows |= {place for place in light_rows if top < place < bottom}
    for size in SIZES:
        across, down = (right - left) / size, (bottom - top) / size
        if across > 0 < down and _fits(columns, left, across) and _fits(rows, top, down):
            return _painted(areas, size, (left, top), (across, down))
    return None


def _lines_of(areas: Iterable[Area]) -> tuple[set[float], set[float]]:
    """Return where areas begin and end, across and down."""
    edges = [edge for area in areas for edge in area.edges]
    columns = {edge[0] for edge in edges}
    return columns, {edge[1] for edge in edges} | {edge[2] for edge in edges}


def _fits(places: Iterable[float], start: float, step: float) -> bool:
    """Say whether all places lie on the lines of a grid."""
    for place in places:
        line = (place - start) / step
        if abs(line - round(line)) > _OFF_GRID:
            return False
    return True


def _painted(
    areas: Sequence[Area], size: int, corner: tuple[float, float], step: tuple[float, float]
) -> Symbol | None:
    """Paint the areas one over the other; a module is what its middle is."""
    modules = bytearray(size * size)
    crossings_left = _CROSSINGS_MAX
    for area in areas:
        crossings: dict[int, list[tuple[int, int]]] = {}
        for x, begin, end in area.edges:
            column = _first_middle_after((x - corner[0]) / step[0], size)
            low, high, turn = (begin, end, 1) if begin < end else (end, begin, -1)
            first = _first_middle_after((low - corner[1]) / step[1], size)
            last = _first_middle_after((high - corner[1]) / step[1], size)
            crossings_left -= last - first
            if crossings_left < 0:
                return None
            for row in range(first, last):
                crossings.setdefault(row, []).append((column, turn))
        for row, found in crossings.items():
            found.sort()
            winding = 0
            for (column, turn), (following, _) in pairwise(found):
                winding += turn
                if winding % 2 if area.even_odd else winding:
                    start = row * size
                    shade = bytes([area.dark]) * (following - column)
                    modules[start + column : start + following] = shade
    return Symbol(size, modules)


def _first_middle_after(place: float, size: int) -> int:
    """Return the first module whose middle lies behind a place, at most `size`."""
    # Modules can be so small that a place a little beside them is endlessly far.
    return size if place >= size else max(math.ceil(max(place, 0.0) - 0.5), 0)
