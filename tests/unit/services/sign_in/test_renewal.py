"""The token is renewed in silence: once, in time, and without losing one that is good."""

from __future__ import annotations

import json
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.services.sign_in.session import SignInSession
from tests.unit.services.sign_in.conftest import MovableClock
from tests.unit.services.sign_in.odd_tenant import CUT, TOKEN, Answer, OddTenant, refused
from tests.unit.services.sign_in.waiting import no_report, wait_until

HOUR = 3600.0
CHALLENGE = '{"access_token": {"acrs": {"essential": true, "value": "c1"}}}'


@pytest.fixture
def signed_in(session: SignInSession, odd_tenant: OddTenant) -> SignInSession:
    session.sign_in_by_browser(odd_tenant.visit, CancelToken(), no_report)
    odd_tenant.asked.clear()
    return session


def token(session: SignInSession, rejected: Secret | None = None) -> Secret:
    return session.access_token(CancelToken(), rejected)


def failure_of(session: SignInSession, claims: str | None = None) -> StationError:
    with pytest.raises(StationError) as failure:
        session.access_token(CancelToken(), claims=claims)
    return failure.value


def renewals(tenant: OddTenant) -> int:
    return tenant.count(TOKEN, "refresh_token")


def test_a_good_token_is_handed_out_again(
    signed_in: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    first = token(signed_in)
    clock.ahead_seconds = HOUR - 400
    assert token(signed_in) is first
    assert renewals(odd_tenant) == 0


@pytest.mark.parametrize("seconds", [HOUR - 200, HOUR + 200])
def test_eight_at_once_renew_it_once(
    signed_in: SignInSession, odd_tenant: OddTenant, clock: MovableClock, seconds: float
) -> None:
    before = token(signed_in)
    clock.ahead_seconds = seconds
    together = threading.Barrier(8)

    def ask() -> str:
        together.wait()
        return token(signed_in).reveal()

    with ThreadPoolExecutor(8) as pool:
        tokens = {future.result() for future in [pool.submit(ask) for _ in range(8)]}
    assert len(tokens) == 1
    assert before.reveal() not in tokens
    assert renewals(odd_tenant) == 1


def test_eight_whose_token_was_refused_renew_it_once(
    signed_in: SignInSession, odd_tenant: OddTenant
) -> None:
    refused_token = token(signed_in)
    with ThreadPoolExecutor(8) as pool:
        futures = [pool.submit(token, signed_in, refused_token) for _ in range(8)]
        tokens = {future.result().reveal() for future in futures}
    assert len(tokens) == 1
    assert refused_token.reveal() not in tokens
    assert renewals(odd_tenant) == 1


def test_the_service_may_ask_for_an_earlier_renewal(
    session: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    odd_tenant.token_fields = {"refresh_in": 1800}
    session.sign_in_by_browser(odd_tenant.visit, CancelToken(), no_report)
    first = token(session)
    clock.ahead_seconds = 1700
    assert token(session) is first
    clock.ahead_seconds = 1900
    assert token(session) is not first


@pytest.mark.parametrize(
    "fault", [Answer(500, b""), Answer(429, b"", {"Retry-After": "90"}), Answer(200, b"no json")]
)
def test_a_token_that_is_still_good_survives_a_fault_of_the_service(
    signed_in: SignInSession, odd_tenant: OddTenant, clock: MovableClock, fault: Answer
) -> None:
    first = token(signed_in)
    clock.speed, clock.ahead_seconds = 20.0, HOUR - 200
    odd_tenant.next_answers[TOKEN] = [fault] * 3
    assert token(signed_in) is first
    asked = renewals(odd_tenant)
    assert token(signed_in) is first
    assert renewals(odd_tenant) == asked, "it tried again at once"
    clock.ahead_seconds += 91
    odd_tenant.next_answers[TOKEN] = []
    assert token(signed_in) is not first


def test_an_expired_token_and_a_fault_is_the_fault(
    signed_in: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    clock.speed, clock.ahead_seconds = 20.0, HOUR + 1
    odd_tenant.next_answers[TOKEN] = [Answer(503, b"")] * 3
    assert failure_of(signed_in).code is ErrorCode.SERVICE_UNAVAILABLE
    assert token(signed_in).reveal().startswith("access-token-")


def test_a_lost_answer_of_the_sign_in_service_is_no_change_that_may_have_been_made(
    signed_in: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    clock.speed, clock.ahead_seconds = 20.0, HOUR + 1
    odd_tenant.next_answers[TOKEN] = [CUT] * 3
    error = failure_of(signed_in)
    assert error.code is ErrorCode.NETWORK_UNREACHABLE
    assert not error.maybe_done


def test_a_refused_token_is_never_handed_out_again_because_of_a_fault(
    signed_in: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    clock.speed = 20.0
    odd_tenant.next_answers[TOKEN] = [Answer(503, b"")] * 3
    with pytest.raises(StationError) as failure:
        token(signed_in, token(signed_in))
    assert failure.value.code is ErrorCode.SERVICE_UNAVAILABLE


def test_claims_of_the_service_go_into_the_renewal(
    signed_in: SignInSession, odd_tenant: OddTenant
) -> None:
    first = token(signed_in)
    fresh = signed_in.access_token(CancelToken(), first, CHALLENGE)
    assert fresh != first
    asked = json.loads(odd_tenant.asked[-1][1]["claims"])
    assert asked["access_token"]["acrs"]["value"] == "c1"
    assert asked["access_token"]["xms_cc"] == {"values": ["CP1"]}


@pytest.mark.parametrize("name", ["invalid_grant", "interaction_required"])
def test_a_person_is_needed_and_for_what(
    signed_in: SignInSession, odd_tenant: OddTenant, name: str
) -> None:
    odd_tenant.next_answers[TOKEN] = [refused(name, 50079)]
    error = failure_of(signed_in, CHALLENGE)
    assert error.code is ErrorCode.SIGN_IN_NEEDED
    assert error.claims == CHALLENGE
    assert error.details.service_code == "AADSTS50079"
    assert signed_in.account is not None


def test_the_services_own_claims_come_first(
    signed_in: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    clock.ahead_seconds = HOUR + 1
    answer = {"error": "interaction_required", "claims": CHALLENGE}
    odd_tenant.next_answers[TOKEN] = [Answer.of(answer, 400)]
    assert failure_of(signed_in).claims == CHALLENGE


def test_a_refusal_is_not_replayed_once_its_cause_is_gone(
    signed_in: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    clock.ahead_seconds = HOUR + 1
    odd_tenant.next_answers[TOKEN] = [refused("invalid_grant", 50173)]
    assert failure_of(signed_in).code is ErrorCode.SIGN_IN_NEEDED
    assert token(signed_in).reveal().startswith("access-token-")


def test_an_application_that_was_removed_is_named(
    signed_in: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    clock.ahead_seconds = HOUR + 1
    odd_tenant.next_answers[TOKEN] = [refused("unauthorized_client", 700016)]
    assert failure_of(signed_in).code is ErrorCode.CLIENT_UNKNOWN


def test_the_tenant_gives_no_refresh_token(
    session: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    odd_tenant.token_fields = {"refresh_token": ""}
    session.sign_in_by_browser(odd_tenant.visit, CancelToken(), no_report)
    assert not token(session).is_cleared
    clock.ahead_seconds = HOUR + 1
    assert failure_of(session, CHALLENGE).claims == CHALLENGE


def test_nobody_is_signed_in(session: SignInSession) -> None:
    error = failure_of(session, CHALLENGE)
    assert error.code is ErrorCode.SIGN_IN_NEEDED
    assert error.claims == CHALLENGE


def test_cancel_does_not_wait_for_a_renewal_that_hangs(
    signed_in: SignInSession, odd_tenant: OddTenant
) -> None:
    cancels = [CancelToken(), CancelToken()]
    odd_tenant.hold.clear()
    rejected = token(signed_in)
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(signed_in.access_token, one, rejected) for one in cancels]
        wait_until(lambda: renewals(odd_tenant) == 1)
        started = time.monotonic()
        for cancel in cancels:
            cancel.cancel()
        for done in waiting:
            with pytest.raises(WorkCancelledError):
                done.result(5)
        assert time.monotonic() - started < 0.5
    odd_tenant.hold.set()


def test_signing_out_during_a_renewal_wins(signed_in: SignInSession, odd_tenant: OddTenant) -> None:
    odd_tenant.hold.clear()
    rejected = token(signed_in)
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(token, signed_in, Secret(rejected.reveal()))
        wait_until(lambda: renewals(odd_tenant) == 1)
        signed_in.sign_out()
        odd_tenant.hold.set()
        with pytest.raises(StationError) as failure:
            done.result(5)
    assert failure.value.code is ErrorCode.SIGN_IN_NEEDED
    assert signed_in.account is None


def test_nothing_secret_is_logged_even_when_everything_is(
    session: SignInSession, odd_tenant: OddTenant, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        session.sign_in_by_browser(odd_tenant.visit, CancelToken(), no_report)
        token(session, token(session))
        odd_tenant.next_answers[TOKEN] = [Answer(200, b'{"access_token": "half-a-tok')]
        with pytest.raises(StationError):
            token(session, token(session))
        session.sign_out()
    for secret in ("access-token-", "refresh-token-", "the-code", "half-a-tok", "verifier"):
        assert secret not in caplog.text
