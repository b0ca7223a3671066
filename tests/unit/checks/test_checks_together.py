"""All checks, one after the other, and none that stops the rest."""

from __future__ import annotations

import threading
from dataclasses import replace

from kiosk.checks.finding import CheckId, Finding, Outcome, passed
from kiosk.checks.running import CHECKS, Check, run_checks
from kiosk.checks.subject import Subject
from kiosk.models.settings import Settings
from kiosk.services.settings_file import LoadedSettings
from tests.support.checked_station import (
    NO_PRINTER,
    english,
    said,
    with_printer,
)


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
