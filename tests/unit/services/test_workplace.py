"""What the workplace makes sure of around an operation: who, how long ago, and on record."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import SystemClock
from kiosk.models.errors import MANY_CHANGES, ErrorCode, StationError
from kiosk.models.sentences import sentence
from kiosk.models.settings import Settings, SignInSettings, TenantSettings
from kiosk.practice.messages import Answer, Request
from kiosk.services.assembly import build_workplace
from kiosk.services.audit import AuditLog
from kiosk.services.audit_trail import AuditTrail
from kiosk.services.operations import reset_pin as reset_pin_module
from kiosk.services.operations.in_doubt import LATE_SECONDS
from kiosk.services.operations.issue_badge import IssueBadge
from kiosk.services.operations.reset_pin import ResetPin
from kiosk.services.workplace import Workplace
from tests.support.badges import said_by
from tests.support.station_services import (
    HurriedToken,
    Reports,
    SufferingTenant,
    WaitingToken,
    settings_of,
    sign_in,
    suffering_tenant,
)

RESET = "PATCH /users/*/authentication"


class ChangedClock(SystemClock):
    """The machine's clock, put forward or back by hand; monotonic time only goes forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.passed = 0.0

    def now(self) -> datetime:
        return super().now() + self.ahead

    def monotonic(self) -> float:
        return super().monotonic() + self.passed


@pytest.fixture(scope="module")
def _tenant() -> Iterator[SufferingTenant]:
    with suffering_tenant(people=80) as tenant:
        yield tenant


@pytest.fixture
def tenant(_tenant: SufferingTenant) -> SufferingTenant:
    _tenant.suffer()
    return _tenant


@pytest.fixture
def clock() -> ChangedClock:
    return ChangedClock()


@pytest.fixture
def audit_file(tmp_path: Path) -> Path:
    return tmp_path / "audit.jsonl"


@pytest.fixture
def workplace(
    tenant: SufferingTenant, clock: ChangedClock, audit_file: Path
) -> Iterator[Workplace]:
    trail = AuditTrail(AuditLog(audit_file, clock), station="Counter 1", practice=True)
    options = SignInSettings(reauthenticate_minutes=60)
    made = Workplace(settings_of(tenant.practice), options, trail, clock, random.Random(1))
    sign_in(made.session, tenant.practice.administrator)
    tenant.asked.clear()
    yield made
    made.session.sign_out()


def test_a_ca_file_that_went_away_is_told_with_the_settings_file(
    audit_file: Path, clock: ChangedClock, tmp_path: Path
) -> None:
    tenant = TenantSettings(graph_root="https://localhost:1", ca_file=str(tmp_path / "gone.pem"))
    made = build_workplace(
        Settings(tenant=tenant), audit_file, clock, practice=False, ca_named_in="/etc/s.toml"
    )
    with pytest.raises(StationError) as caught:
        made.reach(CancelToken())
    said = sentence(caught.value, lambda _context, text: text)
    assert "settings file /etc/s.toml the key tenant.ca_file" in said
    assert said.count("gone.pem") == 1


def records(audit_file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in audit_file.read_text().splitlines()]


def reset(workplace: Workplace, tenant: SufferingTenant, cancel: CancelToken | None = None) -> str:
    target = tenant.target("sam.rivera")
    credentials = workplace.run(ResetPin(target), cancel or HurriedToken(), Reports())
    assert credentials.pin is not None
    return credentials.pin.digits.reveal()


def failure(work: Callable[[], object]) -> StationError:
    with pytest.raises(StationError) as caught:
        work()
    return caught.value


@contextmanager
def during(tenant: SufferingTenant, method: str, happening: Callable[[], None]) -> Iterator[None]:
    """Have something happen at the moment when the tenant is asked such a request."""
    graph = tenant.server.tenant._graph
    answer = graph.answer

    def listen(request: Request) -> Answer:
        if request.method == method:
            happening()
        return answer(request)

    graph.answer = listen  # type: ignore[method-assign]  # it listens in
    try:
        yield
    finally:
        graph.answer = answer  # type: ignore[method-assign]  # as it was


# On record


def test_attempt_and_outcome_are_on_record_and_no_pin(
    workplace: Workplace, tenant: SufferingTenant, audit_file: Path
) -> None:
    pin = reset(workplace, tenant)
    attempt, outcome = records(audit_file)
    assert (attempt["phase"], outcome["phase"]) == ("attempt", "outcome")
    assert attempt["operation"] == outcome["operation"] == "reset-pin"
    assert attempt["account_name"] == tenant.practice.administrator.username
    assert attempt["person_name"] == tenant.upn("sam.rivera")
    assert attempt["station"] == "Counter 1"
    assert outcome["attempt"] == attempt["number"]
    assert outcome["result"] == "ok"
    assert pin not in audit_file.read_text()


def test_a_badge_is_on_record_by_its_id_and_never_by_its_content(
    workplace: Workplace, tenant: SufferingTenant, audit_file: Path
) -> None:
    newcomer = tenant.target(tenant.newcomers()[0].user_principal_name.partition("@")[0])
    made = workplace.run(IssueBadge(newcomer, 365), HurriedToken(), Reports())
    assert made.issued is not None
    assert made.pin is not None
    text = audit_file.read_text()
    assert records(audit_file)[1]["badge_id"] == made.issued.badge.id
    assert made.pin.digits.reveal() not in text
    assert said_by(made.issued).rpartition("|")[2] not in text
    workplace.methods.remove(newcomer, CancelToken())


def test_the_attempt_is_on_the_disk_before_anything_changes(
    workplace: Workplace, tenant: SufferingTenant, audit_file: Path
) -> None:
    seen: list[int] = []
    with during(tenant, "PATCH", lambda: seen.append(len(records(audit_file)))):
        reset(workplace, tenant)
    assert seen == [1]


def test_without_a_record_nothing_begins(
    workplace: Workplace, tenant: SufferingTenant, audit_file: Path
) -> None:
    audit_file.mkdir()
    error = failure(lambda: reset(workplace, tenant))
    assert error.code is ErrorCode.AUDIT_NOT_WRITABLE
    assert tenant.asked == []


def test_a_record_that_cannot_be_finished_does_not_cost_the_pin(
    workplace: Workplace,
    tenant: SufferingTenant,
    audit_file: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def take_the_file_away() -> None:
        audit_file.unlink(missing_ok=True)
        audit_file.mkdir(exist_ok=True)

    with during(tenant, "PATCH", take_the_file_away):
        pin = reset(workplace, tenant)
    assert tenant.accepts(tenant.badge_of("sam.rivera"), pin)
    assert "was not written" in caplog.text
    assert pin not in caplog.text
    caplog.clear()


def test_a_refusal_is_on_record_with_its_request(
    workplace: Workplace, tenant: SufferingTenant, audit_file: Path
) -> None:
    boss = tenant.target("gwen.aldridge")
    error = failure(lambda: workplace.run(ResetPin(boss), HurriedToken(), Reports()))
    outcome = records(audit_file)[1]
    assert outcome["result"] == error.code == ErrorCode.NOT_PERMITTED
    assert outcome["request_id"] == error.details.request_id != ""


def test_a_cancelled_reset_is_on_record_as_such(
    workplace: Workplace, tenant: SufferingTenant, audit_file: Path
) -> None:
    tenant.suffer(f"429@{RESET}:1")
    with pytest.raises(WorkCancelledError):
        reset(workplace, tenant, WaitingToken())
    assert records(audit_file)[1]["result"] == "cancelled"


def test_a_mistake_of_the_station_itself_is_on_record(
    workplace: Workplace, tenant: SufferingTenant, audit_file: Path
) -> None:
    def report(_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        workplace.run(ResetPin(tenant.target("sam.rivera")), CancelToken(), report)
    assert records(audit_file)[1]["result"] == ErrorCode.UNEXPECTED


# Who stands here


@pytest.mark.parametrize(
    ("ahead", "is_asked"),
    [
        (timedelta(minutes=59), False),
        (timedelta(minutes=61), True),
        (timedelta(seconds=-30), False),
        (timedelta(days=-1), True),
    ],
)
def test_an_old_sign_in_is_asked_for_again_before_a_change(
    workplace: Workplace,
    tenant: SufferingTenant,
    clock: ChangedClock,
    audit_file: Path,
    ahead: timedelta,
    is_asked: bool,
) -> None:
    clock.ahead = ahead
    if not is_asked:
        reset(workplace, tenant)
        return
    error = failure(lambda: reset(workplace, tenant))
    assert error.code is ErrorCode.SIGN_IN_NEEDED
    assert not audit_file.exists()
    assert tenant.asked == []
    assert workplace.people.me(CancelToken()).id == tenant.practice.administrator.id


def test_a_clock_that_is_put_back_a_little_does_not_keep_a_sign_in_young(
    workplace: Workplace, tenant: SufferingTenant, clock: ChangedClock
) -> None:
    clock.passed = timedelta(minutes=61).total_seconds()
    assert failure(lambda: reset(workplace, tenant)).code is ErrorCode.SIGN_IN_NEEDED


@pytest.fixture
def hasty(tenant: SufferingTenant, clock: ChangedClock, audit_file: Path) -> Iterator[Workplace]:
    """A workplace where two changes in ten minutes are all that one sign-in may make."""
    trail = AuditTrail(AuditLog(audit_file, clock), station="Counter 1", practice=True)
    options = SignInSettings(changes_before_reauthentication=2)
    made = Workplace(settings_of(tenant.practice), options, trail, clock, random.Random(1))
    sign_in(made.session, tenant.practice.administrator)
    tenant.asked.clear()
    yield made
    made.session.sign_out()


def test_many_changes_in_a_short_time_ask_who_stands_here(
    hasty: Workplace, tenant: SufferingTenant, audit_file: Path
) -> None:
    for _ in range(2):
        reset(hasty, tenant)
    before = len(tenant.asked), len(records(audit_file))
    error = failure(lambda: reset(hasty, tenant))
    assert error.code is ErrorCode.SIGN_IN_NEEDED
    assert MANY_CHANGES in error.values
    assert (len(tenant.asked), len(records(audit_file))) == before
    # Looking, and a run with its own question, are not held up.
    hasty.people.me(CancelToken())
    hasty.for_run()
    sign_in(hasty.session, tenant.practice.administrator)
    reset(hasty, tenant)


def test_ten_minutes_later_nobody_is_asked(
    hasty: Workplace, tenant: SufferingTenant, clock: ChangedClock
) -> None:
    for _ in range(2):
        reset(hasty, tenant)
    clock.passed = 601
    reset(hasty, tenant)


def test_a_refused_or_cancelled_change_is_no_change(
    hasty: Workplace, tenant: SufferingTenant
) -> None:
    boss = tenant.target("gwen.aldridge")
    for _ in range(3):
        refused = failure(lambda: hasty.run(ResetPin(boss), HurriedToken(), Reports()))
        assert refused.code is ErrorCode.NOT_PERMITTED
    tenant.suffer(f"429@{RESET}:1")
    with pytest.raises(WorkCancelledError):
        reset(hasty, tenant, WaitingToken())
    for _ in range(2):
        reset(hasty, tenant)


@pytest.mark.usefixtures("_no_settling")
def test_a_change_that_may_have_been_made_counts(hasty: Workplace, tenant: SufferingTenant) -> None:
    tenant.suffer(f"500@{RESET}")
    for _ in range(2):
        assert failure(lambda: reset(hasty, tenant)).code is ErrorCode.PIN_UNCONFIRMED
    assert failure(lambda: reset(hasty, tenant)).code is ErrorCode.SIGN_IN_NEEDED


def test_nobody_signed_in_means_no_change(workplace: Workplace, tenant: SufferingTenant) -> None:
    workplace.session.sign_out()
    assert failure(lambda: reset(workplace, tenant)).code is ErrorCode.SIGN_IN_NEEDED
    assert tenant.asked == []


def test_whoever_signed_out_while_a_reset_waited_sends_nothing_more(
    workplace: Workplace, tenant: SufferingTenant
) -> None:
    class LeavingToken(CancelToken):
        def wait(self, seconds: float) -> None:
            del seconds
            workplace.session.sign_out()

    tenant.suffer(f"429@{RESET}:1")
    error = failure(lambda: reset(workplace, tenant, LeavingToken()))
    assert error.code is ErrorCode.SIGN_IN_NEEDED
    assert not error.maybe_done
    assert len(tenant.asked) == 1


def test_whoever_signs_in_next_does_not_go_on_with_anothers_reset(
    workplace: Workplace, tenant: SufferingTenant
) -> None:
    other = tenant.practice.account("Privileged Authentication Administrator")

    class ReplacingToken(CancelToken):
        def wait(self, seconds: float) -> None:
            del seconds
            workplace.session.sign_out()
            sign_in(workplace.session, other)

    tenant.suffer(f"lost-answer@{RESET}:1")
    error = failure(lambda: reset(workplace, tenant, ReplacingToken()))
    assert error.code is ErrorCode.SIGN_IN_NEEDED
    assert error.maybe_done
    assert len(tenant.writes()) == 1


def test_after_signing_out_no_thread_uses_the_old_token(
    workplace: Workplace, tenant: SufferingTenant
) -> None:
    threads = 6
    begun = threading.Barrier(threads + 1)
    ended: list[ErrorCode] = []

    def ask() -> None:
        begun.wait()
        while True:
            try:
                workplace.people.me(CancelToken())
            except StationError as error:
                ended.append(error.code)
                return

    workers = [threading.Thread(target=ask) for _ in range(threads)]
    for worker in workers:
        worker.start()
    begun.wait()
    workplace.session.sign_out()
    for worker in workers:
        worker.join(10)
        assert not worker.is_alive()
    assert ended == [ErrorCode.SIGN_IN_NEEDED] * threads
    assert all(request.header("authorization").strip() != "Bearer" for request in tenant.asked)


# In doubt


@pytest.fixture
def _no_settling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reset_pin_module, "SETTLING_SECONDS", 0.0)


@pytest.mark.usefixtures("_no_settling")
def test_after_a_reset_that_nobody_could_confirm_the_next_is_looked_at_closely(
    workplace: Workplace, tenant: SufferingTenant, clock: ChangedClock
) -> None:
    sam = tenant.target("sam.rivera")
    tenant.suffer(f"500@{RESET}")
    assert failure(lambda: reset(workplace, tenant)).code is ErrorCode.PIN_UNCONFIRMED
    tenant.suffer()
    assert workplace.run(ResetPin(sam), HurriedToken(), Reports()).follows_lost_answer
    other = workplace.run(ResetPin(tenant.target("tara.whitlock")), HurriedToken(), Reports())
    assert not other.follows_lost_answer
    clock.passed = LATE_SECONDS + 1
    assert not workplace.run(ResetPin(sam), HurriedToken(), Reports()).follows_lost_answer


def test_the_service_is_reached_and_its_clock_is_known(
    workplace: Workplace, clock: ChangedClock
) -> None:
    workplace.reach(CancelToken())
    assert workplace.clock_skew == timedelta(0)
    clock.ahead = timedelta(minutes=-10)
    workplace.reach(CancelToken())
    assert abs(workplace.clock_skew - timedelta(minutes=10)) < timedelta(seconds=2)


@pytest.mark.parametrize(
    ("fault", "code"),
    [("503", ErrorCode.SERVICE_UNAVAILABLE), ("429", ErrorCode.THROTTLED)],
)
def test_a_service_that_is_unwell_is_reached_but_not_well(
    workplace: Workplace, tenant: SufferingTenant, fault: str, code: ErrorCode
) -> None:
    workplace.reach_well(CancelToken())
    tenant.suffer(f"{fault}@/")
    workplace.reach(CancelToken())
    error = failure(lambda: workplace.reach_well(CancelToken()))
    assert error.code is code
    # It did answer, if only to say no.
    assert error.details.http_status == int(fault)
