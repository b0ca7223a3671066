"""The way through the station: which page follows which, once somebody sets out to sign in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.controllers.behind_lock import BehindLock, Return, Welcome
from kiosk.controllers.checks_way import ChecksWay
from kiosk.controllers.doctor import DoctorController
from kiosk.controllers.interruption import Interruption
from kiosk.controllers.leaving import Leaving
from kiosk.controllers.operation import OperationController
from kiosk.controllers.operation_way import OperationWay
from kiosk.controllers.person import PersonController
from kiosk.controllers.printing import PrintingController
from kiosk.controllers.result import ResultController
from kiosk.controllers.scans import ScanController
from kiosk.controllers.search import SearchController
from kiosk.controllers.session_end import SessionEnd
from kiosk.controllers.sign_in import Browser, SignInController
from kiosk.controllers.sign_in_view import SignInStage, SignInView
from kiosk.controllers.team import TeamController
from kiosk.controllers.team_way import TeamWay
from kiosk.controllers.window_state import Notice, NoticeKind, PageName, RoleHint
from kiosk.models.clock import Clock
from kiosk.models.errors import MANY_CHANGES
from kiosk.models.person import Account, Person
from kiosk.models.roles import METHOD_ROLES
from kiosk.qt.jobs import JobRunner
from kiosk.services.collector import collect_now
from kiosk.services.loader import WorkplaceLoader

if TYPE_CHECKING:
    from kiosk.controllers.station import StationController


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
        doctor: DoctorController,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._station = station
        self._session = SessionEnd(runner, loader, browser)
        self.sign_in = sign_in
        self.search = search
        self.person = person
        self.operation = operation
        self.result = result
        self.printing = printing
        self.team = team
        self.doctor = doctor
        self.teams = TeamWay(station, team)
        self.checks = ChecksWay(station, doctor)
        self.scans = ScanController(station, search, person, result)
        self.behind = BehindLock(operation, result, clock)
        self.leaving = Leaving(station, sign_in, team.keeper, self.behind, result.left_paper)
        self.operations = OperationWay(station, search, person, operation, result, self.behind)
        self._waiting: list[Interruption] = []
        self._told_too_late = False
        self._was_under_way = False
        self._page_before = PageName.WELCOME
        self._notice_of_lock = Notice(NoticeKind.LOCKED)
        self._why_again = Notice(NoticeKind.SESSION_ENDED)
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

    @property
    def would_lock(self) -> bool:
        """Whether the station locks when nobody touches it.

        Whoever signs in is in the browser, of which no touch tells, and there is nothing to lock.
        Somebody who is signed in and does so once more has as long as for anything else: the
        browser may have been left alone too.
        """
        return self._station.header.account is not None or not self.sign_in.is_waiting

    def lock(self, *, by_system: bool) -> None:
        """Sign out at once, because nobody has touched the station or the computer was locked.

        A first sign-in goes on, with a time limit of its own. An operation or a print that is
        under way is let finish, and what nobody has seen waits for whoever is signed in now
        (`behind`). The operation keeps the session until it has ended, and so does a run until
        it has ended or stands still.
        """
        account = self._station.header.account
        self.behind.look_at_the_time()
        if account is None and self._station.page is not PageName.SIGN_IN:
            return
        if not by_system and not self.would_lock:
            return
        self._told_too_late = False
        self._notice_of_lock = Notice(
            NoticeKind.LOCKED_BY_SYSTEM if by_system else NoticeKind.LOCKED
        )
        kind = NoticeKind.LOCKED_RUN if self.team.keeper.is_running else None
        if account is not None:
            interrupted = self._give_up_waiting()
            kind = self.behind.lock(account, interrupted=interrupted) or kind
        self.printing.leave()
        # Nobody was signed in: a page that was left alone needs no word.
        is_quiet = account is None and not by_system
        notice = None if is_quiet else self._notice_of_lock
        self._leave(notice if kind is None else Notice(kind))

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
        kind = self.behind.waits_before_closing
        if kind is not None and not self._told_too_late:
            self._told_too_late = True
            self._station.show_notice(Notice(kind))
            return False
        if self.teams.keeps_open():
            return False
        self.result.done()
        return self.result.view is None

    def close(self) -> None:
        """End what is under way and overwrite what is secret, because the window closes."""
        self.sign_in.stop()
        self.behind.forget()
        self.result.left_paper.take_back()
        self._clear_operation()
        self.printing.clear()
        self.doctor.clear()
        self._clear_looking()

    def _stop_what_can_be_stopped(self) -> None:
        self._give_up_waiting()
        if self.operation.is_running:
            self.operation.cancel_job()

    def _give_up_waiting(self) -> Person | None:
        """Let what an operation has brought already come to the result page.

        Returns whom an operation is about that was waiting for a sign-in. Look-ups wait too.
        """
        if not self._waiting:
            return None
        person = self.operation.waits_for_sign_in
        self.sign_in.stop()
        self._sign_in_abandoned()
        return person

    def _connect(self) -> None:
        for conversation in (self.sign_in, self.search, self.person, self.operation):
            conversation.service_answered.connect(self._station.note_answer)
            conversation.sign_in_needed.connect(self._sign_in_again)
        self.sign_in.started.connect(self._first_sign_in_started)
        self.sign_in.succeeded.connect(self._signed_in)
        self.sign_in.abandoned.connect(self._sign_in_abandoned)
        self.sign_in.changed.connect(self._sign_in_changed)
        self.search.chosen.connect(self._show_person)
        self.person.scan_found.connect(self._scan_found)
        self.person.left.connect(lambda: self._station.go(PageName.SEARCH, notice=None))
        self.operation.started.connect(self._operation_started)
        self.result.notice.connect(self._station.show_notice)
        self.result.changed.connect(self._result_changed)
        self.printing.notice.connect(self._station.show_notice)
        self.printing.left.connect(lambda: self._station.go(PageName.SEARCH, notice=None))
        self.team.sign_in_needed.connect(self._sign_in_again)
        self._station.page_changed.connect(self._tell_next)
        self._station.notice_changed.connect(self._tell_next)
        self.teams.missed.connect(self.behind.tell_later)
        self.teams.session_free.connect(self._end_session_of_nobody)
        self.behind.operation_over.connect(self._end_session_of_nobody)
        self.behind.given_up.connect(self._tell_that_nothing_waits)

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

    def _operation_started(self) -> None:
        self._told_too_late = False

    def _result_changed(self) -> None:
        """Ask anew before the window closes on another print than the one it was asked about."""
        was_under_way, self._was_under_way = self._was_under_way, self.result.is_under_way
        if self._was_under_way and not was_under_way:
            self._told_too_late = False

    def _first_sign_in_started(self) -> None:
        self._waiting = []
        self._station.go(PageName.SIGN_IN, notice=self.leaving.sign_in_notice)

    def _sign_in_again(self, interruption: Interruption) -> None:
        """Ask for a new sign-in and then go on where the person was."""
        if self._station.header.account is None:
            # Behind the lock there is nobody to ask.
            interruption.give_up()
            return
        if self._station.page is PageName.SIGN_IN:
            if self._waiting:
                self._waiting.append(interruption)
            return
        self._page_before = self._station.page
        if self.operation.progress_view is not None:
            self._page_before = PageName.PROGRESS
        self._waiting = [interruption]
        is_burst = MANY_CHANGES in interruption.error.values
        kind = NoticeKind.MANY_CHANGES if is_burst else NoticeKind.SESSION_ENDED
        self._why_again = self.operations.why_again = Notice(kind)
        self._station.go(PageName.SIGN_IN, notice=self._why_again)
        self.sign_in.start_again(self._station.header.account, interruption.error.claims)
        # Whoever has to go to the browser has the whole time for it.
        self._station.stirred.emit()

    def _signed_in(self, account: Account) -> None:
        if self.leaving.is_wanted:
            self._session.end()
            self.leaving.finish()
            return
        role = RoleHint.UNKNOWN
        if account.roles is not None:
            role = RoleHint.FITS if account.roles & METHOD_ROLES else RoleHint.MISSING
        self._station.show_header(replace(self._station.header, account=account, role=role))
        self._station.stirred.emit()
        self._station.wanted_in_front.emit()
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._station.go(self._page_before, notice=None)
            for interruption in waiting:
                interruption.go_on()
            return
        welcome = self.behind.welcome(account)
        if welcome.person is not None:
            self._come_back(welcome, welcome.person)
            return
        notice = self._station.clock_notice
        if role is RoleHint.MISSING:
            notice = Notice(NoticeKind.ROLE_MISSING)
        notice = self.behind.next_notice(account) or notice
        if not self.teams.come_back(notice):
            self._station.go(PageName.SEARCH, notice=notice)
            self.person.get_ready()

    def _come_back(self, welcome: Welcome, person: Person) -> None:
        """Go on where the lock came in between; a run that waits for a sign-in goes on too."""
        self.team.keeper.signed_in()
        self._show_person(person)
        notice = welcome.notice
        if notice is None and (account := self._station.header.account) is not None:
            notice = self.behind.next_notice(account)
        if welcome.leads_to is Return.PROGRESS:
            self._station.go(PageName.PROGRESS, notice=notice)
        elif welcome.leads_to is Return.RESULT:
            self._station.go(PageName.RESULT, notice=notice)
        elif notice is not None:
            self._station.show_notice(notice)

    def _tell_next(self) -> None:
        """Say what else there is to say to whoever is signed in, where nothing else is said."""
        account = self._station.header.account
        if account is None or self._station.notice is not None:
            return
        if self._station.page is PageName.SEARCH:
            notice = self.behind.next_notice(account)
            if notice is not None:
                self._station.show_notice(notice)

    def _sign_in_changed(self, view: SignInView) -> None:
        """Count the end of a sign-in that came to nothing as a touch: it was waited for."""
        if view.stage is SignInStage.FAILED:
            self._station.stirred.emit()
            self._station.wanted_in_front.emit()
            self._end_session_of_nobody()

    def _sign_in_abandoned(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            self._station.go(PageName.WELCOME, notice=self.leaving.give_up())
            self._end_session_of_nobody()
            return
        if self._page_before is not PageName.PROGRESS:
            self._station.go(self._page_before, notice=self._why_again)
        for interruption in waiting:
            interruption.give_up()

    def _leave(self, notice: Notice | None) -> None:
        """Leave nothing of the conversations, and nobody signed in.

        But the lock has put aside already what waits for somebody's return.
        """
        self.sign_in.stop()
        self.leaving.give_up()
        self.operations.stop_showing()
        if not self.behind.is_locked:
            self.result.let_go()
            self._clear_operation()
            self.printing.clear()
        self._clear_looking()
        self._waiting = []
        if not self._needs_session:
            self._session.end()
        self._station.show_header(
            replace(self._station.header, account=None, role=RoleHint.UNKNOWN)
        )
        self._station.go(PageName.WELCOME, notice=notice)
        # Once the page is painted: nobody is to wait for it.
        QTimer.singleShot(0, self, collect_now)

    @property
    def _needs_session(self) -> bool:
        return self.teams.needs_session or self.operation.is_running

    def _tell_that_nothing_waits(self) -> None:
        if self._station.page is PageName.WELCOME and not self._needs_session:
            self._station.show_notice(self._notice_of_lock)

    def _end_session_of_nobody(self) -> None:
        """End the session that only work behind the lock has needed."""
        is_somebody = self._station.header.account is not None or self.sign_in.is_waiting
        if not is_somebody and not self._needs_session:
            self._session.end()

    def _clear_operation(self) -> None:
        self.result.clear()
        self.operation.clear()
        self.operation.forget_unfinished()

    def _clear_looking(self) -> None:
        self.team.leave()
        self.person.clear()
        self.search.clear()
