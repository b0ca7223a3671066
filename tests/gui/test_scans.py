"""A badge is held before the scanner: whose it is, which one it is, and what it is good for now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.controllers.search_view import SearchStage
from kiosk.controllers.window_state import PageName
from kiosk.models.badge import BadgeKind
from kiosk.models.cancellation import CancelToken
from kiosk.models.settings import BadgeSettings, Settings
from kiosk.views.moments import moments
from tests.support import scans
from tests.support.counter import Counter, counter_on, holder_at
from tests.support.holders import Holder
from tests.support.pages import codes_in_pdf
from tests.support.station import Habit, ask_practice, open_station, quick
from tests.support.station_services import StationServices, SufferingTenant

__all__ = ["quick"]

pytestmark = pytest.mark.usefixtures("quick")

STANDARD, TEMPORARY = BadgeKind.STANDARD, BadgeKind.TEMPORARY
Both = tuple[SufferingTenant, StationServices]
HELD = "The scanned badge is the one they hold."
NOT_HERE = "A badge can be scanned when somebody is looked for."


@pytest.fixture
def reprinting(qtbot: QtBot, both: Both, tmp_path: Path) -> Iterator[Counter]:
    """A station that may print a scanned badge afresh."""
    settings = Settings(badge=BadgeSettings(allow_reprint_from_scan=True))
    with counter_on(qtbot, *both, tmp_path, settings) as counter:
        yield counter


def scan_to_person(counter: Counter, holder: Holder, content: str | bytearray) -> None:
    """Scan a badge and wait until its holder's page is ready."""
    counter.scan(content)
    station = counter.station
    station.wait(
        lambda: (
            station.is_on(PageName.PERSON)
            and station.conversations.person.view is not None
            and station.conversations.person.view.scanned is not None
        )
    )
    station.wait_until_ready()
    assert station.text("personNameLabel") == holder.target.person.display_name


def assert_knows_no_key(counter: Counter, content: str) -> None:
    key = content.rpartition("|")[2]
    assert not [text for text in counter.station.all_texts() if key[:12] in text]


def failed_search(counter: Counter) -> str:
    """Wait until the search page says why a scan led to nobody."""
    search = counter.station.conversations.search
    counter.station.wait(lambda: search.view.stage is SearchStage.FAILED)
    assert counter.station.is_on(PageName.SEARCH)
    return counter.station.state_text()


# Which badge it is


def test_a_scan_leads_straight_to_the_person_who_holds_the_badge(
    counter: Counter, holder: Holder
) -> None:
    scan_to_person(counter, holder, holder.contents[STANDARD])
    assert counter.hints()[0] == HELD
    assert "replace" in counter.offers()
    assert_knows_no_key(counter, holder.contents[STANDARD])
    counter.station.press("backButton")
    counter.station.wait_for(PageName.SEARCH)
    field = counter.station.find(QLineEdit, "searchField")
    assert field.text() == holder.target.person.user_principal_name


def test_a_scan_while_a_name_is_typed_takes_its_place(counter: Counter, holder: Holder) -> None:
    counter.station.type_text("Sam")
    scan_to_person(counter, holder, holder.contents[STANDARD])
    assert counter.hints()[0] == HELD


def test_the_next_person_is_scanned_while_the_last_one_is_still_shown(
    counter: Counter, holder: Holder
) -> None:
    counter.station.open_person("100042")
    scan_to_person(counter, holder, holder.contents[STANDARD])
    assert counter.hints()[0] == HELD


def test_an_old_badge_says_when_it_was_replaced(counter: Counter, holder: Holder) -> None:
    old = holder.contents[STANDARD]
    holder.gets_another()
    scan_to_person(counter, holder, old)
    today = moments().day(datetime.now().astimezone())
    said = counter.hints()[0]
    assert said == (
        f"The scanned badge works no more. It was replaced on {today}, or was a temporary one."
    )


def test_a_deleted_badge_says_so(counter: Counter, holder: Holder) -> None:
    holder.loses()
    scan_to_person(counter, holder, holder.contents[STANDARD])
    assert "The scanned badge was deleted and opens nothing any more." in counter.hints()


def test_a_badge_of_somebody_without_any_is_a_deleted_one(counter: Counter, holder: Holder) -> None:
    holder.methods.remove(holder.target, CancelToken())
    scan_to_person(counter, holder, holder.contents[STANDARD])
    assert "The scanned badge was deleted and opens nothing any more." in counter.hints()
    assert counter.offers() == ["issue"]


def test_a_temporary_badge_is_known_as_one(counter: Counter, holder: Holder) -> None:
    holder.gets_temporary()
    scan_to_person(counter, holder, holder.contents[TEMPORARY])
    assert counter.hints()[0] == "The scanned badge is their temporary badge."


def test_a_supervisor_scans_their_own_badge(counter: Counter) -> None:
    account = counter.tenant.practice.administrator
    counter.scan(counter.tenant.badge_of(account.username.partition("@")[0]))
    counter.station.wait_for(PageName.PERSON)
    counter.station.wait_until_ready()
    assert "remove" not in counter.offers()


def test_an_employee_number_opens_the_person(counter: Counter) -> None:
    counter.scan("100042")
    counter.station.wait_for(PageName.PERSON)
    counter.station.wait_until_ready()
    assert counter.station.text("personNameLabel") == "Sam Rivera"
    # Also while somebody else's page is open.
    counter.scan("100047")
    counter.station.wait(lambda: counter.station.text("personNameLabel") == "Finn Delgado")
    assert counter.station.is_on(PageName.PERSON)


def test_an_employee_number_of_nobody_finds_nobody(counter: Counter) -> None:
    counter.scan("999999")
    search = counter.station.conversations.search
    counter.station.wait(lambda: search.view.stage is SearchStage.NOBODY)
    assert counter.station.is_on(PageName.SEARCH)


# Where no person is chosen


def other_page(counter: Counter, holder: Holder, page: PageName) -> None:
    if page is PageName.CONFIRM:
        counter.open(holder)
        counter.ask("replaceBadgeButton")
    else:
        counter.open(holder)
        counter.ask("replaceBadgeButton")
        counter.confirm()
        counter.station.wait_for_paper()


@pytest.mark.parametrize("page", [PageName.CONFIRM, PageName.RESULT])
@pytest.mark.parametrize("what", ["badge", "number"])
def test_a_scan_where_nobody_is_chosen_changes_nothing_and_says_so(
    counter: Counter, holder: Holder, page: PageName, what: str
) -> None:
    other_page(counter, holder, page)
    before = holder.read()
    code = counter.station.code_on_screen() if page is PageName.RESULT else ""
    scanned = counter.tenant.badge_of("sam.rivera") if what == "badge" else "100042"
    counter.scan(scanned)
    counter.station.wait(lambda: counter.station.banner().startswith(NOT_HERE))
    assert counter.station.is_on(page)
    assert holder.read() == before
    if page is PageName.RESULT:
        assert counter.station.code_on_screen() == code
        assert not counter.station.shows("leaveQuestion")
        counter.station.press("doneButton")
        assert counter.station.shows("leaveQuestion")


@pytest.mark.parametrize("what", ["badge", "number"])
def test_a_scan_while_something_is_under_way_does_not_get_into_it(
    counter: Counter, holder: Holder, what: str
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    route = "/users/*/authentication/qrCodePinMethod/standardQRCode"
    counter.tenant.suffer(f"429@DELETE {route}:2")
    counter.confirm(PageName.PROGRESS)
    counter.scan(counter.tenant.badge_of("sam.rivera") if what == "badge" else "100042")
    assert counter.station.is_on(PageName.PROGRESS)
    assert counter.station.banner().startswith(NOT_HERE)
    counter.station.wait_for(PageName.RESULT)
    counter.hand_over(holder, STANDARD)


@pytest.mark.parametrize("what", ["badge", "number"])
def test_a_scan_while_somebody_signs_in_asks_to_finish_that_first(
    qtbot: QtBot, both: Both, tmp_path: Path, what: str
) -> None:
    tenant, elsewhere = both
    with open_station(qtbot, tenant.practice, tmp_path) as station:
        station.browser.habit = Habit.CLOSE
        station.press("signInButton")
        station.wait_for(PageName.SIGN_IN)
        station.wait(lambda: bool(station.browser.opened) and station.window.isActiveWindow())
        station.wait(lambda: station.station._reader is not None)
        counter = Counter(tenant, elsewhere, station)
        counter.scan(tenant.badge_of("sam.rivera") if what == "badge" else "100042")
        station.wait(lambda: station.banner() == "Sign in first, then scan the badge again.")
        assert station.is_on(PageName.SIGN_IN)


@pytest.mark.parametrize("what", ["badge", "number"])
def test_a_scan_before_anybody_has_signed_in_asks_to_do_that_first(
    qtbot: QtBot, both: Both, tmp_path: Path, what: str
) -> None:
    tenant, elsewhere = both
    with open_station(qtbot, tenant.practice, tmp_path) as station:
        counter = Counter(tenant, elsewhere, station)
        station.wait(station.window.isActiveWindow)
        # Whoever comes touches something before a scan can be read.
        corner = QPoint(station.window.width() - 4, station.window.height() - 4)
        QTest.mouseClick(
            station.window.windowHandle(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            corner,
        )
        station.wait(lambda: station.station._reader is not None)
        counter.scan(tenant.badge_of("sam.rivera") if what == "badge" else "100042")
        station.wait(lambda: station.banner() == "Sign in first, then scan the badge again.")
        assert station.is_on(PageName.WELCOME)


# Scans that lead to nobody


def test_somebody_who_has_left_is_named_so(counter: Counter, holder: Holder) -> None:
    name = holder.target.person.user_principal_name
    pages = counter.tenant.practice.pages
    body = f'{{"user": "{name}", "gone": %s}}'
    ask_practice(f"{pages}/practice/person", (body % "true").encode())
    try:
        counter.scan(holder.contents[STANDARD])
        said = failed_search(counter)
    finally:
        ask_practice(f"{pages}/practice/person", (body % "false").encode())
    assert said.startswith("Nobody here has the sign-in name that is on this badge.")
    assert_knows_no_key(counter, holder.contents[STANDARD])


def test_a_badge_of_another_organisation_is_named_so(counter: Counter) -> None:
    counter.scan(scans.badge("sam.rivera@elsewhere.example"))
    assert failed_search(counter).startswith("This badge belongs to another organisation")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("ms-qrpin:v1|sam.rivera@practice.ex", "The scan broke off before the end"),
        ("ms-qrpin:v1|sam.rivera@practice.example|3f2504e0-4f89", "The scan broke off"),
        ("ms-qrpin:v2|sam.rivera@practice.example|whatever", "This badge is of a kind that"),
        ("https://example.com/?menu=today|lunch", "What was scanned is no badge"),
    ],
)
def test_a_scan_that_cannot_be_read_has_its_sentence(
    counter: Counter, content: str, said: str
) -> None:
    counter.scan(content)
    assert failed_search(counter).startswith(said)


def test_two_badges_in_one_scan_lead_to_neither(counter: Counter) -> None:
    one = counter.tenant.badge_of("sam.rivera")
    other = counter.tenant.badge_of("finn.delgado")
    counter.scan(one + other)
    assert failed_search(counter).startswith("Two scans ran into each other.")


def test_a_badge_that_was_scanned_twice_is_one_badge(counter: Counter, holder: Holder) -> None:
    scan_to_person(counter, holder, holder.contents[STANDARD] * 2)
    assert counter.hints()[0] == HELD


def test_a_bad_scan_leaves_the_person_who_is_shown(counter: Counter, holder: Holder) -> None:
    counter.open(holder)
    counter.scan(scans.badge("sam.rivera@elsewhere.example"))
    counter.station.wait(lambda: "another organisation" in counter.station.banner())
    assert counter.station.is_on(PageName.PERSON)
    assert counter.station.text("personNameLabel") == holder.target.person.display_name
    assert "replace" in counter.offers()


def test_a_scan_that_the_service_cannot_answer_is_told_and_can_be_repeated(
    counter: Counter, holder: Holder
) -> None:
    counter.tenant.suffer("500@GET /users")
    counter.scan(holder.contents[STANDARD])
    assert failed_search(counter).startswith("The service has trouble of its own")
    counter.tenant.suffer()
    scan_to_person(counter, holder, holder.contents[STANDARD])


# Printing a scanned badge afresh


def test_a_scanned_badge_is_not_printed_afresh_unless_that_is_allowed(
    counter: Counter, holder: Holder
) -> None:
    scan_to_person(counter, holder, holder.contents[STANDARD])
    assert "printed afresh" not in counter.ask("resetPinButton")
    counter.confirm()
    assert counter.station.result.issued is None
    # Nor is one that is scanned beside the new PIN.
    counter.scan(holder.contents[STANDARD])
    counter.station.wait(lambda: counter.station.banner().startswith(NOT_HERE))
    assert counter.station.result.issued is None


def saved_codes(counter: Counter, file: Path) -> list[bytes]:
    counter.station.wait_for_paper()
    counter.station.conversations.result.save_pdf(str(file))
    counter.station.wait(file.exists)
    return codes_in_pdf(file.read_bytes(), 300)


def test_a_scanned_badge_is_printed_afresh_beside_a_new_pin(
    reprinting: Counter, tmp_path: Path
) -> None:
    with holder_at(reprinting) as holder:
        content = holder.contents[STANDARD]
        scan_to_person(reprinting, holder, content)
        assert "It is printed afresh beside a new PIN." in reprinting.hints()[0]
        assert "printed afresh beside it" in reprinting.ask("resetPinButton")
        reprinting.confirm()
        assert reprinting.station.code_on_screen() == content
        assert saved_codes(reprinting, tmp_path / "badge.pdf") == [content.encode()]
        reprinting.hand_over(holder)
        assert holder.gets_in()
        # A badge that can be scanned again is nothing to ask about.
        reprinting.station.press("doneButton")
        reprinting.station.wait_for(PageName.SEARCH)
        assert_knows_no_key(reprinting, content)


def test_a_badge_that_is_scanned_beside_a_new_pin_is_printed_afresh_too(
    reprinting: Counter, tmp_path: Path
) -> None:
    with holder_at(reprinting) as holder:
        reprinting.open(holder)
        reprinting.ask("resetPinButton")
        reprinting.confirm()
        reprinting.station.wait_for_paper()
        reprinting.scan(holder.contents[STANDARD])
        reprinting.station.wait(lambda: reprinting.station.result.is_reprint)
        assert saved_codes(reprinting, tmp_path / "badge.pdf") == [
            holder.contents[STANDARD].encode()
        ]
        reprinting.hand_over(holder)
        assert holder.gets_in()


@pytest.mark.parametrize("where", ["on the person page", "beside the PIN"])
def test_an_old_badge_is_not_printed_afresh(reprinting: Counter, where: str) -> None:
    with holder_at(reprinting) as holder:
        old = holder.contents[STANDARD]
        holder.gets_another()
        if where == "on the person page":
            scan_to_person(reprinting, holder, old)
            assert "printed afresh" not in reprinting.ask("resetPinButton")
            reprinting.confirm()
        else:
            reprinting.open(holder)
            reprinting.ask("resetPinButton")
            reprinting.confirm()
            reprinting.station.wait_for_paper()
            reprinting.scan(old)
            reprinting.station.wait(
                lambda: "is not the one that works now" in reprinting.station.banner()
            )
        assert reprinting.station.result.issued is None
        reprinting.hand_over(holder)
        assert holder.gets_in()


def test_a_badge_that_is_replaced_elsewhere_meanwhile_is_not_printed_afresh(
    reprinting: Counter,
) -> None:
    with holder_at(reprinting) as holder:
        scan_to_person(reprinting, holder, holder.contents[STANDARD])
        reprinting.ask("resetPinButton")
        holder.gets_another()
        reprinting.confirm()
        assert "is not the one that works now" in reprinting.station.banner()
        assert reprinting.station.result.issued is None
        reprinting.hand_over(holder)
        assert holder.gets_in()


def test_another_persons_badge_is_not_printed_beside_a_pin(reprinting: Counter) -> None:
    with holder_at(reprinting) as holder:
        reprinting.open(holder)
        reprinting.ask("resetPinButton")
        reprinting.confirm()
        reprinting.station.wait_for_paper()
        reprinting.scan(reprinting.tenant.badge_of("sam.rivera"))
        reprinting.station.wait(lambda: reprinting.station.banner().startswith(NOT_HERE))
        assert reprinting.station.result.issued is None
