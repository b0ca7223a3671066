"""A station for the checks of `doctor`, whose printers and spooler are fakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.checks.finding import CheckId, Finding, Outcome
from kiosk.checks.running import CHECKS, run_checks
from kiosk.checks.subject import Subject
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.paper_choices import PaperChoices
from kiosk.models.settings import BadgeSettings, Settings, TenantSettings
from kiosk.practice.launcher import PracticeAccount
from kiosk.printing.jobs import PrinterInfo
from kiosk.printing.media import Media
from kiosk.printing.spooling import Keeping
from kiosk.services.assembly import build_workplace
from kiosk.services.settings_file import LoadedSettings, SettingOrigin, SettingSource
from kiosk.services.workplace import Workplace
from tests.support.station_services import sign_in

TENANT = "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11"
A4 = Media(210, 297)
CARD = Media(54, 85.6)
TILL = PrinterInfo("till", sizes=(A4,))


def english(_context: str, text: str) -> str:
    return text


@dataclass(frozen=True)
class FakePrinters:
    """A machine with one printer, or one that fails in this way."""

    found: PrinterInfo | StationError

    def named(self, name: str) -> FakePrinters:
        if isinstance(self.found, StationError) or (name and name != self.found.name):
            raise StationError(ErrorCode.PRINTER_MISSING, {"printer": name})
        return self

    def info(self) -> PrinterInfo:
        assert isinstance(self.found, PrinterInfo)
        return self.found


@dataclass(frozen=True)
class SilentPrinters:
    """A printer that is there and does not answer."""

    def named(self, name: str) -> SilentPrinters:
        return self

    def info(self) -> PrinterInfo:
        raise StationError(ErrorCode.PRINTER_STUCK, {"printer": "till"})


@dataclass(frozen=True)
class FakeSpooler:
    """A spooler that keeps documents or not."""

    answer: Keeping

    def keeping(self, printer: str) -> Keeping:
        assert printer
        return self.answer


NO_PRINTER = StationError(ErrorCode.PRINTER_MISSING, {"printer": ""})


def checked_station(folder: Path) -> Subject:
    """Return a station with its files in this folder, where all is well."""
    settings = Settings(TenantSettings(TENANT, TENANT))
    file = folder / "settings.toml"
    origins = {"tenant.tenant_id": SettingOrigin(SettingSource.FILE, str(file))}
    return Subject(
        loaded=LoadedSettings(settings, True, file, origins, (folder / "layouts",)),
        refused=(),
        audit_file=folder / "audit" / "audit.jsonl",
        choices=PaperChoices(),
        locale_name="de_DE",
        printers=lambda: FakePrinters(TILL),
        spooler=lambda: FakeSpooler(Keeping.NOT_KEPT),
    )


def with_badge(subject: Subject, badge: BadgeSettings) -> Subject:
    settings = replace(subject.loaded.settings, badge=badge)
    return replace(subject, loaded=replace(subject.loaded, settings=settings))


def with_tenant(subject: Subject, tenant: TenantSettings) -> Subject:
    settings = replace(subject.loaded.settings, tenant=tenant)
    return replace(subject, loaded=replace(subject.loaded, settings=settings))


def with_printer(subject: Subject, found: PrinterInfo | StationError) -> Subject:
    return replace(subject, printers=lambda: FakePrinters(found))


def workplace_of(subject: Subject, account: PracticeAccount) -> Workplace:
    """Return the services of a station at which somebody has just signed in."""
    workplace = build_workplace(
        subject.loaded.settings, subject.audit_file, SystemClock(), practice=False
    )
    sign_in(workplace.session, account)
    return workplace


def found_by(subject: Subject, names: Sequence[CheckId]) -> Mapping[CheckId, Finding]:
    """Run some of the checks; whatever does not pass names the next step."""
    checks = [check for check in CHECKS if check.name in names]
    found = {finding.check: finding for finding in run_checks(subject, checks)}
    for finding in found.values():
        assert finding.outcome is Outcome.PASS or finding.advice(english)
    return found


def said(finding: Finding) -> str:
    return finding.sentence(english)
