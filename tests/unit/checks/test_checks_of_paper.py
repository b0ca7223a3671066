"""Layouts, printer and spooler, as a technician at the station would be told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.checks.finding import Outcome
from kiosk.checks.layouts import (
    check_badge_layout,
    check_badge_paper,
    check_code_size,
    check_slip_layout,
    check_slip_paper,
)
from kiosk.checks.printer import check_printer, check_printer_state
from kiosk.checks.spooler import check_spooler
from kiosk.checks.subject import Subject
from kiosk.models.paper_choices import Kind, PaperChoices
from kiosk.models.settings import BadgeSettings
from kiosk.printing.jobs import JobReason, PrinterInfo
from kiosk.printing.media import Media
from kiosk.printing.spooling import Keeping
from tests.support.checked_station import (
    CARD,
    NO_PRINTER,
    TILL,
    FakeSpooler,
    SilentPrinters,
    english,
    said,
    with_badge,
    with_printer,
)


class TestLayouts:
    def test_a_layout_that_is_not_there_is_a_wrong_setting(self, subject: Subject) -> None:
        subject = with_badge(subject, BadgeSettings(layout="a7"))
        finding = check_badge_layout(subject)
        assert finding.has_wrong_settings
        assert "badge.layout" in said(finding)
        assert check_slip_layout(subject).outcome is Outcome.PASS
        for check in (check_badge_paper, check_code_size):
            assert check(subject).outcome is Outcome.WARN

    def test_what_was_chosen_in_the_window_is_looked_at(self, subject: Subject) -> None:
        choices = PaperChoices().with_layout(Kind.BADGE, "cr80").with_printer("cr80", "till")
        subject = replace(subject, choices=choices)
        assert "cr80" in said(check_badge_layout(subject))
        assert check_printer(subject).outcome is Outcome.PASS
        gone = replace(subject, choices=choices.with_printer("cr80", "gone"))
        finding = check_printer(gone)
        assert finding.outcome is Outcome.FAIL
        assert "gone" in said(finding)
        # Slips go to another printer, which is there.
        assert check_slip_paper(gone).outcome is Outcome.PASS
        # A slip has no place for a code.
        slip = replace(subject, choices=choices.with_layout(Kind.BADGE, "slip-cr80"))
        assert check_badge_layout(slip).outcome is Outcome.FAIL
        # What the settings name comes first.
        named = with_badge(subject, BadgeSettings(layout="a4"))
        assert "a4" in said(check_badge_layout(named))

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
            (
                replace(TILL, is_stopped=True, reasons=frozenset({JobReason.OUT_OF_PAPER})),
                "out of paper",
            ),
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
