"""Stand-ins for the controllers behind the pages: they show what they are told to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal

from kiosk.controllers.doctor_view import DoctorView
from kiosk.controllers.operation_views import ConfirmView, ProgressView
from kiosk.controllers.person_view import Action, PersonView
from kiosk.controllers.printer_choice import PrinterChoiceView
from kiosk.controllers.printing_view import PrintingView
from kiosk.controllers.result_view import ResultView
from kiosk.controllers.search_view import PersonDetails, SearchView
from kiosk.controllers.sign_in_view import SignInView
from kiosk.controllers.window_state import Header, Notice, PageName
from kiosk.models.person import Person
from kiosk.qt.translator import Translator
from tests.support.notebook import Notebook


class StandIn(Notebook):
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
