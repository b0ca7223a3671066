"""Reads the areas that an SVG paints, as generators of QR codes write them; nothing is fetched.

A badge's picture comes from outside, so this understands little on purpose: rectangles, and
paths of upright and level lines, with units, groups, shifts and scales. What else could paint
is not guessed at: the picture counts as not readable. Qt's own reader is no way out, because
it calls pictures valid that it draws as a black block, and it would follow links.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple
from xml.parsers import expat

from kiosk.printing.svg_paths import NUMBER, NUMBERS, Line, is_upright, read_path

Edge = tuple[float, float, float]
"""An upright edge: where it stands, and the heights at which it begins and ends."""

_EDGES_MAX = 100_000
"""The largest code, a rectangle a module, has a third of it."""

_DEPTH_MAX = 32

_SVG = "http://www.w3.org/2000/svg"
_RECTANGLE = ("x", "y", "width", "height")
_SILENT = frozenset({"defs", "desc", "metadata", "style", "title"})
"""Elements that paint nothing where they stand."""

_STYLING = frozenset(
    {
        "fill", "fill-opacity", "fill-rule", "opacity", "stroke", "stroke-opacity",
        "stroke-width", "style", "transform",
    }
)  # fmt: skip
_LENGTH = re.compile(rf"({NUMBER})(px|pt|pc|mm|cm|in|)", re.ASCII)
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_DECLARATION = re.compile("<!(?!--)")
_TRANSFORM_MAX = 200
_TRANSFORM = re.compile(r"\s*(translate|scale)\(([^()]*)\)[\s,]*")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")


class _NotUnderstoodError(Exception):
    """The picture holds something else. Stays in this module and says nothing about it."""


class Area(NamedTuple):
    """A straight-sided area by its upright edges, painted dark or light over what was there."""

    edges: list[Edge]
    dark: bool
    even_odd: bool = False


class _Style(NamedTuple):
    """What an element hands down: shades (True is dark, None paints nothing) and its grid."""

    fill: bool | None = True
    stroke: bool | None = None
    stroke_width: float = 1.0
    even_odd: bool = False
    scale_x: float = 1.0
    scale_y: float = 1.0
    left: float = 0.0
    top: float = 0.0


def read_areas(data: bytes) -> list[Area] | None:
    """Return what the SVG paints, in its order, or None where not all of it is understood."""
    try:
        # Decoded here, so that no other encoding can hide a declaration from the next line.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    # Declarations can define entities, name files and multiply; a picture needs none. With a
    # zero in it the parser would take the text for UTF-16, in which they look different.
    if _DECLARATION.search(text) or "\0" in text:
        return None
    reader = _Reader()
    parser = expat.ParserCreate("utf-8", " ")
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(text.encode(), True)
    except (expat.ExpatError, _NotUnderstoodError):
        return None
    return reader.areas


class _Reader:
    """Listens to the XML parser and keeps what is painted."""

    def __init__(self) -> None:
        self.areas: list[Area] = []
        self._styles = [_Style()]
        # A code has thousands of elements, and next to no styles.
        self._known: dict[tuple[_Style, tuple[tuple[str, str], ...]], _Style] = {}
        self._silent = 0
        self._edges = 0
        self._any_dark = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take the beginning of an element and its attributes."""
        namespace, _, element = name.rpartition(" ")
        if len(self._styles) + self._silent > _DEPTH_MAX:
            raise _NotUnderstoodError
        if self._silent or element in _SILENT:
            self._silent += 1
            return
        is_outermost = len(self._styles) == 1
        if namespace not in {"", _SVG} or is_outermost != (element == "svg"):
            raise _NotUnderstoodError
        style = self._styles[-1]
        if not _STYLING.isdisjoint(given):
            style = self._styled(style, given)
        self._styles.append(style)
        if element == "rect":
            self._rectangle(given, style)
        elif element == "path":
            self._path(given.get("d", ""), style)
        elif element not in {"svg", "g"}:
            raise _NotUnderstoodError

    def refuse(self, *_declared: object) -> None:
        """Take a declaration, should one get here after all."""
        raise _NotUnderstoodError

    def end(self, _name: str) -> None:
        """Take the end of an element."""
        if self._silent:
            self._silent -= 1
        else:
            self._styles.pop()

    def _styled(self, style: _Style, given: dict[str, str]) -> _Style:
        key = style, tuple((name, value) for name, value in given.items() if name in _STYLING)
        if key not in self._known:
            self._known[key] = _handed_down(style, {**given, **_declared(given.get("style", ""))})
        return self._known[key]

    def _rectangle(self, given: dict[str, str], style: _Style) -> None:
        if style.fill is None or self._is_paper(style.fill):
            return
        x, y, width, height = (_length(given.get(name, "0")) for name in _RECTANGLE)
        self._add(_box(x, y, x + width, y + height), style, dark=style.fill)

    def _path(self, text: str, style: _Style) -> None:
        if style.stroke is None and (style.fill is None or self._is_paper(style.fill)):
            return
        outline = read_path(text)
        if outline is None:
            raise _NotUnderstoodError
        if style.fill is not None:
            lines = (*outline.lines, *outline.closings)
            upright = [line for line in lines if is_upright(line)]
            self._add([(x, y, end) for x, y, _, end in upright], style, dark=style.fill)
        if style.stroke is not None:
            for line in outline.lines:
                self._add(_stroked(line, style.stroke_width / 2), style, dark=style.stroke)

    def _is_paper(self, shade: bool) -> bool:  # noqa: FBT001 - the one thing it is about
        # White on white is nothing, however large: its size is often given in percent.
        return not shade and not self._any_dark

    def _add(self, edges: list[Edge], style: _Style, *, dark: bool) -> None:
        self._edges += len(edges)
        if self._edges > _EDGES_MAX:
            raise _NotUnderstoodError
        across, down, left, top = style.scale_x, style.scale_y, style.left, style.top
        if (across, down, left, top) != (1, 1, 0, 0):
            edges = [
                (x * across + left, begin * down + top, end * down + top) for x, begin, end in edges
            ]
        if edges:
            self.areas.append(Area(edges, dark, style.even_odd))
            self._any_dark = self._any_dark or dark


def _box(left: float, top: float, right: float, bottom: float) -> list[Edge]:
    return [(left, bottom, top), (right, top, bottom)]


def _stroked(line: Line, half: float) -> list[Edge]:
    """Return what a line's stroke covers; its ends are cut off where it ends."""
    x, y, end_x, end_y = line
    if is_upright(line):
        return _box(x - half, min(y, end_y), x + half, max(y, end_y))
    return _box(min(x, end_x), y - half, max(x, end_x), y + half)


def _handed_down(style: _Style, given: dict[str, str]) -> _Style:
    """Return the style of an element that has these attributes, inside one of that style."""
    changed = style
    if "fill" in given:
        changed = changed._replace(fill=_is_dark(given["fill"]))
    if "stroke" in given:
        changed = changed._replace(stroke=_is_dark(given["stroke"]))
    if _is_zero(given, "opacity") or _is_zero(given, "fill-opacity"):
        changed = changed._replace(fill=None)
    if _is_zero(given, "opacity") or _is_zero(given, "stroke-opacity"):
        changed = changed._replace(stroke=None)
    if "stroke-width" in given:
        changed = changed._replace(stroke_width=_length(given["stroke-width"]))
    if "fill-rule" in given:
        changed = changed._replace(even_odd=given["fill-rule"].strip() == "evenodd")
    if "transform" in given:
        changed = _transformed(changed, given["transform"])
    return changed


def _transformed(style: _Style, text: str) -> _Style:
    """Return the style with shifts and scales added; anything that turns is not understood."""
    if len(text) > _TRANSFORM_MAX or _TRANSFORM.sub("", text).strip():
        raise _NotUnderstoodError
    for kind, inside in _TRANSFORM.findall(text):
        numbers = [float(number) for number in NUMBERS.findall(inside)]
        if len(numbers) not in {1, 2}:
            raise _NotUnderstoodError
        if kind == "translate":
            across, down = numbers[0], numbers[1] if len(numbers) == 2 else 0.0
            style = style._replace(
                left=style.left + across * style.scale_x, top=style.top + down * style.scale_y
            )
        else:
            style = style._replace(
                scale_x=style.scale_x * numbers[0], scale_y=style.scale_y * numbers[-1]
            )
    return style


def _declared(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _is_zero(given: dict[str, str], name: str) -> bool:
    found = _LENGTH.fullmatch(given.get(name, "1").strip())
    return found is not None and float(found.group(1)) == 0


def _length(text: str) -> float:
    # The pattern comes first, because Python also reads `nan`, `inf` and `1_0` as numbers.
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        raise _NotUnderstoodError
    length = float(found.group(1)) * _UNITS[found.group(2)]
    # A number can be plain and still too large.
    if not math.isfinite(length):
        raise _NotUnderstoodError
    return length


def _is_dark(colour: str) -> bool | None:
    """Say whether a colour is dark; None paints nothing."""
    colour = colour.strip().lower()
    if colour in {"none", "transparent"}:
        return None
    if colour == "white":
        return False
    if found := _HEX.fullmatch(colour):
        digits = found.group(1)
        digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
        channels = [float(int(digits[index : index + 2], 16)) for index in (0, 2, 4)]
    elif colour.startswith("rgb(") and "%" not in colour:
        channels = [float(number) for number in NUMBERS.findall(colour)[:3]]
    else:
        # Black and its like; a light colour by any other name ends in a code that does not read.
        return True
    return sum(channels) < 3 * 128
