"""What came out: the PIN and the badge, for as long as somebody stands there, and no longer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.operation import Outcome
from kiosk.controllers.operation_views import ConfirmView
from kiosk.controllers.paper import Paper
from kiosk.controllers.press import Press
from kiosk.controllers.print_content import content_to_print
from kiosk.controllers.printer_choice import PrinterChoice
from kiosk.controllers.result_view import PrintStage, PrintView, ResultView
from kiosk.controllers.superseded import what_still_works
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.badge import BadgeState, Credentials, IssuedBadge
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.scan import BadgeScan
from kiosk.models.settings import Settings
from kiosk.models.target import Target
from kiosk.qt.jobs import Job, JobRunner
from kiosk.qt.secret_clipboard import SecretClipboard
from kiosk.services.freed_memory import overwrite_small_blocks
from kiosk.services.loader import WorkplaceLoader

if TYPE_CHECKING:
    from kiosk.printing.doubts import PaperDoubts

PAGE_AFTER_MS = 40
"""When the page to print is made: after the PIN was painted."""

_WATCH_SECONDS = 24 * 3600.0


class ResultController(Conversation):
    """Holds the only copy of what the service told once; `done` leaves nothing of it.

    What is laid aside is held on but not shown, until it is taken up again or cleared. A print
    that was under way then goes on; `printed_aside` says that it has come out.
    """

    changed = Signal(object)
    notice = Signal(object)
    left = Signal()
    finish_chosen = Signal()
    printed_aside = Signal()

    def __init__(
        self,
        runner: JobRunner,
        loader: WorkplaceLoader,
        settings: Settings,
        press: Press,
        clock: Clock,
        *,
        practice: bool,
    ) -> None:
        super().__init__(runner, loader)
        self._settings = settings
        self._clock = clock
        self._practice = practice
        self.view: ResultView | None = None
        self._credentials: Credentials | None = None
        self._confirmed: ConfirmView | None = None
        self._is_kept = True
        self._is_aside = False
        self._aside: ResultView | None = None
        self._watch_job: Job[frozenset[ErrorCode]] | None = None
        self.printers = PrinterChoice(runner, press)
        self.printers.not_kept.connect(lambda error: self.notice.emit(Notice(error=error)))
        self._paper = Paper(runner, press)
        self.printers.chosen.connect(self._ask_for_doubts)
        self._paper.made.connect(self._take_pages)
        self._paper.doubted.connect(self._take_doubts)
        self._paper.printing.connect(self._take_printing)
        self._paper.saved.connect(self._take_saved)
        self._paper.failed.connect(lambda error: self.notice.emit(Notice(error=error)))
        self._clipboard = SecretClipboard()
        self._clipboard.changed.connect(self._take_copied)
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._tick)

    @property
    def is_printing(self) -> bool:
        """Whether a page is on its way to paper, or waits there for some."""
        view = self.view or self._aside
        return view is not None and view.printing.stage.is_under_way

    @property
    def holds_unprinted(self) -> bool:
        """Whether a code that can be had only now was neither printed nor saved."""
        return (self.view or self._aside) is not None and not self._is_kept

    @property
    def held_aside(self) -> ResultView | None:
        """What is laid aside, as it would be shown."""
        return self._aside

    def show(self, outcome: Outcome) -> None:
        """Begin to show what an operation brought, or what it brought besides."""
        credentials, confirmed = outcome.credentials, outcome.confirmed
        held = self._credentials
        goes_on = held is not None and held.issued is not None and held.issued is credentials.issued
        is_kept = self._is_kept if goes_on else _has_nothing_new(credentials)
        self._begin_anew(keep_badge=goes_on)
        self._credentials = credentials
        self._confirmed = confirmed
        self._is_kept = is_kept
        self._show(
            ResultView(
                action=confirmed.action,
                person=confirmed.person,
                pin=None if credentials.pin is None else credentials.pin.digits,
                is_visible=True,
                seconds_left=self._settings.badge.pin_visible_seconds,
                method=credentials.method,
                issued=None if credentials.issued is None else credentials.issued.badge,
                now=self.service_now(self._clock),
                expires=confirmed.expires,
                is_reprint=credentials.is_reprint,
                replaced=_has_replaced(confirmed, credentials),
                may_copy=self._settings.badge.allow_copy,
                may_save_pdf=self._settings.badge.allow_save_pdf,
                missing=credentials.missing,
            )
        )
        if not self._is_aside:
            self._begin_to_show(credentials, confirmed)

    def lay_aside(self) -> None:
        """Show nothing any more, and hold on to it: for whoever comes back."""
        self._stop_showing()
        self._is_aside = True
        if self.view is not None:
            self._aside, self.view = replace(self.view, page=None, further_pages=()), None
            self.changed.emit(None)

    def take_up(self) -> None:
        """Show again what was laid aside, and count down anew."""
        view, self._aside, self._is_aside = self._aside, None, False
        credentials, confirmed = self._credentials, self._confirmed
        if view is None or credentials is None or confirmed is None:
            return
        is_visible = view.has_paper
        seconds = self._settings.badge.pin_visible_seconds if is_visible else 0
        self._show(replace(view, is_visible=is_visible, seconds_left=seconds, leave_question=False))
        self._begin_to_show(credentials, confirmed)

    def _begin_to_show(self, credentials: Credentials, confirmed: ConfirmView) -> None:
        if credentials.pin is None and credentials.issued is None:
            return
        if self.view is not None and self.view.has_paper:
            self._countdown.start()
        if self._paper.first_page is not None:
            self._take_pages()
        else:
            # Making the page takes a worker's time, which the PIN is not to wait for.
            QTimer.singleShot(PAGE_AFTER_MS, self, lambda: self._make_pages(credentials, confirmed))
        if credentials.follows_lost_answer:
            self._watch(credentials, confirmed)

    def finish(self) -> None:
        """Ask for what is missing once more."""
        if self.view is not None and self.view.missing is not None:
            self.finish_chosen.emit()

    def take_scan(self, scan: BadgeScan) -> bool:
        """Print the person's own badge beside the new PIN; False where that is not to be had.

        Raises StationError REPRINT_REFUSED for a badge that is not the one that works now.
        """
        view, credentials, confirmed = self.view, self._credentials, self._confirmed
        if view is None or credentials is None or confirmed is None or scan.content is None:
            return False
        name = view.person.user_principal_name
        if view.pin is None or view.issued is not None or not _is_same(name, scan):
            return False
        if self.is_printing:
            # What comes out of the printer must be what the page shows.
            return False
        standard = None if view.method is None else view.method.standard
        if standard is None or not scan.is_of(standard):
            raise StationError(ErrorCode.REPRINT_REFUSED)
        if standard.state_at(self.service_now(self._clock)) is not BadgeState.ACTIVE:
            raise StationError(ErrorCode.REPRINT_REFUSED)
        badge = IssuedBadge(standard, scan.content.duplicate(), "l")
        self._credentials = replace(credentials, issued=badge, is_reprint=True)
        self._show(replace(view, issued=standard, is_reprint=True))
        self._make_pages_anew(self._credentials, confirmed)
        return True

    def show_pin(self) -> None:
        """Show PIN and badge again, and count down anew."""
        if self.view is not None and self.view.has_paper:
            seconds = self._settings.badge.pin_visible_seconds
            self._show(self._with_pages(replace(self.view, is_visible=True, seconds_left=seconds)))
            self._countdown.start()

    def hide_pin(self) -> None:
        """Cover PIN and badge; they can be shown again until Done."""
        if self.view is not None:
            self._countdown.stop()
            self._show(self._with_pages(replace(self.view, is_visible=False, seconds_left=0)))

    def copy_pin(self) -> None:
        """Put the PIN that is shown on the clipboard for a moment, where the settings allow it."""
        view = self.view
        if view is not None and view.may_copy and view.is_visible and view.pin is not None:
            self._clipboard.put(view.pin)

    def print_page(self) -> None:
        """Print badge and PIN as they are shown."""
        if self.view is not None and self.view.may_print and not self.is_printing:
            choice = self.printers.view
            self._paper.print_pages(choice.chosen, choice.copies)

    def print_came_out(self, came_out: bool) -> None:  # noqa: FBT001 - the answer to a question
        """Take the answer to 'Did it come out?'."""
        if self.view is not None:
            stage = PrintStage.PRINTED if came_out else PrintStage.NOT_PRINTED
            self._is_kept = self._is_kept or came_out
            self._show(replace(self.view, printing=replace(self.view.printing, stage=stage)))

    def suggested_file_name(self) -> str:
        """Return a file name that says nothing about anybody."""
        return f"badge-{self._clock.now().astimezone():%Y-%m-%d-%H%M}.pdf"

    def save_pdf(self, path: str) -> None:
        """Save badge and PIN as a PDF file."""
        if self.view is not None and self.view.may_print and self.view.may_save_pdf:
            self._paper.save(path)

    def done(self) -> None:
        """Leave the page; asks first while a code was neither printed nor saved."""
        if self.view is None:
            return
        if not self._is_kept:
            self._show(replace(self.view, leave_question=True))
            return
        self.leave_anyway()

    def print_after_all(self) -> None:
        """Stay on the page and print."""
        self.stay()
        self.print_page()

    def stay(self) -> None:
        """Stay on the page after all."""
        if self.view is not None:
            self._show(replace(self.view, leave_question=False))

    def leave_anyway(self) -> None:
        """Leave the page for good."""
        self.clear()
        self.left.emit()

    def clear(self) -> None:
        """Overwrite PIN and code and forget the pages."""
        self._begin_anew(keep_badge=False)
        self._aside, self._is_aside = None, False
        if self.view is not None:
            self.view = None
            self.changed.emit(None)
        overwrite_small_blocks()

    def _begin_anew(self, *, keep_badge: bool) -> None:
        """Overwrite what was shown, but not a badge that is shown on beside what came later."""
        self._stop_showing()
        self._paper.clear()
        self.printers.clear()
        if self._credentials is not None:
            if keep_badge:
                self._credentials = replace(self._credentials, issued=None)
            self._credentials.clear()
        self._credentials = None
        self._confirmed = None
        self._is_kept = True

    def _stop_showing(self) -> None:
        self._countdown.stop()
        self._clipboard.clear()
        if self._watch_job is not None:
            self._watch_job.abandon()
            self._watch_job = None

    def _make_pages_anew(self, credentials: Credentials, confirmed: ConfirmView) -> None:
        """Make other pages than those that were shown; printing begins from the beginning."""
        if self.view is not None:
            view = replace(self.view, page=None, further_pages=(), doubts=None)
            self._show(replace(view, may_print=False, printing=PrintView()))
            self._make_pages(credentials, confirmed)

    def _make_pages(self, credentials: Credentials, confirmed: ConfirmView) -> None:
        if credentials is self._credentials and not self._is_aside:
            times = (self.service_now(self._clock), self._clock.now())
            station = self._settings.station.name
            self._paper.make(
                content_to_print(credentials, confirmed, times, station, practice=self._practice)
            )

    def _watch(self, credentials: Credentials, confirmed: ConfirmView) -> None:
        target = Target(confirmed.person, confirmed.is_self)
        self._watch_job = self.start_job(
            lambda workplace, context: workplace.watch(target, credentials, context.cancel),
            done=self._take_superseded,
            failed=lambda _: None,
            time_limit=_WATCH_SECONDS,
        )

    def _take_pages(self) -> None:
        if self.view is not None:
            self._show(self._with_pages(replace(self.view, may_print=True)))
            if self.printers.view.layout != self._paper.layout:
                self.printers.look(self._paper.layout)
            # Not before the pages are shown: a printer can take long to answer.
            self._ask_for_doubts(self.printers.view.chosen)

    def _with_pages(self, view: ResultView) -> ResultView:
        """Return the view with the pages that are there, or without any while they are covered."""
        if not view.is_visible:
            return replace(view, page=None, further_pages=())
        return replace(view, page=self._paper.first_page, further_pages=self._paper.further_pages)

    def _ask_for_doubts(self, printer: str | None) -> None:
        if self.view is not None:
            self._show(replace(self.view, doubts=None))
            self._paper.doubt(printer)

    def _take_doubts(self, doubts: PaperDoubts) -> None:
        if self.view is not None:
            self._show(replace(self.view, doubts=doubts))

    def _take_printing(self, printing: PrintView) -> None:
        view, is_printed = self.view or self._aside, printing.stage is PrintStage.PRINTED
        if view is not None:
            self._is_kept = self._is_kept or is_printed
            self._show(replace(view, printing=printing))
            if self._is_aside and is_printed:
                self.printed_aside.emit()

    def _take_copied(self) -> None:
        if self.view is not None:
            self._show(replace(self.view, is_copied=self._clipboard.holds_something))

    def _take_saved(self, path: str) -> None:
        self._is_kept = True
        if self.view is not None:
            printing = self.view.printing
            # What is saved need not be printed any more.
            printing = PrintView() if printing.stage is PrintStage.FAILED else printing
            self._show(replace(self.view, saved_to=path, printing=printing))
            self.notice.emit(Notice(NoticeKind.SAVED, value=path))

    def _take_superseded(self, codes: frozenset[ErrorCode]) -> None:
        """Take what works no more off the screen, and say so; what still works stays."""
        if ErrorCode.PIN_SUPERSEDED in codes:
            self._clipboard.clear()
        view, credentials, confirmed = self.view, self._credentials, self._confirmed
        if view is None or credentials is None or confirmed is None:
            return
        self._paper.clear()
        left, view = what_still_works(credentials, view, codes)
        if credentials.issued is not None and left.issued is None:
            # There is no badge left that would be worth asking about.
            self._is_kept = True
        self._credentials = left
        self._show(view)
        if view.is_superseded:
            self._countdown.stop()
        else:
            self._make_pages_anew(left, confirmed)
            self._watch(left, confirmed)
        is_badge = ErrorCode.BADGE_SUPERSEDED in codes
        code = ErrorCode.BADGE_SUPERSEDED if is_badge else ErrorCode.PIN_SUPERSEDED
        self.notice.emit(Notice(error=StationError(code)))

    def _tick(self) -> None:
        if self.view is None:
            return
        if self.view.seconds_left <= 1:
            self.hide_pin()
        else:
            self._show(replace(self.view, seconds_left=self.view.seconds_left - 1))

    def _show(self, view: ResultView) -> None:
        # Once the badge is on paper or in a file there is nothing left to ask about.
        asks = view.leave_question and not self._is_kept
        view = replace(view, leave_question=asks)
        if self._is_aside:
            self._aside = view
            return
        self.view = view
        self.changed.emit(view)


def _has_replaced(confirmed: ConfirmView, credentials: Credentials) -> bool:
    """Say whether the new badge took the place of another one."""
    if credentials.issued is None or credentials.is_reprint or confirmed.method is None:
        return False
    return confirmed.method.badge(credentials.issued.badge.kind) is not None


def _has_nothing_new(credentials: Credentials) -> bool:
    """Say whether everything that can be had only now is a PIN, which can be made again."""
    return credentials.issued is None or credentials.is_reprint


def _is_same(name: str, scan: BadgeScan) -> bool:
    return name.casefold() == scan.user_principal_name.casefold()
