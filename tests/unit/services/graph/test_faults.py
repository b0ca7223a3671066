"""Whatever the service does wrong: a result, or an error with its code; never a dead PIN."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from kiosk.models.badge import Credentials
from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.settings import GraphVersion
from kiosk.models.target import Target
from kiosk.services.graph.client import ENDLESS
from kiosk.services.graph.wire import GraphRequest
from kiosk.services.operations.in_doubt import InDoubt
from kiosk.services.operations.issue_badge import IssueBadge
from kiosk.services.operations.operation import Work
from kiosk.services.operations.reset_pin import ResetPin
from tests.support.badges import said_by
from tests.support.station_services import (
    HurriedToken,
    Reports,
    StationServices,
    SufferingTenant,
    WaitingToken,
    cancel_soon,
    services_for,
)

PASSING = ("429", "429-no-retry-after", "500", "503", "504", "timeout", "reset", "lost-answer")
HARMLESS = ("slow", "expired-token")
UNSURE = ("500", "503", "504", "timeout", "reset", "lost-answer", "bad-json")
"""After these nobody knows whether a change was made."""

LookUp = Callable[[StationServices, SufferingTenant, CancelToken], object]


def search(services: StationServices, _: SufferingTenant, cancel: CancelToken) -> object:
    return [person.display_name for person in services.people.search("Rivera", cancel).people]


def person(services: StationServices, tenant: SufferingTenant, cancel: CancelToken) -> object:
    return services.people.person(tenant.person("sam.rivera").id, cancel).display_name


def photo(services: StationServices, tenant: SufferingTenant, cancel: CancelToken) -> object:
    return services.people.photo(tenant.person("sam.rivera").id, cancel)


def details(services: StationServices, tenant: SufferingTenant, cancel: CancelToken) -> object:
    people = [tenant.person("sam.rivera"), tenant.newcomers()[0]]
    return list(services.methods.which_have_one(people, cancel).values())


def state(services: StationServices, tenant: SufferingTenant, cancel: CancelToken) -> object:
    return services.methods.read(tenant.target("sam.rivera"), cancel)


@dataclass(frozen=True)
class Question:
    """A look-up, the route that a fault hits it on, and how many tries it is worth."""

    name: str
    ask: LookUp
    route: str
    tries: int = 3


LOOK_UPS = (
    Question("search", search, "GET /users"),
    Question("person", person, "GET /users"),
    Question("photo", photo, "GET /users"),
    Question("batch", details, "POST /$batch"),
    Question("state", state, "GET /users", tries=6),
)


@pytest.fixture(params=LOOK_UPS, ids=lambda question: question.name)
def question(request: pytest.FixtureRequest) -> Question:
    found: Question = request.param
    return found


def failure_of(work: Callable[[], Any]) -> StationError:
    with pytest.raises(StationError) as caught:
        work()
    return caught.value


@pytest.mark.parametrize("kind", PASSING + HARMLESS)
def test_a_look_up_gets_over_a_passing_fault(
    services: StationServices, tenant: SufferingTenant, question: Question, kind: str
) -> None:
    expected = question.ask(services, tenant, CancelToken())
    assert expected
    tenant.suffer(f"{kind}@{question.route}:1")
    cancel = HurriedToken()
    assert question.ask(services, tenant, cancel) == expected
    if kind == "429":
        assert cancel.waits == [1.0]
    elif kind in PASSING:
        (wait,) = cancel.waits
        assert 0.25 <= wait <= 0.5


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("500", ErrorCode.SERVICE_UNAVAILABLE),
        ("503", ErrorCode.SERVICE_UNAVAILABLE),
        ("504", ErrorCode.SERVICE_UNAVAILABLE),
        ("reset", ErrorCode.NETWORK_UNREACHABLE),
        ("lost-answer", ErrorCode.NETWORK_UNREACHABLE),
    ],
)
def test_a_lasting_fault_is_told_after_a_few_tries(
    services: StationServices, tenant: SufferingTenant, question: Question, kind: str, code: str
) -> None:
    tenant.suffer(f"{kind}@{question.route}")
    cancel = HurriedToken()
    error = failure_of(lambda: question.ask(services, tenant, cancel))
    assert error.code == code
    assert len(cancel.waits) == question.tries - 1
    assert cancel.waits == sorted(cancel.waits)


def test_silence_is_told_as_such(hasty_services: StationServices, tenant: SufferingTenant) -> None:
    tenant.suffer("timeout@GET /users")
    error = failure_of(lambda: search(hasty_services, tenant, HurriedToken()))
    assert error.code is ErrorCode.ANSWER_TIMED_OUT


def test_a_service_that_throttles_for_ever_is_not_waited_for_for_ever(
    services: StationServices, tenant: SufferingTenant
) -> None:
    tenant.suffer("429@GET /users")
    cancel = HurriedToken()
    error = failure_of(lambda: search(services, tenant, cancel))
    assert error.code is ErrorCode.THROTTLED
    assert error.retry_after == 1.0
    assert sum(cancel.waits) <= 15


@pytest.mark.parametrize(
    ("kind", "refusals"), [("429", 600), ("429-no-retry-after", 24)], ids=["told", "not told"]
)
def test_ten_minutes_of_throttling_are_waited_out_by_whoever_has_the_time(
    services: StationServices, tenant: SufferingTenant, kind: str, refusals: int
) -> None:
    tenant.suffer(f"{kind}@GET /me:{refusals}")
    cancel, heard = HurriedToken(), []
    answer = services.client.call(
        GraphRequest("GET", "/me", "v1.0"), cancel, ENDLESS, lambda *wait: heard.append(wait)
    )
    assert answer.status == 200
    assert 540 <= sum(cancel.waits) <= 660 or kind != "429"
    assert len(heard) == refusals
    assert {code for _, code in heard} == {ErrorCode.THROTTLED}
    # Nobody is asked more often than twice a minute in the end, where the service says nothing.
    assert kind == "429" or min(cancel.waits[10:]) >= 16


@pytest.mark.parametrize("place", [0, 1, 3], ids=["search", "person", "batch"])
def test_an_answer_that_is_no_json_is_told_and_not_asked_for_again(
    services: StationServices, tenant: SufferingTenant, place: int
) -> None:
    question = LOOK_UPS[place]
    tenant.suffer(f"bad-json@{question.route}")
    error = failure_of(lambda: question.ask(services, tenant, CancelToken()))
    assert error.code is ErrorCode.ANSWER_UNREADABLE
    # A batch's parts are asked inside the tenant, and are counted there.
    whole = [one for one in tenant.asked if "$batch" in one.path or place < 2]
    assert len(whole) == 1


def test_what_is_no_picture_is_no_photo(services: StationServices, tenant: SufferingTenant) -> None:
    tenant.suffer("bad-json@GET /users")
    assert photo(services, tenant, CancelToken()) is None


@pytest.mark.parametrize("kind", ["500", "429", "bad-json", "expired-token"])
def test_support_finds_the_failed_request(
    services: StationServices, tenant: SufferingTenant, kind: str
) -> None:
    tenant.suffer(f"{kind}@GET /users")
    error = failure_of(lambda: search(services, tenant, HurriedToken()))
    sent = {request.header("client-request-id") for request in tenant.asked}
    assert error.details.client_request_id in sent
    assert error.details.request_id
    assert error.details.answered_at is not None


@pytest.mark.parametrize("kind", ["reset", "timeout"])
def test_a_request_without_an_answer_can_be_found_too(
    hasty_services: StationServices, tenant: SufferingTenant, kind: str
) -> None:
    tenant.suffer(f"{kind}@GET /users")
    error = failure_of(lambda: search(hasty_services, tenant, HurriedToken()))
    assert error.details.client_request_id == tenant.asked[-1].header("client-request-id")


def test_a_token_that_is_refused_twice_needs_a_person(
    services: StationServices, tenant: SufferingTenant
) -> None:
    tenant.suffer("expired-token@GET /users")
    error = failure_of(lambda: search(services, tenant, HurriedToken()))
    assert error.code is ErrorCode.SIGN_IN_NEEDED
    tokens = [request.header("authorization") for request in tenant.asked]
    assert len(tokens) == len(set(tokens)) == 2


def test_a_challenge_brings_its_claims_and_then_work_goes_on(
    own_services: StationServices, tenant: SufferingTenant, question: Question
) -> None:
    tenant.suffer(f"claims-challenge@{question.route}")
    error = failure_of(lambda: question.ask(own_services, tenant, HurriedToken()))
    assert error.code is ErrorCode.SIGN_IN_NEEDED
    assert error.claims is not None
    own_services.sign_in(tenant.practice.administrator, error.claims)
    assert question.ask(own_services, tenant, HurriedToken())


# Resetting


def work(
    services: StationServices, cancel: CancelToken | None = None, reports: Reports | None = None
) -> Work:
    return Work(
        services.methods, cancel or HurriedToken(), reports or Reports(), InDoubt(SystemClock())
    )


def reset(
    services: StationServices,
    target: Target,
    cancel: CancelToken | None = None,
    reports: Reports | None = None,
) -> Credentials:
    return ResetPin(target).run(work(services, cancel, reports))


def digits(credentials: Credentials) -> str:
    assert credentials.pin is not None
    return credentials.pin.digits.reveal()


def pin_updated(services: StationServices, target: Target) -> object:
    method = services.methods.read(target, CancelToken())
    assert method is not None
    assert method.pin is not None
    return method.pin.updated


RESET_ROUTE = "PATCH /users/*/authentication"


@pytest.mark.parametrize("kind", [*PASSING, *HARMLESS, "bad-json"])
def test_the_pin_on_the_screen_works_whatever_went_wrong(
    services: StationServices, tenant: SufferingTenant, kind: str
) -> None:
    tenant.suffer(f"{kind}@{RESET_ROUTE}:1")
    reports = Reports()
    credentials = reset(services, tenant.target("sam.rivera"), reports=reports)
    assert tenant.accepts(tenant.badge_of("sam.rivera"), digits(credentials))
    assert credentials.follows_lost_answer is (kind in UNSURE)
    assert len(tenant.writes()) == (1 if kind == "slow" else 2)
    if kind == "429":
        assert reports.waits == [1.0]
    elif kind not in HARMLESS:
        assert len(reports.waits) == 1


def test_ones_own_pin_works_after_a_lost_answer_too(
    tenant: SufferingTenant, version: GraphVersion
) -> None:
    account = tenant.practice.account(None)
    services = services_for(tenant.practice, version)
    services.sign_in(account)
    name = account.username.partition("@")[0]
    tenant.suffer("lost-answer@PATCH /me/authentication:1")
    credentials = reset(services, Target(tenant.person(name), is_self=True))
    assert tenant.accepts(tenant.badge_of(name), digits(credentials))
    assert all("/me/" in request.path for request in tenant.writes())
    services.session.sign_out()


@pytest.mark.parametrize("kind", UNSURE)
def test_nobody_claims_to_know_which_pin_works_after_lasting_faults(
    hasty_services: StationServices, tenant: SufferingTenant, kind: str
) -> None:
    tenant.suffer(f"{kind}@{RESET_ROUTE}")
    error = failure_of(lambda: reset(hasty_services, tenant.target("sam.rivera")))
    assert error.code is ErrorCode.PIN_UNCONFIRMED
    assert error.maybe_done
    assert len(tenant.writes()) == 6


def test_a_reset_that_is_throttled_for_ever_changes_nothing_and_says_so(
    services: StationServices, tenant: SufferingTenant
) -> None:
    target = tenant.target("sam.rivera")
    before = pin_updated(services, target)
    tenant.suffer(f"429@{RESET_ROUTE}")
    error = failure_of(lambda: reset(services, target))
    assert error.code is ErrorCode.THROTTLED
    assert not error.maybe_done
    assert pin_updated(services, target) == before


@pytest.mark.parametrize("kind", ["500", "reset", "timeout", "bad-json"])
def test_a_pin_is_shown_although_the_badge_cannot_be_read(
    services: StationServices, tenant: SufferingTenant, kind: str
) -> None:
    tenant.suffer(f"{kind}@GET /users/*/authentication")
    credentials = reset(services, tenant.target("sam.rivera"))
    assert tenant.accepts(tenant.badge_of("sam.rivera"), digits(credentials))
    assert credentials.method is None
    assert len(tenant.writes()) == 1


def test_a_lost_answer_and_no_reading_is_no_pin(
    services: StationServices, tenant: SufferingTenant
) -> None:
    tenant.suffer(f"lost-answer@{RESET_ROUTE}:1", "500@GET /users/*/authentication")
    error = failure_of(lambda: reset(services, tenant.target("sam.rivera")))
    assert error.code is ErrorCode.PIN_UNCONFIRMED
    assert len(tenant.writes()) == 1


def test_a_challenge_in_a_reset_changes_nothing_before_the_person_signs_in(
    own_services: StationServices, tenant: SufferingTenant
) -> None:
    target = tenant.target("sam.rivera")
    before = pin_updated(own_services, target)
    tenant.suffer(f"claims-challenge@{RESET_ROUTE}")
    cancel = HurriedToken()
    error = failure_of(lambda: reset(own_services, target, cancel))
    assert error.code is ErrorCode.SIGN_IN_NEEDED
    assert not error.maybe_done
    assert not cancel.is_committed
    assert pin_updated(own_services, target) == before
    own_services.sign_in(tenant.practice.administrator, error.claims)
    credentials = reset(own_services, target)
    assert tenant.accepts(tenant.badge_of("sam.rivera"), digits(credentials))


# Issuing


@pytest.fixture
def newcomer(services: StationServices, tenant: SufferingTenant) -> Person:
    return tenant.newcomers()[0]


ISSUE_ROUTE = "PUT /users/*/authentication"


def issue(
    services: StationServices, newcomer: Person, cancel: CancelToken | None = None
) -> Credentials:
    return IssueBadge(Target(newcomer), 365).run(work(services, cancel))


@pytest.mark.parametrize("kind", [*PASSING, *HARMLESS, "bad-json"])
def test_a_badge_and_its_pin_work_whatever_went_wrong(
    services: StationServices, tenant: SufferingTenant, newcomer: Person, kind: str
) -> None:
    tenant.suffer(f"{kind}@{ISSUE_ROUTE}:1")
    credentials = issue(services, newcomer)
    assert tenant.accepts(said_by(credentials.issued), digits(credentials))
    removals = len(tenant.writes("DELETE"))
    assert removals == (1 if kind in {"lost-answer", "bad-json"} else 0)
    services.methods.remove(Target(newcomer), CancelToken())


@pytest.mark.parametrize("kind", ["503", "timeout", "reset", "lost-answer"])
def test_a_lost_badge_is_got_rid_of_even_when_that_goes_wrong_too(
    services: StationServices, tenant: SufferingTenant, newcomer: Person, kind: str
) -> None:
    tenant.suffer(f"lost-answer@{ISSUE_ROUTE}:1", f"{kind}@DELETE /users/*/authentication:1")
    credentials = issue(services, newcomer)
    assert tenant.accepts(said_by(credentials.issued), digits(credentials))
    assert credentials.follows_lost_answer
    services.methods.remove(Target(newcomer), CancelToken())


@pytest.mark.parametrize("kind", UNSURE)
def test_nobody_claims_to_know_whether_there_is_a_badge_after_lasting_faults(
    hasty_services: StationServices, tenant: SufferingTenant, newcomer: Person, kind: str
) -> None:
    tenant.suffer(f"{kind}@{ISSUE_ROUTE}")
    error = failure_of(lambda: issue(hasty_services, newcomer))
    assert error.code is ErrorCode.BADGE_UNCONFIRMED
    assert error.maybe_done
    tenant.suffer()
    hasty_services.methods.remove(Target(newcomer), CancelToken())


def test_a_throttled_creation_is_refused_with_nothing_made(
    services: StationServices, tenant: SufferingTenant, newcomer: Person
) -> None:
    tenant.suffer(f"429@{ISSUE_ROUTE}")
    error = failure_of(lambda: issue(services, newcomer))
    assert error.code is ErrorCode.THROTTLED
    assert services.methods.read(Target(newcomer), CancelToken()) is None


# Cancelling


def test_work_that_was_cancelled_before_asks_for_nothing(
    services: StationServices, tenant: SufferingTenant
) -> None:
    cancel = CancelToken()
    cancel.cancel()
    works: list[Callable[[], object]] = [
        lambda: search(services, tenant, cancel),
        lambda: reset(services, tenant.target("sam.rivera"), cancel),
        lambda: issue(services, tenant.newcomers()[0], cancel),
    ]
    for work in works:
        with pytest.raises(WorkCancelledError):
            work()
    assert tenant.asked == []


def test_cancelling_while_the_service_makes_a_reset_wait_changes_nothing(
    services: StationServices, tenant: SufferingTenant
) -> None:
    target = tenant.target("sam.rivera")
    before = pin_updated(services, target)
    tenant.suffer(f"429@{RESET_ROUTE}:1")
    with pytest.raises(WorkCancelledError):
        reset(services, target, WaitingToken())
    assert pin_updated(services, target) == before


@pytest.mark.parametrize("kind", ["timeout", "slow"])
def test_a_look_up_that_hangs_ends_when_it_is_cancelled(
    tenant: SufferingTenant, version: GraphVersion, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("kiosk.practice.fault_effects.SLOW_SECONDS", 5.0)
    services = services_for(tenant.practice, version, read_seconds=20)
    services.sign_in(tenant.practice.administrator)
    tenant.suffer(f"{kind}@GET /users")
    cancel, arrived = CancelToken(), threading.Event()
    remember = tenant.server.tenant._graph.answer

    def tell(request: Any) -> Any:
        answer = remember(request)
        arrived.set()
        return answer

    monkeypatch.setattr(tenant.server.tenant._graph, "answer", tell)
    canceller = cancel_soon(cancel, arrived)
    began = time.monotonic()
    with pytest.raises(WorkCancelledError):
        search(services, tenant, cancel)
    assert time.monotonic() - began < 3
    canceller.join()
    services.session.sign_out()


def test_a_reset_that_has_left_cannot_be_cancelled_and_its_pin_comes(
    services: StationServices, tenant: SufferingTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel = CancelToken()
    remember = tenant.server.tenant._graph.answer
    too_late: list[bool] = []

    def cancel_now(request: Any) -> Any:
        if request.method == "PATCH":
            too_late.append(not cancel.cancel())
        return remember(request)

    monkeypatch.setattr(tenant.server.tenant._graph, "answer", cancel_now)
    credentials = reset(services, tenant.target("sam.rivera"), cancel)
    assert too_late == [True]
    assert tenant.accepts(tenant.badge_of("sam.rivera"), digits(credentials))
