"""What stops a run, and lets it go on."""

from __future__ import annotations

import errno
import json
import os
import threading
from pathlib import Path
from typing import Any, NoReturn

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RunAction, RunPhase, RunProgress
from kiosk.services.graph.pace import WritePace
from kiosk.services.runs.paper import Piece
from tests.support.run_station import RunStation
from tests.support.run_troubles import at_part, issued, refusing
from tests.support.small_disk import small_disk
from tests.support.station_services import sign_in


@pytest.mark.parametrize("action", list(RunAction))
def test_without_paper_nobody_is_changed(station: RunStation, action: RunAction) -> None:
    station.get_ready(action)
    before = station.shop.badge_ids()

    def no_printer() -> NoReturn:
        raise StationError(ErrorCode.PRINTER_MISSING, {"printer": "Zebra"})

    station.paper.at_check = no_printer
    if not action.makes_paper:
        station.begin(action)
        assert station.paper.checked == []
        return
    with pytest.raises(StationError) as caught:
        station.begin(action)
    assert caught.value.code is ErrorCode.PRINTER_MISSING
    assert station.shop.badge_ids() == before
    assert not station.where.has_run
    station.paper.at_check = lambda: None
    station.begin(action)
    assert station.paper.checked == [action.makes_code] * 2
    station.check(action)


def test_a_run_that_was_cut_off_needs_paper_before_it_goes_on(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.paper.at_put = refusing(ErrorCode.PRINTER_STUCK)
    station.begin(RunAction.ISSUE)
    made = issued(station)

    def no_printer() -> NoReturn:
        raise StationError(ErrorCode.PRINTER_MISSING, {"printer": "Zebra"})

    station.paper.at_check = no_printer
    with pytest.raises(StationError):
        station.go_on()
    assert issued(station) == made
    station.paper.at_check = lambda: None
    assert station.go_on().progress.done == 5
    station.check(RunAction.ISSUE)


def test_somebody_signs_out_in_the_middle(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.paper.at_put = at_part(1, station.workplace.session.sign_out)
    station.mend = station.sign_in
    end = station.begin(RunAction.ISSUE)
    assert station.problems == [ErrorCode.SIGN_IN_NEEDED]
    assert end.progress.done == 5
    assert issued(station) == 5
    station.check(RunAction.ISSUE)


def test_nobody_else_goes_on_with_a_run(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.paper.at_put = at_part(1, station.workplace.session.sign_out)
    other = station.tenant.practice.account("Privileged Authentication Administrator")

    def sign_in_somebody(problem: StationError) -> bool:
        if len(station.problems) > 1:
            return station.sign_in(problem)
        sign_in(station.workplace.session, other)
        return True

    station.mend = sign_in_somebody
    station.begin(RunAction.ISSUE)
    assert station.problems == [ErrorCode.SIGN_IN_NEEDED] * 2
    assert issued(station) == 5
    station.check(RunAction.ISSUE)


def test_a_run_begins_only_with_a_sign_in(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.workplace.session.sign_out()
    with pytest.raises(StationError) as caught:
        station.begin(RunAction.ISSUE)
    assert caught.value.code is ErrorCode.SIGN_IN_NEEDED
    assert not station.where.has_run
    assert issued(station) == 0


class FullDisk:
    """The module `os` for whoever writes lines: the disk is full at one write, half-way."""

    def __init__(self, full_at: int) -> None:
        self._left = full_at

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def write(self, descriptor: int, data: bytes) -> int:
        self._left -= 1
        if self._left == 0:
            return os.write(descriptor, data[: len(data) // 2])
        if self._left == -1:
            raise OSError(errno.ENOSPC, "no space left on device")
        return os.write(descriptor, data)


@pytest.mark.parametrize("full_at", range(2, 9))
def test_the_disk_is_full_for_the_journal(
    station: RunStation, monkeypatch: pytest.MonkeyPatch, full_at: int
) -> None:
    station.get_ready(RunAction.ISSUE)
    monkeypatch.setattr("kiosk.services.runs.journal.os", FullDisk(full_at))
    station.mend = lambda _: True
    station.begin(RunAction.ISSUE)
    assert station.problems == [ErrorCode.RUN_NOT_WRITABLE]
    assert issued(station) == 5
    station.check(RunAction.ISSUE)


class LostDisk(FullDisk):
    """A disk that goes away in the middle of a line, so that nobody can take the line back."""

    def ftruncate(self, descriptor: int, length: int) -> None:
        if self._left == -1:
            self._left -= 1
            raise OSError(errno.EIO, "the network drive is gone")
        os.ftruncate(descriptor, length)


@pytest.mark.parametrize("lost_at", range(2, 6))
def test_the_disk_of_the_journal_goes_away_and_comes_back(
    station: RunStation, monkeypatch: pytest.MonkeyPatch, lost_at: int
) -> None:
    station.get_ready(RunAction.ISSUE)
    monkeypatch.setattr("kiosk.services.runs.journal.os", LostDisk(lost_at))
    station.mend = lambda _: True
    station.begin(RunAction.ISSUE)
    assert station.problems == [ErrorCode.RUN_NOT_WRITABLE]
    station.check(RunAction.ISSUE)


def test_the_disk_is_full_before_a_run_begins(
    station: RunStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.get_ready(RunAction.ISSUE)
    with monkeypatch.context() as patch:
        patch.setattr("kiosk.services.runs.journal.os", FullDisk(1))
        with pytest.raises(StationError) as caught:
            station.begin(RunAction.ISSUE)
    assert caught.value.code is ErrorCode.RUN_NOT_WRITABLE
    assert issued(station) == 0
    assert not station.where.has_run
    station.begin(RunAction.ISSUE)
    station.check(RunAction.ISSUE)


@pytest.mark.parametrize("full_at", range(1, 5))
def test_the_disk_is_full_for_the_audit_file(
    station: RunStation,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    full_at: int,
) -> None:
    station.get_ready(RunAction.ISSUE)
    monkeypatch.setattr("kiosk.services.audit.os", FullDisk(full_at))
    station.mend = lambda _: True
    station.begin(RunAction.ISSUE)
    # An attempt that is not on record is not made; an outcome that is not costs nobody a badge.
    is_attempt = full_at % 2 == 1
    assert station.problems == ([ErrorCode.AUDIT_NOT_WRITABLE] if is_attempt else [])
    assert bool(caplog.records) is not is_attempt
    caplog.clear()
    assert issued(station) == 5
    station.check(RunAction.ISSUE)


def test_a_disk_that_is_really_full_for_the_audit_file_holds_the_run_until_there_is_room(
    station: RunStation, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        station.audit_file = disk.folder / "audit.jsonl"
        station.start()
        station.get_ready(RunAction.ISSUE)
        disk.fill()
        changed = []

        def make_room(_: StationError) -> bool:
            changed.append(issued(station))
            disk.make_room()
            return True

        station.mend = make_room
        station.begin(RunAction.ISSUE)
        assert station.problems == [ErrorCode.AUDIT_NOT_WRITABLE]
        assert changed == [0]
        station.check(RunAction.ISSUE)


@pytest.mark.parametrize("action", list(RunAction))
def test_the_record_of_a_run_says_all_of_it(station: RunStation, action: RunAction) -> None:
    station.get_ready(action)
    station.begin(action)
    lines = [json.loads(line) for line in station.audit_file.read_text().splitlines()]
    outcomes = [line for line in lines if line["phase"] == "outcome"]
    assert len(outcomes) == 5
    assert {line["operation"] for line in outcomes} == {action.operation.value}
    assert {line["station"] for line in outcomes} == {"Back office"}
    assert {line["result"] for line in outcomes} == {"ok"}
    assert {line["person_name"] for line in outcomes} == {
        row.person.user_principal_name for row in station.rows if row.person
    }
    account = station.tenant.practice.administrator.username
    assert {line["account_name"] for line in outcomes} == {account}
    assert len({line["request_id"] for line in outcomes} - {""}) == 5
    if action in {RunAction.ISSUE, RunAction.REPLACE}:
        assert {line["badge_id"] for line in outcomes} == set(station.shop.badge_ids())


def test_the_disk_is_full_for_the_pages(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.paper.at_put = refusing(ErrorCode.FILE_NOT_WRITTEN, times=2)
    station.mend = lambda _: True
    station.begin(RunAction.ISSUE)
    assert station.problems == [ErrorCode.FILE_NOT_WRITTEN] * 2
    assert issued(station) == 5
    station.check(RunAction.ISSUE)


@pytest.mark.parametrize("action", [RunAction.ISSUE, RunAction.REPLACE, RunAction.RESET_PIN])
def test_a_run_that_is_ended_for_want_of_paper_makes_those_codes_anew(
    station: RunStation, action: RunAction
) -> None:
    station.get_ready(action)
    station.paper.at_put = refusing(ErrorCode.FILE_NOT_WRITTEN)
    end = station.begin(action)
    assert end.phase is RunPhase.CANCELLED
    assert (end.progress.done, end.progress.left) == (0, 5)
    assert station.go_on().phase is RunPhase.DONE
    station.check(action)


def test_a_run_that_is_ended_at_a_stuck_printer_does_not_send_it_the_list(
    station: RunStation,
) -> None:
    station.get_ready(RunAction.ISSUE)
    stuck = refusing(ErrorCode.PRINTER_STUCK)
    station.paper.at_put = at_part(2, lambda: stuck(2))
    end = station.begin(RunAction.ISSUE)
    assert (end.phase, end.progress.done) == (RunPhase.CANCELLED, 3)
    assert station.paper.listed == []
    # The printer works again: then whoever is done is on the list, also when the run is ended.
    station.paper.at_put = lambda _: None
    station.at_step = lambda _: station.control.cancel()
    end = station.go_on()
    assert (end.phase, end.progress.done) == (RunPhase.CANCELLED, 3)
    assert station.paper.listed == [[1, 2, 3]]
    station.at_step = lambda _: None
    station.go_on()
    assert station.paper.listed[1:] == [[1, 2, 3, 4, 5]]
    station.check(RunAction.ISSUE)


def test_a_printer_that_is_mended_gets_the_list_though_the_run_is_ended_later(
    station: RunStation,
) -> None:
    station.get_ready(RunAction.ISSUE)
    station.paper.at_put = refusing(ErrorCode.PRINTER_STUCK)
    station.mend = lambda _: True

    def cancel_once_paper_works(progress: RunProgress) -> None:
        if progress.done:
            station.control.cancel()

    station.at_step = cancel_once_paper_works
    assert station.begin(RunAction.ISSUE).phase is RunPhase.CANCELLED
    assert station.paper.listed == [[1, 2, 3]]


def test_a_file_that_cannot_be_saved_does_not_keep_the_list_from_being_tried(
    station: RunStation,
) -> None:
    station.get_ready(RunAction.ISSUE)
    in_use = refusing(ErrorCode.FILE_NOT_WRITTEN)
    station.paper.at_put = at_part(2, lambda: in_use(2))
    assert station.begin(RunAction.ISSUE).phase is RunPhase.CANCELLED
    assert station.paper.listed == [[1, 2, 3]]


@pytest.mark.parametrize("full_at", range(2, 8))
def test_a_run_that_is_ended_for_a_full_disk_is_taken_up_again(
    station: RunStation, monkeypatch: pytest.MonkeyPatch, full_at: int
) -> None:
    station.get_ready(RunAction.REPLACE)
    with monkeypatch.context() as patch:
        patch.setattr("kiosk.services.runs.journal.os", FullDisk(full_at))
        assert station.begin(RunAction.REPLACE).phase is RunPhase.CANCELLED
    assert station.go_on().phase is RunPhase.DONE
    station.check(RunAction.REPLACE)


@pytest.mark.parametrize("full_at", range(3, 5))
def test_a_run_that_is_ended_for_a_full_disk_keeps_no_secret(
    station: RunStation, monkeypatch: pytest.MonkeyPatch, full_at: int
) -> None:
    station.get_ready(RunAction.ISSUE)
    made: list[Piece] = []

    def piece(*parts: Any) -> Piece:
        made.append(Piece(*parts))
        return made[-1]

    monkeypatch.setattr("kiosk.services.runs.engine.Piece", piece)
    monkeypatch.setattr("kiosk.services.runs.journal.os", FullDisk(full_at))
    assert station.begin(RunAction.ISSUE).phase is RunPhase.CANCELLED
    assert len(made) == 3
    for one in made:
        assert one.credentials.pin is not None
        assert one.credentials.pin.digits.is_cleared


def test_a_long_hold_is_told_while_it_lasts(
    station: RunStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.get_ready(RunAction.ISSUE)
    is_told = threading.Event()
    in_time: list[bool] = []

    def held_for(pace: WritePace) -> float:
        del pace
        return 0.0 if is_told.is_set() else 240.0

    def hear(progress: RunProgress) -> None:
        if progress.waiting_seconds is not None and progress.done == 0 and station.progress[1:]:
            assert progress.waiting_seconds == 240.0
            is_told.set()

    monkeypatch.setattr(WritePace, "held_seconds", property(held_for))
    monkeypatch.setattr(WritePace, "take", lambda *_: in_time.append(is_told.wait(5)))
    station.at_step = hear
    station.begin(RunAction.ISSUE)
    assert all(in_time)
    assert not station.problems
    # At the beginning, and once in the first step although it is looked at again and again.
    assert [one.done for one in station.progress if one.waiting_seconds] == [0, 0]
