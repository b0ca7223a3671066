"""How close what was found is to what was typed; the directory itself answers by the alphabet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from kiosk.models.person import Person
from kiosk.models.run import Team

_EXACT, _WHOLE_NAME, _NAME_BEGINS, _WORD_BEGINS, _EVERY_WORD, _OTHERWISE = range(6)
_APOSTROPHES = str.maketrans("‘’ʼ`´", "'''''")


def closest_first(people: Iterable[Person], text: str) -> list[Person]:
    """Return people in the order of closeness to a text; equally close ones stay as they came.

    An exact employee number, sign-in name or mail comes first, then names that begin with the
    text, then those of which a word does, accents and case aside, then the rest.
    """
    typed = _plain(text)
    return sorted(people, key=lambda person: _distance(person, typed))


def closest_teams(teams: Iterable[Team], text: str) -> list[Team]:
    """Return teams in the order of closeness to a text, equally close ones by the alphabet."""
    typed = _plain(text)

    def order(team: Team) -> tuple[int, str]:
        name = _plain(team.name)
        return _name_distance(name, typed), name

    return sorted(teams, key=order)


def _distance(person: Person, typed: str) -> int:
    name = _plain(person.display_name)
    sign_in_name = _plain(person.user_principal_name)
    addresses = (sign_in_name, sign_in_name.partition("@")[0], _plain(person.mail))
    if typed and typed in (*addresses, _plain(person.employee_id)):
        return _EXACT
    return _name_distance(name, typed)


def _name_distance(name: str, typed: str) -> int:
    if name == typed:
        return _WHOLE_NAME
    if name.startswith(typed):
        return _NAME_BEGINS
    if _has_word(name, typed):
        return _WORD_BEGINS
    if all(_has_word(name, word) for word in typed.split()):
        return _EVERY_WORD
    return _OTHERWISE


def _has_word(name: str, start: str) -> bool:
    """Say whether a word of the name begins so; a hyphen or an apostrophe begins one too."""
    place = name.find(start)
    while place > 0 and name[place - 1].isalnum():
        place = name.find(start, place + 1)
    return place >= 0


def _plain(text: str) -> str:
    """Return a text without accents, case and the shapes of apostrophes."""
    letters = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())
