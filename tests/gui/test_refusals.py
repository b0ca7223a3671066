"""What the supervisor sees when the service says no, and that they lose nothing by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.controllers.person_view import Action
from kiosk.controllers.sign_in_view import SignInStage
from kiosk.controllers.window_state import PageName
from kiosk.practice.launcher import PracticeTenant
from tests.support import practice
from tests.support.station import Habit, OpenStation, open_station, plain

practice_tenant = practice.practice_tenant


@pytest.fixture
def station(qtbot: QtBot, practice_tenant: PracticeTenant, tmp_path: Path) -> Iterator[OpenStation]:
    with open_station(qtbot, practice_tenant, tmp_path) as opened:
        yield opened


def code_under_details(station: OpenStation, button: str) -> str:
    """Open the details of an error and return the line with its code."""
    station.press(button)
    frame = station.find(QAbstractButton, button).parent()
    labels = station.page.findChildren(QLabel) if frame is None else frame.findChildren(QLabel)
    shown = [label for label in labels if label.isVisibleTo(station.page)]
    lines = [line for label in shown for line in plain(label.text()).splitlines()]
    return next(line for line in lines if line.startswith("Code: "))


def show_person(station: OpenStation, text: str) -> None:
    station.look_up(text)
    station.choose()
    station.wait_for(PageName.PERSON)
    station.wait_until_ready()


@pytest.mark.parametrize("name", ["Otto Ferrand", "Gwen Aldridge"])
def test_somebody_out_of_reach_is_told_so_before_anything_is_tried(
    station: OpenStation, name: str
) -> None:
    station.sign_in(station.practice.scoped_administrator)
    show_person(station, name)
    assert station.text("personNameLabel") == name
    assert "may not do this for this person" in station.state_text()
    assert code_under_details(station, "detailsButton") == "Code: PK-301"
    assert not station.shows("resetPinButton")
    station.press("backButton")
    assert station.find(QLineEdit, "searchField").text() == name
    # Within the own unit everything works.
    show_person(station, "Eva Sundberg")
    assert station.shows("resetPinButton")


@pytest.mark.parametrize(
    ("other", "said", "code"),
    [("Gwen Ald", "may not do this for this person", "PK-301"), ("", "no longer in", "PK-302")],
)
def test_who_is_out_of_reach_or_gone_at_the_last_moment_is_told_so_on_their_page(
    station: OpenStation, other: str, said: str, code: str
) -> None:
    station.sign_in()
    person_id = "00000000-0000-4000-8000-000000000000"
    if other:
        station.look_up(other)
        person_id = station.conversations.search.view.people[0].id
    show_person(station, "Finn Del")
    view = station.conversations.person.view
    assert view is not None
    changed = replace(view.person, id=person_id)
    station.conversations.operation.ask(Action.RESET_PIN, replace(view, person=changed))
    station.press("confirmButton")
    station.wait_for(PageName.PERSON)
    assert said in station.banner()
    assert "Nothing was changed" in station.banner()
    assert code_under_details(station, "statusDetailsButton") == f"Code: {code}"
    station.wait_until_ready()
    assert station.shows("resetPinButton")
    assert station.text("personNameLabel") == "Finn Delgado"
    station.press("backButton")
    assert station.find(QLineEdit, "searchField").text() == "Finn Del"


def test_a_person_without_a_method_is_offered_a_badge_and_nothing_else(
    station: OpenStation,
) -> None:
    station.sign_in()
    show_person(station, "Cora Whit")
    assert not station.shows("resetPinButton")
    assert station.shows("issueBadgeButton")
    assert "No badge and no PIN" in station.text("badgeStatusLabel")


def test_a_person_who_may_not_use_badges_is_told_so(station: OpenStation) -> None:
    station.sign_in()
    show_person(station, "Cora Whit")
    station.ask("issueBadgeButton")
    station.press("confirmButton")
    station.wait_for(PageName.PERSON)
    assert "not switched on for this person" in station.banner()
    assert code_under_details(station, "statusDetailsButton") == "Code: PK-304"
    station.wait_until_ready()
    assert station.shows("issueBadgeButton")


def test_a_disabled_account_is_marked_before_anything_is_done(station: OpenStation) -> None:
    station.sign_in()
    show_person(station, "Dirk Abel")
    station.wait(
        lambda: any(
            "account is disabled" in plain(label.text())
            for label in station.page.findChildren(QLabel)
            if label.isVisibleTo(station.page)
        )
    )


def test_a_person_who_is_gone_meanwhile_is_named_so_and_the_search_is_still_there(
    station: OpenStation,
) -> None:
    station.sign_in()
    station.look_up("Finn Del")
    found = station.conversations.search.view.people[0]
    gone = replace(found, id="00000000-0000-4000-8000-000000000000")
    station.conversations.search.choose(gone)
    station.wait_until_ready()
    assert "no longer in the directory" in station.state_text()
    assert code_under_details(station, "detailsButton") == "Code: PK-302"
    station.press("backButton")
    assert station.find(QLineEdit, "searchField").text() == "Finn Del"
    station.choose()
    station.wait_until_ready()
    assert station.shows("resetPinButton")


def let_the_sign_in_grow_old(station: OpenStation) -> None:
    session = station.loader.get().session
    assert session._signed_in is not None
    since = session._signed_in.since
    session._signed_in.since = replace(since, time=since.time - timedelta(hours=2))


def test_an_old_sign_in_is_renewed_before_a_change_which_then_goes_straight_on(
    station: OpenStation,
) -> None:
    station.sign_in()
    show_person(station, "100047")
    let_the_sign_in_grow_old(station)
    before = len(station.browser.opened)
    station.do("resetPinButton")
    assert len(station.browser.opened) == before + 1
    assert station.tenant_accepts("finn.delgado@practice.example", station.pin_on_screen())


def test_who_does_not_sign_in_again_stands_before_the_question_again(
    station: OpenStation,
) -> None:
    station.sign_in()
    show_person(station, "100047")
    let_the_sign_in_grow_old(station)
    station.browser.habit = Habit.CLOSE
    station.ask("resetPinButton")
    station.press("confirmButton")
    station.wait_for(PageName.SIGN_IN)
    station.press("cancelSignInButton")
    assert station.is_on(PageName.CONFIRM)
    assert "sign-in has ended" in station.banner()
    station.browser.habit = Habit.SIGN_IN
    station.press("confirmButton")
    station.wait_for(PageName.RESULT)
    station.press("doneButton")


def test_somebody_else_cannot_take_over_work_that_waits(station: OpenStation) -> None:
    station.sign_in()
    show_person(station, "100047")
    let_the_sign_in_grow_old(station)
    station.browser.account = station.practice.account(None)
    station.ask("resetPinButton")
    station.press("confirmButton")
    station.wait(lambda: station.conversations.sign_in.view.stage is SignInStage.FAILED)
    assert "Somebody else signed in" in station.state_text()
    assert station.text("signedInLabel") == "Ada Brandt"
    station.browser.account = station.practice.administrator
    station.press("retryButton")
    station.wait_for(PageName.RESULT)
    station.press("doneButton")
