"""The folder of a run: there or not, held by one, and a result that a spreadsheet can show."""

from __future__ import annotations

import csv
import errno
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.run import Row, RowOutcome, RowResult, RowState, RunAction
from kiosk.services.operations.creation import dates_from
from kiosk.services.runs.csv_list import read_list
from kiosk.services.runs.folder import RESULT_COLUMNS, RunFolder
from kiosk.services.runs.journal import JOURNAL_NAME
from kiosk.services.runs.rows import ROWS_NAME
from kiosk.services.runs.run_state import RunPlan
from tests.support.many_rows import STARTS, ManyRows, peak_of, row_number

PLAN = RunPlan(RunAction.REPLACE, "6b1c-tenant", STARTS, 365, "FromCsv")
DATES = dates_from(STARTS, 365)
NAMES = (
    "=HYPERLINK(\"http://example.com\")", "+1 Sam", "-Sam", "@SUM(A1)", "\tSam", "\rSam",
    'Sam "the Baker" Rivera', "Rivera, Sam", "Sam;Rivera", "Sam\nRivera", "Łukasz 山田 😀",
    "'Sam", " Sam ", "",
)  # fmt: skip


@pytest.fixture
def where(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path / "a shop" / "2026-11-24 09-30-00")


def reason_of(row: Row, result: RowResult) -> str:
    return f"=because of {row.number}" if result.outcome is RowOutcome.FAILED else ""


def done(number: int) -> RowResult:
    return RowResult(number, RowOutcome.DONE, f"badge-{number}", DATES.expires, part=1)


def cells_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def code_of(work: Callable[[], object]) -> ErrorCode:
    with pytest.raises(StationError) as caught:
        work()
    return caught.value.code


def test_a_folder_is_made_with_its_run(where: RunFolder) -> None:
    assert not where.has_run
    where.create(PLAN, ManyRows(3), [2])
    assert where.has_run
    assert where.state().plan == PLAN
    assert [(row.number, one.outcome) for row, one in where.results()] == [
        (1, RowOutcome.WAITING),
        (2, RowOutcome.LEFT_OUT),
        (3, RowOutcome.WAITING),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="there it inherits from the folder above")
def test_nobody_else_may_look_into_it(where: RunFolder) -> None:
    where.create(PLAN, ManyRows(1), [])
    assert stat.S_IMODE(where.path.stat().st_mode) == 0o700


def test_a_run_is_never_written_over(where: RunFolder) -> None:
    where.create(PLAN, ManyRows(3), [])
    assert code_of(lambda: where.create(PLAN, ManyRows(1), [])) is ErrorCode.RUN_EXISTS
    assert len(list(where.results())) == 3


@pytest.mark.parametrize("length", [0, 1, 60])
def test_a_run_that_was_cut_off_while_it_was_written_is_none_yet(
    where: RunFolder, length: int
) -> None:
    where.create(PLAN, ManyRows(3), [1])
    journal = where.path / JOURNAL_NAME
    journal.write_bytes(journal.read_bytes()[:length])
    assert not where.has_run
    where.create(PLAN, ManyRows(5), [])
    assert [one.outcome for _, one in where.results()] == [RowOutcome.WAITING] * 5


def test_a_table_without_a_record_is_no_run(where: RunFolder) -> None:
    where.create(PLAN, ManyRows(3), [])
    (where.path / JOURNAL_NAME).unlink()
    assert not where.has_run
    assert code_of(where.state) is ErrorCode.RUN_UNREADABLE


def test_a_record_without_its_table_cannot_be_read(where: RunFolder) -> None:
    where.create(PLAN, ManyRows(3), [])
    (where.path / ROWS_NAME).unlink()
    assert not where.has_run
    assert code_of(where.state) is ErrorCode.RUN_UNREADABLE


def test_a_record_of_a_longer_table_cannot_be_read(where: RunFolder) -> None:
    where.create(PLAN, ManyRows(3), [])
    with where.opened() as run:
        run.journal.intend(1, [3], DATES)
    rows = where.path / ROWS_NAME
    rows.write_bytes(b"".join(rows.read_bytes().splitlines(keepends=True)[:2]))
    assert code_of(where.state) is ErrorCode.RUN_UNREADABLE


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "a shop").write_text("a file, where the folder should be")
    where = RunFolder(tmp_path / "a shop" / "run")
    assert code_of(lambda: where.create(PLAN, ManyRows(1), [])) is ErrorCode.RUN_NOT_WRITABLE


def test_one_at_a_time_holds_a_run(where: RunFolder) -> None:
    where.create(PLAN, ManyRows(3), [])

    def open_too() -> None:
        with where.opened():
            pass

    with where.opened() as run:
        assert len(run.rows) == 3
        assert code_of(open_too) is ErrorCode.RUN_BUSY
        # Looking takes nothing from whoever works.
        assert where.state().plan == PLAN
    open_too()


def test_a_run_is_let_go_of_whatever_happens(where: RunFolder) -> None:
    where.create(PLAN, ManyRows(3), [])

    def break_it() -> None:
        with where.opened():
            raise KeyError

    with pytest.raises(KeyError):
        break_it()
    rows = where.path / ROWS_NAME
    whole = rows.read_bytes()
    rows.write_bytes(b"no row")
    assert code_of(lambda: where.opened().__enter__()) is ErrorCode.RUN_UNREADABLE
    rows.write_bytes(whole)
    with where.opened() as run:
        assert len(run.rows) == 3


# The result


def test_a_result_says_what_became_of_each_row(where: RunFolder) -> None:
    where.create(PLAN, ManyRows(4), [4])
    with where.opened() as run:
        run.journal.intend(1, [1, 2], DATES)
        run.journal.on_paper(1, [done(1)])
        run.journal.came_out(
            [RowResult(2, RowOutcome.FAILED, code="PK-301", request_id="a-request")]
        )
    file = where.path / "result.csv"
    where.save_result(file, reason_of)
    header, *lines = cells_of(file)
    assert tuple(header) == RESULT_COLUMNS
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    assert [row["outcome"] for row in rows] == ["done", "failed", "waiting", "left-out"]
    first, second = rows[0], rows[1]
    person = row_number(1).person
    assert person is not None
    assert (first["sign_in_name"], first["person_id"]) == (person.user_principal_name, person.id)
    assert (first["employee_number"], first["shop"]) == ("100001", "Shop 0")
    assert (first["code_id"], first["part"]) == ("badge-1", "1")
    assert first["expires"] == "2027-11-24T09:30:00+00:00"
    assert (second["error"], second["request_id"]) == ("PK-301", "a-request")


def test_only_those_who_failed_are_listed_where_that_is_asked_for(where: RunFolder) -> None:
    where.create(PLAN, ManyRows(3), [])
    with where.opened() as run:
        run.journal.intend(1, [1, 2, 3], DATES)
        run.journal.came_out([RowResult(2, RowOutcome.FAILED, code="PK-301")])
    file = where.path / "failed.csv"
    where.save_result(file, reason_of, only_failed=True)
    assert [line[0] for line in cells_of(file)[1:]] == ["2"]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_somebody_is_called_a_spreadsheet_shows_it_as_text(
    where: RunFolder, name: str
) -> None:
    person = Person("1", name, "=cmd@example.com", office_location=name, employee_id="+4912")
    where.create(PLAN, [Row(1, person, RowState.READY)], [])
    file = where.path / "result.csv"
    where.save_result(file, reason_of)
    (line,) = cells_of(file)[1:]
    assert len(line) == len(RESULT_COLUMNS)
    assert line[1].removeprefix("'") == name.removeprefix("'")
    assert line[4] == line[1]
    for cell in line:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_result_can_be_given_to_another_run_as_its_list(where: RunFolder) -> None:
    where.create(PLAN, ManyRows(3), [])
    file = where.path / "result.csv"
    where.save_result(file, reason_of)
    listed = list(read_list(file))
    people = [row.person for row, _ in where.results()]
    assert [one.sign_in_name for one in listed] == [
        person.user_principal_name for person in people if person is not None
    ]
    assert [one.object_id for one in listed] == [
        person.id for person in people if person is not None
    ]


def test_a_reason_is_no_formula_either(where: RunFolder) -> None:
    where.create(PLAN, ManyRows(1), [])
    with where.opened() as run:
        run.journal.came_out([RowResult(1, RowOutcome.FAILED, code="PK-301")])
    file = where.path / "result.csv"
    where.save_result(file, reason_of)
    assert "'=because of 1" in cells_of(file)[1]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Tom;=1+1;", "Tom;'=1+1;"),
        ("Tom; @x", "Tom;' @x"),
        ("  +49", "'  +49"),
        ("\tTom", "'\tTom"),
        ("Tom; Ann", "Tom; Ann"),
        ("a-b=c", "a-b=c"),
    ],
)
def test_no_name_is_a_formula_wherever_a_spreadsheet_parts_it(
    where: RunFolder, name: str, cell: str
) -> None:
    rows = [replace(row, said=name, person=None) for row in ManyRows(1)]
    where.create(PLAN, rows, [])
    file = where.path / "result.csv"
    where.save_result(file, reason_of)
    assert cells_of(file)[1][1] == cell


def test_a_result_begins_with_the_mark_of_utf_8_and_ends_its_lines_as_csv_does(
    where: RunFolder,
) -> None:
    where.create(PLAN, ManyRows(1), [])
    file = where.path / "result.csv"
    where.save_result(file, reason_of)
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfnumber,name,")
    assert content.endswith(b"\r\n")


def test_a_result_is_there_whole_or_not_at_all(
    where: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "no space left on device")

    where.create(PLAN, ManyRows(2), [])
    file = where.path / "result.csv"
    where.save_result(file, reason_of)
    before = file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        code = code_of(lambda: where.save_result(file, lambda *_: "another reason"))
    assert code is ErrorCode.FILE_NOT_WRITTEN
    assert file.read_bytes() == before


def test_a_long_result_takes_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = 1_000, 20_000
    monkeypatch.setattr(os, "fsync", lambda _: None)

    def saving(count: int) -> int:
        where = RunFolder(tmp_path / str(count))
        # Rows of a list that found nobody are quick to make.
        rows = (Row(number, None, RowState.NOT_FOUND) for number in range(1, count + 1))
        where.create(PLAN, rows, [])  # type: ignore[arg-type]  # one by one
        file = where.path / "result.csv"
        return peak_of(lambda: where.save_result(file, lambda *_: "Nobody found"))

    more = saving(many) - saving(few)
    # A hundred thousand rows are 4 MB, and a file of 5.
    assert more / (many - few) < 40
    with (tmp_path / str(many) / "result.csv").open("rb") as stream:
        assert sum(1 for _ in stream) == many + 1
