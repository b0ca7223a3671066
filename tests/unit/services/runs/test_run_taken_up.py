"""A process that ends on the way, and what it leaves to the next one."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RowOutcome, RunAction, RunEnd, RunPhase
from kiosk.models.target import Target
from kiosk.practice.messages import Request
from kiosk.services.graph.client import Backoff
from kiosk.services.graph.methods import MethodService
from kiosk.services.runs.desk import unfinished_in
from kiosk.services.runs.engine import Run
from tests.support.run_station import KilledError, RunStation
from tests.support.run_troubles import BATCH, METHOD, READING, at_part, begin_and_die, die, issued


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
