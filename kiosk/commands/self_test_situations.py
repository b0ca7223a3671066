"""Who comes to the counter during the self-test, in which order, and what each step is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.app import Station
from kiosk.commands.self_test import Report
from kiosk.commands.self_test_checks import check_audit, records_in
from kiosk.commands.self_test_hands import VisitingBrowser
from kiosk.commands.self_test_steps import MainJob
from kiosk.controllers.person_view import Action
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import Settings, StationSettings
from kiosk.practice.launcher import (
    PracticeTenant,
    PracticeTenantError,
    PracticeTenantProcess,
)
from kiosk.services.places import PAPER_FILE_NAME
from kiosk.station_options import StationOptions
from kiosk.station_tenant import tenant_settings


@dataclass(frozen=True)
class Situation:
    """Why somebody comes to the counter: how they are found, and what is done for them.

    `find` is a method of MainJob that opens the page of `person`. `checked` says what the
    practice tenant is asked about afterwards; `paper` is what there is to print, if anything.
    """

    name: str
    found: str
    find: Callable[[MainJob, str], None]
    person: str
    action: Action
    checked: str
    paper: str = ""
    also_reset_pin: bool = False

    @property
    def slug(self) -> str:
        """The name in the file names of the report."""
        return self.name.lower().replace(" ", "-")


LOST_BADGE = "finn.delgado@practice.example"

SITUATIONS = (
    Situation(
        "PIN reset",
        "look-up",
        MainJob.look_up,
        "Sam Rivera",
        Action.RESET_PIN,
        "the new PIN works, the old one does not",
        "slip",
    ),
    Situation(
        "badge issue",
        "look-up of somebody new",
        MainJob.look_up,
        "Noa Lindqvist",
        Action.ISSUE_BADGE,
        "badge and PIN work",
        "badge",
    ),
    Situation(
        "lost badge replaced",
        "look-up of somebody who lost the badge",
        MainJob.look_up,
        "Finn Delgado",
        Action.REPLACE_BADGE,
        "the new badge works, the lost one does not",
        "new badge",
    ),
    Situation(
        "lost badge and PIN replaced",
        "look-up of somebody who lost both",
        MainJob.look_up,
        "Siobhán O'Neil",
        Action.REPLACE_BADGE,
        "new badge and new PIN work, the old ones do not",
        "new badge and PIN",
        also_reset_pin=True,
    ),
    Situation(
        "temporary badge",
        "look-up of somebody who left the badge at home",
        MainJob.look_up,
        "Екатерина Щукина",
        Action.ISSUE_TEMPORARY_BADGE,
        "the temporary badge works, and the one at home too",
        "temporary badge",
    ),
    Situation(
        "badge extended",
        "scan of a badge that runs out soon",
        MainJob.scan_badge,
        "eva.sundberg@practice.example",
        Action.EXTEND_BADGE,
        "the badge works past its old end, up to the new one",
    ),
    Situation(
        "own PIN",
        "own page",
        MainJob.open_own,
        "",
        Action.RESET_PIN,
        "the own new PIN works, the old one does not",
        "own slip",
    ),
    Situation(
        "badge removed",
        "scan of a temporary badge",
        MainJob.scan_badge,
        "tara.whitlock@practice.example",
        Action.REMOVE_BADGE,
        "neither badge works any more",
    ),
)


def run_steps(report: Report, folder: Path, language: str) -> None:
    """Do the whole main job; raises StationError at the first step that fails."""
    # A self-test in a process that has a window already uses that application.
    application = QApplication.instance() or QApplication(["pin-kiosk"])
    assert isinstance(application, QApplication)
    process = PracticeTenantProcess()
    started: list[PracticeTenant] = []

    def start_practice() -> None:
        try:
            started.append(process.start())
        except (PracticeTenantError, OSError):
            raise StationError(ErrorCode.PRACTICE_NOT_STARTED) from None

    try:
        report.step("practice tenant", start_practice)
        _run_in_window(report, folder, language, application, started[0])
    finally:
        process.stop()


def walk(report: Report, job: MainJob) -> None:
    """Do all steps in one window; raises StationError at the first one that fails."""
    report.step("window", job.open_window)
    report.step("sign-in", job.sign_in)
    for situation in SITUATIONS:
        _help(report, job, situation)
    report.step("scan of a replaced badge", partial(job.scan_replaced, LOST_BADGE))
    report.step("sign-out", job.sign_out)


def _help(report: Report, job: MainJob, situation: Situation) -> None:
    """Help one person, from finding them to Done."""
    report.step(situation.found, partial(situation.find, job, situation.person))
    operate = partial(
        job.operate, situation.action, also_reset_pin=situation.also_reset_pin, name=situation.slug
    )
    report.step(situation.name, operate)
    report.step(situation.checked, job.check)
    if not situation.paper:
        report.step("back to the search", job.leave_result)
        return
    file = situation.paper.replace(" ", "-") + ".pdf"
    report.step(f"{situation.paper} to PDF", partial(job.save_page, file))
    report.step(f"nothing left of the {situation.paper}", job.leave_result)


def _run_in_window(
    report: Report,
    folder: Path,
    language: str,
    application: QApplication,
    practice: PracticeTenant,
) -> None:
    settings = Settings(tenant=tenant_settings(practice), station=StationSettings(name="Self-test"))
    audit_file = folder / "audit.jsonl"
    earlier = records_in(audit_file)
    options = StationOptions(
        settings,
        practice=True,
        audit_file=audit_file,
        paper_file=audit_file.with_name(PAPER_FILE_NAME),
        windowed=True,
        language=language,
    )
    station = Station(application, options, browser=VisitingBrowser(practice))
    job = MainJob(station, practice, folder)
    try:
        walk(report, job)
    finally:
        station.window.close()
        station.close()
    report.step("audit file", lambda: check_audit(audit_file, earlier, job.done))
