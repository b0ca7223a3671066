"""Says whether this station is fit for work: one finding for each check, with the next step."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk import __version__
from kiosk.checks.finding import CONTEXT, Finding, Outcome, WriteMoment
from kiosk.checks.origins import SettingFound, settings_found
from kiosk.checks.privacy import without_account
from kiosk.checks.report import FIT, UNFIT, Report, grouped, lines_of, report_text
from kiosk.checks.running import run_checks
from kiosk.checks.subject import Subject
from kiosk.commands.doctor_sign_in import DoctorSignIn
from kiosk.commands.outcome import ExitCode
from kiosk.commands.printable import printable, printable_json
from kiosk.commands.station import audit_file
from kiosk.commands.words import moments_of, words_of
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import StationError
from kiosk.models.sentences import Translate
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.printing.spooling import system_spooler
from kiosk.qt.printers import system_printers
from kiosk.services.files import write_whole
from kiosk.services.paper_memory import PaperMemory
from kiosk.services.places import places_of_this_machine
from kiosk.services.settings_file import load_settings

_SAVED = QT_TRANSLATE_NOOP("Doctor", "The report is in {file}.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("--json", action="store_true", help="print one JSON document to stdout")
    parser.add_argument(
        "--sign-in",
        action="store_true",
        help="have somebody sign in, to check consent, role, policy and Graph as well",
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        type=Path,
        help="write what was found to a file that is safe to send",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run every check, and return the exit code.

    0 when none failed; 2 for wrong settings; else 3 when the tenant cannot be reached or signed
    in to, and 1 when something else failed. Raises StationError FILE_NOT_WRITTEN.
    """
    refused: list[StationError] = []
    loaded = load_settings(arguments.settings, os.environ, refused=refused)
    language = arguments.language or loaded.settings.station.language
    translate, locale_name = words_of(language)
    write, qt_version = moments_of()
    cancel = CancelToken()
    file = audit_file(loaded.settings, practice=False)
    sign_in = DoctorSignIn(loaded, file, translate, cancel) if arguments.sign_in else None
    subject = Subject(
        loaded=loaded,
        refused=tuple(refused),
        audit_file=file,
        choices=PaperMemory(places_of_this_machine().paper_file).choices,
        locale_name=locale_name,
        printers=system_printers,
        spooler=lambda: system_spooler(os.environ),
        environment=os.environ,
        sign_in=None if sign_in is None else sign_in.begin,
        cancel=cancel,
    )
    findings: list[Finding] = []
    try:
        for group in grouped(run_checks(subject)):
            for line in lines_of(group, translate, write):
                _say(line)
            findings += group
    finally:
        cancel.cancel()
        if sign_in is not None:
            sign_in.end()
    settings = tuple(settings_found(loaded))
    _tell_settings(settings, translate)
    code = _exit_code(findings)
    _say(translate(CONTEXT, FIT if code == ExitCode.DONE else UNFIT))
    if arguments.json:
        document = {
            "ok": code == ExitCode.DONE,
            "version": __version__,
            "checks": [_as_json(finding, translate, write) for finding in findings],
            "settings": [_setting_as_json(setting) for setting in settings],
        }
        print(printable_json(document, indent=2), flush=True)
    if arguments.report is not None:
        report = Report(tuple(findings), settings, SystemClock().now(), qt_version)
        text = report_text(report, translate, write)
        write_whole(arguments.report.absolute(), text.encode())
        _say(translate(CONTEXT, _SAVED).format(file=arguments.report))
    return code


def _exit_code(findings: list[Finding]) -> ExitCode:
    if any(finding.has_wrong_settings for finding in findings):
        return ExitCode.BAD_USAGE
    if any(finding.keeps_out for finding in findings):
        return ExitCode.NOT_REACHED
    if any(finding.outcome is Outcome.FAIL for finding in findings):
        return ExitCode.FAILED
    return ExitCode.DONE


def _tell_settings(settings: tuple[SettingFound, ...], translate: Translate) -> None:
    _say("")
    for setting in settings:
        _say(setting.in_words(translate))
    _say("")


def _say(line: str) -> None:
    print(printable(without_account(line)), file=sys.stderr, flush=True)


def _as_json(finding: Finding, translate: Translate, write: WriteMoment) -> dict[str, Any]:
    values = {name: without_account(value) for name, value in finding.facts.items()}
    moments = {name: moment.isoformat() for name, moment in finding.moments.items()}
    return {
        "id": finding.check,
        "outcome": finding.outcome,
        "checked": finding.was_checked,
        "code": "" if finding.code is None else finding.code,
        "sentence": without_account(finding.sentence(translate, write)),
        "next_step": without_account(finding.advice(translate, write)),
        "values": {**values, **moments},
    }


def _setting_as_json(setting: SettingFound) -> Mapping[str, Any]:
    value = setting.value
    return {
        "key": setting.key,
        "value": without_account(value) if isinstance(value, str) else value,
        "source": setting.source.name.lower(),
        "place": without_account(setting.place),
    }
