"""The people that were found, as a list that a view shows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QPixmap

from kiosk.controllers.search import SearchController
from kiosk.controllers.search_view import PersonDetails
from kiosk.models.person import Person
from kiosk.qt.overrides import qt_override
from kiosk.views.widgets.portrait import decode_photo

PERSON_ROLE = Qt.ItemDataRole.UserRole
PHOTO_ROLE = Qt.ItemDataRole.UserRole + 1
HAS_METHOD_ROLE = Qt.ItemDataRole.UserRole + 2

_PHOTO_SIDE = 192

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_NO_DETAILS = PersonDetails()


class PeopleModel(QAbstractListModel):
    """People in the order found; photos are decoded when their row is painted first."""

    def __init__(self, search: SearchController) -> None:
        super().__init__()
        self._search = search
        self._people: tuple[Person, ...] = ()
        self._photos: dict[str, QPixmap] = {}
        search.details_changed.connect(self._details_changed)

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Show these people instead."""
        if people == self._people:
            return
        self.beginResetModel()
        self._people = people
        self._photos.clear()
        self.endResetModel()

    def person(self, index: Index) -> Person | None:
        """Return the person of a row."""
        return self._people[index.row()] if 0 <= index.row() < len(self._people) else None

    @qt_override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self._people)

    @qt_override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows or says."""
        person = self.person(index)
        if person is None:
            return None
        details = self._search.details(person.id) or _NO_DETAILS
        value: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            value = person.display_name
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            value = ", ".join(_spoken(person, has_method=details.has_method))
        elif role == PERSON_ROLE:
            value = person
        elif role == HAS_METHOD_ROLE:
            value = details.has_method
        elif role == PHOTO_ROLE:
            value = self._photo(person.id, details.photo)
        return value

    def _photo(self, person_id: str, data: bytes | None) -> QPixmap:
        if data is None:
            return QPixmap()
        if person_id not in self._photos:
            self._photos[person_id] = decode_photo(data, _PHOTO_SIDE)
        return self._photos[person_id]

    def _details_changed(self, person_id: str, details: object) -> None:
        del details
        for row, person in enumerate(self._people):
            if person.id == person_id:
                index = self.index(row)
                self.dataChanged.emit(index, index)


def job_and_place(person: Person) -> str:
    """Return job and store side by side, as far as they are known."""
    facts = (person.job_title, person.office_location or person.department)
    return "  ·  ".join(fact for fact in facts if fact)


def employee_number(person: Person) -> str:
    """Return the employee number with its name."""
    if not person.employee_id:
        return ""
    text = QCoreApplication.translate("People", "Employee number {number}")
    return text.format(number=person.employee_id)


def disabled_mark() -> str:
    """Return the words that mark a disabled account."""
    return QCoreApplication.translate("People", "Account disabled")


def no_badge_mark() -> str:
    """Return the words that mark a person without badge and PIN."""
    return QCoreApplication.translate("People", "No badge yet")


def _spoken(person: Person, *, has_method: bool | None) -> list[str]:
    facts = [
        person.display_name,
        person.job_title,
        person.office_location or person.department,
        employee_number(person),
    ]
    if person.account_enabled is False:
        facts.append(disabled_mark())
    if has_method is False:
        facts.append(no_badge_mark())
    return [fact for fact in facts if fact]
