"""What setup says can be read as it is meant, whatever others called themselves."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.commands.setup_report import SetupReport, Stage
from kiosk.services.tenant_setup.owners import Owner, OwnerKind
from kiosk.services.tenant_setup.registrar import Plan
from kiosk.services.tenant_setup.registration import Oddity, Registration, Wanted

FOUND = Registration("object", "aaaaaaaa-0000-4000-8000-000000000001", "PIN Kiosk")
WANTED = Wanted("PIN Kiosk", ())


def report(document: dict[str, Any] | None = None) -> SetupReport:
    return SetupReport(lambda _context, text: text, {} if document is None else document)


@pytest.mark.parametrize(
    ("owner", "named"),
    [
        (Owner("1", name="Sam Rivera", username="sam@x.example"), "Sam Rivera (sam@x.example)"),
        (Owner("1", name="Sam Rivera"), "Sam Rivera (1)"),
        (Owner("1"), "whoever has the id 1"),
        (Owner("1", username="sam@x.example"), "whoever has the id sam@x.example"),
        (Owner("1", OwnerKind.APPLICATION, "Bot"), "the application Bot (1)"),
        (Owner("1", OwnerKind.OTHER, "Things"), "Things (1)"),
        (Owner("1", name="{id} {owners}"), "{id} {owners} (1)"),
        (Owner("1", name="A\n\x1b[2KB\u202eC"), "A\ufffd\ufffd[2KB\ufffdC (1)"),
    ],
)
def test_an_owner_is_named_as_nobody_else_is(
    owner: Owner, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = Plan(FOUND, oddities=(Oddity.OTHER_OWNERS,), other_owners=(owner,))
    report().found(FOUND, plan)
    [line] = [line for line in capsys.readouterr().err.splitlines() if "own it" in line]
    assert f"consented: {named}. That was left alone" in line


def test_several_owners_are_all_named(capsys: pytest.CaptureFixture[str]) -> None:
    owners = tuple(Owner(str(number), name=f"Person {number}") for number in range(100))
    plan = Plan(FOUND, oddities=(Oddity.OTHER_OWNERS,), other_owners=owners)
    document: dict[str, Any] = {}
    told = report(document)
    told.note("tenant", WANTED, plan)
    told.would_do(plan, WANTED)
    said = capsys.readouterr().err
    assert all(f"Person {number} ({number})" in said for number in range(100))
    assert len(document["other_owners"]) == 100
    assert document["consent_url"] is None


def test_whoever_interrupts_is_told_how_far_it_came(capsys: pytest.CaptureFixture[str]) -> None:
    said = set()
    for stage in Stage:
        told = report({"consent_url": "https://login.example/adminconsent"})
        told.stage = stage
        told.interrupted()
        first, *rest = capsys.readouterr().err.splitlines()
        assert first.startswith("Interrupted")
        assert bool(rest) == (stage is Stage.CONSENTING)
        said.add(first)
    assert len(said) == len(Stage)
