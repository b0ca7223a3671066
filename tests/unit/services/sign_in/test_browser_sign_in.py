"""Signing in by the system's browser, and everything that can go wrong on the way."""

from __future__ import annotations

import base64
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.moment import Moment
from kiosk.models.person import Account
from kiosk.services.sign_in.held_token import HeldToken
from kiosk.services.sign_in.progress import (
    BrowserNotOpened,
    BrowserOpened,
    Finishing,
    SignInProgress,
)
from kiosk.services.sign_in.session import SignInSession
from kiosk.services.sign_in.tenant_client import Grant
from tests.unit.services.sign_in.conftest import MakeSession, MovableClock
from tests.unit.services.sign_in.odd_tenant import (
    DEVICE,
    DISCOVERY,
    PERSON_ID,
    TENANT_ID,
    TOKEN,
    Answer,
    OddTenant,
    odd_tenant_in,
    refused,
    unsigned_token,
)
from tests.unit.services.sign_in.waiting import no_report, sign_in_threads, wait_until

SAM = Account(PERSON_ID, "Sam Rivera", "sam.rivera@example.com")


def sign_in(session: SignInSession, tenant: OddTenant, **visit: str) -> Account:
    return session.sign_in_by_browser(
        lambda address: tenant.visit(address, **visit), CancelToken(), no_report
    )


def failure_of(session: SignInSession, tenant: OddTenant, **visit: str) -> StationError:
    with pytest.raises(StationError) as failure:
        sign_in(session, tenant, **visit)
    assert session.account is None
    assert session.signed_in_at is None
    with pytest.raises(StationError) as nothing_held:
        session.access_token(CancelToken())
    assert nothing_held.value.code is ErrorCode.SIGN_IN_NEEDED
    return failure.value


def test_after_the_page_the_station_knows_who_it_is(
    session: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    reported: list[SignInProgress] = []

    def report(progress: SignInProgress) -> None:
        reported.append(progress)
        if isinstance(progress, BrowserOpened):
            odd_tenant.visit(progress.address)

    account = session.sign_in_by_browser(lambda _: True, CancelToken(), report)
    assert account == SAM == session.account
    assert session.signed_in_at is not None
    assert 0 <= Moment.now(clock).seconds_since(session.signed_in_at) < 5
    assert [type(one) for one in reported] == [BrowserOpened, Finishing]
    assert session.access_token(CancelToken()).reveal().startswith("access-token-")
    assert "User.Read.All" in session.granted_scopes


def test_the_page_asks_for_the_password_and_answers_by_form(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    addresses: list[str] = []

    def open_browser(address: str) -> bool:
        addresses.append(address)
        return odd_tenant.visit(address)

    session.sign_in_by_browser(open_browser, CancelToken(), no_report)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(addresses[0]).query).items()}
    assert asked["prompt"] == "login"
    assert asked["response_mode"] == "form_post"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"].startswith("http://localhost:")
    assert set(asked["scope"].split()) == {
        "UserAuthMethod-QR.ReadWrite.All",
        "User.Read",
        "User.Read.All",
        "openid",
        "profile",
        "offline_access",
    }


def test_signing_in_again_names_the_person_and_carries_the_claims(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    addresses: list[str] = []

    def open_browser(address: str) -> bool:
        addresses.append(address)
        return odd_tenant.visit(address)

    claims = '{"access_token": {"acrs": {"essential": true, "value": "c1"}}}'
    session.sign_in_by_browser(open_browser, CancelToken(), no_report, claims, SAM)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(addresses[0]).query).items()}
    assert asked["login_hint"] == SAM.username
    assert '"c1"' in asked["claims"]


def test_a_browser_that_does_not_open_is_told_and_waited_for(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    reported: list[SignInProgress] = []

    def report(progress: SignInProgress) -> None:
        reported.append(progress)
        if isinstance(progress, BrowserNotOpened):
            odd_tenant.visit(progress.address)

    def broken(_: str) -> bool:
        raise OSError("no browser here")

    assert session.sign_in_by_browser(lambda _: False, CancelToken(), report) == SAM
    assert session.sign_in_by_browser(broken, CancelToken(), report) == SAM
    assert [type(one) for one in reported] == [BrowserNotOpened, Finishing] * 2
    assert "state" not in repr(reported)


def test_cancel_with_the_browser_closed_answers_at_once_and_leaks_nothing(
    session: SignInSession,
) -> None:
    cancel, opened = CancelToken(), threading.Event()
    addresses: list[str] = []

    def open_and_close(address: str) -> bool:
        addresses.append(address)
        opened.set()
        return True

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(session.sign_in_by_browser, open_and_close, cancel, no_report)
        assert opened.wait(10)
        started = time.monotonic()
        assert cancel.cancel()
        with pytest.raises(WorkCancelledError):
            done.result(5)
        assert time.monotonic() - started < 0.5
    assert not sign_in_threads()
    port = urlsplit(parse_qs(urlsplit(addresses[0]).query)["redirect_uri"][0]).port
    with socket.socket() as again:
        again.bind(("127.0.0.1", port))


def test_a_cancel_at_the_last_moment_leaves_no_token(
    session: SignInSession, odd_tenant: OddTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    class CancelledJustNow(CancelToken):
        def commit(self) -> None:
            raise WorkCancelledError

    held: list[HeldToken] = []
    take = session._held

    def take_and_keep(grant: Grant) -> HeldToken:
        held.append(take(grant))
        return held[-1]

    monkeypatch.setattr(session, "_held", take_and_keep)
    with pytest.raises(WorkCancelledError):
        session.sign_in_by_browser(odd_tenant.visit, CancelledJustNow(), no_report)
    assert [one.token.is_cleared for one in held] == [True]
    assert session.account is None


@pytest.mark.parametrize("route", [DISCOVERY, TOKEN])
def test_cancel_does_not_wait_for_a_service_that_hangs(
    session: SignInSession, odd_tenant: OddTenant, route: str
) -> None:
    cancel = CancelToken()

    def open_browser(address: str) -> bool:
        if route == TOKEN:
            odd_tenant.hold.clear()
        return odd_tenant.visit(address)

    if route == DISCOVERY:
        odd_tenant.hold.clear()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(session.sign_in_by_browser, open_browser, cancel, no_report)
        wait_until(lambda: odd_tenant.count(route) == 1)
        started = time.monotonic()
        cancel.cancel()
        with pytest.raises(WorkCancelledError):
            done.result(5)
        assert time.monotonic() - started < 0.5
    assert session.account is None
    odd_tenant.hold.set()
    wait_until(lambda: not sign_in_threads())


def test_an_unknown_application_is_told_although_the_browser_never_comes_back(
    session: SignInSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    odd_tenant.next_answers[DEVICE] = [refused("unauthorized_client", 700016)]
    clock.speed = 10.0
    with pytest.raises(StationError) as failure:
        session.sign_in_by_browser(lambda _: True, CancelToken(), no_report)
    assert failure.value.code is ErrorCode.CLIENT_UNKNOWN


@pytest.mark.parametrize("fault", [Answer(500, b""), refused("invalid_client", 650053)])
def test_nothing_else_that_the_check_brings_ends_the_wait(
    session: SignInSession, odd_tenant: OddTenant, clock: MovableClock, fault: Answer
) -> None:
    odd_tenant.next_answers[DEVICE] = [fault] * 3
    clock.speed = 10.0

    def open_slowly(address: str) -> bool:
        wait_until(lambda: odd_tenant.count(DEVICE) > 0)
        wait_until(lambda: not sign_in_threads())
        return odd_tenant.visit(address)

    assert session.sign_in_by_browser(open_slowly, CancelToken(), no_report) == SAM


def test_a_station_that_has_signed_in_before_is_not_checked_again(
    make_session: MakeSession, odd_tenant: OddTenant, clock: MovableClock
) -> None:
    session = make_session(timeout_seconds=5)
    sign_in(session, odd_tenant)
    clock.speed = 10.0
    with pytest.raises(StationError):
        session.sign_in_by_browser(lambda _: True, CancelToken(), no_report)
    assert odd_tenant.count(DEVICE) == 0


def test_nobody_comes_back_from_the_browser(make_session: MakeSession) -> None:
    session = make_session(timeout_seconds=1)
    started = time.monotonic()
    with pytest.raises(StationError) as failure:
        session.sign_in_by_browser(lambda _: True, CancelToken(), no_report)
    assert failure.value.code is ErrorCode.SIGN_IN_TIMED_OUT
    assert 0.9 < time.monotonic() - started < 3


def test_once_signed_in_it_is_too_late_to_cancel(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    cancel = CancelToken()
    session.sign_in_by_browser(odd_tenant.visit, cancel, no_report)
    assert not cancel.cancel()


def test_another_person_is_not_let_in_and_the_first_one_stays(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    sign_in(session, odd_tenant)
    held = session.access_token(CancelToken())
    odd_tenant.id_token_claims = {"oid": "somebody-else", "name": "Kim"}
    with pytest.raises(StationError) as failure:
        session.sign_in_by_browser(odd_tenant.visit, CancelToken(), no_report, None, SAM)
    assert failure.value.code is ErrorCode.SIGN_IN_OTHER_PERSON
    assert session.account == SAM
    assert session.access_token(CancelToken()) is held


def test_signing_in_anew_keeps_the_old_token_usable_for_what_is_on_its_way(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    sign_in(session, odd_tenant)
    before = session.access_token(CancelToken())
    session.sign_in_by_browser(odd_tenant.visit, CancelToken(), no_report, None, SAM)
    assert session.access_token(CancelToken()) != before
    assert not before.is_cleared


def test_a_different_person_takes_over_with_nothing_left_of_the_first(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    sign_in(session, odd_tenant)
    before = session.access_token(CancelToken())
    odd_tenant.id_token_claims = {"oid": "somebody-else", "name": "Kim"}
    assert sign_in(session, odd_tenant).display_name == "Kim"
    assert before.is_cleared


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-application"},
        {"tid": "99999999-2222-3333-4444-555555555555"},
        {"oid": None},
    ],
)
def test_an_id_token_for_something_else_is_not_trusted(
    session: SignInSession, odd_tenant: OddTenant, claims: dict[str, object]
) -> None:
    odd_tenant.id_token_claims = claims
    assert failure_of(session, odd_tenant).code is ErrorCode.SIGN_IN_ANSWER_UNTRUSTED


@pytest.mark.parametrize(
    "raw", ["", "no-dots", "a.b.c", "..", unsigned_token({})[:-20], "a.W10.c", "a.bnVsbA.c"]
)
def test_an_id_token_of_any_shape_is_only_not_trusted(
    session: SignInSession, odd_tenant: OddTenant, raw: str
) -> None:
    odd_tenant.raw_id_token = raw or None
    odd_tenant.token_fields = {} if raw else {"id_token": ""}
    assert failure_of(session, odd_tenant).code is ErrorCode.SIGN_IN_ANSWER_UNTRUSTED


def test_client_info_of_any_shape_is_only_not_trusted(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    garbage = base64.urlsafe_b64encode(b"[1").decode()
    odd_tenant.token_fields = {"client_info": garbage}
    assert failure_of(session, odd_tenant).code is ErrorCode.SIGN_IN_ANSWER_UNTRUSTED
    odd_tenant.behave()
    answer = failure_of(session, odd_tenant, client_info=garbage)
    assert answer.code is ErrorCode.SIGN_IN_ANSWER_UNTRUSTED


def test_a_token_answer_without_a_token_is_unreadable(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    odd_tenant.token_fields = {"access_token": ""}
    assert failure_of(session, odd_tenant).code is ErrorCode.ANSWER_UNREADABLE


def test_the_person_says_no(session: SignInSession, odd_tenant: OddTenant) -> None:
    error = failure_of(
        session,
        odd_tenant,
        code="",
        error="access_denied",
        error_description="AADSTS65004: declined",
    )
    assert error.code is ErrorCode.SIGN_IN_REFUSED
    assert error.details.service_code == "AADSTS65004"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (refused("invalid_grant", 65001), ErrorCode.CONSENT_MISSING),
        (refused("unauthorized_client", 700016), ErrorCode.CLIENT_UNKNOWN),
        (refused("invalid_client", 7000218, 401), ErrorCode.SIGN_IN_FAILED),
        (Answer(200, b"<html>a portal</html>"), ErrorCode.ANSWER_UNREADABLE),
        (Answer(200, b"[]"), ErrorCode.ANSWER_UNREADABLE),
        (Answer(200, b"\xff\xfe"), ErrorCode.ANSWER_UNREADABLE),
        (Answer(302, b"{}", {"Location": "http://portal/"}), ErrorCode.NETWORK_ANSWERED),
        (Answer(407, b""), ErrorCode.PROXY_REFUSED),
        (Answer(200, b"{" + b" " * 2_000_000 + b"}"), ErrorCode.ANSWER_UNREADABLE),
        (Answer(429, b"{}", {"Retry-After": "600"}), ErrorCode.THROTTLED),
        (Answer(503, b"", {"Retry-After": "600"}), ErrorCode.SERVICE_UNAVAILABLE),
    ],
)
@pytest.mark.parametrize("route", [DISCOVERY, TOKEN])
def test_an_answer_that_is_no_token_has_its_own_code(
    session: SignInSession, odd_tenant: OddTenant, route: str, answer: Answer, code: ErrorCode
) -> None:
    odd_tenant.next_answers[route] = [answer]
    started = time.monotonic()
    assert failure_of(session, odd_tenant).code is code
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("route", [DISCOVERY, TOKEN])
@pytest.mark.parametrize("status", [500, 503, 504, 429])
def test_a_passing_fault_is_not_noticed(
    session: SignInSession, odd_tenant: OddTenant, clock: MovableClock, route: str, status: int
) -> None:
    clock.speed = 20.0
    odd_tenant.next_answers[route] = [Answer(status, b"")]
    assert sign_in(session, odd_tenant) == SAM


def test_a_configuration_without_endpoints_is_unreadable(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    for broken in ({}, {"authorization_endpoint": 1, "token_endpoint": 2}):
        odd_tenant.next_answers[DISCOVERY] = [Answer.of(broken)]
        assert failure_of(session, odd_tenant).code is ErrorCode.ANSWER_UNREADABLE


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://evil.example/authorize"])
def test_the_browser_is_only_sent_to_a_page_it_can_trust(
    session: SignInSession, odd_tenant: OddTenant, address: str
) -> None:
    odd_tenant.next_answers[DISCOVERY] = [
        Answer.of(odd_tenant.discovery | {"authorization_endpoint": address})
    ]
    assert failure_of(session, odd_tenant).code is ErrorCode.ANSWER_UNREADABLE


def test_there_is_no_such_tenant(make_session: MakeSession, odd_tenant: OddTenant) -> None:
    for authority in (f"{odd_tenant.root}/nobody", f"{odd_tenant.root}/", "http://localhost/x"):
        session = make_session(replace(odd_tenant.settings, authority=authority))
        assert failure_of(session, odd_tenant).code is ErrorCode.TENANT_UNKNOWN


def test_a_closing_slash_of_the_authority_does_not_matter(
    make_session: MakeSession, odd_tenant: OddTenant
) -> None:
    authority = f"{odd_tenant.root}/{TENANT_ID}/"
    session = make_session(replace(odd_tenant.settings, authority=authority))
    assert sign_in(session, odd_tenant) == SAM


def test_nobody_answers_at_the_authority(make_session: MakeSession, odd_tenant: OddTenant) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        for host in (f"localhost:{port}", "no-such-host.invalid"):
            settings = replace(odd_tenant.settings, authority=f"https://{host}/{TENANT_ID}")
            error = failure_of(make_session(settings), odd_tenant)
            assert error.code is ErrorCode.NETWORK_UNREACHABLE


def test_a_certificate_of_somebody_else_is_not_trusted(
    make_session: MakeSession, odd_tenant: OddTenant, tmp_path: Path
) -> None:
    with odd_tenant_in(tmp_path) as other:
        settings = replace(odd_tenant.settings, ca_file=str(other.ca_file))
        error = failure_of(make_session(settings), odd_tenant)
    assert error.code is ErrorCode.CERTIFICATE_UNTRUSTED
    assert odd_tenant.count(DISCOVERY) == 0


def test_the_broker_is_said_to_be_unavailable(session: SignInSession) -> None:
    with pytest.raises(StationError) as failure:
        session.sign_in_by_broker(CancelToken(), no_report)
    assert failure.value.code is ErrorCode.BROKER_UNAVAILABLE


def test_making_a_session_loads_neither_msal_nor_requests() -> None:
    check = (
        "import sys, kiosk.services.sign_in.session\n"
        "sys.exit(bool({'msal', 'requests', 'PySide6'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


@pytest.mark.parametrize("expires_in", [1e400, float("nan"), -1e400, "NaN", "soon", [], {}])
def test_a_token_whose_life_makes_no_sense_is_refused_in_a_plain_way(
    session: SignInSession, odd_tenant: OddTenant, expires_in: object
) -> None:
    odd_tenant.token_fields = {"expires_in": expires_in}
    failure = failure_of(session, odd_tenant)
    assert failure.code in {ErrorCode.ANSWER_UNREADABLE, ErrorCode.SIGN_IN_ANSWER_UNTRUSTED}


@pytest.mark.parametrize(
    "fields",
    [
        {"expires_in": "3599"},
        {"refresh_token": None},
        {"scope": "user.read USER.READ.ALL userauthmethod-qr.readwrite.all"},
        {"token_type": "bearer"},
        {"ext_expires_in": "7200", "refresh_in": 1800},
    ],
)
def test_tokens_are_taken_in_every_usual_form(
    session: SignInSession, odd_tenant: OddTenant, fields: dict[str, object]
) -> None:
    odd_tenant.token_fields = fields
    sign_in(session, odd_tenant)
    assert session.access_token(CancelToken()).reveal().startswith("access-token-")


@pytest.mark.parametrize("name", ["name", "preferred_username", "wids", "sub"])
def test_a_claim_that_may_be_missing_keeps_nobody_out(
    session: SignInSession, odd_tenant: OddTenant, name: str
) -> None:
    odd_tenant.id_token_claims = {name: None}
    assert sign_in(session, odd_tenant).person_id == PERSON_ID


@pytest.mark.parametrize("endpoint", ["https://[", "http://elsewhere.example/a", "javascript:x"])
def test_a_sign_in_page_that_is_none_is_not_opened(
    session: SignInSession, odd_tenant: OddTenant, endpoint: str
) -> None:
    odd_tenant.next_answers[DISCOVERY] = [
        Answer.of(odd_tenant.discovery | {"authorization_endpoint": endpoint})
    ]
    assert failure_of(session, odd_tenant).code is ErrorCode.ANSWER_UNREADABLE
