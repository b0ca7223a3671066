"""What a run under way means for the way through the station: leaving, locking, coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.controllers.team import TeamController
from kiosk.controllers.window_state import Notice, NoticeKind, PageName
from kiosk.models.errors import StationError

if TYPE_CHECKING:
    from kiosk.controllers.station import StationController


class TeamWay(QObject):
    """Leads to the team page; a run goes on wherever the window is, also while it is locked.

    `session_free` says that a run under way needs no session any more, for now. `missed` carries
    the id of whoever was at the page last, and a Notice that came when they had left.
    """

    session_free = Signal()
    missed = Signal(str, object)

    def __init__(self, station: StationController, team: TeamController) -> None:
        super().__init__()
        self._station = station
        self._team = team
        self._told_too_late = False
        self._last_here = ""
        team.service_answered.connect(station.note_answer)
        team.notice.connect(station.show_notice)
        team.missed.connect(lambda notice: self.missed.emit(self._last_here, notice))
        team.left.connect(lambda: station.go(PageName.SEARCH, notice=None))
        team.keeper.stood_still.connect(self._stood_still)
        team.keeper.ended.connect(self._ended)
        team.keeper.over.connect(self._over)

    def show(self, notice: Notice | None = None) -> None:
        """Go to the team page, for whoever is signed in."""
        account = self._station.header.account
        if account is not None:
            self._last_here = account.person_id
            self._station.go(PageName.TEAM, notice=notice)
            self._team.open()

    def come_back(self, notice: Notice | None) -> bool:
        """Go back to a run after signing in; False where there is none."""
        if not self._team.is_kept:
            return False
        self.show(notice)
        self._team.keeper.signed_in()
        return True

    def keeps_signed_in(self) -> bool:
        """Say whether a run is under way, and on its page that it has to end first."""
        if not self._team.keeper.is_running:
            return False
        self.show(Notice(NoticeKind.RUN_BEFORE_SIGN_OUT))
        return True

    def keeps_open(self) -> bool:
        """Say whether a run is under way, and so; who closes a second time means it."""
        if not self._team.keeper.is_running or self._told_too_late:
            return False
        self._told_too_late = True
        notice = Notice(NoticeKind.RUN_BEFORE_CLOSING)
        if self._station.header.account is None:
            self._station.show_notice(notice)
        else:
            self.show(notice)
        return True

    @property
    def needs_session(self) -> bool:
        """Whether a run is at work that needs a session."""
        return self._team.keeper.needs_session

    @property
    def _is_elsewhere(self) -> bool:
        return self._station.page is not PageName.TEAM and self._station.header.account is not None

    def _stood_still(self, problem: StationError) -> None:
        if self._is_elsewhere:
            self._station.show_notice(Notice(error=problem))
        self.session_free.emit()

    def _ended(self) -> None:
        if self._is_elsewhere:
            self._station.show_notice(Notice(NoticeKind.RUN_ENDED))

    def _over(self) -> None:
        self._told_too_late = False
        self.session_free.emit()
