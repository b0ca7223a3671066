"""Whose run it is, and what its folder may hold."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from kiosk.commands.bulk_run import BulkOrder, BulkRun
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import FromCsv, Row, RunAction
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.desk import unfinished_in
from kiosk.services.runs.journal import JOURNAL_NAME
from kiosk.services.runs.rows import RowFile, write_rows
from kiosk.services.runs.run_state import RunPlan
from kiosk.services.workplace import Workplace
from tests.support.run_station import RunStation
from tests.support.run_troubles import begin_and_die, issued

HOLDER = """
import sys
from pathlib import Path
from kiosk.services.runs.folder import RunFolder
with RunFolder(Path(sys.argv[1])).opened():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_one_process_at_a_time_works_on_a_run(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    begin_and_die(station, RunAction.ISSUE, 1)
    before = issued(station)
    command = [sys.executable, "-c", HOLDER, str(station.folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StationError) as caught:
            station.go_on()
        holder.communicate()
    assert caught.value.code is ErrorCode.RUN_BUSY
    assert issued(station) == before
    station.go_on()
    station.check(RunAction.ISSUE)


def test_a_folder_holds_one_run(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.begin(RunAction.ISSUE)
    with pytest.raises(StationError) as caught:
        station.begin(RunAction.ISSUE)
    assert caught.value.code is ErrorCode.RUN_EXISTS
    assert issued(station) == 5


def test_of_two_that_begin_in_one_folder_at_once_one_is_refused(
    station: RunStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.get_ready(RunAction.ISSUE)
    refused = []

    def write_while_another_begins(file: Path, rows: Sequence[Row]) -> RowFile:
        monkeypatch.setattr("kiosk.services.runs.folder.write_rows", write_rows)
        plan = RunPlan(RunAction.ISSUE, "another", station.clock.now(), 7)
        try:
            station.where.create(plan, rows[:1], ())
        except StationError as error:
            refused.append(error.code)
        return write_rows(file, rows)

    monkeypatch.setattr("kiosk.services.runs.folder.write_rows", write_while_another_begins)
    station.begin(RunAction.ISSUE)
    assert refused == [ErrorCode.RUN_BUSY]
    station.check(RunAction.ISSUE)


def test_a_run_of_another_organisation_is_left_alone(
    station: RunStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.get_ready(RunAction.ISSUE)
    begin_and_die(station, RunAction.ISSUE, 1)
    unfinished = unfinished_in(station.where)
    assert unfinished is not None
    before = issued(station)
    monkeypatch.setattr(Workplace, "tenant_id", "another")
    with pytest.raises(StationError) as caught:
        station.desk.go_on(unfinished, station.paper, RunControl(), lambda *_: None)
    assert caught.value.code is ErrorCode.RUN_OF_OTHERS
    assert issued(station) == before


def test_a_run_is_not_gone_on_with_for_another_action(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    begin_and_die(station, RunAction.ISSUE, 1)
    before = issued(station)
    order = BulkOrder(RunAction.REPLACE, FromCsv("shop.csv"), station.folder, resume=True)

    def nobody(*_: object) -> NoReturn:
        pytest.fail("it is told before anybody signs in")

    bulk = BulkRun(order, station.desk, nobody, RunControl(), lambda _, text: text, nobody)
    with pytest.raises(StationError) as caught:
        bulk.carry_out(station.paper)
    assert caught.value.code is ErrorCode.RUN_OF_OTHERS
    assert issued(station) == before


def test_a_record_that_is_damaged_in_the_middle_is_not_gone_on_with(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    begin_and_die(station, RunAction.ISSUE, 2)
    unfinished = unfinished_in(station.where)
    assert unfinished is not None
    before = issued(station)
    journal = station.folder / JOURNAL_NAME
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([lines[0], lines[1][:9], b"\n", *lines[2:]]))
    assert unfinished_in(station.where) is None
    with pytest.raises(StationError) as caught:
        station.desk.go_on(unfinished, station.paper, RunControl(), lambda *_: None)
    assert caught.value.code is ErrorCode.RUN_UNREADABLE
    assert issued(station) == before


def test_a_last_line_that_was_cut_off_does_not_count(station: RunStation) -> None:
    station.get_ready(RunAction.REPLACE)
    begin_and_die(station, RunAction.REPLACE, 2)
    cut(station.folder / JOURNAL_NAME)
    station.go_on()
    station.check(RunAction.REPLACE)


def cut(file: Path) -> None:
    """Take away the end of a file's last line."""
    content = file.read_bytes()
    file.write_bytes(content[:-5])


def test_a_run_that_was_set_aside_is_not_offered_again(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    begin_and_die(station, RunAction.ISSUE, 1)
    unfinished = station.desk.unfinished()
    assert unfinished is not None
    station.desk.set_aside(unfinished)
    assert station.desk.unfinished() is None
    assert station.where.has_run
