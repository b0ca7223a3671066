"""One person: their photo, what they hold, and what can be done for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.person_view import Action, PersonStage, PersonView
from kiosk.models.badge import Method, Policy
from kiosk.models.errors import StationError
from kiosk.models.person import Person
from kiosk.qt.jobs import Job, JobRunner
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.operations.target import Target

READ_SECONDS = 90.0


class PersonController(Conversation):
    """Reads a person's state, and offers only what makes sense for them now."""

    changed = Signal(object)
    action_chosen = Signal(object)
    left = Signal()

    def __init__(self, runner: JobRunner, loader: WorkplaceLoader) -> None:
        super().__init__(runner, loader)
        self.view: PersonView | None = None
        self._policy: Policy | None = None
        self._jobs: list[Job[Any]] = []

    def show(self, person: Person, *, is_self: bool) -> None:
        """Begin with this person; their state and photo follow."""
        self._abandon()
        self._show(PersonView(person, is_self))
        self._load()

    def choose(self, action: Action) -> None:
        """Ask for one of the offered actions."""
        if self.view is not None and action in self.view.actions:
            self.action_chosen.emit(action)

    def back(self) -> None:
        """Leave this person."""
        self._abandon()
        self.left.emit()

    def retry(self) -> None:
        """Read the state again."""
        if self.view is not None:
            self._abandon()
            self._show(replace(self.view, stage=PersonStage.LOADING, error=None))
            self._load()

    def clear(self) -> None:
        """Forget the person, and the policy, which the next supervisor may not read."""
        self._abandon()
        self._policy = None
        self.view = None

    def _load(self) -> None:
        view = self.view
        if view is None:
            return
        person, known_policy = view.person, self._policy
        target = Target(person, view.is_self)
        self._jobs = [
            self.start_job(
                lambda workplace, context: (
                    workplace.methods.read(target, context.cancel),
                    known_policy or workplace.methods.policy(context.cancel),
                ),
                done=self._take_state,
                failed=self._take_failure,
                again=self.retry,
                time_limit=READ_SECONDS,
            ),
            self.start_job(
                lambda workplace, context: workplace.people.person(person.id, context.cancel),
                done=self._take_person,
                # What the look-up told is still on the page.
                failed=lambda _: None,
                time_limit=READ_SECONDS,
            ),
        ]
        if view.photo is None:
            photo_job = self.start_job(
                lambda workplace, context: workplace.people.photo(person.id, context.cancel),
                done=self._take_photo,
                failed=lambda _: None,
                time_limit=READ_SECONDS,
            )
            self._jobs.append(photo_job)

    def _take_state(self, state: tuple[Method | None, Policy]) -> None:
        method, self._policy = state
        if self.view is not None:
            action = Action.ISSUE_BADGE if method is None else Action.RESET_PIN
            self._show(
                replace(
                    self.view,
                    stage=PersonStage.READY,
                    method=method,
                    policy=self._policy,
                    actions=(action,),
                )
            )

    def _take_failure(self, error: StationError) -> None:
        if self.view is not None:
            self._show(replace(self.view, stage=PersonStage.FAILED, error=error, actions=()))

    def _take_person(self, person: Person) -> None:
        if self.view is not None:
            self._show(replace(self.view, person=person))

    def _take_photo(self, photo: bytes | None) -> None:
        if self.view is not None:
            self._show(replace(self.view, photo=photo))

    def _abandon(self) -> None:
        for job in self._jobs:
            job.abandon()
        self._jobs = []

    def _show(self, view: PersonView) -> None:
        self.view = view
        self.changed.emit(view)
