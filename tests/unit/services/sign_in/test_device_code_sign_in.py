"""Signing in with a code that the person types on another device."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.sign_in.progress import DeviceCodeShown, Finishing, SignInProgress
from kiosk.services.sign_in.session import SignInSession
from tests.unit.services.sign_in.conftest import MakeSession, MovableClock
from tests.unit.services.sign_in.odd_tenant import (
    DEVICE,
    PERSON_ID,
    TENANT_ID,
    TOKEN,
    Answer,
    OddTenant,
    refused,
)
from tests.unit.services.sign_in.waiting import no_report, sign_in_threads, wait_until

pytestmark = pytest.mark.usefixtures("_fast_clock")

PENDING = refused("authorization_pending", 70016)


@pytest.fixture
def _fast_clock(clock: MovableClock) -> None:
    clock.speed = 10.0


def code_of_failure(session: SignInSession) -> ErrorCode:
    with pytest.raises(StationError) as failure:
        session.sign_in_by_device_code(CancelToken(), no_report)
    assert session.account is None
    return failure.value.code


def test_the_code_is_shown_and_the_person_is_waited_for(
    session: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    odd_tenant.next_answers[TOKEN] = [PENDING]
    reported: list[SignInProgress] = []
    account = session.sign_in_by_device_code(CancelToken(), reported.append)
    assert account.person_id == PERSON_ID
    shown, last = reported
    assert isinstance(shown, DeviceCodeShown)
    assert isinstance(last, Finishing)
    assert shown.user_code == "ABCD-EFGH"
    assert shown.address == f"{odd_tenant.root}/device"
    assert shown.complete_address is None
    assert "ABCD" not in repr(shown)
    assert timedelta(0) < shown.expires_at - clock.now() <= timedelta(seconds=60)
    assert odd_tenant.count(TOKEN) == 2


def test_an_address_that_holds_the_code_is_passed_on(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    odd_tenant.next_answers[DEVICE] = [
        Answer.of(
            {
                "device_code": "d",
                "user_code": "WXYZ",
                "verification_uri": "https://example.com/device",
                "verification_uri_complete": "https://example.com/device?code=WXYZ",
                "expires_in": "900",
                "interval": "0",
            }
        )
    ]
    reported: list[SignInProgress] = []
    session.sign_in_by_device_code(CancelToken(), reported.append)
    shown = reported[0]
    assert isinstance(shown, DeviceCodeShown)
    assert shown.complete_address == "https://example.com/device?code=WXYZ"


def test_cancel_answers_at_once_and_leaves_no_thread(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    odd_tenant.next_answers[TOKEN] = [PENDING] * 50
    cancel = CancelToken()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(session.sign_in_by_device_code, cancel, no_report)
        wait_until(lambda: odd_tenant.count(TOKEN) == 1)
        started = time.monotonic()
        cancel.cancel()
        with pytest.raises(WorkCancelledError):
            done.result(5)
        assert time.monotonic() - started < 0.5
    assert session.account is None
    wait_until(lambda: not sign_in_threads())


@pytest.mark.parametrize(
    "fault", [Answer(500, b""), Answer(200, b"<html>"), Answer(429, b"", {"Retry-After": "1"})]
)
def test_one_fault_of_the_service_does_not_end_the_wait(
    session: SignInSession, odd_tenant: OddTenant, fault: Answer
) -> None:
    odd_tenant.next_answers[TOKEN] = [fault]
    assert session.sign_in_by_device_code(CancelToken(), no_report).person_id == PERSON_ID


def test_a_service_that_is_down_ends_it_with_that_reason(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    odd_tenant.next_answers[TOKEN] = [Answer(500, b"")] * 20
    assert code_of_failure(session) is ErrorCode.SERVICE_UNAVAILABLE


def test_slow_down_is_obeyed(make_session: MakeSession, odd_tenant: OddTenant) -> None:
    session = make_session(timeout_seconds=5)
    odd_tenant.next_answers[TOKEN] = [refused("slow_down")]
    assert code_of_failure(session) is ErrorCode.SIGN_IN_TIMED_OUT
    assert odd_tenant.count(TOKEN) == 1


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (refused("expired_token", 70020), ErrorCode.SIGN_IN_TIMED_OUT),
        (refused("authorization_declined"), ErrorCode.SIGN_IN_REFUSED),
        (refused("access_denied"), ErrorCode.SIGN_IN_REFUSED),
        (refused("bad_verification_code", 70019), ErrorCode.SIGN_IN_FAILED),
        (refused("invalid_grant", 65001), ErrorCode.CONSENT_MISSING),
    ],
)
def test_the_service_ends_it(
    session: SignInSession, odd_tenant: OddTenant, answer: Answer, code: ErrorCode
) -> None:
    odd_tenant.next_answers[TOKEN] = [PENDING, answer]
    assert code_of_failure(session) is code


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (refused("unauthorized_client", 700016), ErrorCode.CLIENT_UNKNOWN),
        (Answer.of({}), ErrorCode.ANSWER_UNREADABLE),
        (Answer.of({"user_code": "A", "expires_in": "soon"}), ErrorCode.ANSWER_UNREADABLE),
        (Answer(200, b"hello"), ErrorCode.ANSWER_UNREADABLE),
    ],
)
def test_no_code_can_be_had(
    session: SignInSession, odd_tenant: OddTenant, answer: Answer, code: ErrorCode
) -> None:
    odd_tenant.next_answers[DEVICE] = [answer]
    assert code_of_failure(session) is code


def test_a_tenant_without_device_codes_says_so(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    document = dict(odd_tenant.discovery)
    del document["device_authorization_endpoint"]
    odd_tenant.next_answers["discovery"] = [Answer.of(document)]
    assert code_of_failure(session) is ErrorCode.SIGN_IN_FAILED


def test_the_time_of_the_station_ends_it_too(
    make_session: MakeSession, odd_tenant: OddTenant
) -> None:
    session = make_session(timeout_seconds=1)
    odd_tenant.next_answers[TOKEN] = [PENDING] * 50
    assert code_of_failure(session) is ErrorCode.SIGN_IN_TIMED_OUT


def test_another_person_is_not_let_in(session: SignInSession, odd_tenant: OddTenant) -> None:
    sam = session.sign_in_by_device_code(CancelToken(), no_report)
    kim = replace(sam, person_id="kim")
    with pytest.raises(StationError) as failure:
        session.sign_in_by_device_code(CancelToken(), no_report, None, kim)
    assert failure.value.code is ErrorCode.SIGN_IN_OTHER_PERSON
    assert session.account == sam


def test_signing_out_names_no_page_because_this_browser_knows_nobody(
    session: SignInSession,
) -> None:
    session.sign_in_by_device_code(CancelToken(), no_report)
    assert session.sign_out() is None


def test_there_is_no_network(make_session: MakeSession, odd_tenant: OddTenant) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        authority = f"https://localhost:{unused.getsockname()[1]}/{TENANT_ID}"
        session = make_session(replace(odd_tenant.settings, authority=authority))
        assert code_of_failure(session) is ErrorCode.NETWORK_UNREACHABLE


@pytest.mark.parametrize(
    "odd",
    [
        {"interval": None},
        {"interval": "soon"},
        {"interval": 1e400},
        {"expires_in": None},
        {"expires_in": "later"},
        {"expires_in": [900]},
        {"user_code": None},
        {"user_code": ""},
        {"verification_uri": 7},
        {"verification_uri": "javascript:alert(1)"},
        {"verification_uri": "http://elsewhere.example/device"},
        {"verification_uri": "https://["},
    ],
)
def test_a_code_that_nobody_could_use_is_not_shown(
    session: SignInSession, odd_tenant: OddTenant, odd: dict[str, object]
) -> None:
    usual = {
        "device_code": "d",
        "user_code": "WXYZ",
        "verification_uri": f"{odd_tenant.root}/device",
        "expires_in": 900,
        "interval": 1,
    }
    odd_tenant.next_answers[DEVICE] = [Answer.of(usual | odd)]
    assert code_of_failure(session) is ErrorCode.ANSWER_UNREADABLE


@pytest.mark.parametrize("complete", [7, ["x"], "javascript:alert(1)", "https://["])
def test_a_whole_address_that_is_none_is_left_out(
    session: SignInSession, odd_tenant: OddTenant, complete: object
) -> None:
    odd_tenant.next_answers[DEVICE] = [
        Answer.of(
            {
                "device_code": "d",
                "user_code": "WXYZ",
                "verification_uri": f"{odd_tenant.root}/device",
                "verification_uri_complete": complete,
                "expires_in": 900,
                "interval": 1,
            }
        )
    ]
    reported: list[SignInProgress] = []
    session.sign_in_by_device_code(CancelToken(), reported.append)
    shown = reported[0]
    assert isinstance(shown, DeviceCodeShown)
    assert shown.complete_address is None
