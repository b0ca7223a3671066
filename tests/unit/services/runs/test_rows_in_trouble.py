"""The trouble of one row is that row's alone."""

from __future__ import annotations

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RowOutcome, RunAction, RunPhase
from kiosk.services.runs.desk import unfinished_in
from tests.support.run_station import RunStation
from tests.support.run_troubles import METHOD, refusing


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
