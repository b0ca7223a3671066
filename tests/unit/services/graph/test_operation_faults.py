"""Each operation, each of its calls, each fault: a working badge, or a sentence that is true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from kiosk.models.badge import Credentials
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import GraphVersion
from kiosk.services.graph import client
from kiosk.services.operations.extend_badge import ExtendBadge
from kiosk.services.operations.issue_temporary_badge import IssueTemporaryBadge
from kiosk.services.operations.operation import Operation
from kiosk.services.operations.progress import Step
from kiosk.services.operations.remove_badge import RemoveBadge
from kiosk.services.operations.replace_badge import ReplaceBadge
from tests.support.holders import DAYS, Holder, holder_on, run
from tests.support.station_services import Reports, StationServices, SufferingTenant

KINDS = (
    "429", "500", "503", "504", "timeout", "reset", "lost-answer",
    "bad-json", "slow", "expired-token",
)  # fmt: skip
LASTING = ("403", "500", "reset", "lost-answer", "bad-json")
DONE_ALL_THE_SAME = ("lost-answer", "bad-json")
"""With these the change is made, so whatever can be seen to be done is done."""

NEW_END = timedelta(days=390)

READING = "GET /users/*/authentication"
STANDARD = "/users/*/authentication/qrCodePinMethod/standardQRCode"
TEMPORARY = "/users/*/authentication/qrCodePinMethod/temporaryQRCode"


@dataclass(frozen=True)
class Call:
    """One call of an operation: the step at which it is due, and its route.

    `stops_with` is what is said when nobody knows whether it was made, None where the fault
    itself is said because nothing was changed; `refused_with` likewise when it was refused.
    `after_lost_creation` where it is only made to get over one.
    """

    name: str
    step: Step
    route: str
    stops_with: ErrorCode | None = None
    refused_with: ErrorCode | None = None
    after_lost_creation: str = ""
    is_needed: bool = True

    @property
    def is_reading(self) -> bool:
        return self.route.startswith("GET")

    @property
    def can_be_seen(self) -> bool:
        """Whether a reading tells that it is done; what is told only once is lost for good."""
        return self.step not in (Step.ISSUE_BADGE, Step.RESET_PIN)


@dataclass(frozen=True)
class Case:
    """An operation on somebody who holds a badge."""

    name: str
    begin: Callable[[Holder], Operation]
    calls: tuple[Call, ...]


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
    return ExtendBadge(holder.target, badge, badge.starts + NEW_END)


def removal(holder: Holder) -> Operation:
    return RemoveBadge(holder.target)


READ = Call("reading", Step.READ_STATE, READING)
GONE, TEMPORARY_GONE = ErrorCode.BADGE_GONE, ErrorCode.TEMPORARY_BADGE_GONE
UNCONFIRMED = ErrorCode.BADGE_UNCONFIRMED


def deletion(route: str) -> Call:
    return Call(
        "deletion", Step.DELETE_OLD_BADGE, f"DELETE {route}", ErrorCode.DELETION_UNCONFIRMED
    )


def creation(route: str, refused_with: ErrorCode | None = None) -> tuple[Call, ...]:
    lost = f"lost-answer@PATCH {route}:1"
    return (
        Call("creation", Step.ISSUE_BADGE, f"PATCH {route}", UNCONFIRMED, refused_with),
        Call(
            "reading after a lost creation",
            Step.CONFIRM_BADGE,
            READING,
            UNCONFIRMED,
            UNCONFIRMED,
            lost,
        ),
        Call(
            "deletion of a lost badge",
            Step.REMOVE_LOST_BADGE,
            f"DELETE {route}",
            UNCONFIRMED,
            UNCONFIRMED,
            lost,
        ),
    )


RESET = Call(
    "reset",
    Step.RESET_PIN,
    "PATCH /users/*/authentication/qrCodePinMethod/pin",
    ErrorCode.PIN_UNCONFIRMED,
    ErrorCode.PIN_NOT_RESET,
)
CONFIRMATION = Call("confirmation", Step.CONFIRM_PIN, READING, is_needed=False)

CASES = (
    Case("replace", replacement, (READ, deletion(STANDARD), *creation(STANDARD, GONE))),
    Case("replace with PIN", replacement_with_pin, (deletion(STANDARD), RESET, CONFIRMATION)),
    Case("first temporary", first_temporary, (READ, *creation(TEMPORARY))),
    Case(
        "another temporary",
        another_temporary,
        (READ, deletion(TEMPORARY), *creation(TEMPORARY, TEMPORARY_GONE)),
    ),
    Case(
        "extend",
        extension,
        (
            READ,
            Call("move", Step.MOVE_EXPIRY, f"PATCH {STANDARD}", ErrorCode.EXTENSION_UNCONFIRMED),
        ),
    ),
    Case(
        "remove",
        removal,
        (
            Call(
                "removal",
                Step.REMOVE_METHOD,
                "DELETE /users/*/authentication/qrCodePinMethod",
                ErrorCode.REMOVAL_UNCONFIRMED,
            ),
        ),
    ),
)
PLACES = [
    pytest.param(case, call, id=f"{case.name}-{call.name}") for case in CASES for call in case.calls
]


@pytest.fixture(autouse=True)
def _no_real_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten what is not waited for by the operation's token."""
    monkeypatch.setattr(client, "FIRST_WAIT_SECONDS", 0.05)
    monkeypatch.setattr("kiosk.practice.fault_effects.SLOW_SECONDS", 0.02)


@pytest.fixture
def holder(services: StationServices, tenant: SufferingTenant) -> Iterator[Holder]:
    with holder_on(tenant, services.methods) as holder:
        yield holder


def run_with_fault(
    operation: Operation, services: StationServices, holder: Holder, call: Call, fault: str
) -> Credentials | StationError:
    """Run an operation once, with a fault from the moment at which a call is due."""
    if call.after_lost_creation:
        holder.tenant.suffer(call.after_lost_creation)
    reports = Reports(call.step, lambda: holder.tenant.suffer(fault))
    return run(operation, services, reports)


def assert_true(operation: Operation, holder: Holder, came_out: Credentials | StationError) -> None:
    """See that it is done, that it is true, and that nobody lost a badge by it."""
    assert isinstance(came_out, Credentials), came_out
    holder.tenant.suffer()
    if isinstance(operation, RemoveBadge):
        assert holder.read() is None
        assert not holder.gets_in()
        return
    holder.takes(came_out)
    assert holder.gets_in()
    if isinstance(operation, ExtendBadge):
        badge = holder.held()
        assert badge is not None
        assert badge.expires == badge.starts + NEW_END
        assert came_out.method is not None
        assert came_out.method.standard is not None
        assert came_out.method.standard.expires == badge.expires
    else:
        assert came_out.issued is not None


def hasty_if_silent(
    kind: str, services: StationServices, hasty_services: StationServices
) -> StationServices:
    """Return services that soon take silence for an answer, where silence is the fault."""
    return hasty_services if kind == "timeout" else services


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("case", "call"), PLACES)
def test_a_passing_fault_ends_with_one_badge_that_works(
    services: StationServices,
    hasty_services: StationServices,
    holder: Holder,
    case: Case,
    call: Call,
    kind: str,
) -> None:
    services = hasty_if_silent(kind, services, hasty_services)
    operation = case.begin(holder)
    outcome = run_with_fault(operation, services, holder, call, f"{kind}@{call.route}:1")
    if kind == "bad-json" and call.is_reading and call.is_needed:
        # What the service says in earnest and nobody can read is not asked for again.
        assert isinstance(outcome, StationError)
        assert outcome.code is (call.stops_with or ErrorCode.ANSWER_UNREADABLE)
        outcome = run(operation, services)
    assert_true(operation, holder, outcome)


@pytest.mark.parametrize("version", [GraphVersion.BETA])
@pytest.mark.parametrize("kind", LASTING)
@pytest.mark.parametrize(("case", "call"), PLACES)
def test_a_lasting_fault_is_told_as_it_is_and_what_was_begun_is_finished_afterwards(
    services: StationServices, holder: Holder, case: Case, call: Call, kind: str
) -> None:
    operation = case.begin(holder)
    outcome = run_with_fault(operation, services, holder, call, f"{kind}@{call.route}")
    is_done = kind in DONE_ALL_THE_SAME and call.can_be_seen and not call.is_reading
    if call.is_needed and not is_done:
        assert isinstance(outcome, StationError), outcome
        expected = call.refused_with if kind == "403" else call.stops_with
        assert outcome.code is (expected or outcome.code)
        assert outcome.maybe_done or expected is None
        assert operation.half_done is expected
        came_out = operation.came_out()
        if call is RESET:
            assert came_out is not None
            assert came_out.issued is not None
            holder.tenant.suffer()
            assert holder.held() == came_out.issued.badge
            if kind not in DONE_ALL_THE_SAME:
                holder.takes(came_out)
        else:
            assert came_out is None
        holder.tenant.suffer()
        outcome = run(operation, services)
    assert_true(operation, holder, outcome)


@pytest.mark.parametrize(("case", "call"), PLACES)
def test_after_a_challenge_and_a_new_sign_in_the_same_work_goes_on(
    own_services: StationServices, tenant: SufferingTenant, case: Case, call: Call
) -> None:
    with holder_on(tenant, own_services.methods) as holder:
        operation = case.begin(holder)
        fault = f"claims-challenge@{call.route}"
        outcome = run_with_fault(operation, own_services, holder, call, fault)
        if call.is_needed:
            assert isinstance(outcome, StationError)
            assert outcome.code is ErrorCode.SIGN_IN_NEEDED
            assert outcome.claims is not None
            own_services.sign_in(tenant.practice.administrator, outcome.claims)
            outcome = run(operation, own_services)
        assert_true(operation, holder, outcome)
