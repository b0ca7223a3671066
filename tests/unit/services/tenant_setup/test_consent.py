"""Consent is said to be given when an administrator gave it, and not otherwise."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.permissions import Features, station_permissions
from kiosk.models.settings import WriteScope
from kiosk.practice.launcher import PracticeAccount
from kiosk.practice.visitor import Visitor
from kiosk.services.sign_in.patience import Patience
from kiosk.services.tenant_setup.consent import ConsentPage, wait_for_consent
from kiosk.services.tenant_setup.registration import Wanted
from kiosk.services.tenant_setup.visit import TenantVisit
from tests.support.station_services import SufferingTenant, suffering_tenant
from tests.support.tenant_visits import administrator_of, visit_to

TENANT = "aaaaaaaa-0000-4000-8000-000000000001"
CLIENT = "bbbbbbbb-0000-4000-8000-000000000002"
PAGE = f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/authorize"
WANTED = Wanted("PIN Kiosk", station_permissions(WriteScope.QR_METHOD, Features()))


def wait(answer: dict[str, str], seconds: float = 10.0) -> str:
    """Wait for consent while a browser brings this answer; return the page's address."""
    opened: list[str] = []

    def open_browser(address: str) -> bool:
        opened.append(address)
        asked = {name: one[0] for name, one in parse_qs(urlsplit(address).query).items()}
        values = {"state": asked["state"]} | answer
        if "error" in answer or "admin_consent" in answer:
            urllib.request.urlopen(f"{asked['redirect_uri']}/?{urlencode(values)}").close()
        return True

    patience = Patience(CancelToken(), SystemClock()).at_most(seconds)
    wait_for_consent(ConsentPage(PAGE, TENANT, CLIENT), open_browser, lambda _: None, patience)
    return opened[0]


def code_of(tried: Callable[[], object]) -> ErrorCode:
    with pytest.raises(StationError) as caught:
        tried()
    return caught.value.code


def test_the_link_is_the_documented_one() -> None:
    parts = urlsplit(ConsentPage(PAGE, TENANT, CLIENT).address())
    assert f"{parts.scheme}://{parts.netloc}" == "https://login.microsoftonline.com"
    assert parts.path == f"/{TENANT}/v2.0/adminconsent"
    assert parse_qs(parts.query) == {
        "client_id": [CLIENT],
        "scope": ["https://graph.microsoft.com/.default"],
        "redirect_uri": ["http://localhost"],
    }


def test_where_anybody_may_sign_in_the_link_still_names_the_tenant() -> None:
    page = "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize"
    assert f"/{TENANT}/v2.0/adminconsent?" in ConsentPage(page, TENANT, CLIENT).address()


def test_consent_is_heard_of() -> None:
    address = wait({"admin_consent": "True", "tenant": TENANT.upper(), "scope": "x"})
    redirect = parse_qs(urlsplit(address).query)["redirect_uri"][0]
    assert redirect.startswith("http://localhost:")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"admin_consent": "True", "error": "consent_required"}, ErrorCode.CONSENT_REFUSED),
        ({"error": "access_denied"}, ErrorCode.CONSENT_REFUSED),
        ({"admin_consent": "True", "tenant": CLIENT}, ErrorCode.SIGN_IN_ANSWER_UNTRUSTED),
        ({"admin_consent": "True"}, ErrorCode.SIGN_IN_ANSWER_UNTRUSTED),
        ({"admin_consent": "False", "tenant": TENANT}, ErrorCode.SIGN_IN_ANSWER_UNTRUSTED),
    ],
)
def test_what_is_no_consent_is_never_taken_for_one(answer: dict[str, str], code: ErrorCode) -> None:
    assert code_of(lambda: wait(answer)) is code


def test_a_page_that_nobody_answers_is_given_up() -> None:
    assert code_of(lambda: wait({}, 0.1)) is ErrorCode.CONSENT_NOT_GIVEN


def test_an_answer_without_the_state_is_none() -> None:
    told: list[int] = []

    def open_browser(address: str) -> bool:
        redirect = parse_qs(urlsplit(address).query)["redirect_uri"][0]
        values = {"admin_consent": "True", "tenant": TENANT, "state": "guessed"}
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"{redirect}/?{urlencode(values)}")
        told.append(caught.value.code)
        caught.value.close()
        return True

    def tried() -> None:
        patience = Patience(CancelToken(), SystemClock()).at_most(0.5)
        wait_for_consent(ConsentPage(PAGE, TENANT, CLIENT), open_browser, lambda _: None, patience)

    assert code_of(tried) is ErrorCode.CONSENT_NOT_GIVEN
    assert told == [404]


@pytest.fixture(scope="module")
def tenant() -> Iterator[SufferingTenant]:
    with suffering_tenant(people=50) as running:
        yield running


@pytest.fixture
def visit(tenant: SufferingTenant) -> Iterator[TenantVisit]:
    made = visit_to(tenant.practice, administrator_of(tenant.practice))
    yield made
    made.end()


def consent(
    visit: TenantVisit, tenant: SufferingTenant, account: PracticeAccount, *, refuse: bool = False
) -> None:
    plan = visit.registrar.look(WANTED, None, "", CancelToken())
    registration = visit.registrar.carry_out(plan, WANTED, CancelToken())

    def open_browser(address: str) -> bool:
        Visitor(account.username, account.password, refuse=refuse).sign_in(address)
        return True

    visit.wait_for_consent(
        tenant.practice.tenant_id,
        registration.client_id,
        open_browser,
        lambda _: None,
        CancelToken(),
    )


def test_an_administrator_consents_on_the_tenants_own_page(
    visit: TenantVisit, tenant: SufferingTenant
) -> None:
    consent(visit, tenant, administrator_of(tenant.practice))


def test_an_administrator_who_presses_cancel_is_told(
    visit: TenantVisit, tenant: SufferingTenant
) -> None:
    account = administrator_of(tenant.practice)

    def refused() -> None:
        consent(visit, tenant, account, refuse=True)

    assert code_of(refused) is ErrorCode.CONSENT_REFUSED
