"""A name in a sentence: it neither turns the sentence round nor adds one of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from kiosk.controllers.operation_views import ConfirmView
from kiosk.controllers.person_view import Action
from kiosk.models.badge import Badge, BadgeKind, Method, PinState
from kiosk.models.person import Person
from kiosk.services.graph.decoding import read_person
from kiosk.views.confirm_words import Question, question
from kiosk.views.widgets.text import breakable
from kiosk.views.words import named
from tests.support.fuzzing import fuzz

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ISOLATE, END = "\u2068", "\u2069"


def asked(action: Action, name: str) -> Question:
    """Ask about somebody whom the directory calls so, as the page does."""
    person = read_person({"id": "1", "displayName": name, "userPrincipalName": "t@example.com"})
    return asked_about(action, person)


def asked_about(action: Action, person: Person) -> Question:
    badge = Badge(BadgeKind.STANDARD, "b", NOW, NOW + timedelta(days=30))
    method = Method(badge, None, PinState(NOW, NOW, must_change=False))
    later = NOW + timedelta(days=365)
    view = ConfirmView(action, person, is_self=False, now=NOW, expires=later, method=method)
    return question(view, named(breakable(person.display_name)))


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("Tom\u202e", "Tom"),
        ("Tom\u2069\u202eyaR", "TomyaR"),
        ("Tom?\n\nNothing is changed by this.\r", "Tom? Nothing is changed by this."),
        ("\u2028\x07Tom\u2029", "Tom"),
    ],
)
def test_a_question_is_the_same_whatever_steers_in_a_name(
    qtbot: QtBot, action: Action, name: str, harmless: str
) -> None:
    assert asked(action, name) == asked(action, harmless)
    person = Person("1", name, "t@example.com")
    assert asked_about(action, person) == asked(action, harmless)


def test_a_name_that_runs_from_right_to_left_keeps_to_itself(qtbot: QtBot) -> None:
    assert named("Sam Rivera") == "Sam Rivera"
    for name in ("سارة", "Sam \u200f", "١٢٣", "Tom סמי", "Tom \u061c", "Tom \U00010ec0"):
        assert named(name) == f"{ISOLATE}{name}{END}"
    title = asked(Action.RESET_PIN, "سارة").title
    assert title == f"Reset {ISOLATE}سارة{END}'s PIN?"
    assert asked(Action.RESET_PIN, "سارة\u2069\u202e").title == title


@fuzz(300)
@given(st.text())
def test_no_name_ends_its_isolation(name: str) -> None:
    shown = named(name)
    assert shown.count(ISOLATE) == shown.count(END) <= 1
    if ISOLATE in shown:
        assert shown[0] + shown[-1] == ISOLATE + END
    assert not set(shown) & set("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\u202a\u202b\u202d\u202e")
