"""What an operation has changed or brought is never lost: whatever interrupts it, it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.controllers.sign_in_view import SignInStage
from kiosk.controllers.window_state import PageName
from kiosk.models.badge import BadgeKind
from kiosk.models.cancellation import CancelToken
from kiosk.models.scan import BadgeScan
from tests.support.counter import Counter, counter_on, holder_at, tenant_and_elsewhere
from tests.support.holders import Holder
from tests.support.station import Habit, quick
from tests.support.station_services import StationServices, SufferingTenant

__all__ = ["quick"]

pytestmark = pytest.mark.usefixtures("quick")

METHOD = "/users/*/authentication/qrCodePinMethod"
STANDARD = BadgeKind.STANDARD


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[SufferingTenant, StationServices]]:
    with tenant_and_elsewhere() as started:
        yield started


@pytest.fixture
def counter(
    qtbot: QtBot, both: tuple[SufferingTenant, StationServices], tmp_path: Path
) -> Iterator[Counter]:
    with counter_on(qtbot, *both, tmp_path) as counter:
        yield counter


@pytest.fixture
def holder(counter: Counter) -> Iterator[Holder]:
    with holder_at(counter) as holder:
        yield holder


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


def test_a_station_that_locks_on_a_failed_sign_in_says_that_a_badge_is_lost(
    counter: Counter, holder: Holder
) -> None:
    interrupt_at(counter, holder, CALLS[2])
    fail_to_sign_in(counter)
    counter.station.station._idle.idle.emit()
    counter.station.wait_for(PageName.WELCOME)
    assert "The new badge that was not printed is lost" in counter.station.banner()


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
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.tenant.suffer(f"403@PATCH {METHOD}/standardQRCode")
    counter.confirm(PageName.PERSON)
    counter.station.wait_until_ready()
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
