"""What can be done for a person, and what is worth knowing before: at each date and before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.controllers.offers import SOON, actions_for, hints_for, scanned_badge
from kiosk.controllers.person_view import Action, Hint, PersonView, ScanStanding
from kiosk.models.badge import EVERYBODY, Badge, BadgeKind, BadgeState, Method, PinState, Policy
from kiosk.models.person import Membership, Person
from kiosk.models.scan import BadgeScan
from kiosk.models.secret import Secret

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SAM = Person("1", "Sam Rivera", "sam.rivera@example.com", account_enabled=True)
OWN_PIN = PinState(NOW, NOW, must_change=False)
FIRST_PIN = PinState(NOW, NOW, must_change=True)
BADGE_ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"


def badge(
    ends_in: timedelta = timedelta(days=200),
    *,
    starts_in: timedelta = timedelta(days=-100),
    kind: BadgeKind = BadgeKind.STANDARD,
    badge_id: str = BADGE_ID,
    used: bool = True,
) -> Badge:
    return Badge(kind, badge_id, NOW + starts_in, NOW + ends_in, last_used=NOW if used else None)


def view_of(method: Method | None, person: Person = SAM, *, is_self: bool = False) -> PersonView:
    return PersonView(person, is_self, method=method, now=NOW)


HELD = Method(badge(), None, OWN_PIN)


def test_somebody_new_is_offered_a_badge_and_nothing_else() -> None:
    assert actions_for(view_of(None)) == (Action.ISSUE_BADGE,)
    assert actions_for(view_of(None, is_self=True)) == (Action.ISSUE_BADGE,)


@pytest.mark.parametrize(
    "method",
    [
        HELD,
        Method(None, None, OWN_PIN),
        Method(badge(timedelta(days=-1)), None, OWN_PIN),
        Method(badge(), badge(timedelta(hours=3), kind=BadgeKind.TEMPORARY), OWN_PIN),
    ],
    ids=["active", "no badge", "expired", "temporary beside it"],
)
def test_whoever_has_a_pin_can_have_all_but_a_first_badge(method: Method) -> None:
    assert actions_for(view_of(method)) == (
        Action.RESET_PIN,
        Action.REPLACE_BADGE,
        Action.ISSUE_TEMPORARY_BADGE,
        Action.REMOVE_BADGE,
    )


def test_a_badge_is_extended_only_where_that_gains_something() -> None:
    view = replace(view_of(HELD), new_end=NOW + timedelta(days=365))
    assert Action.EXTEND_BADGE in actions_for(view)
    assert Action.EXTEND_BADGE not in actions_for(view_of(HELD))


def test_nobody_removes_their_own_badge() -> None:
    assert Action.REMOVE_BADGE not in actions_for(view_of(HELD, is_self=True))


@pytest.mark.parametrize(
    ("ends_in", "is_soon"),
    [
        (SOON + SECOND, False),
        (SOON, True),
        (SECOND, True),
        (timedelta(0), False),
        (-SECOND, False),
    ],
)
def test_a_badge_is_said_to_end_soon_from_thirty_days_before_until_it_ends(
    ends_in: timedelta, is_soon: bool
) -> None:
    view = view_of(Method(badge(ends_in), None, OWN_PIN))
    movable = replace(view, new_end=NOW + timedelta(days=365))
    assert hints_for(movable, NOW) == ((Hint.ENDS_SOON,) if is_soon else ())
    # It is not said to be extendable where it is not.
    assert hints_for(view, NOW) == ((Hint.ENDS_SOON_FOR_GOOD,) if is_soon else ())


def test_a_badge_that_works_only_later_is_not_said_to_end_soon() -> None:
    later = badge(timedelta(days=10), starts_in=SECOND)
    view = view_of(Method(later, None, FIRST_PIN))
    assert hints_for(view, NOW) == ()
    assert Hint.ENDS_SOON_FOR_GOOD in hints_for(view, NOW + SECOND)


def test_a_badge_that_was_never_used_needs_another_way_in_first() -> None:
    fresh = badge(used=False)
    assert hints_for(view_of(Method(fresh, None, FIRST_PIN)), NOW) == (Hint.NEVER_USED,)
    # Who has chosen a PIN has been in.
    assert hints_for(view_of(Method(fresh, None, OWN_PIN)), NOW) == ()
    assert hints_for(view_of(Method(badge(), None, FIRST_PIN)), NOW) == ()
    assert hints_for(view_of(Method(fresh, None, None)), NOW) == ()


def test_a_disabled_account_is_told_first() -> None:
    off = replace(SAM, account_enabled=False)
    policy = Policy(enabled=False)
    view = replace(view_of(Method(badge(SOON), None, OWN_PIN), off), policy=policy)
    assert hints_for(view, NOW) == (
        Hint.ACCOUNT_DISABLED,
        Hint.METHOD_OFF,
        Hint.ENDS_SOON_FOR_GOOD,
    )
    unknown = replace(SAM, account_enabled=None)
    assert hints_for(view_of(HELD, unknown), NOW) == ()


ALL_BUT_CONTRACTORS = Policy(
    enabled=True, included=frozenset({EVERYBODY}), excluded=frozenset({"contractors"})
)


@pytest.mark.parametrize(
    ("groups", "hints"),
    [(frozenset({"contractors"}), (Hint.NOT_FOR_PERSON,)), (frozenset({"bakers"}), ())],
)
def test_somebody_whom_the_policy_leaves_out_is_told(
    groups: frozenset[str], hints: tuple[Hint, ...]
) -> None:
    view = replace(view_of(HELD), policy=ALL_BUT_CONTRACTORS, membership=Membership(groups))
    assert hints_for(view, NOW) == hints


def test_nothing_is_said_about_a_policy_or_groups_that_nobody_could_read() -> None:
    assert hints_for(replace(view_of(HELD), policy=ALL_BUT_CONTRACTORS), NOW) == ()
    member = Membership(frozenset({"contractors"}))
    assert hints_for(replace(view_of(HELD), membership=member), NOW) == ()


def test_a_role_is_told_of_others_only() -> None:
    member = Membership(frozenset(), has_role=True)
    assert hints_for(replace(view_of(HELD), membership=member), NOW) == (Hint.HAS_ROLE,)
    assert hints_for(replace(view_of(HELD, is_self=True), membership=member), NOW) == ()


# Scans


def scan(badge_id: str = BADGE_ID, *, with_content: bool = False) -> BadgeScan:
    return BadgeScan("sam@example.com", badge_id, Secret("ms-qrpin:…") if with_content else None)


def test_who_was_not_scanned_has_no_scanned_badge() -> None:
    assert scanned_badge(None, HELD, NOW) is None


def test_the_badge_they_hold_is_known_in_any_case() -> None:
    found = scanned_badge(scan(BADGE_ID.upper()), HELD, NOW)
    assert found is not None
    assert found.standing is ScanStanding.STANDARD
    assert not found.may_reprint


@pytest.mark.parametrize(
    ("starts_in", "ends_in", "may"),
    [
        (SECOND, timedelta(days=1), False),
        (timedelta(0), timedelta(days=1), True),
        (-timedelta(days=1), SECOND, True),
        (-timedelta(days=1), timedelta(0), False),
    ],
    ids=["not yet", "from now on", "still", "ended"],
)
def test_only_a_badge_that_works_now_is_printed_afresh(
    starts_in: timedelta, ends_in: timedelta, may: bool
) -> None:
    method = Method(badge(ends_in, starts_in=starts_in), None, OWN_PIN)
    found = scanned_badge(scan(with_content=True), method, NOW)
    assert found is not None
    assert found.standing is ScanStanding.STANDARD
    assert found.may_reprint is may


@pytest.mark.parametrize(
    ("starts_in", "ends_in", "state"),
    [
        (SECOND, timedelta(hours=1), BadgeState.NOT_YET),
        (timedelta(0), timedelta(hours=1), BadgeState.ACTIVE),
        (-timedelta(hours=1), SECOND, BadgeState.ACTIVE),
        (-timedelta(hours=1), timedelta(0), BadgeState.EXPIRED),
    ],
    ids=["not yet", "from now on", "still", "ended"],
)
@pytest.mark.parametrize("kind", BadgeKind, ids=lambda kind: kind.name.lower())
def test_a_badge_that_was_scanned_is_said_to_work_only_while_it_does(
    kind: BadgeKind, starts_in: timedelta, ends_in: timedelta, state: BadgeState
) -> None:
    held = badge(ends_in, starts_in=starts_in, kind=kind)
    method = Method(None, None, OWN_PIN).with_badge(kind, held)
    found = scanned_badge(scan(), method, NOW)
    assert found is not None
    assert found.standing is ScanStanding[kind.name]
    assert found.state is state


def test_a_temporary_badge_is_known_and_never_printed_afresh() -> None:
    other = badge(timedelta(hours=3), kind=BadgeKind.TEMPORARY, badge_id="their-temporary")
    method = replace(HELD, temporary=other)
    found = scanned_badge(scan("their-temporary", with_content=True), method, NOW)
    assert found is not None
    assert found.standing is ScanStanding.TEMPORARY
    assert not found.may_reprint


def test_an_old_badge_was_replaced_when_its_successor_was_made() -> None:
    made = NOW - timedelta(days=3)
    method = replace(HELD, standard=replace(badge(), created=made))
    found = scanned_badge(scan("an-older-one", with_content=True), method, NOW)
    assert found is not None
    assert found.standing is ScanStanding.REPLACED
    assert found.replaced_at == made
    assert not found.may_reprint
    without_date = scanned_badge(scan("an-older-one"), HELD, NOW)
    assert without_date is not None
    assert without_date.replaced_at == badge().starts


@pytest.mark.parametrize("method", [None, Method(None, None, OWN_PIN)])
def test_a_badge_without_a_successor_was_deleted(method: Method | None) -> None:
    found = scanned_badge(scan(with_content=True), method, NOW)
    assert found is not None
    assert found.standing is ScanStanding.DELETED
    assert not found.may_reprint


def test_no_badge_is_made_for_whom_badges_are_not_switched_on() -> None:
    excluded = Policy(True, included=frozenset({EVERYBODY}), excluded=frozenset({"contractors"}))
    contractor = Membership(frozenset({"contractors"}))
    holder = replace(view_of(HELD), policy=excluded, membership=contractor)
    assert actions_for(holder) == (Action.RESET_PIN, Action.REMOVE_BADGE)
    newcomer = replace(view_of(None), policy=excluded, membership=contractor)
    assert actions_for(newcomer) == ()
    baker = replace(newcomer, membership=Membership(frozenset({"bakers"})))
    assert actions_for(baker) == (Action.ISSUE_BADGE,)
    assert actions_for(replace(view_of(HELD), policy=Policy(False))) == (
        Action.RESET_PIN,
        Action.REMOVE_BADGE,
    )
