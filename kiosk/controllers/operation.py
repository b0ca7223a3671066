"""From 'do it' to done: confirm, progress, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.interruption import Interruption
from kiosk.controllers.operation_views import CancelState, ConfirmView, ProgressView, Waiting
from kiosk.controllers.person_view import Action, PersonView
from kiosk.controllers.unfinished import Begun, Unfinished
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.badge import Credentials, Policy
from kiosk.models.badge_limits import TEMPORARY_HOURS_MAX
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.secret import Secret
from kiosk.models.settings import Settings
from kiosk.qt.jobs import Job, JobRunner
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.operations.days import badge_days
from kiosk.services.operations.progress import Progress, Step

OPERATION_SECONDS = 900.0
"""Far beyond what an operation's own patience allows; only a lost thread gets here."""

_FIRST_STEP = {
    Action.RESET_PIN: Step.RESET_PIN,
    Action.ISSUE_BADGE: Step.READ_STATE,
    Action.REPLACE_BADGE: Step.READ_STATE,
    Action.ISSUE_TEMPORARY_BADGE: Step.READ_STATE,
    Action.EXTEND_BADGE: Step.READ_STATE,
    Action.REMOVE_BADGE: Step.REMOVE_METHOD,
}
_SETTLED = frozenset(
    {
        ErrorCode.METHOD_EXISTS,
        ErrorCode.METHOD_MISSING,
        ErrorCode.PERSON_CHANGED,
        ErrorCode.PERSON_NOT_FOUND,
    }
)
"""After these there is nothing to finish: what the person holds now is somebody else's work."""

_METHOD_GONE = frozenset({ErrorCode.METHOD_MISSING, ErrorCode.PERSON_NOT_FOUND})
"""After these a badge that came out works no more either."""

_WAITS_FOR = {
    ErrorCode.THROTTLED: Waiting.BUSY,
    ErrorCode.SERVICE_UNAVAILABLE: Waiting.TROUBLE,
}


@dataclass(frozen=True)
class Outcome:
    """An operation that is done, or that has brought what must not be lost (`missing`)."""

    confirmed: ConfirmView
    credentials: Credentials


class OperationController(Conversation):
    """Asks once, runs the operation, and tells how it ended; one at a time.

    What stopped half-way is kept for each person until it is finished, or nobody is signed in
    any more.
    """

    confirm_changed = Signal(object)
    progress_changed = Signal(object)
    asked = Signal()
    started = Signal()
    finished = Signal(object)
    failed = Signal(object)
    declined = Signal(object)
    notice = Signal(object)

    def __init__(
        self, runner: JobRunner, loader: WorkplaceLoader, settings: Settings, clock: Clock
    ) -> None:
        super().__init__(runner, loader)
        self._settings = settings
        self._clock = clock
        self._policy = Policy()
        self.confirm_view: ConfirmView | None = None
        self.progress_view: ProgressView | None = None
        self._begun: Begun | None = None
        self._shown: Begun | None = None
        self._unfinished = Unfinished()
        self._scanned: Secret | None = None
        self._job: Job[Credentials] | None = None
        self._is_aside = False

    @property
    def is_running(self) -> bool:
        """Whether an operation is under way."""
        return self._job is not None and not self._job.is_over

    def unfinished(self, person_id: str) -> StationError | None:
        """Return what to say about an operation for this person that stopped half-way."""
        begun = self._unfinished.of(person_id)
        return None if begun is None else begun.stopped

    @property
    def waits_for_sign_in(self) -> Person | None:
        """Whom an operation is about that has stopped until somebody signs in again."""
        begun = self._begun
        return None if begun is None or self.is_running else begun.view.person

    @property
    def left_unfinished(self) -> Begun | None:
        """What stopped half-way last, for anybody."""
        return self._unfinished.last

    def ask(self, action: Action, person: PersonView, scanned: Secret | None = None) -> None:
        """Put the question to the supervisor.

        `scanned` is what the person's own badge says, where it may be printed afresh.
        """
        now = self.service_now(self._clock)
        self._policy = person.policy
        self._scanned = scanned
        self._begun = None
        self._ask(
            ConfirmView(
                action,
                person.person,
                person.is_self,
                now,
                person.new_end or now,
                person.photo,
                person.method,
                hours=self._settings.badge.temporary_hours,
                may_reprint=scanned is not None,
            )
        )
        self.asked.emit()

    def set_also_reset_pin(self, also: bool) -> None:  # noqa: FBT001 - what a check box says
        """Make a new PIN together with a replaced badge, or leave the PIN as it is."""
        if self.confirm_view is not None and not self.is_running:
            self._ask(replace(self.confirm_view, also_reset_pin=also))

    def set_hours(self, hours: int) -> None:
        """Let a temporary badge work for so many hours."""
        if self.confirm_view is not None and not self.is_running:
            hours = min(max(1, hours), TEMPORARY_HOURS_MAX)
            self._ask(replace(self.confirm_view, hours=hours))

    def set_start(self, starts: datetime | None) -> None:
        """Let a temporary badge work from that moment on; None is from now on."""
        if self.confirm_view is not None and not self.is_running:
            self._ask(replace(self.confirm_view, starts=starts))

    def go_back(self) -> None:
        """Leave the question unanswered; nothing happens."""
        if not self.is_running:
            self.declined.emit(None)

    def confirm(self) -> None:
        """Do it."""
        if self.confirm_view is not None and not self.is_running:
            from kiosk.controllers.operation_choice import (  # noqa: PLC0415 - loads requests
                operation_for,
            )

            view = self.confirm_view
            self._go_on(Begun(operation_for(view, self._badge_days()), view, self._scanned))

    def finish(self, person_id: str) -> None:
        """Go on with what stopped half-way for this person."""
        begun = self._unfinished.of(person_id)
        if begun is not None:
            self._go_on(begun)

    def _go_on(self, begun: Begun) -> None:
        """Do what is left of an operation."""
        if self.is_running:
            return
        self._begun = begun
        view = begun.view
        # The work begins before the page changes, which takes longer than the service's answer.
        self._job = self.start_job(
            lambda workplace, context: workplace.run(
                begun.operation, context.cancel, context.report
            ),
            done=lambda credentials: self._done(begun, credentials),
            failed=lambda error: self._failed(begun, error),
            progressed=self._progressed,
            cancelled=lambda: self._cancelled(begun),
            dropped=lambda credentials: self._dropped(begun, credentials),
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
        self._is_aside = False
        if self._job is not None:
            self._job.abandon()
            self._job = None
        if self._begun is not None:
            self._begun.clear()
        self._begun = self._shown = None
        self._scanned = None
        self.confirm_view = None
        self.progress_view = None
        self._unfinished.leave_badges()

    def lay_aside(self) -> None:
        """Forget the question, and show nothing more of an operation that goes on by itself."""
        self._is_aside = self.is_running
        self._scanned = None
        if not self._is_aside:
            self.confirm_view = None
            self.progress_view = None

    def take_up(self) -> None:
        """Show again how far it has got."""
        self._is_aside = False
        if self.progress_view is not None:
            self._show(self.progress_view)

    def forget_unfinished(self) -> None:
        """Forget what stopped half-way, because whoever began it has left."""
        self._unfinished.clear()

    def _done(self, begun: Begun, credentials: Credentials) -> None:
        self.progress_view = None
        self._begun = None
        self._unfinished.settle(begun)
        self.finished.emit(Outcome(begun.view, begun.with_scanned(credentials)))

    def _failed(self, begun: Begun, error: StationError) -> None:
        if error.code is not ErrorCode.SIGN_IN_NEEDED:
            self._stopped(begun, error)
            return
        interruption = Interruption(
            error, lambda: self._go_on(begun), lambda: self._stopped(begun, error)
        )
        self.sign_in_needed.emit(interruption)

    def _stopped(self, begun: Begun, error: StationError) -> None:
        """Tell why it stopped, and remember what it left half done."""
        self.progress_view = None
        self._begun = None
        half_done, came_out = begun.operation.half_done, begun.operation.came_out()
        if error.code is ErrorCode.SIGN_IN_NEEDED:
            # Nobody signed in again for it.
            code = half_done or (ErrorCode.PIN_UNCONFIRMED if error.maybe_done else None)
            if code is None:
                self.asked.emit()
                return
            error = StationError(code, details=error.details, maybe_done=True)
        if error.code in _METHOD_GONE:
            begun.clear()
            came_out = None
        if half_done is None or error.code in _SETTLED:
            self._unfinished.drop(begun)
        else:
            self._unfinished.keep(replace(begun, stopped=error))
        if came_out is None:
            self.failed.emit(error)
        else:
            # What the service told once must be printed, whatever else did not work.
            self._shown = begun
            self.finished.emit(Outcome(begun.view, replace(came_out, missing=error)))

    def _cancelled(self, begun: Begun) -> None:
        half_done = begun.operation.half_done
        if half_done is not None:
            # What an earlier run has changed stays changed.
            self._stopped(begun, begun.stopped or StationError(half_done, maybe_done=True))
            return
        self.progress_view = None
        self._begun = None
        self.declined.emit(Notice(NoticeKind.NOTHING_CHANGED))

    def _dropped(self, begun: Begun, credentials: Credentials | None) -> None:
        """Overwrite what comes of an operation that nobody waits for any more.

        But not a badge that it has told already, while it is shown or may still be finished.
        """
        in_hand = begun.operation.came_out() if self._is_in_hand(begun) else None
        if in_hand is None:
            begun.clear()
        if credentials is not None:
            credentials.clear(but=in_hand)

    def _is_in_hand(self, begun: Begun) -> bool:
        operation, others = begun.operation, (self._begun, self._shown)
        is_there = any(other is not None and other.operation is operation for other in others)
        return is_there or self._unfinished.holds(operation)

    def _progressed(self, progress: Progress) -> None:
        view = self.progress_view
        if view is None:
            return
        done = view.steps_done
        # A step that is left in order to wait has failed.
        has_failed = progress.waits_for is not None
        if progress.step is not view.step and view.step not in done and not has_failed:
            done = (*done, view.step)
        seconds, waits_for = None, None
        if progress.waiting_seconds is not None and progress.waits_for is not None:
            seconds = max(1, round(progress.waiting_seconds))
            waits_for = _WAITS_FOR.get(progress.waits_for, Waiting.OUT_OF_REACH)
            self.service_answered.emit(StationError(progress.waits_for))
        self._show(
            replace(
                view,
                step=progress.step,
                steps_done=done,
                waiting_seconds=seconds,
                waits_for=waits_for,
            )
        )

    def _badge_days(self) -> int:
        return badge_days(self._settings.badge.standard_days, self._policy)

    def _ask(self, view: ConfirmView) -> None:
        """Put the question with until when the badge would work by its answer."""
        expires = view.expires
        if view.action in (Action.ISSUE_BADGE, Action.REPLACE_BADGE):
            expires = view.now + timedelta(days=self._badge_days())
        elif view.action is Action.ISSUE_TEMPORARY_BADGE:
            expires = (view.starts or view.now) + timedelta(hours=view.hours)
        self.confirm_view = replace(view, expires=expires)
        self.confirm_changed.emit(self.confirm_view)

    def _show(self, view: ProgressView) -> None:
        self.progress_view = view
        if not self._is_aside:
            self.progress_changed.emit(view)
