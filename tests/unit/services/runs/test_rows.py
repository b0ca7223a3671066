"""The table of a run as a file: as it was, whoever is in it, and as small as can be in memory."""

from __future__ import annotations

import stat
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.run import Row, RowState
from kiosk.services.runs.rows import RowFile, read_row_line, row_line, write_rows
from tests.support.many_rows import ManyRows, peak_of, row_number

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MOMENTS = st.none() | st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=-30))]),
)
PEOPLE = st.builds(Person, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)
ROWS = st.builds(
    Row,
    st.integers(1, 10**6),
    st.none() | PEOPLE,
    st.sampled_from(RowState),
    TEXT,
    st.none() | st.integers(1, 10**6),
    st.booleans(),
    TEXT,
    MOMENTS,
    MOMENTS,
)


@given(ROWS)
def test_a_row_is_read_as_it_was_written(row: Row) -> None:
    line = row_line(row)
    assert line.count("\n") == 1
    assert read_row_line(line.encode()) == row


def test_whether_an_account_is_disabled_is_not_kept() -> None:
    person = Person("1", "Sam Rivera", "sam.rivera@example.com", account_enabled=False)
    found = read_row_line(row_line(Row(1, person, RowState.DISABLED)).encode())
    assert found.person is not None
    assert found.person.account_enabled is None


def test_a_table_is_a_sequence(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "people.jsonl", ManyRows(5))
    assert len(file) == 5
    assert list(file) == [row_number(number) for number in range(1, 6)]
    assert file[-1] == row_number(5)
    assert file[1:3] == [row_number(2), row_number(3)]
    with pytest.raises(IndexError):
        file[5]
    file.close()
    file.close()


def test_an_empty_table_is_one_too(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "people.jsonl", [])
    assert list(file) == []
    file.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there it is the folder that decides")
def test_nobody_else_may_read_a_table(tmp_path: Path) -> None:
    write_rows(tmp_path / "people.jsonl", ManyRows(1)).close()
    assert stat.S_IMODE((tmp_path / "people.jsonl").stat().st_mode) == 0o600


DAMAGES = {
    "the end is cut off": lambda content: content[:-1],
    "a line is no JSON": lambda content: content.replace(b'{"number":2', b'"number":2', 1),
    "a line is no object": lambda content: b"[]\n" + content,
    "a state of another version": lambda content: content.replace(b'"ready"', b'"new"', 1),
    "a person without a name": lambda content: content.replace(b"display_name", b"shown_name", 1),
    "no text at all": lambda content: b"\xff\xfe\n" + content,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_table_is_told(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "people.jsonl"
    write_rows(path, ManyRows(3)).close()
    path.write_bytes(DAMAGES[damage](path.read_bytes()))

    def read() -> None:
        file = RowFile(path)
        try:
            list(file)
        finally:
            file.close()

    with pytest.raises(StationError) as caught:
        read()
    assert caught.value.code is ErrorCode.RUN_UNREADABLE
    assert caught.value.values == {"file": str(path)}


def test_a_table_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(StationError) as caught:
        RowFile(tmp_path / "people.jsonl")
    assert caught.value.code is ErrorCode.RUN_UNREADABLE


def test_a_table_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StationError) as caught:
        write_rows(tmp_path / "gone" / "people.jsonl", ManyRows(1))
    assert caught.value.code is ErrorCode.RUN_NOT_WRITABLE


def test_what_was_there_before_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".people.jsonl.part").write_text("half of an earlier try")
    write_rows(tmp_path / "people.jsonl", ManyRows(9)).close()
    file = write_rows(tmp_path / "people.jsonl", ManyRows(2))
    assert len(file) == 2
    file.close()
    assert [one.name for one in tmp_path.iterdir()] == ["people.jsonl"]


def test_a_table_of_a_hundred_thousand_rows_takes_a_place_for_each(tmp_path: Path) -> None:
    few, many = 1_000, 100_000

    def opening(count: int) -> int:
        # Rows of a list that found nobody are quick to make.
        rows = (Row(number, None, RowState.NOT_FOUND) for number in range(1, count + 1))
        path = tmp_path / f"{count}.jsonl"
        write_rows(path, rows).close()  # type: ignore[arg-type]  # one by one

        def open_and_look() -> None:
            file = RowFile(path)
            assert [file[place].number for place in (0, count // 2, -1)] == [
                1,
                count // 2 + 1,
                count,
            ]
            assert len(file) == count
            file.close()

        return peak_of(open_and_look)

    # A row with its person would be some 600 bytes.
    assert (opening(many) - opening(few)) / (many - few) < 16
