"""What came out: the PIN and the badge, for as long as somebody stands there, and no longer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from kiosk.controllers.afterwatch import Afterwatch
from kiosk.controllers.conversation import Conversation
from kiosk.controllers.held import Held
from kiosk.controllers.left_paper import Left, missed_print
from kiosk.controllers.operation import Outcome
from kiosk.controllers.press import Press
from kiosk.controllers.print_content import content_to_print
from kiosk.controllers.printer_choice import PrinterChoice
from kiosk.controllers.result_paper import ResultPaper
from kiosk.controllers.result_rules import badge_of_scan, first_view, has_nothing_new
from kiosk.controllers.result_view import PrintStage, PrintView, ResultView
from kiosk.controllers.superseded import what_still_works
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.scan import BadgeScan
from kiosk.models.settings import Settings
from kiosk.qt.jobs import JobRunner
from kiosk.qt.secret_clipboard import SecretClipboard
from kiosk.services.freed_memory import overwrite_small_blocks
from kiosk.services.loader import WorkplaceLoader

if TYPE_CHECKING:
    from kiosk.printing.doubts import PaperDoubts

PAGE_AFTER_MS = 40
"""When the page to print is made: after the PIN was painted."""

_WANTS_AN_EYE = frozenset({PrintStage.FAILED, PrintStage.ASK})
"""A print that somebody has to see to."""


class ResultController(Conversation):
    """Holds the only copy of what the service told once; `done` leaves nothing of it.

    What is laid aside is held on but not shown, until it is taken up again or cleared. A print
    or a file that was under way then goes on; `came_out_aside` says that all of it is well out.
    Until it is taken up nothing is told of it. A page that is left for good while it is on its
    way comes out too (`left_paper`).
    """

    changed = Signal(object)
    notice = Signal(object)
    left = Signal()
    finish_chosen = Signal()
    came_out_aside = Signal()

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
        self._held: Held | None = None
        self._is_kept = True
        self._is_aside = False
        self._aside: ResultView | None = None
        self._untold: Notice | None = None
        self._watch = Afterwatch(runner, loader)
        self._watch.superseded.connect(self._take_superseded)
        self.printers = PrinterChoice(runner, press)
        self.printers.not_kept.connect(lambda error: self._tell(Notice(error=error)))
        self.printers.chosen.connect(self._ask_for_doubts)
        self._paper = ResultPaper(runner, press)
        self._paper.made.connect(self._take_pages)
        self._paper.doubted.connect(self._take_doubts)
        self._paper.printing.connect(self._take_printing)
        self._paper.saved.connect(self._take_saved)
        self._paper.failed.connect(lambda error: self._tell(Notice(error=error)))
        self.left_paper = self._paper.left
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
    def is_under_way(self) -> bool:
        """Whether a page is on its way to paper or into a file."""
        return self._paper.now.is_under_way

    @property
    def holds_unprinted(self) -> bool:
        """Whether a code that can be had only now was neither printed nor saved."""
        return (self.view or self._aside) is not None and not self._is_kept

    @property
    def held_aside(self) -> ResultView | None:
        """What is laid aside, as it would be shown."""
        return self._aside

    def show(self, outcome: Outcome, owner: str) -> None:
        """Begin to show what an operation brought, or what it brought besides.

        `owner` is the id of whoever had it done.
        """
        credentials, before = outcome.credentials, self._held
        goes_on = before is not None and before.shares_badge_with(credentials)
        is_kept = self._is_kept if goes_on else has_nothing_new(credentials)
        self._begin_anew(keep_badge=goes_on)
        held = self._held = Held(credentials, outcome.confirmed, owner)
        self._is_kept = is_kept
        self._show(first_view(outcome, self._settings.badge, self.service_now(self._clock)))
        if not self._is_aside:
            self._begin_to_show(held)

    def lay_aside(self) -> None:
        """Show nothing any more, and hold on to it: for whoever comes back."""
        self._stop_showing()
        self._is_aside = True
        if self.view is not None:
            self._aside, self.view = replace(self.view, page=None, further_pages=()), None
            self.changed.emit(None)

    def take_up(self) -> Notice | None:
        """Show again what was laid aside, and count down anew; return what went wrong meanwhile."""
        view, self._aside, self._is_aside = self._aside, None, False
        untold, self._untold = self._untold, None
        held = self._held
        if view is None or held is None:
            return untold
        is_visible = view.has_paper
        seconds = self._settings.badge.pin_visible_seconds if is_visible else 0
        self._show(replace(view, is_visible=is_visible, seconds_left=seconds, leave_question=False))
        self._begin_to_show(held)
        return untold

    def _begin_to_show(self, held: Held) -> None:
        credentials = held.credentials
        if credentials.pin is None and credentials.issued is None:
            return
        if self.view is not None and self.view.has_paper:
            self._countdown.start()
        if self._paper.now.first_page is not None:
            self._take_pages()
        else:
            # Making the page takes a worker's time, which the PIN is not to wait for.
            QTimer.singleShot(PAGE_AFTER_MS, self, lambda: self._make_pages(held))
        if credentials.follows_lost_answer:
            self._watch.begin(credentials, held.confirmed)

    def finish(self) -> None:
        """Ask for what is missing once more."""
        if self.view is not None and self.view.missing is not None:
            self.finish_chosen.emit()

    def take_scan(self, scan: BadgeScan) -> bool:
        """Print the person's own badge beside the new PIN; False where that is not to be had.

        Raises StationError REPRINT_REFUSED for a badge that is not the one that works now.
        """
        view, held = self.view, self._held
        if view is None or held is None or self.is_under_way:
            # What comes out of the printer must be what the page shows.
            return False
        badge = badge_of_scan(view, scan, self.service_now(self._clock))
        if badge is None:
            return False
        credentials = replace(held.credentials, issued=badge, is_reprint=True)
        held = self._held = replace(held, credentials=credentials)
        self._show(replace(view, issued=badge.badge, is_reprint=True))
        self._make_pages_anew(held)
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
            self._paper.now.print_pages(choice.chosen, choice.copies)

    def print_came_out(self, came_out: bool) -> None:  # noqa: FBT001 - the answer to a question
        """Take the answer to 'Did it come out?'."""
        if self.view is not None:
            stage = PrintStage.PRINTED if came_out else PrintStage.NOT_PRINTED
            self._is_kept = self._is_kept or came_out
            printing = replace(self.view.printing, stage=stage)
            is_on_paper = self.view.is_on_paper or came_out
            self._show(replace(self.view, printing=printing, is_on_paper=is_on_paper))

    def suggested_file_name(self) -> str:
        """Return a file name that says nothing about anybody."""
        is_slip = self.view is not None and self.view.issued is None
        kind = "pin" if is_slip else "badge"
        return f"{kind}-{self._clock.now().astimezone():%Y-%m-%d-%H%M}.pdf"

    def save_pdf(self, path: str) -> None:
        """Save badge and PIN as a PDF file."""
        if self.view is not None and self.view.may_print and self.view.may_save_pdf:
            self._paper.now.save(path)

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
        self.let_go()
        self.left.emit()

    def let_go(self) -> None:
        """Forget all of it, but let come out what is on its way.

        Not a code that would be lost if it did not: who leaves that has said so, and must not
        find it in the printer afterwards. What was laid aside and went wrong, nobody has seen.
        """
        view, held = self.view or self._aside, self._held
        if self._is_kept and view is not None and held is not None:
            missed = self._untold or missed_print(view.printing, view.person)
            if self._is_aside and missed is not None:
                self.left_paper.missed.emit(held.owner, missed)
            if self.is_under_way:
                self._held = None
                self._paper.leave(Left(self._paper.now, held))
        self.clear()

    def clear(self) -> None:
        """Overwrite PIN and code and forget the pages; what is on its way is taken back."""
        self._begin_anew(keep_badge=False)
        self._aside, self._is_aside, self._untold = None, False, None
        if self.view is not None:
            self.view = None
            self.changed.emit(None)
        overwrite_small_blocks()

    def _begin_anew(self, *, keep_badge: bool) -> None:
        """Overwrite what was shown, but not a badge that is shown on beside what came later."""
        self._stop_showing()
        self._paper.now.clear()
        self.printers.clear()
        if self._held is not None:
            self._held.overwrite(keep_badge=keep_badge)
        self._held = None
        self._is_kept = True

    def _stop_showing(self) -> None:
        self._countdown.stop()
        self._clipboard.clear()
        self._watch.end()

    def _make_pages_anew(self, held: Held) -> None:
        """Make other pages than those that were shown; printing begins from the beginning."""
        if self.view is not None:
            view = replace(self.view, page=None, further_pages=(), doubts=None)
            self._show(replace(view, may_print=False, printing=PrintView()))
            self._make_pages(held)

    def _make_pages(self, held: Held) -> None:
        if held is self._held and not self._is_aside:
            times = (self.service_now(self._clock), self._clock.now())
            station, practice = self._settings.station.name, self._practice
            what = (held.credentials, held.confirmed, times, station)
            self._paper.now.make(content_to_print(*what, practice=practice))

    def _take_pages(self) -> None:
        if self.view is not None:
            self._show(self._with_pages(replace(self.view, may_print=True)))
            if self.printers.view.layout != self._paper.now.layout:
                self.printers.look(self._paper.now.layout)
            # Not before the pages are shown: a printer can take long to answer.
            self._ask_for_doubts(self.printers.view.chosen)

    def _with_pages(self, view: ResultView) -> ResultView:
        """Return the view with the pages that are there, or without any while they are covered."""
        if not view.is_visible:
            return replace(view, page=None, further_pages=())
        return replace(
            view, page=self._paper.now.first_page, further_pages=self._paper.now.further_pages
        )

    def _ask_for_doubts(self, printer: str | None) -> None:
        if self.view is not None:
            self._show(replace(self.view, doubts=None))
            self._paper.now.doubt(printer)

    def _take_doubts(self, doubts: PaperDoubts) -> None:
        if self.view is not None:
            self._show(replace(self.view, doubts=doubts))

    def _take_printing(self, printing: PrintView) -> None:
        view, is_printed = self.view or self._aside, printing.stage is PrintStage.PRINTED
        if view is not None:
            self._is_kept = self._is_kept or is_printed
            is_on_paper = view.is_on_paper or is_printed
            self._show(replace(view, printing=printing, is_on_paper=is_on_paper))
            self._look_aside()

    def _take_copied(self) -> None:
        if self.view is not None:
            self._show(replace(self.view, is_copied=self._clipboard.holds_something))

    def _take_saved(self, path: str) -> None:
        self._is_kept = True
        view = self.view or self._aside
        if view is not None:
            # What is saved need not be printed any more.
            has_failed = view.printing.stage is PrintStage.FAILED
            printing = PrintView() if has_failed else view.printing
            self._show(replace(view, saved_to=path, printing=printing, is_on_paper=True))
        if not self._is_aside:
            self.notice.emit(Notice(NoticeKind.SAVED, value=path))
        self._look_aside()

    def _tell(self, notice: Notice) -> None:
        """Say what went wrong; of what is laid aside, only to whoever takes it up."""
        if self._is_aside:
            self._untold = notice
        else:
            self.notice.emit(notice)

    def _look_aside(self) -> None:
        """Say that what was laid aside is out, unless something of it has yet to be told."""
        view = self._aside
        if view is None or not self._is_kept or self.is_under_way or self._untold is not None:
            return
        if view.printing.stage not in _WANTS_AN_EYE:
            self.came_out_aside.emit()

    def _take_superseded(self, codes: frozenset[ErrorCode]) -> None:
        """Take what works no more off the screen, and say so; what still works stays."""
        if ErrorCode.PIN_SUPERSEDED in codes:
            self._clipboard.clear()
        view, held = self.view, self._held
        if view is None or held is None:
            return
        self._paper.now.clear()
        left, view = what_still_works(held.credentials, view, codes)
        if held.credentials.issued is not None and left.issued is None:
            # There is no badge left that would be worth asking about.
            self._is_kept = True
        held = self._held = replace(held, credentials=left)
        self._show(view)
        if view.is_superseded:
            self._countdown.stop()
        else:
            self._make_pages_anew(held)
            self._watch.begin(left, held.confirmed)
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
