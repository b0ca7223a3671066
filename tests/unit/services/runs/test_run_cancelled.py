"""Somebody pauses or cancels a run."""

from __future__ import annotations

import threading

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RowOutcome, RunAction, RunPhase, RunProgress
from kiosk.services.audit_verification import verify
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.desk import unfinished_in
from tests.support.run_station import RunStation
from tests.support.run_troubles import METHOD, at_part, issued, raising, refusing


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
