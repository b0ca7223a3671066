"""Sign-in sessions on a tenant that misbehaves on order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from kiosk.models.clock import SystemClock
from kiosk.models.settings import SignInSettings, TenantSettings
from kiosk.services.sign_in.session import SignInSession
from kiosk.services.transport import Transport
from tests.support import practice
from tests.unit.services.sign_in.odd_tenant import OddTenant, odd_tenant_in

practice_tenant = practice.practice_tenant
MakeSession = Callable[..., SignInSession]


class MovableClock(SystemClock):
    """The machine's clock, put forward by hand, or made to run faster."""

    def __init__(self) -> None:
        self.ahead_seconds = 0.0
        self.speed = 1.0
        self._start = super().monotonic()

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self.ahead_seconds)

    def monotonic(self) -> float:
        passed = super().monotonic() - self._start
        return self._start + passed * self.speed + self.ahead_seconds


@pytest.fixture(scope="module")
def _odd_tenant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OddTenant]:
    with odd_tenant_in(tmp_path_factory.mktemp("odd-tenant")) as tenant:
        yield tenant


@pytest.fixture
def odd_tenant(_odd_tenant: OddTenant) -> OddTenant:
    _odd_tenant.behave()
    return _odd_tenant


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def make_session(odd_tenant: OddTenant, clock: MovableClock) -> Iterator[MakeSession]:
    made: list[SignInSession] = []

    def make(settings: TenantSettings | None = None, *, timeout_seconds: int = 60) -> SignInSession:
        tenant = settings or odd_tenant.settings
        transport = Transport(clock, tenant.ca_file)
        options = SignInSettings(timeout_seconds=timeout_seconds)
        made.append(SignInSession(tenant, options, transport, clock))
        return made[-1]

    yield make
    for session in made:
        session.sign_out()


@pytest.fixture
def session(make_session: MakeSession) -> SignInSession:
    return make_session()
