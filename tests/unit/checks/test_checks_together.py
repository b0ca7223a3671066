"""All checks, one after the other, and none that stops the rest."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from kiosk.checks.finding import CheckId, Finding, Outcome, passed
from kiosk.checks.report import is_fit
from kiosk.checks.running import CHECKS, Check, run_checks
from kiosk.checks.subject import Subject
from kiosk.models.permissions import POLICY_SCOPE, READ_SCOPES
from kiosk.models.settings import Settings
from kiosk.services.settings_file import LoadedSettings
from kiosk.services.sign_in import tenant_client
from tests.support.checked_station import (
    NO_PRINTER,
    english,
    said,
    with_printer,
    workplace_of,
)
from tests.support.station_services import SufferingTenant


def test_a_station_where_all_is_well_passes_every_check(
    online: Subject, tenant: SufferingTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tenant_client, "READ_SCOPES", (*READ_SCOPES, POLICY_SCOPE))
    begun: list[CheckId] = []
    gita = next(one for one in tenant.practice.accounts if one.username.startswith("gita.rao"))
    signed_in = replace(online, sign_in=lambda: workplace_of(online, gita))
    findings = list(run_checks(signed_in, begins=begun.append))
    assert begun == [finding.check for finding in findings] == list(CheckId)
    # The practice tenant is a test environment, and that is told.
    troubled = {one.check for one in findings if one.outcome is not Outcome.PASS}
    assert troubled == {CheckId.TENANT}
    assert not any(one.advice(english) for one in findings if one.check not in troubled)
    assert is_fit(findings)


def test_what_takes_a_sign_in_is_no_fault_where_nobody_is_signed_in(online: Subject) -> None:
    findings = list(run_checks(online))
    assert is_fit(findings)
    open_ones = [finding for finding in findings if not finding.was_checked]
    assert [finding.check for finding in open_ones] == [
        CheckId.SIGN_IN,
        CheckId.CONSENTED_SCOPES,
        CheckId.SIGNED_IN_ROLE,
        CheckId.METHOD_POLICY,
        CheckId.GRAPH_VERSION,
    ]
    for finding in open_ones:
        assert finding.outcome is Outcome.WARN
        assert "nobody is signed in" in said(finding)
        assert "--sign-in" in finding.advice(english)


def test_whatever_does_not_pass_names_the_next_step(subject: Subject) -> None:
    bare = replace(subject, loaded=LoadedSettings(Settings(), False))
    findings = list(run_checks(with_printer(bare, NO_PRINTER)))
    troubled = [finding for finding in findings if finding.outcome is not Outcome.PASS]
    assert troubled
    assert all(finding.advice(english) for finding in troubled)


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
