"""What the window always shows, and the way in; where it leads from here is the Way's business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer, Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.window_state import Connection, Header, Notice, NoticeKind, PageName
from kiosk.models.clock import CLOCK_TOLERANCE
from kiosk.models.errors import CUT_OFF, ErrorCode, StationError
from kiosk.models.settings import Settings
from kiosk.qt.jobs import Job, JobRunner
from kiosk.services.loader import WorkplaceLoader

if TYPE_CHECKING:
    from kiosk.controllers.setup import SetupController
    from kiosk.controllers.way import Way
    from kiosk.models.scan import Scan

PROBE_SECONDS = 5.0
"""How often an unreachable service is tried again."""


_LEFT_FOR_CHECKS = frozenset(
    {PageName.WELCOME, PageName.SEARCH, PageName.PERSON, PageName.PRINTING}
)
"""Pages on which nothing is under way that goes on, is seen or is asked about."""


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
    """Page, header, notice and language. All that the first page needs, so it loads no more.

    `make_way` is called once, when somebody sets out on the way behind the first page.
    `countdown_changed` carries the seconds until the station locks, 0 when that is not near;
    `stirred` says that somebody is there although no finger has touched the station,
    `wanted_in_front` that they look at the browser and are to look here again. `left_alone`
    says that nobody has touched the station for as long as it takes to lock. `start_again_wanted`
    says that the station is to start anew, on settings that were only just made.

    `make_setup` is there for a station that has no settings yet.
    """

    page_changed = Signal(object)
    header_changed = Signal(object)
    notice_changed = Signal(object)
    language_changed = Signal(str)
    left = Signal()
    countdown_changed = Signal(int)
    stirred = Signal()
    wanted_in_front = Signal()
    left_alone = Signal()
    start_again_wanted = Signal()

    def __init__(
        self,
        runner: JobRunner,
        loader: WorkplaceLoader,
        settings: Settings,
        languages: Languages,
        make_way: Callable[[StationController], Way],
        *,
        practice: bool,
        kiosk: bool = False,
        make_setup: Callable[[StationController], SetupController] | None = None,
    ) -> None:
        super().__init__(runner, loader)
        self._may_leave = False
        self._languages = languages
        self._make_way = make_way
        self._way: Way | None = None
        self._make_setup = make_setup
        self._setup: SetupController | None = None
        self.page = PageName.WELCOME
        self.notice: Notice | None = None
        self.countdown = 0
        self.header = Header(
            station_name=settings.station.name,
            practice=practice,
            test_environment=settings.tenant.is_test_environment and not practice,
            kiosk=kiosk,
            may_be_set_up=make_setup is not None and not kiosk,
        )
        self._probe = QTimer(self)
        self._probe.setInterval(int(PROBE_SECONDS * 1000))
        self._probe.timeout.connect(self._try_to_reach)
        self._probe_job: Job[None] | None = None
        self._told_skew = False
        self.service_answered.connect(self.note_answer)

    @property
    def way(self) -> Way:
        """The way through the pages behind the first one."""
        if self._way is None:
            self._way = self._make_way(self)
        return self._way

    @property
    def setup(self) -> SetupController:
        """Setting the station up; only where it has no settings yet."""
        if self._setup is None:
            assert self._make_setup is not None, "this station has settings"
            setup = self._setup = self._make_setup(self)
            setup.left.connect(lambda: self.go(PageName.WELCOME, notice=None))
            setup.notice.connect(self.show_notice)
            setup.start_wanted.connect(self.start_again_wanted)
        return self._setup

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
        """Reach the service for the first time, which loads all that this takes."""
        self.reach()

    def begin_sign_in(self) -> None:
        """Go from the welcome page to signing in."""
        self.way.leaving.give_up()
        self.way.sign_in.start()

    def begin_set_up(self) -> None:
        """Go from the welcome page to setting the station up."""
        if self.header.may_be_set_up:
            self.go(PageName.SETUP, notice=None)

    def begin_leaving(self) -> None:
        """Go from the welcome page to the sign-in that ends kiosk mode."""
        self.way.leaving.begin()

    def leave(self) -> None:
        """Have the window close, because whoever asked for it has signed in."""
        self._may_leave = True
        self.left.emit()
        self._may_leave = False

    def sign_out(self) -> None:
        """Forget everything and everybody, and end the browser's session too."""
        self.way.sign_out()

    def lock(self) -> None:
        """Sign out whoever is signed in, because nobody has touched the station for a while."""
        self.left_alone.emit()
        if self._way is not None:
            self._way.lock(by_system=False)

    def lock_with_system(self) -> None:
        """Sign out whoever is signed in, because the computer was locked or went to sleep."""
        if self._way is not None:
            self._way.lock(by_system=True)

    def count_down(self, seconds: int) -> None:
        """Show how many seconds are left until the station locks, where it would; 0 is none."""
        is_near = self._way is not None and self._way.would_lock
        shown = seconds if is_near and self.header.account is not None else 0
        if shown != self.countdown:
            self.countdown = shown
            self.countdown_changed.emit(shown)

    def cover(self) -> None:
        """Cover PIN and badge, because the window is out of sight; its picture may not be."""
        if self._way is not None:
            self._way.result.hide_pin()

    def take_scan(self, scan: Scan) -> None:
        """Go where a scan leads, once somebody is signed in."""
        if self.header.account is None:
            from kiosk.models.scan import BadgeScan  # noqa: PLC0415 - not for the first page

            if isinstance(scan, BadgeScan):
                scan.clear()
            self._ask_to_sign_in_first()
        else:
            self.way.scans.take(scan)

    def take_failed_scan(self, error: StationError) -> None:
        """Say why a scan leads to nobody."""
        if self.header.account is None:
            self._ask_to_sign_in_first()
        else:
            self.way.scans.fail(error)

    def _ask_to_sign_in_first(self) -> None:
        self.show_notice(Notice(NoticeKind.SCAN_AFTER_SIGN_IN))

    def show_own_pin(self) -> None:
        """Go to the page of whoever is signed in."""
        self.way.show_own_pin()

    def show_printing(self) -> None:
        """Go to the page of layouts and printers."""
        self.way.show_printing()

    def show_doctor(self) -> None:
        """Go to the page that checks the station."""
        self.way.checks.show()

    @property
    def may_check(self) -> bool:
        """Whether the page that is shown can be left for a check, and come back to as it is."""
        if self.page is PageName.SIGN_IN:
            return not self.way.sign_in.is_waiting
        return self.page in _LEFT_FOR_CHECKS

    def show_team(self) -> None:
        """Go to the page for many people at once."""
        self.way.teams.show()

    def may_close(self) -> bool:
        """Say whether the window may close now, without losing anything.

        In kiosk mode only by `leave`, whatever the window manager or a key asks for.
        """
        if self.header.kiosk and not self._may_leave:
            return False
        return self._way is None or self._way.may_close()

    def close(self) -> None:
        """End what is under way and overwrite what is secret, because the window closes."""
        self._may_leave = True
        self._probe.stop()
        if self._way is not None:
            self._way.close()

    def go(self, page: PageName, *, notice: Notice | None) -> None:
        """Show a page, with what there is to say about getting there."""
        self.show_notice(notice)
        if page is not self.page:
            self.page = page
            self.page_changed.emit(page)

    def show_header(self, header: Header) -> None:
        """Show who is signed in, and whether the service is there."""
        if header != self.header:
            self.header = header
            self.header_changed.emit(header)
            if header.account is None:
                self.count_down(0)

    def show_notice(self, notice: Notice | None) -> None:
        """Say something in the status banner, or nothing any more."""
        self.notice = notice
        self.notice_changed.emit(notice)

    def dismiss_notice(self) -> None:
        """Take the sentence out of the status banner."""
        self.show_notice(None)

    def note_answer(self, error: StationError | None) -> None:
        """Learn from an answer, or from its failure, whether the service is there."""
        if error is not None and error.code in CUT_OFF:
            self._set_connection(Connection.OFFLINE)
        elif error is None or error.details.http_status is not None:
            self._set_connection(Connection.ONLINE)
            self._tell_of_clock()

    def _set_connection(self, connection: Connection) -> None:
        if connection is Connection.OFFLINE:
            self._probe.start()
        else:
            self._probe.stop()
        self.show_header(replace(self.header, connection=connection))

    def _try_to_reach(self) -> None:
        """See whether the service is back, so that the station says so by itself."""
        if self._probe_job is not None and not self._probe_job.is_over:
            return
        self._probe_job = self.reach()

    @property
    def clock_notice(self) -> Notice | None:
        """What there is to say about this machine's clock, by which nothing goes."""
        workplace = self._loader.made
        skew = timedelta(0) if workplace is None else workplace.clock_skew
        if workplace is None or abs(skew) <= CLOCK_TOLERANCE:
            return None
        hours, minutes = divmod(round(abs(skew).total_seconds() / 60), 60)
        now = workplace.methods.server_now().isoformat(timespec="minutes")
        values = {"amount": f"{hours}:{minutes:02d}", "service_time": now}
        return Notice(error=StationError(ErrorCode.CLOCK_WRONG, values))

    def _tell_of_clock(self) -> None:
        """Say once that the clock is wrong, and take it back when somebody has set it."""
        notice, shown = self.clock_notice, self.notice
        if notice is None:
            self._told_skew = False
            error = None if shown is None else shown.error
            if error is not None and error.code is ErrorCode.CLOCK_WRONG:
                self.dismiss_notice()
        elif not self._told_skew and shown is None:
            self._told_skew = True
            self.show_notice(notice)
