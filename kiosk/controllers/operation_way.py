"""The way of one operation: from its question over its progress to what came out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.controllers.person_view import Action
from kiosk.controllers.window_state import Notice, NoticeKind, PageName

if TYPE_CHECKING:
    from kiosk.controllers.behind_lock import BehindLock
    from kiosk.controllers.operation import OperationController, Outcome
    from kiosk.controllers.person import PersonController
    from kiosk.controllers.result import ResultController
    from kiosk.controllers.search import SearchController
    from kiosk.controllers.station import StationController
    from kiosk.models.errors import StationError

PROGRESS_AFTER_MS = 100
"""An operation that ends before goes straight to its result: a page that only flashes up
explains nothing, and painting it would keep the PIN waiting."""


class OperationWay(QObject):
    """Leads through an operation; one that ends behind the lock is left to whoever keeps it.

    `why_again` is what to say to whoever did not sign in again for it.
    """

    def __init__(
        self,
        station: StationController,
        search: SearchController,
        person: PersonController,
        operation: OperationController,
        result: ResultController,
        behind: BehindLock,
    ) -> None:
        super().__init__()
        self._station = station
        self._search = search
        self._person = person
        self._operation = operation
        self._result = result
        self._behind = behind
        self.why_again = Notice(NoticeKind.SESSION_ENDED)
        self._progress_delay = QTimer(self)
        self._progress_delay.setSingleShot(True)
        self._progress_delay.setInterval(PROGRESS_AFTER_MS)
        self._progress_delay.timeout.connect(self._show_progress)
        person.action_chosen.connect(self._ask)
        person.finish_chosen.connect(self._finish)
        operation.asked.connect(self._asked)
        operation.started.connect(self._started)
        operation.declined.connect(self._declined)
        operation.failed.connect(self._failed)
        operation.finished.connect(self._finished)
        operation.notice.connect(station.show_notice)
        result.left.connect(self._left)
        result.finish_chosen.connect(self._finish_result)
        result.left_paper.missed.connect(self._tell_of_paper)

    def stop_showing(self) -> None:
        """Lead no more to the progress of what has just begun."""
        self._progress_delay.stop()

    def _ask(self, action: Action) -> None:
        if self._person.view is not None:
            scanned = self._person.scanned_content if action is Action.RESET_PIN else None
            self._operation.ask(action, self._person.view, scanned)

    def _finish(self) -> None:
        if self._person.view is not None:
            self._operation.finish(self._person.view.person.id)

    def _finish_result(self) -> None:
        if self._result.view is not None:
            self._operation.finish(self._result.view.person.id)

    def _asked(self) -> None:
        # An operation that was refused before it did anything is asked about once more.
        if self._behind.is_locked:
            self._behind.take_nothing()
            return
        was_signing_in = self._station.page is PageName.SIGN_IN
        notice = self.why_again if was_signing_in else None
        self._station.go(PageName.CONFIRM, notice=notice)

    def _declined(self, notice: Notice | None) -> None:
        if self._behind.is_locked:
            self._behind.take_nothing()
            return
        is_on_result = self._result.view is not None
        self._station.go(PageName.RESULT if is_on_result else PageName.PERSON, notice=notice)

    def _started(self) -> None:
        self._station.show_notice(None)
        self._progress_delay.start()

    def _show_progress(self) -> None:
        is_elsewhere = self._behind.is_locked or self._station.page is PageName.SIGN_IN
        if self._operation.is_running and not is_elsewhere:
            self._station.go(PageName.PROGRESS, notice=None)

    def _finished(self, outcome: Outcome) -> None:
        if self._behind.is_locked:
            self._behind.take_outcome(outcome)
            return
        self._search.forget_details(outcome.confirmed.person.id)
        account = self._station.header.account
        self._result.show(outcome, "" if account is None else account.person_id)
        missing = outcome.credentials.missing
        notice = None if missing is None else Notice(error=missing)
        self._station.go(PageName.RESULT, notice=notice)

    def _failed(self, error: StationError) -> None:
        if self._behind.is_locked:
            self._behind.take_failure(error)
            return
        # Nothing that it has brought before works any more.
        self._result.clear()
        self._station.go(PageName.PERSON, notice=Notice(error=error))
        if self._person.view is not None:
            self._person.set_unfinished(self._operation.unfinished(self._person.view.person.id))
        self._person.retry()

    def _tell_of_paper(self, owner: str, notice: Notice) -> None:
        """Tell of a print that was left; it names somebody, so nobody but its owner hears it."""
        account = self._station.header.account
        if account is not None and account.person_id == owner:
            self._station.show_notice(notice)
        else:
            self._behind.tell_later(owner, notice)

    def _left(self) -> None:
        self._operation.clear()
        self._person.clear()
        self._search.clear()
        self._station.go(PageName.SEARCH, notice=None)
