"""What the command makes of a run that was cut off when everybody was done."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.commands.bulk_run import BulkOrder, BulkRun
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Account
from kiosk.models.run import FromCsv, Row, RowResult, RunAction, RunPhase
from kiosk.services.runs.control import RunControl
from tests.support.run_station import RecordedPaper, RunStation


class PaperWithoutList(RecordedPaper):
    """Paper that is at its end when the list is due."""

    def put_list(self, rows: Iterable[tuple[Row, RowResult]]) -> None:
        del rows
        raise StationError(ErrorCode.FILE_NOT_WRITTEN)


def resume(station: RunStation) -> int:
    """Give the same command again, with --resume."""
    station.start()

    def sign_in(claims: str | None, expected: Account | None) -> Account:
        del claims, expected
        account = station.workplace.session.account
        assert account is not None
        return account

    order = BulkOrder(RunAction.ISSUE, FromCsv("shop.csv"), station.folder, resume=True)
    bulk = BulkRun(order, station.desk, sign_in, RunControl(), lambda _, text: text, lambda: None)
    return bulk.carry_out(station.paper)


def test_a_list_that_could_not_be_saved_is_made_when_the_run_goes_on(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    good = station.paper
    station.paper = PaperWithoutList()
    end = station.begin(RunAction.ISSUE)
    assert (end.phase, end.progress.done) == (RunPhase.CANCELLED, 5)
    good.parts = station.paper.parts
    station.paper = good
    assert resume(station) == 0
    assert station.paper.listed == [[1, 2, 3, 4, 5]]
    station.check(RunAction.ISSUE)
    # Once it is over, nothing is left to do.
    assert resume(station) == 0
    assert len(station.paper.listed) == 1
