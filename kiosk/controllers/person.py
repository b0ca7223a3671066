"""One person: their photo, what they hold, and what can be done for them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.person_reading import REQUESTS_AT_ONCE, PersonReading
from kiosk.controllers.person_view import Action, PersonStage, PersonView
from kiosk.controllers.second_try import SecondTry
from kiosk.models.badge import Policy
from kiosk.models.errors import StationError
from kiosk.models.person import Person
from kiosk.models.scan import BadgeScan
from kiosk.models.secret import Secret
from kiosk.models.settings import Settings
from kiosk.qt.jobs import JobRunner
from kiosk.services.loader import WorkplaceLoader


class PersonController(Conversation):
    """Shows one person at a time, and offers only what makes sense for them now.

    Whoever was scanned is shown once they are known: `scan_found`, or `scan_failed` with the
    StationError.
    """

    changed = Signal(object)
    action_chosen = Signal(object)
    finish_chosen = Signal()
    scan_found = Signal()
    scan_failed = Signal(object)
    left = Signal()

    def __init__(self, runner: JobRunner, loader: WorkplaceLoader, settings: Settings) -> None:
        super().__init__(runner, loader)
        self._days = settings.badge.standard_days
        self.view: PersonView | None = None
        self._policy: Policy | None = None
        self._shown: PersonReading | None = None
        self._sought: PersonReading | None = None
        self._second_try = SecondTry(self, self.retry)

    @property
    def scanned_content(self) -> Secret | None:
        """What the scanned badge says, where it works and may be printed afresh."""
        view, shown = self.view, self._shown
        if view is None or shown is None or shown.scan is None or view.scanned is None:
            return None
        return shown.scan.content if view.scanned.may_reprint else None

    def get_ready(self) -> None:
        """Open the connections that a person's page needs all at once.

        A new one takes several times as long as a request, which the first page would show.
        """
        for _ in range(REQUESTS_AT_ONCE):
            self.reach()

    def show(
        self, person: Person, *, is_self: bool, unfinished: StationError | None = None
    ) -> None:
        """Begin with this person; their state and photo follow."""
        self._leave()
        self._shown = self._reading(PersonView(person, is_self, unfinished=unfinished), None)
        self._show(self._shown.view)
        self._shown.begin()

    def find(self, scan: BadgeScan) -> None:
        """Look for the holder of a badge; until they are known the page stays as it is."""
        self.stop_seeking()
        name = scan.user_principal_name
        self._sought = self._reading(PersonView(Person(name, name, name)), scan)
        self._sought.begin()

    def stop_seeking(self) -> None:
        """Wait no longer for whoever was scanned last."""
        _end(self._sought)
        self._sought = None

    def choose(self, action: Action) -> None:
        """Ask for one of the offered actions."""
        if self.view is not None and action in self.view.actions:
            self.stop_seeking()
            self.action_chosen.emit(action)

    def finish(self) -> None:
        """Go on with what an earlier operation left half done."""
        if self.view is not None and self.view.unfinished is not None:
            self.stop_seeking()
            self.finish_chosen.emit()

    def set_is_self(self) -> None:
        """Know that the person is the one who is signed in, and read them as such."""
        if self._shown is not None:
            self._shown.view = replace(self._shown.view, is_self=True)
            self._shown.begin()
            self._show(self._shown.view)

    def set_unfinished(self, unfinished: StationError | None) -> None:
        """Say what an operation has left half done, or that nothing is any more."""
        if self._shown is not None and self.view is not None:
            self._shown.view = replace(self._shown.view, unfinished=unfinished)
            self._show(self._shown.view)

    def back(self) -> None:
        """Leave this person."""
        self._leave()
        self.left.emit()

    def retry(self) -> None:
        """Read the state again."""
        if self._shown is not None:
            self._shown.begin()
            self._show(self._shown.view)

    def clear(self) -> None:
        """Forget the person, and the policy, which the next supervisor may not read."""
        self._leave()
        self._policy = None

    def _reading(self, view: PersonView, scan: BadgeScan | None) -> PersonReading:
        return PersonReading(
            self, view, self._learnt, days=self._days, policy=self._policy, scan=scan
        )

    def _learnt(self, reading: PersonReading) -> None:
        self._policy = reading.policy
        if reading is self._shown:
            self._show(reading.view)
        elif reading is self._sought:
            self._take_sought(reading)

    def _take_sought(self, reading: PersonReading) -> None:
        if reading.view.stage is PersonStage.FAILED and reading.view.error is not None:
            self.stop_seeking()
            self.scan_failed.emit(reading.view.error)
        elif reading.is_identified:
            self._sought = None
            self._leave()
            self._shown = reading
            self._show(reading.view)
            self.scan_found.emit()

    def _leave(self) -> None:
        self.stop_seeking()
        _end(self._shown)
        self._shown = None
        self.view = None
        self._second_try.follow(None)

    def _show(self, view: PersonView) -> None:
        self.view = view
        self._second_try.follow(view.error)
        self.changed.emit(view)


def _end(reading: PersonReading | None) -> None:
    if reading is not None:
        reading.abandon()
        if reading.scan is not None:
            reading.scan.clear()
