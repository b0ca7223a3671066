"""Every answer gets lost once, in every situation; each person leaves with one badge, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.controllers.result_view import PrintStage
from kiosk.controllers.window_state import PageName
from kiosk.models.badge import Badge, BadgeKind, Method
from kiosk.models.cancellation import CancelToken
from kiosk.models.person import Person
from kiosk.models.settings import BadgeSettings, Settings
from kiosk.models.target import Target
from kiosk.practice.launcher import PracticeTenant
from tests.support.pages import codes_in_pdf, text_of_pdf
from tests.support.practice import start_practice_tenant
from tests.support.printers import TestPrinter, announcing, ipp_printer
from tests.support.station import OpenStation, ask_practice, open_station, quick, tenant_accepts
from tests.support.station_services import (
    StationServices,
    SufferingTenant,
    services_for,
    suffering_tenant,
)

__all__ = ["quick"]

STANDARD, TEMPORARY = BadgeKind.STANDARD, BadgeKind.TEMPORARY
PEOPLE, SEED = 300, 5
"""Two tenants with the same seed have the same people, so that faults can be aimed at them."""


@dataclass
class Desk:
    """The station, its printer, and what can be learnt elsewhere of what is true."""

    station: OpenStation
    printer: TestPrinter
    elsewhere: StationServices
    practice: PracticeTenant

    def method_of(self, person: Person) -> Method | None:
        return self.elsewhere.methods.read(Target(person), CancelToken())

    def pocket(self, person: Person) -> Mapping[str, str | None]:
        user = person.id
        return ask_practice(f"{self.practice.pages}/practice/pocket?user={user}")

    def accepts(self, person: Person, pin: str, content: str) -> bool:
        return tenant_accepts(self.practice, person.user_principal_name, pin, content)

    def ask(self, person: Person, button: str) -> None:
        self.station.open_person(person.user_principal_name)
        self.station.ask(button)

    def confirm(self) -> None:
        self.station.press("confirmButton")
        self.station.wait_for(PageName.RESULT)

    def print(self) -> bytes:
        """Print what the page shows and return what came out of the printer."""
        before = len(self.printer.printed())
        self.station.press("printButton")
        self.station.wait(lambda: self.station.result.printing.stage is PrintStage.PRINTED)
        self.station.wait(lambda: len(self.printer.printed()) == before + 1)
        return self.printer.printed()[-1]

    def printed_code(self, person: Person, kind: BadgeKind = STANDARD) -> str:
        """Print, and see that the paper says what the tenant has of this person."""
        paper = self.print()
        (code,) = codes_in_pdf(paper, 300)
        content = code.decode()
        prefix, name, badge_id, _ = content.split("|")
        assert prefix == "ms-qrpin:v1"
        assert name == person.user_principal_name
        standing = self.held(person, kind)
        assert standing is not None
        assert standing.id == badge_id
        return content

    def held(self, person: Person, kind: BadgeKind) -> Badge | None:
        method = self.method_of(person)
        return None if method is None else method.badge(kind)

    def leave(self) -> None:
        """Leave without a question: what is shown is on paper, or there is nothing to print."""
        self.station.press("doneButton")
        self.station.wait_for(PageName.SEARCH)


# The situations


def issue(desk: Desk, person: Person) -> None:
    desk.ask(person, "issueBadgeButton")
    desk.confirm()
    pin = desk.station.pin_on_screen()
    assert desk.accepts(person, pin, desk.printed_code(person))


def reset(desk: Desk, person: Person) -> None:
    desk.ask(person, "resetPinButton")
    desk.confirm()
    pin = desk.station.pin_on_screen()
    assert pin in "".join(text_of_pdf(desk.print()).split())
    assert desk.accepts(person, pin, str(desk.pocket(person)["standard"]))


def replace(desk: Desk, person: Person) -> None:
    desk.ask(person, "replaceBadgeButton")
    desk.confirm()
    pocket = desk.pocket(person)
    pin = str(pocket["pin"])
    assert desk.accepts(person, pin, desk.printed_code(person))
    assert not desk.accepts(person, pin, str(pocket["standard"]))


def replace_with_pin(desk: Desk, person: Person) -> None:
    desk.ask(person, "replaceBadgeButton")
    desk.station.press("alsoResetPinCheck")
    desk.confirm()
    pocket = desk.pocket(person)
    pin = desk.station.pin_on_screen()
    content = desk.printed_code(person)
    assert desk.accepts(person, pin, content)
    assert not desk.accepts(person, str(pocket["pin"]), content)
    assert not desk.accepts(person, pin, str(pocket["standard"]))


def temporary(desk: Desk, person: Person) -> None:
    desk.ask(person, "temporaryBadgeButton")
    desk.confirm()
    pocket = desk.pocket(person)
    pin = str(pocket["pin"])
    assert desk.accepts(person, pin, desk.printed_code(person, TEMPORARY))
    assert desk.accepts(person, pin, str(pocket["standard"]))
    if pocket["temporary"] is not None:
        assert not desk.accepts(person, pin, str(pocket["temporary"]))


def extend(desk: Desk, person: Person) -> None:
    before = desk.held(person, STANDARD)
    desk.ask(person, "extendBadgeButton")
    desk.confirm()
    after = desk.held(person, STANDARD)
    assert before is not None
    assert after is not None
    assert after.id == before.id
    assert after.expires > before.expires
    pocket = desk.pocket(person)
    assert desk.accepts(person, str(pocket["pin"]), str(pocket["standard"]))


def remove(desk: Desk, person: Person) -> None:
    desk.ask(person, "removeBadgeButton")
    desk.confirm()
    assert desk.method_of(person) is None
    pocket = desk.pocket(person)
    assert not desk.accepts(person, str(pocket["pin"]), str(pocket["standard"]))


@dataclass(frozen=True)
class Case:
    """A situation, who is in it, and the calls whose answers get lost: method, path, how often.

    Nobody's name is somebody who is new. The first readings are those of the list and the page.
    """

    situation: Callable[[Desk, Person], None]
    who: str
    lost: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether an answer to a change gets lost, and not only to readings."""
        return not self.lost[0].startswith("GET")

    @property
    def name(self) -> str:
        return f"{self.situation.__name__}: {', '.join(self.lost)}"


CODE, EXTRA = "/standardQRCode", "/temporaryQRCode"
CASES = (
    Case(issue, "", ("PUT :1",)),
    Case(issue, "", ("PUT :1", "DELETE :1")),
    Case(issue, "", ("GET :4",)),
    Case(reset, "sam.rivera", ("PATCH /pin:1",)),
    Case(reset, "siobhan.oneil", ("GET :4",)),
    Case(replace, "bob.tables", (f"DELETE {CODE}:1",)),
    Case(replace, "kai.smith", (f"PATCH {CODE}:1",)),
    Case(replace, "chris.backslash", (f"PATCH {CODE}:1", f"DELETE {CODE}:2")),
    Case(replace, "per.cent", ("GET :4",)),
    Case(replace_with_pin, "ase.unal", (f"DELETE {CODE}:1",)),
    Case(replace_with_pin, "taro.yamada.first", (f"PATCH {CODE}:1",)),
    Case(replace_with_pin, "noa.cohen.first", ("PATCH /pin:1",)),
    Case(replace_with_pin, "eleni.papadopoulou", ("GET :4",)),
    Case(temporary, "ekaterina.shchukina", (f"PATCH {EXTRA}:1",)),
    Case(temporary, "priya.sharma.first", ("GET :4",)),
    Case(temporary, "tara.whitlock", (f"DELETE {EXTRA}:1", f"PATCH {EXTRA}:1")),
    Case(extend, "eva.sundberg", (f"PATCH {CODE}:1",)),
    Case(extend, "yasmin.alqasem", ("GET :4",)),
    Case(remove, "somchai.jaidee.first", ("DELETE :1",)),
    Case(remove, "noor.vandenberghe", ("GET :4",)),
)


def people_of(tenant: SufferingTenant) -> dict[Case, Person]:
    """Say who is in which situation."""
    newcomers = iter(tenant.newcomers())
    return {case: tenant.person(case.who) if case.who else next(newcomers) for case in CASES}


def faults_for(people: Mapping[Case, Person]) -> list[str]:
    """Return the options that lose each case's answers, and nobody else's."""
    options = []
    for case, person in people.items():
        for lost in case.lost:
            method, _, rest = lost.partition(" ")
            path = f"/users/{person.id}/authentication/qrCodePinMethod{rest}"
            options.append(f"--fault=lost-answer@{method} {path}")
    return options


@pytest.fixture(scope="module")
def people() -> dict[Case, Person]:
    with suffering_tenant(PEOPLE) as twin:
        return people_of(twin)


@pytest.fixture(scope="module")
def practice(people: dict[Case, Person]) -> Iterator[PracticeTenant]:
    with start_practice_tenant(*faults_for(people), people=PEOPLE, seed=SEED) as tenant:
        yield tenant


@pytest.fixture(scope="module")
def elsewhere(practice: PracticeTenant) -> Iterator[StationServices]:
    services = services_for(practice, read_seconds=10)
    services.sign_in(practice.account("Privileged Authentication Administrator"))
    yield services
    services.session.sign_out()


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPrinter]:
    with (
        announcing(tmp_path_factory.mktemp("bus")) as environment,
        ipp_printer(tmp_path_factory.mktemp("till"), environment) as running,
    ):
        yield running


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_whatever_answer_is_lost_one_badge_works_and_is_on_paper(
    qtbot: QtBot,
    practice: PracticeTenant,
    elsewhere: StationServices,
    printer: TestPrinter,
    people: dict[Case, Person],
    tmp_path: Path,
    case: Case,
) -> None:
    badge = BadgeSettings(printer=printer.uri, layout="a4", slip_layout="slip-a4")
    settings = Settings(badge=badge)
    with open_station(qtbot, practice, tmp_path, settings) as station:
        station.sign_in()
        desk = Desk(station, printer, elsewhere, practice)
        case.situation(desk, people[case])
        if case.situation not in (extend, remove):
            # Else nothing was lost, and the test shows nothing.
            held = station.conversations.result._held
            assert held is not None
            assert held.credentials.follows_lost_answer is case.changes
        desk.leave()
