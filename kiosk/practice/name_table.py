"""Every name that somebody in the directory can have, with its spelling for a sign-in name."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from kiosk.practice.names import Culture, Word, cultures
from kiosk.practice.people import KNOWN_PEOPLE


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name, whole and in its parts."""

    display: str
    given: str
    surname: str
    sign_in: str


class NameField(enum.Enum):
    """The parts of a name that a filter can ask for."""

    DISPLAY = "display"
    GIVEN = "given"
    SURNAME = "surname"

    def of(self, name: PersonName) -> str:
        """Return this part of a name."""
        if self is NameField.DISPLAY:
            return name.display
        return name.given if self is NameField.GIVEN else name.surname


def name_table() -> tuple[list[PersonName], int]:
    """Return every name that can be drawn, how many of them, then the known people's own."""
    reserved = {known.display_name for known in KNOWN_PEOPLE}
    kept = {known.name for known in KNOWN_PEOPLE}
    spelled: set[str] = set()
    names: list[PersonName] = []
    for culture in cultures():
        for given in culture.given:
            for surname in culture.surnames:
                name = _compose(culture, given, surname)
                if name.display in reserved or name.sign_in in kept:
                    continue
                # Two names with one Latin spelling must not count up to the same sign-in name.
                while name.sign_in in spelled:
                    name = PersonName(name.display, name.given, name.surname, name.sign_in + "x")
                spelled.add(name.sign_in)
                names.append(name)
    drawable = len(names)
    names.extend(
        PersonName(known.display_name, known.given, known.surname, known.name)
        for known in KNOWN_PEOPLE
    )
    return names, drawable


def _compose(culture: Culture, given: Word, surname: Word) -> PersonName:
    order = (surname, given) if culture.surname_first else (given, surname)
    return PersonName(
        " ".join(word.native for word in order),
        given.native,
        surname.native,
        f"{given.latin}.{surname.latin}",
    )
