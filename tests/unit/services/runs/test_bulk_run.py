"""What the command does with the folder of a run: begin, go on, refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NoReturn

import pytest

from kiosk.commands.bulk_run import FAILED_NAME, BulkOrder, BulkRun
from kiosk.commands.outcome import ExitCode, exit_code_for
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Account
from kiosk.models.run import Expiring, Row, RowResult, RunAction, RunPhase
from kiosk.services.runs.control import RunControl
from tests.support.run_station import KilledError, RecordedPaper, RunStation


class PaperWithoutList(RecordedPaper):
    """Paper that is at its end when the list is due."""

    def put_list(self, rows: Iterable[tuple[Row, RowResult]]) -> None:
        del rows
        raise StationError(ErrorCode.FILE_NOT_WRITTEN)


def bulk(station: RunStation, *left_out: str, resume: bool = False) -> int:
    """Give the command for everybody of the shop."""
    station.start()
    station.desk.look = lambda *_, **__: tuple(station.rows)  # type: ignore[method-assign]
    return command(station, *left_out, resume=resume).carry_out(station.paper)


def command(station: RunStation, *left_out: str, resume: bool) -> BulkRun:
    def sign_in(claims: str | None, expected: Account | None) -> Account:
        del claims, expected
        account = station.workplace.session.account
        assert account is not None
        return account

    order = BulkOrder(RunAction.ISSUE, Expiring(30), station.folder, left_out, resume=resume)
    return BulkRun(order, station.desk, sign_in, RunControl(), lambda _, text: text, lambda: None)


def refused(station: RunStation, *left_out: str, resume: bool = False) -> ErrorCode:
    """Return why the command does nothing; it says so before anybody signs in."""

    def sign_in(*_: object) -> NoReturn:
        pytest.fail("it is told before anybody signs in")

    order = BulkOrder(RunAction.ISSUE, Expiring(30), station.folder, left_out, resume=resume)
    run = BulkRun(order, station.desk, sign_in, RunControl(), lambda _, text: text, sign_in)
    with pytest.raises(StationError) as caught:
        run.carry_out(station.paper)
    assert not station.tenant.writes()
    return caught.value.code


def test_a_list_that_could_not_be_saved_is_made_when_the_run_goes_on(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    good = station.paper
    station.paper = PaperWithoutList()
    end = station.begin(RunAction.ISSUE)
    assert (end.phase, end.progress.done) == (RunPhase.CANCELLED, 5)
    good.parts = station.paper.parts
    station.paper = good
    assert bulk(station, resume=True) == 0
    assert station.paper.listed == [[1, 2, 3, 4, 5]]
    station.check(RunAction.ISSUE)
    # Once it is over, nothing is left to do.
    assert bulk(station, resume=True) == 0
    assert len(station.paper.listed) == 1


def test_going_on_in_a_folder_without_a_run_begins_none(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    assert refused(station, resume=True) is ErrorCode.RUN_MISSING
    assert exit_code_for(ErrorCode.RUN_MISSING) is ExitCode.BAD_USAGE
    assert not station.folder.exists()
    station.folder.mkdir()
    (station.folder / "notes.txt").write_text("of somebody else")
    assert refused(station, resume=True) is ErrorCode.RUN_MISSING


def test_a_run_that_was_killed_in_its_look_is_taken_up_with_the_same_command(
    station: RunStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.get_ready(RunAction.ISSUE)

    def die(*_: object, **__: object) -> NoReturn:
        raise KilledError

    monkeypatch.setattr(station.desk, "look", die)
    with pytest.raises(KilledError):
        command(station, resume=False).carry_out(station.paper)
    assert not station.where.has_run
    assert bulk(station, resume=True) == 0
    station.check(RunAction.ISSUE)


def test_after_a_look_that_failed_the_command_is_simply_given_again(
    station: RunStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.get_ready(RunAction.ISSUE)

    def fail(*_: object, **__: object) -> NoReturn:
        raise StationError(ErrorCode.NETWORK_UNREACHABLE)

    monkeypatch.setattr(station.desk, "look", fail)
    with pytest.raises(StationError):
        command(station, resume=False).carry_out(station.paper)
    assert bulk(station) == 0
    station.check(RunAction.ISSUE)


def test_a_folder_that_cannot_be_made_is_told_before_the_look(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.folder.write_text("a file in the place of the folder")
    assert refused(station) is ErrorCode.RUN_NOT_WRITABLE


def name_of(station: RunStation, number: int) -> str:
    person = station.rows[number - 1].person
    assert person is not None
    return person.user_principal_name


@pytest.mark.parametrize("is_dry", [True, False])
def test_a_name_to_leave_out_that_fits_nobody_is_refused_before_anything_is_changed(
    station: RunStation, capsys: pytest.CaptureFixture[str], is_dry: bool
) -> None:
    station.get_ready(RunAction.ISSUE)
    station.rows[4] = replace(station.rows[4], person=None)
    station.desk.look = lambda *_, **__: tuple(station.rows)  # type: ignore[method-assign]
    for name in ("Tippfehler@shop.example", ""):
        run = command(station, name_of(station, 2), name, resume=False)
        with pytest.raises(StationError) as caught:
            run.dry_run() if is_dry else run.carry_out(station.paper)
        assert caught.value.code is ErrorCode.LEFT_OUT_UNKNOWN
        assert caught.value.values == {"names": name}
    assert exit_code_for(ErrorCode.LEFT_OUT_UNKNOWN) is ExitCode.BAD_USAGE
    assert not capsys.readouterr().out
    assert not station.tenant.writes()
    assert not station.where.has_run


def test_whoever_is_left_out_by_name_is_left_out_when_the_same_command_goes_on(
    station: RunStation,
) -> None:
    station.get_ready(RunAction.ISSUE)
    name = name_of(station, 2).upper()
    station.paper.at_put = refuse_once()
    assert bulk(station, name) == ExitCode.FAILED
    assert bulk(station, name, resume=True) == 0
    station.check(RunAction.ISSUE, [1, 3, 4, 5])


def refuse_once() -> Callable[[int], None]:
    left = [1]

    def at_put(_: int) -> None:
        if left.pop() if left else 0:
            raise StationError(ErrorCode.FILE_NOT_WRITTEN)

    return at_put


def test_nobody_can_be_left_out_of_a_run_that_was_begun_with_them(station: RunStation) -> None:
    station.get_ready(RunAction.ISSUE)
    station.paper.at_put = refuse_once()
    assert bulk(station, name_of(station, 2)) == ExitCode.FAILED
    station.tenant.asked.clear()
    names = name_of(station, 2), name_of(station, 3)
    assert refused(station, *names, resume=True) is ErrorCode.LEFT_OUT_TOO_LATE
    assert exit_code_for(ErrorCode.LEFT_OUT_TOO_LATE) is ExitCode.BAD_USAGE
    assert refused(station, "nobody", resume=True) is ErrorCode.LEFT_OUT_UNKNOWN


def test_a_name_cannot_steer_the_terminal(
    station: RunStation, capsys: pytest.CaptureFixture[str]
) -> None:
    station.get_ready(RunAction.ISSUE)
    spoiled = "Sam\x1b[2J\r\x9b31m\u202egniR"
    person = station.rows[0].person
    assert person is not None
    station.rows[0] = replace(station.rows[0], person=replace(person, display_name=spoiled))
    station.rows[1] = replace(station.rows[1], person=None, said=spoiled)
    station.desk.look = lambda *_, **__: tuple(station.rows)  # type: ignore[method-assign]
    command(station, resume=False).dry_run()
    said = capsys.readouterr().err
    assert said.count("Sam\N{REPLACEMENT CHARACTER}[2J") == 2
    assert all(letter.isprintable() or letter == "\n" for letter in said)


def test_who_failed_though_a_badge_was_made_is_sent_to_resume_and_gets_one_there(
    station: RunStation, capsys: pytest.CaptureFixture[str]
) -> None:
    station.get_ready(RunAction.ISSUE)
    station.paper.spoiled = frozenset({2})
    assert bulk(station) == ExitCode.FAILED
    # A look would find a badge, and cannot know that nobody has it.
    assert station.shop.badge_ids()[1]
    *_, why, how = capsys.readouterr().err.splitlines()
    assert why == f"1 are not done; {station.folder / FAILED_NAME} says why."
    assert how.startswith("To try them again, give the same command with --resume.")
    station.paper.spoiled = frozenset()
    assert bulk(station, resume=True) == 0
    assert "--resume" not in capsys.readouterr().err
    station.check(RunAction.ISSUE)
