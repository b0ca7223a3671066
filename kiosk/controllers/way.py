"""The way through the station: which page follows which, once somebody sets out to sign in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.controllers.conversation import Interruption
from kiosk.controllers.leaving import Leaving
from kiosk.controllers.operation import OperationController, Outcome
from kiosk.controllers.person import PersonController
from kiosk.controllers.person_view import Action
from kiosk.controllers.printing import PrintingController
from kiosk.controllers.result import ResultController
from kiosk.controllers.scans import ScanController
from kiosk.controllers.search import SearchController
from kiosk.controllers.sign_in import Browser, SignInController
from kiosk.controllers.team import TeamController
from kiosk.controllers.team_way import TeamWay
from kiosk.controllers.window_state import Notice, NoticeKind, PageName, RoleHint
from kiosk.models.errors import StationError
from kiosk.models.person import Account, Person
from kiosk.models.roles import METHOD_ROLES
from kiosk.qt.jobs import JobRunner
from kiosk.services.loader import WorkplaceLoader

if TYPE_CHECKING:
    from kiosk.controllers.station import StationController

PROGRESS_AFTER_MS = 100
"""An operation that ends before goes straight to its result: a page that only flashes up
explains nothing, and painting it would keep the PIN waiting."""

_SIGN_OUT_SECONDS = 90.0


class Way(QObject):
    """Leads from page to page; the controllers that it leads to do not know of each other."""

    def __init__(
        self,
        station: StationController,
        runner: JobRunner,
        loader: WorkplaceLoader,
        browser: Browser,
        sign_in: SignInController,
        search: SearchController,
        person: PersonController,
        operation: OperationController,
        result: ResultController,
        printing: PrintingController,
        team: TeamController,
    ) -> None:
        super().__init__()
        self._station = station
        self._runner = runner
        self._loader = loader
        self._browser = browser
        self.sign_in = sign_in
        self.search = search
        self.person = person
        self.operation = operation
        self.result = result
        self.printing = printing
        self.team = team
        self.teams = TeamWay(station, team)
        self.leaving = Leaving(station, sign_in, team.keeper)
        self.scans = ScanController(station, search, person, result)
        self._waiting: list[Interruption] = []
        self._told_too_late = False
        self._page_before = PageName.WELCOME
        self._progress_delay = QTimer(self)
        self._progress_delay.setSingleShot(True)
        self._progress_delay.setInterval(PROGRESS_AFTER_MS)
        self._progress_delay.timeout.connect(self._show_progress)
        self._connect()

    def sign_out(self) -> None:
        """Forget everything and everybody, and end the browser's session too.

        Not in the middle of a change that cannot be stopped: its PIN would be lost, nor in that
        of a run. A code that was never printed asks first.
        """
        self._stop_what_can_be_stopped()
        if self.operation.is_running or self.teams.keeps_signed_in():
            return
        if self.result.holds_unprinted:
            self.result.done()
            return
        self.team.clear()
        self._leave(Notice(NoticeKind.SIGNED_OUT))

    def lock(self) -> None:
        """Sign out because nobody has touched the station for a while.

        An operation or a print that is under way is let finish first. So is a sign-in: its
        hands are in the browser, and it has a time limit of its own. A run goes on behind the
        lock, and keeps the session until it has ended or stands still.
        """
        is_printing = self.result.is_printing or self.printing.is_printing
        is_busy = self.operation.is_running or is_printing or self.sign_in.is_waiting
        if self._station.header.account is not None and not is_busy:
            self._stop_what_can_be_stopped()
            kind = NoticeKind.LOCKED_RUN if self.team.keeper.is_running else NoticeKind.LOCKED
            if self.result.holds_unprinted:
                kind = NoticeKind.LOCKED_UNPRINTED
            self._leave(Notice(kind))

    def show_own_pin(self) -> None:
        """Go to the page of whoever is signed in."""
        account = self._station.header.account
        if account is not None:
            person = Person(account.person_id, account.display_name, account.username)
            self._show_person(person)

    def show_printing(self) -> None:
        """Go to the page of layouts and printers."""
        if self._station.header.account is not None:
            self._station.go(PageName.PRINTING, notice=None)
            self.printing.open()

    def may_close(self) -> bool:
        """Say whether the window may close now; a code that was never printed asks first.

        A change that cannot be stopped any more is let finish, because a PIN that nobody
        sees is worse than a wait; but who closes a second time means it.
        """
        self._stop_what_can_be_stopped()
        if self.operation.is_running and not self._told_too_late:
            self._told_too_late = True
            return False
        if self.teams.keeps_open():
            return False
        self.result.done()
        return self.result.view is None

    def close(self) -> None:
        """End what is under way and overwrite what is secret, because the window closes."""
        self.sign_in.stop()
        self._clear_conversations()
        self.operation.forget_unfinished()

    def _stop_what_can_be_stopped(self) -> None:
        """Let what an operation has brought already come to the result page."""
        if self._waiting:
            self.sign_in.stop()
            self._sign_in_abandoned()
        if self.operation.is_running:
            self.operation.cancel_job()

    def _connect(self) -> None:
        for conversation in (self.sign_in, self.search, self.person, self.operation):
            conversation.service_answered.connect(self._station.note_answer)
            conversation.sign_in_needed.connect(self._sign_in_again)
        self.sign_in.started.connect(self._first_sign_in_started)
        self.sign_in.succeeded.connect(self._signed_in)
        self.sign_in.abandoned.connect(self._sign_in_abandoned)
        self.search.chosen.connect(self._show_person)
        self.person.action_chosen.connect(self._ask)
        self.person.finish_chosen.connect(self._finish)
        self.person.scan_found.connect(self._scan_found)
        self.person.left.connect(lambda: self._station.go(PageName.SEARCH, notice=None))
        self.operation.asked.connect(self._asked)
        self.operation.started.connect(self._operation_started)
        self.operation.declined.connect(self._declined)
        self.operation.failed.connect(self._operation_failed)
        self.operation.finished.connect(self._operation_finished)
        self.operation.notice.connect(self._station.show_notice)
        self.result.notice.connect(self._station.show_notice)
        self.result.left.connect(self._result_left)
        self.result.finish_chosen.connect(self._finish_result)
        self.printing.notice.connect(self._station.show_notice)
        self.printing.left.connect(lambda: self._station.go(PageName.SEARCH, notice=None))
        self.team.sign_in_needed.connect(self._sign_in_again)
        self.teams.session_free.connect(self._end_session_of_nobody)

    def _show_person(self, person: Person) -> None:
        account = self._station.header.account
        is_self = account is not None and account.person_id == person.id
        unfinished = self.operation.unfinished(person.id)
        self.person.show(person, is_self=is_self, unfinished=unfinished)
        self._go_to_person()

    def _scan_found(self) -> None:
        view = self.person.view
        if view is not None:
            account = self._station.header.account
            if account is not None and account.person_id == view.person.id:
                self.person.set_is_self()
            self.person.set_unfinished(self.operation.unfinished(view.person.id))
            self._go_to_person()

    def _go_to_person(self) -> None:
        unfinished = None if self.person.view is None else self.person.view.unfinished
        notice = None if unfinished is None else Notice(error=unfinished)
        self._station.go(PageName.PERSON, notice=notice)

    def _ask(self, action: Action) -> None:
        if self.person.view is not None:
            scanned = self.person.scanned_content if action is Action.RESET_PIN else None
            self.operation.ask(action, self.person.view, scanned)

    def _finish(self) -> None:
        if self.person.view is not None:
            self.operation.finish(self.person.view.person.id)

    def _finish_result(self) -> None:
        if self.result.view is not None:
            self.operation.finish(self.result.view.person.id)

    def _asked(self) -> None:
        # An operation that was refused before it did anything is asked about once more.
        was_signing_in = self._station.page is PageName.SIGN_IN
        notice = Notice(NoticeKind.SESSION_ENDED) if was_signing_in else None
        self._station.go(PageName.CONFIRM, notice=notice)

    def _declined(self, notice: Notice | None) -> None:
        is_on_result = self.result.view is not None
        self._station.go(PageName.RESULT if is_on_result else PageName.PERSON, notice=notice)

    def _operation_started(self) -> None:
        self._told_too_late = False
        self._station.show_notice(None)
        self._progress_delay.start()

    def _show_progress(self) -> None:
        if self.operation.is_running and self._station.page is not PageName.SIGN_IN:
            self._station.go(PageName.PROGRESS, notice=None)

    def _operation_finished(self, outcome: Outcome) -> None:
        self.search.forget_details(outcome.confirmed.person.id)
        self.result.show(outcome)
        missing = outcome.credentials.missing
        notice = None if missing is None else Notice(error=missing)
        self._station.go(PageName.RESULT, notice=notice)

    def _operation_failed(self, error: StationError) -> None:
        # Nothing that it has brought before works any more.
        self.result.clear()
        self._station.go(PageName.PERSON, notice=Notice(error=error))
        if self.person.view is not None:
            self.person.set_unfinished(self.operation.unfinished(self.person.view.person.id))
        self.person.retry()

    def _result_left(self) -> None:
        self.operation.clear()
        self.person.clear()
        self.search.clear()
        self._station.go(PageName.SEARCH, notice=None)

    def _first_sign_in_started(self) -> None:
        self._waiting = []
        self._station.go(PageName.SIGN_IN, notice=self.leaving.sign_in_notice)

    def _sign_in_again(self, interruption: Interruption) -> None:
        """Ask for a new sign-in and then go on where the person was."""
        if self._station.page is PageName.SIGN_IN:
            if self._waiting:
                self._waiting.append(interruption)
            return
        self._page_before = self._station.page
        if self.operation.progress_view is not None:
            self._page_before = PageName.PROGRESS
        self._waiting = [interruption]
        self._station.go(PageName.SIGN_IN, notice=Notice(NoticeKind.SESSION_ENDED))
        self.sign_in.start_again(self._station.header.account, interruption.error.claims)

    def _signed_in(self, account: Account) -> None:
        if self.leaving.is_wanted:
            self._end_session()
            self.leaving.finish()
            return
        role = RoleHint.UNKNOWN
        if account.roles is not None:
            role = RoleHint.FITS if account.roles & METHOD_ROLES else RoleHint.MISSING
        self._station.show_header(replace(self._station.header, account=account, role=role))
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._station.go(self._page_before, notice=None)
            for interruption in waiting:
                interruption.go_on()
            return
        notice = Notice(NoticeKind.ROLE_MISSING) if role is RoleHint.MISSING else None
        if not self.teams.come_back(notice):
            self._station.go(PageName.SEARCH, notice=notice)
            self.person.get_ready()

    def _sign_in_abandoned(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            self._station.go(PageName.WELCOME, notice=self.leaving.give_up())
            return
        if self._page_before is not PageName.PROGRESS:
            self._station.go(self._page_before, notice=Notice(NoticeKind.SESSION_ENDED))
        for interruption in waiting:
            interruption.give_up()

    def _leave(self, notice: Notice) -> None:
        self.sign_in.stop()
        self._clear_conversations()
        self.operation.forget_unfinished()
        self._waiting = []
        if not self.teams.needs_session:
            self._end_session()
        self._station.show_header(
            replace(self._station.header, account=None, role=RoleHint.UNKNOWN)
        )
        self._station.go(PageName.WELCOME, notice=notice)

    def _end_session_of_nobody(self) -> None:
        """End the session that only a run behind the lock has needed."""
        if self._station.header.account is None and not self.sign_in.is_waiting:
            self._end_session()

    def _end_session(self) -> None:
        """Forget the tokens now, and open the page that ends the browser's own session.

        Also when nobody seems to be signed in: a sign-in may have ended well at the very
        moment in which its page was left.
        """
        workplace = self._loader.made
        address = None if workplace is None else workplace.session.sign_out()
        if address is None:
            return
        # Not a job of a conversation: it asks no service, so it tells nothing about one.
        self._runner.start(
            lambda _: self._browser.open(address),
            done=lambda _: None,
            failed=lambda _: None,
            time_limit=_SIGN_OUT_SECONDS,
        )

    def _clear_conversations(self) -> None:
        self.result.clear()
        self.printing.clear()
        self.team.leave()
        self.operation.clear()
        self.person.clear()
        self.search.clear()
