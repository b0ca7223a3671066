"""A tenant is set up from the command line, and a station works with exactly what was printed."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.permissions import Features, station_permissions
from kiosk.models.settings import WriteScope
from kiosk.models.target import Target
from kiosk.practice.launcher import PracticeTenant
from kiosk.practice.visitor import Visitor
from kiosk.services.assembly import build_workplace
from kiosk.services.operations.reset_pin import ResetPin
from kiosk.services.settings_file import load_settings
from kiosk.services.tenant_setup.registration import Wanted
from tests.support.headless_browser import chromium, headless_browser
from tests.support.practice import start_practice_tenant
from tests.support.setup_shell import SetupShell, consent
from tests.support.tenant_visits import administrator_of, visit_to


@pytest.fixture(scope="module")
def tenant() -> Iterator[PracticeTenant]:
    with start_practice_tenant("--members-register-nothing", people=60) as practice:
        yield practice


@pytest.fixture
def shell(tenant: PracticeTenant, tmp_path: Path) -> SetupShell:
    return SetupShell(tenant, tmp_path, administrator_of(tenant))


def test_a_station_resets_a_pin_with_exactly_the_settings_that_were_written(
    shell: SetupShell, tenant: PracticeTenant, tmp_path: Path
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
    assert (document["other_owners"], document["review_first"]) == ([], [])
    # What to do next comes after the consent, which follows by itself.
    assert shell.lines[-2] == "An administrator has consented for everybody."
    assert shell.lines[-1].startswith("On a station press")
    assert not any("open once" in line for line in shell.lines)

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


def test_a_file_that_is_there_is_told_before_anybody_signs_in(
    shell: SetupShell, tmp_path: Path
) -> None:
    out = tmp_path / "settings.toml"
    out.write_text("mine")
    code, document = shell.setup("--out", str(out), language="de")
    assert (code, document["ok"], document["code"]) == (2, False, "PK-661")
    assert len(shell.lines) == 1
    assert "gibt es schon" in shell.lines[0]
    assert out.read_text() == "mine"


def test_a_folder_that_is_not_there_is_a_wrong_option(shell: SetupShell, tmp_path: Path) -> None:
    code, document = shell.setup("--out", str(tmp_path / "missing" / "settings.toml"))
    assert (code, document["ok"], document["code"]) == (2, False, "PK-663")
    assert len(shell.lines) == 1


def test_who_may_not_is_told_in_their_language(tenant: PracticeTenant, tmp_path: Path) -> None:
    shell = SetupShell(tenant, tmp_path, tenant.administrator)
    code, document = shell.setup(language="de")
    assert code == 3
    assert (document["ok"], document["code"]) == (False, "PK-202")
    assert shell.lines[0].startswith("Melden Sie sich")


@pytest.mark.skipif(os.name != "posix", reason="needs the signals of POSIX")
def test_ctrl_c_ends_it_at_once(shell: SetupShell) -> None:
    def interrupt(process: subprocess.Popen[str], line: str) -> None:
        if "devicelogin" in line:
            process.send_signal(signal.SIGINT)

    shell.comes = False
    code, document = shell.setup(at_line=interrupt)
    assert (code, document) == (130, {"ok": False, "dry_run": False})
    assert shell.lines[-1] == (
        "Interrupted. Nothing was changed in the tenant, and no settings were written."
    )


@pytest.mark.skipif(os.name != "posix", reason="needs the signals of POSIX")
def test_ctrl_c_while_waiting_for_consent_says_what_was_done(
    shell: SetupShell, tmp_path: Path
) -> None:
    def interrupt(process: subprocess.Popen[str], line: str) -> None:
        if line.startswith("No browser opened") and "adminconsent" in line:
            process.send_signal(signal.SIGINT)

    out = tmp_path / "settings.toml"
    code, document = shell.setup("--consent", "--out", str(out), at_line=interrupt)
    assert (code, document["ok"], document["consented"]) == (130, False, None)
    assert document["settings_file"] == str(out)
    assert out.exists()
    assert shell.lines[-3].startswith("Interrupted while waiting for the consent")
    assert shell.lines[-1] == document["consent_url"]


def test_a_tenant_that_does_not_answer_is_told(tmp_path: Path) -> None:
    ca_file = tmp_path / "ca.pem"
    with start_practice_tenant(people=60) as gone:
        ca_file.write_bytes(gone.ca_file.read_bytes())
    shell = SetupShell(replace(gone, ca_file=ca_file), tmp_path, gone.administrator)
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
