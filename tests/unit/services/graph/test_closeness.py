"""Who is meant stands first, because Enter takes the first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.cancellation import CancelToken
from kiosk.models.person import Person
from kiosk.services.graph.closeness import closest_first
from tests.support.station_services import StationServices


def somebody(name: str, number: str = "", sign_in: str = "", mail: str = "") -> Person:
    return Person(name, name, sign_in or "someone@shop.example", mail, number)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("o'b", ["Caoimhe O'Brien", "Begona Ordonez"]),
        ("o\u2019b", ["Caoimhe O'Brien", "Begona Ordonez"]),
        ("sam", ["Sam", "Sam Rivera", "Samira El-Sayed", "Alex Samson", "Bassam Haddad"]),
        ("sam riv", ["Sam Rivera", "Riva Samson", "Sam Okonkwo"]),
        ("riv sam", ["Sam Rivera", "Alex Rivsam"]),
        ("unal", ["Åse Ünal-Çelik", "Alma Alunal"]),
        ("CELIK", ["Åse Ünal-Çelik", "Mcelik Aydin"]),
        ("strasse", ["Ina Straße", "Overstrasse Bo"]),
        ("say", ["Samira El-Sayed", "Kim Essay"]),
        ("محمد", ["محمد العلي", "علي محمد"]),
    ],
)
def test_the_closest_name_stands_first(text: str, names: list[str]) -> None:
    alphabetical = [somebody(name) for name in sorted(names)]
    reverse = list(reversed(alphabetical))
    for people in (alphabetical, reverse):
        found = [person.display_name for person in closest_first(people, text)]
        assert found[0] == names[0]
        assert sorted(found) == sorted(names)


def test_names_follow_by_closeness() -> None:
    names = ["Sam", "Sam Rivera", "Alex Samson", "Bassam Haddad"]
    people = [somebody(name) for name in sorted(names)]
    assert [person.display_name for person in closest_first(people, "SAM")] == names


@pytest.mark.parametrize(
    "meant",
    [
        somebody("Zoe Young", number="1000"),
        somebody("Zoe Young", sign_in="1000@shop.example"),
        somebody("Zoe Young", mail="1000"),
    ],
)
def test_an_exact_number_or_address_beats_every_name(meant: Person) -> None:
    others = [somebody("1000 Lakes"), somebody("Ann Lee", number="10001")]
    assert closest_first([*others, meant], "1000")[0] == meant


def test_equally_close_people_stay_in_the_order_of_the_alphabet() -> None:
    people = [somebody(name) for name in ("Sam Adams", "Sam Baker", "Sam Clark")]
    assert closest_first(people, "sam") == people
    assert closest_first(people, "nobody") == people
    assert closest_first(people, "") == people


@given(st.lists(st.text(max_size=12), max_size=6), st.text(max_size=6))
def test_nobody_gets_lost_whatever_is_typed(names: list[str], text: str) -> None:
    people = [somebody(name) for name in names]
    ordered = closest_first(people, text)
    assert sorted(person.id for person in ordered) == sorted(names)


def test_a_look_up_answers_with_the_closest_first(services: StationServices) -> None:
    found = services.people.search("smi", CancelToken()).people
    names = [person.display_name for person in found]
    assert [person.display_name for person in closest_first(found, "smi")] == names
    begin = [name.casefold().startswith("smi") for name in names]
    assert begin == sorted(begin, reverse=True)
