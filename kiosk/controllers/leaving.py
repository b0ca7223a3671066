"""Leaving the station in kiosk mode: whoever wants to has to sign in, and then the window closes.

Who may: everybody whom the tenant lets sign in. A customer is not among them, and the station
does not decide by roles anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.controllers.window_state import Notice, NoticeKind

if TYPE_CHECKING:
    from kiosk.controllers.behind_lock import BehindLock
    from kiosk.controllers.left_paper import LeftPaper
    from kiosk.controllers.run_keeper import RunKeeper
    from kiosk.controllers.sign_in import SignInController
    from kiosk.controllers.station import StationController


class Leaving:
    """Remembers that the sign-in under way is one to leave with; never in the middle of a run.

    Nor while a PIN or a badge waits for whoever was signed in, is still being made, or is on its
    way to paper.
    """

    def __init__(
        self,
        station: StationController,
        sign_in: SignInController,
        runs: RunKeeper,
        behind: BehindLock,
        left_paper: LeftPaper,
    ) -> None:
        self._station = station
        self._sign_in = sign_in
        self._runs = runs
        self._behind = behind
        self._left_paper = left_paper
        self._is_wanted = False

    def begin(self) -> None:
        """Ask for the sign-in, from the welcome page."""
        if self._runs.is_running:
            self._station.show_notice(Notice(NoticeKind.RUN_BEFORE_LEAVING))
            return
        if self._behind.holds_something:
            self._station.show_notice(Notice(NoticeKind.WAITS_BEFORE_LEAVING))
            return
        if self._left_paper.is_under_way:
            self._station.show_notice(Notice(NoticeKind.PRINT_BEFORE_LEAVING))
            return
        self._is_wanted = True
        self._sign_in.start()

    @property
    def is_wanted(self) -> bool:
        """Whether the station is left once somebody has signed in."""
        return self._is_wanted

    @property
    def sign_in_notice(self) -> Notice | None:
        """What the sign-in page says about it."""
        return Notice(NoticeKind.SIGN_IN_TO_LEAVE) if self._is_wanted else None

    def finish(self) -> None:
        """Close the window: somebody has signed in."""
        self._is_wanted = False
        self._station.leave()

    def give_up(self) -> Notice:
        """Stay, because nobody has signed in; return what the welcome page says."""
        was_wanted, self._is_wanted = self._is_wanted, False
        return Notice(NoticeKind.NOT_LEFT if was_wanted else NoticeKind.SIGN_IN_CANCELLED)
