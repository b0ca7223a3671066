"""Whatever happens in a run: everybody ends with one badge and PIN that work and are on paper."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest

from kiosk.commands.bulk_run import BulkOrder, BulkRun
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import FromCsv, Row, RowOutcome, RunAction, RunEnd, RunPhase, RunProgress
from kiosk.models.target import Target
from kiosk.practice.messages import Request
from kiosk.services.audit_verification import verify
from kiosk.services.graph.client import Backoff
from kiosk.services.graph.methods import MethodService
from kiosk.services.graph.pace import WritePace
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.desk import unfinished_in
from kiosk.services.runs.engine import Run
from kiosk.services.runs.journal import JOURNAL_NAME
from kiosk.services.runs.paper import Piece
from kiosk.services.runs.rows import RowFile, write_rows
from kiosk.services.runs.run_state import RunPlan
from kiosk.services.workplace import Workplace
from tests.support.run_station import KilledError, RunStation
from tests.support.small_disk import small_disk
from tests.support.station_services import sign_in

METHOD = "/users/*/authentication/qrCodePinMethod"
READING = f"GET {METHOD}"
BATCH = "POST /$batch"
CALLS = {
    RunAction.ISSUE: [f"PUT {METHOD}", BATCH],
    RunAction.REPLACE: [f"DELETE {METHOD}", f"PATCH {METHOD}", READING, BATCH],
    RunAction.RESET_PIN: [f"PATCH {METHOD}/pin", READING, BATCH],
    RunAction.EXTEND: [f"PATCH {METHOD}", READING, BATCH],
}
KINDS = (
    "429", "429-no-retry-after", "500", "503", "504", "timeout", "reset", "lost-answer",
    "bad-json", "slow", "expired-token", "claims-challenge",
)  # fmt: skip
SUFFERED = [
    pytest.param(action, f"{kind}@{route}", id=f"{kind} at {route} of {action}")
    for action, routes in CALLS.items()
    for route in routes
    for kind in KINDS
]


@pytest.mark.parametrize("action", list(RunAction))
def test_a_run_without_any_trouble(station: RunStation, action: RunAction) -> None:
    station.get_ready(action)
    end = station.begin(action)
    assert end.phase is RunPhase.DONE
    assert (end.progress.done, end.progress.failed, end.progress.left) == (5, 0, 0)
    assert not station.problems
    assert station.paper.listed == ([[1, 2, 3, 4, 5]] if action.makes_paper else [])
    station.check(action)


@pytest.mark.parametrize(("action", "fault"), SUFFERED)
def test_some_calls_of_a_run_suffer(station: RunStation, action: RunAction, fault: str) -> None:
    lasts = fault.startswith("claims-challenge")
    station.get_ready(action)
    station.tenant.suffer(fault if lasts else f"{fault}:2")
    station.mend = station.sign_in
    end = station.begin(action)
    assert end.phase is RunPhase.DONE
    assert end.progress.failed == 0
    station.check(action)


# What stops a run, and lets it go on


def refusing(code: ErrorCode, times: int = 1) -> Callable[[int], None]:
    """Have the paper refuse that often."""
    left = [times]

    def at_put(_: int) -> None:
        if left[0]:
            left[0] -= 1
            raise StationError(code)

    return at_put


def raising(code: ErrorCode) -> Callable[[], NoReturn]:
    """Refuse each time."""

    def act() -> NoReturn:
        raise StationError(code)

    return act


def at_part(part: int, act: Callable[[], object]) -> Callable[[int], None]:
    """Do something when the pages of a part are about to be made."""

    def at_put(now: int) -> None:
        if now == part:
            act()

    return at_put


def die(*_: object) -> NoReturn:
    raise KilledError


def issued(station: RunStation) -> int:
    """Return how often the tenant was asked for a first badge."""
    return len(station.tenant.writes("PUT"))


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


# Somebody pauses or cancels


@pytest.mark.parametrize("action", [one for one in RunAction if one.makes_paper])
def test_who_cancels_hears_for_how_many_something_is_on_no_paper(
    station: RunStation, action: RunAction
) -> None:
    station.get_ready(action)
    station.paper.at_put = at_part(1, raising(ErrorCode.PRINTER_STUCK))
    end = station.begin(action)
    assert (end.progress.done, end.progress.left, end.on_no_paper) == (0, 5, 3)
    assert end.pages == ""
    # Who cancels once more before these were made anew hears of them again.
    station.start()
    unfinished = unfinished_in(station.where)
    assert unfinished is not None
    control = RunControl()
    end = station.desk.go_on(unfinished, station.paper, control, lambda *_: control.cancel())
    assert (end.phase, end.on_no_paper) == (RunPhase.CANCELLED, 3)
    station.paper.at_put = lambda _: None
    end = station.go_on()
    assert (end.phase, end.on_no_paper, end.pages) == (RunPhase.DONE, 0, "/pages")
    station.check(action)


def test_who_cancels_hears_of_whoever_was_left_half_way(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.tenant.suffer(f"lost-answer@PUT {METHOD}", "500@GET /users/*")
    station.mend = lambda _: False
    end = station.begin(RunAction.ISSUE)
    assert end.phase is RunPhase.CANCELLED
    assert station.problems == [ErrorCode.BADGE_UNCONFIRMED]
    assert (end.progress.done, end.progress.failed, end.progress.left) == (0, 3, 2)
    codes = [one.code for one in end.results]
    assert codes == [ErrorCode.BADGE_UNCONFIRMED] * 3 + [""] * 2
    station.tenant.suffer()
    station.go_on()
    station.check(RunAction.ISSUE)


def test_a_part_is_told_to_be_on_its_way_to_paper(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    told: list[list[tuple[int, int | None]]] = []

    def at_put(_: int) -> None:
        waiting = [one for one in station.results if one.outcome is RowOutcome.WAITING]
        told.append([(one.number, one.part) for one in waiting])

    station.paper.at_put = at_put
    station.begin(RunAction.ISSUE)
    first = [(1, 1), (2, 1), (3, 1)]
    assert told == [first, [*first, (4, 2), (5, 2)]]


def test_nothing_is_on_its_way_to_paper_where_none_is_made(station: RunStation) -> None:
    station.get_ready(RunAction.EXTEND)
    station.begin(RunAction.EXTEND)
    assert {one.outcome for one in station.results} == {RowOutcome.DONE}


def test_cancelling_lets_what_is_under_way_finish(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.at_request("PUT", station.control.cancel)
    end = station.begin(RunAction.ISSUE)
    assert end.phase is RunPhase.CANCELLED
    assert (end.progress.done, end.progress.left) == (3, 2)
    assert [one.outcome for one in end.results[3:]] == [RowOutcome.WAITING] * 2
    station.check(RunAction.ISSUE, [1, 2, 3])
    station.go_on()
    assert issued(station) == 2
    station.check(RunAction.ISSUE)


def test_cancelling_does_not_wait_for_as_long_as_the_service_asks_to(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.tenant.suffer(f"429@PUT {METHOD}")
    station.at_request("PUT", station.control.cancel)
    end = station.begin(RunAction.ISSUE)
    assert end.phase is RunPhase.CANCELLED
    assert (end.progress.done, end.progress.failed, end.progress.left) == (0, 0, 5)
    assert not station.problems
    assert issued(station) <= 3
    assert verify(station.audit_file).is_sound
    assert station.audit_file.read_text().count('"cancelled"') == 3
    station.tenant.suffer()
    station.go_on()
    station.check(RunAction.ISSUE)


def test_cancelling_finishes_whoever_has_lost_the_old_badge_already(station: RunStation) -> None:
    station.get_ready(RunAction.REPLACE)
    station.tenant.suffer(f"429@PATCH {METHOD}:3")
    station.at_request("PATCH", station.control.cancel)
    end = station.begin(RunAction.REPLACE)
    assert (end.progress.done, end.progress.left) == (3, 2)
    station.check(RunAction.REPLACE, [1, 2, 3])


def test_who_pauses_at_the_moment_of_cancelling_does_not_stop_the_run_for_ever() -> None:
    control = RunControl()
    clear = control._may_go_on.clear

    def cancel_first() -> None:
        control.cancel()
        clear()

    control._may_go_on.clear = cancel_first  # type: ignore[method-assign]
    control.pause()
    assert not control.is_paused


class HeardControl(RunControl):
    """Levers that tell when a run stands still."""

    def __init__(self) -> None:
        super().__init__()
        self.stands_still = threading.Event()

    def wait_while_paused(self) -> None:
        if self.is_paused:
            self.stands_still.set()
        super().wait_while_paused()


def paused_run(station: RunStation, control: HeardControl) -> threading.Thread:
    """Begin a run on a thread of its own, and pause it after its first step."""
    station.get_ready(RunAction.ISSUE)
    station.control = control

    def pause_once(progress: RunProgress) -> None:
        # What was done is told again when the next part goes to paper.
        if progress.done == 3 and not control.stands_still.is_set():
            control.pause()

    station.at_step = pause_once
    thread = threading.Thread(target=station.begin, args=(RunAction.ISSUE,), name="run")
    thread.start()
    assert control.stands_still.wait(10)
    return thread


def test_a_paused_run_stands_still_between_two_steps(station: RunStation) -> None:
    control = HeardControl()
    thread = paused_run(station, control)
    assert issued(station) == 3
    assert sorted(station.paper.numbers) == [1, 2, 3]
    control.go_on()
    thread.join(10)
    assert not thread.is_alive()
    assert issued(station) == 5
    station.check(RunAction.ISSUE)


def test_a_paused_run_can_be_cancelled(station: RunStation) -> None:
    control = HeardControl()
    thread = paused_run(station, control)
    control.cancel()
    thread.join(10)
    assert not thread.is_alive()
    station.check(RunAction.ISSUE, [1, 2, 3])
    station.go_on()
    station.check(RunAction.ISSUE)


def test_a_quick_answer_to_a_problem_counts(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.paper.at_put = refusing(ErrorCode.FILE_NOT_WRITTEN)

    def go_on(_: StationError) -> bool:
        # Somebody presses before the run has begun to wait.
        station.control.go_on()
        return True

    station.mend = go_on
    assert station.begin(RunAction.ISSUE).phase is RunPhase.DONE


# One row's trouble


def test_a_code_that_nobody_can_make_a_page_of_fails_alone(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.paper.spoiled = frozenset({2})
    end = station.begin(RunAction.ISSUE)
    assert not station.problems
    assert (end.progress.done, end.progress.failed) == (4, 1)
    assert end.results[1].code == ErrorCode.CODE_UNREADABLE
    station.check(RunAction.ISSUE, [1, 3, 4, 5])
    station.paper.spoiled = frozenset()
    assert station.go_on().progress.failed == 0
    station.check(RunAction.ISSUE)


def test_nobody_in_a_step_can_be_put_on_paper(station: RunStation) -> None:
    station.get_ready(RunAction.REPLACE)
    station.paper.spoiled = frozenset({1, 2, 3})
    end = station.begin(RunAction.REPLACE)
    assert (end.progress.done, end.progress.failed) == (2, 3)
    station.paper.spoiled = frozenset()
    station.go_on()
    station.check(RunAction.REPLACE)


def test_a_sheet_that_cannot_be_read_though_each_of_its_cards_can_is_told(
    station: RunStation,
) -> None:
    station.get_ready(RunAction.ISSUE)
    station.paper.at_put = refusing(ErrorCode.CODE_UNREADABLE, times=10_000)
    end = station.begin(RunAction.ISSUE)
    assert station.problems == [ErrorCode.CODE_UNREADABLE]
    assert end.phase is RunPhase.CANCELLED
    station.paper.at_put = lambda _: None
    station.go_on()
    station.check(RunAction.ISSUE)


def test_somebody_who_is_refused_fails_alone_and_is_tried_again_later(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.tenant.suffer(f"403@PUT {METHOD}:1")
    end = station.begin(RunAction.ISSUE)
    assert (end.progress.done, end.progress.failed) == (4, 1)
    (failed,) = [one for one in end.results if one.outcome is RowOutcome.FAILED]
    assert failed.code == ErrorCode.NOT_PERMITTED
    assert failed.request_id
    assert station.go_on().progress.failed == 0
    station.check(RunAction.ISSUE)


def test_whoever_is_left_out_stays_as_they_are(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    end = station.begin(RunAction.ISSUE, frozenset({2, 5}))
    outcomes = [one.outcome for one in end.results]
    assert [one is RowOutcome.LEFT_OUT for one in outcomes] == [False, True, False, False, True]
    assert [bool(one) for one in station.shop.badge_ids()] == [True, False, True, True, False]
    station.check(RunAction.ISSUE, [1, 3, 4])
    assert unfinished_in(station.where) is None


def test_a_service_that_fails_for_everybody_makes_the_run_stand_still(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.tenant.suffer(f"503@PUT {METHOD}")

    def mend(_: StationError) -> bool:
        station.tenant.suffer()
        return True

    station.mend = mend
    end = station.begin(RunAction.ISSUE)
    assert station.problems == [ErrorCode.BADGE_UNCONFIRMED]
    assert end.progress.failed == 0
    station.check(RunAction.ISSUE)


# A process that ends on the way


def begin_and_die(station: RunStation, action: RunAction, part: int) -> None:
    """Begin a run, and end before the pages of a part are made."""
    station.paper.at_put = at_part(part, die)
    with pytest.raises(KilledError):
        station.begin(action)
    station.paper.at_put = lambda _: None


@pytest.mark.parametrize("part", [1, 2])
@pytest.mark.parametrize("action", [RunAction.ISSUE, RunAction.REPLACE, RunAction.RESET_PIN])
def test_a_run_is_taken_up_after_the_process_has_died(
    station: RunStation, action: RunAction, part: int
) -> None:
    station.get_ready(action)
    begin_and_die(station, action, part)
    unfinished = station.desk.unfinished()
    assert unfinished is not None
    assert (unfinished.total, unfinished.left) == (5, 5 if part == 1 else 2)
    station.go_on()
    assert station.paper.withdrawn == [part]
    assert station.desk.unfinished() is None
    station.check(action)


def test_the_list_is_made_though_everybody_was_done_when_the_process_died(
    station: RunStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.get_ready(RunAction.ISSUE)
    with monkeypatch.context() as patch:
        patch.setattr(station.paper, "put_list", die)
        with pytest.raises(KilledError):
            station.begin(RunAction.ISSUE)
    station.go_on()
    assert station.paper.listed == [[1, 2, 3, 4, 5]]
    assert unfinished_in(station.where) is None
    assert issued(station) == 5
    station.check(RunAction.ISSUE)


def test_those_whom_a_cut_off_step_has_given_a_badge_come_first(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.paper.at_once = 2
    station.tenant.suffer(f"403@PUT {METHOD}:1")
    begin_and_die(station, RunAction.ISSUE, 2)
    assert len(station.unprinted()) == 2
    station.paper.at_put = at_part(2, die)
    with pytest.raises(KilledError):
        station.go_on()
    assert len(station.unprinted()) == 2
    station.paper.at_put = lambda _: None
    station.go_on()
    station.check(RunAction.ISSUE)


def die_without_an_answer(
    station: RunStation, monkeypatch: pytest.MonkeyPatch, action: RunAction, late: str
) -> None:
    """Begin a run whose first change is made late, and end before it is asked for again."""
    station.get_ready(action)
    station.tenant.suffer(f"late@{late}:1")
    with monkeypatch.context() as patch:
        patch.setattr(Backoff, "next_wait", die)
        with pytest.raises(KilledError):
            station.begin(action)
    assert station.tenant.late


def test_a_reset_of_a_dead_process_that_finishes_late_leaves_no_dead_pin_on_paper(
    station: RunStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_without_an_answer(station, monkeypatch, RunAction.RESET_PIN, f"PATCH {METHOD}/pin")
    late_for = station.tenant.late[0].path.removesuffix("/pin")
    readings: list[Request] = []

    def lands_before(request: Request) -> bool:
        if (request.method, request.path) == ("GET", late_for):
            readings.append(request)
        # One reading has found the new PIN as it should be.
        return len(readings) > 1

    station.tenant.lands_before = lands_before
    station.go_on()
    assert not station.tenant.late
    station.check(RunAction.RESET_PIN)


LATE = [
    pytest.param(RunAction.RESET_PIN, f"PATCH {METHOD}/pin", ErrorCode.PIN_SUPERSEDED, id="reset"),
    pytest.param(RunAction.REPLACE, f"DELETE {METHOD}", ErrorCode.BADGE_SUPERSEDED, id="deletion"),
]


@pytest.mark.parametrize(("action", "late", "code"), LATE)
def test_what_finishes_after_the_pages_are_made_is_found_at_the_end(
    station: RunStation, action: RunAction, late: str, code: ErrorCode
) -> None:
    station.get_ready(action)
    station.tenant.suffer(f"late@{late}:1")
    station.paper.at_put = at_part(1, station.tenant.land)
    end = station.begin(action)
    check_found_late(station, action, code)
    assert (end.progress.done, end.progress.failed) == (4, 1)


@pytest.mark.parametrize(("action", "late", "code"), LATE)
def test_what_finishes_late_is_found_though_the_process_has_died_meanwhile(
    station: RunStation, action: RunAction, late: str, code: ErrorCode
) -> None:
    station.get_ready(action)
    station.tenant.suffer(f"late@{late}:1")

    def at_put(part: int) -> None:
        if part == 2:
            station.tenant.land()
            raise KilledError

    station.paper.at_put = at_put
    with pytest.raises(KilledError):
        station.begin(action)
    station.paper.at_put = lambda _: None
    station.go_on()
    check_found_late(station, action, code)


def test_what_finishes_late_is_found_though_everybody_was_done_when_the_process_died(
    station: RunStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    action, late = RunAction.REPLACE, f"DELETE {METHOD}"
    station.get_ready(action)
    station.tenant.suffer(f"late@{late}:1")
    with monkeypatch.context() as patch:
        patch.setattr("kiosk.services.runs.engine.Run._look_again", die)
        with pytest.raises(KilledError):
            station.begin(action)
    station.tenant.land()
    station.go_on()
    check_found_late(station, action, ErrorCode.BADGE_SUPERSEDED)


def begin_and_land_late(station: RunStation, *second_look: str, times: int = 1) -> RunEnd:
    """Begin a run in which so many badges are undone late, and that then meets these faults."""
    station.get_ready(RunAction.REPLACE)
    station.tenant.suffer(f"late@DELETE {METHOD}:{times}")

    def at_put(part: int) -> None:
        if part == 2:
            station.tenant.land()

    station.paper.at_put = at_put
    look_again = Run._look_again

    def suffer_then(run: Run) -> None:
        station.tenant.suffer(*second_look)
        look_again(run)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Run, "_look_again", suffer_then)
        return station.begin(RunAction.REPLACE)


def test_a_run_does_not_end_while_the_doubtful_cannot_be_read(station: RunStation) -> None:
    def mend(_: StationError) -> bool:
        assert unfinished_in(station.where) is not None
        station.tenant.suffer()
        return True

    station.mend = mend
    begin_and_land_late(station, f"503@{READING}", f"503@{BATCH}")
    assert station.problems == [ErrorCode.SERVICE_UNAVAILABLE]
    check_found_late(station, RunAction.REPLACE, ErrorCode.BADGE_SUPERSEDED)


def test_one_whom_the_service_refuses_to_read_keeps_nobody_else_from_being_looked_at(
    station: RunStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = MethodService.read
    refused: list[Target] = []

    def refuse_once(service: MethodService, target: Target, *rest: Any, **named: Any) -> Any:
        if not refused:
            refused.append(target)
            raise StationError(ErrorCode.REQUEST_REFUSED)
        return read(service, target, *rest, **named)

    def mend(_: StationError) -> bool:
        assert [one.code for one in station.results if one.code] == [ErrorCode.BADGE_SUPERSEDED]
        return True

    station.mend = mend
    station.at_step = lambda progress: (
        monkeypatch.setattr(MethodService, "read", refuse_once) if progress.done == 5 else None
    )
    end = begin_and_land_late(station, times=2)
    assert station.problems == [ErrorCode.REQUEST_REFUSED]
    assert (end.progress.done, end.progress.failed) == (3, 2)


def test_a_run_that_is_ended_before_the_doubtful_are_read_looks_at_them_later(
    station: RunStation,
) -> None:
    end = begin_and_land_late(station, f"503@{READING}", f"503@{BATCH}")
    assert (end.phase, end.progress.done) == (RunPhase.CANCELLED, 5)
    station.tenant.suffer()
    station.paper.at_put = lambda _: None
    station.go_on()
    check_found_late(station, RunAction.REPLACE, ErrorCode.BADGE_SUPERSEDED)


def test_a_long_hold_is_told_before_the_doubtful_are_read(
    station: RunStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.services.runs.telling._WORTH_TELLING_SECONDS", 0.5)
    end = begin_and_land_late(station, f"429@{READING}:1")
    assert (end.progress.done, end.progress.failed) == (4, 1)
    assert not station.problems
    assert any(one.waiting_seconds and one.done == 5 for one in station.progress)


def test_whoever_can_never_be_read_again_does_not_keep_a_run_from_ending(
    station: RunStation,
) -> None:
    end = begin_and_land_late(station, f"403@{READING}")
    assert (end.phase, end.progress.done) == (RunPhase.DONE, 5)
    assert not station.problems
    assert unfinished_in(station.where) is None


def check_found_late(station: RunStation, action: RunAction, code: ErrorCode) -> None:
    """The one whose PIN or badge is dead is told as failed, and gets another one."""
    (failed,) = [one for _, one in station.where.results() if one.outcome is RowOutcome.FAILED]
    assert failed.code == code
    assert failed in station.results
    assert station.go_on().progress.failed == 0
    station.check(action, twice=[failed.number])


# Whose run it is


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
