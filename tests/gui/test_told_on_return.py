"""Whoever comes back is told all that went on meanwhile, one thing after the other, nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.controllers.result_view import PrintStage
from kiosk.controllers.window_state import Notice, NoticeKind, PageName
from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.jobs import JobState, JobStatus
from tests.support.counter import Counter
from tests.support.holders import Holder
from tests.support.slow_paper import SlowDisk, SlowPrinter
from tests.support.station import quick

__all__ = ["quick"]

pytestmark = pytest.mark.usefixtures("quick")

OTHER = "Privileged Authentication Administrator"
FAILED = JobStatus(JobState.FAILED)


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> SlowPrinter:
    return SlowPrinter(monkeypatch)


def reset(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.confirm()
    counter.station.wait_for_paper()


def print_it(counter: Counter) -> None:
    counter.station.press("printButton")
    counter.station.wait(lambda: counter.station.result.printing.stage is PrintStage.PRINTING)


def print_to_the_end(counter: Counter, printer: SlowPrinter, ends: JobStatus) -> None:
    printer.ends = ends
    print_it(counter)
    printer.may_end.set()
    counter.station.wait(lambda: not counter.station.result.printing.stage.is_under_way)
    printer.may_end.clear()


def leave_and_fail(counter: Counter, printer: SlowPrinter) -> None:
    """Let the slip that was left with 'Done' fail."""
    printer.ends = FAILED
    printer.may_end.set()
    left_paper = counter.station.conversations.result.left_paper
    counter.station.wait(lambda: not left_paper.is_under_way)


def lock(counter: Counter) -> None:
    counter.station.controller.lock()
    assert counter.station.is_on(PageName.WELCOME)


def come_back(counter: Counter, page: PageName = PageName.SEARCH) -> str:
    counter.station.press("signInButton")
    counter.station.wait_for(page)
    return counter.station.banner()


def hold_up_a_reset(counter: Counter) -> None:
    counter.tenant.suffer("429@PATCH /users/*/authentication:2")
    counter.ask("resetPinButton")
    counter.touch("confirmButton")
    operation = counter.station.conversations.operation
    counter.station.wait(
        lambda: (
            operation.progress_view is not None and operation.progress_view.waits_for is not None
        )
    )


def test_two_things_are_told_one_after_the_other(
    counter: Counter, holder: Holder, printer: SlowPrinter
) -> None:
    reset(counter, holder)
    print_it(counter)
    counter.station.press("doneButton")
    reset(counter, holder)
    lock(counter)
    leave_and_fail(counter, printer)
    assert "neither printed nor saved" in come_back(counter)
    counter.station.controller.dismiss_notice()
    assert "did not come out" in counter.station.banner()
    counter.station.controller.dismiss_notice()
    assert counter.station.banner() == ""


def test_what_went_wrong_is_told_although_another_change_goes_on(
    counter: Counter, holder: Holder, printer: SlowPrinter
) -> None:
    reset(counter, holder)
    print_it(counter)
    counter.station.press("doneButton")
    counter.open(holder)
    hold_up_a_reset(counter)
    lock(counter)
    leave_and_fail(counter, printer)
    assert "did not come out" in come_back(counter, PageName.PROGRESS)
    counter.station.wait_for(PageName.RESULT)


def test_a_change_after_one_that_failed_behind_the_lock_shows_how_far_it_is(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    hold_up_a_reset(counter)
    lock(counter)
    operation = counter.station.conversations.operation
    counter.tenant.suffer("403@PATCH /users/*/authentication:9")
    counter.station.wait(lambda: not operation.is_running)
    counter.tenant.suffer()
    come_back(counter, PageName.PERSON)
    shown: list[object] = []
    operation.progress_changed.connect(shown.append)
    hold_up_a_reset(counter)
    counter.station.wait_for(PageName.RESULT)
    assert shown


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (JobStatus(JobState.DONE), ""),
        (JobStatus(JobState.UNKNOWN), "does not say whether"),
        (FAILED, "did not come out"),
    ],
)
def test_a_pin_at_the_lock_is_told_of_by_what_became_of_its_print(
    counter: Counter, holder: Holder, printer: SlowPrinter, ends: JobStatus, said: str
) -> None:
    reset(counter, holder)
    print_to_the_end(counter, printer, ends)
    lock(counter)
    banner = come_back(counter)
    assert said in banner
    assert bool(banner) is bool(said)


def test_a_pin_that_was_printed_and_then_once_more_in_vain_is_on_paper(
    counter: Counter, holder: Holder, printer: SlowPrinter
) -> None:
    reset(counter, holder)
    print_to_the_end(counter, printer, JobStatus(JobState.DONE))
    print_to_the_end(counter, printer, FAILED)
    lock(counter)
    assert come_back(counter) == ""


def test_a_print_that_may_still_come_out_is_not_told_as_one_that_did_not(
    counter: Counter, holder: Holder, printer: SlowPrinter
) -> None:
    reset(counter, holder)
    print_it(counter)
    counter.station.press("doneButton")
    printer.fails = StationError(ErrorCode.PRINT_UNCERTAIN, {"printer": "Zebra"}, maybe_done=True)
    leave_and_fail(counter, printer)
    assert "does not say whether" in counter.station.banner()


def test_a_file_that_failed_is_told_although_a_print_is_still_under_way(
    counter: Counter, holder: Holder, printer: SlowPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(monkeypatch)
    disk.fails = StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": "/mnt/share/slip.pdf"})
    first, result = counter.station.browser.account, counter.station.conversations.result
    reset(counter, holder)
    print_it(counter)
    result.save_pdf("/mnt/share/slip.pdf")
    counter.station.wait(disk.has_begun.is_set)
    lock(counter)
    disk.may_end.set()
    counter.station.wait(lambda: result._untold is not None)
    counter.station.browser.account = counter.tenant.practice.account(OTHER)
    assert come_back(counter) == ""
    printer.may_end.set()
    counter.station.wait(lambda: not result.left_paper.is_under_way)
    counter.station.controller.sign_out()
    counter.station.browser.account = first
    assert "slip.pdf" in come_back(counter)


def test_where_a_list_was_saved_is_told_to_whoever_saved_it(counter: Counter) -> None:
    first = counter.station.browser.account
    counter.touch("teamButton")
    counter.station.wait_for(PageName.TEAM)
    lock(counter)
    counter.station.conversations.team.missed.emit(
        Notice(NoticeKind.SAVED, value=str(Path("/home/a/Sam Rivera.csv")))
    )
    assert "Sam Rivera" not in counter.station.banner()
    counter.station.browser.account = counter.tenant.practice.account(OTHER)
    assert come_back(counter) == ""
    counter.station.controller.sign_out()
    counter.station.browser.account = first
    assert "Sam Rivera.csv" in come_back(counter)


def test_the_window_asks_anew_before_it_closes_on_another_print(
    counter: Counter, holder: Holder, printer: SlowPrinter
) -> None:
    reset(counter, holder)
    print_it(counter)
    assert not counter.station.window.close()
    printer.may_end.set()
    counter.station.wait(lambda: counter.station.result.printing.stage is PrintStage.PRINTED)
    printer.may_end.clear()
    print_it(counter)
    assert not counter.station.window.close()
    printer.may_end.set()
    counter.station.wait(lambda: counter.station.result.printing.stage is PrintStage.PRINTED)
