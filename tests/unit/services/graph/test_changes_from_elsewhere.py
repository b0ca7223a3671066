"""Late changes, other stations and odd answers: what comes out is true, or is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from kiosk.models.badge import BadgeKind, Credentials
from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.practice.messages import Request
from kiosk.services.operations import watching
from kiosk.services.operations.extend_badge import ExtendBadge
from kiosk.services.operations.issue_badge import IssueBadge
from kiosk.services.operations.issue_temporary_badge import IssueTemporaryBadge
from kiosk.services.operations.operation import Operation
from kiosk.services.operations.progress import Step
from kiosk.services.operations.remove_badge import RemoveBadge
from kiosk.services.operations.replace_badge import ReplaceBadge
from kiosk.services.operations.reset_pin import ResetPin
from kiosk.services.operations.watching import watch
from tests.support.holders import DAYS, Holder, holder_on, run
from tests.support.station_services import (
    Reports,
    StationServices,
    SufferingTenant,
    services_for,
)

METHOD = "/users/*/authentication/qrCodePinMethod"
STANDARD, TEMPORARY = BadgeKind.STANDARD, BadgeKind.TEMPORARY
PATHS = {STANDARD: f"{METHOD}/standardQRCode", TEMPORARY: f"{METHOD}/temporaryQRCode"}

Begin = Callable[[Holder], Operation]


@pytest.fixture
def holder(services: StationServices, tenant: SufferingTenant) -> Iterator[Holder]:
    with holder_on(tenant, services.methods) as holder:
        yield holder


@pytest.fixture(autouse=True)
def _no_real_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "WATCH_SECONDS", 0.0)


def replacement(holder: Holder) -> Operation:
    return ReplaceBadge(holder.target, holder.held(), DAYS, also_reset_pin=False)


def replacement_with_pin(holder: Holder) -> Operation:
    return ReplaceBadge(holder.target, holder.held(), DAYS, also_reset_pin=True)


def first_temporary(holder: Holder) -> Operation:
    return IssueTemporaryBadge(holder.target, None, 8)


def another_temporary(holder: Holder) -> Operation:
    return IssueTemporaryBadge(holder.target, holder.gets_temporary(), 10)


def extension(holder: Holder) -> Operation:
    badge = holder.held()
    assert badge is not None
    return ExtendBadge(holder.target, badge, badge.starts + timedelta(days=390))


def done(outcome: Credentials | StationError) -> Credentials:
    assert isinstance(outcome, Credentials), outcome
    return outcome


def code_of(outcome: Credentials | StationError) -> ErrorCode:
    assert isinstance(outcome, StationError), outcome
    return outcome.code


# Changes that land late


def before_the_next(*methods: str) -> Callable[[Request], bool]:
    """Let a late change land before the next request of one of these kinds."""
    return lambda request: request.method in methods


LANDS = {
    "before the station looks": before_the_next("GET"),
    "after the station has looked": before_the_next("DELETE", "PATCH", "PUT"),
    "when all is done": lambda _: False,
}
REPLACEMENTS = [
    pytest.param(replacement, STANDARD, id="replace"),
    pytest.param(replacement_with_pin, STANDARD, id="replace with PIN"),
    pytest.param(another_temporary, TEMPORARY, id="temporary"),
]


def assert_true_or_noticed(holder: Holder, services: StationServices, made: Credentials) -> None:
    """See that what came out works, or that the station takes it off the screen by itself."""
    assert made.follows_lost_answer
    assert made.issued is not None
    standing = holder.held(made.issued.badge.kind)
    if standing is not None and standing.id == made.issued.badge.id:
        holder.takes(made)
    else:
        noticed = watch(services.methods, holder.target, made, CancelToken())
        assert noticed == {ErrorCode.BADGE_SUPERSEDED}


@pytest.mark.parametrize("lands", LANDS)
@pytest.mark.parametrize(("begin", "kind"), REPLACEMENTS)
def test_a_deletion_that_is_made_late_leaves_no_dead_badge_on_the_screen(
    services: StationServices, holder: Holder, begin: Begin, kind: BadgeKind, lands: str
) -> None:
    operation = begin(holder)
    holder.tenant.suffer(f"late@DELETE {PATHS[kind]}:1")
    holder.tenant.lands_before = LANDS[lands]
    made = done(run(operation, services))
    holder.tenant.land()
    assert_true_or_noticed(holder, services, made)
    assert (holder.held(kind) is None) is (lands == "when all is done")


@pytest.mark.parametrize("lands", LANDS)
@pytest.mark.parametrize(
    ("begin", "kind"), [*REPLACEMENTS, pytest.param(first_temporary, TEMPORARY, id="first")]
)
def test_a_creation_that_is_made_late_never_stands_beside_the_badge_that_came_out(
    services: StationServices, holder: Holder, begin: Begin, kind: BadgeKind, lands: str
) -> None:
    operation = begin(holder)
    holder.tenant.suffer(f"late@PATCH {PATHS[kind]}:1")
    holder.tenant.lands_before = LANDS[lands]
    made = done(run(operation, services))
    holder.tenant.land()
    assert_true_or_noticed(holder, services, made)
    assert holder.held(kind) is not None


@pytest.mark.parametrize("lands", LANDS)
def test_a_first_badge_that_is_made_late_never_stands_beside_the_one_that_came_out(
    services: StationServices, holder: Holder, lands: str
) -> None:
    services.methods.remove(holder.target, CancelToken())
    holder.contents.clear()
    holder.tenant.suffer(f"late@PUT {METHOD}:1")
    holder.tenant.lands_before = LANDS[lands]
    made = done(run(IssueBadge(holder.target, DAYS), services))
    holder.tenant.land()
    assert_true_or_noticed(holder, services, made)
    assert holder.held() is not None


@pytest.mark.parametrize("lands", LANDS)
def test_an_end_that_is_moved_late_is_the_end_that_was_asked_for(
    services: StationServices, holder: Holder, lands: str
) -> None:
    operation = extension(holder)
    holder.tenant.suffer(f"late@PATCH {PATHS[STANDARD]}:1")
    holder.tenant.lands_before = LANDS[lands]
    made = done(run(operation, services))
    holder.tenant.land()
    badge = holder.held()
    assert badge is not None
    assert badge.expires == badge.starts + timedelta(days=390)
    assert made.method is not None
    assert made.method.standard == badge
    assert holder.gets_in()


@pytest.mark.parametrize("lands", LANDS)
def test_a_removal_that_is_made_late_is_a_removal(
    services: StationServices, holder: Holder, lands: str
) -> None:
    holder.tenant.suffer(f"late@DELETE {METHOD}:1")
    holder.tenant.lands_before = LANDS[lands]
    done(run(RemoveBadge(holder.target), services))
    holder.tenant.land()
    assert holder.read() is None


@pytest.mark.parametrize("lands", LANDS)
def test_a_pin_that_is_reset_late_beside_a_new_badge_is_noticed(
    services: StationServices, holder: Holder, lands: str
) -> None:
    operation = replacement_with_pin(holder)
    holder.tenant.suffer(f"late@PATCH {METHOD}/pin:1")
    holder.tenant.lands_before = LANDS[lands]
    made = done(run(operation, services))
    holder.tenant.land()
    assert made.follows_lost_answer
    if lands == "when all is done":
        noticed = watch(services.methods, holder.target, made, CancelToken())
        assert noticed == {ErrorCode.PIN_SUPERSEDED}
    else:
        holder.takes(made)


def test_a_badge_that_stands_is_watched_for_as_long_as_it_is_shown(
    services: StationServices, holder: Holder
) -> None:
    operation = replacement(holder)
    holder.tenant.suffer(f"lost-answer@PATCH {PATHS[STANDARD]}:1")
    made = done(run(operation, services))
    cancel = CancelToken()
    seen = 0

    def stop_after_three(_: Request) -> bool:
        nonlocal seen
        seen += 1
        if seen == 3:
            cancel.cancel()
        return False

    holder.tenant.late_request(holder.tenant.asked[0])
    holder.tenant.lands_before = stop_after_three
    with pytest.raises(WorkCancelledError):
        watch(services.methods, holder.target, made, cancel)
    assert seen == 3


# A second station


@pytest.fixture
def other_services(tenant: SufferingTenant, services: StationServices) -> Iterator[StationServices]:
    """Another station, at which somebody else works on the same people."""
    other = services_for(tenant.practice)
    other.sign_in(tenant.practice.account("Privileged Authentication Administrator"))
    yield other
    other.session.sign_out()


@pytest.mark.parametrize(
    ("begin", "kind"),
    [*REPLACEMENTS, pytest.param(extension, STANDARD, id="extend")],
)
def test_what_another_station_has_made_meanwhile_is_left_alone(
    services: StationServices,
    other_services: StationServices,
    holder: Holder,
    begin: Begin,
    kind: BadgeKind,
) -> None:
    operation = begin(holder)
    elsewhere = Holder(
        holder.tenant, other_services.methods, holder.target, holder.pin, holder.contents
    )
    theirs = elsewhere.gets_another(kind)
    holder.tenant.suffer()
    assert code_of(run(operation, services)) is ErrorCode.PERSON_CHANGED
    assert holder.tenant.writes() == []
    assert operation.half_done is None
    assert holder.held(kind) == theirs
    assert holder.gets_in(kind)


def test_a_temporary_badge_that_another_station_has_made_meanwhile_is_left_alone(
    services: StationServices, holder: Holder
) -> None:
    operation = first_temporary(holder)
    theirs = holder.gets_temporary()
    holder.tenant.suffer()
    assert code_of(run(operation, services)) is ErrorCode.PERSON_CHANGED
    assert holder.tenant.writes() == []
    assert holder.held(TEMPORARY) == theirs
    assert holder.gets_in(TEMPORARY)


@pytest.mark.parametrize(
    "begin", [replacement, replacement_with_pin, first_temporary, another_temporary, extension]
)
def test_of_somebody_whose_badge_and_pin_are_removed_elsewhere_nothing_is_made_anew(
    services: StationServices, holder: Holder, begin: Begin
) -> None:
    operation = begin(holder)
    services.methods.remove(holder.target, CancelToken())
    holder.tenant.suffer()
    assert code_of(run(operation, services)) is ErrorCode.METHOD_MISSING
    assert holder.tenant.writes() == []
    assert holder.read() is None


@pytest.mark.parametrize(("begin", "kind"), REPLACEMENTS)
def test_a_badge_that_another_station_makes_between_deletion_and_creation_is_left_alone(
    services: StationServices, holder: Holder, begin: Begin, kind: BadgeKind
) -> None:
    operation = begin(holder)
    life = timedelta(days=30) if kind is STANDARD else timedelta(hours=2)
    reports = Reports(Step.ISSUE_BADGE, lambda: holder.gets(kind, life))
    assert code_of(run(operation, services, reports)) is ErrorCode.PERSON_CHANGED
    assert holder.gets_in(kind)
    standing = holder.held(kind)
    assert standing is not None
    assert standing.id in holder.contents[kind]
    # Once more would be no better: it is still theirs.
    assert code_of(run(operation, services)) is ErrorCode.PERSON_CHANGED
    assert holder.gets_in(kind)


@pytest.mark.parametrize(("begin", "kind"), REPLACEMENTS)
def test_a_badge_that_another_station_makes_while_an_answer_is_lost_is_left_alone(
    services: StationServices, holder: Holder, begin: Begin, kind: BadgeKind
) -> None:
    operation = begin(holder)
    holder.tenant.suffer(f"500@PATCH {PATHS[kind]}:1")
    life = timedelta(days=30) if kind is STANDARD else timedelta(hours=2)
    reports = Reports(Step.CONFIRM_BADGE, lambda: holder.gets(kind, life))
    assert code_of(run(operation, services, reports)) is ErrorCode.PERSON_CHANGED
    assert holder.gets_in(kind)


def test_a_badge_that_is_deleted_elsewhere_is_replaced_all_the_same(
    services: StationServices, holder: Holder
) -> None:
    operation = replacement(holder)
    holder.loses()
    holder.takes(done(run(operation, services)))


def test_a_pin_that_another_station_resets_before_ours_is_of_no_matter(
    services: StationServices, other_services: StationServices, holder: Holder
) -> None:
    run(ResetPin(holder.target), other_services)
    holder.takes(done(run(ResetPin(holder.target), services)))
    assert holder.gets_in()


def test_a_badge_that_is_replaced_elsewhere_before_its_pin_is_finished_is_noticed(
    services: StationServices, holder: Holder
) -> None:
    operation = replacement_with_pin(holder)
    holder.tenant.suffer(f"403@PATCH {METHOD}/pin:1")
    assert code_of(run(operation, services)) is ErrorCode.PIN_NOT_RESET
    holder.gets_another()
    made = done(run(operation, services))
    assert_true_or_noticed(holder, services, made)


# Odd answers and dates


def test_an_extension_that_is_answered_with_201_is_an_extension(
    services: StationServices, holder: Holder
) -> None:
    operation = extension(holder)
    holder.tenant.suffer(f"201@PATCH {PATHS[STANDARD]}")
    made = done(run(operation, services))
    assert len(holder.tenant.writes()) == 1
    assert made.method is not None
    assert made.method.standard == holder.held()


@pytest.mark.parametrize("odd", [("no-raw-content",), ("no-raw-content", "png"), ("png",)])
@pytest.mark.parametrize(
    ("begin", "kind"), [*REPLACEMENTS, pytest.param(first_temporary, TEMPORARY, id="first")]
)
def test_a_code_comes_out_of_its_picture_too(
    services: StationServices,
    holder: Holder,
    begin: Begin,
    kind: BadgeKind,
    odd: tuple[str, ...],
) -> None:
    operation = begin(holder)
    holder.tenant.suffer(*(f"{fault}@PATCH {PATHS[kind]}" for fault in odd))
    made = done(run(operation, services))
    assert made.issued is not None
    assert (made.issued.content is None) is ("no-raw-content" in odd)
    holder.takes(made)


def test_a_lost_answer_without_content_is_made_anew_too(
    services: StationServices, holder: Holder
) -> None:
    operation = replacement(holder)
    path = PATHS[STANDARD]
    holder.tenant.suffer(f"lost-answer@PATCH {path}:1", f"no-raw-content@PATCH {path}")
    made = done(run(operation, services))
    assert made.follows_lost_answer
    holder.takes(made)


def test_a_badge_is_never_moved_beyond_what_the_service_allows(
    services: StationServices, holder: Holder
) -> None:
    badge = holder.held()
    assert badge is not None
    too_late = badge.starts + timedelta(days=395, seconds=1)
    operation = ExtendBadge(holder.target, badge, too_late)
    assert code_of(run(operation, services)) is ErrorCode.LIFETIME_TOO_LONG
    assert operation.half_done is None
    standing = holder.held()
    assert standing is not None
    assert standing.expires == badge.expires
    assert holder.gets_in()
    operation = ExtendBadge(holder.target, badge, badge.starts + timedelta(days=395))
    done(run(operation, services))


def test_a_temporary_badge_for_too_long_is_refused_and_nothing_is_made(
    services: StationServices, holder: Holder
) -> None:
    operation = IssueTemporaryBadge(holder.target, None, 13)
    assert code_of(run(operation, services)) is ErrorCode.LIFETIME_TOO_LONG
    assert holder.held(TEMPORARY) is None
    holder.takes(done(run(IssueTemporaryBadge(holder.target, None, 12), services)))


def test_a_first_badge_for_too_long_is_refused_and_nothing_is_made(
    services: StationServices, holder: Holder
) -> None:
    services.methods.remove(holder.target, CancelToken())
    assert code_of(run(IssueBadge(holder.target, 396), services)) is ErrorCode.LIFETIME_TOO_LONG
    assert holder.read() is None


def test_what_is_refused_after_the_deletion_is_said_as_what_it_means(
    services: StationServices, holder: Holder
) -> None:
    operation = ReplaceBadge(holder.target, holder.held(), 396, also_reset_pin=False)
    outcome = run(operation, services)
    assert code_of(outcome) is ErrorCode.BADGE_GONE
    assert isinstance(outcome, StationError)
    assert outcome.details.service_code == "qrCodeLifeTimeExceedLimit"
    assert holder.held() is None
