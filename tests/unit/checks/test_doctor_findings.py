"""Each check passes, warns or fails as a technician at the station would say."""

from __future__ import annotations

import os
import stat
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kiosk.checks.audit import check_audit_file
from kiosk.checks.finding import CheckId, Finding, Outcome, passed
from kiosk.checks.layouts import (
    check_badge_layout,
    check_badge_paper,
    check_code_size,
    check_slip_layout,
    check_slip_paper,
)
from kiosk.checks.origins import settings_found
from kiosk.checks.printer import check_printer, check_printer_state
from kiosk.checks.running import CHECKS, Check, run_checks
from kiosk.checks.settings import check_settings, check_tenant, more_mistakes
from kiosk.checks.spooler import check_spooler
from kiosk.checks.subject import Subject
from kiosk.models.audit_record import AuditEntry, AuditOperation
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import BadgeSettings, Settings, TenantSettings
from kiosk.printing.jobs import JobReason, PrinterInfo
from kiosk.printing.media import Media
from kiosk.printing.spooling import Keeping
from kiosk.services.audit import AuditLog
from kiosk.services.audit_verification import verify
from kiosk.services.places import Places
from kiosk.services.settings_file import LoadedSettings, SettingOrigin, SettingSource, load_settings

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


@pytest.fixture
def subject(tmp_path: Path) -> Subject:
    """A station where all is well."""
    settings = Settings(TenantSettings(TENANT, TENANT))
    file = tmp_path / "settings.toml"
    origins = {"tenant.tenant_id": SettingOrigin(SettingSource.FILE, str(file))}
    return Subject(
        loaded=LoadedSettings(settings, True, file, origins, (tmp_path / "layouts",)),
        refused=(),
        audit_file=tmp_path / "audit" / "audit.jsonl",
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


def said(finding: Finding) -> str:
    return finding.sentence(english)


def test_a_station_where_all_is_well_passes_every_check(subject: Subject) -> None:
    findings = list(run_checks(subject))
    assert [finding.check for finding in findings] == list(CheckId)
    assert {finding.outcome for finding in findings} == {Outcome.PASS}
    assert not any(finding.advice(english) for finding in findings)


def test_whatever_does_not_pass_names_the_next_step(subject: Subject) -> None:
    bare = replace(subject, loaded=LoadedSettings(Settings(), False))
    findings = list(run_checks(with_printer(bare, NO_PRINTER)))
    troubled = [finding for finding in findings if finding.outcome is not Outcome.PASS]
    assert troubled
    assert all(finding.advice(english) for finding in troubled)


class TestSettings:
    def test_a_station_without_settings_is_told_that_it_practises(self, subject: Subject) -> None:
        bare = replace(subject, loaded=LoadedSettings(Settings(), False))
        assert check_settings(bare).outcome is Outcome.WARN
        tenant = check_tenant(bare)
        assert tenant.outcome is Outcome.FAIL
        assert tenant.advice(english) == "Set tenant.tenant_id, tenant.client_id."
        assert not tenant.has_wrong_settings

    def test_a_policy_alone_is_enough(self, subject: Subject) -> None:
        origins = {"tenant.tenant_id": SettingOrigin(SettingSource.POLICY, "HKLM\\Policy")}
        loaded = LoadedSettings(Settings(), True, None, origins)
        finding = check_settings(replace(subject, loaded=loaded))
        assert finding.outcome is Outcome.PASS
        assert "HKLM\\Policy" in said(finding)

    def test_every_mistake_is_told_and_the_rest_counts(
        self, subject: Subject, tmp_path: Path
    ) -> None:
        file = tmp_path / "settings.toml"
        file.write_text(
            f'[tenant]\ntenant_id = "{TENANT}"\nclient_id = "{TENANT}"\ncolour = "red"\n'
            '[station]\nlanguage = "fr"\nname = "Till"\n[audit]\nfile = "a.jsonl"\n'
            'forward = "syslog"\n[tenants]\n[badge]\nlayout_folder = "nowhere"\n'
        )
        refused: list[StationError] = []
        places = Places(tmp_path / "none", tmp_path / "none", tmp_path / "audit.jsonl")
        loaded = load_settings(str(file), {}, places, refused=refused)
        assert loaded.settings.station.name == "Till"
        assert loaded.settings.audit.file == str(tmp_path / "a.jsonl")
        subject = replace(subject, loaded=loaded, refused=tuple(refused))
        findings = [check_settings(subject), *more_mistakes(subject)]
        keys = {finding.facts["key"] for finding in findings}
        assert keys == {
            "tenant.colour",
            "station.language",
            "audit.forward",
            "tenants",
            "badge.layout_folder",
        }
        assert all(finding.has_wrong_settings for finding in findings)
        assert all(str(file) in said(finding) for finding in findings)

    @pytest.mark.parametrize("text", [None, "[tenant\n", "[station]\nname = 'Till'\n"])
    def test_a_file_that_cannot_be_used_at_all_leaves_the_usual_values(
        self, tmp_path: Path, text: str | None
    ) -> None:
        file = tmp_path / "settings.toml"
        if text is not None:
            file.write_text(text)
        refused: list[StationError] = []
        loaded = load_settings(str(file), {}, refused=refused)
        assert len(refused) == 1
        assert loaded.file == file
        assert loaded.settings.tenant == TenantSettings()

    def test_a_secret_in_the_settings_is_not_repeated(
        self, subject: Subject, tmp_path: Path
    ) -> None:
        file = tmp_path / "settings.toml"
        file.write_text(f'[tenant]\ntenant_id = "{TENANT}"\nclient_secret = "Xy8Q~hidden"\n')
        refused: list[StationError] = []
        loaded = load_settings(str(file), {}, refused=refused)
        subject = replace(subject, loaded=loaded, refused=tuple(refused))
        findings = [check_settings(subject), *more_mistakes(subject)]
        assert not any("hidden" in said(one) + str(one.facts) for one in findings)

    def test_a_test_environment_is_a_warning(self, subject: Subject) -> None:
        tenant = TenantSettings(TENANT, TENANT, "https://a.example/t", "https://g.example")
        finding = check_tenant(with_tenant(subject, tenant))
        assert finding.outcome is Outcome.WARN
        assert "tenant.authority, tenant.graph_root" in finding.advice(english)

    def test_the_origin_of_each_value_is_told(self, subject: Subject) -> None:
        lines = {
            setting.key: setting.in_words(english) for setting in settings_found(subject.loaded)
        }
        file = subject.loaded.file
        assert lines["tenant.tenant_id"] == f'tenant.tenant_id = "{TENANT}" (from the file {file})'
        assert lines["badge.temporary_hours"] == "badge.temporary_hours = 8 (the usual value)"
        assert lines["badge.printer"] == "badge.printer is not set"


class TestAuditFile:
    def test_nothing_is_made_where_there_is_nothing_yet(
        self, subject: Subject, tmp_path: Path
    ) -> None:
        assert check_audit_file(subject).outcome is Outcome.PASS
        assert list(tmp_path.iterdir()) == []

    def test_the_chain_stays_as_it_is(self, subject: Subject) -> None:
        entry = AuditEntry(AuditOperation.RESET_PIN, "a", "a@x.de", "p", "p@x.de", "Till", True)
        AuditLog(subject.audit_file, SystemClock()).begin(entry)
        folder = subject.audit_file.parent
        before = {file.name: file.read_bytes() for file in folder.iterdir()}
        assert check_audit_file(subject).outcome is Outcome.PASS
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
        assert verify(subject.audit_file).is_sound

    def test_a_folder_in_its_place_fails(self, subject: Subject) -> None:
        subject.audit_file.mkdir(parents=True)
        finding = check_audit_file(subject)
        assert finding.outcome is Outcome.FAIL
        assert str(subject.audit_file) in said(finding)

    def test_a_file_in_place_of_its_folder_fails(self, subject: Subject) -> None:
        subject.audit_file.parent.touch()
        assert check_audit_file(subject).outcome is Outcome.FAIL

    @pytest.mark.skipif(
        sys.platform == "win32" or os.geteuid() == 0, reason="needs an account that can be refused"
    )
    def test_a_file_that_may_not_be_written_fails(self, subject: Subject) -> None:
        subject.audit_file.parent.mkdir()
        subject.audit_file.touch(stat.S_IRUSR)
        assert check_audit_file(subject).outcome is Outcome.FAIL

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
    def test_something_that_is_no_file_fails(self, subject: Subject) -> None:
        full = replace(subject, audit_file=Path("/dev/full"))
        assert check_audit_file(full).outcome is Outcome.FAIL


class TestLayouts:
    def test_a_layout_that_is_not_there_is_a_wrong_setting(self, subject: Subject) -> None:
        subject = with_badge(subject, BadgeSettings(layout="a7"))
        finding = check_badge_layout(subject)
        assert finding.has_wrong_settings
        assert "badge.layout" in said(finding)
        assert check_slip_layout(subject).outcome is Outcome.PASS
        for check in (check_badge_paper, check_code_size):
            assert check(subject).outcome is Outcome.WARN

    def test_a_slip_is_no_badge(self, subject: Subject) -> None:
        subject = with_badge(subject, BadgeSettings(slip_layout="cr80"))
        assert check_slip_layout(subject).has_wrong_settings

    def test_a_broken_file_of_the_site_fails_but_is_no_wrong_setting(
        self, subject: Subject, tmp_path: Path
    ) -> None:
        (tmp_path / "layouts").mkdir()
        (tmp_path / "layouts" / "ours.toml").write_text("kind = 3\n")
        finding = check_badge_layout(with_badge(subject, BadgeSettings(layout="ours")))
        assert finding.outcome is Outcome.FAIL
        assert not finding.has_wrong_settings
        assert "ours.toml" in said(finding)

    def test_the_printer_that_it_goes_to_is_named_where_there_is_one(
        self, subject: Subject
    ) -> None:
        assert "to the printer till" in said(check_badge_layout(subject))
        assert "printer" not in said(check_badge_layout(with_printer(subject, NO_PRINTER)))

    def test_a_small_layout_goes_on_a_larger_sheet(self, subject: Subject) -> None:
        finding = check_badge_paper(with_badge(subject, BadgeSettings(layout="cr80")))
        assert finding.outcome is Outcome.PASS
        assert "larger sheet" in said(finding)

    def test_a_layout_that_fits_on_nothing_fails(self, subject: Subject) -> None:
        small = with_printer(subject, replace(TILL, sizes=(CARD,)))
        assert check_badge_paper(small).outcome is Outcome.FAIL
        assert check_slip_paper(small).outcome is Outcome.FAIL

    def test_any_size_in_a_span_is_the_papers_own(self, subject: Subject) -> None:
        roll = with_printer(subject, replace(TILL, sizes=(Media(20, 20, 300, 400),)))
        assert "has paper of 210 × 297 mm" in said(check_badge_paper(roll))

    def test_a_printer_that_names_no_paper_is_a_warning(self, subject: Subject) -> None:
        silent = with_printer(subject, PrinterInfo("till"))
        assert check_badge_paper(silent).outcome is Outcome.WARN

    def test_without_a_printer_paper_is_unknown(self, subject: Subject) -> None:
        assert check_badge_paper(with_printer(subject, NO_PRINTER)).outcome is Outcome.WARN

    def test_a_code_that_would_be_refused_fails(self, subject: Subject) -> None:
        coarse = with_printer(subject, replace(TILL, dpi=72))
        finding = check_code_size(with_badge(coarse, BadgeSettings(layout="cr80")))
        assert finding.outcome is Outcome.FAIL
        assert "72 dots" in said(finding)

    def test_a_code_that_a_phone_has_to_come_close_to_is_a_warning(self, subject: Subject) -> None:
        rough = with_printer(subject, replace(TILL, dpi=170))
        finding = check_code_size(with_badge(rough, BadgeSettings(layout="cr80")))
        assert finding.outcome is Outcome.WARN
        assert "0.45 mm" in said(finding)

    def test_a_sheet_of_several_is_measured_by_its_card(self, subject: Subject) -> None:
        finding = check_code_size(with_badge(subject, BadgeSettings(layout="a4-8")))
        assert float(finding.values["module_mm"]) > 0.375


class TestPrinter:
    def test_a_printer_that_is_not_there_fails_by_its_name(self, subject: Subject) -> None:
        gone = with_badge(subject, BadgeSettings(printer="gone"))
        finding = check_printer(gone)
        assert finding.outcome is Outcome.FAIL
        assert "gone" in said(finding)
        assert check_printer_state(gone).outcome is Outcome.WARN

    def test_a_printer_that_does_not_answer_fails(self, subject: Subject) -> None:
        finding = check_printer(replace(subject, printers=SilentPrinters))
        assert finding.outcome is Outcome.FAIL
        assert "does not answer" in said(finding)

    @pytest.mark.parametrize(("pdf", "outcome"), [(True, Outcome.WARN), (False, Outcome.FAIL)])
    def test_without_any_printer_pages_can_only_be_saved(
        self, subject: Subject, pdf: bool, outcome: Outcome
    ) -> None:
        bare = with_badge(with_printer(subject, NO_PRINTER), BadgeSettings(allow_save_pdf=pdf))
        assert check_printer(bare).outcome is outcome

    @pytest.mark.parametrize(
        ("printer", "words"),
        [
            (replace(TILL, is_accepting=False), "takes no pages"),
            (replace(TILL, is_stopped=True), "stopped"),
            (replace(TILL, reasons=frozenset({JobReason.OUT_OF_PAPER})), "out of paper"),
            (replace(TILL, reasons=frozenset({JobReason.PAPER_JAM})), "stuck"),
            (replace(TILL, reasons=frozenset({JobReason.COVER_OPEN})), "cover"),
            (replace(TILL, reasons=frozenset({JobReason.OUT_OF_INK})), "ink"),
            (replace(TILL, reasons=frozenset({JobReason.UNREACHABLE})), "reached"),
        ],
    )
    def test_a_printer_in_trouble_fails_with_what_is_wrong(
        self, subject: Subject, printer: PrinterInfo, words: str
    ) -> None:
        finding = check_printer_state(with_printer(subject, printer))
        assert finding.outcome is Outcome.FAIL
        assert words in said(finding)


@pytest.mark.parametrize(
    ("keeping", "outcome"),
    [
        (Keeping.KEPT, Outcome.WARN),
        (Keeping.UNKNOWN, Outcome.WARN),
        (Keeping.NOT_KEPT, Outcome.PASS),
        (Keeping.NO_SPOOLER, Outcome.PASS),
    ],
)
def test_a_spooler_that_may_keep_badges_is_a_warning(
    subject: Subject, keeping: Keeping, outcome: Outcome
) -> None:
    finding = check_spooler(replace(subject, spooler=lambda: FakeSpooler(keeping)))
    assert finding.outcome is outcome
    assert ("PreserveJobFiles No" in finding.advice(english)) == (outcome is Outcome.WARN)


class TestRunning:
    def test_a_check_that_hangs_or_breaks_does_not_stop_the_next(self, subject: Subject) -> None:
        released = threading.Event()

        def hang(_subject: Subject) -> Finding:
            released.wait(30)
            return passed(CheckId.PRINTER, "late")

        def defect(_subject: Subject) -> Finding:
            raise ValueError("73519462")

        def good(_subject: Subject) -> Finding:
            return passed(CheckId.SPOOLER, "good")

        checks = (
            Check(CheckId.PRINTER, hang, 0.05),
            Check(CheckId.SETTINGS, defect),
            Check(CheckId.SPOOLER, good),
        )
        late, broken, last = run_checks(subject, checks)
        released.set()
        assert "0.05 seconds" in said(late)
        assert late.outcome is broken.outcome is Outcome.FAIL
        assert "73519462" not in said(broken)
        assert last.outcome is Outcome.PASS

    def test_each_check_is_run_under_its_name(self) -> None:
        assert [check.name for check in CHECKS] == list(CheckId)
