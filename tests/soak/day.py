"""A long day at the station: the work of a supervisor, again and again, while things go wrong."""

from __future__ import annotations

import json
import random
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from kiosk.app import Station
from kiosk.commands.self_test_hands import Hands, VisitingBrowser
from kiosk.controllers import search
from kiosk.controllers.person_view import PersonStage
from kiosk.controllers.search_view import SearchStage
from kiosk.controllers.team_view import TeamsStage, TeamStage
from kiosk.controllers.window_state import PageName
from kiosk.models.errors import StationError
from kiosk.models.settings import BadgeSettings, Settings, StationSettings
from kiosk.practice.launcher import PracticeTenant, PracticeTenantProcess
from kiosk.services import transport
from kiosk.services.graph import client
from kiosk.services.operations import reset_pin, watching
from kiosk.services.sign_in import sign_in_http
from kiosk.station_options import StationOptions
from kiosk.station_tenant import tenant_settings

PEOPLE = 400
# The quota that a tenant has for a real reason would only slow the day down.
TENANT = (f"--people={PEOPLE}", "--seed=20261124", "--write-quota=1000000")
_NAMES = ("Sam Rivera", "Finn Delgado", "Eva Sundberg", "100047", "Sam Riv", "eva.sun")
_FAULTS = (
    "429@GET /users:1",
    "500@GET /users:2",
    "503@GET /users:3",
    "504@PATCH /users:1",
    "reset@GET /users:3",
    "timeout@GET /users:1",
    "bad-json@GET /users:1",
    "expired-token@GET /users:1",
    "claims-challenge@PATCH /users:1",
    "claims-challenge@GET /users:1",
    "lost-answer@PATCH /users:1",
    "lost-answer@DELETE /users:1",
    "lost-answer@PATCH /users:2",
    "reset@PATCH /users:1",
    "bad-json@PATCH /users:1",
    "403@PATCH /users:1",
    "503@/oauth2/v2.0/token:1",
    "reset@/oauth2/v2.0/token:1",
)
_FAULTY = 0.25
"""In how many rounds something goes wrong."""

_REPLACE_EVERY, _SAVE_EVERY, _LEAVE_EVERY, _TEAM_EVERY = 8, 5, 20, 25


class CalmHands(Hands):
    """Takes no pictures, and is not frightened by what the banner says."""

    def photograph(self, name: str) -> None:
        """Do nothing."""
        del name

    def _failure(self) -> StationError | None:
        return None


class Day:
    """The supervisor's work in rounds; `done` counts what came of it."""

    def __init__(
        self, station: Station, practice: PracticeTenant, folder: Path, chance: random.Random
    ) -> None:
        self._station = station
        self._practice = practice
        self._folder = folder
        self._chance = chance
        self._hands = CalmHands(station, folder)
        self.done: Counter[str] = Counter()

    @property
    def window(self) -> QWidget:
        """The window that all this happens in."""
        return self._station.window

    def begin(self) -> None:
        """Open the window and sign in."""
        self._station.window.setMinimumSize(1280, 800)
        self._station.show()
        self._hands.wait_until(self._station.window.isVisible)
        self._station._idle.touched.emit()
        self._sign_in()

    def round(self, number: int) -> None:
        """Look somebody up and reset their PIN, and now and then something else."""
        faults = [self._chance.choice(_FAULTS)] if self._chance.random() < _FAULTY else []
        self._suffer(faults)
        if number % _TEAM_EVERY == 0:
            self._look_at_a_team()
        button = "replaceBadgeButton" if number % _REPLACE_EVERY == 0 else "resetPinButton"
        self._work(button, saves=number % _SAVE_EVERY == 0)
        self._suffer([])
        if number % _LEAVE_EVERY == 0:
            self._leave_and_come_back(locks=bool(number // _LEAVE_EVERY % 2))

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self._hands.wait_until(lambda: self._station.runner.running == 0)
        QApplication.processEvents()

    def _work(self, button: str, *, saves: bool) -> None:
        if not self._open_person(self._chance.choice(_NAMES)):
            return
        if not self._can_press(button):
            self.done["nothing to do"] += 1
            self._back_to_search()
            return
        self._hands.press(button)
        self._hands.wait_for_page(PageName.CONFIRM)
        self._hands.press("confirmButton")
        operation = self._station.conversations.operation
        self._hands.wait_until(lambda: not operation.is_running and self._is_settled())
        if self._is_on(PageName.RESULT):
            self.done[button.removesuffix("Button")] += 1
            self._take_result(saves=saves)
        else:
            self.done["not done"] += 1
        self._back_to_search()

    def _open_person(self, name: str) -> bool:
        """Find somebody and open their page, trying again as a person would."""
        find = self._station.conversations.search
        self._hands.find(QLineEdit, "searchField").clear()
        find.set_text("")
        self._hands.type_text("searchField", name)
        if not self._until(
            lambda: find.view.stage is SearchStage.FOUND,
            lambda: find.view.stage in (SearchStage.FAILED, SearchStage.NOBODY),
        ):
            return False
        self._hands.choose_first("resultsList")
        self._hands.wait_for_page(PageName.PERSON)
        person = self._station.conversations.person

        def is_at(stage: PersonStage) -> bool:
            return person.view is not None and person.view.stage is stage

        is_there = self._until(lambda: is_at(PersonStage.READY), lambda: is_at(PersonStage.FAILED))
        if not is_there:
            self._back_to_search()
        return is_there

    def _until(self, done: Callable[[], bool], failed: Callable[[], bool]) -> bool:
        """Wait for it, pressing 'Try again' where it failed; False after five times."""
        for _ in range(5):
            self._hands.wait_until(lambda: self._is_settled() and (done() or failed()))
            if done():
                return True
            self.done["tried again"] += 1
            self._hands.press("retryButton")
        self.done["given up"] += 1
        return False

    def _take_result(self, *, saves: bool) -> None:
        result = self._station.conversations.result
        self._hands.wait_until(
            lambda: result.view is None or result.view.may_print or not result.view.has_paper
        )
        if saves and result.view is not None and result.view.may_print:
            path = str(self._folder / "page.pdf")
            result.save_pdf(path)
            self._hands.wait_until(lambda: result.view is None or result.view.saved_to == path)
            self.done["saved"] += 1

    def _look_at_a_team(self) -> None:
        team = self._station.conversations.team
        self._hands.press("teamButton")
        self._hands.wait_for_page(PageName.TEAM)
        finder = team.choice.finder
        finder.set_text("Team")
        self._hands.wait_until(
            lambda: self._is_settled() and finder.view.stage is not TeamsStage.LOADING
        )
        if finder.view.found:
            team.choice.choose_team(finder.view.found[0])
            team.look()
            self._hands.wait_until(
                lambda: self._is_settled() and team.view.stage is not TeamStage.LOOKING
            )
            self.done["team"] += 1
        self._back_to_search()

    def _leave_and_come_back(self, *, locks: bool) -> None:
        if locks:
            self._station._idle.idle.emit()
        else:
            self._hands.press("signOutButton")
        self._hands.wait_for_page(PageName.WELCOME)
        self.rest()
        self._sign_in()
        self.done["signed in"] += 1

    def _sign_in(self) -> None:
        self._hands.press("signInButton")
        self._hands.wait_until(lambda: self._is_on(PageName.SEARCH))

    def _back_to_search(self) -> None:
        """Press whatever leads back, from wherever the station is."""
        ways = ("leaveAnywayButton", "doneButton", "backButton", "cancelButton")
        self._hands.wait_until(self._is_settled)
        while not self._is_on(PageName.SEARCH):
            self._hands.press(next(name for name in ways if self._can_press(name)))
            self._hands.wait_until(self._is_settled)

    def _can_press(self, name: str) -> bool:
        page = self._station.window.page(self._station.controller.page)
        button = page.findChild(QAbstractButton, name)
        return button is not None and button.isVisible() and button.isEnabled()

    def _is_on(self, page: PageName) -> bool:
        return self._station.controller.page is page

    def _is_settled(self) -> bool:
        """Whether no new sign-in is under way; one that failed is tried again."""
        if self._is_on(PageName.SIGN_IN) and self._can_press("retryButton"):
            self._hands.press("retryButton")
        return not self._is_on(PageName.SIGN_IN) and not self._is_on(PageName.PROGRESS)

    def _suffer(self, faults: list[str]) -> None:
        body = json.dumps({"faults": faults}).encode()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{self._practice.pages}/practice/faults", body, timeout=20) as answer:
            answer.read()


HURRIED: tuple[tuple[ModuleType, str], ...] = (
    (transport, "READ_SECONDS"),
    (sign_in_http, "READ_SECONDS"),
    (sign_in_http, "_PAUSES_SECONDS"),
    (reset_pin, "SETTLING_SECONDS"),
    (watching, "WATCH_SECONDS"),
    (client, "FIRST_WAIT_SECONDS"),
    (search, "TYPING_REST_MS"),
)
_IN_A_HURRY = (0.5, 0.5, (0.05, 0.1), 0.1, 0.2, 0.02, 10)


def hurry() -> None:
    """Shorten the waits that are minutes for people, so that a day is over sooner."""
    for (place, name), value in zip(HURRIED, _IN_A_HURRY, strict=True):
        setattr(place, name, value)


@contextmanager
def day_at_the_station(
    application: QApplication, seed: int, practice: PracticeTenant
) -> Iterator[Day]:
    """Open a station on this tenant; nothing of it is left afterwards."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(
            tenant=tenant_settings(practice),
            # Hands that press no keys would be taken for nobody.
            station=StationSettings(idle_lock_seconds=3600),
            badge=BadgeSettings(),
        )
        options = StationOptions(
            settings, True, folder / "audit.jsonl", folder / "paper.json", windowed=True
        )
        station = Station(application, options, browser=VisitingBrowser(practice))
        try:
            yield Day(station, practice, folder, random.Random(seed))
        finally:
            station.close()
            station.window.close()
            # A process with a single day in it would not need to be tidy.
            station.window.deleteLater()
            application.sendPostedEvents(station.window, 0)
            QApplication.processEvents()


def tenant() -> PracticeTenantProcess:
    """Return a tenant for a long day, which is not started yet."""
    return PracticeTenantProcess(*TENANT)
