"""The composition root: builds the objects of the station and hands them to each other.

Start-up in order: settings are read; Qt, type and texts are set up; the station's controller
and the window with the first page are made and painted; for practice, the practice tenant is
started. That is all, however long nobody comes. With the first touch a worker loads requests and
imports the scan reader, the way behind the first page (`kiosk.way_ahead`) and the other pages;
they are made here one after the other, or at the press on 'Sign in' if that is quicker. msal
follows when somebody signs in.
In kiosk mode (`station.full_screen`) the window covers a screen and is left by a sign-in only.
A second start of the same station brings the first to the front (`answer_second_starts`).
Shutdown: the conversations end and overwrite what is secret; jobs are cancelled and waited
for, with a limit; so is the forwarding of audit records; the practice tenant stops.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kiosk import __version__
from kiosk.controllers.conversations import Conversations
from kiosk.controllers.station import StationController
from kiosk.controllers.window_state import Notice, NoticeKind, PageName
from kiosk.models.clock import SystemClock
from kiosk.models.errors import StationError
from kiosk.models.settings import AuditForward
from kiosk.qt.crash_hook import CrashHook
from kiosk.qt.garbage_collection import UiThreadCollection
from kiosk.qt.idle import IdleWatch
from kiosk.qt.jobs import JobRunner
from kiosk.qt.later import Later, Step
from kiosk.qt.quit_on_signals import quit_on_signals
from kiosk.qt.translator import Translator
from kiosk.qt.window_system import way_to_screen
from kiosk.services.crash_dumps import forbid_core_files
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.memory_guard import guard_memory
from kiosk.services.running_mark import RunningMark
from kiosk.station_imports import (
    import_pages,
    import_scan_reader,
    import_second_start,
    import_session_lock,
)
from kiosk.station_options import StationOptions
from kiosk.station_subject import SubjectMaker
from kiosk.station_tenant import GivenTenant, OwnPracticeTenant

if TYPE_CHECKING:
    from kiosk.controllers.setup import SetupController
    from kiosk.controllers.sign_in import Browser
    from kiosk.controllers.way import Way
    from kiosk.qt.forwarding import Forwarding
    from kiosk.qt.scan_reader import ScanReader
    from kiosk.qt.second_start import FrontDoor
    from kiosk.qt.session_lock import SessionLock
    from kiosk.services.station_lock import Holder
    from kiosk.services.workplace import Workplace

_AFTER_FIRST_PAINT_MS = 150

_TURN_SECONDS = 0.0002
"""What a worker that computes keeps the window waiting; a page asks for dozens of turns at once."""

_LOADING_SECONDS = 60.0

LEAVING_SECONDS = 5.0
"""How long closing the window waits for work that cannot be stopped any more."""


class Station:
    """The running station; made once, on the UI thread, after the QApplication."""

    def __init__(
        self,
        application: QApplication,
        options: StationOptions,
        tenant: GivenTenant | OwnPracticeTenant | None = None,
        browser: Browser | None = None,
        *,
        started_again: bool = False,
    ) -> None:
        # Workers that compute, a score of them in a run, give the window its turn sooner.
        sys.setswitchinterval(_TURN_SECONDS)
        self._collection = UiThreadCollection()
        self._options = options
        self._tenant = tenant or GivenTenant(options.settings.tenant)
        settings = options.settings
        clock = SystemClock()
        self.translator = Translator()
        self.translator.use(options.language or settings.station.language)
        self.runner = JobRunner()
        loader = WorkplaceLoader(self._build_workplace)

        from kiosk.views.main_window import MainWindow  # noqa: PLC0415 - after Qt's set-up

        def make_way(station: StationController) -> Way:
            from kiosk.way_ahead import build_way  # noqa: PLC0415 - for the pages after the first

            return build_way(
                station,
                self.runner,
                loader,
                settings,
                browser or options.browser(),
                clock,
                practice=options.practice,
                paper_file=options.paper_file,
                runs_folder=options.runs_folder,
                layout_folders=options.layout_folders,
                make_subject=SubjectMaker(options, self._tenant.settings, loader),
            )

        def make_setup(station: StationController) -> SetupController:
            from kiosk.setup_ahead import build_setup  # noqa: PLC0415 - once for a station, if ever

            assert options.setup is not None
            return build_setup(station, self.runner, options.setup, clock, options.layout_folders)

        self.controller = StationController(
            self.runner,
            loader,
            settings,
            self.translator,
            make_way,
            practice=options.practice,
            kiosk=options.kiosk,
            make_setup=None if options.setup is None else make_setup,
        )
        self.controller.start_again_wanted.connect(self._start_again)
        self.conversations = Conversations(self.controller)
        self.crash_hook = CrashHook()
        self.crash_hook.caught.connect(
            lambda error: self.controller.show_notice(Notice(error=error))
        )
        self.window = MainWindow(
            self.conversations,
            full_screen=options.kiosk,
            screen=settings.station.screen,
            clock=clock,
        )
        self.controller.show_notice(self._notice_of_start(started_again=started_again))
        self._door: FrontDoor | None = None
        self._idle = IdleWatch(settings.station.idle_lock_seconds, application)
        self._idle.idle.connect(self.controller.lock)
        self._idle.counting.connect(self.controller.count_down)
        self.controller.countdown_changed.connect(self._idle.note_countdown)
        self.controller.stirred.connect(self._idle.stir)
        self._has_anybody_come = False
        self._rest = Later(
            self.runner,
            (
                Step(import_scan_reader, self._read_scans),
                Step(import_session_lock, self._lock_with_the_session),
                Step(import_pages, self._make_pages),
            ),
            _LOADING_SECONDS,
        )
        self._rest.failed.connect(lambda error: self.controller.show_notice(Notice(error=error)))
        self._rest.is_wanting.connect(self._idle.await_touch)
        self._reader: ScanReader | None = None
        self._session_lock: SessionLock | None = None
        self._forwarding: Forwarding | None = None
        self._is_closed = False
        self._idle.touched.connect(self._load_the_rest)
        self.controller.page_changed.connect(self._load_the_rest)

    def _notice_of_start(self, *, started_again: bool) -> Notice | None:
        """Return what there is to say about the start, all of it: a crash may be a monitor's."""
        if not self.window.lacks_its_screen:
            return Notice(NoticeKind.STARTED_AGAIN) if started_again else None
        elsewhere = NoticeKind.STARTED_AGAIN_ELSEWHERE
        kind = elsewhere if started_again else NoticeKind.SCREEN_NOT_FOUND
        return Notice(kind, value=self._options.settings.station.screen)

    def show(self) -> None:
        """Show the window with the first page, and then have a practice tenant get ready."""
        self.window.open()
        QTimer.singleShot(_AFTER_FIRST_PAINT_MS, self.controller, self._prepare_tenant)
        QTimer.singleShot(_AFTER_FIRST_PAINT_MS, self.controller, self._start_forwarding)

    def close(self) -> None:
        """End everything; may be called twice."""
        self._idle.stop()
        if self._reader is not None:
            self._reader.stop()
        if self._door is not None:
            self._door.close()
        if self._session_lock is not None:
            self._session_lock.stop()
        self.controller.close()
        self.runner.close(LEAVING_SECONDS)
        self._is_closed = True
        if self._forwarding is not None:
            self._forwarding.stop()
        self._tenant.stop()
        self._collection.stop()

    def answer_second_starts(self, holder: Holder) -> None:
        """Come to the front when the station is started once more; not before the first paint.

        `holder` is who holds the lock of the one station.
        """
        QTimer.singleShot(
            _AFTER_FIRST_PAINT_MS,
            self.controller,
            lambda: self.runner.start(
                lambda _: import_second_start(),
                done=lambda _: self._open_door(holder),
                failed=lambda error: self.controller.show_notice(Notice(error=error)),
                time_limit=_LOADING_SECONDS,
            ),
        )

    def _start_again(self) -> None:
        """Close, and have the program start anew; where the window stays, so does everything."""
        if self._options.setup is not None and self.window.close():
            self._options.setup.start_again()

    def _open_door(self, holder: Holder) -> None:
        from kiosk.qt.crash_restart import (  # noqa: PLC0415 - not for the first page
            start_again_after_a_crash,
        )
        from kiosk.qt.program_icon import show_program_icon  # noqa: PLC0415 - nor this
        from kiosk.qt.second_start import FrontDoor  # noqa: PLC0415 - not for the first page

        show_program_icon()
        self._door = FrontDoor(self._options.lock_file, holder)
        self._door.asked.connect(self._answer_second_start)
        if self._options.kiosk:
            start_again_after_a_crash()

    def _answer_second_start(self, version: str) -> None:
        """Come to the front, and say so where another version was opened: both look alike."""
        self.window.come_to_front()
        if version in {"", __version__}:
            return
        # On the pages behind the first one a sentence may be there that is told only once.
        if self.controller.page is PageName.WELCOME or self.controller.notice is None:
            self.controller.show_notice(Notice(NoticeKind.OTHER_VERSION, value=version))

    def _prepare_tenant(self) -> None:
        self.runner.start(
            lambda _: self._tenant.settings(),
            done=lambda _: None,
            # Whoever signs in tries again, and is told what is wrong.
            failed=lambda _: None,
            time_limit=_LOADING_SECONDS,
        )

    def _start_forwarding(self) -> None:
        """Forward audit records, where the settings ask for it; what practice writes stays here."""
        audit = self._options.settings.audit
        if self._is_closed or self._options.practice or audit.forward is AuditForward.NONE:
            return
        from kiosk.qt.forwarding import Forwarding  # noqa: PLC0415 - not for the first page

        self._forwarding = Forwarding(audit, self._options.audit_file, SystemClock())
        self._forwarding.behind.connect(self._tell_that_forwarding_is_behind)
        self._forwarding.start()

    def _tell_that_forwarding_is_behind(self, error: StationError) -> None:
        # It is nothing for whoever stands here, so it covers nothing that is.
        if self._forwarding is not None and self.controller.notice is None:
            self._forwarding.was_told()
            self.controller.show_notice(Notice(error=error))

    def _load_the_rest(self) -> None:
        """Load what the pages after the first one need, because somebody is there.

        What failed is tried again with the next touch: without it there would be no scanner, no
        lock with the system or no countdown for as long as the station runs.
        """
        if self._is_closed:
            return
        is_first, self._has_anybody_come = not self._has_anybody_come, True
        if is_first:
            from kiosk.qt.classes import make_classes  # noqa: PLC0415 - not for the first page

            make_classes()
        if is_first and not self._options.settings.station.allow_screen_capture:
            self._stay_out_of_pictures()
            self.controller.page_changed.connect(self._stay_out_of_pictures)
        self._rest.begin()

    def _stay_out_of_pictures(self) -> None:
        """Have the system leave the window out of pictures of the screen.

        Said again with each page, because a window that Qt makes anew is another one.
        """
        from kiosk.qt.screen_capture import exclude  # noqa: PLC0415 - not for the first page

        exclude(int(self.window.winId()))

    def _read_scans(self) -> None:
        """Listen to hand scanners, and reach the service for the first time."""
        from kiosk.qt.scan_reader import ScanReader  # noqa: PLC0415 - not for the first page

        reader = self._reader = ScanReader(
            self.controller, keep_content=self._options.settings.badge.allow_reprint_from_scan
        )
        reader.scanned.connect(self.controller.take_scan)
        reader.failed.connect(self.controller.take_failed_scan)
        # The keys of a scan reach nobody but the reader, so it says that somebody is there.
        reader.scanned.connect(self._idle.touch)
        reader.failed.connect(self._idle.touch)
        self.controller.warm_up()

    def _lock_with_the_session(self) -> None:
        from kiosk.qt.session_lock import SessionLock  # noqa: PLC0415 - imported on a worker

        seconds = self._options.settings.station.idle_lock_seconds
        self._session_lock = SessionLock(seconds, SystemClock(), self.runner, self.window)
        self._session_lock.locked.connect(self.controller.lock_with_system)
        self._session_lock.begin()

    def _make_pages(self) -> None:
        from kiosk.views.lock_countdown import LockCountdown  # noqa: PLC0415 - imported on a worker

        LockCountdown(self.window, self.controller)
        self.window.make_next_page()

    def _build_workplace(self) -> Workplace:
        from kiosk.services.assembly import build_workplace  # noqa: PLC0415 - loads requests

        # Whoever signs in quicker than the rest is loaded comes here first.
        guard_memory()
        settings = replace(self._options.settings, tenant=self._tenant.settings())
        return build_workplace(
            settings,
            self._options.audit_file,
            SystemClock(),
            practice=self._options.practice,
            ca_named_in=self._options.ca_named_in,
        )


def open_station(options: StationOptions, holder: Holder) -> int:
    """Open the window and stay until it is closed; return the exit code.

    `holder` is who holds the lock of the one station: this one, if that is known.
    Raises StationError SCREEN_MISSING or SCREEN_NOT_ANSWERING.
    """
    with way_to_screen() as arguments:
        forbid_core_files()
        mark = RunningMark(options.mark_file)
        started_again = mark.begin()
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
        application = QApplication([*sys.argv[:1], *arguments])
    application.setApplicationName("PIN Kiosk")
    application.setDesktopFileName("pin-kiosk")
    tenant = OwnPracticeTenant() if options.practice else None
    station = Station(application, options, tenant, started_again=started_again)
    station.crash_hook.install()
    # Also where the system ends the session, and the process with it, behind Qt's back.
    application.aboutToQuit.connect(mark.end)
    quit_on_signals(application)
    station.show()
    station.answer_second_starts(holder)
    try:
        return application.exec()
    finally:
        station.close()
