"""The command as other programs see it: the ready line, the options, and that it always ends."""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kiosk.commands import practice_tenant as practice_tenant_command
from kiosk.models.errors import ErrorCode, StationError
from kiosk.practice.faults import Fault, FaultKind
from kiosk.practice.launcher import (
    PracticeTenant,
    PracticeTenantError,
    PracticeTenantProcess,
    parse_ready_line,
    start_command,
)
from kiosk.practice.people import KNOWN_PEOPLE
from kiosk.practice.policy import Policy, PolicyState
from kiosk.practice.tenant import Options
from kiosk.practice.visitor import Visitor, VisitorError
from tests.support.practice import start_practice_tenant

ROOT = Path(__file__).parents[3]
SMALL = ("--people", "60", "--seed", "5")


def launch(*options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*start_command(), *SMALL, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def read_ready(process: subprocess.Popen[str]) -> PracticeTenant:
    assert process.stdout is not None
    return parse_ready_line(process.stdout.readline())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_and_nothing_is_left(number: signal.Signals, code: int) -> None:
    process = launch()
    tenant = read_ready(process)
    assert tenant.ca_file.read_text().startswith("-----BEGIN CERTIFICATE-----")
    process.send_signal(number)
    out, errors = process.communicate(timeout=10)
    assert (process.returncode, out, errors) == (code, "", "")
    assert not tenant.ca_file.parent.exists()


def test_it_ends_with_its_parent() -> None:
    process = launch("--stop-with-stdin")
    tenant = read_ready(process)
    process.communicate(timeout=10)
    assert process.returncode == 0
    assert not tenant.ca_file.parent.exists()


@pytest.mark.skipif(os.name == "nt", reason="a process is killed otherwise there")
def test_it_ends_even_when_its_parent_is_killed() -> None:
    script = (
        "import sys, time; from kiosk.practice.launcher import PracticeTenantProcess\n"
        "p = PracticeTenantProcess('--people', '60'); t = p.start()\n"
        "print(t.ca_file, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert parent.stdout is not None
    ca_file = Path(parent.stdout.readline().strip())
    assert ca_file.exists()
    parent.kill()
    parent.wait(10)
    gone = threading.Event()
    for _ in range(100):
        if not ca_file.exists():
            break
        gone.wait(0.1)
    parent.stdout.close()
    assert not ca_file.exists()


def test_the_ready_line_says_what_the_interface_promises() -> None:
    process = launch("--stop-with-stdin")
    assert process.stdout is not None
    ready = json.loads(process.stdout.readline())
    process.communicate(timeout=10)
    guid = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert re.fullmatch(rf"https://localhost:\d+/{guid}", ready["authority"])
    assert re.fullmatch(r"https://localhost:\d+", ready["graph"])
    assert ready["authority"] == f"{ready['graph']}/{ready['tenant_id']}"
    assert re.fullmatch(guid, ready["client_id"])
    assert ready["people"] == 60
    roles = [tuple(account["roles"]) for account in ready["accounts"]]
    assert roles[:3] == [
        ("Authentication Administrator",), ("Privileged Authentication Administrator",), (),
    ]  # fmt: skip
    assert ready["accounts"][3]["administrative_unit"]
    assert ready["accounts"][4]["second_factor"] is True
    assert all(account["username"] and account["password"] for account in ready["accounts"])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--fault", "418@/users"], "expected KIND@ROUTE[:COUNT]"),
        (["--fault", "expired-token@/oauth2/v2.0/token"], "would never hit"),
        (["--fault", "claims-challenge@/common"], "is a route of sign-in"),
        (["--people", "0"], "whole number from 1"),
        (["--people", "many"], "whole number from 1"),
        (["--port", "70000"], "whole number from 0 to 65535"),
        (["--latency-ms", "-1"], "whole number from 0"),
        (["--policy-days", "396"], "whole number from 1 to 395"),
        (["--pin-length", "7"], "whole number from 8 to 20"),
        (["--policy-state", "off"], "invalid choice: 'off'"),
        (["--surprise"], "unrecognized arguments"),
    ],
)
def test_bad_usage_says_what_is_expected(options: Sequence[str], expected: str) -> None:
    process = launch(*options)
    out, errors = process.communicate(timeout=20)
    assert (process.returncode, out) == (2, "")
    assert expected in errors
    assert "Traceback" not in errors


def test_help_tells_every_fault_and_every_route_of_its_own() -> None:
    process = launch("--help")
    out, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")
    for kind in FaultKind:
        assert re.search(rf"^  {kind.value} +\w", out, re.MULTILINE), kind
    for name in ("pocket", "qr-sign-in", "clock", "person", "policy"):
        assert f"/practice/{name}" in out
    for option in ("--policy-days", "--pin-length", "--policy-state"):
        assert option in out
    assert f"the {len(KNOWN_PEOPLE)} who have a part to play are always there" in " ".join(
        out.split()
    )


def test_a_tenant_that_does_not_start_is_told() -> None:
    with pytest.raises(PracticeTenantError, match="exit code 3"):
        PracticeTenantProcess(command=[sys.executable, "-c", "raise SystemExit(3)"]).start()
    endless = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with pytest.raises(PracticeTenantError, match="did not get ready"):
        PracticeTenantProcess(command=endless).start(seconds=0.5)


def test_passwords_do_not_show_in_a_repr(practice_tenant: PracticeTenant) -> None:
    text = repr(practice_tenant)
    assert "ada.brandt" in text
    assert not any(account.password in text for account in practice_tenant.accounts)


def test_a_visitor_signs_in_like_a_person(practice_tenant: PracticeTenant) -> None:
    address = authorize_address(practice_tenant)
    for account in (practice_tenant.administrator, practice_tenant.second_factor_account):
        visitor = Visitor(account.username, account.password)
        received = receive(lambda url, visitor=visitor: visitor.sign_in(url), address)
        assert "code=" in received
    wrong = Visitor(practice_tenant.administrator.username, "wrong")
    with pytest.raises(VisitorError, match="loginForm"):
        wrong.sign_in(address.format(port=9))
    refusing = Visitor("", "", refuse=True)
    assert "error=access_denied" in receive(refusing.sign_in, address)


def test_a_visitor_opens_pages_on_this_computer_only() -> None:
    for address in ("https://localhost/", "http://elsewhere.example/", "file:///etc/passwd"):
        with pytest.raises(VisitorError):
            Visitor("a", "b").open(address)


def test_the_factory_passes_options_on() -> None:
    with start_practice_tenant("--fault", "500@/me", people=60, fault="503@/users") as tenant:
        assert tenant.people == 60


def test_the_command_hands_its_options_to_the_tenant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Options] = []

    def refuse(options: Options, port: int) -> None:
        asked.append(options)
        raise OSError(port, "taken")

    monkeypatch.setattr("kiosk.practice.server.TenantServer", refuse)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    parser = argparse.ArgumentParser()
    practice_tenant_command.add_arguments(parser)
    words = "--people 90 --seed 3 --policy-days 30 --pin-length 12 --policy-state disabled"
    arguments = parser.parse_args([*words.split(), "--fault", "late@PATCH /users:2"])
    with pytest.raises(StationError) as refused:
        practice_tenant_command.run(arguments)
    assert refused.value.code is ErrorCode.PRACTICE_PORT_TAKEN
    assert asked[0].policy == Policy(30, 12, PolicyState.DISABLED)
    assert (asked[0].people, asked[0].seed) == (90, 3)
    assert asked[0].faults == (Fault(FaultKind.LATE, "/users", 2, "PATCH"),)
    parsed = parser.parse_args([])
    assert Policy(parsed.policy_days, parsed.pin_length) == Policy()


def authorize_address(tenant: PracticeTenant) -> str:
    query = urlencode(
        {"client_id": tenant.client_id, "response_type": "code", "scope": "User.Read"}
    )
    path = f"{tenant.pages}/{tenant.tenant_id}/oauth2/v2.0/authorize"
    return f"{path}?{query}&response_mode=form_post&redirect_uri=http%3A%2F%2Flocalhost%3A{{port}}"


def receive(visit: object, address: str) -> str:
    """What arrives at a client's own receiver."""
    arrived: list[str] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            arrived.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(200)
            self.end_headers()

        def log_request(self, code: object = "-", size: object = "-") -> None:
            pass

    assert callable(visit)
    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        visit(address.format(port=server.server_port))
        thread.join(10)
    return arrived[0]
