"""The way through the station: which page follows which, and what is always visible."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from PySide6.QtCore import QTimer, Signal

from kiosk.controllers.conversation import Conversation, Interruption
from kiosk.controllers.operation import OperationController, Outcome
from kiosk.controllers.person import PersonController
from kiosk.controllers.person_view import Action
from kiosk.controllers.result import ResultController
from kiosk.controllers.search import SearchController
from kiosk.controllers.sign_in import Browser, SignInController
from kiosk.controllers.window_state import (
    Connection,
    Header,
    Notice,
    NoticeKind,
    PageName,
    RoleHint,
)
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Account, Person
from kiosk.models.roles import METHOD_ROLES
from kiosk.models.settings import Settings
from kiosk.qt.jobs import Job, JobContext, JobRunner
from kiosk.services.loader import WorkplaceLoader

PROBE_SECONDS = 5.0
"""How often an unreachable service is tried again."""

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How wrong this machine's clock may be before it is said."""

_CALL_SECONDS = 90.0
_OFFLINE = frozenset(
    {ErrorCode.NETWORK_UNREACHABLE, ErrorCode.ANSWER_TIMED_OUT, ErrorCode.PROXY_REFUSED}
)


class Languages(Protocol):
    """The languages that the station speaks."""

    @property
    def current(self) -> str:
        """The language in use, as a two-letter code."""
        ...

    @property
    def available(self) -> tuple[str, ...]:
        """All languages, as two-letter codes."""
        ...

    def use(self, code: str) -> None:
        """Speak this language from now on."""
        ...


class StationController(Conversation):
    """Leads from page to page; the other controllers do not know of each other."""

    page_changed = Signal(object)
    header_changed = Signal(object)
    notice_changed = Signal(object)
    language_changed = Signal(str)

    def __init__(
        self,
        runner: JobRunner,
        loader: WorkplaceLoader,
        settings: Settings,
        browser: Browser,
        languages: Languages,
        sign_in: SignInController,
        search: SearchController,
        person: PersonController,
        operation: OperationController,
        result: ResultController,
        *,
        practice: bool,
    ) -> None:
        super().__init__(runner, loader)
        self._settings = settings
        self._browser = browser
        self._languages = languages
        self._sign_in = sign_in
        self._search = search
        self._person = person
        self._operation = operation
        self._result = result
        self.page = PageName.WELCOME
        self.notice: Notice | None = None
        self.header = Header(
            station_name=settings.station.name,
            practice=practice,
            test_environment=settings.tenant.is_test_environment and not practice,
        )
        self._waiting: list[Interruption] = []
        self._told_too_late = False
        self._page_before = PageName.WELCOME
        self._probe = QTimer(self)
        self._probe.setInterval(int(PROBE_SECONDS * 1000))
        self._probe.timeout.connect(self._try_to_reach)
        self._probe_job: Job[timedelta] | None = None
        self._connect()

    @property
    def language(self) -> str:
        """The language in use."""
        return self._languages.current

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages."""
        return self._languages.available

    def set_language(self, code: str) -> None:
        """Speak another language from now on."""
        if code != self._languages.current:
            self._languages.use(code)
            self.language_changed.emit(code)

    def warm_up(self) -> None:
        """Load what the pages after the first one need, while the first one is looked at."""
        self.start_job(
            lambda workplace, context: workplace.reach(context.cancel),
            done=self._take_skew,
            failed=lambda _: None,
            time_limit=_CALL_SECONDS,
        )

    def begin_sign_in(self) -> None:
        """Go from the welcome page to signing in."""
        self._sign_in.start()

    def sign_out(self) -> None:
        """Forget everything and everybody, and end the browser's session too."""
        self._leave(Notice(NoticeKind.SIGNED_OUT))

    def lock(self) -> None:
        """Sign out because nobody has touched the station for a while.

        An operation or a print that is under way is let finish first. So is a sign-in: its
        hands are in the browser, and it has a time limit of its own.
        """
        is_busy = self._operation.is_running or self._result.is_printing or self._sign_in.is_waiting
        if self.header.account is not None and not is_busy:
            self._leave(Notice(NoticeKind.LOCKED))

    def show_own_pin(self) -> None:
        """Go to the page of whoever is signed in."""
        account = self.header.account
        if account is not None:
            person = Person(account.person_id, account.display_name, account.username)
            self._show_person(person)

    def show_notice(self, notice: Notice) -> None:
        """Say something in the status banner."""
        self._say(notice)

    def may_close(self) -> bool:
        """Say whether the window may close now; a code that was never printed asks first.

        A change that cannot be stopped any more is let finish, because a PIN that nobody
        sees is worse than a wait; but who closes a second time means it.
        """
        if self._operation.is_running:
            self._operation.cancel_job()
        if self._operation.is_running and not self._told_too_late:
            self._told_too_late = True
            return False
        self._result.done()
        return self._result.view is None

    def dismiss_notice(self) -> None:
        """Take the sentence out of the status banner."""
        self._say(None)

    def close(self) -> None:
        """End what is under way and overwrite what is secret, because the window closes."""
        self._probe.stop()
        self._sign_in.stop()
        self._clear_conversations()

    def _connect(self) -> None:
        for conversation in (self, self._sign_in, self._search, self._person, self._operation):
            conversation.service_answered.connect(self._note_answer)
            conversation.sign_in_needed.connect(self._sign_in_again)
        self._sign_in.started.connect(self._first_sign_in_started)
        self._sign_in.succeeded.connect(self._signed_in)
        self._sign_in.abandoned.connect(self._sign_in_abandoned)
        self._search.chosen.connect(self._show_person)
        self._person.action_chosen.connect(self._ask)
        self._person.left.connect(lambda: self._go(PageName.SEARCH, notice=None))
        self._operation.asked.connect(lambda: self._go(PageName.CONFIRM, notice=None))
        self._operation.started.connect(self._operation_started)
        self._operation.declined.connect(lambda notice: self._go(PageName.PERSON, notice=notice))
        self._operation.failed.connect(self._operation_failed)
        self._operation.finished.connect(self._operation_finished)
        self._operation.notice.connect(self._say)
        self._result.notice.connect(self._say)
        self._result.left.connect(self._result_left)

    def _show_person(self, person: Person) -> None:
        account = self.header.account
        is_self = account is not None and account.person_id == person.id
        self._person.show(person, is_self=is_self)
        self._go(PageName.PERSON, notice=None)

    def _ask(self, action: Action) -> None:
        if self._person.view is not None:
            self._operation.ask(action, self._person.view)

    def _operation_started(self) -> None:
        self._told_too_late = False
        self._go(PageName.PROGRESS, notice=None)

    def _operation_finished(self, outcome: Outcome) -> None:
        self._search.forget_details(outcome.confirmed.person.id)
        self._result.show(outcome)
        self._go(PageName.RESULT, notice=None)

    def _operation_failed(self, error: StationError) -> None:
        self._go(PageName.PERSON, notice=Notice(error=error))
        self._person.retry()

    def _result_left(self) -> None:
        self._operation.clear()
        self._person.clear()
        self._search.clear()
        self._go(PageName.SEARCH, notice=None)

    def _first_sign_in_started(self) -> None:
        self._waiting = []
        self._go(PageName.SIGN_IN, notice=None)

    def _sign_in_again(self, interruption: Interruption) -> None:
        """Ask for a new sign-in and then go on where the person was."""
        if self.page is PageName.SIGN_IN:
            if self._waiting:
                self._waiting.append(interruption)
            return
        self._page_before = self.page
        self._waiting = [interruption]
        self._go(PageName.SIGN_IN, notice=Notice(NoticeKind.SESSION_ENDED))
        self._sign_in.start_again(self.header.account, interruption.error.claims)

    def _signed_in(self, account: Account) -> None:
        role = RoleHint.UNKNOWN
        if account.roles is not None:
            role = RoleHint.FITS if account.roles & METHOD_ROLES else RoleHint.MISSING
        self._show_header(replace(self.header, account=account, role=role))
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._go(self._page_before, notice=None)
            for interruption in waiting:
                interruption.go_on()
            return
        notice = Notice(NoticeKind.ROLE_MISSING) if role is RoleHint.MISSING else None
        self._go(PageName.SEARCH, notice=notice)

    def _sign_in_abandoned(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            self._go(PageName.WELCOME, notice=Notice(NoticeKind.SIGN_IN_CANCELLED))
        elif self._page_before is not PageName.PROGRESS:
            self._go(self._page_before, notice=Notice(NoticeKind.SESSION_ENDED))
            for interruption in waiting:
                interruption.give_up()
        elif waiting[0].error.maybe_done:
            self._operation_failed(StationError(ErrorCode.PIN_UNCONFIRMED, maybe_done=True))
        else:
            # The operation was refused before it did anything, so its question stands again.
            self._go(PageName.CONFIRM, notice=Notice(NoticeKind.SESSION_ENDED))

    def _leave(self, notice: Notice) -> None:
        was_signed_in = self.header.account is not None
        self._sign_in.stop()
        self._clear_conversations()
        self._waiting = []
        self._show_header(replace(self.header, account=None, role=RoleHint.UNKNOWN))
        self._go(PageName.WELCOME, notice=notice)
        if was_signed_in:
            self._end_browser_session()

    def _end_browser_session(self) -> None:
        """Forget the tokens, and open the page that ends the browser's own session."""

        def work(_: JobContext) -> None:
            address = self._loader.get().session.sign_out()
            if address is not None:
                self._browser.open(address)

        # Not a job of the conversation: it asks no service, so it tells nothing about one.
        self._runner.start(
            work, done=lambda _: None, failed=lambda _: None, time_limit=_CALL_SECONDS
        )

    def _clear_conversations(self) -> None:
        self._result.clear()
        self._operation.clear()
        self._person.clear()
        self._search.clear()

    def _note_answer(self, error: StationError | None) -> None:
        if error is None or error.details.http_status is not None:
            self._set_connection(Connection.ONLINE)
        elif error.code in _OFFLINE:
            self._set_connection(Connection.OFFLINE)

    def _set_connection(self, connection: Connection) -> None:
        if connection is Connection.OFFLINE:
            self._probe.start()
        else:
            self._probe.stop()
        self._show_header(replace(self.header, connection=connection))

    def _try_to_reach(self) -> None:
        """See whether the service is back, so that the station says so by itself."""
        if self._probe_job is not None and not self._probe_job.is_over:
            return
        self._probe_job = self.start_job(
            lambda workplace, context: workplace.reach(context.cancel),
            done=self._take_skew,
            failed=lambda _: None,
            time_limit=_CALL_SECONDS,
        )

    def _take_skew(self, skew: timedelta) -> None:
        """Say when this machine's clock is wrong; the service's time is used all the same."""
        if abs(skew) > CLOCK_TOLERANCE:
            minutes = str(round(abs(skew).total_seconds() / 60))
            self._say(Notice(error=StationError(ErrorCode.CLOCK_WRONG, {"minutes": minutes})))

    def _show_header(self, header: Header) -> None:
        if header != self.header:
            self.header = header
            self.header_changed.emit(header)

    def _go(self, page: PageName, *, notice: Notice | None) -> None:
        self._say(notice)
        if page is not self.page:
            self.page = page
            self.page_changed.emit(page)

    def _say(self, notice: Notice | None) -> None:
        self.notice = notice
        self.notice_changed.emit(notice)
