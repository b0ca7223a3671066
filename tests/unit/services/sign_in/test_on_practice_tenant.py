"""Sign-in against the practice tenant, over real TLS, with a visitor that fills in its pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import SignInSettings, TenantSettings, WriteScope
from kiosk.practice.launcher import PracticeAccount, PracticeTenant
from kiosk.practice.visitor import Visitor
from kiosk.services.sign_in.progress import BrowserOpened, DeviceCodeShown, SignInProgress
from kiosk.services.sign_in.session import SignInSession
from kiosk.services.transport import HttpAnswer, HttpRequest, Transport
from tests.support.practice import start_practice_tenant
from tests.unit.services.sign_in.conftest import MovableClock
from tests.unit.services.sign_in.waiting import no_report

AUTHENTICATION_ADMINISTRATOR = "c4e39bd9-1100-46d3-8c65-fb160da0071f"
CHALLENGE = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'

Begin = Callable[..., SignInSession]


def settings_of(tenant: PracticeTenant) -> TenantSettings:
    return TenantSettings(
        tenant_id=tenant.tenant_id,
        client_id=tenant.client_id,
        authority=tenant.authority,
        graph_root=tenant.graph,
        ca_file=str(tenant.ca_file),
    )


@pytest.fixture
def begin(clock: MovableClock) -> Iterator[Begin]:
    made: list[SignInSession] = []

    def make(settings: TenantSettings, timeout_seconds: int = 30) -> SignInSession:
        transport = Transport(clock, settings.ca_file)
        options = SignInSettings(timeout_seconds=timeout_seconds)
        made.append(SignInSession(settings, options, transport, clock))
        return made[-1]

    yield make
    for session in made:
        session.sign_out()


@pytest.fixture
def session(begin: Begin, practice_tenant: PracticeTenant) -> SignInSession:
    return begin(settings_of(practice_tenant))


def browser_of(account: PracticeAccount, *, refuse: bool = False) -> Callable[[str], bool]:
    visitor = Visitor(account.username, account.password, refuse=refuse)

    def open_browser(address: str) -> bool:
        visitor.sign_in(address)
        return True

    return open_browser


def code_of_failure(session: SignInSession, open_browser: Callable[[str], bool]) -> ErrorCode:
    with pytest.raises(StationError) as failure:
        session.sign_in_by_browser(open_browser, CancelToken(), no_report)
    assert session.account is None
    return failure.value.code


def ask_graph(session: SignInSession, tenant: PracticeTenant, clock: MovableClock) -> HttpAnswer:
    headers = {"Authorization": f"Bearer {session.access_token(CancelToken()).reveal()}"}
    request = HttpRequest("GET", f"{tenant.graph}/v1.0/me", headers)
    return Transport(clock, str(tenant.ca_file)).send(request, CancelToken())


def test_a_supervisor_signs_in_and_graph_takes_the_token(
    session: SignInSession, practice_tenant: PracticeTenant, clock: MovableClock
) -> None:
    supervisor = practice_tenant.administrator
    account = session.sign_in_by_browser(browser_of(supervisor), CancelToken(), no_report)
    assert account.person_id == supervisor.id
    assert account.username == supervisor.username
    assert account.display_name == supervisor.name
    assert account.roles is not None
    assert AUTHENTICATION_ADMINISTRATOR in account.roles
    assert ask_graph(session, practice_tenant, clock).status == 200


@pytest.mark.parametrize("scope", list(WriteScope))
def test_either_write_permission_can_be_asked_for(
    begin: Begin, practice_tenant: PracticeTenant, scope: WriteScope
) -> None:
    session = begin(replace(settings_of(practice_tenant), scope=scope))
    session.sign_in_by_browser(browser_of(practice_tenant.administrator), CancelToken(), no_report)
    assert session.granted_scopes == {scope.value, "User.Read", "User.Read.All"}


def test_a_second_factor_is_no_different_for_the_station(
    session: SignInSession, practice_tenant: PracticeTenant
) -> None:
    account = practice_tenant.second_factor_account
    signed_in = session.sign_in_by_browser(browser_of(account), CancelToken(), no_report)
    assert signed_in.person_id == account.id


def test_the_role_of_a_single_unit_does_not_show_and_is_no_gate(
    session: SignInSession, practice_tenant: PracticeTenant
) -> None:
    account = practice_tenant.scoped_administrator
    signed_in = session.sign_in_by_browser(browser_of(account), CancelToken(), no_report)
    assert AUTHENTICATION_ADMINISTRATOR not in (signed_in.roles or ())


def test_cancel_on_the_page_is_a_refusal(
    session: SignInSession, practice_tenant: PracticeTenant
) -> None:
    refuse = browser_of(practice_tenant.administrator, refuse=True)
    assert code_of_failure(session, refuse) is ErrorCode.SIGN_IN_REFUSED


def test_signing_in_again_asks_for_the_password(
    session: SignInSession, practice_tenant: PracticeTenant
) -> None:
    account = practice_tenant.administrator
    visitor = Visitor(account.username, account.password)
    pages: list[str] = []

    def open_browser(address: str) -> bool:
        pages.append(visitor.open(address).text)
        visitor.sign_in(address)
        return True

    for _ in range(2):
        session.sign_in_by_browser(open_browser, CancelToken(), no_report)
        session.sign_out()
    assert all('name="passwd"' in page for page in pages)


def test_signing_out_ends_the_browsers_session_too(
    session: SignInSession, practice_tenant: PracticeTenant
) -> None:
    account = practice_tenant.administrator
    visitor = Visitor(account.username, account.password)
    addresses: list[str] = []

    def open_browser(address: str) -> bool:
        addresses.append(address)
        visitor.sign_in(address)
        return True

    session.sign_in_by_browser(open_browser, CancelToken(), no_report)
    page = session.sign_out()
    assert page is not None
    # Without prompt=login the page remembers the browser's own session, until it was ended.
    silent = addresses[0].replace("prompt=login", "prompt=select_account")
    assert account.username in visitor.open(silent).text
    assert 'name="passwd"' not in visitor.open(silent).text
    assert visitor.open(page).status == 200
    assert 'name="passwd"' in visitor.open(silent).text


def test_the_wrong_client_id_is_told_although_the_browser_stays_on_its_page(
    begin: Begin, practice_tenant: PracticeTenant, clock: MovableClock
) -> None:
    unknown = "12345678-1234-4234-8234-123456789012"
    session = begin(replace(settings_of(practice_tenant), client_id=unknown))
    clock.speed = 5.0
    assert code_of_failure(session, lambda _: True) is ErrorCode.CLIENT_UNKNOWN
    with pytest.raises(StationError) as failure:
        session.sign_in_by_device_code(CancelToken(), no_report)
    assert failure.value.code is ErrorCode.CLIENT_UNKNOWN
    assert failure.value.details.service_code == "AADSTS700016"
    assert failure.value.details.request_id


def test_the_wrong_tenant_is_told(begin: Begin, practice_tenant: PracticeTenant) -> None:
    unknown = "12345678-1234-4234-8234-123456789012"
    authority = practice_tenant.authority.replace(practice_tenant.tenant_id, unknown)
    session = begin(replace(settings_of(practice_tenant), tenant_id=unknown, authority=authority))
    assert code_of_failure(session, lambda _: True) is ErrorCode.TENANT_UNKNOWN


def test_an_authority_without_its_own_ca_is_not_trusted(
    begin: Begin, practice_tenant: PracticeTenant
) -> None:
    session = begin(replace(settings_of(practice_tenant), ca_file=None))
    assert code_of_failure(session, lambda _: True) is ErrorCode.CERTIFICATE_UNTRUSTED


def test_a_code_is_typed_on_another_device(
    session: SignInSession, practice_tenant: PracticeTenant, clock: MovableClock
) -> None:
    clock.speed = 10.0
    account = practice_tenant.administrator

    def report(progress: SignInProgress) -> None:
        if isinstance(progress, DeviceCodeShown):
            visitor = Visitor(account.username, account.password)
            visitor.enter_device_code(progress.address, progress.user_code)

    signed_in = session.sign_in_by_device_code(CancelToken(), report)
    assert signed_in.person_id == account.id
    assert ask_graph(session, practice_tenant, clock).status == 200


def test_a_code_is_declined_on_the_other_device(
    session: SignInSession, practice_tenant: PracticeTenant, clock: MovableClock
) -> None:
    clock.speed = 10.0
    account = practice_tenant.administrator

    def report(progress: SignInProgress) -> None:
        if isinstance(progress, DeviceCodeShown):
            visitor = Visitor(account.username, account.password, refuse=True)
            visitor.enter_device_code(progress.address, progress.user_code)

    with pytest.raises(StationError) as failure:
        session.sign_in_by_device_code(CancelToken(), report)
    assert failure.value.code is ErrorCode.SIGN_IN_REFUSED


def test_eight_at_once_renew_the_token_once(
    session: SignInSession, practice_tenant: PracticeTenant, clock: MovableClock
) -> None:
    supervisor = browser_of(practice_tenant.administrator)
    session.sign_in_by_browser(supervisor, CancelToken(), no_report)
    before = session.access_token(CancelToken())
    clock.ahead_seconds = 3700
    together = threading.Barrier(8)

    def ask() -> str:
        together.wait()
        return session.access_token(CancelToken()).reveal()

    with ThreadPoolExecutor(8) as pool:
        tokens = {future.result() for future in [pool.submit(ask) for _ in range(8)]}
    assert len(tokens) == 1
    assert before.reveal() not in tokens
    assert ask_graph(session, practice_tenant, clock).status == 200


def test_a_challenge_in_mid_work_needs_the_person_and_then_goes_on(
    session: SignInSession, practice_tenant: PracticeTenant
) -> None:
    supervisor = browser_of(practice_tenant.administrator)
    account = session.sign_in_by_browser(supervisor, CancelToken(), no_report)
    token = session.access_token(CancelToken())
    with pytest.raises(StationError) as failure:
        session.access_token(CancelToken(), token, CHALLENGE)
    assert failure.value.code is ErrorCode.SIGN_IN_NEEDED
    assert failure.value.claims is not None
    assert session.account == account
    session.sign_in_by_browser(supervisor, CancelToken(), no_report, failure.value.claims, account)
    assert session.access_token(CancelToken(), token, CHALLENGE) != token


def test_a_colleague_cannot_go_on_with_the_work_of_another(
    session: SignInSession, practice_tenant: PracticeTenant
) -> None:
    account = session.sign_in_by_browser(
        browser_of(practice_tenant.administrator), CancelToken(), no_report
    )
    colleague = browser_of(practice_tenant.account("Privileged Authentication Administrator"))
    with pytest.raises(StationError) as failure:
        session.sign_in_by_browser(colleague, CancelToken(), no_report, None, account)
    assert failure.value.code is ErrorCode.SIGN_IN_OTHER_PERSON
    assert session.account == account


def test_nobody_types_anything(begin: Begin, practice_tenant: PracticeTenant) -> None:
    opened: list[str] = []

    def report(progress: SignInProgress) -> None:
        if isinstance(progress, BrowserOpened):
            opened.append(progress.address)

    session = begin(settings_of(practice_tenant), timeout_seconds=1)
    with pytest.raises(StationError) as failure:
        session.sign_in_by_browser(lambda _: True, CancelToken(), report)
    assert failure.value.code is ErrorCode.SIGN_IN_TIMED_OUT
    assert urlsplit(opened[0]).hostname == "localhost"


DISCOVERY = "/v2.0/.well-known/openid-configuration"
TOKEN = "/oauth2/v2.0/token"


@pytest.mark.parametrize("fault", [f"429@{DISCOVERY}:1", f"reset@{DISCOVERY}:1", f"500@{TOKEN}:1"])
def test_one_fault_of_the_service_is_not_noticed(
    begin: Begin, clock: MovableClock, fault: str
) -> None:
    clock.speed = 10.0
    with start_practice_tenant(people=50, fault=fault) as tenant:
        session = begin(settings_of(tenant))
        account = tenant.administrator
        signed_in = session.sign_in_by_browser(browser_of(account), CancelToken(), no_report)
        assert signed_in.person_id == account.id


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (f"503@{DISCOVERY}", ErrorCode.SERVICE_UNAVAILABLE),
        (f"429@{TOKEN}", ErrorCode.THROTTLED),
        (f"bad-json@{DISCOVERY}", ErrorCode.ANSWER_UNREADABLE),
        (f"bad-json@{TOKEN}", ErrorCode.ANSWER_UNREADABLE),
        (f"reset@{TOKEN}", ErrorCode.NETWORK_UNREACHABLE),
        (f"lost-answer@{TOKEN}:1", ErrorCode.SIGN_IN_FAILED),
    ],
)
def test_a_lasting_fault_of_the_service_is_told(
    begin: Begin, clock: MovableClock, fault: str, code: ErrorCode
) -> None:
    clock.speed = 10.0
    with start_practice_tenant(people=50, fault=fault) as tenant:
        session = begin(settings_of(tenant))
        assert code_of_failure(session, browser_of(tenant.administrator)) is code


def test_one_fault_while_waiting_for_the_other_device_is_not_noticed(
    begin: Begin, clock: MovableClock
) -> None:
    clock.speed = 10.0
    with start_practice_tenant(people=50, fault=f"500@{TOKEN}:1") as tenant:
        account = tenant.administrator

        def report(progress: SignInProgress) -> None:
            if isinstance(progress, DeviceCodeShown):
                visitor = Visitor(account.username, account.password)
                visitor.enter_device_code(progress.address, progress.user_code)

        session = begin(settings_of(tenant))
        assert session.sign_in_by_device_code(CancelToken(), report).person_id == account.id
