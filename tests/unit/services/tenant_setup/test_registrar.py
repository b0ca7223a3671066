"""The stations' registration is made once, found again, and only ever added to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.permissions import (
    PERMISSION_IDS,
    TEAM_SCOPE,
    Features,
    station_permissions,
)
from kiosk.models.settings import SignInSettings, WriteScope
from kiosk.practice.applications import Application
from kiosk.practice.visitor import Visitor
from kiosk.services.graph.wire import GraphRequest, Json, Repeat
from kiosk.services.tenant_setup.registrar import Plan, Registrar
from kiosk.services.tenant_setup.registration import (
    GRAPH_RESOURCE,
    TAG,
    Change,
    Oddity,
    Registration,
    Wanted,
)
from kiosk.services.tenant_setup.visit import ANY_TENANT, TenantVisit
from tests.support.station_services import SufferingTenant, suffering_tenant
from tests.support.tenant_visits import administrator_of, tool_for, visit_to

USUAL = station_permissions(WriteScope.QR_METHOD, Features())
WANTED = Wanted("PIN Kiosk", USUAL)
ME = "00000000-0000-4000-8000-00000000000a"


@pytest.fixture(scope="module")
def tenant() -> Iterator[SufferingTenant]:
    with suffering_tenant(people=50) as running:
        yield running


@pytest.fixture
def applications(tenant: SufferingTenant) -> Iterator[dict[str, Application]]:
    """The tenant's registrations, which are as before once the test is over."""
    store = tenant.server.tenant._applications
    before, principals = dict(store._registered), dict(store._principals)
    tenant.suffer()
    yield store._registered
    tenant.suffer()
    store._registered, store._principals = before, principals


@pytest.fixture(scope="module")
def visit(tenant: SufferingTenant) -> Iterator[TenantVisit]:
    made = visit_to(tenant.practice, administrator_of(tenant.practice))
    yield made
    made.end()


@pytest.fixture
def registrar(visit: TenantVisit, applications: dict[str, Application]) -> Registrar:
    return Registrar(visit.registrar._client, waits_seconds=(0.0, 0.0))


def look(registrar: Registrar, wanted: Wanted = WANTED, client_id: str | None = None) -> Plan:
    return registrar.look(wanted, client_id, ME, CancelToken())


def carry_out(registrar: Registrar, wanted: Wanted = WANTED) -> Registration:
    return registrar.carry_out(look(registrar, wanted), wanted, CancelToken())


def write(registrar: Registrar, method: str, path: str, body: Json) -> Json:
    """What somebody does to a registration in the admin center."""
    request = GraphRequest(method, path, "v1.0", body=body, repeat=Repeat.UNTIL_SENT)
    answer = registrar._client.call(request, CancelToken())
    return answer.json() if answer.body else {}


def code_of(tried: object) -> ErrorCode:
    assert callable(tried)
    with pytest.raises(StationError) as caught:
        tried()
    return caught.value.code


def test_what_is_registered_is_exactly_what_a_station_needs(
    registrar: Registrar, tenant: SufferingTenant
) -> None:
    plan = look(registrar)
    assert plan == Plan(None)
    assert not tenant.writes("POST")
    made = carry_out(registrar)
    store = tenant.server.tenant._applications
    kept = store.of_client(made.client_id)
    assert kept is not None
    assert kept.public_redirects == ("http://localhost",)
    assert kept.web_redirects == ()
    assert (kept.audience, kept.is_fallback_public_client) == ("AzureADMyOrg", True)
    assert set(kept.permissions) == {PERMISSION_IDS[name] for name in USUAL}
    assert len(kept.permissions) == 3
    assert store.principal_of(made.client_id) is not None


def test_a_second_run_changes_nothing(registrar: Registrar, tenant: SufferingTenant) -> None:
    made = carry_out(registrar)
    tenant.suffer()
    plan = look(registrar, replace(WANTED, name="Another name"))
    assert plan.changes_nothing
    assert plan.found is not None
    assert plan.found.client_id == made.client_id
    registrar.carry_out(plan, WANTED, CancelToken())
    assert not tenant.writes("POST", "PATCH")


def test_a_registration_made_by_hand_is_found_by_its_name_and_completed(
    registrar: Registrar,
) -> None:
    by_hand = write(registrar, "POST", "/applications", {"displayName": "PIN Kiosk"})
    plan = look(registrar)
    assert plan.found is not None
    assert plan.found.client_id == by_hand["appId"]
    assert plan.changes == tuple(Change)
    assert plan.needs_principal
    carry_out(registrar)
    assert look(registrar).changes_nothing


def test_more_than_is_needed_is_told_and_left_alone(registrar: Registrar) -> None:
    made = carry_out(registrar, Wanted("PIN Kiosk", (*USUAL, TEAM_SCOPE)))
    path = f"/applications/{made.object_id}"
    redirects = ["http://localhost", "https://tools.example.com/back"]
    body: dict[str, Any] = {
        "displayName": "Shops",
        "signInAudience": "AzureADMultipleOrgs",
        "isFallbackPublicClient": False,
        "publicClient": {"redirectUris": redirects},
        "tags": [TAG, "ours"],
    }
    write(registrar, "PATCH", path, body)
    plan = look(registrar)
    assert plan.changes == (Change.PUBLIC_CLIENT,)
    assert plan.oddities == (
        Oddity.MORE_PERMISSIONS,
        Oddity.OTHER_ORGANISATIONS,
        Oddity.OTHER_ADDRESSES,
    )
    registrar.carry_out(plan, WANTED, CancelToken())
    after = look(registrar)
    assert after.changes == ()
    assert after.found is not None
    assert after.found.redirects == tuple(redirects)
    assert after.found.tags == (TAG, "ours")
    assert PERMISSION_IDS[TEAM_SCOPE] in after.found.permission_ids


@pytest.mark.parametrize(
    ("platform", "address", "is_told"),
    [
        ("publicClient", "https://tools.example.com/back", True),
        ("publicClient", "http://localhost:8400/any", False),
        ("publicClient", "https://login.microsoftonline.com/common/oauth2/nativeclient", False),
        ("publicClient", "https://login.microsoftonline.com.example.com/", True),
        ("publicClient", "tools://back", True),
        ("web", "https://tools.example.com/back", True),
        ("web", "http://localhost", False),
    ],
)
def test_a_registration_that_somebody_laid_there_to_get_the_answers_is_told(
    registrar: Registrar, platform: str, address: str, is_told: bool
) -> None:
    """Where members may register applications, anybody can give one the stations' name."""
    body = {"displayName": "PIN Kiosk", platform: {"redirectUris": [address]}}
    write(registrar, "POST", "/applications", body)
    assert (Oddity.OTHER_ADDRESSES in look(registrar).oddities) is is_told
    carry_out(registrar)
    assert (Oddity.OTHER_ADDRESSES in look(registrar).oddities) is is_told


def test_a_permission_that_is_new_is_added_to_the_others(registrar: Registrar) -> None:
    carry_out(registrar)
    wanted = Wanted("PIN Kiosk", (*USUAL, TEAM_SCOPE))
    assert look(registrar, wanted).changes == (Change.PERMISSIONS,)
    carry_out(registrar, wanted)
    after = look(registrar, wanted)
    assert after.changes_nothing
    assert after.found is not None
    assert len(after.found.permission_ids) == 4


def test_several_that_could_be_meant_are_told_and_one_can_be_chosen(registrar: Registrar) -> None:
    twins = [
        write(registrar, "POST", "/applications", {"displayName": "PIN Kiosk"})["appId"]
        for _ in range(2)
    ]
    with pytest.raises(StationError) as caught:
        look(registrar)
    assert caught.value.code is ErrorCode.REGISTRATIONS_SEVERAL
    assert caught.value.values["client_ids"] == ", ".join(sorted(twins))
    chosen = look(registrar, client_id=twins[1]).found
    assert chosen is not None
    assert chosen.client_id == twins[1]
    nobody = "11111111-2222-3333-4444-555555555555"
    missing = code_of(lambda: look(registrar, client_id=nobody))
    assert missing is ErrorCode.REGISTRATION_MISSING


def test_a_name_with_an_apostrophe_is_found(registrar: Registrar) -> None:
    write(registrar, "POST", "/applications", {"displayName": "Sam's kiosks"})
    assert look(registrar, Wanted("Sam's kiosks", USUAL)).found is not None


def test_a_lost_answer_makes_no_second_registration(
    registrar: Registrar, tenant: SufferingTenant, applications: dict[str, Application]
) -> None:
    tenant.suffer("lost-answer@POST /applications:1", "lost-answer@POST /servicePrincipals:1")
    made = carry_out(registrar)
    assert len(applications) == 2
    assert tenant.server.tenant._applications.principal_of(made.client_id) is not None
    assert look(registrar).changes_nothing


def test_what_nobody_can_tell_is_said(registrar: Registrar, tenant: SufferingTenant) -> None:
    tenant.suffer("504@POST /applications")
    assert code_of(lambda: carry_out(registrar)) is ErrorCode.REGISTRATION_UNCONFIRMED
    tenant.suffer()
    carry_out(registrar)
    wanted = Wanted("PIN Kiosk", (*USUAL, TEAM_SCOPE))
    tenant.suffer("lost-answer@PATCH /applications:1")
    lost = code_of(lambda: carry_out(registrar, wanted))
    assert lost is ErrorCode.REGISTRATION_UNCONFIRMED
    # What to do then is to run it again.
    assert look(registrar, wanted).changes_nothing


def test_a_registration_that_is_not_known_everywhere_yet_is_waited_for(
    registrar: Registrar, tenant: SufferingTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tenant.server.tenant._applications
    known, early = store.of_client, [True, True]

    def late(client_id: str) -> Application | None:
        asked_to_make = bool(tenant.asked) and tenant.asked[-1].method == "POST"
        return None if asked_to_make and early and early.pop() else known(client_id)

    monkeypatch.setattr(store, "of_client", late)
    carry_out(registrar)
    assert not early
    assert look(registrar).changes_nothing


def test_who_may_not_register_is_told(tenant: SufferingTenant, registrar: Registrar) -> None:
    tenant.suffer("403@POST /applications")
    refused = code_of(lambda: carry_out(registrar))
    assert refused is ErrorCode.REGISTRATION_NOT_PERMITTED


def test_a_passing_fault_is_not_noticed(registrar: Registrar, tenant: SufferingTenant) -> None:
    tenant.suffer("503@GET /applications:1", "429@POST /applications:1")
    carry_out(registrar)
    assert look(registrar).changes_nothing


def test_a_look_asks_for_no_more_than_looking(tenant: SufferingTenant) -> None:
    visit = visit_to(tenant.practice, administrator_of(tenant.practice), changes=False)
    assert {one.rpartition("/")[2] for one in visit._session.granted_scopes} == {
        "Application.Read.All",
        "User.ReadBasic.All",
    }
    assert look(visit.registrar).found is None
    refused = code_of(lambda: carry_out(visit.registrar))
    assert refused is ErrorCode.REGISTRATION_NOT_PERMITTED
    visit.end()


def test_an_account_without_a_role_is_told_whom_to_ask(tenant: SufferingTenant) -> None:
    refused = code_of(lambda: visit_to(tenant.practice, tenant.practice.account(None)))
    assert refused is ErrorCode.SETUP_NOT_APPROVED


def test_a_wrong_tool_and_a_wrong_tenant_are_told(tenant: SufferingTenant) -> None:
    account = administrator_of(tenant.practice)
    unknown = tool_for(tenant.practice, "11111111-2222-3333-4444-555555555555")
    told = code_of(lambda: visit_to(tenant.practice, account, unknown))
    assert told is ErrorCode.SETUP_CLIENT_UNKNOWN
    root = tenant.practice.authority.rpartition("/")[0]
    elsewhere = replace(
        tool_for(tenant.practice), tenant_id="nobody.example", authority=f"{root}/nobody.example"
    )
    told = code_of(lambda: visit_to(tenant.practice, account, elsewhere))
    assert told is ErrorCode.SETUP_TENANT_UNKNOWN


def test_who_leaves_the_tenant_out_is_told_which_one_it_was(tenant: SufferingTenant) -> None:
    root = tenant.practice.authority.rpartition("/")[0]
    anywhere = replace(
        tool_for(tenant.practice), tenant_id=ANY_TENANT, authority=f"{root}/{ANY_TENANT}"
    )
    options = SignInSettings(timeout_seconds=20)
    visit = TenantVisit(anywhere, options, SystemClock(), changes=False)
    account = administrator_of(tenant.practice)

    def open_browser(address: str) -> bool:
        Visitor(account.username, account.password).sign_in(address)
        return True

    tenant_id = visit.sign_in(
        lambda session: session.sign_in_by_browser(open_browser, CancelToken(), lambda _: None)
    ).tenant_id
    assert tenant_id == tenant.practice.tenant_id
    assert f"/{tenant_id}/v2.0/adminconsent?" in visit.consent_link(tenant_id, tenant_id)
    visit.end()


def test_the_permissions_are_those_that_a_station_asks_for() -> None:
    everything = Features(teams=True, units=True, policy=True)
    for scope in WriteScope:
        names = station_permissions(scope, everything)
        assert names[0] == scope.value
        assert len({PERMISSION_IDS[name] for name in names}) == 6
    assert GRAPH_RESOURCE == "00000003-0000-0000-c000-000000000000"
