"""Finding a person while the fingers type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.search_view import PersonDetails, SearchStage, SearchView
from kiosk.controllers.second_try import SecondTry
from kiosk.models.badge_limits import BADGE_CONTENT_START
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.scan import BadgeScan
from kiosk.qt.jobs import Job, JobRunner
from kiosk.services.loader import WorkplaceLoader

if TYPE_CHECKING:
    from kiosk.services.graph.people import Found

TYPING_REST_MS = 250
"""How long the fingers must rest before a look-up starts."""

LOOK_UP_SECONDS = 45.0
_SHORTEST_TEXT = 2
_PARTS_BEFORE_BADGE_ID = 2


class SearchController(Conversation):
    """Keeps one look-up under way at most; an answer for an older text is never shown."""

    changed = Signal(object)
    details_changed = Signal(str, object)
    chosen = Signal(object)
    badge_typed = Signal(str)
    badge_found = Signal(object)

    def __init__(self, runner: JobRunner, loader: WorkplaceLoader) -> None:
        super().__init__(runner, loader)
        self.view = SearchView()
        self._details: dict[str, PersonDetails] = {}
        self._look_up: Job[Found] | None = None
        self._looked_up_text = ""
        self._scanned = ""
        self._details_jobs: list[Job[Any]] = []
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_REST_MS)
        self._typing.timeout.connect(self._look_up_if_free)
        self._second_try = SecondTry(self, self.retry)

    def details(self, person_id: str) -> PersonDetails | None:
        """Return what is known about a found person beyond the list, if anything."""
        return self._details.get(person_id)

    def set_text(self, text: str) -> None:
        """Take the text of the field as it is now.

        Of a badge's content that gets here past the scan reader, pasted or typed by a program,
        only the sign-in name is taken. `badge_typed` then says that the rest of it, which holds
        the key, may still be coming and must not get into the field.
        """
        if text == self.view.text:
            return
        self._scanned = ""
        if text.lstrip().lower().startswith(BADGE_CONTENT_START):
            parts = text.split("|")
            if len(parts) <= _PARTS_BEFORE_BADGE_ID:
                self._typing.stop()
                self._show(SearchView(text=text))
                return
            text = parts[1]
            self.badge_typed.emit(parts[2])
        if _is_enough(text):
            stage = SearchStage.LOADING
            self._typing.start()
            self._show(replace(self.view, stage=stage, text=text, error=None))
        else:
            self._typing.stop()
            self._show(SearchView(text=text))

    def take_badge_id(self, badge_id: str) -> None:
        """Take the id of the badge whose sign-in name is in the field, once it is all there."""
        self.badge_found.emit(BadgeScan(self.view.text, badge_id))

    def look_up_scanned(self, text: str) -> None:
        """Look up a plain bar code; exactly one person whom it names is chosen at once."""
        self._typing.stop()
        self._scanned = text
        self._show(SearchView(SearchStage.LOADING, text))
        self._look_up_if_free()

    def forget_scan(self) -> None:
        """Choose nobody by what was scanned last, because somebody has gone elsewhere."""
        self._scanned = ""

    def show_seeking(self, name: str) -> None:
        """Show that the holder of a badge is looked for, by their sign-in name."""
        self._stop()
        self._show(SearchView(SearchStage.LOADING, name))

    def show_sought(self, person: Person) -> None:
        """Show whom a badge led to, for whoever comes back from their page."""
        self._stop()
        self._show(SearchView(SearchStage.FOUND, person.user_principal_name, (person,)))
        self._load_details((person,))

    def show_not_sought(self, error: StationError) -> None:
        """Show why a scan led to nobody; of a slow scanner's first keys nothing stays."""
        text = self.view.text
        if BADGE_CONTENT_START.startswith(text.strip().lower()):
            text = ""
        self._stop()
        self._show(SearchView(SearchStage.FAILED, text, error=error))

    def choose(self, person: Person) -> None:
        """Go on with one of the found people."""
        self._abandon_details()
        self.chosen.emit(person)

    def retry(self) -> None:
        """Look the same text up again."""
        if _is_enough(self.view.text):
            self._show(replace(self.view, stage=SearchStage.LOADING, error=None))
            self._look_up_if_free()

    def clear(self) -> None:
        """Forget text, people and photos."""
        self._stop()
        self._details.clear()
        self._show(SearchView())

    def _stop(self) -> None:
        self._typing.stop()
        self._scanned = ""
        if self._look_up is not None:
            self._look_up.abandon()
            self._look_up = None
        self._abandon_details()

    def _look_up_if_free(self) -> None:
        if self._look_up is not None and not self._look_up.is_over:
            return
        text = self.view.text
        self._looked_up_text = text
        self._look_up = self.start_job(
            lambda workplace, context: workplace.people.search(text, context.cancel),
            done=self._found,
            failed=self._failed,
            again=self.retry,
            time_limit=LOOK_UP_SECONDS,
        )

    def _found(self, found: Found) -> None:
        if self._is_stale():
            return
        stage = SearchStage.FOUND if found.people else SearchStage.NOBODY
        self._show(SearchView(stage, self.view.text, found.people, found.more))
        scanned, self._scanned = self._scanned, ""
        named = [person for person in found.people if scanned and _names(scanned, person)]
        if len(named) == 1:
            self.choose(named[0])
        else:
            self._load_details(found.people)

    def _failed(self, error: StationError) -> None:
        # Without a sign-in a newer text cannot be looked up either.
        if error.code is not ErrorCode.SIGN_IN_NEEDED and self._is_stale():
            return
        self._show(SearchView(SearchStage.FAILED, self.view.text, error=error))

    def _is_stale(self) -> bool:
        """Drop an answer whose text has changed, and look the newer text up instead."""
        if self._looked_up_text == self.view.text:
            return False
        if _is_enough(self.view.text) and not self._typing.isActive():
            self._look_up_if_free()
        return True

    def _load_details(self, people: tuple[Person, ...]) -> None:
        self._abandon_details()
        unknown = tuple(person for person in people if person.id not in self._details)
        if not unknown:
            return

        self._details_jobs = [
            self.start_job(
                lambda workplace, context: workplace.methods.which_have_one(
                    unknown, context.cancel
                ),
                done=self._take_methods,
                # The list is good without marks and photos.
                failed=lambda _: None,
                time_limit=LOOK_UP_SECONDS,
            ),
            self.start_job(
                lambda workplace, context: workplace.people.photos(unknown, context.cancel),
                done=self._take_photos,
                failed=lambda _: None,
                time_limit=LOOK_UP_SECONDS,
            ),
        ]

    def _take_methods(self, known: dict[str, bool]) -> None:
        for person_id, has_method in known.items():
            old = self._details.get(person_id, PersonDetails())
            self._set_details(person_id, replace(old, has_method=has_method))

    def _take_photos(self, photos: dict[str, bytes]) -> None:
        for person_id, photo in photos.items():
            old = self._details.get(person_id, PersonDetails())
            self._set_details(person_id, replace(old, photo=photo))

    def _set_details(self, person_id: str, details: PersonDetails) -> None:
        self._details[person_id] = details
        self.details_changed.emit(person_id, details)

    def forget_details(self, person_id: str) -> None:
        """Read a person's mark again next time, because it has changed."""
        self._details.pop(person_id, None)

    def _abandon_details(self) -> None:
        for job in self._details_jobs:
            job.abandon()
        self._details_jobs = []

    def _show(self, view: SearchView) -> None:
        self.view = view
        self._second_try.follow(view.error)
        self.changed.emit(view)


def _names(text: str, person: Person) -> bool:
    """Say whether a text is the very number, sign-in name or mail address of a person."""
    names = (person.employee_id, person.user_principal_name, person.mail)
    return text.casefold() in [name.casefold() for name in names]


def _is_enough(text: str) -> bool:
    """Say whether a text is worth a look-up; one sign is a whole word in some scripts."""
    stripped = text.strip()
    return len(stripped) >= _SHORTEST_TEXT or (bool(stripped) and not stripped.isascii())
