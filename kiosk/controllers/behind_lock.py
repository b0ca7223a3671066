"""What goes on or waits behind the lock, for the return of whoever it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.controllers.left_paper import missed_print
from kiosk.controllers.pending_notices import PendingNotices
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.moment import Moment

if TYPE_CHECKING:
    from kiosk.controllers.operation import OperationController, Outcome
    from kiosk.controllers.result import ResultController
    from kiosk.models.clock import Clock
    from kiosk.models.errors import StationError
    from kiosk.models.person import Account, Person

KEPT_SECONDS = 900
"""How long something waits for whoever it belongs to."""

_LOOK_MS = 5_000
"""How often it is looked whether that time is over. The computer may sleep in between."""


class Return(Enum):
    """Where whoever comes back goes on."""

    NOWHERE = auto()
    PROGRESS = auto()
    RESULT = auto()
    PERSON = auto()


@dataclass(frozen=True)
class Welcome:
    """Where somebody who signed in goes on, and what there is to say about it.

    `person` is whom it is about, None with NOWHERE.
    """

    leads_to: Return = Return.NOWHERE
    notice: Notice | None = None
    person: Person | None = None


class BehindLock(QObject):
    """Keeps for one account what the service tells only once, while nobody is signed in.

    PIN and code stay where they are held anyway, in the result controller, laid aside; this
    knows whose they are, for how long, and what is lost when they have to go. They go when
    somebody else signs in, or after KEPT_SECONDS; only what is on its way to paper or into a file
    comes out. Whoever they belonged to is told so at the next sign-in: until then a notice is
    held, with a name or the place of a file, and nothing else. Never is any of it said while
    nobody is signed in, nor to anybody else. `operation_over` says that an operation has ended,
    `given_up` that nothing waits any more.
    """

    operation_over = Signal()
    given_up = Signal()

    def __init__(
        self, operation: OperationController, result: ResultController, clock: Clock
    ) -> None:
        super().__init__()
        self._operation = operation
        self._result = result
        self._clock = clock
        self._owner: Account | None = None
        self._person: Person | None = None
        self._failure: StationError | None = None
        self._is_unseen = False
        self._since = Moment.now(clock)
        self._pending = PendingNotices()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.look_at_the_time)
        result.came_out_aside.connect(self._came_out)

    @property
    def is_locked(self) -> bool:
        """Whether an operation that ends now has to wait for its owner's return."""
        return self._owner is not None

    @property
    def holds_something(self) -> bool:
        """Whether there is anything that would be lost."""
        return self._owner is not None and (
            self._operation.is_running or self._result.held_aside is not None
        )

    @property
    def waits_before_closing(self) -> NoticeKind | None:
        """What to say before the window closes on it; None where nothing would be lost."""
        if self.holds_something:
            return NoticeKind.WAITS_BEFORE_CLOSING
        # A code that would be lost has a question of its own.
        is_under_way = self._result.is_under_way and not self._result.holds_unprinted
        if is_under_way or self._result.left_paper.is_under_way:
            return NoticeKind.PRINT_BEFORE_CLOSING
        return None

    def lock(self, account: Account, *, interrupted: Person | None) -> NoticeKind | None:
        """Take over what must not be lost by the lock; return what to say about it.

        `interrupted` is whom an operation was about that was waiting for a sign-in, and has
        just stopped.
        """
        self._owner, self._person = account, None
        self._failure, self._is_unseen = None, False
        running, view = self._operation.progress_view, self._result.view
        is_running = self._operation.is_running
        keeps = is_running or self._result.holds_unprinted or self._result.is_under_way
        if is_running and running is not None:
            self._person = running.person
        elif view is not None:
            self._person = view.person
        elif interrupted is not None:
            stopped = self._operation.unfinished(interrupted.id)
            if stopped is not None:
                self._person, self._failure = interrupted, stopped
        if keeps:
            self._result.lay_aside()
            self._operation.lay_aside()
        else:
            if view is not None and view.pin is not None and not view.is_on_paper:
                open_pin = Notice(NoticeKind.PIN_AT_LOCK, value=view.person.display_name)
                missed = missed_print(view.printing, view.person)
                self.tell_later(account.person_id, missed or open_pin)
            self._result.clear()
            self._operation.clear()
        self._begin_to_wait()
        if is_running:
            return NoticeKind.LOCKED_BUSY
        return NoticeKind.LOCKED_UNPRINTED if self._result.holds_unprinted else None

    def take_outcome(self, outcome: Outcome) -> None:
        """Keep what an operation brought, which nobody has seen yet."""
        self._person = outcome.confirmed.person
        self._is_unseen = outcome.credentials.pin is not None
        self._result.show(outcome, "" if self._owner is None else self._owner.person_id)
        self._over()

    def take_failure(self, error: StationError) -> None:
        """Keep what there is to say about an operation that did not end well."""
        self._result.clear()
        self._failure = error
        self._over()

    def take_nothing(self) -> None:
        """Note that an operation has ended and changed nothing."""
        if self._result.held_aside is None:
            self._person = None
        self._over()

    def welcome(self, account: Account) -> Welcome:
        """Hand over what is kept for somebody who has signed in; it is lost to anybody else."""
        self.look_at_the_time()
        if self._owner is not None and self._owner.person_id != account.person_id:
            self._give_up()
        if self._owner is None:
            return Welcome()
        self._owner = None
        self._look.stop()
        person, failure = self._person, self._failure
        self._person = self._failure = None
        holds_result = self._result.held_aside is not None
        untold = self._result.take_up()
        self._operation.take_up()
        if untold is not None:
            self.tell_later(account.person_id, untold)
        if self._operation.is_running:
            return Welcome(Return.PROGRESS, person=person)
        if holds_result:
            missing = None if self._result.view is None else self._result.view.missing
            notice = None if missing is None else Notice(error=missing)
            return Welcome(Return.RESULT, notice, person)
        if failure is not None and person is not None:
            return Welcome(Return.PERSON, Notice(error=failure), person)
        return Welcome()

    def tell_later(self, account_id: str, notice: Notice) -> None:
        """Say something to one account only, once it has signed in again."""
        self._pending.add(account_id, notice)

    def next_notice(self, account: Account) -> Notice | None:
        """Return what there is to tell somebody who is signed in; each is told once."""
        return self._pending.take_next(account.person_id)

    def look_at_the_time(self) -> None:
        """Give up what has waited too long; an operation under way has its own time limit."""
        gone = Moment.now(self._clock).seconds_since(self._since)
        if self._owner is not None and gone >= KEPT_SECONDS and not self._operation.is_running:
            self._give_up()

    def forget(self) -> None:
        """Keep nothing any more, and tell nobody."""
        self._owner = self._person = self._failure = None
        self._look.stop()
        self._pending.clear()

    def _begin_to_wait(self) -> None:
        self._since = Moment.now(self._clock)
        self._look.start()

    def _over(self) -> None:
        self._begin_to_wait()
        self.operation_over.emit()

    def _came_out(self) -> None:
        """Hold on no longer to what is out, unless more comes or nobody has seen the PIN."""
        if self._owner is not None and not self._operation.is_running and not self._is_unseen:
            self._result.clear()
            self._operation.clear()
            self.given_up.emit()

    def _give_up(self) -> None:
        owner, person, kind = self._owner, self._person, self._kind_of_loss()
        begun = self._operation.left_unfinished
        if kind is None and begun is not None:
            person, kind = begun.view.person, NoticeKind.LOST_TRACK
        self._owner = self._person = self._failure = None
        self._look.stop()
        self._result.let_go()
        self._operation.clear()
        self._operation.forget_unfinished()
        if owner is not None and person is not None and kind is not None:
            self.tell_later(owner.person_id, Notice(kind, value=person.display_name))
        self.given_up.emit()

    def _kind_of_loss(self) -> NoticeKind | None:
        if self._operation.is_running or self._failure is not None:
            return NoticeKind.LOST_TRACK
        held = self._result.held_aside
        is_pin = self._is_unseen and held is not None and held.pin is not None
        if self._result.holds_unprinted:
            return NoticeKind.LOST_BADGE_AND_PIN if is_pin else NoticeKind.LOST_BADGE
        return NoticeKind.LOST_PIN if is_pin else None
