"""The way to the service, broken in every way that a station meets: what is said, and what to do.

Everything goes over real TLS to a practice tenant, or to what stands in its way.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.checks import running
from kiosk.checks.finding import CheckId, Finding, Outcome
from kiosk.checks.running import CHECKS
from kiosk.checks.subject import Subject
from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import CLOCK_TOLERANCE, SystemClock
from kiosk.models.errors import ErrorCode
from kiosk.models.settings import TenantSettings
from kiosk.services.sign_in.tenant_client import TenantClient
from tests.support.asking_proxy import AskingProxy
from tests.support.checked_station import TENANT, english, found_by, said, with_tenant
from tests.support.raw_server import RawServer, Visit, raw_server
from tests.support.station_services import SufferingTenant

NETWORK = (
    CheckId.TENANT,
    CheckId.NAME_RESOLUTION,
    CheckId.PROXY,
    CheckId.SIGN_IN_TLS,
    CheckId.SIGN_IN_ENDPOINT,
    CheckId.GRAPH_TLS,
    CheckId.GRAPH,
    CheckId.CLOCK_SKEW,
    CheckId.REGISTRATION,
)
Found = Mapping[CheckId, Finding]


def look(subject: Subject) -> Found:
    return found_by(subject, NETWORK)


def failures(found: Found) -> set[CheckId]:
    return {check for check, finding in found.items() if finding.outcome is Outcome.FAIL}


def not_done(found: Found) -> set[CheckId]:
    return {check for check, finding in found.items() if not finding.was_checked}


def reached_by(subject: Subject, **changes: str | None) -> Subject:
    return with_tenant(subject, replace(subject.tenant, **changes))  # type: ignore[arg-type]  # all texts


def test_a_tenant_that_is_there_passes_every_check(online: Subject) -> None:
    found = look(online)
    assert not failures(found)
    assert not not_done(found)
    assert "PIN Kiosk practice tenant CA" in said(found[CheckId.GRAPH_TLS])
    assert "the settings name a CA file" in said(found[CheckId.PROXY])
    assert "agrees" in said(found[CheckId.CLOCK_SKEW])


def test_without_a_tenant_nothing_is_asked_of_the_network(subject: Subject) -> None:
    found = look(with_tenant(subject, TenantSettings()))
    assert failures(found) == {CheckId.TENANT}
    assert not_done(found) == set(NETWORK) - {CheckId.TENANT}
    assert "do not say which tenant" in said(found[CheckId.GRAPH])


@pytest.mark.parametrize(
    ("reason", "words"),
    [(socket.EAI_NONAME, "does not know localhost"), (socket.EAI_AGAIN, "does not answer")],
)
def test_a_name_that_is_not_found_is_the_one_thing_to_mend(
    online: Subject, monkeypatch: pytest.MonkeyPatch, reason: int, words: str
) -> None:
    def look_up(*_: object, **__: object) -> object:
        raise socket.gaierror(reason, "no")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    found = look(online)
    assert failures(found) == {CheckId.NAME_RESOLUTION}
    assert words in said(found[CheckId.NAME_RESOLUTION])
    assert found[CheckId.NAME_RESOLUTION].keeps_out
    for check in not_done(found):
        assert "because the name of a server was not found" in said(found[check])
    assert CheckId.REGISTRATION in not_done(found)


class TestProxy:
    @pytest.fixture
    def proxy(self) -> Iterator[AskingProxy]:
        with AskingProxy() as proxy:
            yield proxy

    @pytest.fixture
    def behind(self, online: Subject, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Subject]:
        """Return a station that trusts what its computer does, and goes through a proxy."""

        def go(address: str, variable: str = "HTTPS_PROXY") -> Subject:
            assert online.tenant.ca_file is not None
            monkeypatch.setenv("SSL_CERT_FILE", online.tenant.ca_file)
            monkeypatch.setenv(variable, address)
            return replace(reached_by(online, ca_file=None), environment=os.environ)

        return go

    def test_one_that_lets_the_station_through_is_named_with_who_said_so(
        self, behind: Callable[[str], Subject], proxy: AskingProxy
    ) -> None:
        proxy.let_through()
        found = look(behind(proxy.address))
        assert not failures(found)
        sentence = said(found[CheckId.PROXY])
        assert proxy.address.removeprefix("http://") in sentence
        assert "HTTPS_PROXY names" in sentence
        assert "which this computer trusts" in said(found[CheckId.GRAPH_TLS])
        assert "practice tenant CA" in said(found[CheckId.GRAPH_TLS])
        assert proxy.carried

    def test_one_that_wants_a_password_is_told(
        self, behind: Callable[[str], Subject], proxy: AskingProxy
    ) -> None:
        found = look(behind(proxy.address))
        assert failures(found) == {CheckId.PROXY}
        assert "wants a name and a password" in said(found[CheckId.PROXY])
        assert found[CheckId.PROXY].code is ErrorCode.PROXY_REFUSED
        assert "because the proxy gives no way" in said(found[CheckId.GRAPH])

    def test_a_password_that_is_not_taken_is_told_and_never_shown(
        self, behind: Callable[[str], Subject], proxy: AskingProxy
    ) -> None:
        found = look(behind(proxy.address.replace("://", "://mona:hush73519462@")))
        assert "does not take the name and password" in said(found[CheckId.PROXY])
        told = "".join(f"{said(one)}{one.advice(english)}{one!r}" for one in found.values())
        assert "hush73519462" not in told
        assert "mona" not in told

    def test_one_that_is_not_there_is_told(self, behind: Callable[[str], Subject]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        found = look(behind(f"127.0.0.1:{port}"))
        assert failures(found) == {CheckId.PROXY}
        assert "does not answer" in said(found[CheckId.PROXY])

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("socks5://127.0.0.1:9", "SOCKS"),
            ("http://:9", "cannot be read"),
            # A password ends the host where nobody has encoded its signs.
            ("http://mona:4711/hush@127.0.0.1:9", "cannot be read"),
            ("http://mona:4711#hush@127.0.0.1:9", "cannot be read"),
            ("mona:4711?hush@127.0.0.1:9", "cannot be read"),
        ],
    )
    def test_one_that_no_station_can_use_is_told(
        self, behind: Callable[[str], Subject], address: str, words: str
    ) -> None:
        found = look(behind(address))
        assert failures(found) == {CheckId.PROXY}
        assert words in said(found[CheckId.PROXY])
        assert not any("mona" in said(one) or "4711" in said(one) for one in found.values())


class TestConnection:
    def test_a_closed_door_is_told_and_the_other_server_still_checked(
        self, online: Subject
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        found = look(reached_by(online, graph_root=f"https://localhost:{port}"))
        assert failures(found) == {CheckId.GRAPH_TLS}
        assert f"Nobody answers at localhost, port {port}" in said(found[CheckId.GRAPH_TLS])
        assert not_done(found) == {CheckId.GRAPH}
        assert found[CheckId.REGISTRATION].outcome is Outcome.PASS

    def graph_at(
        self, online: Subject, folder: Path, **how: object
    ) -> tuple[Finding, Subject, RawServer]:
        with raw_server(folder, **how) as server:  # type: ignore[arg-type]  # as it takes them
            subject = reached_by(online, graph_root=f"https://localhost:{server.port}")
            found = look(subject)
            assert failures(found) == {CheckId.GRAPH_TLS}
            assert "no safe connection to Microsoft Graph" in said(found[CheckId.GRAPH])
            return found[CheckId.GRAPH_TLS], subject, server

    def test_a_certificate_of_somebody_in_between_names_who_issued_it(
        self, online: Subject, tmp_path: Path
    ) -> None:
        finding, _, _ = self.graph_at(online, tmp_path)
        assert "comes from odd, which the CA file in the settings does not trust" in said(finding)
        assert finding.code is ErrorCode.CERTIFICATE_UNTRUSTED

    def test_without_a_ca_file_it_is_the_computer_that_does_not_trust_it(
        self, online: Subject, tmp_path: Path
    ) -> None:
        with raw_server(tmp_path) as server:
            address = f"https://localhost:{server.port}"
            found = look(reached_by(online, graph_root=address, ca_file=None))
        sentence = said(found[CheckId.GRAPH_TLS])
        assert "comes from odd, which this computer does not trust" in sentence
        assert "stop here" in found[CheckId.GRAPH_TLS].advice(english)

    def test_a_certificate_for_another_name_says_for_which(
        self, online: Subject, tmp_path: Path
    ) -> None:
        finding, _, _ = self.graph_at(online, tmp_path, host="portal.example")
        assert "for another name (portal.example), issued by odd" in said(finding)

    @pytest.mark.parametrize(("days", "words"), [(-3, "ended on"), (3, "begins on")])
    def test_a_certificate_out_of_its_time_tells_both_times(
        self, online: Subject, tmp_path: Path, days: int, words: str
    ) -> None:
        with raw_server(tmp_path, timedelta(days=days)) as server:
            trusted = (tmp_path / "both.pem").resolve()
            assert online.tenant.ca_file is not None
            trusted.write_bytes(
                Path(online.tenant.ca_file).read_bytes() + server.ca_file.read_bytes()
            )
            address = f"https://localhost:{server.port}"
            found = look(reached_by(online, graph_root=address, ca_file=str(trusted)))
        finding = found[CheckId.GRAPH_TLS]
        assert words in said(finding)
        assert finding.code is ErrorCode.CLOCK_WRONG
        assert f"{finding.moments['now'].astimezone():%Y-%m-%d %H:%M}" in said(finding)

    def test_a_server_that_speaks_no_https_is_told(self, online: Subject, tmp_path: Path) -> None:
        finding, _, _ = self.graph_at(online, tmp_path, tls=False)
        assert "does not speak HTTPS" in said(finding)


def answering(body: bytes, status: str, kind: str) -> Callable[[Visit], None]:
    def behaviour(visit: Visit) -> None:
        while visit.read_request():
            visit.answer(body, f"Content-Type: {kind}", status=status)

    return behaviour


class TestAnswers:
    @pytest.fixture
    def between(self, online: Subject, tmp_path: Path) -> Iterator[tuple[Subject, RawServer]]:
        """Return a station whose servers are another one, with a certificate that it trusts."""
        with raw_server(tmp_path) as server:
            trusted = tmp_path / "both.pem"
            assert online.tenant.ca_file is not None
            trusted.write_bytes(
                Path(online.tenant.ca_file).read_bytes() + server.ca_file.read_bytes()
            )
            root = f"https://localhost:{server.port}"
            authority = f"{root}/{online.tenant.tenant_id}"
            yield (
                reached_by(online, graph_root=root, authority=authority, ca_file=str(trusted)),
                server,
            )

    @pytest.mark.parametrize(
        "status", ["200 OK", "302 Found", "403 Forbidden", "511 Network Authentication Required"]
    )
    def test_the_page_of_a_network_is_not_taken_for_the_service(
        self, between: tuple[Subject, RawServer], status: str
    ) -> None:
        subject, server = between
        server.behaviour = answering(b"<html>Log in</html>", status, "text/html")
        found = look(subject)
        assert failures(found) == {CheckId.SIGN_IN_ENDPOINT, CheckId.GRAPH}
        assert "answers in place of localhost" in said(found[CheckId.GRAPH])
        assert "answers in place of localhost" in said(found[CheckId.SIGN_IN_ENDPOINT])
        assert "no server told its time" in said(found[CheckId.CLOCK_SKEW])

    def test_another_service_is_not_taken_for_graph(
        self, between: tuple[Subject, RawServer]
    ) -> None:
        subject, server = between
        server.behaviour = answering(b'{"hello": 1}', "200 OK", "application/json")
        found = look(subject)
        assert "is not Microsoft Graph (status 200)" in said(found[CheckId.GRAPH])
        assert "no answer that the station can use" in said(found[CheckId.SIGN_IN_ENDPOINT])

    def test_a_service_that_is_unwell_is_a_warning(
        self, between: tuple[Subject, RawServer], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("kiosk.services.sign_in.sign_in_http._PAUSES_SECONDS", (0.05, 0.05))
        subject, server = between
        server.behaviour = answering(b"{}", "503 Service Unavailable", "application/json")
        found = look(subject)
        assert not failures(found)
        for check in (CheckId.SIGN_IN_ENDPOINT, CheckId.GRAPH):
            assert found[check].outcome is Outcome.WARN
            assert found[check].was_checked
            assert "trouble or too much to do" in said(found[check])
            # The server that stands in tells no time.
        assert not_done(found) == {CheckId.REGISTRATION, CheckId.CLOCK_SKEW}

    def test_cancelling_ends_a_check_that_waits_for_an_answer(
        self, between: tuple[Subject, RawServer]
    ) -> None:
        subject, server = between
        asked = threading.Event()

        def silent(visit: Visit) -> None:
            visit.read_request()
            asked.set()
            visit.over.wait(20)

        server.behaviour = silent
        cancel = CancelToken()
        threading.Thread(target=lambda: asked.wait(10) and cancel.cancel(), daemon=True).start()
        began = time.monotonic()
        with pytest.raises(WorkCancelledError):
            look(replace(subject, cancel=cancel))
        assert time.monotonic() - began < 5


class TestTenant:
    def test_a_tenant_that_is_not_known_there_is_told(
        self, online: Subject, tenant: SufferingTenant
    ) -> None:
        authority = f"{tenant.practice.graph}/{TENANT}"
        found = look(reached_by(online, authority=authority, tenant_id=TENANT))
        assert failures(found) == {CheckId.SIGN_IN_ENDPOINT}
        assert f"knows no tenant {TENANT}" in said(found[CheckId.SIGN_IN_ENDPOINT])
        assert "tenant.tenant_id" in found[CheckId.SIGN_IN_ENDPOINT].advice(english)

    def test_a_server_that_speaks_for_another_tenant_is_told(self, online: Subject) -> None:
        found = look(reached_by(online, tenant_id=TENANT))
        assert failures(found) == {CheckId.SIGN_IN_ENDPOINT}
        assert "speaks for another tenant" in said(found[CheckId.SIGN_IN_ENDPOINT])

    def test_what_a_server_signs_as_is_told_in_one_line_of_a_page_at_most(
        self, online: Subject, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        issuer = "https://sts.example/\nPASS    graph: fine\x1b[2J" + "x" * 70_000
        monkeypatch.setattr(TenantClient, "issuer", issuer)
        told = said(look(reached_by(online, tenant_id=TENANT))[CheckId.SIGN_IN_ENDPOINT])
        assert "https://sts.example/ PASS" in told
        assert len(told) < 400
        assert "\x1b" not in told

    def test_a_registration_that_the_tenant_does_not_know_is_told(self, online: Subject) -> None:
        found = look(reached_by(online, client_id=TENANT))
        assert failures(found) == {CheckId.REGISTRATION}
        assert f"no app registration {TENANT}" in said(found[CheckId.REGISTRATION])

    def test_a_ca_file_that_is_none_is_a_wrong_setting(
        self, online: Subject, tmp_path: Path
    ) -> None:
        broken = tmp_path / "ca.pem"
        broken.write_text("no certificate")
        found = look(reached_by(online, ca_file=str(broken)))
        assert failures(found) == {CheckId.NAME_RESOLUTION}
        assert found[CheckId.NAME_RESOLUTION].has_wrong_settings


class OffClock(SystemClock):
    """This machine's clock, set wrong."""

    def __init__(self, off: timedelta) -> None:
        self._off = off

    def now(self) -> datetime:
        return super().now() + self._off


@pytest.mark.parametrize(
    ("off", "words"),
    [(-timedelta(hours=2, minutes=5), "2:05"), (timedelta(days=1), "24:00")],
)
def test_a_wrong_clock_is_told_with_its_direction_and_the_time_of_the_service(
    online: Subject, off: timedelta, words: str
) -> None:
    found = look(replace(online, clock=OffClock(off)))
    finding = found[CheckId.CLOCK_SKEW]
    assert finding.outcome is Outcome.WARN
    direction = "slow" if off < timedelta(0) else "fast"
    assert f"{words} (hours:minutes) {direction}" in said(finding)
    service_time = finding.moments["service_time"]
    assert abs(service_time - SystemClock().now()) < timedelta(minutes=1)
    written = finding.sentence(english, lambda moment: f"<{moment:%H}>")
    assert f"by the service it is <{service_time:%H}>." in written
    assert not finding.keeps_out


def test_a_clock_within_the_tolerance_passes(online: Subject) -> None:
    off = CLOCK_TOLERANCE - timedelta(seconds=10)
    assert look(replace(online, clock=OffClock(off)))[CheckId.CLOCK_SKEW].outcome is Outcome.PASS


def test_whatever_is_needed_says_why_the_rest_could_not_be_checked() -> None:
    needed = {need for check in CHECKS for need in check.needs}
    assert needed <= running._BECAUSE.keys()
    order = [check.name for check in CHECKS]
    for check in CHECKS:
        assert all(order.index(need) < order.index(check.name) for need in check.needs)
