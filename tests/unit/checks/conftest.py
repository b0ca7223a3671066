"""What the tests of checks share: a station where all is well, and a tenant for it to reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.checks.subject import Subject
from tests.support.checked_station import checked_station, with_tenant
from tests.support.station_services import SufferingTenant, settings_of, suffering_tenant


@pytest.fixture
def subject(tmp_path: Path) -> Subject:
    """A station where all is well, as far as it can be without a network."""
    return checked_station(tmp_path)


@pytest.fixture(scope="module")
def tenant() -> Iterator[SufferingTenant]:
    """A practice tenant over real TLS."""
    with suffering_tenant(people=100) as running:
        yield running


@pytest.fixture
def online(subject: Subject, tenant: SufferingTenant) -> Subject:
    """A station where all is well, whose tenant is there."""
    return with_tenant(subject, settings_of(tenant.practice))
