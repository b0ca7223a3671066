"""What a hand scanner has read, and what it leads to on the page that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.controllers.person import PersonController
from kiosk.controllers.result import ResultController
from kiosk.controllers.search import SearchController
from kiosk.controllers.window_state import Notice, PageName
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.scan import BadgeScan, PlainScan, Scan

if TYPE_CHECKING:
    from kiosk.controllers.station import StationController

_WHERE_PEOPLE_ARE_CHOSEN = (PageName.SEARCH, PageName.PERSON)
_WHERE_NOBODY_IS_SOUGHT = (
    PageName.WELCOME,
    PageName.CONFIRM,
    PageName.PROGRESS,
    PageName.RESULT,
    PageName.PRINTING,
    PageName.TEAM,
)
_LIST_AFTER_MS = 100


class ScanController(QObject):
    """Leads from a badge or a bar code to a person, on the pages where people are chosen.

    A badge that may be printed afresh can also be scanned beside the PIN that it is for.
    Anywhere else a scan changes nothing, and says so.
    """

    def __init__(
        self,
        station: StationController,
        search: SearchController,
        person: PersonController,
        result: ResultController,
    ) -> None:
        super().__init__()
        self._station = station
        self._search = search
        self._person = person
        self._result = result
        search.badge_found.connect(self.take)
        person.scan_found.connect(self._found)
        person.scan_failed.connect(self.fail)
        station.page_changed.connect(self._drop_late_answers)

    def take(self, scan: Scan) -> None:
        """Go where a scan leads."""
        if self._station.page not in _WHERE_PEOPLE_ARE_CHOSEN:
            self._take_elsewhere(scan)
            return
        self._station.show_notice(None)
        if isinstance(scan, BadgeScan):
            # The requests leave before anything is painted.
            self._person.find(scan)
            if self._station.page is PageName.SEARCH:
                self._search.show_seeking(scan.user_principal_name)
            return
        if self._station.page is PageName.PERSON:
            self._person.back()
        self._search.look_up_scanned(scan.text)

    def fail(self, error: StationError) -> None:
        """Say why a scan leads to nobody."""
        if self._station.page not in _WHERE_PEOPLE_ARE_CHOSEN:
            error = StationError(ErrorCode.SCAN_NOT_HERE)
        if self._station.page is PageName.SEARCH:
            self._search.show_not_sought(error)
        else:
            self._station.show_notice(Notice(error=error))

    def _drop_late_answers(self, page: PageName) -> None:
        """Let no answer to an earlier scan lead away from a page with something to decide."""
        if page in _WHERE_NOBODY_IS_SOUGHT:
            self._person.stop_seeking()
        if page not in (PageName.SEARCH, PageName.SIGN_IN):
            self._search.forget_scan()

    def _found(self) -> None:
        """Let the list behind the person's page follow, once that page has been painted."""
        seen, view = self._search.view, self._person.view

        def show_sought() -> None:
            # Unless somebody has looked for another person in the meantime, or left.
            if view is not None and self._search.view is seen:
                self._search.show_sought(view.person)

        QTimer.singleShot(_LIST_AFTER_MS, self, show_sought)

    def _take_elsewhere(self, scan: Scan) -> None:
        if isinstance(scan, PlainScan):
            self.fail(StationError(ErrorCode.SCAN_NOT_HERE))
            return
        try:
            is_taken = self._station.page is PageName.RESULT and self._result.take_scan(scan)
        except StationError as error:
            self._station.show_notice(Notice(error=error))
        else:
            if not is_taken:
                self.fail(StationError(ErrorCode.SCAN_NOT_HERE))
        finally:
            scan.clear()
