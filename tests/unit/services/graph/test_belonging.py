"""Groups, roles, domains and the holder of a badge, with what may be read and without."""

from __future__ import annotations

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Membership
from kiosk.services.badge_holder import holder_of
from kiosk.services.graph.decoding import read_domains, read_membership
from tests.support.station_services import HurriedToken, StationServices, SufferingTenant

GROUP, ROLE, UNIT = (
    f"#microsoft.graph.{kind}" for kind in ("group", "directoryRole", "administrativeUnit")
)


def test_groups_and_roles_are_told_apart() -> None:
    entries = [
        {"@odata.type": GROUP, "id": "bakers"},
        {"@odata.type": UNIT, "id": "north"},
        {"@odata.type": GROUP.upper(), "id": "night-shift"},
    ]
    assert read_membership(entries) == Membership(frozenset({"bakers", "night-shift"}))
    with_role = [*entries, {"@odata.type": ROLE, "id": "helpdesk"}]
    assert read_membership(with_role).has_role


@pytest.mark.parametrize("entry", [None, 3, "bakers", [], {}, {"id": "bakers"}, {"@odata.type": 3}])
def test_what_makes_no_sense_among_memberships_is_left_out(entry: object) -> None:
    assert read_membership([entry]) == Membership()


def test_domains_are_known_by_their_names_in_any_case() -> None:
    entries = [
        {"verifiedDomains": [{"name": "Contoso.com", "isDefault": True}, {"name": "contoso.de"}]},
        {"verifiedDomains": [{"name": "contoso.com"}]},
    ]
    assert read_domains(entries) == frozenset({"contoso.com", "contoso.de"})


@pytest.mark.parametrize(
    "entries",
    [
        None,
        {},
        [],
        "contoso.com",
        [3],
        [{}],
        [{"verifiedDomains": None}],
        [{"verifiedDomains": "contoso.com"}],
        [{"verifiedDomains": ["contoso.com", {"name": ""}, {"name": 3}]}],
    ],
)
def test_domains_that_are_not_told_are_unknown(entries: object) -> None:
    assert read_domains(entries) is None


def test_what_somebody_belongs_to_is_known(
    services: StationServices, tenant: SufferingTenant
) -> None:
    def membership(name: str) -> Membership:
        found = services.people.membership(tenant.person(name).id, CancelToken())
        assert found is not None
        return found

    assert membership("hal.petrov").has_role
    assert not membership("sam.rivera").has_role
    policy = tenant.server.tenant._graph._excluded_group
    assert policy in membership("rosa.delacroix").group_ids
    assert policy not in membership("sam.rivera").group_ids


@pytest.mark.parametrize("kind", ["403", "404"])
def test_what_may_not_be_read_is_unknown_and_no_error(
    services: StationServices, tenant: SufferingTenant, kind: str
) -> None:
    tenant.suffer(f"{kind}@GET /users/*/transitiveMemberOf", f"{kind}@GET /organization")
    assert services.people.membership(tenant.person("hal.petrov").id, CancelToken()) is None
    assert services.people.domains(CancelToken()) is None


def test_the_organisation_tells_its_domains(
    services: StationServices, tenant: SufferingTenant
) -> None:
    assert services.people.domains(CancelToken()) == frozenset({tenant.practice.domain})


# Who holds a badge


def test_a_badge_leads_to_its_holder(services: StationServices, tenant: SufferingTenant) -> None:
    found = holder_of(services.people, tenant.upn("sam.rivera").upper(), CancelToken())
    assert found.id == tenant.person("sam.rivera").id


def failure(services: StationServices, name: str) -> StationError:
    with pytest.raises(StationError) as caught:
        holder_of(services.people, name, HurriedToken())
    return caught.value


def test_who_has_left_is_told_from_who_was_never_here(
    services: StationServices, tenant: SufferingTenant
) -> None:
    gone = failure(services, tenant.upn("nobody.at.all"))
    assert gone.code is ErrorCode.SCAN_PERSON_GONE
    assert gone.details.http_status == 404
    foreign = failure(services, "sam.rivera@elsewhere.example")
    assert foreign.code is ErrorCode.SCAN_OTHER_ORGANISATION
    # A domain that only ends like ours is none of ours.
    beside = failure(services, f"sam@not-{tenant.practice.domain}")
    assert beside.code is ErrorCode.SCAN_OTHER_ORGANISATION


def test_where_nobody_can_tell_the_domains_nobody_is_called_a_stranger(
    services: StationServices, tenant: SufferingTenant
) -> None:
    tenant.suffer("403@GET /organization")
    found = failure(services, "sam.rivera@elsewhere.example")
    assert found.code is ErrorCode.SCAN_PERSON_GONE


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("500@GET /users", ErrorCode.SERVICE_UNAVAILABLE),
        ("403@GET /users", ErrorCode.NOT_PERMITTED),
        ("500@GET /organization", ErrorCode.SERVICE_UNAVAILABLE),
    ],
)
def test_a_fault_is_not_taken_for_a_person_who_is_gone(
    services: StationServices, tenant: SufferingTenant, fault: str, code: ErrorCode
) -> None:
    tenant.suffer(fault)
    assert failure(services, tenant.upn("nobody.at.all")).code is code
