"""Reads a list of people in CSV, as it comes out of spreadsheets, directories and pay-rolls.

What stands in a list is never put into an error or a log. What would be a formula in a
spreadsheet is a text like any other here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode
from kiosk.models.one_line import one_line
from kiosk.models.run import Listed
from kiosk.services.runs.csv_cells import is_address, is_guid, is_number, text_of, value_of
from kiosk.services.runs.csv_columns import Column, ColumnKind, columns_of
from kiosk.services.runs.csv_text import (
    SEPARATORS,
    Lines,
    NoTableError,
    Record,
    first_records,
    open_lines,
    read_records,
    refusal,
)

PEOPLE_MAX = 200_000
SAID_CHARACTERS_MAX = 80
# A title, a date and a blank line may stand above the header.
_HEADER_RECORDS = 5
_EXAMPLE = re.compile(
    r"(?:example|beispiel|exemple|ejemplo|esempio|voorbeeld|exemplo|przykład)\s*:", re.IGNORECASE
)


@dataclass(frozen=True)
class _Table:
    """How a table is read: people stand below the line `above`; `rows` have several cells."""

    separator: str
    columns: Sequence[Column]
    above: int
    has_header: bool
    is_template: bool
    rows: int

    @property
    def worth(self) -> tuple[int, int]:
        """How much sense the table makes."""
        return len(self.columns), self.rows


def read_list(file: Path, cancel: CancelToken | None = None) -> Iterator[Listed]:
    """Yield everybody whom a list names, while it is read.

    A row that says in none of the right columns who is meant comes with empty keys, so that it
    is seen. Raises StationError LIST_UNREADABLE, LIST_NOT_TEXT, LIST_WITHOUT_PEOPLE or
    LIST_TOO_LARGE, which may come after the first people: nothing counts before the end. Raises
    WorkCancelledError when cancelled.
    """
    with open_lines(file, cancel or CancelToken()) as lines:
        table = _table_of(lines)
        people = _people(read_records(lines, table.separator), table) if table else iter(())
        count = 0
        for count, listed in enumerate(people, 1):
            if count > PEOPLE_MAX:
                raise refusal(ErrorCode.LIST_TOO_LARGE, file)
            yield listed
        if not count:
            raise refusal(ErrorCode.LIST_WITHOUT_PEOPLE, file)


# How a table is read


def _table_of(lines: Lines) -> _Table | None:
    """Return what fits the first lines best; None where nothing says who is meant."""
    head = lines.peek()
    tables = []
    makes_sense = not head
    for separator in (lines.separator,) if lines.separator else SEPARATORS:
        records = first_records(head, separator, lines.number + 1)
        makes_sense = makes_sense or bool(records)
        table = _table_with([it for it in records if _says_anything(it)], separator)
        if table is not None:
            tables.append(table)
    if not makes_sense:
        raise NoTableError
    return max(tables, key=lambda table: table.worth, default=None)


def _table_with(records: Sequence[Record], separator: str) -> _Table | None:
    is_template = bool(records) and _is_version(records[0])
    rows = records[1:] if is_template else records
    above, columns = _header_of(rows)
    has_header = bool(columns)
    if rows and not has_header:
        above, columns = rows[0].line - 1, _columns_without_header(rows[0].cells)
    if not columns:
        return None
    divided = sum(len(row.cells) > 1 for row in rows)
    return _Table(separator, columns, above, has_header, is_template, divided)


def _header_of(rows: Sequence[Record]) -> tuple[int, Sequence[Column]]:
    """Return the line and the columns of the header; 0 and nothing where there is none."""
    line, columns = 0, list[Column]()
    for number, row in enumerate(rows[:_HEADER_RECORDS], 1):
        # People stand below a header, never above or in it.
        if _is_somebody(row.cells[0]) or _addresses(row.cells):
            break
        found = [
            column
            for column in columns_of(row.cells)
            if column.kind is not ColumnKind.MAYBE_OBJECT_ID or _has_guid(rows[number:], column)
        ]
        # A title that happens to be such a word stands alone.
        stands_alone = sum(bool(text_of(cell)) for cell in row.cells) == 1
        if found and not (columns and stands_alone):
            line, columns = row.line, found
        if columns and not stands_alone:
            break
    return line, columns


def _columns_without_header(cells: Sequence[str]) -> list[Column]:
    """Return the column that names people, judged by somebody's row."""
    index = 0
    addresses = _addresses(cells)
    if is_number(value_of(cells[0])) and addresses:
        # Then the number may just count the rows, and would be somebody else's.
        if len(addresses) > 1:
            return []
        index = addresses[0]
    return [Column(index, ColumnKind.LOOKS)] if _is_somebody(cells[index]) else []


def _says_anything(record: Record) -> bool:
    return bool(text_of("".join(record.cells)))


def _is_version(record: Record) -> bool:
    """Whether a row is the first one of Entra's templates: version:v1.0."""
    first, *others = map(text_of, record.cells)
    return first.casefold().startswith("version:") and not any(others)


def _is_somebody(cell: str) -> bool:
    value = value_of(cell)
    return is_address(value) or is_guid(value) or is_number(value)


def _addresses(cells: Sequence[str]) -> list[int]:
    return [index for index, cell in enumerate(cells) if "@" in cell and is_address(value_of(cell))]


def _has_guid(rows: Sequence[Record], column: Column) -> bool:
    return any(is_guid(_value(row, column)) for row in rows)


# What a row says


def _people(records: Iterator[Record], table: _Table) -> Iterator[Listed]:
    for record in records:
        if record.line <= table.above or not _says_anything(record):
            continue
        if table.is_template and _EXAMPLE.match(text_of(record.cells[0])):
            continue
        yield _listed(record, table)


def _listed(record: Record, table: _Table) -> Listed:
    sign_in_name = mail = employee_id = object_id = number = ""
    for column in table.columns:
        value = _value(record, column)
        match _kind_of(value, column.kind):
            case ColumnKind.OBJECT_ID:
                object_id = object_id or value
            case ColumnKind.SIGN_IN_NAME:
                sign_in_name = sign_in_name or value
                if is_number(value):
                    number = number or value
                elif column.kind is ColumnKind.LOOKS and not table.has_header:
                    mail = value
            case ColumnKind.MAIL:
                mail = mail or value
            case ColumnKind.EMPLOYEE_ID:
                employee_id = employee_id or value
    said = sign_in_name or mail or employee_id or object_id
    return Listed(
        line=record.line,
        said=one_line(said or _shortened(record)),
        sign_in_name=sign_in_name,
        mail=mail,
        employee_id=employee_id or number,
        object_id=object_id,
    )


def _value(record: Record, column: Column) -> str:
    """Return what stands in a column; rows may be short."""
    return value_of(record.cells[column.index]) if column.index < len(record.cells) else ""


def _kind_of(value: str, kind: ColumnKind) -> ColumnKind | None:
    """Return what a value of such a column is; None if it says nobody's name."""
    if not value:
        return None
    match kind:
        case ColumnKind.MAYBE_OBJECT_ID:
            return ColumnKind.OBJECT_ID if is_guid(value) else None
        case ColumnKind.LOOKS if is_guid(value):
            return ColumnKind.OBJECT_ID
        case ColumnKind.LOOKS:
            return ColumnKind.SIGN_IN_NAME if "@" in value else ColumnKind.EMPLOYEE_ID
        case ColumnKind.SIGN_IN_NAME if len(value.split()) > 1 and not is_number(value):
            return None  # 'Sam Rivera' under 'User'
    return kind


def _shortened(record: Record) -> str:
    text = ", ".join(" ".join(cell.split()) for cell in map(text_of, record.cells) if cell)
    return text if len(text) <= SAID_CHARACTERS_MAX else f"{text[: SAID_CHARACTERS_MAX - 1]}…"
