"""Reads a layout file, and refuses whatever is not right with its line and what is expected.

Knows no Qt. Every refusal is a StationError, LAYOUT_NOT_TOML with `file` (its line at the end)
and `expected`, or LAYOUT_WRONG with `file`, `line`, `key`, `value` and `expected`. The format is
explained in `resources/layouts/README.md`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.paper_choices import Kind
from kiosk.models.settings_schema import (
    READABLE_EXPECTED,
    SHORT_EXPECTED,
    TOML_EXPECTED,
    UTF8_EXPECTED,
)
from kiosk.printing import layout_expectations as expected
from kiosk.printing.layout_checks import check_parts
from kiosk.printing.layout_parts import LayoutFile, Part, Sheet
from kiosk.printing.layout_tables import READERS
from kiosk.printing.layout_values import LayoutTable
from kiosk.printing.toml_lines import KeyLines
from kiosk.services.files import open_regular
from kiosk.services.toml_text import FILE_BYTES_MAX, read_toml

LEAST_MM, MOST_MM = 10, 1000
MOST_PARTS = 200

FindBase = Callable[[str], LayoutFile | None]
"""Returns the layout of a name for `from`, or None where there is none."""


def read_layout(file: Path, find_base: FindBase | None = None) -> LayoutFile:
    """Read a layout file; its name is the file's without the ending.

    `find_base` finds the layout that the file names with `from`. Raises StationError
    LAYOUT_NOT_TOML or LAYOUT_WRONG.
    """
    try:
        with open_regular(file) as stream:
            content = stream.read(FILE_BYTES_MAX + 1)
    except (OSError, ValueError) as error:
        _refuse_text(str(file), READABLE_EXPECTED, error)
    if len(content) > FILE_BYTES_MAX:
        _refuse_text(str(file), SHORT_EXPECTED)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _refuse_text(f"{file}:{line}", UTF8_EXPECTED, error)
    return parse_layout(text, str(file), file.stem, file.parent, find_base)


def parse_layout(
    text: str,
    origin: str,
    name: str,
    folder: Path | None = None,
    find_base: FindBase | None = None,
) -> LayoutFile:
    """Turn the text of a layout file, called `origin` in errors, into a layout of that name.

    Pictures are looked for in `folder`. Raises as `read_layout` does.
    """
    try:
        content = read_toml(text)
    except tomllib.TOMLDecodeError as error:
        _refuse_text(f"{origin}{_line_in(error, text)}", TOML_EXPECTED, error)
    except (ValueError, RecursionError) as error:
        _refuse_text(origin, TOML_EXPECTED, error)
    table = LayoutTable(content, (), origin, KeyLines(text), folder)
    layout = _layout(table, name, find_base)
    table.refuse_rest()
    check_parts(layout, table)
    return layout


def _layout(table: LayoutTable, name: str, find_base: FindBase | None) -> LayoutFile:
    title = table.text("title")
    base_name = table.text("from", "")
    if base_name:
        base = find_base(base_name) if find_base else None
        if base is None or base.sheet is not None:
            table.refuse("from", expected.CARD_NAME)
        sheet_table = table.table("sheet")
        several = _sheet(sheet_table, base.width, base.height)
        return LayoutFile(name, title, base.kind, base.width, base.height, base.parts, several)
    kind = table.choice("kind", {kind.value: kind for kind in Kind}, expected.KIND)
    width = table.number("width", LEAST_MM, MOST_MM, expected.PAGE_LENGTH)
    height = table.number("height", LEAST_MM, MOST_MM, expected.PAGE_LENGTH)
    parts: list[Part] = []
    for word, reader in READERS.items():
        for entry in table.tables(word):
            if len(parts) >= MOST_PARTS:
                entry.refuse_whole(expected.FEWER_PARTS)
            parts.append(reader(entry))
            entry.refuse_rest()
    found = table.table("sheet") if table.has("sheet") else None
    sheet = None if found is None else _sheet(found, width, height)
    return LayoutFile(name, title, kind, width, height, tuple(parts), sheet)


def _sheet(table: LayoutTable, card_width: float, card_height: float) -> Sheet:
    sheet = Sheet(
        table.number("width", LEAST_MM, MOST_MM, expected.PAGE_LENGTH),
        table.number("height", LEAST_MM, MOST_MM, expected.PAGE_LENGTH),
        table.whole_number("columns", 1, 20, expected.COUNT),
        table.whole_number("rows", 1, 20, expected.COUNT),
        table.number("left", 0, MOST_MM, expected.PLACE),
        table.number("top", 0, MOST_MM, expected.PLACE),
        table.number("gap_across", 0, MOST_MM, expected.PLACE, 0),
        table.number("gap_down", 0, MOST_MM, expected.PLACE, 0),
        table.yes_no("cut_marks", default=True),
    )
    table.refuse_rest()
    across = sheet.columns * (card_width + sheet.gap_across) - sheet.gap_across
    down = sheet.rows * (card_height + sheet.gap_down) - sheet.gap_down
    if sheet.left + across > sheet.width + 0.01:
        table.refuse("columns", expected.CARDS_FIT)
    if sheet.top + down > sheet.height + 0.01:
        table.refuse("rows", expected.CARDS_FIT)
    return sheet


def _line_in(error: Exception, text: str) -> str:
    """Return ':LINE' where the parser tells it."""
    message = str(error)
    _, found, rest = message.rpartition("(at line ")
    if found:
        return f":{rest.partition(',')[0]}"
    return f":{len(text.splitlines())}" if message.endswith("(at end of document)") else ""


def _refuse_text(file: str, expectation: str, cause: Exception | None = None) -> NoReturn:
    values: Mapping[str, str] = {"file": file, "expected": expectation}
    raise StationError(ErrorCode.LAYOUT_NOT_TOML, values) from cause
