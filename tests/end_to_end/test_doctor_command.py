"""`pin-kiosk doctor` as a script runs it: what it prints, its report, its exit code, a sign-in."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.checks.finding import CheckId
from kiosk.practice.launcher import PracticeTenant
from tests.support.own_account import variables_of_account
from tests.support.practice import practice_tenant, tenant_table
from tests.support.shell import run_signing_in

__all__ = ["practice_tenant"]

MARK = "quastenflosser"
WITH_SIGN_IN = {"consented-scopes", "signed-in-role", "method-policy", "graph-version"}


@dataclass(frozen=True)
class Account:
    """An account of this computer, whose folder is called like its owner."""

    folder: Path

    def settings(self, text: str) -> None:
        (self.folder / "settings.toml").write_text(text)

    @property
    def variables(self) -> dict[str, str]:
        return {**variables_of_account(self.folder), "CUPS_SERVER": "localhost:9"}

    def command(self, *words: str) -> list[str]:
        command = [sys.executable, "-m", "kiosk", "doctor", "--json", *words]
        return [*command, "--settings", str(self.folder / "settings.toml")]

    def doctor(self, *words: str) -> tuple[int, dict[str, Any], str]:
        run = subprocess.run(
            self.command(*words),
            env={**os.environ, **self.variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert "Traceback" not in run.stderr
        return run.returncode, json.loads(run.stdout), run.stderr


def outcomes(document: dict[str, Any]) -> dict[str, str]:
    return {check["id"]: check["outcome"] for check in document["checks"]}


@pytest.fixture
def account(tmp_path: Path) -> Account:
    folder = tmp_path / MARK
    folder.mkdir()
    return Account(folder)


def test_a_tenant_that_is_there_passes_and_the_report_names_nobody(
    account: Account, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    account.settings(
        f'{tenant_table(practice_tenant)}[station]\nname = "{MARK}"\n[badge]\nprinter = ""\n'
    )
    report = tmp_path / "report.txt"
    code, document, words = account.doctor("--report", str(report))
    assert code == 0
    assert document["ok"]
    found = outcomes(document)
    assert list(found) == [check.value for check in CheckId]
    for check in ("name-resolution", "proxy", "sign-in-tls", "sign-in-endpoint", "graph-tls"):
        assert found[check] == "pass"
    for check in ("graph", "clock-skew", "registration"):
        assert found[check] == "pass"
    not_done = {check["id"] for check in document["checks"] if not check["checked"]}
    assert not_done == {"sign-in", *WITH_SIGN_IN}
    assert all(found[check] == "warn" for check in not_done)
    text = report.read_text(encoding="utf-8")
    assert MARK not in text
    assert "registration: The tenant knows the app registration" in text
    assert "report.txt" in words
    assert str(account.folder) not in words


@pytest.mark.parametrize(
    ("more", "expected"), [('[badge]\nprinter = "gone"\n', 3), ("[nonsense]\n", 2)]
)
def test_the_exit_code_says_whether_the_tenant_is_reached(
    account: Account, practice_tenant: PracticeTenant, more: str, expected: int
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = f"https://localhost:{listener.getsockname()[1]}"
    account.settings(tenant_table(practice_tenant).replace(practice_tenant.graph, closed) + more)
    code, document, _ = account.doctor()
    assert code == expected
    assert not document["ok"]
    found = {check["id"]: check for check in document["checks"]}
    assert found["sign-in-tls"]["outcome"] == found["graph-tls"]["outcome"] == "fail"
    assert found["graph-tls"]["code"] == "PK-101"
    assert "because there is no safe connection" in found["graph"]["sentence"]
    assert found["graph"]["next_step"]


def test_a_report_that_cannot_be_written_is_told_after_the_findings(
    account: Account, tmp_path: Path
) -> None:
    account.settings("")
    code, document, words = account.doctor("--report", str(tmp_path / "nowhere" / "report.txt"))
    assert code == 1
    # Without a tenant nothing is asked of the network.
    found = {check["id"]: check for check in document["checks"]}
    assert "do not say which tenant" in found["graph"]["sentence"]
    assert words.count("do not say which tenant to work for") == 2
    assert "PK-506" in words


def test_in_german_a_fraction_has_a_comma(account: Account) -> None:
    account.settings("")
    _, document, words = account.doctor("--language", "de")
    found = {check["id"]: check for check in document["checks"]}
    assert found["code-size"]["values"]["module_mm"] == "0.59"
    assert "0,59 mm breit" in found["code-size"]["sentence"]
    assert "0,59 mm breit" in words


def test_somebody_signs_in_by_code_for_what_takes_a_sign_in(
    account: Account, practice_tenant: PracticeTenant
) -> None:
    account.settings(f'{tenant_table(practice_tenant)}[sign_in]\nmethod = "device-code"\n')
    person = practice_tenant.administrator
    lines: list[str] = []
    code, out = run_signing_in(
        account.command("--sign-in"),
        account.variables,
        person,
        lambda _, line: lines.append(line),
    )
    document = json.loads(out)
    found = outcomes(document)
    assert code == 0, lines
    for check in ("sign-in", "consented-scopes", "signed-in-role", "graph-version"):
        assert found[check] == "pass"
    # Reading the policy takes consent that the station does not ask for: that is no fault.
    (policy,) = (check for check in document["checks"] if check["id"] == "method-policy")
    assert (policy["outcome"], policy["checked"]) == ("warn", False)
    assert person.username not in out
