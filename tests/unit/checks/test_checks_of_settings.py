"""Settings, tenant and audit file, as a technician at the station would be told."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.checks.audit import check_audit_file, check_audit_forwarding
from kiosk.checks.finding import Outcome
from kiosk.checks.origins import settings_found
from kiosk.checks.settings import check_kiosk_mode, check_settings, check_tenant, more_mistakes
from kiosk.checks.subject import Subject
from kiosk.models.audit_record import AuditEntry, AuditOperation
from kiosk.models.clock import SystemClock
from kiosk.models.errors import StationError
from kiosk.models.settings import (
    AuditForward,
    AuditSettings,
    Settings,
    SignInMethod,
    SignInSettings,
    StationSettings,
    TenantSettings,
)
from kiosk.services.audit import AuditLog
from kiosk.services.audit_verification import verify
from kiosk.services.places import Places
from kiosk.services.settings_file import LoadedSettings, SettingOrigin, SettingSource, load_settings
from tests.support.audit_writing import ENTRY, write_changes
from tests.support.checked_station import (
    TENANT,
    english,
    said,
    with_tenant,
)
from tests.support.ordinary_user import needs_refusal, ordinary_user


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
            'forward = "kafka"\n[tenants]\n[badge]\nlayout_folder = "nowhere"\n'
        )
        refused: list[StationError] = []
        places = Places(
            tmp_path / "none", tmp_path / "none", tmp_path / "audit.jsonl", tmp_path / "p"
        )
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

    @pytest.mark.parametrize(
        ("full_screen", "method", "outcome"),
        [
            (False, SignInMethod.BROWSER, Outcome.PASS),
            (True, SignInMethod.BROWSER, Outcome.WARN),
            (True, SignInMethod.DEVICE_CODE, Outcome.PASS),
        ],
    )
    def test_a_browser_over_a_covered_screen_is_a_warning(
        self, subject: Subject, full_screen: bool, method: SignInMethod, outcome: Outcome
    ) -> None:
        settings = replace(
            subject.loaded.settings,
            station=StationSettings(full_screen=full_screen),
            sign_in=SignInSettings(method=method),
        )
        loaded = replace(subject.loaded, settings=settings)
        finding = check_kiosk_mode(replace(subject, loaded=loaded))
        assert finding.outcome is outcome
        assert ("device-code" in finding.advice(english)) == (outcome is Outcome.WARN)

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

    @needs_refusal
    def test_a_file_that_may_not_be_written_fails(self, subject: Subject) -> None:
        subject.audit_file.parent.mkdir()
        subject.audit_file.touch(stat.S_IRUSR)
        with ordinary_user():
            assert check_audit_file(subject).outcome is Outcome.FAIL

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
    def test_something_that_is_no_file_fails(self, subject: Subject) -> None:
        full = replace(subject, audit_file=Path("/dev/full"))
        assert check_audit_file(full).outcome is Outcome.FAIL


class TestForwarding:
    def forwarding(self, subject: Subject) -> Subject:
        audit = AuditSettings(forward=AuditForward.SYSLOG, forward_to="logs.example.com:6514")
        settings = replace(subject.loaded.settings, audit=audit)
        return replace(subject, loaded=replace(subject.loaded, settings=settings))

    def test_who_forwards_nothing_is_told_so(self, subject: Subject) -> None:
        finding = check_audit_forwarding(subject)
        assert finding.outcome is Outcome.PASS
        assert "not forwarded" in said(finding)

    def test_nothing_to_forward_and_a_young_record_pass(self, subject: Subject) -> None:
        subject = self.forwarding(subject)
        subject.audit_file.parent.mkdir()
        subject.audit_file.touch()
        assert check_audit_forwarding(subject).outcome is Outcome.PASS
        AuditLog(subject.audit_file, SystemClock()).begin(ENTRY)
        assert check_audit_forwarding(subject).outcome is Outcome.PASS

    def test_a_station_that_never_wrote_passes(self, subject: Subject) -> None:
        assert check_audit_forwarding(self.forwarding(subject)).outcome is Outcome.PASS

    def test_records_that_are_long_behind_are_told_and_nothing_is_sent(
        self, subject: Subject
    ) -> None:
        subject = self.forwarding(subject)
        write_changes(subject.audit_file, 2)
        before = sorted(file.name for file in subject.audit_file.parent.iterdir())
        finding = check_audit_forwarding(subject)
        assert finding.outcome is Outcome.WARN
        assert "logs.example.com:6514 lacks the audit records from number 1" in said(finding)
        assert "audit.forward_ca_file" in finding.advice(english)
        assert sorted(file.name for file in subject.audit_file.parent.iterdir()) == before
