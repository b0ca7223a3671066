"""The network fails in every way at every step: it is told, nothing is lost, and it comes back."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.controllers.person_view import PersonStage
from kiosk.controllers.search_view import SearchStage
from kiosk.controllers.sign_in_view import SignInStage
from kiosk.controllers.team_view import TeamsStage
from kiosk.controllers.window_state import Connection, PageName
from kiosk.models.errors import ErrorCode, StationError
from kiosk.practice.launcher import PracticeTenant
from kiosk.station_tenant import tenant_settings
from tests.support.asking_proxy import AskingProxy
from tests.support.practice import practice_tenant
from tests.support.raw_server import RawServer, Visit, raw_server
from tests.support.relay import Cable
from tests.support.station import OpenStation, open_station, quick, soon_again

__all__ = ["practice_tenant", "quick", "soon_again"]

pytestmark = pytest.mark.usefixtures("quick", "soon_again")

SAM = "sam.rivera@practice.example"
UNREACHABLE = "The station cannot reach the service. Nothing was changed, and nothing of what you"
UNTRUSTED = "The station cannot be sure that it talks to the right service, so it stopped."
ANSWERED = "The network answered in place of the service, as it does where somebody has to log in"
PROXY = "The company network (its proxy) does not let the station through."


@dataclass(frozen=True)
class Network:
    """A way to the service that can be broken and mended, and what is said while it is broken."""

    code: ErrorCode
    said: str
    break_it: Callable[[], None]
    mend_it: Callable[[], None]


def page(status: str, *headers: str) -> Callable[[Visit], None]:
    """Return what a network answers in whose way it is."""

    def behaviour(visit: Visit) -> None:
        while visit.read_request():
            visit.answer(
                b"<html><body>Welcome, guest. Please log in.</body></html>",
                "Content-Type: text/html; charset=utf-8",
                *headers,
                status=status,
            )

    return behaviour


def bad_request(visit: Visit) -> None:
    """Answer a greeting of TLS as a web server does that speaks none."""
    visit.connection.recv(65536)
    visit.answer(b"<html></html>", "Content-Type: text/html", status="400 Bad Request")


PAGES = {
    "portal-200": page("200 OK"),
    "portal-302": page("302 Found", "Location: http://portal.invalid/log-in"),
    "portal-511": page("511 Network Authentication Required"),
    "block-403": page("403 Forbidden"),
}
NETWORKS = ("portal-200", "portal-without-tls", "foreign-ca", "cable-out", "no-names")


@contextmanager
def station_on(
    qtbot: QtBot, tenant: PracticeTenant, folder: Path, kind: str, patch: pytest.MonkeyPatch
) -> Iterator[tuple[OpenStation, Network]]:
    """Open a station that reaches its service by a network that breaks in one way."""
    real = int(tenant.graph.rsplit(":", 1)[1])
    with ExitStack() as stack:
        cable = stack.enter_context(Cable(real))
        server = stack.enter_context(raw_server(folder, tls=kind != "portal-without-tls"))
        network = network_of(kind, cable, real, server, patch)
        ca_file = folder / "trusted.pem"
        trusted = tenant.ca_file.read_bytes()
        if kind in PAGES:
            # A company's own appliance, whose certificates every computer of it trusts.
            trusted += server.ca_file.read_bytes()
        ca_file.write_bytes(trusted)
        reached = f"https://localhost:{cable.port}"
        through = replace(
            tenant,
            graph=reached,
            authority=tenant.authority.replace(tenant.graph, reached),
            ca_file=ca_file,
        )
        opened = open_station(
            qtbot, tenant, folder, account=tenant.administrator, tenant=tenant_settings(through)
        )
        yield stack.enter_context(opened), network


def network_of(
    kind: str, cable: Cable, real: int, server: RawServer, patch: pytest.MonkeyPatch
) -> Network:
    def elsewhere() -> None:
        cable.lead_to(server.port)

    def to_service() -> None:
        cable.lead_to(real)

    if kind in PAGES:
        server.behaviour = PAGES[kind]
        return Network(ErrorCode.NETWORK_ANSWERED, ANSWERED, elsewhere, to_service)
    if kind in ("portal-without-tls", "foreign-ca"):
        server.behaviour = page("200 OK") if kind == "foreign-ca" else bad_request
        return Network(ErrorCode.CERTIFICATE_UNTRUSTED, UNTRUSTED, elsewhere, to_service)
    if kind == "cable-out":
        return Network(ErrorCode.NETWORK_UNREACHABLE, UNREACHABLE, cable.pull, cable.put_back)
    return Network(ErrorCode.NETWORK_UNREACHABLE, UNREACHABLE, *without_names(cable, patch))


def without_names(
    cable: Cable, patch: pytest.MonkeyPatch
) -> tuple[Callable[[], None], Callable[[], None]]:
    """Return what takes the name of the service away, and what gives it back."""
    known = socket.getaddrinfo

    def look_up(host: str, port: int, *rest: int, **named: int) -> object:
        if port == cable.port:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return known(host, port, *rest, **named)

    def take_away() -> None:
        patch.setattr(socket, "getaddrinfo", look_up)
        cable.lead_to(cable._to)

    return take_away, lambda: patch.setattr(socket, "getaddrinfo", known)


def online(station: OpenStation) -> bool:
    return station.controller.header.connection is Connection.ONLINE


def offline(station: OpenStation) -> bool:
    return station.controller.header.connection is Connection.OFFLINE


def shown_code(station: OpenStation) -> str:
    """Return the code under the details of what the page says in place of its content."""
    station.press("detailsButton")
    texts = [label.text() for label in station.page.findChildren(QLabel)]
    return next(text for text in texts if "Code: PK-" in text)


@pytest.mark.parametrize("kind", NETWORKS)
def test_a_broken_network_is_told_at_every_step_and_mended_it_needs_no_touch(
    qtbot: QtBot,
    practice_tenant: PracticeTenant,
    tmp_path: Path,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with station_on(qtbot, practice_tenant, tmp_path, kind, monkeypatch) as (station, network):
        broken_before_the_sign_in(station, network)
        broken_while_looking_up(station, network)
        broken_on_the_way_to_a_person(station, network)
        broken_before_a_change(station, network)
        broken_at_the_result(station, network, tmp_path / "badge.pdf")
        broken_on_the_team_page(station, network)


@pytest.mark.parametrize("kind", sorted(PAGES.keys() - set(NETWORKS)))
def test_every_page_of_a_network_is_known_as_such(
    qtbot: QtBot,
    practice_tenant: PracticeTenant,
    tmp_path: Path,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with station_on(qtbot, practice_tenant, tmp_path, kind, monkeypatch) as (station, network):
        broken_before_the_sign_in(station, network)
        broken_while_looking_up(station, network)


def broken_before_the_sign_in(station: OpenStation, network: Network) -> None:
    network.break_it()
    station.press("signInButton")
    sign_in = station.conversations.sign_in
    station.wait(lambda: sign_in.view.stage is SignInStage.FAILED)
    assert sign_in.view.error is not None
    assert sign_in.view.error.code is network.code
    assert station.state_text().startswith(network.said)
    assert offline(station)
    network.mend_it()
    station.wait(lambda: online(station))
    station.press("retryButton")
    station.wait_for(PageName.SEARCH)
    station.wait(lambda: station.station.runner.running == 0)


def broken_while_looking_up(station: OpenStation, network: Network) -> None:
    search = station.conversations.search
    network.break_it()
    station.type_text("Sam Riv")
    station.wait(lambda: search.view.stage is SearchStage.FAILED)
    assert station.state_text().startswith(network.said)
    assert f"Code: {network.code}" in shown_code(station)
    assert offline(station)
    network.mend_it()
    station.wait(lambda: search.view.stage is SearchStage.FOUND)
    assert station.find(QLineEdit, "searchField").text() == "Sam Riv"
    assert online(station)
    station.wait(lambda: station.station.runner.running == 0)


def broken_on_the_way_to_a_person(station: OpenStation, network: Network) -> None:
    network.break_it()
    station.choose()
    station.wait_for(PageName.PERSON)
    station.wait_until_ready()
    assert station.state_text().startswith(network.said)
    assert station.text("personNameLabel") == "Sam Rivera"
    network.mend_it()
    station.wait(lambda: is_ready(station))
    assert station.shows("resetPinButton")


def is_ready(station: OpenStation) -> bool:
    view = station.conversations.person.view
    return view is not None and view.stage is PersonStage.READY


def broken_before_a_change(station: OpenStation, network: Network) -> None:
    """Confirm a change that cannot be made; it may not have been made in half either."""
    station.ask("resetPinButton")
    station.wait(lambda: station.station.runner.running == 0)
    network.break_it()
    station.press("confirmButton")
    station.wait_for(PageName.PERSON)
    notice = station.controller.notice
    assert notice is not None
    assert notice.error is not None
    # Who cannot tell whether the reset got through says so, and to reset once more.
    assert notice.error.code in (network.code, ErrorCode.PIN_UNCONFIRMED)
    assert station.banner()
    network.mend_it()
    station.wait(lambda: is_ready(station))
    station.do("resetPinButton")
    assert station.tenant_accepts(SAM, station.pin_on_screen())


def broken_at_the_result(station: OpenStation, network: Network, file: Path) -> None:
    """What is on the page can be saved and printed whatever becomes of the network."""
    pin = station.pin_on_screen()
    station.wait_for_paper()
    network.break_it()
    station.conversations.result.save_pdf(str(file))
    station.wait(lambda: station.result.saved_to == str(file))
    assert station.pin_on_screen() == pin
    station.press("doneButton")
    station.wait_for(PageName.SEARCH)
    network.mend_it()


def broken_on_the_team_page(station: OpenStation, network: Network) -> None:
    station.press("teamButton")
    station.wait_for(PageName.TEAM)
    finder = station.conversations.team.choice.finder
    # The first look asks for leave to read teams, which takes another sign-in.
    finder.set_text("Garden")
    station.wait(lambda: finder.view.stage in (TeamsStage.FOUND, TeamsStage.NONE))
    station.wait(lambda: station.station.runner.running == 0)
    network.break_it()
    finder.set_text("Cashiers")
    station.wait(lambda: finder.view.stage is TeamsStage.FAILED)
    assert finder.view.error is not None
    assert finder.view.error.code is network.code
    network.mend_it()
    station.wait(lambda: finder.view.stage in (TeamsStage.FOUND, TeamsStage.NONE))
    assert finder.view.text == "Cashiers"


def test_a_proxy_that_wants_a_name_and_password_is_told_until_it_lets_the_station_through(
    qtbot: QtBot,
    practice_tenant: PracticeTenant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(practice_tenant.ca_file))
    with AskingProxy() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        # Only without a CA file of its own does a station use the computer's proxy.
        tenant = replace(tenant_settings(practice_tenant), ca_file=None)
        network = Network(ErrorCode.PROXY_REFUSED, PROXY, proxy.refuse, proxy.let_through)
        with open_station(qtbot, practice_tenant, tmp_path, tenant=tenant) as station:
            broken_before_the_sign_in(station, network)
            broken_while_looking_up(station, network)
            broken_on_the_way_to_a_person(station, network)
            broken_before_a_change(station, network)
            assert proxy.refused
            assert proxy.carried


def test_the_page_of_a_guest_network_is_not_taken_for_a_service_that_is_back(
    qtbot: QtBot,
    practice_tenant: PracticeTenant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with station_on(qtbot, practice_tenant, tmp_path, "portal-200", monkeypatch) as (station, net):
        station.sign_in()
        station.wait(lambda: station.station.runner.running == 0)
        net.break_it()
        errors: list[StationError | None] = []
        station.controller.service_answered.connect(errors.append)
        station.type_text("Sam Riv")
        station.wait(lambda: offline(station))
        station.wait(lambda: len(errors) > 1)
        assert offline(station)
