"""The frozen program does a run against a tenant that it serves itself, and tells others of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.models.settings import AuditForward
from kiosk.practice.launcher import PracticeTenant
from kiosk.practice.seeds import Seed
from tests.support.frozen import FrozenProgram
from tests.support.pages import text_of_pdf
from tests.support.practice import SEED
from tests.support.receivers import receiver_in
from tests.support.shell import Shell, opens

pytestmark = pytest.mark.timeout(400)

NEW_STARTERS = Seed(SEED).guid("group", "New Starters")


@pytest.fixture
def shell(frozen: FrozenProgram, frozen_tenant: PracticeTenant, tmp_path: Path) -> Shell:
    return Shell(frozen_tenant, tmp_path, command=[str(frozen.program)])


def test_a_dry_run_trusts_whom_the_system_trusts_and_nobody_else(shell: Shell) -> None:
    words = ("issue", "--group", NEW_STARTERS, "--dry-run", "--json")
    # Without a CA of its own in the settings the system decides, which does not know this one.
    stranger = replace(shell, names_ca=False)
    assert stranger.bulk(*words)[0] == 3
    assert "PK-102" in stranger.lines[-1]
    known = replace(stranger, variables={"SSL_CERT_FILE": str(shell.practice.ca_file)})
    code, said = known.bulk(*words)
    assert (code, json.loads(said)["dry_run"]) == (0, True)
    assert json.loads(said)["ready"] > 40


def test_a_run_makes_badges_that_open_and_is_told_over_otlp(shell: Shell, tmp_path: Path) -> None:
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        shell.forwarding = (
            f'forward = "otlp"\nforward_to = "{receiver.address}"\n'
            f"forward_ca_file = '{receiver.server.ca_file}'"
        )
        code, said = shell.bulk("issue", "--group", NEW_STARTERS, "--out", str(shell.out), "--json")
        document = json.loads(said)
        assert (code, document["failed"], document["left"]) == (0, 0, 0)
        written = (shell.folder / "audit.jsonl").read_text().splitlines()
        assert len(receiver.distinct()) == len(written) > 0
    printed = {content.split("|")[2]: content for content in shell.codes()}
    done = [row for row in shell.result() if row["outcome"] == "done"]
    assert len(done) == document["done"] == len(printed)
    pins = shell.pins()
    row = next(row for row in done if row["employee_number"] in pins)
    assert opens(shell.practice, printed[row["code_id"]], pins[row["employee_number"]])


def test_a_pin_that_is_reset_is_printed_in_german_and_told_over_syslog(
    shell: Shell, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("employee number\n100044\n")
    with receiver_in(tmp_path / "receiver", AuditForward.SYSLOG) as receiver:
        shell.forwarding = (
            f'forward = "syslog"\nforward_to = "{receiver.address}"\n'
            f"forward_ca_file = '{receiver.server.ca_file}'"
        )
        words = ("reset-pin", "--csv", str(people), "--out", str(shell.out), "--json")
        code, said = shell.bulk(*words, "--language", "de")
        assert (code, json.loads(said)["done"]) == (0, 1)
        assert len(receiver.distinct()) == 2
    (slips,) = shell.out.glob("slips-*.pdf")
    assert "Ihre PIN" in text_of_pdf(slips.read_bytes())
