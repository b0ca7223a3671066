"""The real station window on a practice tenant, and hands that use it by its widgets' names."""

from __future__ import annotations

import gc
import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import pytest
import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QWidget
from pytestqt.exceptions import TimeoutError as WaitedInVain
from pytestqt.qtbot import QtBot

from kiosk.app import Station
from kiosk.controllers import second_try
from kiosk.controllers.person_view import PersonStage
from kiosk.controllers.result_view import ResultView
from kiosk.controllers.search_view import SearchStage
from kiosk.controllers.window_state import PageName
from kiosk.models.settings import Settings, TenantSettings
from kiosk.practice.launcher import PracticeAccount, PracticeTenant
from kiosk.practice.visitor import Visitor, VisitorError
from kiosk.printing.page import Code, Page
from kiosk.services.graph import client
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.operations import reset_pin, watching
from kiosk.services.settings_file import LoadedSettings
from kiosk.station_options import SetupPlan, StationOptions
from kiosk.station_tenant import tenant_settings
from kiosk.views.widgets.badge_view import BadgeView
from tests.support.pages import qr_codes
from tests.support.relay import CABLE_THREAD

W = TypeVar("W", bound=QObject)

SECONDS = 20.0
SIZE = (1280, 800)


class Habit(Enum):
    """What the person in front of the browser does with a sign-in page."""

    SIGN_IN = auto()
    REFUSE = auto()
    CLOSE = auto()
    NO_BROWSER = auto()


class VisitedBrowser:
    """The system's browser with a person in front of it; `opened` are the pages they saw."""

    def __init__(self, practice: PracticeTenant, account: PracticeAccount | None = None) -> None:
        self.account = account or practice.administrator
        self.habit = Habit.SIGN_IN
        self.opened: list[str] = []

    def open(self, address: str) -> bool:
        """Show a page, as the station asks for it."""
        self.opened.append(address)
        if self.habit is Habit.NO_BROWSER:
            return False
        if self.habit is Habit.CLOSE:
            return True
        refuse = self.habit is Habit.REFUSE
        visitor = Visitor(self.account.username, self.account.password, refuse=refuse)
        try:
            if "/authorize" in address:
                visitor.sign_in(address)
            else:
                visitor.open(address)
        except (VisitorError, OSError):
            return False
        return True


class OpenStation:
    """A station whose window is open."""

    def __init__(
        self, qtbot: QtBot, station: Station, practice: PracticeTenant, browser: VisitedBrowser
    ) -> None:
        self.qtbot = qtbot
        self.station = station
        self.practice = practice
        self.browser = browser
        self.controller = station.controller
        self.conversations = station.conversations
        self.window = station.window

    @property
    def loader(self) -> WorkplaceLoader:
        """What hands out the station's workplace."""
        return self.controller._loader

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return self.window.page(self.controller.page)

    def is_on(self, page: PageName) -> bool:
        """Whether the window shows that page now."""
        return self.controller.page is page

    def find(self, kind: type[W], name: str) -> W:
        """Return a widget of the page that is shown."""
        found = self.page.findChild(kind, name)
        assert found is not None, f"{self.page.objectName()} has no {name}"
        return found

    def shows(self, name: str) -> bool:
        """Whether the page shows a widget of that name."""
        widget = self.page.findChild(QWidget, name)
        return widget is not None and widget.isVisibleTo(self.page)

    def text(self, name: str) -> str:
        """Return the text of a label of the page, without the signs that only break lines."""
        return plain(self.find(QLabel, name).text())

    def press(self, name: str) -> None:
        """Press a button of the page that is shown, once it can be pressed."""
        button = self.find(QAbstractButton, name)
        self.wait(lambda: button.isEnabled() and button.isVisibleTo(self.page))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type_text(self, text: str) -> None:
        """Type into the search field."""
        field = self.find(QLineEdit, "searchField")
        field.setFocus()
        type_into(field, text)

    def wait(self, condition: Callable[[], bool], seconds: float = SECONDS) -> None:
        """Let the window live until the condition holds; what is shown is told if it never does."""
        try:
            self.qtbot.waitUntil(condition, timeout=int(seconds * 1000))
        except WaitedInVain as error:
            raise AssertionError(
                f"after {seconds:g} s: page {self.controller.page.name}, banner {self.banner()!r}, "
                f"state {self.state_text()!r}"
            ) from error

    def wait_for(self, page: PageName, seconds: float = SECONDS) -> None:
        """Wait until the window shows that page."""
        self.wait(lambda: self.controller.page is page, seconds)

    def sign_in(self, account: PracticeAccount | None = None) -> None:
        """Sign in from the welcome page."""
        if account is not None:
            self.browser.account = account
        self.press("signInButton")
        self.wait_for(PageName.SEARCH)

    def look_up(self, text: str) -> None:
        """Type a text afresh, and wait for those it finds."""
        self.find(QLineEdit, "searchField").clear()
        self.type_text(text)
        search = self.conversations.search
        self.wait(lambda: search.view.stage is SearchStage.FOUND and search.view.text == text)

    def choose(self, row: int = 0) -> None:
        """Press a row of the list of people."""
        people = self.find(QListView, "resultsList")
        place: QPoint = people.visualRect(people.model().index(row, 0)).center()
        QTest.mouseClick(
            people.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )

    def open_person(self, text: str) -> None:
        """Find somebody and wait until their page is ready."""
        self.look_up(text)
        self.choose()
        self.wait_for(PageName.PERSON)
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait until the state of the person on the page is known, or cannot be."""
        person = self.conversations.person
        self.wait(lambda: person.view is not None and person.view.stage is not PersonStage.LOADING)

    def ask(self, button: str) -> None:
        """Ask for an operation and stop at its question."""
        self.press(button)
        self.wait_for(PageName.CONFIRM)

    def do(self, button: str) -> None:
        """Ask for an operation, confirm it, and wait for what comes out."""
        self.ask(button)
        self.press("confirmButton")
        self.wait_for(PageName.RESULT)

    @property
    def result(self) -> ResultView:
        """What the result page shows."""
        view = self.conversations.result.view
        assert view is not None
        return view

    def wait_for_paper(self) -> Page:
        """Wait until the page that would be printed is there, and return it."""
        badge = self.find(BadgeView, "badgeView")
        self.wait(lambda: badge.page is not None)
        assert badge.page is not None
        return badge.page

    def pin_on_screen(self) -> str:
        """Return the digits that the page shows."""
        return "".join(sign for sign in self.text("pinLabel") if sign.isdigit())

    def code_on_screen(self) -> str:
        """Return what the code on the page says."""
        page = self.wait_for_paper()
        code = next(element for element in page.elements if isinstance(element, Code))
        return code.matrix.content.reveal()

    def tenant_accepts(self, username: str, pin: str, content: str | None = None) -> bool:
        """Ask the tenant whether that PIN signs the person in, with the badge they hold."""
        return tenant_accepts(self.practice, username, pin, content)

    def banner(self) -> str:
        """Return what the status banner says; empty when it is out of sight."""
        return self.text("statusText") if self.shows("statusBanner") else ""

    def state_text(self) -> str:
        """Return what the page says in the place of its content."""
        return self.text("stateText") if self.shows("stateText") else ""

    def windows_over(self) -> list[QWidget]:
        """Return the windows that are shown over the station's own, and belong to it."""
        windows = QApplication.topLevelWidgets()
        return [one for one in windows if one.isVisible() and self._owns(one.parentWidget())]

    def _owns(self, widget: QWidget | None) -> bool:
        while widget is not None and widget is not self.window:
            widget = widget.parentWidget()
        return widget is not None

    def all_texts(self) -> list[str]:
        """Return every text, accessible text and tool tip of every widget there is."""
        texts: list[str] = []
        for widget in QApplication.allWidgets():
            texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            texts += [widget.windowTitle(), str(widget.property("text") or "")]
        return [text for text in texts if text]


def plain(text: str) -> str:
    """Return a text without the signs that only break lines or hold directions."""
    return "".join(sign for sign in text if sign not in "\u200b\u2060\u2068\u2069\u00ad")


def type_into(field: QLineEdit, text: str) -> None:
    """Type a text where the cursor of a field is, key by key where the keys exist."""
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        field.insert(text)
        field.textEdited.emit(field.text())


def ask_practice(address: str, body: bytes | None = None) -> dict[str, Any]:
    """Ask what only the practice tenant tells."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, body, timeout=SECONDS) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def badge_in_pocket(practice: PracticeTenant, username: str) -> str:
    """Return the content of the badge that a practice person carries."""
    name = quote(username, safe="")
    content: str = ask_practice(f"{practice.pages}/practice/pocket?user={name}")["content"]
    return content


def tenant_accepts(
    practice: PracticeTenant, username: str, pin: str, content: str | None = None
) -> bool:
    """Ask the tenant whether badge and PIN sign in; the badge is by default the one in hand."""
    content = content or badge_in_pocket(practice, username)
    body = json.dumps({"content": content, "pin": pin}).encode()
    answer = ask_practice(f"{practice.pages}/practice/qr-sign-in", body)
    return answer["signedIn"] is True


def where_is(backwards: str) -> list[str]:
    """Say which live objects hold a text, which is given backwards so that it is not one."""
    gc.collect()
    found = []
    for holder in gc.get_objects():
        for held in gc.get_referents(holder):
            if isinstance(held, str):
                text = held
            elif isinstance(held, bytes | bytearray):
                text = held.decode("latin-1")
            else:
                continue
            if backwards in "".join(text.split())[::-1]:
                found.append(f"{type(held).__name__} in {type(holder).__name__}")
    return found


def codes_in_pictures() -> int:
    """Count the live pictures in which a decoder finds a code."""
    pictures = [
        item.toImage() if isinstance(item, QPixmap) else item
        for item in gc.get_objects()
        if isinstance(item, QPixmap | QImage) and not item.isNull()
    ]
    pictures += [
        label.pixmap().toImage()
        for label in QApplication.allWidgets()
        if isinstance(label, QLabel) and not label.pixmap().isNull()
    ]
    return sum(len(_codes(picture)) for picture in pictures)


def _codes(picture: QImage) -> list[bytes]:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    return qr_codes(bytes(grey.constBits()), grey.height(), grey.bytesPerLine())


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the waits that are minutes for people, so that faults are over in a moment.

    How long an answer may take stays as it is: a busy machine would be taken for a silent tenant.
    Who tests a silent one says so with `wait_for_answers`.
    """
    monkeypatch.setattr("kiosk.services.sign_in.sign_in_http._PAUSES_SECONDS", (0.05, 0.1))
    monkeypatch.setattr(reset_pin, "SETTLING_SECONDS", 0.15)
    monkeypatch.setattr(watching, "WATCH_SECONDS", 0.2)
    monkeypatch.setattr(client, "FIRST_WAIT_SECONDS", 0.05)
    monkeypatch.setattr("kiosk.controllers.search.TYPING_REST_MS", 60)
    monkeypatch.setattr("kiosk.controllers.station.PROBE_SECONDS", 0.2)


@pytest.fixture
def soon_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try a moment later what is tried again after some seconds."""
    monkeypatch.setattr(second_try, "CUT_OFF_SECONDS", 0.2)
    monkeypatch.setattr(second_try, "UNWELL_SECONDS", 0.2)


def wait_for_answers(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Give the tenant that long for an answer, to requests and to the sign-in's own."""
    monkeypatch.setattr("kiosk.services.transport.READ_SECONDS", seconds)
    monkeypatch.setattr("kiosk.services.sign_in.sign_in_http.READ_SECONDS", seconds)


@contextmanager
def open_station(
    qtbot: QtBot,
    practice: PracticeTenant,
    folder: Path,
    settings: Settings | None = None,
    *,
    account: PracticeAccount | None = None,
    language: str = "en",
    is_practice: bool = True,
    tenant: TenantSettings | None = None,
    own_browser: bool = True,
    started_again: bool = False,
    setup: SetupPlan | None = None,
    loaded: LoadedSettings | None = None,
) -> Iterator[OpenStation]:
    """Open the station; afterwards nothing of it may be running any more.

    `tenant` says how the tenant is reached, where that is not the usual way. Without
    `own_browser` the station chooses what opens its pages, as the real one does. `loaded` is where
    the settings came from.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    settings = replace(settings or Settings(), tenant=tenant or tenant_settings(practice))
    browser = VisitedBrowser(practice, account)
    options = StationOptions(
        settings,
        is_practice,
        folder / "audit.jsonl",
        folder / "paper.json",
        windowed=not settings.station.full_screen,
        language=language,
        setup=setup,
        loaded=loaded,
    )
    threads_before = set(threading.enumerate())
    own = browser if own_browser else None
    station = Station(application, options, browser=own, started_again=started_again)
    if options.windowed:
        station.window.resize(*SIZE)
    station.show()
    qtbot.waitUntil(station.window.isVisible)
    try:
        yield OpenStation(qtbot, station, practice, browser)
    finally:
        station.close()
        station.window.close()
        station.translator.use("en")
        # A relay that a test puts in between is the test's own, and so is a tenant in this process.
        new = [
            thread
            for thread in threading.enumerate()
            if thread not in threads_before
            and thread.name != CABLE_THREAD
            and "process_request_thread" not in thread.name
        ]
        for thread in new:
            thread.join(2)
        QApplication.processEvents()
        # Now, and not in the event loop of the next test. Its controllers stay, because Qt holds
        # what is connected; the pages must not, or every later collection would go through them.
        shiboken6.delete(station.window)
        vars(station.window).clear()
        left = [thread.name for thread in new if thread.is_alive()]
        assert not left, f"threads that did not end: {left}"
