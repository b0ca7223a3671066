"""Turns each table of a layout file into the part that it describes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from kiosk.printing import layout_expectations as expected
from kiosk.printing.geometry import Box
from kiosk.printing.layout_parts import (
    CodePart,
    Condition,
    CutPart,
    FoldPart,
    FramePart,
    LinePart,
    Part,
    PicturePart,
    PracticePart,
    TextLine,
    TextPart,
    What,
)
from kiosk.printing.layout_values import LayoutTable
from kiosk.printing.page import BLACK, INK, LINE, WHITE, Align, Colour, Vertical, Weight

CONTRAST_MIN = 7.0
PICTURE_BYTES_MAX = 2 * 1024 * 1024
FOLD_MM = 0.2

_CONDITIONS = {condition.value: condition for condition in Condition}
_WHATS = {what.value: what for what in What}
_WEIGHTS = {weight.name.lower(): weight for weight in Weight}
_ALIGNS = {align.name.lower(): align for align in Align}
_VERTICALS = {vertical.name.lower(): vertical for vertical in Vertical}
_PICTURE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def contrast(dark: Colour, light: Colour) -> float:
    """Return the contrast of two colours as WCAG defines it; under 1 where dark is lighter."""
    return (_luminance(light) + 0.05) / (_luminance(dark) + 0.05)


def _luminance(colour: Colour) -> float:
    channels = [channel / 255 for channel in (colour.red, colour.green, colour.blue)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _only(table: LayoutTable) -> frozenset[Condition]:
    return table.choices("only", _CONDITIONS, expected.ONLY)


def _page(table: LayoutTable) -> int:
    return table.whole_number("page", 1, 2, expected.PAGE_NUMBER, 1)


def _box(table: LayoutTable) -> Box:
    return Box(
        table.number("x", 0, 1000, expected.PLACE),
        table.number("y", 0, 1000, expected.PLACE),
        table.number("width", 1, 1000, expected.PART_LENGTH),
        table.number("height", 1, 1000, expected.PART_LENGTH),
    )


def _text(table: LayoutTable) -> Part:
    entries = table.tables("lines")
    if not entries:
        table.refuse("lines", expected.LINES)
    lines = []
    for entry in entries:
        lines.append(_text_line(entry))
        entry.refuse_rest()
    vertical = table.choice("vertical", _VERTICALS, expected.VERTICAL, Vertical.TOP)
    return TextPart(_box(table), _only(table), _page(table), table.line, tuple(lines), vertical)


def _text_line(table: LayoutTable) -> TextLine:
    text = table.text("text", "")
    if text and table.has("what"):
        table.refuse("text", expected.WHAT)
    what = None if text else table.choice("what", _WHATS, expected.WHAT)
    size = table.number("size", 4, 200, expected.POINTS)
    smallest = table.number("smallest", 4, 200, expected.POINTS, size)
    if smallest > size:
        table.refuse("smallest", expected.SMALLER)
    return TextLine(
        size,
        what,
        text,
        smallest,
        table.whole_number("most", 1, 20, expected.LINE_COUNT, 1),
        table.choice("weight", _WEIGHTS, expected.WEIGHT, Weight.REGULAR),
        table.choice("align", _ALIGNS, expected.ALIGN, Align.START),
        table.colour("colour", INK),
        table.number("gap", 0, 100, expected.GAP, 0),
        table.number("leading", 1, 3, expected.LEADING, 1.22),
        _only(table),
    )


def _code(table: LayoutTable) -> Part:
    x = table.number("x", 0, 1000, expected.PLACE)
    y = table.number("y", 0, 1000, expected.PLACE)
    side = table.number("size", 15, 1000, expected.CODE_SIDE)
    dark, ground = table.colour("colour", BLACK), table.colour("ground", WHITE)
    if contrast(dark, ground) < CONTRAST_MIN:
        key = "colour" if table.has("colour") else "ground"
        table.refuse(key, expected.CONTRAST)
    only = _only(table) | {Condition.WITH_CODE}
    return CodePart(Box(x, y, side, side), only, _page(table), table.line, dark, ground)


def _is_round(table: LayoutTable) -> bool:
    return table.choice("shape", {"square": False, "round": True}, expected.SHAPE, False)


def _photo(table: LayoutTable) -> Part:
    only = _only(table) | {Condition.WITH_PHOTO}
    return PicturePart(_box(table), only, _page(table), table.line, None, _is_round(table))


def _logo(table: LayoutTable) -> Part:
    name = table.text("file")
    data = _picture_data(table.folder, name)
    if data is None:
        table.refuse("file", expected.PICTURE_FILE)
    box = _box(table)
    return PicturePart(box, _only(table), _page(table), table.line, data, _is_round(table))


def _picture_data(folder: Path | None, name: str) -> bytes | None:
    """Return the bytes of a picture in the folder itself; None where that is none."""
    if folder is None or name != Path(name).name or "\\" in name or ":" in name:
        return None
    try:
        with (folder / name).open("rb") as stream:
            data = stream.read(PICTURE_BYTES_MAX + 1)
    except (OSError, ValueError):
        return None
    is_picture = data.startswith(_PICTURE_STARTS) and len(data) <= PICTURE_BYTES_MAX
    return data if is_picture else None


def _frame(table: LayoutTable) -> Part:
    fill, edge = table.colour("fill", WHITE), table.colour("colour", LINE)
    has_fill = table.has("fill")
    has_edge = table.has("colour") or not has_fill
    return FramePart(
        _box(table),
        _only(table),
        _page(table),
        table.line,
        fill if has_fill else None,
        edge if has_edge else None,
        table.number("thickness", 0.05, 5, expected.THICKNESS, 0.3),
        table.number("radius", 0, 100, expected.GAP, 0),
    )


def _straight(table: LayoutTable, thickness: float) -> Box:
    (x, y), (to_x, to_y) = table.point("from"), table.point("to")
    if (x == to_x) == (y == to_y):
        table.refuse("to", expected.STRAIGHT)
    left, top = min(x, to_x), min(y, to_y)
    if y == to_y:
        return Box(left, max(0.0, y - thickness / 2), abs(to_x - x), thickness)
    return Box(max(0.0, x - thickness / 2), top, thickness, abs(to_y - y))


def _line(table: LayoutTable) -> Part:
    thickness = table.number("thickness", 0.05, 5, expected.THICKNESS, 0.2)
    colour, dashed = table.colour("colour", LINE), table.yes_no("dashed", default=False)
    box = _straight(table, thickness)
    only, page = _only(table), _page(table)
    return LinePart(box, only, page, table.line, colour, thickness, dashed)


def _fold(table: LayoutTable) -> Part:
    return FoldPart(_straight(table, FOLD_MM), _only(table), _page(table), table.line)


def _cut(table: LayoutTable) -> Part:
    return CutPart(_box(table), _only(table), _page(table), table.line)


def _practice(table: LayoutTable) -> Part:
    return PracticePart(_box(table), _only(table), _page(table), table.line)


READERS: Mapping[str, Callable[[LayoutTable], Part]] = MappingProxyType(
    {
        "frame": _frame,
        "line": _line,
        "fold": _fold,
        "cut": _cut,
        "logo": _logo,
        "photo": _photo,
        "code": _code,
        "text": _text,
        "practice": _practice,
    }
)
"""The word of each table, and who reads it; parts are painted in this order."""
