"""What is on its way to paper when its page is left comes out, and only its owner hears of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.controllers.result_view import PrintStage
from kiosk.controllers.window_state import NoticeKind, PageName
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.printing.jobs import JobState, JobStatus
from tests.support.counter import Counter
from tests.support.holders import Holder
from tests.support.pages import text_of_pdf
from tests.support.slow_paper import SlowDisk, SlowPrinter
from tests.support.station import quick

__all__ = ["quick"]

pytestmark = pytest.mark.usefixtures("quick")

OTHER = "Privileged Authentication Administrator"


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> SlowPrinter:
    return SlowPrinter(monkeypatch)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    return SlowDisk(monkeypatch)


def reset(counter: Counter, holder: Holder) -> Secret:
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.confirm()
    counter.station.wait_for_paper()
    pin = counter.station.result.pin
    assert pin is not None
    return pin


def print_it(counter: Counter) -> None:
    counter.station.press("printButton")
    counter.station.wait(lambda: counter.station.result.printing.stage is PrintStage.PRINTING)


def save_to(counter: Counter, file: Path) -> None:
    counter.station.conversations.result.save_pdf(str(file))


def wait_until_out(counter: Counter) -> None:
    left_paper = counter.station.conversations.result.left_paper
    counter.station.wait(lambda: not left_paper.is_under_way)


def done(counter: Counter) -> None:
    counter.station.press("doneButton")
    assert counter.station.is_on(PageName.SEARCH)


def sign_out(counter: Counter) -> None:
    counter.station.controller.sign_out()
    assert counter.station.is_on(PageName.WELCOME)


def come_back(counter: Counter) -> None:
    counter.station.press("signInButton")
    counter.station.wait_for(PageName.SEARCH)


@pytest.mark.parametrize("leave", [done, sign_out], ids=["done", "signed-out"])
def test_a_slip_under_way_comes_out_and_then_nothing_is_left_of_it(
    counter: Counter, holder: Holder, printer: SlowPrinter, leave: Callable[[Counter], None]
) -> None:
    pin = reset(counter, holder)
    print_it(counter)
    leave(counter)
    before = counter.station.banner()
    assert not pin.is_cleared
    printer.may_end.set()
    wait_until_out(counter)
    assert printer.has_ended
    assert not printer.was_cancelled
    assert pin.is_cleared
    assert counter.station.banner() == before


def test_a_badge_that_was_saved_comes_out_of_the_printer_too(
    counter: Counter, holder: Holder, printer: SlowPrinter, tmp_path: Path
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.confirm()
    counter.station.wait_for_paper()
    save_to(counter, tmp_path / "badge.pdf")
    counter.station.wait(lambda: bool(counter.station.result.saved_to))
    print_it(counter)
    done(counter)
    printer.may_end.set()
    wait_until_out(counter)
    assert printer.has_ended
    assert not printer.was_cancelled


def test_a_badge_that_would_be_lost_asks_first_and_whoever_leaves_finds_none_in_the_printer(
    counter: Counter, holder: Holder, printer: SlowPrinter
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.confirm()
    counter.station.wait_for_paper()
    print_it(counter)
    counter.station.press("doneButton")
    assert counter.station.shows("leaveQuestion")
    counter.station.press("leaveAnywayButton")
    counter.station.wait(lambda: printer.was_cancelled)
    wait_until_out(counter)


def test_a_file_under_way_is_whole_although_its_page_was_left(
    counter: Counter, holder: Holder, disk: SlowDisk, tmp_path: Path
) -> None:
    pin = reset(counter, holder)
    digits = counter.station.pin_on_screen()
    save_to(counter, tmp_path / "slip.pdf")
    counter.station.wait(disk.has_begun.is_set)
    done(counter)
    disk.may_end.set()
    wait_until_out(counter)
    assert digits in "".join(text_of_pdf((tmp_path / "slip.pdf").read_bytes()).split())
    assert pin.is_cleared


def test_the_next_result_knows_nothing_of_the_print_before_it(
    counter: Counter, holder: Holder, printer: SlowPrinter
) -> None:
    first = reset(counter, holder)
    print_it(counter)
    done(counter)
    second = reset(counter, holder)
    printer.ends = JobStatus(JobState.FAILED)
    printer.may_end.set()
    wait_until_out(counter)
    assert first.is_cleared
    assert not second.is_cleared
    assert counter.station.result.printing.stage is PrintStage.NOT_PRINTED
    counter.hand_over(holder)
    assert holder.gets_in()


@pytest.mark.parametrize(
    ("ends", "kind"),
    [
        (JobState.FAILED, NoticeKind.LEFT_UNPRINTED),
        (JobState.UNKNOWN, NoticeKind.LEFT_UNSURE),
    ],
)
def test_a_print_that_does_not_come_out_is_told_with_a_name(
    counter: Counter, holder: Holder, printer: SlowPrinter, ends: JobState, kind: NoticeKind
) -> None:
    reset(counter, holder)
    print_it(counter)
    done(counter)
    printer.ends = JobStatus(ends)
    printer.may_end.set()
    wait_until_out(counter)
    assert counter.station.controller.notice is not None
    assert counter.station.controller.notice.kind is kind
    assert holder.target.person.display_name in counter.station.banner()


def lock(counter: Counter) -> None:
    counter.station.controller.lock()
    assert counter.station.is_on(PageName.WELCOME)


@pytest.mark.parametrize("go", [lock, sign_out], ids=["locked", "signed-out"])
def test_with_nobody_signed_in_a_failure_waits_for_its_owner(
    counter: Counter, holder: Holder, printer: SlowPrinter, go: Callable[[Counter], None]
) -> None:
    first, name = counter.station.browser.account, holder.target.person.display_name
    reset(counter, holder)
    print_it(counter)
    done(counter)
    go(counter)
    before = counter.station.banner()
    printer.ends = JobStatus(JobState.FAILED)
    printer.may_end.set()
    wait_until_out(counter)
    assert counter.station.banner() == before
    counter.station.browser.account = counter.tenant.practice.account(OTHER)
    come_back(counter)
    assert counter.station.banner() == ""
    sign_out(counter)
    counter.station.browser.account = first
    come_back(counter)
    assert name in counter.station.banner()
    assert "did not come out" in counter.station.banner()


def test_a_file_that_fails_after_signing_out_is_told_to_its_owner_only(
    counter: Counter, holder: Holder, disk: SlowDisk
) -> None:
    reset(counter, holder)
    disk.fails = StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": "/mnt/share/Sam Rivera.pdf"})
    save_to(counter, Path("/mnt/share/Sam Rivera.pdf"))
    counter.station.wait(disk.has_begun.is_set)
    sign_out(counter)
    disk.may_end.set()
    wait_until_out(counter)
    assert counter.station.banner() == "You are signed out."
    come_back(counter)
    assert "Sam Rivera.pdf" in counter.station.banner()


def test_the_slip_of_whoever_locked_comes_out_although_somebody_else_signs_in(
    counter: Counter, holder: Holder, printer: SlowPrinter
) -> None:
    pin = reset(counter, holder)
    print_it(counter)
    lock(counter)
    counter.station.browser.account = counter.tenant.practice.account(OTHER)
    come_back(counter)
    printer.may_end.set()
    wait_until_out(counter)
    assert printer.has_ended
    assert not printer.was_cancelled
    assert pin.is_cleared
    assert counter.station.banner() == ""


def test_a_slip_that_failed_behind_the_lock_is_told_to_whoever_came_back_too_late(
    counter: Counter, holder: Holder, printer: SlowPrinter
) -> None:
    first, result = counter.station.browser.account, counter.station.conversations.result
    pin = reset(counter, holder)
    print_it(counter)
    lock(counter)
    printer.ends = JobStatus(JobState.FAILED)
    printer.may_end.set()
    counter.station.wait(lambda: not result.is_under_way)
    counter.station.browser.account = counter.tenant.practice.account(OTHER)
    come_back(counter)
    assert pin.is_cleared
    assert counter.station.banner() == ""
    sign_out(counter)
    counter.station.browser.account = first
    come_back(counter)
    assert "did not come out" in counter.station.banner()


@pytest.mark.parametrize("is_left", [False, True], ids=["on-its-page", "left"])
def test_the_window_asks_once_before_it_closes_on_a_print(
    counter: Counter, holder: Holder, printer: SlowPrinter, *, is_left: bool
) -> None:
    pin = reset(counter, holder)
    print_it(counter)
    if is_left:
        done(counter)
    assert not counter.station.window.close()
    assert "once more" in counter.station.banner()
    assert not printer.was_cancelled
    assert counter.station.window.close()
    counter.station.station.close()
    counter.station.wait(lambda: printer.was_cancelled)
    assert pin.is_cleared


def test_the_station_is_not_left_while_something_is_on_its_way(
    counter: Counter, holder: Holder, printer: SlowPrinter
) -> None:
    reset(counter, holder)
    print_it(counter)
    done(counter)
    sign_out(counter)
    counter.station.controller.begin_leaving()
    assert counter.station.is_on(PageName.WELCOME)
    assert "on its way" in counter.station.banner()
    printer.may_end.set()
    wait_until_out(counter)
    counter.station.controller.begin_leaving()
    counter.station.wait_for(PageName.SIGN_IN)
