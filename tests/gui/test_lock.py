"""The lock: at once, with nothing of anybody left on the screen, and nothing lost by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.controllers import behind_lock
from kiosk.controllers.behind_lock import KEPT_SECONDS, BehindLock
from kiosk.controllers.result_view import PrintStage
from kiosk.controllers.window_state import NoticeKind, PageName
from kiosk.models.badge import BadgeKind
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.models.settings import Settings, StationSettings
from kiosk.practice.launcher import PracticeTenant
from kiosk.printing.jobs import JobState, JobStatus
from kiosk.printing.page import Code
from tests.support import practice
from tests.support.counter import Counter
from tests.support.holders import Holder
from tests.support.pages import text_of_pdf
from tests.support.slow_paper import SlowDisk, SlowPrinter
from tests.support.station import Habit, OpenStation, open_station, quick
from tests.support.system_bus import bus_in, logind_on, wait_until_subscribed

practice_tenant = practice.practice_tenant
__all__ = ["quick"]

pytestmark = pytest.mark.usefixtures("quick")

RESET = "PATCH /users/*/authentication/qrCodePinMethod/pin"
STANDARD = BadgeKind.STANDARD
OTHER = "Privileged Authentication Administrator"


def lock(counter: Counter) -> None:
    counter.station.controller.lock()
    assert counter.station.is_on(PageName.WELCOME)
    assert counter.station.controller.header.account is None


def behind(counter: Counter) -> BehindLock:
    return counter.station.controller.way.behind


def reset_held_up(counter: Counter, holder: Holder) -> None:
    """Begin a reset that the service makes wait, so that the lock comes in the middle."""
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.tenant.suffer(f"429@{RESET}:2")
    counter.touch("confirmButton")
    wait_until_held_up(counter)


def wait_until_held_up(counter: Counter) -> None:
    operation = counter.station.conversations.operation

    def is_held_up() -> bool:
        view = operation.progress_view
        return view is not None and view.waits_for is not None

    counter.station.wait(is_held_up)


def wait_until_over(counter: Counter) -> None:
    operation = counter.station.conversations.operation
    counter.station.wait(lambda: not operation.is_running)


def come_back(counter: Counter, page: PageName) -> None:
    counter.station.press("signInButton")
    counter.station.wait_for(page)


def session_is_over(counter: Counter) -> bool:
    workplace = counter.station.loader.made
    return workplace is not None and workplace.session.account is None


def pin_aside(counter: Counter) -> Secret:
    """Return the PIN that waits behind the lock."""
    held = counter.station.conversations.result.held_aside
    assert held is not None
    assert held.pin is not None
    return held.pin


def pass_time(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    """Take so long from the time that something waits, as if the computer had slept."""
    monkeypatch.setattr(behind_lock, "KEPT_SECONDS", KEPT_SECONDS - minutes * 60)


# Whatever is open


def look_up(counter: Counter, holder: Holder) -> None:
    counter.station.look_up(holder.target.person.user_principal_name)


def open_person(counter: Counter, holder: Holder) -> None:
    counter.open(holder)


def ask(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")


def reset(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.confirm()
    counter.station.wait_for_paper()


def show_printing(counter: Counter, _: Holder) -> None:
    counter.touch("printingButton")
    printing = counter.station.conversations.printing
    counter.station.wait(lambda: printing.view.page is not None)


def show_team(counter: Counter, _: Holder) -> None:
    counter.touch("teamButton")
    counter.station.wait_for(PageName.TEAM)


@pytest.mark.parametrize(
    "go",
    [look_up, open_person, ask, show_printing, show_team],
    ids=lambda go: go.__name__,
)
def test_whatever_is_open_is_gone_with_the_lock_and_nothing_lies_over_it(
    counter: Counter, holder: Holder, go: Callable[[Counter, Holder], None]
) -> None:
    go(counter, holder)
    lock(counter)
    assert counter.station.banner() == "The station locked itself because nobody used it."
    labels = counter.station.page.findChildren(QLabel)
    shown = " ".join(label.text() for label in labels if label.isVisible())
    assert holder.target.person.display_name not in shown
    assert counter.station.windows_over() == []
    assert session_is_over(counter)
    come_back(counter, PageName.SEARCH)
    assert counter.station.banner() == ""
    assert counter.station.find(QLineEdit, "searchField").text() == ""


# A change under way


def test_a_pin_that_comes_behind_the_lock_is_there_when_its_supervisor_comes_back(
    counter: Counter, holder: Holder
) -> None:
    reset_held_up(counter, holder)
    lock(counter)
    assert counter.station.controller.notice is not None
    assert counter.station.controller.notice.kind is NoticeKind.LOCKED_BUSY
    assert holder.target.person.display_name not in counter.station.banner()
    wait_until_over(counter)
    # The session was only the operation's, and has ended with it.
    assert session_is_over(counter)
    assert counter.station.conversations.result.view is None
    come_back(counter, PageName.RESULT)
    assert counter.station.result.is_visible
    assert counter.station.result.seconds_left > 0
    counter.hand_over(holder)
    assert holder.gets_in()
    counter.station.wait_for_paper()
    counter.station.press("doneButton")
    counter.station.wait_for(PageName.SEARCH)


def test_whoever_comes_back_before_the_change_has_ended_sees_it_go_on(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.tenant.suffer(f"429@{RESET}:30")
    counter.touch("confirmButton")
    wait_until_held_up(counter)
    lock(counter)
    assert not session_is_over(counter)
    come_back(counter, PageName.PROGRESS)
    assert holder.target.person.display_name in " ".join(counter.station.all_texts())
    counter.tenant.suffer()
    counter.station.wait_for(PageName.RESULT)
    counter.hand_over(holder)
    assert holder.gets_in()


def test_a_change_that_fails_behind_the_lock_is_told_on_return(
    counter: Counter, holder: Holder
) -> None:
    reset_held_up(counter, holder)
    counter.tenant.suffer(f"404@{RESET}")
    lock(counter)
    wait_until_over(counter)
    assert counter.station.controller.notice is not None
    assert counter.station.controller.notice.error is None
    come_back(counter, PageName.PERSON)
    assert counter.station.controller.notice.error is not None
    assert counter.station.conversations.person.view is not None
    assert counter.station.conversations.person.view.person.id == holder.target.person.id


def test_a_pin_for_somebody_who_does_not_come_back_goes_when_another_signs_in(
    counter: Counter, holder: Holder
) -> None:
    first = counter.station.browser.account
    reset_held_up(counter, holder)
    lock(counter)
    wait_until_over(counter)
    pin = pin_aside(counter)
    counter.station.browser.account = counter.tenant.practice.account(OTHER)
    come_back(counter, PageName.SEARCH)
    assert pin.is_cleared
    assert counter.station.banner() == ""
    counter.station.controller.sign_out()
    # Whoever began it learns what became of it, once.
    counter.station.browser.account = first
    come_back(counter, PageName.SEARCH)
    assert holder.target.person.display_name in counter.station.banner()
    assert "Reset it again" in counter.station.banner()
    counter.station.controller.sign_out()
    come_back(counter, PageName.SEARCH)
    assert counter.station.banner() == ""


def test_a_change_under_way_ends_when_another_signs_in(counter: Counter, holder: Holder) -> None:
    first = counter.station.browser.account
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.tenant.suffer(f"429@{RESET}:30")
    counter.confirm(PageName.PROGRESS)
    lock(counter)
    counter.station.browser.account = counter.tenant.practice.account(OTHER)
    come_back(counter, PageName.SEARCH)
    assert not counter.station.conversations.operation.is_running
    counter.tenant.suffer()
    # The other one is not in the way of anything, and nothing is in the way.
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.confirm()
    counter.hand_over(holder)
    assert holder.gets_in()
    counter.leave()
    counter.station.controller.sign_out()
    counter.station.browser.account = first
    come_back(counter, PageName.SEARCH)
    assert "nobody saw how it ended" in counter.station.banner()


def test_what_waits_goes_after_a_quarter_of_an_hour_and_says_so(
    counter: Counter, holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reset_held_up(counter, holder)
    lock(counter)
    wait_until_over(counter)
    pin = pin_aside(counter)
    pass_time(monkeypatch, 14)
    behind(counter).look_at_the_time()
    assert behind(counter).holds_something
    pass_time(monkeypatch, 15)
    behind(counter).look_at_the_time()
    assert not behind(counter).holds_something
    assert pin.is_cleared
    assert "15 minutes" not in counter.station.banner()
    assert holder.target.person.display_name not in counter.station.banner()
    come_back(counter, PageName.SEARCH)
    assert "Reset it again" in counter.station.banner()


# What came out already


def test_a_pin_that_was_seen_is_gone_with_the_lock(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.confirm()
    pin = counter.station.result.pin
    lock(counter)
    assert pin is not None
    assert pin.is_cleared
    assert session_is_over(counter)
    assert holder.target.person.display_name not in counter.station.banner()
    come_back(counter, PageName.SEARCH)
    assert f"PIN of {holder.target.person.display_name} was there" in counter.station.banner()


def test_a_pin_that_is_on_paper_is_no_more_said_of(
    counter: Counter, holder: Holder, tmp_path: Path
) -> None:
    reset(counter, holder)
    result = counter.station.conversations.result
    result.save_pdf(str(tmp_path / "slip.pdf"))
    counter.station.wait(lambda: counter.station.result.is_on_paper)
    lock(counter)
    come_back(counter, PageName.SEARCH)
    assert counter.station.banner() == ""


def test_a_badge_that_was_never_printed_is_still_there_on_return(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.touch("alsoResetPinCheck")
    counter.confirm()
    counter.station.wait_for_paper()
    lock(counter)
    assert "waits to be printed" in counter.station.banner()
    texts = counter.station.all_texts()
    assert counter.station.conversations.result.view is None
    come_back(counter, PageName.RESULT)
    counter.hand_over(holder, STANDARD)
    assert counter.station.pin_on_screen() not in " ".join(texts)
    # It still can be had only now.
    counter.station.press("doneButton")
    assert counter.station.shows("leaveQuestion")
    counter.leave()


def test_a_badge_that_nobody_prints_in_time_is_lost_and_told(
    counter: Counter, holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.confirm()
    lock(counter)
    pass_time(monkeypatch, 16)
    come_back(counter, PageName.SEARCH)
    assert "was not printed in time" in counter.station.banner()


def print_badge(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.confirm()
    counter.station.wait_for_paper()
    counter.touch("printButton")
    counter.station.wait(lambda: counter.station.result.printing.stage is PrintStage.PRINTING)


def test_a_print_under_way_is_let_finish_and_then_nothing_is_left(
    counter: Counter, holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = SlowPrinter(monkeypatch)
    print_badge(counter, holder)
    page = counter.station.wait_for_paper()
    code = next(element for element in page.elements if isinstance(element, Code))
    lock(counter)
    printer.may_end.set()
    counter.station.wait(lambda: not behind(counter).holds_something)
    assert not printer.was_cancelled
    assert code.matrix.content.is_cleared
    come_back(counter, PageName.SEARCH)
    assert counter.station.banner() == ""


def test_a_print_that_fails_behind_the_lock_can_be_made_again_on_return(
    counter: Counter, holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = SlowPrinter(monkeypatch)
    print_badge(counter, holder)
    lock(counter)
    printer.ends = JobStatus(JobState.FAILED)
    printer.may_end.set()
    result = counter.station.conversations.result
    counter.station.wait(lambda: not result.is_printing)
    come_back(counter, PageName.RESULT)
    assert counter.station.result.printing.stage is PrintStage.FAILED
    counter.hand_over(holder, STANDARD)
    printer.ends = JobStatus(JobState.DONE)
    counter.touch("printButton")
    counter.station.wait(lambda: counter.station.result.printing.stage is PrintStage.PRINTED)
    counter.station.press("doneButton")
    counter.station.wait_for(PageName.SEARCH)


def test_a_test_page_under_way_comes_out_behind_the_lock(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = SlowPrinter(monkeypatch)
    counter.touch("printingButton")
    printing = counter.station.conversations.printing
    counter.station.wait(lambda: printing.view.page is not None)
    counter.touch("printTestPageButton")
    counter.station.wait(lambda: printing.view.printing.stage is PrintStage.PRINTING)
    lock(counter)
    assert not printing.is_printing
    printer.may_end.set()
    counter.station.wait(lambda: printer.has_ended)
    assert not printer.was_cancelled
    counter.station.wait(lambda: counter.station.station.runner.running == 0)
    assert printing.view.printing.stage is PrintStage.NOT_PRINTED


# A file under way


def save_under_way(counter: Counter, disk: SlowDisk, file: Path) -> None:
    counter.station.wait_for_paper()
    counter.station.conversations.result.save_pdf(str(file))
    counter.station.wait(disk.has_begun.is_set)


def test_a_file_that_fails_behind_the_lock_is_told_to_nobody_but_its_owner(
    counter: Counter, holder: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, name = SlowDisk(monkeypatch), holder.target.person.display_name
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.confirm()
    save_under_way(counter, disk, tmp_path / f"{name}.pdf")
    lock(counter)
    disk.fails = StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": f"{name}.pdf"})
    disk.may_end.set()
    result = counter.station.conversations.result
    counter.station.wait(lambda: not result.is_under_way)
    assert "waits to be printed" in counter.station.banner()
    assert name not in counter.station.banner()
    come_back(counter, PageName.RESULT)
    assert f"{name}.pdf" in counter.station.banner()
    counter.hand_over(holder, STANDARD)


def test_a_file_that_is_there_behind_the_lock_leaves_nothing_waiting(
    counter: Counter, holder: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(monkeypatch)
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.touch("alsoResetPinCheck")
    counter.confirm()
    pin = counter.station.result.pin
    save_under_way(counter, disk, tmp_path / "badge.pdf")
    lock(counter)
    disk.may_end.set()
    counter.station.wait(lambda: not behind(counter).holds_something)
    assert (tmp_path / "badge.pdf").exists()
    assert pin is not None
    assert pin.is_cleared
    assert counter.station.banner() == "The station locked itself because nobody used it."
    come_back(counter, PageName.SEARCH)
    assert counter.station.banner() == ""


def test_the_file_of_a_slip_is_let_finish_by_the_lock_and_read_back(
    counter: Counter, holder: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(monkeypatch)
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.confirm()
    pin = counter.station.pin_on_screen()
    save_under_way(counter, disk, tmp_path / "slip.pdf")
    lock(counter)
    assert behind(counter).holds_something
    disk.may_end.set()
    counter.station.wait(lambda: not behind(counter).holds_something)
    assert pin in "".join(text_of_pdf((tmp_path / "slip.pdf").read_bytes()).split())


def test_a_file_that_is_there_does_not_end_a_print_behind_the_lock(
    counter: Counter, holder: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer, disk = SlowPrinter(monkeypatch), SlowDisk(monkeypatch)
    print_badge(counter, holder)
    save_under_way(counter, disk, tmp_path / "badge.pdf")
    lock(counter)
    disk.may_end.set()
    counter.station.wait((tmp_path / "badge.pdf").exists)
    result = counter.station.conversations.result
    counter.station.wait(lambda: not result.holds_unprinted)
    assert behind(counter).holds_something
    printer.may_end.set()
    counter.station.wait(lambda: not behind(counter).holds_something)
    assert not printer.was_cancelled


# Signing in


def begin_to_sign_in_again(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    session = counter.station.loader.get().session
    session.sign_out()
    counter.station.browser.habit = Habit.CLOSE
    before = len(counter.station.browser.opened)
    counter.ask("resetPinButton")
    counter.confirm(PageName.SIGN_IN)
    counter.station.wait(lambda: len(counter.station.browser.opened) > before)


@pytest.mark.parametrize("by_system", [True, False])
def test_a_sign_in_that_is_asked_for_again_has_the_whole_time_and_ends_with_the_lock(
    counter: Counter, holder: Holder, *, by_system: bool
) -> None:
    stirred: list[PageName] = []
    counter.station.controller.stirred.connect(
        lambda: stirred.append(counter.station.controller.page)
    )
    begin_to_sign_in_again(counter, holder)
    assert PageName.SIGN_IN in stirred
    counter.station.controller.count_down(7)
    assert counter.station.controller.countdown == 7
    if by_system:
        counter.station.controller.lock_with_system()
    else:
        counter.station.controller.lock()
    assert counter.station.is_on(PageName.WELCOME)
    assert not counter.station.conversations.sign_in.is_waiting
    said = "computer was locked" if by_system else "locked itself"
    assert said in counter.station.banner()
    assert session_is_over(counter)


def test_a_look_up_that_waits_for_a_sign_in_leads_to_nobody_elses_old_trouble(
    counter: Counter, holder: Holder
) -> None:
    counter.replace_half_way(holder)
    counter.tenant.suffer()
    counter.station.press("backButton")
    counter.station.wait_for(PageName.SEARCH)
    counter.station.loader.get().session.sign_out()
    counter.station.browser.habit = Habit.CLOSE
    counter.station.type_text("Tara")
    counter.station.wait_for(PageName.SIGN_IN)
    counter.station.controller.lock_with_system()
    assert counter.station.is_on(PageName.WELCOME)
    counter.station.browser.habit = Habit.SIGN_IN
    come_back(counter, PageName.SEARCH)
    assert counter.station.banner() == ""


def test_a_sign_in_that_failed_gives_the_whole_time_again_before_the_lock(
    counter: Counter, holder: Holder
) -> None:
    stirred: list[bool] = []
    counter.station.controller.stirred.connect(lambda: stirred.append(True))
    begin_to_sign_in_again(counter, holder)
    before = len(stirred)
    counter.station.browser.habit = Habit.REFUSE
    counter.station.press("openBrowserAgainButton")
    sign_in = counter.station.conversations.sign_in
    counter.station.wait(lambda: not sign_in.is_waiting)
    assert len(stirred) > before
    lock(counter)


def test_the_first_sign_in_of_all_is_ended_by_the_system_as_well(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    with open_station(qtbot, practice_tenant, tmp_path) as station:
        station.browser.habit = Habit.CLOSE
        station.press("signInButton")
        station.wait(lambda: bool(station.browser.opened))
        station.controller.lock_with_system()
        assert station.is_on(PageName.WELCOME)
        assert not station.conversations.sign_in.is_waiting
        station.controller.lock_with_system()
        assert station.is_on(PageName.WELCOME)


# The last seconds


def countdown_of(station: OpenStation) -> QWidget:
    found = station.window.findChild(QWidget, "lockCountdown")
    assert found is not None
    return found


def touch(station: OpenStation) -> None:
    """Touch the middle of the window, as the system tells of it."""
    window, place = station.window.windowHandle(), station.window.rect().center()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def test_the_last_seconds_are_told_where_somebody_is_signed_in_and_a_touch_ends_them(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = Settings(station=StationSettings(idle_lock_seconds=15))
    with open_station(qtbot, practice_tenant, tmp_path, settings) as station:
        station.sign_in()
        station.wait(lambda: station.window.findChild(QWidget, "lockCountdown") is not None)
        station.station._idle._count_down()
        shown = countdown_of(station)
        assert shown.isVisibleTo(station.page)
        assert station.text("lockCountdownFigure") == "0:07"
        # Read out it is one sentence.
        label = station.find(QLabel, "lockCountdownLabel")
        assert "locks itself in 0:07" in label.accessibleName()
        edge = station.window.findChild(QWidget, "lockCountdownEdge")
        assert edge is not None
        assert edge.isVisibleTo(station.page)
        assert edge.size() == station.page.size()
        # Whatever page comes while it counts, it is there.
        station.controller.show_own_pin()
        station.wait_for(PageName.PERSON)
        assert countdown_of(station).isVisibleTo(station.page)
        touch(station)
        station.wait(lambda: not countdown_of(station).isVisible())
        assert not edge.isVisible()
        assert station.controller.countdown == 0
        assert station.is_on(PageName.PERSON)
        assert station.controller.header.account is not None
        station.station._idle._count_down()
        station.controller.lock()
        assert station.controller.countdown == 0
        station.station._idle.counting.emit(3)
        assert station.controller.countdown == 0


def test_the_window_asks_once_before_it_closes_on_what_waits(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.confirm()
    lock(counter)
    assert not counter.station.window.close()
    assert "once more" in counter.station.banner()
    assert counter.station.window.close()


def test_a_burst_of_changes_asks_and_then_goes_on_with_the_very_change(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    settings = Settings()
    settings = Settings(sign_in=replace(settings.sign_in, changes_before_reauthentication=1))
    with open_station(qtbot, practice_tenant, tmp_path, settings) as station:
        station.sign_in()
        station.open_person("Sam Riv")
        station.do("resetPinButton")
        station.press("doneButton")
        station.open_person("Tara Whit")
        station.browser.habit = Habit.CLOSE
        station.ask("resetPinButton")
        station.press("confirmButton")
        station.wait_for(PageName.SIGN_IN)
        assert "Many changes" in station.banner()
        station.wait(lambda: bool(station.conversations.sign_in.view.address))
        station.browser.habit = Habit.SIGN_IN
        station.press("openBrowserAgainButton")
        station.wait_for(PageName.RESULT)
        assert "Tara" in station.result.person.display_name


def test_logind_locks_the_station(
    qtbot: QtBot,
    practice_tenant: PracticeTenant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "7")
    with bus_in(tmp_path) as address, logind_on(address) as logind:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        with open_station(qtbot, practice_tenant, tmp_path) as station:
            station.sign_in()
            station.open_person("Sam Riv")
            station.do("resetPinButton")
            pin = station.result.pin
            station.wait(lambda: station.station._session_lock is not None)
            watches = station.station._session_lock
            assert watches is not None
            station.wait(lambda: len(watches._watches) == 2)
            wait_until_subscribed()
            logind.sleep(begins=True)
            station.wait_for(PageName.WELCOME)
            assert "went to sleep" in station.banner()
            assert pin is not None
            assert pin.is_cleared


def test_the_touch_that_ends_the_countdown_presses_nothing_beneath_it(
    qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    with open_station(qtbot, practice_tenant, tmp_path) as station:
        station.sign_in()
        station.wait(lambda: station.window.findChild(QWidget, "lockCountdown") is not None)
        sign_out = station.find(QAbstractButton, "signOutButton")

        def is_on_top() -> bool:
            return station.window.childAt(place()) is sign_out

        def place() -> QPoint:
            return sign_out.mapTo(station.window, sign_out.rect().center())

        station.station._idle._count_down()
        station.wait(lambda: countdown_of(station).isVisible() and not is_on_top())
        window = station.window.windowHandle()
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place())
        station.wait(lambda: not countdown_of(station).isVisible())
        assert station.is_on(PageName.SEARCH)
        assert station.controller.header.account is not None
        assert is_on_top()
