"""`pin-kiosk doctor` as a script runs it, against real printers and a real print scheduler."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.practice.launcher import PracticeTenant
from kiosk.printing.cups import CupsPrinters, scheduler_address
from kiosk.printing.jobs import JobReason
from tests.support.own_account import variables_of_account
from tests.support.practice import practice_tenant, tenant_table
from tests.support.printers import (
    TestPrinter,
    TestScheduler,
    free_port,
    scheduler,
    wait_until,
)

__all__ = ["practice_tenant"]

REFUSED = """<Location /admin/conf>
AuthType Basic
Require user @SYSTEM
</Location>
"""
"""What CUPS ships with: only an administrator reads the configuration over HTTP."""

WITHOUT_QT = """
import sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"Qt is not here: {name}")
sys.meta_path.insert(0, NoQt())
from kiosk.__main__ import main
sys.exit(main())
"""


@dataclass(frozen=True)
class Told:
    """How the command ended, and what it told."""

    code: int
    document: dict[str, Any]
    words: str

    def outcome(self, check: str) -> str:
        (found,) = (one["outcome"] for one in self.document["checks"] if one["id"] == check)
        return str(found)

    def sentence(self, check: str) -> str:
        (found,) = (one["sentence"] for one in self.document["checks"] if one["id"] == check)
        return str(found)


@dataclass(frozen=True)
class Station:
    """An account with a settings file, which prints at this scheduler; `tenant` is its table."""

    folder: Path
    scheduler: str
    tenant: str

    @property
    def settings(self) -> Path:
        return self.folder / "settings.toml"

    def write_settings(self, printer: str = "", more: str = "") -> None:
        self.settings.write_text(
            f'{self.tenant}[badge]\nlayout = "cr80"\nprinter = "{printer}"\n{more}'
        )

    def doctor(self, *words: str, program: tuple[str, ...] = ("-m", "kiosk")) -> Told:
        environment = {
            **os.environ,
            **variables_of_account(self.folder),
            "CUPS_SERVER": self.scheduler,
        }
        command = [*program, "doctor", "--settings", str(self.settings), "--json", *words]
        run = subprocess.run(
            [sys.executable, *command],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert "Traceback" not in run.stderr
        return Told(run.returncode, json.loads(run.stdout), run.stderr)


@pytest.fixture
def queues(environment: Mapping[str, str]) -> Iterator[TestScheduler]:
    with scheduler(environment, REFUSED) as running:
        yield running


@pytest.fixture
def tenant(practice_tenant: PracticeTenant) -> str:
    """The settings' table of a tenant that is there."""
    return tenant_table(practice_tenant)


@pytest.fixture
def lonely(tmp_path: Path, tenant: str) -> Station:
    """A station without any printer."""
    station = Station(tmp_path, f"localhost:{free_port()}", tenant)
    station.write_settings()
    return station


def station_at(queues: TestScheduler, folder: Path, tenant: str) -> Station:
    station = Station(folder, queues.address, tenant)
    station.write_settings("till")
    return station


def print_something(queues: TestScheduler, folder: Path) -> None:
    page = folder / "page.pdf"
    page.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n%%EOF\n")
    queues.administer("lp", "-d", "till", "-o", "raw", str(page))


def test_a_printer_that_is_well_passes(
    till: TestPrinter, queues: TestScheduler, tmp_path: Path, tenant: str
) -> None:
    queues.add_queue("till", till.uri)
    told = station_at(queues, tmp_path, tenant).doctor()
    assert told.code == 0
    assert told.document["ok"]
    for check in ("settings", "audit-file", "badge-layout", "slip-layout", "printer"):
        assert told.outcome(check) == "pass"
    for check in ("printer-state", "badge-paper", "slip-paper", "code-size"):
        assert told.outcome(check) == "pass"
    assert not (tmp_path / "state").exists()


def test_a_stopped_printer_and_one_that_takes_no_pages_fail(
    till: TestPrinter, queues: TestScheduler, tmp_path: Path, tenant: str
) -> None:
    queues.add_queue("till", till.uri)
    station = station_at(queues, tmp_path, tenant)
    queues.administer("cupsdisable", "till")
    told = station.doctor()
    assert told.code == 1
    assert told.outcome("printer-state") == "fail"
    assert "is stopped" in told.sentence("printer-state")
    queues.administer("cupsenable", "till")
    queues.administer("cupsreject", "till")
    assert "takes no pages" in station.doctor().sentence("printer-state")


def test_a_queue_that_is_gone_fails_by_its_name(
    till: TestPrinter, queues: TestScheduler, tmp_path: Path, tenant: str
) -> None:
    queues.add_queue("till", till.uri)
    queues.administer("lpadmin", "-x", "till")
    told = station_at(queues, tmp_path, tenant).doctor()
    assert told.code == 1
    assert told.outcome("printer") == "fail"
    assert "till" in told.sentence("printer")
    assert told.outcome("code-size") == "pass"


def test_paper_that_is_out_fails(
    till: TestPrinter, queues: TestScheduler, tmp_path: Path, tenant: str
) -> None:
    queues.add_queue("till", till.uri)
    till.take_paper_out()
    print_something(queues, tmp_path)
    printer = CupsPrinters(scheduler_address({"CUPS_SERVER": queues.address})).named("till")
    assert wait_until(lambda: JobReason.OUT_OF_PAPER in printer.info().reasons)
    told = station_at(queues, tmp_path, tenant).doctor()
    till.put_paper_in()
    assert told.code == 1
    assert "out of paper" in told.sentence("printer-state")


@pytest.mark.parametrize(("kept", "outcome"), [("Yes", "warn"), ("No", "pass")])
def test_what_the_spooler_does_with_a_page_shows_without_any_rights(
    till: TestPrinter,
    environment: Mapping[str, str],
    tmp_path: Path,
    tenant: str,
    kept: str,
    outcome: str,
) -> None:
    with scheduler(environment, f"{REFUSED}PreserveJobFiles {kept}\n") as queues:
        queues.add_queue("till", till.uri)
        print_something(queues, tmp_path)
        assert wait_until(lambda: len(till.printed()) == 1)
        station = station_at(queues, tmp_path, tenant)
        assert wait_until(lambda: bool(queues.kept_documents()) == (kept == "Yes"))
        assert wait_until(queues.has_ended_jobs)
        told = station.doctor()
        assert told.outcome("spooler") == outcome
        assert told.code == 0


@pytest.mark.parametrize(("line", "outcome"), [("", "warn"), ("PreserveJobFiles No\n", "pass")])
def test_before_the_first_page_the_configuration_tells(
    till: TestPrinter,
    environment: Mapping[str, str],
    tmp_path: Path,
    tenant: str,
    line: str,
    outcome: str,
) -> None:
    with scheduler(environment, line) as queues:
        queues.add_queue("till", till.uri)
        assert station_at(queues, tmp_path, tenant).doctor().outcome("spooler") == outcome


def test_a_printer_without_a_queue_is_asked_itself(till: TestPrinter, lonely: Station) -> None:
    lonely.write_settings(till.uri)
    told = lonely.doctor()
    assert (told.code, told.outcome("printer-state")) == (0, "pass")
    assert "straight to the printer" in told.sentence("spooler")


def test_wrong_settings_are_a_failed_check_and_the_others_run(lonely: Station) -> None:
    lonely.write_settings(more='[station]\nlanguage = "fr"\nname = "Till"\n')
    told = lonely.doctor()
    assert told.code == 2
    assert told.outcome("settings") == "fail"
    for part in ("settings.toml", "station.language", '"fr"', '"en", "de"'):
        assert part in told.sentence("settings")
    assert told.outcome("audit-file") == told.outcome("badge-layout") == "pass"
    found = {setting["key"]: setting for setting in told.document["settings"]}
    assert (found["station.name"]["value"], found["station.name"]["source"]) == ("Till", "file")
    assert found["station.language"]["source"] == "default"


def test_the_words_are_the_users_and_the_account_is_not_named(lonely: Station) -> None:
    told = lonely.doctor("--language", "de")
    assert "Die Einstellungsdatei ~" in told.words
    assert told.sentence("settings").startswith("Die Einstellungsdatei ~")
    assert str(lonely.folder) not in told.words + json.dumps(told.document)


def test_no_check_needs_qt(lonely: Station) -> None:
    told = lonely.doctor("--language", "de", program=("-c", WITHOUT_QT))
    assert told.code == 0
    assert told.outcome("code-size") == "pass"
    assert "The settings file ~" in told.words
