"""Who else could change the stations' registration is found out before anybody consents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, ErrorDetails, StationError
from kiosk.models.permissions import Features, station_permissions
from kiosk.models.settings import WriteScope
from kiosk.practice.applications import Application, Applications
from kiosk.practice.people import Person
from kiosk.services.graph.wire import GraphAnswer, GraphRequest
from kiosk.services.tenant_setup.owners import Owner, OwnerKind, read_owner
from kiosk.services.tenant_setup.registrar import Plan, Registrar
from kiosk.services.tenant_setup.registration import GRAPH_RESOURCE, Oddity, Wanted
from kiosk.services.tenant_setup.visit import TenantVisit
from tests.support.fuzzing import fuzz
from tests.support.station_services import SufferingTenant, suffering_tenant
from tests.support.tenant_visits import administrator_of, visit_to

WANTED = Wanted("PIN Kiosk", station_permissions(WriteScope.QR_METHOD, Features()))
ME = "aaaaaaaa-0000-4000-8000-000000000001"
SAM = "bbbbbbbb-0000-4000-8000-000000000002"


class Tenant:
    """A tenant with one registration, which answers whatever it is told to."""

    def __init__(
        self,
        owners: object = (),
        *,
        principals: object = (),
        principal_owners: object = (),
        **properties: object,
    ) -> None:
        body = WANTED.body() | {"id": "object", "appId": SAM} | properties
        self.answers: Mapping[str, object] = {
            "/applications": [body],
            "/applications/object/owners": owners,
            "/servicePrincipals": principals,
            "/servicePrincipals/principal/owners": principal_owners,
        }

    def call(self, request: GraphRequest, *_: object) -> GraphAnswer:
        found = self.answers[request.path]
        value = list(found) if isinstance(found, tuple) else found
        return GraphAnswer(200, json.dumps({"value": value}).encode(), ErrorDetails())


def look(tenant: Tenant) -> Plan:
    registrar = Registrar(tenant)  # type: ignore[arg-type]  # only calls count
    return registrar.look(WANTED, None, ME, CancelToken())


def user(identity: str, name: str | None = None) -> dict[str, object]:
    return {"@odata.type": "#microsoft.graph.user", "id": identity, "displayName": name}


PRINCIPAL: dict[str, object] = {"id": "principal", "appId": SAM}


def test_whoever_is_signed_in_is_nobody_else() -> None:
    plan = look(Tenant([user(ME.upper())]))
    assert (plan.other_owners, plan.oddities, plan.to_review) == ((), (), ())


def test_others_are_told_by_name_or_by_their_id_alone() -> None:
    service = {"@odata.type": "#microsoft.graph.servicePrincipal", "id": "S", "displayName": "Bot"}
    plan = look(Tenant([user(ME), user(SAM, "Sam Rivera"), user("c"), service, user(SAM, "again")]))
    assert plan.other_owners == (
        Owner(SAM, name="again"),
        Owner("c"),
        Owner("s", OwnerKind.APPLICATION, "Bot"),
    )
    assert plan.to_review == (Oddity.OTHER_OWNERS,)


def test_an_owner_of_the_service_principal_alone_is_told_too() -> None:
    plan = look(Tenant(principals=[PRINCIPAL], principal_owners=[user(SAM)]))
    assert plan.other_owners == (Owner(SAM),)
    assert not plan.needs_principal


@pytest.mark.parametrize(
    ("properties", "oddity"),
    [
        ({"passwordCredentials": [{"keyId": "x"}]}, Oddity.SECRETS),
        ({"keyCredentials": [{"keyId": "x"}]}, Oddity.SECRETS),
        ({"web": {"redirectUris": ["https://tools.example.com/"]}}, Oddity.OTHER_ADDRESSES),
    ],
)
def test_what_lets_others_use_a_consent_is_to_be_looked_at(
    properties: dict[str, object], oddity: Oddity
) -> None:
    assert look(Tenant(**properties)).to_review == (oddity,)


@pytest.mark.parametrize(
    ("entry", "oddity"),
    [
        ({"passwordCredentials": [{"keyId": "x"}]}, Oddity.SECRETS),
        ({"replyUrls": ["https://tools.example.com/"]}, Oddity.OTHER_ADDRESSES),
    ],
)
def test_the_service_principal_has_secrets_and_addresses_of_its_own(
    entry: dict[str, object], oddity: Oddity
) -> None:
    assert look(Tenant(principals=[PRINCIPAL | entry])).to_review == (oddity,)


def test_more_permissions_stand_on_the_consent_page_itself() -> None:
    more = {"id": "x", "type": "Scope"}
    required = [{"resourceAppId": GRAPH_RESOURCE, "resourceAccess": [more]}]
    plan = look(Tenant(requiredResourceAccess=required, signInAudience="AzureADMultipleOrgs"))
    assert plan.oddities == (Oddity.MORE_PERMISSIONS, Oddity.OTHER_ORGANISATIONS)
    assert plan.to_review == ()


@pytest.mark.parametrize(
    "owners",
    [
        [None],
        ["someone"],
        [{}],
        [{"id": None}],
        [{"id": ""}],
        [{"id": 7, "displayName": "Sam Rivera"}],
        [user(ME), [user(SAM)]],
        {"id": SAM},
        None,
    ],
)
def test_an_owner_whom_nobody_could_tell_is_never_overlooked(owners: object) -> None:
    for tenant in (
        Tenant(owners),
        Tenant(principals=[PRINCIPAL], principal_owners=owners),
    ):
        with pytest.raises(StationError) as caught:
            look(tenant)
        assert caught.value.code is ErrorCode.ANSWER_UNREADABLE


@pytest.mark.parametrize("entry", [None, {}, {"id": ""}, {"id": ["principal"]}])
def test_a_service_principal_whose_owners_cannot_be_asked_for_is_not_taken(entry: object) -> None:
    with pytest.raises(StationError) as caught:
        look(Tenant(principals=[entry]))
    assert caught.value.code is ErrorCode.ANSWER_UNREADABLE


@fuzz(60)
@given(
    entry=st.dictionaries(
        st.sampled_from(["id", "@odata.type", "displayName", "userPrincipalName"]),
        st.none() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=2)),
    )
)
def test_any_owner_is_read_or_refused(entry: dict[str, object]) -> None:
    owner = read_owner(entry)
    assert (owner is not None) == (isinstance(entry.get("id"), str) and bool(entry["id"]))


# In the practice tenant


@pytest.fixture(scope="module")
def practice() -> Iterator[SufferingTenant]:
    with suffering_tenant(people=50) as running:
        yield running


@pytest.fixture(scope="module")
def visit(practice: SufferingTenant) -> Iterator[TenantVisit]:
    made = visit_to(practice.practice, administrator_of(practice.practice))
    yield made
    made.end()


@pytest.fixture
def store(practice: SufferingTenant) -> Iterator[Applications]:
    """The tenant's registrations, which are as before once the test is over."""
    store = practice.server.tenant._applications
    before, principals = dict(store._registered), dict(store._principals)
    yield store
    practice.suffer()
    store._registered, store._principals = before, principals


def laid_by_a_member(practice: SufferingTenant, store: Applications) -> tuple[Application, Person]:
    member = practice.server.tenant.directory.find(practice.practice.account(None).username)
    assert member is not None
    draft = Application("", "", "PIN Kiosk", store.now())
    return store.register(draft, member), member


def test_a_registration_that_a_member_laid_there_is_told_with_their_name(
    practice: SufferingTenant, store: Applications, visit: TenantVisit
) -> None:
    laid, member = laid_by_a_member(practice, store)
    store.require_principal(laid.app_id, member)
    plan = visit.registrar.look(WANTED, None, ME, CancelToken())
    [owner] = plan.other_owners
    assert (owner.id, owner.name) == (member.id, member.display_name)
    assert owner.username == member.user_principal_name
    # Whoever signs in and owns it is told of nobody.
    mine = visit.registrar.look(WANTED, None, member.id, CancelToken())
    assert mine.other_owners == ()


def test_owners_that_may_not_be_read_are_not_taken_for_none(
    practice: SufferingTenant, store: Applications, visit: TenantVisit
) -> None:
    laid, _ = laid_by_a_member(practice, store)
    practice.suffer(f"403@GET /applications/{laid.id}/owners")
    with pytest.raises(StationError) as caught:
        visit.registrar.look(WANTED, None, ME, CancelToken())
    assert caught.value.code is ErrorCode.REGISTRATION_NOT_PERMITTED
