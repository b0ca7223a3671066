"""Ids that are typed: nothing stale is shown, nobody is scolded while typing."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from kiosk.controllers import setup_ids
from kiosk.controllers.setup_ids import SetupIds
from kiosk.controllers.setup_view import IdState
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import TenantSettings
from kiosk.qt.jobs import JobRunner
from tests.support.setup_views import CLIENT, TENANT

OTHER = "11111111-2222-3333-4444-555555555555"


class Service:
    """Knows one organisation, with one station; answers when the test lets it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.is_reached = True
        self.may_answer = threading.Event()
        self.may_answer.set()

    def organisation(self, tenant: TenantSettings, cancel: CancelToken) -> str:
        self._ask("organisation", tenant.tenant_id)
        if tenant.tenant_id not in {TENANT, "harbour.example.com"}:
            raise StationError(ErrorCode.TENANT_UNKNOWN)
        return TENANT

    def station(self, tenant: TenantSettings, cancel: CancelToken) -> None:
        self._ask("station", tenant.client_id)
        if tenant.client_id != CLIENT:
            raise StationError(ErrorCode.CLIENT_UNKNOWN)

    def _ask(self, question: str, what: str) -> None:
        self.asked.append((question, what))
        assert self.may_answer.wait(10)
        if not self.is_reached:
            raise StationError(ErrorCode.NETWORK_UNREACHABLE)


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def ids(runner: JobRunner, service: Service, monkeypatch: pytest.MonkeyPatch) -> SetupIds:
    monkeypatch.setattr(setup_ids, "TYPING_REST_MS", 20)
    return SetupIds(runner, service)


def states(ids: SetupIds) -> tuple[IdState, IdState]:
    return ids.tenant.state, ids.client.state


def test_both_are_asked_about_one_after_the_other(
    qtbot: QtBot, ids: SetupIds, service: Service
) -> None:
    ids.set_tenant(TENANT)
    ids.set_client(f" {CLIENT} ")
    assert states(ids) == (IdState.WAITING, IdState.WAITING)
    qtbot.waitUntil(lambda: states(ids) == (IdState.KNOWN, IdState.KNOWN))
    assert service.asked == [("organisation", TENANT), ("station", CLIENT)]
    assert not ids.tenant.known_as


def test_a_domain_is_told_by_its_id(qtbot: QtBot, ids: SetupIds) -> None:
    ids.set_tenant("harbour.example.com")
    qtbot.waitUntil(lambda: ids.tenant.state is IdState.KNOWN)
    assert ids.tenant.known_as == TENANT


def test_a_wrong_form_is_said_after_a_rest_and_asked_of_nobody(
    qtbot: QtBot, ids: SetupIds, service: Service
) -> None:
    ids.set_tenant("3f2c1b")
    ids.set_client("3f2c1b")
    assert states(ids) == (IdState.TYPING, IdState.TYPING)
    qtbot.waitUntil(lambda: states(ids) == (IdState.WRONG, IdState.WRONG))
    ids.set_tenant("")
    assert ids.tenant.state is IdState.EMPTY
    assert not service.asked


def test_a_national_cloud_is_said_at_once(ids: SetupIds) -> None:
    ids.set_tenant("base.onmicrosoft.us")
    assert ids.tenant.state is IdState.WRONG
    assert ids.tenant.error is not None
    assert ids.tenant.error.code is ErrorCode.CLOUD_UNSUPPORTED


def test_an_answer_for_an_older_text_is_not_shown(
    qtbot: QtBot, ids: SetupIds, service: Service
) -> None:
    service.may_answer.clear()
    ids.set_tenant(OTHER)
    qtbot.waitUntil(lambda: ids.tenant.state is IdState.CHECKING)
    ids.set_tenant(TENANT)
    service.may_answer.set()
    seen = [ids.tenant.state]
    ids.changed.connect(lambda: seen.append(ids.tenant.state))
    qtbot.waitUntil(lambda: ids.tenant.state is IdState.KNOWN)
    assert IdState.UNKNOWN not in seen


def test_the_other_id_can_be_typed_while_somebody_is_asked(
    qtbot: QtBot, ids: SetupIds, service: Service
) -> None:
    service.may_answer.clear()
    ids.set_tenant(TENANT)
    qtbot.waitUntil(lambda: ids.tenant.state is IdState.CHECKING)
    ids.set_client(OTHER)
    service.may_answer.set()
    qtbot.waitUntil(lambda: states(ids) == (IdState.KNOWN, IdState.UNKNOWN))
    ids.set_client(CLIENT)
    qtbot.waitUntil(lambda: states(ids) == (IdState.KNOWN, IdState.KNOWN))
    assert [question for question, _ in service.asked].count("organisation") == 1


def test_without_an_organisation_no_station_is_asked_about(
    qtbot: QtBot, ids: SetupIds, service: Service
) -> None:
    ids.set_client(CLIENT)
    ids.set_tenant(OTHER)
    qtbot.waitUntil(lambda: ids.tenant.state is IdState.UNKNOWN)
    assert ids.client.state is IdState.WAITING
    assert service.asked == [("organisation", OTHER)]


def test_what_could_not_be_asked_can_be_asked_again(
    qtbot: QtBot, ids: SetupIds, service: Service
) -> None:
    service.is_reached = False
    ids.set_tenant(TENANT)
    ids.set_client(CLIENT)
    qtbot.waitUntil(lambda: states(ids) == (IdState.UNREACHED, IdState.UNREACHED))
    assert len(service.asked) == 1
    service.is_reached = True
    ids.ask_again()
    qtbot.waitUntil(lambda: states(ids) == (IdState.KNOWN, IdState.KNOWN))


def test_another_organisation_has_the_station_looked_up_anew(
    qtbot: QtBot, ids: SetupIds, service: Service
) -> None:
    ids.set_tenant("harbour.example.com")
    ids.set_client(CLIENT)
    qtbot.waitUntil(lambda: states(ids) == (IdState.KNOWN, IdState.KNOWN))
    ids.set_tenant(TENANT)
    assert ids.client.state is IdState.WAITING
    qtbot.waitUntil(lambda: states(ids) == (IdState.KNOWN, IdState.KNOWN))
    assert len(service.asked) == 4
