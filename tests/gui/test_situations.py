"""What happened? Each answer leads to what the worker needs, in three touches at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from kiosk.controllers.window_state import PageName
from kiosk.models.badge import BadgeKind
from kiosk.models.cancellation import CancelToken
from kiosk.models.permissions import POLICY_SCOPE, READ_SCOPES
from kiosk.services.sign_in import tenant_client
from tests.support.counter import Counter, counter_on
from tests.support.holders import Holder
from tests.support.pages import codes_in_pdf, text_of_pdf
from tests.support.station import ask_practice, quick
from tests.support.station_services import StationServices, SufferingTenant

__all__ = ["quick"]

pytestmark = pytest.mark.usefixtures("quick")

METHOD = "/users/*/authentication/qrCodePinMethod"
STANDARD, TEMPORARY = BadgeKind.STANDARD, BadgeKind.TEMPORARY
MINUTE = timedelta(minutes=1)


def banner_of(counter: Counter) -> str:
    return counter.station.banner()


# The situations


def test_somebody_new_gets_badge_and_pin(counter: Counter, holder: Holder) -> None:
    holder.methods.remove(holder.target, CancelToken())
    holder.contents.clear()
    counter.open(holder)
    assert counter.offers() == ["issue"]
    assert "valid until" in counter.ask("issueBadgeButton")
    counter.confirm()
    assert len(counter.touched) <= 3
    counter.hand_over(holder, STANDARD)
    assert "Incorrect QR code" in counter.station.text("resultBadgeLabel")


def test_a_forgotten_pin_is_reset(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.confirm()
    assert len(counter.touched) <= 3
    old = holder.pin
    counter.hand_over(holder)
    assert holder.pin != old
    assert holder.gets_in()


def test_a_lost_badge_is_replaced_and_the_pin_stays(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    question = counter.ask("replaceBadgeButton")
    assert "The badge they have now stops working at once." in question
    assert "Their PIN stays as it is." in question
    counter.confirm()
    assert len(counter.touched) <= 3
    assert not counter.station.shows("pinLabel")
    counter.hand_over(holder, STANDARD)


def test_a_lost_badge_is_replaced_with_a_new_pin_beside_it(
    counter: Counter, holder: Holder, tmp_path: Path
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.touch("alsoResetPinCheck")
    question = counter.station.text("confirmTextLabel")
    assert "They get a new PIN as well" in question
    counter.confirm()
    assert len(counter.touched) <= 3
    old = holder.pin
    counter.hand_over(holder, STANDARD)
    assert holder.pin != old
    counter.station.conversations.result.save_pdf(str(tmp_path / "badge.pdf"))
    counter.station.wait(lambda: bool(counter.station.result.saved_to))
    pdf = (tmp_path / "badge.pdf").read_bytes()
    assert codes_in_pdf(pdf, 300) == [holder.contents[STANDARD].encode()]
    assert holder.pin in "".join(text_of_pdf(pdf).split())


def test_a_badge_left_at_home_is_stood_in_for(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.ask("temporaryBadgeButton")
    counter.confirm()
    assert len(counter.touched) <= 3
    counter.hand_over(holder, TEMPORARY)
    made = holder.held(TEMPORARY)
    assert made is not None
    assert made.expires - made.starts == timedelta(hours=8)
    assert abs(made.starts - datetime.now(UTC)) < MINUTE
    # The badge at home goes on working.
    assert holder.gets_in()


@pytest.mark.parametrize(("button", "hours"), [("moreHoursButton", 9), ("lessHoursButton", 7)])
def test_a_temporary_badge_works_for_as_many_hours_as_were_chosen(
    counter: Counter, holder: Holder, button: str, hours: int
) -> None:
    counter.open(holder)
    counter.ask("temporaryBadgeButton")
    counter.touch(button)
    assert counter.station.text("hoursLabel") == f"{hours} h"
    counter.confirm()
    assert len(counter.touched) <= 3
    counter.hand_over(holder, TEMPORARY)
    made = holder.held(TEMPORARY)
    assert made is not None
    assert made.expires - made.starts == timedelta(hours=hours)


def test_hours_end_where_the_service_ends_them(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.ask("temporaryBadgeButton")
    for hours in (9, 10, 11, 12):
        counter.touch("moreHoursButton")
        assert counter.station.text("hoursLabel") == f"{hours} h"
    assert not counter.station.find(QAbstractButton, "moreHoursButton").isEnabled()
    counter.confirm()
    counter.hand_over(holder, TEMPORARY)


def test_a_temporary_badge_works_from_a_later_time(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.ask("temporaryBadgeButton")
    days = counter.station.find(QComboBox, "startDaySelector")
    counter.touch_choice("startDaySelector", days.findText("Tomorrow"))
    shown = counter.station.find(QComboBox, "startTimeSelector").currentText()
    assert " ".join(shown.split()) == "8:00 AM"
    assert " from " in counter.station.text("confirmTextLabel")
    counter.confirm()
    made = holder.held(TEMPORARY)
    assert made is not None
    tomorrow = datetime.now().astimezone() + timedelta(days=1)
    start = tomorrow.replace(hour=8, minute=0, second=0, microsecond=0)
    assert made.starts == start
    assert made.expires == start + timedelta(hours=8)
    assert counter.station.code_on_screen().split("|")[2] == made.id
    # It opens nothing before its time, and the person page says from when on it does.
    assert not counter.tenant.accepts(counter.station.code_on_screen(), holder.pin)
    counter.leave()
    counter.open(holder)
    assert "The temporary badge is valid from" in counter.station.text("badgeStatusLabel")


def test_a_temporary_badge_is_replaced_only_after_a_clear_question(
    counter: Counter, holder: Holder
) -> None:
    holder.gets_temporary(3)
    counter.open(holder)
    question = counter.ask("temporaryBadgeButton")
    assert "They have one already, valid until" in question
    assert "That one stops working at once." in question
    title = counter.station.text("confirmTitleLabel")
    assert "another temporary badge?" in title
    counter.station.press("cancelButton")
    counter.station.wait_for(PageName.PERSON)
    assert holder.gets_in(TEMPORARY)
    counter.touched = []
    counter.ask("temporaryBadgeButton")
    counter.confirm()
    assert len(counter.touched) <= 3
    counter.hand_over(holder, TEMPORARY)


def test_a_badge_that_runs_out_soon_is_extended_up_to_its_limit(
    counter: Counter, holder: Holder
) -> None:
    holder.loses()
    short = holder.gets(STANDARD, timedelta(days=20))
    counter.open(holder)
    assert any("runs out within 30 days" in hint for hint in counter.hints())
    assert "instead of" in counter.ask("extendBadgeButton")
    counter.confirm()
    assert len(counter.touched) <= 3
    moved = holder.held()
    assert moved is not None
    assert moved.id == short.id
    assert timedelta(0) <= moved.expires - short.starts - timedelta(days=365) < MINUTE
    assert "nothing has to be printed" in counter.station.text("outcomeLabel")
    assert not counter.station.shows("printButton")
    assert holder.gets_in()


def test_a_badge_at_its_limit_is_replaced_instead(counter: Counter) -> None:
    counter.station.open_person("100053")
    assert counter.station.text("personNameLabel") == "Vera Kimball"
    assert "extend" not in counter.offers()
    assert "replace" in counter.offers()
    vera = counter.tenant.target("vera.kimball")
    old = counter.tenant.badge_of("vera.kimball")
    counter.ask("replaceBadgeButton")
    counter.confirm()
    content = counter.station.code_on_screen()
    method = counter.elsewhere.methods.read(vera, CancelToken())
    assert method is not None
    assert method.standard is not None
    assert method.standard.id == content.split("|")[2] != old.split("|")[2]
    assert method.standard.expires - datetime.now(UTC) > timedelta(days=364)


def test_who_does_not_work_here_any_more_gets_in_nowhere(counter: Counter, holder: Holder) -> None:
    holder.gets_temporary()
    counter.open(holder)
    assert "This cannot be undone" in counter.ask("removeBadgeButton")
    counter.confirm()
    assert len(counter.touched) <= 3
    assert "can no longer sign in with a badge" in counter.station.text("outcomeLabel")
    assert holder.read() is None
    assert not holder.gets_in()
    assert not holder.gets_in(TEMPORARY)
    counter.station.press("doneButton")
    counter.station.wait_for(PageName.SEARCH)
    counter.open(holder)
    assert counter.offers() == ["issue"]


def test_a_supervisor_gets_a_pin_of_their_own_and_cannot_remove_themselves(
    counter: Counter,
) -> None:
    counter.station.press("ownPinButton")
    counter.station.wait_for(PageName.PERSON)
    counter.station.wait_until_ready()
    assert "remove" not in counter.offers()
    counter.ask("resetPinButton")
    counter.confirm()
    assert len(counter.touched) <= 3
    name = counter.tenant.practice.administrator.username.partition("@")[0]
    assert counter.tenant.accepts(counter.tenant.badge_of(name), counter.station.pin_on_screen())


# What goes wrong half-way


def test_a_badge_that_could_not_be_made_is_finished_with_one_touch(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.tenant.suffer(f"403@PATCH {METHOD}/standardQRCode")
    counter.confirm(PageName.PERSON)
    assert "this person has no badge now" in banner_of(counter)
    counter.station.wait_until_ready()
    assert counter.station.shows("unfinishedCard")
    assert "No badge at the moment." in counter.station.text("badgeStatusLabel")
    assert holder.held() is None
    # Somebody else has nothing to do with it.
    counter.station.press("backButton")
    counter.station.wait_for(PageName.SEARCH)
    counter.station.open_person("100042")
    assert not counter.station.shows("unfinishedCard")
    counter.station.press("backButton")
    counter.station.wait_for(PageName.SEARCH)
    # It is still known when the person comes back, and ends with one touch.
    counter.open(holder)
    assert counter.station.shows("unfinishedCard")
    assert "this person has no badge now" in banner_of(counter)
    counter.tenant.suffer()
    counter.touch("finishButton")
    counter.station.wait_for(PageName.RESULT)
    counter.hand_over(holder, STANDARD)
    counter.leave()
    counter.open(holder)
    assert not counter.station.shows("unfinishedCard")


def test_a_badge_that_nobody_can_print_is_made_anew_with_one_touch(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    path = f"{METHOD}/standardQRCode"
    # Without an old badge the only deletion is that of the lost one.
    holder.loses()
    counter.tenant.suffer(f"lost-answer@PATCH {path}:1", f"403@DELETE {path}")
    counter.confirm(PageName.PERSON)
    assert "a badge now that nobody can print" in banner_of(counter)
    counter.station.wait_until_ready()
    lost = holder.held()
    assert lost is not None
    counter.tenant.suffer()
    counter.touch("finishButton")
    counter.station.wait_for(PageName.RESULT)
    counter.hand_over(holder, STANDARD)
    standing = holder.held()
    assert standing is not None
    assert standing.id != lost.id


def test_a_removal_that_was_not_confirmed_is_finished_with_one_touch(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("removeBadgeButton")
    counter.tenant.suffer(f"500@DELETE {METHOD}")
    counter.confirm(PageName.PERSON)
    assert "they may still work" in banner_of(counter)
    counter.station.wait_until_ready()
    counter.tenant.suffer()
    counter.touch("finishButton")
    counter.station.wait_for(PageName.RESULT)
    assert holder.read() is None


def test_a_badge_whose_pin_could_not_be_reset_is_not_lost(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.touch("alsoResetPinCheck")
    counter.tenant.suffer(f"403@PATCH {METHOD}/pin")
    counter.confirm()
    assert "the PIN was not reset, so the old PIN still works" in banner_of(counter)
    assert counter.station.shows("missingCard")
    assert not counter.station.shows("pinLabel")
    counter.hand_over(holder, STANDARD)
    content = holder.contents[STANDARD]
    counter.tenant.suffer()
    counter.touch("finishButton")
    counter.station.wait(lambda: counter.station.result.pin is not None)
    assert not counter.station.shows("missingCard")
    assert counter.station.code_on_screen() == content
    old = holder.pin
    counter.hand_over(holder, STANDARD)
    assert holder.pin != old
    # It was not printed yet, and the page still knows.
    counter.station.press("doneButton")
    assert counter.station.shows("leaveQuestion")
    counter.leave()


def test_a_pin_that_still_cannot_be_reset_leaves_the_badge_where_it_is(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.touch("alsoResetPinCheck")
    counter.tenant.suffer(f"403@PATCH {METHOD}/pin")
    counter.confirm()
    content = counter.station.code_on_screen()
    asked = len(counter.tenant.writes("PATCH"))
    counter.touch("finishButton")
    counter.station.wait(lambda: len(counter.tenant.writes("PATCH")) > asked)
    counter.station.wait(lambda: not counter.station.conversations.operation.is_running)
    counter.station.wait_for(PageName.RESULT)
    assert counter.station.shows("missingCard")
    assert counter.station.code_on_screen() == content
    counter.hand_over(holder, STANDARD)
    counter.leave()
    counter.open(holder)
    assert not counter.station.shows("unfinishedCard")


def test_a_badge_that_was_replaced_elsewhere_is_shown_afresh(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    theirs = holder.gets_another()
    counter.confirm(PageName.PERSON)
    assert "Somebody else has changed this person's badge" in banner_of(counter)
    counter.station.wait_until_ready()
    assert not counter.station.shows("unfinishedCard")
    assert holder.held() == theirs
    assert holder.gets_in()
    view = counter.station.conversations.person.view
    assert view is not None
    assert view.method is not None
    assert view.method.standard is not None
    assert view.method.standard.id == theirs.id
    counter.ask("replaceBadgeButton")
    counter.confirm()
    counter.hand_over(holder, STANDARD)


def test_somebody_who_was_removed_elsewhere_is_offered_a_first_badge(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("temporaryBadgeButton")
    holder.methods.remove(holder.target, CancelToken())
    counter.confirm(PageName.PERSON)
    assert "no badge and no PIN" in banner_of(counter)
    counter.station.wait_until_ready()
    assert counter.offers() == ["issue"]


def test_a_badge_that_is_deleted_while_it_is_shown_is_taken_off_the_screen(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.tenant.suffer(f"late@DELETE {METHOD}/standardQRCode:1")
    counter.confirm()
    counter.station.wait_for_paper()
    counter.tenant.land()
    counter.station.wait(lambda: counter.station.result.is_superseded)
    assert "This badge was deleted or replaced in the meantime" in banner_of(counter)
    assert not counter.station.find(QAbstractButton, "printButton").isEnabled()
    counter.station.press("doneButton")
    counter.station.wait_for(PageName.SEARCH)


def test_an_idle_station_that_locks_says_that_a_badge_waits_to_be_printed(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.confirm()
    counter.station.wait_for_paper()
    counter.station.station._idle.idle.emit()
    counter.station.wait_for(PageName.WELCOME)
    assert "A new badge waits to be printed" in banner_of(counter)


def test_an_idle_station_that_locks_on_a_pin_alone_loses_nothing(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.confirm()
    counter.station.station._idle.idle.emit()
    counter.station.wait_for(PageName.WELCOME)
    assert banner_of(counter) == "The station locked itself because nobody used it."


def test_what_stopped_half_way_is_forgotten_when_the_supervisor_leaves(
    counter: Counter, holder: Holder
) -> None:
    counter.replace_half_way(holder)
    counter.tenant.suffer()
    counter.touch("backButton")
    counter.touch("signOutButton")
    counter.station.wait_for(PageName.WELCOME)
    counter.station.sign_in()
    counter.open(holder)
    assert not counter.station.shows("unfinishedCard")
    assert "No badge at the moment." in counter.station.text("badgeStatusLabel")
    counter.ask("replaceBadgeButton")
    counter.confirm()
    counter.hand_over(holder, STANDARD)


def test_what_stopped_half_way_waits_behind_the_lock_for_the_same_supervisor(
    counter: Counter, holder: Holder
) -> None:
    counter.replace_half_way(holder)
    counter.tenant.suffer()
    counter.station.station._idle.idle.emit()
    counter.station.wait_for(PageName.WELCOME)
    counter.station.sign_in()
    counter.open(holder)
    assert counter.station.shows("unfinishedCard")
    counter.touch("finishButton")
    counter.station.wait_for(PageName.RESULT)
    counter.hand_over(holder, STANDARD)


# What is worth knowing before


def test_what_would_be_in_vain_is_said_before_it_is_tried(
    qtbot: QtBot,
    both: tuple[SufferingTenant, StationServices],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tenant, _ = both
    # What a token holds where the administrator has consented to reading the policy.
    monkeypatch.setattr(
        tenant_client,
        "READ_SCOPES",
        (*READ_SCOPES, POLICY_SCOPE),
    )
    gita = next(one for one in tenant.practice.accounts if one.username.startswith("gita.rao"))
    with counter_on(qtbot, *both, tmp_path, account=gita) as counter:
        # Only who may read the policy knows for whom it is.
        assert "not switched on for this person" in hint_about(counter, "100055")
        assert "account is disabled" in hint_about(counter, "100054")
        assert "has an administrative role" in hint_about(counter, "100061")
        assert "runs out within 30 days" in hint_about(counter, "100044")
        counter.station.open_person("100042")
        assert counter.hints() == []
    ask_practice(f"{tenant.practice.pages}/practice/policy", b'{"state": "disabled"}')
    try:
        with counter_on(qtbot, *both, tmp_path, account=gita) as counter:
            assert "switched off in your organisation" in hint_about(counter, "100042")
    finally:
        ask_practice(f"{tenant.practice.pages}/practice/policy", b'{"state": "enabled"}')


def hint_about(counter: Counter, number: str) -> str:
    """Open somebody, wait until something is said about them, return it and go back."""
    counter.station.open_person(number)
    counter.station.wait(lambda: bool(counter.hints()))
    said = " ".join(counter.hints())
    counter.station.press("backButton")
    counter.station.wait_for(PageName.SEARCH)
    return said


def test_a_name_that_runs_from_right_to_left_is_on_a_badge_that_scans(
    counter: Counter, tmp_path: Path
) -> None:
    counter.station.open_person("100056")
    name = counter.station.text("personNameLabel")
    assert name == "ياسمين القاسم"
    counter.ask("replaceBadgeButton")
    counter.confirm()
    content = counter.station.code_on_screen()
    counter.station.conversations.result.save_pdf(str(tmp_path / "badge.pdf"))
    counter.station.wait(lambda: bool(counter.station.result.saved_to))
    pdf = (tmp_path / "badge.pdf").read_bytes()
    assert codes_in_pdf(pdf, 300) == [content.encode()]
    method = counter.elsewhere.methods.read(counter.tenant.target("yasmin.alqasem"), CancelToken())
    assert method is not None
    assert method.standard is not None
    assert method.standard.id == content.split("|")[2]
    assert any("\u0600" <= sign <= "\ufeff" for sign in text_of_pdf(pdf))
