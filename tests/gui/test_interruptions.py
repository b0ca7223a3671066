"""What an operation has changed or brought is never lost: whatever interrupts it, it is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.controllers.operation_views import ProgressView, Waiting
from kiosk.controllers.sign_in_view import SignInStage
from kiosk.controllers.window_state import PageName
from kiosk.models.badge import BadgeKind
from kiosk.models.cancellation import CancelToken
from kiosk.models.scan import BadgeScan
from kiosk.services.operations.progress import Step
from tests.support.counter import Counter
from tests.support.holders import Holder
from tests.support.station import Habit, quick

__all__ = ["quick"]

pytestmark = pytest.mark.usefixtures("quick")

METHOD = "/users/*/authentication/qrCodePinMethod"
STANDARD = BadgeKind.STANDARD
_LEFT = Qt.MouseButton.LeftButton
_MOUSE = (_LEFT, _LEFT, Qt.KeyboardModifier.NoModifier)


def interrupt_at(counter: Counter, holder: Holder, call: str) -> None:
    """Replace badge and PIN, and come to a sign-in that nobody finishes before a call."""
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.touch("alsoResetPinCheck")
    counter.tenant.suffer(f"claims-challenge@{call}:1")
    counter.station.browser.habit = Habit.CLOSE
    opened = counter.station.browser.opened
    before = len(opened)
    counter.confirm(PageName.SIGN_IN)
    # The browser is opened on a worker thread: whoever stands there closes it first.
    counter.station.wait(lambda: len(opened) > before)


CALLS = (f"DELETE {METHOD}/standardQRCode", f"PATCH {METHOD}/standardQRCode", f"PATCH {METHOD}/pin")


@pytest.mark.parametrize("call", CALLS)
def test_a_new_sign_in_goes_on_where_it_stopped(
    counter: Counter, holder: Holder, call: str
) -> None:
    interrupt_at(counter, holder, call)
    counter.station.browser.habit = Habit.SIGN_IN
    counter.station.press("openBrowserAgainButton")
    counter.station.wait_for(PageName.RESULT)
    counter.hand_over(holder, STANDARD)
    challenged = 1 if call == CALLS[0] else 0
    assert len(counter.tenant.writes("DELETE")) == challenged + 1
    counter.leave()


@pytest.mark.parametrize(
    ("call", "page"),
    [(CALLS[0], PageName.CONFIRM), (CALLS[1], PageName.PERSON), (CALLS[2], PageName.RESULT)],
)
def test_a_sign_in_that_is_cancelled_loses_nothing(
    counter: Counter, holder: Holder, call: str, page: PageName
) -> None:
    interrupt_at(counter, holder, call)
    counter.station.press("cancelSignInButton")
    counter.station.wait_for(page)
    counter.station.browser.habit = Habit.SIGN_IN
    if page is PageName.PERSON:
        counter.station.wait_until_ready()
        assert counter.station.shows("unfinishedCard")
        counter.touch("finishButton")
    elif page is PageName.RESULT:
        assert counter.station.shows("missingCard")
        counter.hand_over(holder, STANDARD)
        counter.touch("finishButton")
    else:
        counter.confirm()
    counter.station.wait(lambda: counter.station.conversations.result.view is not None)
    counter.station.wait(lambda: counter.station.result.pin is not None)
    counter.hand_over(holder, STANDARD)
    counter.leave()


def fail_to_sign_in(counter: Counter) -> None:
    sign_in = counter.station.conversations.sign_in
    counter.station.browser.habit = Habit.REFUSE
    counter.station.press("openBrowserAgainButton")
    counter.station.wait(lambda: sign_in.view.stage is SignInStage.FAILED)


def test_a_station_that_locks_on_a_failed_sign_in_keeps_the_badge_for_whoever_comes_back(
    counter: Counter, holder: Holder
) -> None:
    interrupt_at(counter, holder, CALLS[2])
    fail_to_sign_in(counter)
    counter.station.station._idle.idle.emit()
    counter.station.wait_for(PageName.WELCOME)
    assert "A new badge waits to be printed" in counter.station.banner()
    counter.station.browser.habit = Habit.SIGN_IN
    counter.station.press("signInButton")
    counter.station.wait_for(PageName.RESULT)
    assert counter.station.shows("missingCard")
    counter.hand_over(holder, STANDARD)
    counter.touch("finishButton")
    counter.station.wait(lambda: counter.station.result.pin is not None)
    counter.hand_over(holder, STANDARD)
    counter.leave()


def test_a_window_that_is_closed_on_a_sign_in_asks_about_the_badge(
    counter: Counter, holder: Holder
) -> None:
    interrupt_at(counter, holder, CALLS[2])
    assert not counter.station.controller.may_close()
    assert counter.station.is_on(PageName.RESULT)
    assert counter.station.shows("leaveQuestion")
    counter.hand_over(holder, STANDARD)
    counter.station.press("leaveAnywayButton")
    counter.station.wait_for(PageName.SEARCH)


def test_who_signs_out_is_asked_about_a_badge_that_was_not_printed(
    counter: Counter, holder: Holder
) -> None:
    interrupt_at(counter, holder, CALLS[2])
    counter.station.controller.sign_out()
    assert counter.station.is_on(PageName.RESULT)
    assert counter.station.shows("leaveQuestion")
    counter.hand_over(holder, STANDARD)
    counter.station.press("leaveAnywayButton")
    counter.station.wait_for(PageName.SEARCH)
    counter.station.controller.sign_out()
    assert counter.station.is_on(PageName.WELCOME)


def test_a_pin_that_nobody_can_vouch_for_stays_to_be_finished_when_the_badge_is_left(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.touch("alsoResetPinCheck")
    counter.tenant.suffer(f"lost-answer@PATCH {METHOD}/pin")
    counter.confirm()
    assert counter.station.shows("missingCard")
    counter.tenant.suffer()
    counter.leave()
    counter.open(holder)
    assert counter.station.shows("unfinishedCard")
    counter.touch("finishButton")
    counter.station.wait_for(PageName.RESULT)
    counter.station.wait(lambda: counter.station.result.pin is not None)
    assert counter.station.result.issued is None
    counter.leave()
    counter.open(holder)
    assert not counter.station.shows("unfinishedCard")


def test_what_another_operation_is_refused_does_not_hide_what_is_unfinished(
    counter: Counter, holder: Holder
) -> None:
    counter.replace_half_way(holder)
    assert counter.station.shows("unfinishedCard")
    counter.tenant.suffer(f"404@PATCH {METHOD}/pin")
    counter.ask("resetPinButton")
    counter.confirm(PageName.PERSON)
    counter.station.wait_until_ready()
    assert counter.station.shows("unfinishedCard")
    counter.tenant.suffer()
    counter.touch("finishButton")
    counter.station.wait_for(PageName.RESULT)
    counter.hand_over(holder, STANDARD)


def test_a_pin_that_is_reset_elsewhere_takes_no_badge_off_the_screen(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.touch("alsoResetPinCheck")
    counter.tenant.suffer(f"lost-answer@PATCH {METHOD}/pin:1")
    counter.confirm()
    content = counter.station.code_on_screen()
    counter.elsewhere.methods.reset_pin(holder.target, CancelToken())
    counter.station.wait(lambda: counter.station.result.pin is None)
    assert "Somebody else has reset this PIN" in counter.station.banner()
    assert not counter.station.shows("pinLabel")
    assert counter.station.code_on_screen() == content
    # It can still be had only now.
    counter.station.press("doneButton")
    assert counter.station.shows("leaveQuestion")
    counter.leave()


def test_the_late_answer_to_a_scan_leads_away_from_no_question(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.tenant.suffer("slow@GET /users:1")
    scan = BadgeScan("sam.rivera@practice.example", "00000000-0000-0000-0000-000000000000")
    counter.station.controller.take_scan(scan)
    counter.ask("resetPinButton")
    person = counter.station.conversations.person
    assert person._sought is None
    counter.confirm()
    assert counter.station.result.person.id == holder.target.person.id
    counter.leave()


def test_a_step_that_failed_is_not_ticked(counter: Counter, holder: Holder) -> None:
    seen: list[ProgressView] = []
    counter.station.conversations.operation.progress_changed.connect(seen.append)
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.tenant.suffer(f"500@PATCH {METHOD}/standardQRCode:4")
    counter.confirm()
    waiting = [view for view in seen if view.waits_for is not None]
    assert waiting
    assert {view.waits_for for view in waiting} == {Waiting.TROUBLE}
    assert all(Step.ISSUE_BADGE not in view.steps_done for view in waiting)
    counter.hand_over(holder, STANDARD)
    counter.leave()


def test_the_second_of_two_fast_presses_presses_nothing_of_the_next_page(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.confirm()
    cover = counter.station.find(QAbstractButton, "showPinButton")
    pressed = QSignalSpy(cover.clicked)
    press_twice(cover, moments=(None, 100))
    assert pressed.count() == 0
    press_twice(cover, moments=(1000, 1100))
    assert pressed.count() == 2
    counter.leave()


def press_twice(button: QAbstractButton, moments: tuple[int | None, int]) -> None:
    """Press at two moments, in milliseconds; without the first it was on another button."""
    kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
    for kind, moment in zip(kinds, moments, strict=True):
        if moment is None:
            continue
        for each in (kind, QEvent.Type.MouseButtonRelease):
            middle = QPointF(button.rect().center())
            event = QMouseEvent(each, middle, button.mapToGlobal(middle), *_MOUSE)
            event.setTimestamp(moment)
            QApplication.sendEvent(button, event)


def test_who_stays_to_print_has_print_under_the_fingers(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.confirm()
    counter.station.wait_for_paper()
    counter.station.press("doneButton")
    counter.station.wait(lambda: counter.station.shows("leaveQuestion"))
    counter.station.conversations.result.stay()
    assert counter.station.find(QAbstractButton, "printButton").hasFocus()
    counter.hand_over(holder, STANDARD)
    counter.leave()


def test_a_scan_that_leads_to_nobody_offers_no_second_try(counter: Counter) -> None:
    scan = BadgeScan("sam.rivera@elsewhere.example", "00000000-0000-0000-0000-000000000000")
    counter.station.controller.take_scan(scan)
    counter.station.wait(lambda: counter.station.text("stateTitle") == "This scan leads to nobody")
    assert not counter.station.shows("retryButton")
