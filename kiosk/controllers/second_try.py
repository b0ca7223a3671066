"""Tries a look-up again by itself, once what made it fail may be over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kiosk.controllers.conversation import Conversation
from kiosk.models.errors import CUT_OFF, UNWELL, StationError
from kiosk.qt.jobs import Job

CUT_OFF_SECONDS = 5.0
"""How often the way to the service is tried where there is none."""

UNWELL_SECONDS = 20.0
"""How long a service that has trouble or too much to do is left alone, unless it says longer."""

_LONGEST_SECONDS = 600.0


class SecondTry(QObject):
    """Looks now and then whether the service is well again; the page stays as it is meanwhile.

    For look-ups only, which change nothing. Used on the UI thread.
    """

    def __init__(self, conversation: Conversation, again: Callable[[], None]) -> None:
        super().__init__(conversation)
        self._conversation = conversation
        self._again = again
        self._job: Job[None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def follow(self, error: StationError | None) -> None:
        """Know what the page shows: a failure, which is waited out if it may pass, or none."""
        if error is None or error.code not in CUT_OFF | UNWELL:
            self._timer.stop()
            if self._job is not None:
                self._job.abandon()
                self._job = None
        elif self._job is None and not self._timer.isActive():
            seconds = CUT_OFF_SECONDS if error.code in CUT_OFF else UNWELL_SECONDS
            seconds = max(seconds, min(error.retry_after or 0.0, _LONGEST_SECONDS))
            self._timer.start(int(seconds * 1000))

    def _look(self) -> None:
        self._job = self._conversation.reach(self._is_there, self._is_not)

    def _is_there(self) -> None:
        self._job = None
        self._again()

    def _is_not(self, error: StationError) -> None:
        self._job = None
        self.follow(error)
