"""One tenant for all tests of Graph, and services that are signed in to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.models.settings import GraphVersion
from tests.support.station_services import (
    StationServices,
    SufferingTenant,
    services_for,
    suffering_tenant,
)


@pytest.fixture(scope="package")
def _tenant() -> Iterator[SufferingTenant]:
    with suffering_tenant() as tenant:
        yield tenant


@pytest.fixture
def tenant(_tenant: SufferingTenant, monkeypatch: pytest.MonkeyPatch) -> Iterator[SufferingTenant]:
    monkeypatch.setattr("kiosk.practice.fault_effects.SLOW_SECONDS", 0.1)
    _tenant.suffer()
    yield _tenant
    _tenant.suffer()


@pytest.fixture(scope="package")
def _signed_in(_tenant: SufferingTenant) -> Iterator[dict[GraphVersion, StationServices]]:
    services = {version: services_for(_tenant.practice, version) for version in GraphVersion}
    for one in services.values():
        one.sign_in(_tenant.practice.administrator)
    yield services
    for one in services.values():
        one.session.sign_out()


@pytest.fixture(params=list(GraphVersion))
def version(request: pytest.FixtureRequest) -> GraphVersion:
    return GraphVersion(request.param)


@pytest.fixture
def services(
    _signed_in: dict[GraphVersion, StationServices], version: GraphVersion
) -> StationServices:
    """An administrator's services, shared by all tests: nobody may sign out of these."""
    return _signed_in[version]


@pytest.fixture(scope="package")
def _hasty(
    _signed_in: dict[GraphVersion, StationServices], _tenant: SufferingTenant
) -> dict[GraphVersion, StationServices]:
    return {
        version: services_for(_tenant.practice, version, tokens=one.session, read_seconds=0.1)
        for version, one in _signed_in.items()
    }


@pytest.fixture
def hasty_services(
    _hasty: dict[GraphVersion, StationServices], version: GraphVersion
) -> StationServices:
    """Services that take the tenant to be silent after a tenth of a second."""
    return _hasty[version]


@pytest.fixture
def own_services(tenant: SufferingTenant, version: GraphVersion) -> Iterator[StationServices]:
    """An administrator's services for this test only."""
    services = services_for(tenant.practice, version)
    services.sign_in(tenant.practice.administrator)
    tenant.asked.clear()
    yield services
    services.session.sign_out()
