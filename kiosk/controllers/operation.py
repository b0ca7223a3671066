"""From 'do it' to done: confirm, progress, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.operation_views import CancelState, ConfirmView, ProgressView
from kiosk.controllers.person_view import Action, PersonView
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.badge import Credentials
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import Settings
from kiosk.qt.jobs import Job, JobContext, JobRunner
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.operations.days import badge_days
from kiosk.services.operations.progress import Progress, Step
from kiosk.services.operations.target import Target

if TYPE_CHECKING:
    from kiosk.services.workplace import Workplace

OPERATION_SECONDS = 900.0
"""Far beyond what an operation's own patience allows; only a lost thread gets here."""

_FIRST_STEP = {Action.RESET_PIN: Step.RESET_PIN, Action.ISSUE_BADGE: Step.READ_STATE}


@dataclass(frozen=True)
class Outcome:
    """An operation that is done."""

    confirmed: ConfirmView
    credentials: Credentials


class OperationController(Conversation):
    """Asks once, runs the operation, and tells how it ended; one at a time."""

    confirm_changed = Signal(object)
    progress_changed = Signal(object)
    asked = Signal()
    started = Signal()
    finished = Signal(object)
    failed = Signal(object)
    declined = Signal(object)
    notice = Signal(object)

    def __init__(self, runner: JobRunner, loader: WorkplaceLoader, settings: Settings) -> None:
        super().__init__(runner, loader)
        self._settings = settings
        self.confirm_view: ConfirmView | None = None
        self.progress_view: ProgressView | None = None
        self._job: Job[Credentials] | None = None

    @property
    def is_running(self) -> bool:
        """Whether an operation is under way."""
        return self._job is not None and not self._job.is_over

    def ask(self, action: Action, person: PersonView) -> None:
        """Put the question to the supervisor."""
        self.confirm_view = ConfirmView(
            action,
            person.person,
            person.is_self,
            person.photo,
            person.method,
            badge_days(self._settings.badge.standard_days, person.policy),
        )
        self.confirm_changed.emit(self.confirm_view)
        self.asked.emit()

    def go_back(self) -> None:
        """Leave the question unanswered; nothing happens."""
        if not self.is_running:
            self.declined.emit(None)

    def confirm(self) -> None:
        """Do it."""
        view = self.confirm_view
        if view is None or self.is_running:
            return
        # The work begins before the page changes, which takes longer than the service's answer.
        self._job = self.start_job(
            lambda workplace, context: _operate(workplace, context, view),
            done=lambda credentials: self._done(view, credentials),
            failed=self._failed,
            again=self.confirm,
            progressed=self._progressed,
            cancelled=self._cancelled,
            time_limit=OPERATION_SECONDS,
        )
        self._show(ProgressView(view.action, view.person, _FIRST_STEP[view.action]))
        self.started.emit()

    def cancel_job(self) -> None:
        """Stop the operation, or say that it is too late for that."""
        if self._job is None or self._job.is_over or self.progress_view is None:
            return
        if not self._job.cancel():
            self._show(replace(self.progress_view, cancel=CancelState.TOO_LATE))
            self.notice.emit(Notice(NoticeKind.TOO_LATE_TO_CANCEL))

    def clear(self) -> None:
        """Forget the question and stop waiting for an operation that may still be stopped."""
        if self._job is not None:
            self._job.abandon()
            self._job = None
        self.confirm_view = None
        self.progress_view = None

    def _done(self, view: ConfirmView, credentials: Credentials) -> None:
        self.progress_view = None
        self.finished.emit(Outcome(view, credentials))

    def _failed(self, error: StationError) -> None:
        self.progress_view = None
        self.failed.emit(error)

    def _cancelled(self) -> None:
        self.progress_view = None
        self.declined.emit(Notice(NoticeKind.NOTHING_CHANGED))

    def _progressed(self, progress: Progress) -> None:
        view = self.progress_view
        if view is None:
            return
        done = view.steps_done
        if progress.step is not view.step and view.step not in done:
            done = (*done, view.step)
        waiting = (
            None if progress.waiting_seconds is None else max(1, round(progress.waiting_seconds))
        )
        self._show(replace(view, step=progress.step, steps_done=done, waiting_seconds=waiting))

    def _show(self, view: ProgressView) -> None:
        self.progress_view = view
        self.progress_changed.emit(view)


def _operate(workplace: Workplace, context: JobContext, view: ConfirmView) -> Credentials:
    target = Target(view.person, view.is_self)
    if view.action is Action.RESET_PIN:
        return workplace.reset_pin(target, context.cancel, context.report)
    if view.badge_days is None:
        raise StationError(ErrorCode.UNEXPECTED)
    return workplace.issue_badge(target, view.badge_days, context.cancel, context.report)
