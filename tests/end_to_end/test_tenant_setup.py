"""A tenant is set up from the command line, and a station works with exactly what was printed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.permissions import Features, station_permissions
from kiosk.models.settings import WriteScope
from kiosk.models.target import Target
from kiosk.practice.launcher import PracticeAccount, PracticeTenant
from kiosk.practice.visitor import Visitor
from kiosk.services.assembly import build_workplace
from kiosk.services.operations.reset_pin import ResetPin
from kiosk.services.settings_file import load_settings
from kiosk.services.tenant_setup.registration import Wanted
from tests.support.headless_browser import chromium, headless_browser
from tests.support.own_account import variables_of_account
from tests.support.practice import start_practice_tenant, tenant_table
from tests.support.shell import run_signing_in
from tests.support.tenant_visits import administrator_of, visit_to

_CONSENT = re.compile(r"(http\S+/v2\.0/adminconsent\S+)")


@pytest.fixture(scope="module")
def tenant() -> Iterator[PracticeTenant]:
    with start_practice_tenant("--members-register-nothing", people=60) as practice:
        yield practice


@dataclass
class Shell:
    """An administrator at a command line, with a phone to sign in with."""

    practice: PracticeTenant
    folder: Path
    account: PracticeAccount
    comes: bool = True
    """Whether they sign in when they are asked to."""
    lines: list[str] = field(default_factory=list)

    def setup(
        self,
        *words: str,
        language: str = "en",
        at_line: Callable[[subprocess.Popen[str], str], None] = lambda _process, _line: None,
    ) -> tuple[int, dict[str, Any]]:
        """Run the command to its end, and return its exit code and its document."""
        settings = self.folder / "where.toml"
        client = f'client_id = "{self.practice.client_id}"\n'
        settings.write_text(
            tenant_table(self.practice).replace(client, "")
            + '[sign_in]\nmethod = "device-code"\ntimeout_seconds = 20\n'
        )
        self.lines = []

        def keep(process: subprocess.Popen[str], line: str) -> None:
            self.lines.append(line.rstrip())
            at_line(process, line)

        code, said = run_signing_in(
            [
                *(sys.executable, "-m", "kiosk", "setup", "--settings", str(settings)),
                *("--language", language, "--json", *words),
            ],
            {**variables_of_account(self.folder), "BROWSER": "no"},
            self.account if self.comes else None,
            keep,
        )
        document: dict[str, Any] = json.loads(said)
        return code, document


@pytest.fixture
def shell(tenant: PracticeTenant, tmp_path: Path) -> Shell:
    return Shell(tenant, tmp_path, administrator_of(tenant))


def consent(account: PracticeAccount) -> Callable[[subprocess.Popen[str], str], None]:
    """Return what opens the consent page that is told, as an administrator with a browser."""

    def at_line(_process: subprocess.Popen[str], line: str) -> None:
        if found := _CONSENT.search(line):
            visitor = Visitor(account.username, account.password)
            threading.Thread(target=visitor.sign_in, args=[found[1]]).start()

    return at_line


def test_a_station_resets_a_pin_with_exactly_the_settings_that_were_written(
    shell: Shell, tenant: PracticeTenant, tmp_path: Path
) -> None:
    out = tmp_path / "settings.toml"
    words = ("--out", str(out), "--station", "Shop 12")
    code, document = shell.setup("--dry-run", *words)
    assert (code, document["ok"], document["was_there"]) == (0, True, False)
    assert (document["client_id"], out.exists()) == (None, False)

    code, document = shell.setup(*words, "--consent", at_line=consent(shell.account))
    assert (code, document["ok"], document["was_there"]) == (0, True, False), shell.lines
    assert (document["consented"], document["settings_file"]) == (True, str(out))
    assert document["settings"] == out.read_text()
    client_id = document["client_id"]
    assert client_id != tenant.client_id
    assert "redirect_uri=http%3A%2F%2Flocalhost" in document["consent_url"]

    loaded = load_settings(str(out), {})
    settings = loaded.settings
    assert (settings.tenant.client_id, settings.station.name) == (client_id, "Shop 12")
    work = build_workplace(settings, tmp_path / "audit.jsonl", SystemClock(), practice=False)
    supervisor = tenant.administrator

    def open_browser(address: str) -> bool:
        Visitor(supervisor.username, supervisor.password).sign_in(address)
        return True

    work.session.sign_in_by_browser(open_browser, CancelToken(), lambda _: None)
    [sam] = work.people.search("Sam Rivera", CancelToken()).people
    done = work.run(ResetPin(Target(sam)), CancelToken(), lambda _: None)
    assert done.pin is not None
    work.session.sign_out()

    code, again = shell.setup(*words, "--force")
    assert (code, again["was_there"], again["changes"]) == (0, True, [])
    assert again["client_id"] == client_id
    assert not again["makes_service_principal"]
    assert "It is as it must be, so nothing was changed." in shell.lines
    assert not any("token" in line.lower() or "eyJ" in line for line in shell.lines)


def test_a_file_that_is_there_is_told_before_anybody_signs_in(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "settings.toml"
    out.write_text("mine")
    code, document = shell.setup("--out", str(out), language="de")
    assert (code, document["ok"], document["code"]) == (2, False, "PK-661")
    assert len(shell.lines) == 1
    assert "gibt es schon" in shell.lines[0]
    assert out.read_text() == "mine"


def test_who_may_not_is_told_in_their_language(tenant: PracticeTenant, tmp_path: Path) -> None:
    shell = Shell(tenant, tmp_path, tenant.administrator)
    code, document = shell.setup(language="de")
    assert code == 3
    assert (document["ok"], document["code"]) == (False, "PK-202")
    assert shell.lines[0].startswith("Melden Sie sich")


@pytest.mark.skipif(os.name != "posix", reason="needs the signals of POSIX")
def test_ctrl_c_ends_it_at_once(shell: Shell) -> None:
    def interrupt(process: subprocess.Popen[str], line: str) -> None:
        if "devicelogin" in line:
            process.send_signal(signal.SIGINT)

    shell.comes = False
    code, document = shell.setup(at_line=interrupt)
    assert (code, document) == (130, {"ok": False, "dry_run": False})


def test_a_tenant_that_does_not_answer_is_told(tmp_path: Path) -> None:
    ca_file = tmp_path / "ca.pem"
    with start_practice_tenant(people=60) as gone:
        ca_file.write_bytes(gone.ca_file.read_bytes())
    shell = Shell(replace(gone, ca_file=ca_file), tmp_path, gone.administrator)
    code, document = shell.setup()
    assert (code, document["code"]) == (3, "PK-101")


@pytest.mark.skipif(chromium() is None, reason="needs a browser")
def test_an_administrator_consents_in_a_real_browser(
    tenant: PracticeTenant, tmp_path: Path
) -> None:
    account = administrator_of(tenant)
    visit = visit_to(tenant, account)
    wanted = Wanted("PIN Kiosk", station_permissions(WriteScope.QR_METHOD, Features()))
    registration = visit.registrar.carry_out(
        visit.registrar.look(wanted, None, "", CancelToken()), wanted, CancelToken()
    )
    opened = threading.Event()
    with headless_browser(tmp_path, "de") as browser, ThreadPoolExecutor(1) as pool:

        def open_browser(address: str) -> bool:
            browser.open(address)
            opened.set()
            return True

        done = pool.submit(
            visit.wait_for_consent,
            tenant.tenant_id,
            registration.client_id,
            open_browser,
            lambda _: None,
            CancelToken(),
        )
        assert opened.wait(20)
        browser.type_into("i0116", account.username)
        browser.type_into("i0118", account.password)
        browser.press("idSIButton9")
        browser.wait_for("!!document.getElementById('consentForm')")
        browser.press("idSIButton9")
        done.result(20)
        browser.wait_for("document.body && document.body.innerText.includes('zurückkehren')")
    visit.end()
