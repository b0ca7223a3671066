"""The steps of the self-test, done in the real window as a person's hands would do them."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView

from kiosk.app import Station, StationOptions, tenant_settings
from kiosk.commands.self_test import Report
from kiosk.controllers.person_view import PersonStage
from kiosk.controllers.result_view import ResultView
from kiosk.controllers.search_view import SearchStage
from kiosk.controllers.window_state import PageName
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import Settings, StationSettings
from kiosk.practice.launcher import (
    PracticeTenant,
    PracticeTenantError,
    PracticeTenantProcess,
)
from kiosk.practice.visitor import Visitor, VisitorError
from kiosk.printing.page import Code
from kiosk.services.audit_verification import verify

STEP_SECONDS = 60.0
WINDOW_SIZE = (1280, 800)

HAS_BADGE = "Sam Rivera"
HAS_NO_BADGE = "Noa Lindqvist"

W = TypeVar("W", bound=QObject)


class VisitingBrowser:
    """A browser with a visitor in front of it, who signs in as one of the practice accounts."""

    def __init__(self, practice: PracticeTenant) -> None:
        account = practice.administrator
        self._visitor = Visitor(account.username, account.password)

    def open(self, address: str) -> bool:
        """Go through the pages at that address; False when they are not as expected."""
        try:
            self._visitor.sign_in(address)
        except (VisitorError, OSError):
            return False
        return True


class Hands:
    """Presses, types and waits in the station's window."""

    def __init__(self, station: Station, folder: Path) -> None:
        self._station = station
        self._folder = folder
        self._shots = 0

    def press(self, name: str) -> None:
        """Press the button of that name on the current page."""
        button = self.find(QAbstractButton, name)
        self.wait_until(button.isEnabled)
        button.click()

    def type_text(self, name: str, text: str) -> None:
        """Type into the field of that name on the current page."""
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.clear()
        field.insert(text)
        field.textEdited.emit(text)

    def find(self, kind: type[W], name: str) -> W:
        """Return a widget of the page that is shown; raises StationError when it lacks it."""
        page = self._station.window.page(self._station.controller.page)
        found = page.findChild(kind, name)
        if found is None:
            raise StationError(ErrorCode.UNEXPECTED, {"missing": name})
        return found

    def wait_for_page(self, page: PageName) -> None:
        """Wait until the window shows that page."""
        self.wait_until(lambda: self._station.controller.page is page)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Let the window live until the condition holds; raises JOB_TIMED_OUT, or its error."""
        loop = QEventLoop()
        look, limit = QTimer(), QTimer()
        look.setInterval(5)
        look.timeout.connect(lambda: loop.quit() if condition() or self._failure() else None)
        limit.setSingleShot(True)
        limit.timeout.connect(loop.quit)
        look.start()
        limit.start(int(STEP_SECONDS * 1000))
        loop.exec()
        if not condition():
            raise self._failure() or StationError(ErrorCode.JOB_TIMED_OUT)

    def photograph(self, name: str) -> None:
        """Put a picture of the window into the report."""
        self._shots += 1
        picture = self._station.window.grab()
        picture.save(str(self._folder / f"{self._shots:02d}-{name}.png"))

    def _failure(self) -> StationError | None:
        notice = self._station.controller.notice
        return None if notice is None else notice.error


def run_steps(report: Report, folder: Path, language: str) -> None:
    """Do the whole main job; raises StationError at the first step that fails."""
    # A self-test in a process that has a window already uses that application.
    application = QApplication.instance() or QApplication(["pin-kiosk"])
    assert isinstance(application, QApplication)
    process = PracticeTenantProcess()
    started: list[PracticeTenant] = []

    def start_practice() -> None:
        try:
            started.append(process.start())
        except (PracticeTenantError, OSError):
            raise StationError(ErrorCode.PRACTICE_NOT_STARTED) from None

    try:
        report.step("practice tenant", start_practice)
        _run_in_window(report, folder, language, application, started[0])
    finally:
        process.stop()


class MainJob:
    """The main job in one station window; each method is a step."""

    def __init__(self, station: Station, practice: PracticeTenant, folder: Path) -> None:
        self._station = station
        self._practice = practice
        self._folder = folder
        self._hands = Hands(station, folder)
        self._conversations = station.conversations

    def run(self, report: Report) -> None:
        """Do all steps in order; raises StationError at the first one that fails."""
        report.step("window", self.open_window)
        report.step("sign-in", self.sign_in)
        report.step("look-up", lambda: self.look_up(HAS_BADGE))
        report.step("PIN reset", lambda: self.operate("resetPinButton"))
        report.step("PIN is accepted", self.try_credentials)
        report.step("slip to PDF", lambda: self.save_page("slip.pdf"))
        report.step("nothing left of the PIN", self.leave_result)
        report.step("look-up of somebody new", lambda: self.look_up(HAS_NO_BADGE))
        report.step("badge issue", lambda: self.operate("issueBadgeButton"))
        report.step("badge and PIN are accepted", self.try_credentials)
        report.step("badge to PDF", lambda: self.save_page("badge.pdf"))
        report.step("nothing left of the badge", self.leave_result)
        report.step("sign-out", self.sign_out)

    def open_window(self) -> None:
        """Show the first page."""
        self._station.window.resize(*WINDOW_SIZE)
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
        people = self._hands.find(QListView, "resultsList")
        people.clicked.emit(people.model().index(0, 0))
        self._hands.wait_for_page(PageName.PERSON)
        self._hands.wait_until(self._person_is_ready)
        self._hands.photograph("person")

    def operate(self, button: str) -> None:
        """Ask for an operation, confirm it and wait for what comes out."""
        self._hands.press(button)
        self._hands.wait_for_page(PageName.CONFIRM)
        self._hands.photograph("confirm")
        self._hands.press("confirmButton")
        self._hands.wait_for_page(PageName.RESULT)
        self._hands.wait_until(lambda: self._result().page is not None)
        self._hands.photograph("result")

    def try_credentials(self) -> None:
        """See whether the PIN on the screen, with the badge, signs the person in."""
        if not _signs_in(self._practice, self._result()):
            raise StationError(ErrorCode.PIN_UNCONFIRMED)

    def save_page(self, name: str) -> None:
        """Save what would be printed."""
        path = self._folder / name
        self._conversations.result.save_pdf(str(path))
        self._hands.wait_until(lambda: self._result().saved_to == str(path))

    def leave_result(self) -> None:
        """Press Done, after which nothing may be left of PIN and code."""
        pin = self._result().pin
        self._hands.press("doneButton")
        self._hands.wait_for_page(PageName.SEARCH)
        if self._conversations.result.view is not None or pin is None or not pin.is_cleared:
            raise StationError(ErrorCode.UNEXPECTED)

    def sign_out(self) -> None:
        """Sign out and wait until everything that this starts has ended."""
        self._hands.press("signOutButton")
        self._hands.wait_for_page(PageName.WELCOME)
        self._hands.wait_until(lambda: self._station.runner.running == 0)
        self._hands.photograph("signed-out")

    def _result(self) -> ResultView:
        view = self._conversations.result.view
        if view is None:
            raise StationError(ErrorCode.UNEXPECTED)
        return view

    def _person_is_ready(self) -> bool:
        view = self._conversations.person.view
        if view is not None and view.error is not None:
            raise view.error
        return view is not None and view.stage is PersonStage.READY


def _run_in_window(
    report: Report,
    folder: Path,
    language: str,
    application: QApplication,
    practice: PracticeTenant,
) -> None:
    settings = Settings(tenant=tenant_settings(practice), station=StationSettings(name="Self-test"))
    audit_file = folder / "audit.jsonl"
    options = StationOptions(
        settings, practice=True, audit_file=audit_file, windowed=True, language=language
    )
    station = Station(application, options, browser=VisitingBrowser(practice))
    try:
        MainJob(station, practice, folder).run(report)
    finally:
        station.window.close()
        station.close()
    report.step("audit file", lambda: _check_audit(audit_file))


def _check_audit(audit_file: Path) -> None:
    if not verify(audit_file).is_sound:
        raise StationError(ErrorCode.AUDIT_BROKEN, {"file": str(audit_file)})


def _signs_in(practice: PracticeTenant, view: ResultView) -> bool:
    """Ask the practice tenant whether badge and PIN would sign the person in.

    The badge is the one on the page, or else the one that the person carries already.
    """
    if view.pin is None or view.page is None:
        return False
    codes = [element for element in view.page.elements if isinstance(element, Code)]
    if codes:
        content = codes[0].matrix.content.reveal()
    else:
        name = quote(view.person.user_principal_name, safe="")
        content = _ask(f"{practice.pages}/practice/pocket?user={name}")["content"]
    document = {"content": content, "pin": view.pin.reveal()}
    answer = _ask(f"{practice.pages}/practice/qr-sign-in", json.dumps(document).encode())
    return answer["signedIn"] is True and answer["mustChangePin"] is True


def _ask(address: str, body: bytes | None = None) -> dict[str, Any]:
    """Ask the practice tenant's own pages, which are plain HTTP on this computer."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, body, timeout=STEP_SECONDS) as answer:
        found: dict[str, Any] = json.load(answer)
    return found
