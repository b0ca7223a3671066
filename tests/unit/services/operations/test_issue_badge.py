"""A badge that is shown exists, and no code lies around that nobody can print."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.models.badge import Badge, BadgeKind, Credentials, Method, Policy
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.target import Target
from kiosk.services.operations.days import badge_days
from kiosk.services.operations.issue_badge import IssueBadge
from kiosk.services.operations.remove_badge import RemoveBadge
from kiosk.services.operations.replace_badge import ReplaceBadge
from tests.support.methods import (
    LOST,
    REFUSED,
    START,
    Happening,
    ScriptedMethods,
    methods_with_pin,
    work_with,
)

NOA = Target(Person("2", "Noa Lindqvist", "noa.lindqvist@example.com"))


def issue(methods: ScriptedMethods) -> Credentials:
    return IssueBadge(NOA, 365).run(work_with(methods))


def assert_is_the_one_that_exists(credentials: Credentials, methods: ScriptedMethods) -> None:
    assert credentials.issued is not None
    assert credentials.pin is not None
    assert methods.method is not None
    assert credentials.issued.badge == methods.method.standard
    assert credentials.pin.digits.reveal() == methods.working_pin


def test_badge_and_pin_come_out() -> None:
    methods = ScriptedMethods()
    credentials = issue(methods)
    assert_is_the_one_that_exists(credentials, methods)
    assert credentials.issued is not None
    assert credentials.issued.badge.expires - credentials.issued.badge.starts == timedelta(365)


@pytest.mark.parametrize("made", [True, False])
def test_lost_creation_is_removed_and_made_anew(made: bool) -> None:
    methods = ScriptedMethods(script=[Happening(made=made, answer=LOST)])
    assert_is_the_one_that_exists(issue(methods), methods)
    assert methods.removals == (1 if made else 0)


@pytest.mark.parametrize("removed", [True, False])
def test_lost_removal_is_looked_into(removed: bool) -> None:
    script = [Happening(answer=LOST), Happening(made=removed, answer=LOST)]
    methods = ScriptedMethods(script=script)
    assert_is_the_one_that_exists(issue(methods), methods)


def test_somebody_elses_badge_is_left_alone() -> None:
    methods = methods_with_pin()
    with pytest.raises(StationError) as caught:
        issue(methods)
    assert caught.value.code is ErrorCode.METHOD_EXISTS
    assert methods.creations == methods.removals == 0


def test_badge_that_another_station_issued_meanwhile_is_left_alone() -> None:
    methods = ScriptedMethods(script=[Happening(made=False, answer=LOST)])
    theirs = Badge(BadgeKind.STANDARD, "theirs", START, START + timedelta(days=30))

    def arrives_with_the_second_read(reads: int) -> bool:
        if reads == 2:
            methods.method = Method(theirs, None, None)
        return False

    methods.read_fails = arrives_with_the_second_read
    with pytest.raises(StationError) as caught:
        issue(methods)
    assert caught.value.code is ErrorCode.METHOD_EXISTS
    assert methods.removals == 0


def test_answers_that_are_always_lost_end_in_an_honest_sentence() -> None:
    methods = ScriptedMethods(script=[Happening(made=False, answer=LOST)] * 20)
    with pytest.raises(StationError) as caught:
        issue(methods)
    assert caught.value.code is ErrorCode.BADGE_UNCONFIRMED
    assert caught.value.maybe_done


def test_refusal_is_told_as_it_is() -> None:
    methods = ScriptedMethods(script=[Happening(made=False, answer=REFUSED)])
    with pytest.raises(StationError) as caught:
        issue(methods)
    assert caught.value.code is ErrorCode.NOT_PERMITTED


@pytest.mark.parametrize(
    ("setting", "policy", "days"),
    [(None, None, 365), (None, 90, 90), (30, 90, 30), (None, 9000, 395), (395, None, 395)],
)
def test_a_badge_works_as_long_as_setting_or_policy_say(
    setting: int | None, policy: int | None, days: int
) -> None:
    assert badge_days(setting, Policy(standard_days=policy)) == days


def test_a_badge_that_an_earlier_removal_may_still_take_away_is_looked_after() -> None:
    methods = methods_with_pin(Happening(answer=LOST))
    work = work_with(methods)
    RemoveBadge(NOA).run(work)
    assert methods.method is None
    assert IssueBadge(NOA, 365).run(work).follows_lost_answer
    somebody_else = Target(Person("3", "Eva Sundberg", "eva.sundberg@example.com"))
    methods.method = None
    assert not IssueBadge(somebody_else, 365).run(work).follows_lost_answer


def test_a_person_whose_badges_were_switched_off_is_not_told_to_wait_for_the_service() -> None:
    off = StationError(ErrorCode.METHOD_NOT_ENABLED)
    methods = methods_with_pin(Happening(), Happening(made=False, answer=off))
    assert methods.method is not None
    operation = ReplaceBadge(NOA, methods.method.standard, 365, also_reset_pin=False)
    with pytest.raises(StationError) as caught:
        operation.run(work_with(methods))
    assert caught.value.code is ErrorCode.BADGE_GONE_NOT_ENABLED
    assert operation.run(work_with(methods)).issued is not None


def test_a_refusal_after_a_lost_creation_is_not_asked_for_again() -> None:
    denied = Happening(made=False, answer=REFUSED)
    methods = ScriptedMethods(script=[Happening(made=False, answer=LOST), denied])
    with pytest.raises(StationError) as caught:
        issue(methods)
    assert caught.value.code is ErrorCode.BADGE_UNCONFIRMED
    assert methods.creations == 2


def test_a_session_that_ends_after_a_lost_creation_asks_for_a_new_sign_in_at_once() -> None:
    ended = Happening(made=False, answer=StationError(ErrorCode.SIGN_IN_NEEDED, claims="{}"))
    methods = ScriptedMethods(script=[Happening(made=False, answer=LOST), ended])
    with pytest.raises(StationError) as caught:
        issue(methods)
    assert caught.value.code is ErrorCode.SIGN_IN_NEEDED
    assert caught.value.claims == "{}"
    assert methods.creations == 2


@pytest.mark.parametrize("code", [ErrorCode.METHOD_EXISTS, ErrorCode.BADGE_STILL_ACTIVE])
def test_a_lost_one_that_stands_although_it_was_not_seen_is_no_end(code: ErrorCode) -> None:
    exists = Happening(made=False, answer=StationError(code))
    methods = ScriptedMethods(script=[Happening(made=False, answer=LOST), exists])
    assert_is_the_one_that_exists(issue(methods), methods)
    assert methods.creations == 3


@pytest.mark.parametrize("code", [ErrorCode.METHOD_EXISTS, ErrorCode.BADGE_STILL_ACTIVE])
def test_a_lost_one_that_stands_to_the_end_is_not_said_to_be_somebody_elses(
    code: ErrorCode,
) -> None:
    exists = Happening(made=False, answer=StationError(code))
    script = [Happening(made=False, answer=LOST), *[exists] * 40]
    methods = ScriptedMethods(script=script)
    with pytest.raises(StationError) as caught:
        issue(methods)
    assert caught.value.code is ErrorCode.BADGE_UNCONFIRMED
