"""Looks after what came out, for as long as it is shown: a late answer may replace it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.operation_views import ConfirmView
from kiosk.models.badge import Credentials
from kiosk.models.errors import ErrorCode
from kiosk.models.target import Target
from kiosk.qt.jobs import Job

_WATCH_SECONDS = 24 * 3600.0


class Afterwatch(Conversation):
    """Watches one result at a time; `superseded` carries the codes of what works no more."""

    superseded = Signal(object)

    _job: Job[frozenset[ErrorCode]] | None = None

    def begin(self, credentials: Credentials, confirmed: ConfirmView) -> None:
        """Look after these from now on."""
        self.end()
        target = Target(confirmed.person, confirmed.is_self)
        self._job = self.start_job(
            lambda workplace, context: workplace.watch(target, credentials, context.cancel),
            done=self.superseded.emit,
            failed=lambda _: None,
            time_limit=_WATCH_SECONDS,
        )

    def end(self) -> None:
        """Look after nothing any more."""
        if self._job is not None:
            self._job.abandon()
            self._job = None
