"""What pages say and what their buttons ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from kiosk.controllers.person_view import Action, ScannedBadge, ScanStanding
from kiosk.controllers.result_view import PrintStage, PrintView
from kiosk.controllers.search_view import PersonDetails, SearchStage, SearchView
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.badge import Badge, BadgeState, Method
from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.jobs import JobReason
from kiosk.views.widgets.people_model import HAS_METHOD_ROLE, PHOTO_ROLE, PeopleModel
from kiosk.views.widgets.user_code import grouped
from tests.support.gallery import Gallery, settle
from tests.support.made_up import PEOPLE, SAM, a_method, a_photo, an_error
from tests.support.scenes import scenes

SCENES = {scene.name: scene for scene in scenes()}


def text(gallery: Gallery, name: str) -> str:
    page = gallery.window.page(gallery.station.page)
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    # Days hold together by spaces at which no line breaks.
    return found.text().replace("\xa0", " ")


def button(gallery: Gallery, name: str) -> QPushButton:
    page = gallery.window.page(gallery.station.page)
    found = next(
        (one for one in page.findChildren(QPushButton, name) if one.isVisibleTo(page)), None
    )
    assert found is not None, name
    return found


def is_shown(gallery: Gallery, name: str) -> bool:
    page = gallery.window.page(gallery.station.page)
    return any(one.isVisibleTo(page) for one in page.findChildren(QWidget, name))


def test_the_language_changes_while_the_page_is_open(gallery: Gallery) -> None:
    gallery.show(SCENES["welcome"])
    selector = gallery.window.findChild(QComboBox, "languageSelector")
    assert isinstance(selector, QComboBox)
    assert [selector.itemText(row) for row in range(selector.count())] == ["English", "Deutsch"]
    selector.activated.emit(1)
    settle()
    assert button(gallery, "signInButton").text() == "Anmelden"
    assert selector.currentText() == "Deutsch"


@pytest.mark.parametrize(
    ("scene", "name", "part", "call"),
    [
        ("welcome", "signInButton", "station", "begin_sign_in"),
        ("sign-in-browser", "openBrowserAgainButton", "sign_in", "open_browser_again"),
        ("sign-in-browser", "useDeviceCodeButton", "sign_in", "use_device_code"),
        ("sign-in-code", "useBrowserButton", "sign_in", "use_browser"),
        ("sign-in-failed", "retryButton", "sign_in", "retry"),
        ("sign-in-failed", "useDeviceCodeButton", "sign_in", "use_device_code"),
        ("sign-in-starting", "cancelSignInButton", "sign_in", "cancel"),
        ("search-idle", "signOutButton", "station", "sign_out"),
        ("search-idle", "ownPinButton", "station", "show_own_pin"),
        ("search-failed", "retryButton", "search", "retry"),
        ("person", "resetPinButton", "person", "choose"),
        ("person-new", "issueBadgeButton", "person", "choose"),
        ("person-failed", "retryButton", "person", "retry"),
        ("person", "backButton", "person", "back"),
        ("confirm-reset", "confirmButton", "operation", "confirm"),
        ("confirm-reset", "cancelButton", "operation", "go_back"),
        ("progress", "cancelJobButton", "operation", "cancel_job"),
        ("result-badge", "showPinButton", "result", "hide_pin"),
        ("result-covered", "showPinButton", "result", "show_pin"),
        ("result-badge", "printButton", "result", "print_page"),
        ("result-badge", "doneButton", "result", "done"),
        ("result-leave", "stayButton", "result", "print_after_all"),
        ("result-leave", "leaveAnywayButton", "result", "leave_anyway"),
        ("result-ask", "printedYesButton", "result", "print_came_out"),
        ("result-ask", "printedNoButton", "result", "print_came_out"),
    ],
)
def test_a_button_asks_for_what_it_says(
    gallery: Gallery, scene: str, name: str, part: str, call: str
) -> None:
    gallery.show(SCENES[scene])
    button(gallery, name).click()
    assert getattr(gallery, part).calls == [call]


def test_the_practice_banner_is_there_only_in_practice(gallery: Gallery) -> None:
    gallery.show(SCENES["result-slip"])
    assert is_shown(gallery, "practiceBanner")
    gallery.show(SCENES["result-badge"])
    assert not is_shown(gallery, "practiceBanner")


def test_a_notice_stays_until_it_is_closed(gallery: Gallery) -> None:
    gallery.show(SCENES["search-idle"])
    assert not is_shown(gallery, "statusBanner")
    gallery.station.show_notice(Notice(NoticeKind.NOTHING_CHANGED))
    assert text(gallery, "statusText") == "Cancelled. Nothing was changed."
    button(gallery, "dismissButton").click()
    assert gallery.station.calls == ["dismiss_notice"]
    assert not is_shown(gallery, "statusBanner")


@pytest.mark.parametrize("kind", NoticeKind, ids=lambda kind: kind.name.lower())
def test_every_notice_has_words(gallery: Gallery, kind: NoticeKind) -> None:
    gallery.show(SCENES["search-idle"])
    gallery.station.show_notice(Notice(kind, value="badge.pdf"))
    assert text(gallery, "statusText")


def test_details_of_an_error_can_be_copied(gallery: Gallery) -> None:
    gallery.show(SCENES["search-idle"])
    gallery.station.show_notice(Notice(error=an_error(ErrorCode.NOT_PERMITTED)))
    assert not is_shown(gallery, "copyDetailsButton")
    button(gallery, "statusDetailsButton").click()
    button(gallery, "copyDetailsButton").click()
    copied = QGuiApplication.clipboard().text()
    assert "PK-301" in copied
    assert "3f2b6c1e-8a4d-4c53-9b1f-0d6a7e5c4b21" in copied
    assert "2026-11-24T09:30:00+00:00" in copied


def test_the_sign_in_address_can_be_copied(gallery: Gallery) -> None:
    gallery.show(SCENES["sign-in-no-browser"])
    button(gallery, "copyAddressButton").click()
    assert QGuiApplication.clipboard().text() == "https://login.example.com/authorize"


def test_a_browser_that_did_not_open_says_so(gallery: Gallery) -> None:
    gallery.show(SCENES["sign-in-no-browser"])
    assert text(gallery, "stateTitle") == "The browser did not open"
    assert "No browser could be opened" in text(gallery, "stateText")


def test_the_device_code_is_text_and_picture(gallery: Gallery) -> None:
    gallery.show(SCENES["sign-in-code"])
    assert text(gallery, "deviceCodeLabel") == "FJX9KQ2LM"
    label = gallery.window.findChild(QLabel, "deviceCodeLabel")
    assert label is not None
    assert label.accessibleName() == "Code F J X 9 K Q 2 L M"
    assert is_shown(gallery, "deviceCodePicture")
    assert not is_shown(gallery, "openAddressHereButton")
    assert text(gallery, "signInTimeLabel") == "Time left: 4:41"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("X2MZ8XP5K", "X2MZ 8XP5K"),
        ("ABCDEFGH", "ABCD EFGH"),
        ("ABCDEFGHIJ", "ABCDE FGHIJ"),
        ("ABCDEFGHIJK", "ABC DEFG HIJK"),
        ("ABCDE", "ABCDE"),
        ("ABCD-EFGH", "ABCD-EFGH"),
        ("", ""),
    ],
)
def test_a_code_is_shown_in_groups(code: str, shown: str) -> None:
    assert grouped(code) == shown


def test_nobody_points_a_phone_at_an_address_of_this_computer(gallery: Gallery) -> None:
    gallery.show(SCENES["sign-in-code-practice"])
    assert text(gallery, "stateTitle") == "Sign in with a code"
    assert not is_shown(gallery, "deviceCodePicture")
    page = gallery.window.page(gallery.station.page)
    said = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))
    assert "opens on this computer only" in said
    assert "your phone" not in said
    button(gallery, "openAddressHereButton").click()
    assert gallery.sign_in.calls == ["open_browser_again"]


def test_the_field_shows_the_text_that_the_controller_holds(gallery: Gallery) -> None:
    gallery.show(SCENES["search-found"])
    gallery.search.show(SearchView())
    field = gallery.window.findChild(QLineEdit, "searchField")
    assert isinstance(field, QLineEdit)
    assert field.text() == ""


def test_typing_is_told_at_once(gallery: Gallery) -> None:
    gallery.show(SCENES["search-idle"])
    field = gallery.window.findChild(QLineEdit, "searchField")
    assert isinstance(field, QLineEdit)
    field.textEdited.emit("Riv")
    assert gallery.search.arguments == ["Riv"]


def test_photos_and_marks_appear_in_the_list_when_they_are_known(gallery: Gallery) -> None:
    gallery.search.known = {}
    model = PeopleModel(gallery.search)  # type: ignore[arg-type]  # a stand-in
    model.show_people(PEOPLE)
    index = model.index(0)
    assert index.data(PHOTO_ROLE).isNull()
    assert index.data(HAS_METHOD_ROLE) is None
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _: changed.append(first.row()))
    gallery.search.tell(SAM.id, PersonDetails(a_photo(), has_method=False))
    assert changed == [0]
    assert not index.data(PHOTO_ROLE).isNull()
    assert index.data(HAS_METHOD_ROLE) is False


def test_the_list_reads_out_what_it_shows(gallery: Gallery) -> None:
    gallery.show(SCENES["search-found"])
    model = PeopleModel(gallery.search)  # type: ignore[arg-type]  # a stand-in
    model.show_people(PEOPLE)
    spoken = model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Samuel Okonkwo, Sales associate, Harbour Street, Employee number 100003, Account disabled"
    )


def test_older_people_stay_in_the_list_while_a_newer_text_is_looked_up(gallery: Gallery) -> None:
    gallery.show(SCENES["search-found"])
    gallery.search.show(SearchView(SearchStage.LOADING, "Sami", PEOPLE))
    assert is_shown(gallery, "resultsList")


def test_a_person_page_says_what_they_hold(gallery: Gallery) -> None:
    gallery.show(SCENES["person"])
    assert text(gallery, "badgeStatusLabel") == (
        "Badge valid until April 1, 2027. Last used on November 21, 2026."
    )
    assert text(gallery, "pinStatusLabel") == "The PIN is one they chose themselves."
    gallery.show(SCENES["person-new"])
    assert text(gallery, "badgeStatusLabel") == "No badge and no PIN yet."
    gallery.show(SCENES["person-long"])
    assert "The badge ended on November 21, 2026." in text(gallery, "badgeStatusLabel")
    assert "The badge has never been used." in text(gallery, "badgeStatusLabel")


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (ScanStanding.STANDARD, "The scanned badge is the one they hold"),
        (ScanStanding.TEMPORARY, "The scanned badge is their temporary badge"),
    ],
    ids=["badge", "temporary"],
)
@pytest.mark.parametrize(
    ("state", "but", "tone"),
    [
        (BadgeState.ACTIVE, ".", "good"),
        (BadgeState.EXPIRED, ", but it has ended.", "warn"),
        (BadgeState.NOT_YET, ", but it is not valid yet.", "warn"),
    ],
    ids=["works", "ended", "not yet"],
)
def test_a_scanned_badge_looks_good_only_while_it_works(
    gallery: Gallery, standing: ScanStanding, said: str, state: BadgeState, but: str, tone: str
) -> None:
    gallery.show(SCENES["person"])
    view = gallery.person.view
    assert view is not None
    gallery.person.show(replace(view, scanned=ScannedBadge(standing, state=state)))
    label = gallery.window.page(gallery.station.page).findChild(QLabel, "hint0")
    assert isinstance(label, QLabel)
    assert label.text() == said + but
    line = label.parentWidget()
    assert line is not None
    assert line.property("tone") == tone


def test_dates_are_written_the_german_way(gallery: Gallery) -> None:
    gallery.translator.use("de")
    gallery.show(SCENES["person"])
    assert text(gallery, "badgeStatusLabel") == (
        "Ausweis gültig bis 1. April 2027. Zuletzt benutzt am 21. November 2026."
    )


def test_only_offered_actions_are_there(gallery: Gallery) -> None:
    gallery.show(SCENES["person"])
    assert is_shown(gallery, "resetPinButton")
    assert not is_shown(gallery, "issueBadgeButton")
    gallery.show(SCENES["person-failed"])
    assert not is_shown(gallery, "resetPinButton")


def test_the_confirm_button_carries_the_verb_and_the_name(gallery: Gallery) -> None:
    gallery.show(SCENES["confirm-reset"])
    assert button(gallery, "confirmButton").text() == "Reset Sam Rivera's PIN"
    assert text(gallery, "confirmTextLabel") == (
        "Sam Rivera gets a new PIN.\nThe PIN they have now stops working at once.\n"
        "Their badge stays valid."
    )


def test_the_confirm_page_does_not_promise_a_badge_that_is_not_valid(gallery: Gallery) -> None:
    gallery.show(SCENES["confirm-rtl"])
    assert "They have no valid badge at the moment." in text(gallery, "confirmTextLabel")


def asked(gallery: Gallery, **changed: Any) -> str:
    """Return what the confirm page says of this question."""
    gallery.show(SCENES["confirm-reset"])
    view = gallery.operation.confirm_view
    assert view is not None
    gallery.operation.ask(replace(view, **changed))
    return text(gallery, "confirmTextLabel")


OWN = a_method().standard
ENDED = a_method(days=-3).standard
HOURS = a_method(temporary=True).temporary


@pytest.mark.parametrize("is_self", [False, True], ids=["theirs", "yours"])
@pytest.mark.parametrize(
    ("standard", "temporary", "theirs", "yours"),
    [
        (OWN, None, "Their badge stays valid.", "Your badge stays valid."),
        (OWN, HOURS, "Their badge stays valid.", "Your badge stays valid."),
        (None, HOURS, "Their temporary badge stays valid.", "Your temporary badge stays valid."),
        (ENDED, HOURS, "Their temporary badge stays valid.", "Your temporary badge stays valid."),
        (
            None,
            None,
            "They have no valid badge at the moment.",
            "You have no valid badge at the moment.",
        ),
        (
            ENDED,
            None,
            "They have no valid badge at the moment.",
            "You have no valid badge at the moment.",
        ),
    ],
    ids=["own", "both", "temporary", "ended and temporary", "none", "ended"],
)
def test_the_badge_that_stays_valid_is_called_what_it_is(
    gallery: Gallery,
    standard: Badge | None,
    temporary: Badge | None,
    theirs: str,
    yours: str,
    is_self: bool,
) -> None:
    method = Method(standard, temporary, a_method().pin)
    reset = asked(gallery, method=method, is_self=is_self).splitlines()
    assert reset[-1] == (yours if is_self else theirs)
    replacement = asked(gallery, method=method, is_self=is_self, action=Action.REPLACE_BADGE)
    if standard is OWN:
        assert "stays valid" not in replacement
        assert "have now stops working at once." in replacement
    else:
        assert (yours if is_self else theirs) in replacement.splitlines()


@pytest.mark.parametrize("is_self", [False, True], ids=["theirs", "yours"])
def test_a_temporary_badge_leaves_only_what_there_is_as_it_is(
    gallery: Gallery, is_self: bool
) -> None:
    temporary = Action.ISSUE_TEMPORARY_BADGE
    held = asked(gallery, action=temporary, is_self=is_self, hours=8).splitlines()
    assert "own badge and" in held[-1]
    method = Method(None, None, a_method().pin)
    said = asked(gallery, action=temporary, is_self=is_self, hours=8, method=method).splitlines()
    assert said[-1] == f"{'Your' if is_self else 'Their'} PIN stays as it is."


@pytest.mark.parametrize("is_self", [False, True], ids=["theirs", "yours"])
def test_a_badge_that_is_printed_afresh_is_announced_to_everybody(
    gallery: Gallery, is_self: bool
) -> None:
    afresh = "The badge that was scanned is printed afresh beside it."
    assert afresh not in asked(gallery, is_self=is_self)
    assert asked(gallery, is_self=is_self, may_reprint=True).splitlines()[-1] == afresh


def test_only_a_badge_that_replaces_another_claims_that_there_was_an_old_one(
    gallery: Gallery,
) -> None:
    first = "It can be printed only while this page is open."
    gallery.show(SCENES["result-replaced"])
    assert text(gallery, "resultBadgeLabel") == f"{first} The old badge works no more."
    gallery.show(SCENES["result-badge"])
    assert text(gallery, "resultBadgeLabel").startswith(first)
    assert "old badge" not in text(gallery, "resultBadgeLabel")


def test_an_ampersand_in_a_name_stays_one(gallery: Gallery) -> None:
    gallery.show(SCENES["confirm-reset"])
    view = gallery.operation.confirm_view
    assert view is not None
    odd = replace(view, person=replace(view.person, display_name="Ann & <b>Bo</b>"))
    gallery.operation.ask(odd)
    assert button(gallery, "confirmButton").accessibleName() == "Reset Ann & <b>Bo</b>'s PIN"
    assert "Ann & <b>Bo</b>" in text(gallery, "confirmTitleLabel")


def test_waiting_for_the_service_says_for_how_long(gallery: Gallery) -> None:
    gallery.show(SCENES["progress-waiting"])
    assert "0:42" in text(gallery, "progressLabel")


def test_a_cancel_that_comes_too_late_says_so(gallery: Gallery) -> None:
    gallery.show(SCENES["progress-late"])
    assert not button(gallery, "cancelJobButton").isEnabled()
    assert "too late" in text(gallery, "progressNoteLabel")


def test_print_becomes_print_again(gallery: Gallery) -> None:
    gallery.show(SCENES["result-badge"])
    assert button(gallery, "printButton").text() == "Print"
    gallery.show(SCENES["result-printed"])
    assert button(gallery, "printButton").text() == "Print again"
    assert button(gallery, "doneButton").property("kind") == "primary"


def test_nothing_is_printed_twice_by_impatience(gallery: Gallery) -> None:
    gallery.show(SCENES["result-badge"])
    view = gallery.result.view
    assert view is not None
    gallery.result.show(replace(view, printing=PrintView(PrintStage.PRINTING, "Zebra")))
    assert not button(gallery, "printButton").isEnabled()


@pytest.mark.parametrize("reason", JobReason, ids=lambda reason: reason.name.lower())
def test_a_held_print_says_why(gallery: Gallery, reason: JobReason) -> None:
    gallery.show(SCENES["result-badge"])
    view = gallery.result.view
    assert view is not None
    held = PrintView(PrintStage.HELD, "Zebra", reasons=frozenset({reason}))
    gallery.result.show(replace(view, printing=held))
    assert "Zebra" in text(gallery, "printStatusText")


def test_pdf_is_offered_only_where_it_is_allowed(gallery: Gallery) -> None:
    gallery.show(SCENES["result-badge"])
    assert is_shown(gallery, "savePdfButton")
    gallery.show(SCENES["result-a4"])
    assert not is_shown(gallery, "savePdfButton")


def test_a_covered_badge_can_still_be_printed(gallery: Gallery) -> None:
    gallery.show(SCENES["result-covered"])
    assert button(gallery, "printButton").isEnabled()
    gallery.show(SCENES["result-superseded"])
    assert not button(gallery, "printButton").isEnabled()


def test_the_countdown_is_read_as_minutes_and_seconds(gallery: Gallery) -> None:
    gallery.show(SCENES["result-badge"])
    assert text(gallery, "countdownLabel") == "The PIN is covered again in 0:54"


def test_a_failed_print_says_what_to_do(gallery: Gallery) -> None:
    gallery.show(SCENES["result-print-failed"])
    assert text(gallery, "printStatusText").startswith("The printer Zebra did not print in time")


def test_an_error_without_values_does_not_crash(gallery: Gallery) -> None:
    gallery.show(SCENES["search-idle"])
    for code in ErrorCode:
        gallery.station.show_notice(Notice(error=StationError(code)))
        assert "{" not in text(gallery, "statusText")
