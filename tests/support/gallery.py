"""The window on stand-in controllers, so that every page can be put into every state.

Run it to look at the pages: `python -m tests.support.gallery FOLDER [--only NAME]` paints
each scene as PNG, in both languages, light and dark, on three sizes of screen.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QImageWriter, QLinearGradient, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.controllers.conversations import Conversations
from kiosk.controllers.doctor_view import DoctorView
from kiosk.controllers.offers import actions_for, hints_for
from kiosk.controllers.operation_views import CancelState, ConfirmView, ProgressView, Waiting
from kiosk.controllers.person_view import (
    Action,
    PersonStage,
    PersonView,
    ScannedBadge,
    ScanStanding,
)
from kiosk.controllers.printer_choice import PrinterChoiceView
from kiosk.controllers.printing_view import LayoutStage, PrintingView
from kiosk.controllers.result_view import PrintStage, PrintView, ResultView
from kiosk.controllers.search_view import PersonDetails, SearchStage, SearchView
from kiosk.controllers.sign_in_view import SignInStage, SignInView
from kiosk.controllers.station import StationController
from kiosk.controllers.window_state import (
    Connection,
    Header,
    Notice,
    NoticeKind,
    PageName,
    RoleHint,
)
from kiosk.models.badge import Badge, BadgeKind, Method, PinState, Policy
from kiosk.models.errors import ErrorCode, ErrorDetails, StationError
from kiosk.models.person import Account, Membership, Person
from kiosk.models.secret import Secret
from kiosk.printing.codes import make_code
from kiosk.printing.doubts import PaperDoubts
from kiosk.printing.jobs import JobReason
from kiosk.printing.layouts import layout_named
from kiosk.printing.page import Page
from kiosk.qt.translator import Translator, available_languages
from kiosk.services.operations.days import extended_end
from kiosk.services.operations.progress import Step
from kiosk.views.lock_countdown import LockCountdown
from kiosk.views.main_window import MainWindow
from tests.support.doctor_views import doctor_situations
from tests.support.pages import content, english
from tests.support.paper_views import (
    PRINTERS,
    a_choice,
    a_printing_view,
    no_printers,
    own_layouts,
)
from tests.support.setup_views import StandInSetup, setup_situations
from tests.support.team_views import StandInPart, StandInTeam, team_situations

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SIZES = (QSize(1024, 600), QSize(1920, 1080), QSize(1080, 1920))
PIN = "83105274"
LONG_NAME = "Maximiliane-Konstantina von und zu Hohenlohe-Waldenburg-Schillingsfürst"


class FixedClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0


class StandIn(QObject):
    """Records what a page asks for; `calls` holds the names of the methods, in order."""

    page_changed = Signal(object)
    header_changed = Signal(object)
    notice_changed = Signal(object)
    language_changed = Signal(str)
    left = Signal()
    wanted_in_front = Signal()
    left_alone = Signal()
    countdown_changed = Signal(int)
    changed = Signal(object)
    details_changed = Signal(str, object)
    badge_typed = Signal(str)
    confirm_changed = Signal(object)
    progress_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []
        self.arguments: list[object] = []

    def note(self, name: str, *arguments: object) -> None:
        self.calls.append(name)
        self.arguments.extend(arguments)


class StandInStation(StandIn):
    """Shows the page that it is told to."""

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self.page = PageName.WELCOME
        self.header = Header()
        self.notice: Notice | None = None
        self.way: object = None
        self.setup: object = None

    @property
    def language(self) -> str:
        return self._translator.current

    @property
    def languages(self) -> tuple[str, ...]:
        return self._translator.available

    def set_language(self, code: str) -> None:
        self.note("set_language", code)
        self._translator.use(code)
        self.language_changed.emit(code)

    def begin_sign_in(self) -> None:
        self.note("begin_sign_in")

    def begin_set_up(self) -> None:
        self.note("begin_set_up")

    def begin_leaving(self) -> None:
        self.note("begin_leaving")

    def sign_out(self) -> None:
        self.note("sign_out")

    def show_printing(self) -> None:
        self.note("show_printing")

    def show_team(self) -> None:
        self.note("show_team")

    def show_doctor(self) -> None:
        self.note("show_doctor")

    @property
    def may_check(self) -> bool:
        return self.page not in (PageName.RESULT, PageName.TEAM, PageName.DOCTOR)

    def show_own_pin(self) -> None:
        self.note("show_own_pin")

    def may_close(self) -> bool:
        self.note("may_close")
        return True

    def cover(self) -> None:
        self.note("cover")

    def dismiss_notice(self) -> None:
        self.note("dismiss_notice")
        self.show_notice(None)

    def show_header(self, header: Header) -> None:
        self.header = header
        self.header_changed.emit(header)

    def show_notice(self, notice: Notice | None) -> None:
        self.notice = notice
        self.notice_changed.emit(notice)

    def go(self, page: PageName) -> None:
        self.page = page
        self.page_changed.emit(page)


class StandInSignIn(StandIn):
    """A sign-in that goes nowhere by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.view = SignInView()

    def show(self, view: SignInView) -> None:
        self.view = view
        self.changed.emit(view)

    def use_device_code(self) -> None:
        self.note("use_device_code")

    def use_browser(self) -> None:
        self.note("use_browser")

    def open_browser_again(self) -> None:
        self.note("open_browser_again")

    def cancel(self) -> None:
        self.note("cancel")

    def retry(self) -> None:
        self.note("retry")


class StandInSearch(StandIn):
    """A look-up that finds what it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.view = SearchView()
        self.known: dict[str, PersonDetails] = {}

    def show(self, view: SearchView) -> None:
        self.view = view
        self.changed.emit(view)

    def tell(self, person_id: str, details: PersonDetails) -> None:
        self.known[person_id] = details
        self.details_changed.emit(person_id, details)

    def details(self, person_id: str) -> PersonDetails | None:
        return self.known.get(person_id)

    def take_badge_id(self, badge_id: str) -> None:
        self.note("take_badge_id", badge_id)

    def set_text(self, text: str) -> None:
        self.note("set_text", text)
        self.view = replace(self.view, text=text)

    def choose(self, person: Person) -> None:
        self.note("choose", person)

    def retry(self) -> None:
        self.note("retry")


class StandInPerson(StandIn):
    """A person in the state that it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.view: PersonView | None = None

    def show(self, view: PersonView) -> None:
        self.view = view
        self.changed.emit(view)

    def choose(self, action: Action) -> None:
        self.note("choose", action)

    def back(self) -> None:
        self.note("back")

    def retry(self) -> None:
        self.note("retry")

    def finish(self) -> None:
        self.note("finish")


class StandInOperation(StandIn):
    """A question and an operation that stand still."""

    def __init__(self) -> None:
        super().__init__()
        self.confirm_view: ConfirmView | None = None
        self.progress_view: ProgressView | None = None

    def ask(self, view: ConfirmView) -> None:
        self.confirm_view = view
        self.confirm_changed.emit(view)

    def show(self, view: ProgressView) -> None:
        self.progress_view = view
        self.progress_changed.emit(view)

    def confirm(self) -> None:
        self.note("confirm")

    def set_also_reset_pin(self, also: bool) -> None:
        self.note("set_also_reset_pin", also)

    def set_hours(self, hours: int) -> None:
        self.note("set_hours", hours)

    def set_start(self, starts: datetime | None) -> None:
        self.note("set_start", starts)

    def go_back(self) -> None:
        self.note("go_back")

    def cancel_job(self) -> None:
        self.note("cancel_job")


class StandInPrinters(StandIn):
    """Printers that are all there at once."""

    def __init__(self) -> None:
        super().__init__()
        self.view = PrinterChoiceView()

    def show(self, view: PrinterChoiceView) -> None:
        self.view = view
        self.changed.emit(view)

    def choose(self, printer: str) -> None:
        self.note("choose", printer)

    def set_copies(self, copies: int) -> None:
        self.note("set_copies", copies)

    def look_again(self) -> None:
        self.note("look_again")


class StandInPrinting(StandIn):
    """Layouts that are shown as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.view = PrintingView()
        self.printers = StandInPrinters()

    def show(self, view: PrintingView) -> None:
        self.view = view
        self.changed.emit(view)

    def open(self) -> None:
        self.note("open")

    def select(self, layout: str) -> None:
        self.note("select", layout)

    def use(self) -> None:
        self.note("use")

    def print_test_page(self) -> None:
        self.note("print_test_page")

    def print_came_out(self, came_out: bool) -> None:
        self.note("print_came_out", came_out)

    def back(self) -> None:
        self.note("back")


class StandInDoctor(StandIn):
    """Checks that stand still."""

    def __init__(self) -> None:
        super().__init__()
        self.view = DoctorView()

    def show(self, view: DoctorView) -> None:
        self.view = view
        self.changed.emit(view)

    def check(self) -> None:
        self.note("check")

    def stop(self) -> None:
        self.note("stop")

    def back(self) -> None:
        self.note("back")

    def suggested_file_name(self) -> str:
        return "station-report-2026-11-24-0930.txt"

    def save_report(self, path: str) -> None:
        self.note("save_report", path)


class StandInResult(StandIn):
    """A result that stays until it is told to go."""

    def __init__(self) -> None:
        super().__init__()
        self.view: ResultView | None = None
        self.printers = StandInPrinters()

    def show(self, view: ResultView | None) -> None:
        self.view = view
        self.changed.emit(view)

    def show_pin(self) -> None:
        self.note("show_pin")

    def copy_pin(self) -> None:
        self.note("copy_pin")

    def hide_pin(self) -> None:
        self.note("hide_pin")

    def print_page(self) -> None:
        self.note("print_page")

    def print_came_out(self, came_out: bool) -> None:
        self.note("print_came_out", came_out)

    def suggested_file_name(self) -> str:
        return "badge-2026-11-24-0930.pdf"

    def save_pdf(self, path: str) -> None:
        self.note("save_pdf", path)

    def done(self) -> None:
        self.note("done")

    def stay(self) -> None:
        self.note("stay")

    def print_after_all(self) -> None:
        self.note("print_after_all")

    def finish(self) -> None:
        self.note("finish")

    def leave_anyway(self) -> None:
        self.note("leave_anyway")


@dataclass
class Gallery:
    """The window and the stand-ins behind it."""

    translator: Translator = field(default_factory=Translator)

    def __post_init__(self) -> None:
        self.station = StandInStation(self.translator)
        self.sign_in = StandInSignIn()
        self.search = StandInSearch()
        self.person = StandInPerson()
        self.operation = StandInOperation()
        self.result = StandInResult()
        self.printing = StandInPrinting()
        self.team = StandInTeam()
        self.setup = StandInSetup(StandInPrinting())
        self.doctor = StandInDoctor()
        self.station.way = self
        self.station.setup = self.setup
        conversations = Conversations(cast("StationController", self.station))
        self.window = MainWindow(conversations, clock=FixedClock())
        LockCountdown(self.window, conversations.station)

    def forget_calls(self) -> None:
        """Let the stand-ins forget what they were asked for."""
        parts: tuple[StandIn | StandInPart, ...] = (
            self.station,
            self.sign_in,
            self.search,
            self.person,
            self.operation,
            self.result,
            self.result.printers,
            self.printing,
            self.printing.printers,
            self.doctor,
            *self.team.parts,
        )
        for part in parts:
            part.calls.clear()
            part.arguments.clear()

    def show(self, scene: Scene) -> None:
        """Put the window into a scene."""
        self.station.show_notice(None)
        self.station.countdown_changed.emit(0)
        self.result.show(None)
        scene.arrange(self)
        self.station.go(scene.page)
        scene.then(self)
        if scene.counts_down:
            self.station.countdown_changed.emit(12)
        settle()


def settle() -> None:
    """Let pending layouts and repaints happen."""
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


@dataclass(frozen=True)
class Scene:
    """One state of one page, and whether the last seconds before the lock are told over it."""

    name: str
    page: PageName
    arrange: Callable[[Gallery], None]
    then: Callable[[Gallery], None] = lambda _: None
    counts_down: bool = False


HEADER = Header(
    station_name="Harbour Street",
    account=Account("1", "Alex Morgan", "alex.morgan@example.com"),
    role=RoleHint.FITS,
    connection=Connection.ONLINE,
    practice=True,
)
LOCKED = replace(HEADER, account=None)
NEW = replace(LOCKED, station_name="", may_be_set_up=True)


def a_person(name: str = "Sam Rivera", number: int = 1) -> Person:
    """Return somebody."""
    return Person(
        id=f"person-{number}",
        display_name=name,
        user_principal_name=f"person.{number}@harbour-street.example.com",
        employee_id=f"10{number:04d}",
        job_title="Sales associate",
        department="Shop floor",
        office_location="Harbour Street",
        account_enabled=True,
    )


SAM = a_person()
PEOPLE = (
    SAM,
    replace(a_person("Samira El-Sayed", 2), job_title="Team lead, household goods"),
    replace(a_person("Samuel Okonkwo", 3), account_enabled=False),
    replace(a_person("سارة عبد الله", 4), job_title="Pharmacist", office_location="Clinic West"),
    replace(a_person(LONG_NAME, 5), job_title="Deputy head of the department for garden furniture"),
    replace(a_person("Samantha O'Neill", 6), employee_id="", job_title="", office_location=""),
    replace(a_person("Sam Tanaka", 7), account_enabled=False),
)


def a_photo() -> bytes:
    """Return a drawn portrait."""
    image = QImage(240, 240, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QLinearGradient(0, 0, 240, 240)
    ground.setColorAt(0, QColor("#9FC6CF"))
    ground.setColorAt(1, QColor("#4C8795"))
    painter.fillRect(image.rect(), ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#F1D3B8"))
    painter.drawEllipse(QRectF(80, 50, 80, 95))
    painter.setBrush(QColor("#23404A"))
    painter.drawEllipse(QRectF(35, 160, 170, 160))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def a_method(
    *, days: int = 128, must_change: bool = False, used: bool = True, temporary: bool = False
) -> Method:
    """Return a method whose badge ends in that many days."""
    start = NOW - timedelta(days=237)
    badge = Badge(
        BadgeKind.STANDARD,
        "badge",
        start,
        NOW + timedelta(days=days),
        start,
        NOW - timedelta(days=3) if used else None,
    )
    extra = Badge(BadgeKind.TEMPORARY, "extra", NOW, NOW + timedelta(hours=8), NOW)
    return Method(badge, extra if temporary else None, PinState(start, start, must_change))


def an_error(code: ErrorCode, **values: str) -> StationError:
    """Return an error with all its details."""
    details = ErrorDetails(
        429,
        "TooManyRequests",
        "3f2b6c1e-8a4d-4c53-9b1f-0d6a7e5c4b21",
        "1c9e44aa-1111-4222-8333-abcdefabcdef",
        NOW,
    )
    return StationError(code, values, details)


def a_page(name: str = "cr80", person: str = "Sam Rivera", *, issued: bool = True) -> Page:
    """Return the first page as the station would print it."""
    return the_pages(name, person, issued=issued)[0]


def the_pages(
    name: str = "cr80", person: str = "Sam Rivera", *, issued: bool = True
) -> tuple[Page, ...]:
    """Return the pages as the station would print them."""
    shown = replace(content(person), pin=Secret(PIN), practice=True)
    if not issued:
        shown = replace(shown, issued=None, held=a_method().standard)
    return layout_named(name).pages(shown, english())


def _ready(
    view: PersonView, method: Method | None, scanned: ScanStanding | None = None
) -> PersonView:
    """Return the page of somebody whose state was read."""
    view = replace(view, stage=PersonStage.READY, method=method)
    if method is not None and method.standard is not None:
        view = replace(view, new_end=extended_end(method.standard, NOW, 365))
    if scanned is not None:
        view = replace(view, scanned=ScannedBadge(scanned, NOW - timedelta(days=9)))
    return replace(view, actions=actions_for(view), hints=hints_for(view, NOW))


def _search(view: SearchView, notice: Notice | None = None) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.search.known = {
            SAM.id: PersonDetails(a_photo(), True),
            PEOPLE[1].id: PersonDetails(None, False),
            PEOPLE[6].id: PersonDetails(None, False),
        }
        gallery.search.show(view)
        gallery.station.show_notice(notice)

    return arrange


def _sign_in(
    view: SignInView, notice: Notice | None = None, header: Header | None = None
) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(header or LOCKED)
        gallery.sign_in.show(view)
        gallery.station.show_notice(notice)

    return arrange


def _person(view: PersonView, notice: Notice | None = None) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.person.show(view)
        gallery.station.show_notice(notice)

    return arrange


def _confirm(view: ConfirmView) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.operation.ask(view)

    return arrange


def _progress(view: ProgressView) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.operation.show(view)

    return arrange


def _result(
    view: ResultView, *, practice: bool = True, notice: Notice | None = None
) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(replace(HEADER, practice=practice))
        gallery.result.show(view)
        gallery.station.show_notice(notice)

    return arrange


def _printing(
    view: PrintingView, choice: PrinterChoiceView, *, practice: bool = True
) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(replace(HEADER, practice=practice))
        gallery.printing.printers.show(choice)
        gallery.printing.show(view)

    return arrange


def _setup(name: str) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(replace(NEW, practice=True))
        printing = cast("StandInPrinting", gallery.setup.printing)
        printing.printers.show(a_choice(layout="cr80"))
        printing.show(a_printing_view("cr80"))
        gallery.setup.show(setup_situations()[name])

    return arrange


def _doctor(name: str) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER if name == "doctor" else LOCKED)
        gallery.doctor.show(doctor_situations()[name])

    return arrange


def _team(name: str) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.team.show(*team_situations()[name])

    return arrange


def _printer_options(view: ResultView, choice: PrinterChoiceView) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.result.printers.show(choice)
        gallery.result.show(view)
        page = gallery.window.page(PageName.RESULT)
        button = page.findChild(QAbstractButton, "printerButton")
        assert button is not None
        button.setChecked(True)

    return arrange


def _welcome(header: Header, notice: Notice | None = None) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(header)
        gallery.station.show_notice(notice)

    return arrange


def _ask_to_leave(gallery: Gallery) -> None:
    """Press the button; before the page is shown that would be taken back."""
    page = gallery.window.page(PageName.WELCOME)
    button = page.findChild(QAbstractButton, "leaveStationButton")
    assert button is not None
    button.click()


def kiosk_scenes() -> tuple[Scene, ...]:
    """Return what is there in kiosk mode only."""
    kiosk = replace(LOCKED, kiosk=True)
    device = SignInView(
        SignInStage.DEVICE_CODE,
        "https://login.example.com/device",
        "FJX9KQ2LM",
        281,
        without_browser=True,
        code=make_code(Secret("https://login.example.com/device?otc=FJX9KQ2LM"), "m"),
    )
    said = {
        "welcome-started-again": Notice(NoticeKind.STARTED_AGAIN),
        "welcome-other-screen": Notice(NoticeKind.SCREEN_NOT_FOUND, value="HDMI-A-2"),
        "welcome-started-again-elsewhere": Notice(
            NoticeKind.STARTED_AGAIN_ELSEWHERE, value="HDMI-A-2"
        ),
        "welcome-run-before-leaving": Notice(NoticeKind.RUN_BEFORE_LEAVING),
        "welcome-waits-before-leaving": Notice(NoticeKind.WAITS_BEFORE_LEAVING),
        "welcome-not-left": Notice(NoticeKind.NOT_LEFT),
        "welcome-other-version": Notice(NoticeKind.OTHER_VERSION, value="1.10.2"),
    }
    return (
        Scene("welcome-kiosk", PageName.WELCOME, _welcome(kiosk)),
        *(Scene(name, PageName.WELCOME, _welcome(kiosk, it)) for name, it in said.items()),
        Scene("welcome-leaving", PageName.WELCOME, _welcome(kiosk), _ask_to_leave),
        Scene(
            "sign-in-leaving",
            PageName.SIGN_IN,
            # In practice a browser opens even there.
            _sign_in(device, Notice(NoticeKind.SIGN_IN_TO_LEAVE), replace(kiosk, practice=False)),
        ),
    )


def scenes() -> tuple[Scene, ...]:
    """Return every page in every state."""
    photo = a_photo()
    device = SignInView(
        SignInStage.DEVICE_CODE,
        "https://login.example.com/device",
        "FJX9KQ2LM",
        281,
        code=make_code(Secret("https://login.example.com/device?otc=FJX9KQ2LM"), "m"),
    )
    ready = _ready(PersonView(SAM, photo=photo, policy=Policy(True), now=NOW), a_method())
    slip = ResultView(
        Action.RESET_PIN,
        SAM,
        Secret(PIN),
        True,
        54,
        a_method(must_change=True),
        None,
        NOW,
        NOW,
        page=a_page("slip-cr80", issued=False),
        may_print=True,
    )
    badge = replace(slip, action=Action.ISSUE_BADGE, issued=a_method().standard, page=a_page())
    first, *further = the_pages("label-62")
    apart = replace(badge, page=first, further_pages=tuple(further))
    doubts = PaperDoubts(0.42, is_code_small=True, without_font="\U00011f04\U00011f05")
    lost = replace(badge, action=Action.REPLACE_BADGE, pin=None, replaced=True)
    temporary = a_method(temporary=True).temporary
    forgotten = replace(badge, action=Action.ISSUE_TEMPORARY_BADGE, pin=None, issued=temporary)
    nothing = replace(slip, pin=None, page=None, may_print=False, expires=NOW + timedelta(days=158))
    reset = ConfirmView(Action.RESET_PIN, SAM, False, NOW, NOW, photo, a_method())
    year = NOW + timedelta(days=365)
    replacement = replace(reset, action=Action.REPLACE_BADGE, expires=year)
    for_hours = replace(
        reset,
        action=Action.ISSUE_TEMPORARY_BADGE,
        method=a_method(temporary=True),
        hours=8,
        expires=NOW + timedelta(hours=8),
    )
    tomorrow = NOW.replace(minute=0) + timedelta(days=1)
    step = ProgressView(Action.RESET_PIN, SAM, Step.RESET_PIN)
    asked_to_wait = replace(
        step, steps_done=(Step.READ_STATE,), waiting_seconds=42, waits_for=Waiting.BUSY
    )
    unnamed = Header(station_name="", connection=Connection.OFFLINE, test_environment=True)
    offline = an_error(ErrorCode.NETWORK_UNREACHABLE)
    welcome, search, person = PageName.WELCOME, PageName.SEARCH, PageName.PERSON
    sign_in, result, printing = PageName.SIGN_IN, PageName.RESULT, PageName.PRINTING
    held = PrintView(PrintStage.HELD, "Zebra", reasons=frozenset({JobReason.OUT_OF_PAPER}))
    stuck = PrintView(
        PrintStage.FAILED, "Zebra", an_error(ErrorCode.PRINTER_STUCK, printer="Zebra")
    )
    return (
        Scene("welcome", welcome, _welcome(LOCKED)),
        Scene("welcome-locked", welcome, _welcome(LOCKED, Notice(NoticeKind.LOCKED))),
        *kiosk_scenes(),
        Scene(
            "welcome-failed",
            welcome,
            _welcome(
                unnamed,
                Notice(error=an_error(ErrorCode.CLOCK_WRONG, minutes="47")),
            ),
        ),
        Scene("sign-in-starting", sign_in, _sign_in(SignInView())),
        Scene(
            "sign-in-browser",
            sign_in,
            _sign_in(
                SignInView(
                    SignInStage.BROWSER_OPEN,
                    "https://login.example.com/authorize",
                    seconds_left=272,
                    again=True,
                ),
                Notice(NoticeKind.SESSION_ENDED),
            ),
        ),
        Scene(
            "sign-in-no-browser",
            sign_in,
            _sign_in(
                SignInView(
                    SignInStage.BROWSER_OPEN,
                    "https://login.example.com/authorize",
                    seconds_left=272,
                    error=StationError(ErrorCode.BROWSER_NOT_OPENED),
                )
            ),
        ),
        Scene(
            "sign-in-many-changes",
            sign_in,
            _sign_in(
                SignInView(
                    SignInStage.BROWSER_OPEN,
                    "https://login.example.com/authorize",
                    seconds_left=272,
                    again=True,
                ),
                Notice(NoticeKind.MANY_CHANGES),
            ),
        ),
        Scene("sign-in-code", sign_in, _sign_in(device)),
        Scene(
            "sign-in-code-practice",
            sign_in,
            _sign_in(replace(device, address="https://localhost:40123/common/oauth2/deviceauth")),
        ),
        Scene(
            "sign-in-failed",
            sign_in,
            _sign_in(SignInView(SignInStage.FAILED, error=an_error(ErrorCode.CONSENT_MISSING))),
        ),
        Scene("search-idle", search, _search(SearchView())),
        Scene("search-loading", search, _search(SearchView(SearchStage.LOADING, "Sam"))),
        Scene(
            "search-found",
            search,
            _search(SearchView(SearchStage.FOUND, "Sam", PEOPLE, more=True)),
        ),
        Scene(
            "search-role",
            search,
            _search(
                SearchView(SearchStage.FOUND, "Sam", PEOPLE, more=True),
                Notice(NoticeKind.ROLE_MISSING),
            ),
        ),
        Scene("search-nobody", search, _search(SearchView(SearchStage.NOBODY, "Xyz"))),
        Scene(
            "search-failed",
            search,
            _search(SearchView(SearchStage.FAILED, "Sam", error=offline)),
        ),
        Scene("person-loading", person, _person(PersonView(SAM, photo=photo))),
        Scene("person", person, _person(ready)),
        Scene(
            "person-new",
            person,
            _person(_ready(replace(ready, photo=None), None)),
        ),
        Scene(
            "person-long",
            person,
            _person(
                _ready(
                    replace(
                        ready,
                        person=replace(PEOPLE[4], account_enabled=False),
                        photo=None,
                        membership=Membership(has_role=True),
                    ),
                    a_method(days=-3, must_change=True, used=False, temporary=True),
                ),
                Notice(error=an_error(ErrorCode.NOT_PERMITTED)),
            ),
        ),
        Scene(
            "person-rtl",
            person,
            _person(_ready(replace(ready, person=PEOPLE[3], photo=None, is_self=True), a_method())),
        ),
        Scene(
            "person-failed",
            person,
            _person(
                PersonView(
                    SAM,
                    stage=PersonStage.FAILED,
                    photo=photo,
                    error=an_error(ErrorCode.THROTTLED, seconds="90"),
                )
            ),
        ),
        Scene(
            "person-ends-soon",
            person,
            _person(_ready(ready, a_method(days=9), ScanStanding.STANDARD)),
        ),
        Scene(
            "person-scanned-old",
            person,
            _person(
                replace(
                    _ready(ready, a_method(), ScanStanding.REPLACED),
                    unfinished=an_error(ErrorCode.BADGE_GONE),
                ),
                Notice(error=an_error(ErrorCode.BADGE_GONE)),
            ),
        ),
        Scene("confirm-reset", PageName.CONFIRM, _confirm(reset)),
        Scene("confirm-replace", PageName.CONFIRM, _confirm(replacement)),
        Scene(
            "confirm-replace-both",
            PageName.CONFIRM,
            _confirm(replace(replacement, also_reset_pin=True, photo=None, is_self=True)),
        ),
        Scene("confirm-temporary", PageName.CONFIRM, _confirm(for_hours)),
        Scene(
            "confirm-temporary-later",
            PageName.CONFIRM,
            _confirm(
                replace(
                    for_hours,
                    person=PEOPLE[4],
                    starts=tomorrow,
                    hours=12,
                    expires=tomorrow + timedelta(hours=12),
                )
            ),
        ),
        Scene(
            "confirm-extend",
            PageName.CONFIRM,
            _confirm(replace(reset, action=Action.EXTEND_BADGE, expires=year)),
        ),
        Scene(
            "confirm-remove",
            PageName.CONFIRM,
            _confirm(replace(reset, action=Action.REMOVE_BADGE)),
        ),
        Scene(
            "confirm-issue-long",
            PageName.CONFIRM,
            _confirm(ConfirmView(Action.ISSUE_BADGE, PEOPLE[4], False, NOW, year)),
        ),
        Scene(
            "confirm-rtl",
            PageName.CONFIRM,
            _confirm(replace(reset, person=PEOPLE[3], photo=None, method=None)),
        ),
        Scene("progress", PageName.PROGRESS, _progress(step)),
        Scene("progress-waiting", PageName.PROGRESS, _progress(asked_to_wait)),
        Scene(
            "progress-late",
            PageName.PROGRESS,
            _progress(
                ProgressView(
                    Action.ISSUE_BADGE,
                    PEOPLE[4],
                    Step.CONFIRM_BADGE,
                    (Step.READ_STATE, Step.ISSUE_BADGE),
                    cancel=CancelState.TOO_LATE,
                )
            ),
        ),
        Scene("result-slip", result, _result(slip)),
        Scene(
            "result-replaced",
            result,
            _result(replace(lost, missing=an_error(ErrorCode.PIN_NOT_RESET))),
        ),
        Scene("result-temporary", result, _result(forgotten)),
        Scene(
            "result-temporary-covered",
            result,
            _result(replace(forgotten, is_visible=False, seconds_left=0, page=None)),
        ),
        Scene("result-extended", result, _result(replace(nothing, action=Action.EXTEND_BADGE))),
        Scene("result-removed", result, _result(replace(nothing, action=Action.REMOVE_BADGE))),
        Scene("result-badge", result, _result(badge, practice=False)),
        Scene("result-copy", result, _result(replace(badge, may_copy=True))),
        Scene("result-copied", result, _result(replace(slip, may_copy=True, is_copied=True))),
        Scene("result-a4", result, _result(replace(badge, page=a_page("a4"), may_save_pdf=False))),
        Scene("result-two-pages", result, _result(apart)),
        Scene("result-doubts", result, _result(replace(apart, doubts=doubts))),
        Scene("result-doubts-alone", result, _result(replace(lost, doubts=doubts))),
        Scene(
            "result-two-pages-covered",
            result,
            _result(replace(apart, is_visible=False, seconds_left=0, page=None, further_pages=())),
        ),
        Scene("result-preparing", result, _result(replace(badge, page=None, may_print=False))),
        Scene(
            "result-covered",
            result,
            _result(replace(badge, is_visible=False, seconds_left=0, page=None)),
        ),
        Scene(
            "result-printed",
            result,
            _result(replace(badge, printing=PrintView(PrintStage.PRINTED, "Zebra ZD421"))),
        ),
        Scene("result-held", result, _result(replace(badge, printing=held))),
        Scene("result-print-failed", result, _result(replace(badge, printing=stuck))),
        Scene(
            "result-ask",
            result,
            _result(replace(badge, printing=PrintView(PrintStage.ASK, "Zebra ZD421"))),
        ),
        Scene("result-leave", result, _result(replace(badge, leave_question=True))),
        Scene(
            "result-long",
            result,
            _result(
                replace(
                    badge,
                    person=PEOPLE[4],
                    pin=Secret("83105274691750382946"),
                    page=a_page(person=LONG_NAME),
                )
            ),
        ),
        Scene(
            "result-superseded",
            result,
            _result(
                replace(
                    slip,
                    pin=None,
                    is_visible=False,
                    page=None,
                    may_print=False,
                    is_superseded=True,
                ),
                notice=Notice(error=StationError(ErrorCode.PIN_SUPERSEDED)),
            ),
        ),
        Scene("result-printers", result, _printer_options(badge, a_choice("Till 2"))),
        Scene("result-no-printers", result, _printer_options(badge, no_printers())),
        Scene("printing", printing, _printing(a_printing_view(), a_choice())),
        Scene(
            "printing-card",
            printing,
            _printing(a_printing_view("cr80"), replace(a_choice(PRINTERS[1].name), copies=3)),
        ),
        Scene("printing-slip", printing, _printing(a_printing_view("slip-a4"), a_choice("Gone"))),
        Scene(
            "printing-own",
            printing,
            _printing(a_printing_view("ours", offer=own_layouts()), a_choice(), practice=False),
        ),
        Scene(
            "printing-ask",
            printing,
            _printing(
                replace(a_printing_view(), printing=PrintView(PrintStage.ASK, "Zebra ZD421")),
                a_choice(),
            ),
        ),
        Scene("printing-no-printers", printing, _printing(a_printing_view(), no_printers())),
        Scene(
            "printing-preparing",
            printing,
            _printing(replace(a_printing_view(), page=None), PrinterChoiceView()),
        ),
        Scene(
            "printing-refused",
            printing,
            _printing(
                replace(a_printing_view(), page=None, error=own_layouts().wrong[0]),
                a_choice(),
            ),
        ),
        Scene("printing-reading", printing, _printing(PrintingView(), PrinterChoiceView())),
        Scene(
            "printing-failed",
            printing,
            _printing(
                PrintingView(LayoutStage.FAILED, error=an_error(ErrorCode.JOB_TIMED_OUT)),
                PrinterChoiceView(),
            ),
        ),
        Scene("welcome-new", PageName.WELCOME, _welcome(NEW)),
        *(Scene(name, PageName.SETUP, _setup(name)) for name in setup_situations()),
        *(Scene(name, PageName.TEAM, _team(name)) for name in team_situations()),
        *(Scene(name, PageName.DOCTOR, _doctor(name)) for name in doctor_situations()),
        *_lock_scenes(replace(badge, printing=PrintView()), ready),
    )


def _lock_scenes(badge: ResultView, person: PersonView) -> tuple[Scene, ...]:
    """Return what there is to see shortly before the lock, behind it, and on coming back."""
    welcome, search = PageName.WELCOME, PageName.SEARCH
    kinds = (
        *(NoticeKind.LOCKED_BY_SYSTEM, NoticeKind.LOCKED_BUSY, NoticeKind.LOCKED_UNPRINTED),
        *(NoticeKind.LOCKED_RUN, NoticeKind.WAITS_BEFORE_CLOSING),
    )
    lost = (
        *(NoticeKind.PIN_AT_LOCK, NoticeKind.LOST_PIN, NoticeKind.LOST_BADGE),
        *(NoticeKind.LOST_BADGE_AND_PIN, NoticeKind.LOST_TRACK),
    )
    return (
        Scene("counting-search", search, _search(SearchView()), counts_down=True),
        Scene("counting-person", PageName.PERSON, _person(person), counts_down=True),
        Scene("counting-result", PageName.RESULT, _result(badge), counts_down=True),
        *(
            Scene(f"welcome-{kind.name.lower()}", welcome, _welcome(LOCKED, Notice(kind)))
            for kind in kinds
        ),
        *(
            Scene(
                f"search-{kind.name.lower()}",
                search,
                _search(SearchView(), Notice(kind, value=LONG_NAME)),
            )
            for kind in lost
        ),
    )


def paint(folder: Path, only: Sequence[str], sizes: Sequence[QSize], text_scale: float) -> None:
    """Paint the scenes whose name begins with one of `only` (all, if empty) into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    gallery = Gallery()
    gallery.window.look.use_text_scale(text_scale)
    gallery.window.show()
    for scene in scenes():
        if only and not any(scene.name.startswith(start) for start in only):
            continue
        for size in sizes:
            gallery.window.resize(size)
            for language in available_languages():
                gallery.translator.use(language)
                for tone in ("light", "dark"):
                    gallery.window.look.use_dark(is_dark=tone == "dark")
                    gallery.show(scene)
                    name = f"{scene.name}_{size.width()}_{language}_{tone}.png"
                    gallery.window.grab().save(str(folder / name))


def main() -> None:
    """Paint the gallery."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--width", type=int, nargs="*", default=[])
    parser.add_argument("--text-scale", type=float, default=1.0, help="2 for texts of 200 %%")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    sizes = [size for size in SIZES if not arguments.width or size.width() in arguments.width]
    paint(arguments.folder, arguments.only, sizes, arguments.text_scale)
    application.quit()


if __name__ == "__main__":
    main()
