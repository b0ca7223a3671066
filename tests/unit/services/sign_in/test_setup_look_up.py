"""What the sign-in service says of two ids, before anybody signs in with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import TenantSettings
from kiosk.practice.launcher import PracticeTenant
from kiosk.services.sign_in.setup_look_up import SetupLookUp
from tests.support import practice
from tests.support.setup_views import CLIENT, TENANT

practice_tenant = practice.practice_tenant


@pytest.fixture
def look_up() -> SetupLookUp:
    return SetupLookUp(SystemClock())


def at(practice_tenant: PracticeTenant, tenant: str, client: str = "") -> TenantSettings:
    host = practice_tenant.authority.rpartition("/")[0]
    return TenantSettings(
        tenant, client or practice_tenant.client_id, f"{host}/{tenant}",
        practice_tenant.graph, str(practice_tenant.ca_file),
    )  # fmt: skip


def refusal(error: pytest.ExceptionInfo[StationError]) -> ErrorCode:
    return error.value.code


def test_the_organisation_is_known_by_its_id_and_by_its_domain(
    look_up: SetupLookUp, practice_tenant: PracticeTenant
) -> None:
    for name in (practice_tenant.tenant_id, practice_tenant.domain):
        known = look_up.organisation(at(practice_tenant, name), CancelToken())
        assert known == practice_tenant.tenant_id


@pytest.mark.parametrize("tenant", [TENANT, "nobody.example.com"])
def test_an_organisation_that_does_not_exist_is_told(
    look_up: SetupLookUp, practice_tenant: PracticeTenant, tenant: str
) -> None:
    for question in (look_up.organisation, look_up.station):
        with pytest.raises(StationError) as refused:
            question(at(practice_tenant, tenant), CancelToken())
        assert refusal(refused) is ErrorCode.TENANT_UNKNOWN


def test_the_registration_is_known_or_told(
    look_up: SetupLookUp, practice_tenant: PracticeTenant
) -> None:
    look_up.station(at(practice_tenant, practice_tenant.tenant_id), CancelToken())
    with pytest.raises(StationError) as refused:
        look_up.station(at(practice_tenant, practice_tenant.tenant_id, CLIENT), CancelToken())
    assert refusal(refused) is ErrorCode.CLIENT_UNKNOWN


def test_a_service_that_is_not_there_is_something_else(
    look_up: SetupLookUp, practice_tenant: PracticeTenant
) -> None:
    away = replace(
        at(practice_tenant, practice_tenant.tenant_id),
        authority=f"https://localhost:9/{practice_tenant.tenant_id}",
    )
    for question in (look_up.organisation, look_up.station):
        with pytest.raises(StationError) as refused:
            question(away, CancelToken())
        assert refusal(refused) is ErrorCode.NETWORK_UNREACHABLE
