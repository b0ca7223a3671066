"""The steps of the self-test, done in the real window as a person's hands would do them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel, QLineEdit

from kiosk.app import Station
from kiosk.commands.self_test_checks import (
    Door,
    OnScreen,
    Pocket,
    check_door,
    check_extension,
    read_code,
)
from kiosk.commands.self_test_hands import Hands
from kiosk.controllers.person_view import Action, PersonStage, PersonView, ScanStanding
from kiosk.controllers.result_view import ResultView
from kiosk.controllers.search_view import SearchStage
from kiosk.controllers.window_state import PageName
from kiosk.models.audit_record import AuditOperation
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.practice.launcher import PracticeTenant
from kiosk.views.widgets.badge_view import BadgeView

WINDOW_SIZE = (1280, 800)

BUTTONS = {
    Action.RESET_PIN: "resetPinButton",
    Action.ISSUE_BADGE: "issueBadgeButton",
    Action.REPLACE_BADGE: "replaceBadgeButton",
    Action.ISSUE_TEMPORARY_BADGE: "temporaryBadgeButton",
    Action.EXTEND_BADGE: "extendBadgeButton",
    Action.REMOVE_BADGE: "removeBadgeButton",
}


class MainJob:
    """The main job in one station window; each method is a step.

    `done` are the operations so far, each with the sign-in name of the person it was for.
    """

    def __init__(
        self, station: Station, practice: PracticeTenant, folder: Path, hands: Hands | None = None
    ) -> None:
        self._station = station
        self._account = practice.administrator.username
        self._door = Door(practice)
        self._folder = folder
        self._hands = hands or Hands(station, folder)
        self._conversations = station.conversations
        self._before = Pocket()
        self._opened: PersonView | None = None
        self.done: list[tuple[AuditOperation, str]] = []

    def open_window(self) -> None:
        """Show the first page."""
        # The screen that is painted off screen is smaller, and the window would shrink to it.
        self._station.window.setMinimumSize(*WINDOW_SIZE)
        self._station.show()
        self._hands.wait_until(self._station.window.isVisible)
        self._hands.photograph("welcome")

    def sign_in(self) -> None:
        """Sign in through the sign-in library, with a visitor in place of a browser."""
        self._hands.press("signInButton")
        self._hands.wait_for_page(PageName.SEARCH)

    def look_up(self, name: str) -> None:
        """Find somebody by name and open their page."""
        self._hands.type_text("searchField", name)
        search = self._conversations.search
        self._hands.wait_until(lambda: search.view.stage is SearchStage.FOUND)
        self._hands.photograph("search")
        self._hands.choose_first("resultsList")
        self._wait_for_person()

    def scan_badge(self, user_principal_name: str) -> None:
        """Find somebody by the badge that they would show, a temporary one first."""
        pocket = self._door.pocket(user_principal_name)
        standing = ScanStanding.TEMPORARY if pocket.temporary else ScanStanding.STANDARD
        self._scan(pocket.temporary or pocket.standard, standing)

    def scan_replaced(self, user_principal_name: str) -> None:
        """Scan a badge that was replaced; its holder is found, and it is said to be dead."""
        self._scan(self._door.pocket(user_principal_name).standard, ScanStanding.REPLACED)
        self._hands.press("backButton")
        self._hands.wait_for_page(PageName.SEARCH)

    def open_own(self, _: str) -> None:
        """Open the page of whoever is signed in."""
        self._hands.press("ownPinButton")
        self._wait_for_person()

    def operate(self, action: Action, *, also_reset_pin: bool = False, name: str = "") -> None:
        """Ask for an operation, confirm it and wait for what comes out."""
        self._opened = self._person()
        user_principal_name = self._opened.person.user_principal_name
        self._before = self._door.pocket(user_principal_name)
        self._hands.press(BUTTONS[action])
        self._hands.wait_for_page(PageName.CONFIRM)
        if also_reset_pin:
            self._hands.press("alsoResetPinCheck")
        self._hands.photograph(f"{name}-confirm")
        self._hands.press("confirmButton")
        self._hands.wait_for_page(PageName.RESULT)
        self._hands.wait_until(lambda: self.result().may_print or not self.result().has_paper)
        self._hands.photograph(f"{name}-result")
        self.done.append((AuditOperation[action.name], user_principal_name))

    def check(self) -> None:
        """Ask the practice tenant about what the page shows, and about what was there before."""
        view = self.result()
        shown = OnScreen(
            read_code(self._hands.find(BadgeView, "badgeView")) if view.issued else "",
            "".join(self._hands.find(QLabel, "pinLabel").text().split()) if view.pin else "",
        )
        check_door(self._door, view.action, self._before, shown)
        opened = self._opened
        if view.action is Action.EXTEND_BADGE and opened is not None and opened.now is not None:
            old = None if opened.method is None else opened.method.standard
            if old is None:
                raise StationError(ErrorCode.UNEXPECTED)
            check_extension(self._door, self._before, opened.now, old.expires, view.expires)

    def save_page(self, name: str) -> None:
        """Save what would be printed."""
        path = self._folder / name
        self._conversations.result.save_pdf(str(path))
        self._hands.wait_until(lambda: self.result().saved_to == str(path))

    def leave_result(self) -> None:
        """Press Done, after which nothing may be left of PIN and code."""
        secrets = _secrets_of(self.result())
        texts = [self._hands.find(QLabel, name) for name in ("pinLabel", "countdownLabel")]
        badge = self._hands.find(BadgeView, "badgeView")
        self._hands.press("doneButton")
        self._hands.wait_for_page(PageName.SEARCH)
        is_empty = self._conversations.result.view is None and badge.page is None
        is_empty = is_empty and not any(text.text() or text.accessibleName() for text in texts)
        if not is_empty or not all(secret.is_cleared for secret in secrets):
            raise StationError(ErrorCode.UNEXPECTED)

    def sign_out(self) -> None:
        """Sign out and wait until everything that this starts has ended."""
        self._hands.press("signOutButton")
        self._hands.wait_for_page(PageName.WELCOME)
        self._hands.wait_until(lambda: self._station.runner.running == 0)
        self._hands.photograph("signed-out")

    def result(self) -> ResultView:
        """Return what the result page shows; raises StationError where it shows nothing."""
        view = self._conversations.result.view
        if view is None:
            raise StationError(ErrorCode.UNEXPECTED)
        return view

    def _scan(self, content: str, standing: ScanStanding) -> None:
        """Scan a badge on the search page, whose field may show no more than the name on it."""
        field = self._hands.find(QLineEdit, "searchField")
        self._hands.scan(content)
        self._wait_for_person()
        view = self._person()
        if view.scanned is None or view.scanned.standing is not standing:
            raise StationError(ErrorCode.UNEXPECTED)
        if field.text() not in ("", view.person.user_principal_name):
            raise StationError(ErrorCode.UNEXPECTED)

    def _wait_for_person(self) -> None:
        self._hands.wait_for_page(PageName.PERSON)
        self._hands.wait_until(self._person_is_ready)
        self._hands.photograph("person")

    def _person(self) -> PersonView:
        view = self._conversations.person.view
        if view is None:
            raise StationError(ErrorCode.UNEXPECTED)
        return view

    def _person_is_ready(self) -> bool:
        view = self._conversations.person.view
        if view is not None and view.error is not None:
            raise view.error
        return view is not None and view.stage is PersonStage.READY


def _secrets_of(view: ResultView) -> list[Secret]:
    codes = () if view.page is None else view.page.codes
    return [*([] if view.pin is None else [view.pin]), *(code.matrix.content for code in codes)]
