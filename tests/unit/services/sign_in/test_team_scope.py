"""Reading groups is asked for only where it is wanted, and no ordinary sign-in fails for it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.permissions import TEAM_SCOPE
from kiosk.models.secret import Secret
from kiosk.models.settings import WriteScope
from kiosk.practice import scopes
from kiosk.practice.visitor import Visitor
from kiosk.services.graph.teams import TeamService
from kiosk.services.sign_in.progress import DeviceCodeShown, SignInProgress
from kiosk.services.sign_in.session import SignInSession
from tests.support.station_services import (
    StationServices,
    SufferingTenant,
    services_for,
    sign_in,
    suffering_tenant,
)
from tests.unit.services.sign_in.conftest import MovableClock
from tests.unit.services.sign_in.odd_tenant import OddTenant
from tests.unit.services.sign_in.waiting import no_report

USUAL = {WriteScope.QR_METHOD.value, "User.Read", "User.Read.All"}


@pytest.fixture(scope="module")
def tenant() -> Iterator[SufferingTenant]:
    with suffering_tenant(people=50) as running:
        yield running


@pytest.fixture
def station(tenant: SufferingTenant, clock: MovableClock) -> Iterator[StationServices]:
    clock.speed = 10.0
    services = services_for(tenant.practice, clock=clock, read_seconds=10)
    yield services
    services.session.sign_out()


@pytest.fixture
def _without_consent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody consent to reading groups."""
    monkeypatch.setattr(scopes, "CONSENTED", scopes.CONSENTED - {TEAM_SCOPE})
    monkeypatch.setattr(scopes, "ADMIN_MUST_CONSENT", scopes.ADMIN_MUST_CONSENT | {TEAM_SCOPE})


def by_browser(session: SignInSession, tenant: SufferingTenant) -> None:
    sign_in(session, tenant.practice.administrator)


def by_device_code(session: SignInSession, tenant: SufferingTenant) -> None:
    account = tenant.practice.administrator

    def report(progress: SignInProgress) -> None:
        if isinstance(progress, DeviceCodeShown):
            visitor = Visitor(account.username, account.password)
            visitor.enter_device_code(progress.address, progress.user_code)

    session.sign_in_by_device_code(CancelToken(), report)


WAYS = pytest.mark.parametrize("way", [by_browser, by_device_code])
Way = Callable[[SignInSession, SufferingTenant], None]


def team_names(station: StationServices) -> list[str]:
    return [team.name for team in TeamService(station.client).teams("night", CancelToken())]


def scopes_in(token: Secret) -> set[str]:
    part = token.reveal().split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return set(claims["scp"].split())


def code_of(work: Callable[[], object]) -> ErrorCode:
    with pytest.raises(StationError) as caught:
        work()
    return caught.value.code


@WAYS
def test_an_ordinary_sign_in_does_not_ask_for_it(
    station: StationServices, tenant: SufferingTenant, way: Way
) -> None:
    way(station.session, tenant)
    assert station.session.granted_scopes == USUAL
    assert not station.session.may_read_teams
    assert code_of(lambda: team_names(station)) is ErrorCode.NOT_PERMITTED


@WAYS
def test_where_it_is_wanted_teams_can_be_read(
    station: StationServices, tenant: SufferingTenant, way: Way
) -> None:
    station.session.wanted_scopes = frozenset({TEAM_SCOPE})
    way(station.session, tenant)
    assert station.session.granted_scopes == USUAL | {TEAM_SCOPE}
    assert station.session.may_read_teams
    assert team_names(station) == ["Night Shift"]


def test_it_can_be_asked_for_while_somebody_is_signed_in(
    station: StationServices, tenant: SufferingTenant
) -> None:
    by_browser(station.session, tenant)
    station.session.wanted_scopes = frozenset({TEAM_SCOPE})
    assert not station.session.may_read_teams
    assert station.people.search("Rivera", CancelToken()).people
    by_browser(station.session, tenant)
    assert team_names(station) == ["Night Shift"]


@pytest.mark.parametrize("wanted", [True, False])
def test_renewals_go_on_with_the_permissions_of_the_sign_in(
    station: StationServices, tenant: SufferingTenant, clock: MovableClock, wanted: bool
) -> None:
    station.session.wanted_scopes = frozenset({TEAM_SCOPE} if wanted else ())
    by_browser(station.session, tenant)
    first = station.session.access_token(CancelToken()).reveal()
    # A wish changes the next sign-in, and nothing about this one.
    station.session.wanted_scopes = frozenset(() if wanted else {TEAM_SCOPE})
    clock.ahead_seconds = 3700
    renewed = station.session.access_token(CancelToken())
    assert renewed.reveal() != first
    assert (TEAM_SCOPE in scopes_in(renewed)) is wanted
    again = station.session.access_token(CancelToken(), rejected=renewed)
    assert scopes_in(again) == scopes_in(renewed)
    assert station.session.may_read_teams is wanted


@WAYS
@pytest.mark.usefixtures("_without_consent")
def test_a_missing_consent_is_told_and_ordinary_work_goes_on(
    station: StationServices, tenant: SufferingTenant, way: Way
) -> None:
    way(station.session, tenant)
    account = station.session.account
    station.session.wanted_scopes = frozenset({TEAM_SCOPE})
    assert code_of(lambda: way(station.session, tenant)) is ErrorCode.CONSENT_MISSING
    assert station.session.account == account
    assert station.people.search("Rivera", CancelToken()).people
    assert not station.session.wanted_scopes
    way(station.session, tenant)
    assert station.session.granted_scopes == USUAL


def test_a_wish_ends_with_the_supervisor(station: StationServices, tenant: SufferingTenant) -> None:
    station.session.wanted_scopes = frozenset({TEAM_SCOPE})
    by_browser(station.session, tenant)
    station.session.sign_out()
    assert not station.session.wanted_scopes
    assert not station.session.may_read_teams
    by_browser(station.session, tenant)
    assert station.session.granted_scopes == USUAL


def test_who_can_read_teams_keeps_that_after_a_sign_in_that_failed(
    station: StationServices, tenant: SufferingTenant
) -> None:
    station.session.wanted_scopes = frozenset({TEAM_SCOPE})
    by_browser(station.session, tenant)
    station.session.wanted_scopes = frozenset()
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(WorkCancelledError):
        station.session.sign_in_by_device_code(cancel, no_report)
    assert TEAM_SCOPE in station.session.wanted_scopes
    by_browser(station.session, tenant)
    assert station.session.may_read_teams


@pytest.mark.parametrize(
    ("granted", "may"),
    [
        (f"User.Read {TEAM_SCOPE}", True),
        (f"https://graph.microsoft.com/{TEAM_SCOPE} https://graph.microsoft.com/User.Read", True),
        (TEAM_SCOPE.lower(), True),
        ("User.Read User.Read.All", False),
        (f"User.Read {TEAM_SCOPE}s", False),
    ],
)
def test_a_permission_is_known_however_the_tenant_names_it(
    session: SignInSession, odd_tenant: OddTenant, granted: str, may: bool
) -> None:
    # What an administrator has consented to is in the token, asked for or not.
    odd_tenant.token_fields = {"scope": granted}
    session.sign_in_by_browser(odd_tenant.visit, CancelToken(), no_report)
    assert session.may_read_teams is may
