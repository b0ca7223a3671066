"""Reading everything about one person at the same time: state, details, photo, groups, policy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kiosk.controllers.offers import actions_for, hints_for, scanned_badge
from kiosk.controllers.person_view import PersonStage, PersonView
from kiosk.models.badge import UNKNOWN_POLICY, Method, Policy
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Membership, Person
from kiosk.models.scan import BadgeScan
from kiosk.models.target import Target
from kiosk.services.operations.days import badge_days, extended_end

if TYPE_CHECKING:
    from kiosk.controllers.conversation import Conversation
    from kiosk.qt.jobs import Job, JobContext
    from kiosk.services.workplace import Workplace

READ_SECONDS = 90.0

REQUESTS_AT_ONCE = 5
"""How many connections a reading uses."""

_GONE = frozenset(
    {
        ErrorCode.PERSON_NOT_FOUND,
        ErrorCode.SCAN_PERSON_GONE,
        ErrorCode.SCAN_OTHER_ORGANISATION,
    }
)


class PersonReading:
    """One reading of one person; `changed` hears of the view each time that more is known.

    With a scan, `view.person` is known by the sign-in name on the badge only, until the
    details are there. `days` is the setting for new badges; `policy` the one that was read
    before, if it was.
    """

    def __init__(
        self,
        conversation: Conversation,
        view: PersonView,
        changed: Callable[[PersonReading], None],
        *,
        days: int | None,
        policy: Policy | None = None,
        scan: BadgeScan | None = None,
    ) -> None:
        self.view = view
        self.policy = policy
        self.scan = scan
        self.is_identified = scan is None
        self._conversation = conversation
        self._changed = changed
        self._days = days
        self._state: tuple[Method | None, datetime] | None = None
        self._details_answered = False
        self._jobs: list[Job[Any]] = []

    def begin(self) -> None:
        """Ask for everything, also for what was known before."""
        self.abandon()
        self._state, self._details_answered = None, False
        before = self.view
        # What followed from the last state may be true no more, so nothing of it can be pressed.
        self.view = replace(
            before, stage=PersonStage.LOADING, error=None, actions=(), hints=(), scanned=None
        )
        person = self.view.person
        target = Target(person, self.view.is_self)
        # Whoever was scanned is shown as soon as this is answered, so it leaves first.
        self._ask(
            lambda workplace, context: workplace.person_of(person, self.scan, context.cancel),
            self._take_details,
            self._take_no_details,
            # A person who is known already is shown without them.
            again=None if self.is_identified else self.begin,
        )
        self._ask(
            lambda workplace, context: (
                workplace.methods.read(target, context.cancel, is_looked_for=True),
                workplace.methods.server_now(),
            ),
            self._take_state,
            self._fail,
            again=self.begin,
        )
        self._ask(
            lambda workplace, context: workplace.people.membership(person.id, context.cancel),
            self._take_membership,
        )
        if self.policy is None:
            self._ask(
                lambda workplace, context: workplace.methods.policy(context.cancel),
                self._take_policy,
                lambda _: self._take_policy(UNKNOWN_POLICY),
            )
        if self.view.photo is None:
            self._ask(
                lambda workplace, context: workplace.people.photo(person.id, context.cancel),
                self._take_photo,
            )
        # After a new sign-in nobody else tells the page that it begins anew.
        if self.view != before:
            self._changed(self)

    def abandon(self) -> None:
        """Wait for nothing any more."""
        for job in self._jobs:
            job.abandon()
        self._jobs = []

    def _ask(
        self,
        work: Callable[[Workplace, JobContext], Any],
        done: Callable[[Any], None],
        failed: Callable[[StationError], None] = lambda _: None,
        again: Callable[[], None] | None = None,
    ) -> None:
        self._jobs.append(
            self._conversation.start_job(
                work, done=done, failed=failed, again=again, time_limit=READ_SECONDS
            )
        )

    def _take_state(self, state: tuple[Method | None, datetime]) -> None:
        self._state = state
        self._refresh()

    def _take_details(self, person: Person) -> None:
        self.is_identified = self._details_answered = True
        self._refresh(person=person)

    def _take_no_details(self, error: StationError) -> None:
        self._details_answered = True
        if error.code in _GONE or not self.is_identified:
            self._fail(error)
        else:
            # What the look-up or the badge told is still on the page.
            self._refresh()

    def _take_membership(self, membership: Membership | None) -> None:
        self._refresh(membership=membership)

    def _take_policy(self, policy: Policy) -> None:
        self.policy = policy
        self._refresh()

    def _take_photo(self, photo: bytes | None) -> None:
        self._refresh(photo=photo)

    def _fail(self, error: StationError) -> None:
        if self.view.stage is not PersonStage.FAILED:
            self.view = replace(
                self.view, stage=PersonStage.FAILED, error=error, actions=(), hints=()
            )
            self._changed(self)

    def _refresh(self, **learnt: Any) -> None:
        """Work out what follows from all that is known now."""
        view = replace(self.view, policy=self.policy or UNKNOWN_POLICY, **learnt)
        # No method and no such person look the same, until the details tell them apart.
        if (
            view.stage is not PersonStage.FAILED
            and self._state is not None
            and (self._state[0] is not None or self._details_answered)
        ):
            method, now = self._state
            view = replace(
                view,
                stage=PersonStage.READY,
                method=method,
                now=now,
                new_end=self._new_end(method, now, view.policy),
                scanned=scanned_badge(self.scan, method, now),
            )
            view = replace(view, actions=actions_for(view), hints=hints_for(view, now))
        self.view = view
        self._changed(self)

    def _new_end(self, method: Method | None, now: datetime, policy: Policy) -> datetime | None:
        if method is None or method.standard is None:
            return None
        return extended_end(method.standard, now, badge_days(self._days, policy))
