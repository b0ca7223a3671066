"""Says whether this station is fit for work: one finding for each check, with the next step."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk import __version__
from kiosk.checks.finding import CONTEXT, Finding, Outcome
from kiosk.checks.origins import SettingFound, settings_found
from kiosk.checks.running import run_checks
from kiosk.checks.settings import more_mistakes
from kiosk.checks.subject import KnownPrinters, Subject
from kiosk.commands.outcome import ExitCode
from kiosk.commands.station import audit_file
from kiosk.commands.words import words_of
from kiosk.models.errors import StationError
from kiosk.models.sentences import Translate
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.printing.spooling import system_spooler
from kiosk.services.paper_memory import PaperMemory
from kiosk.services.places import places_of_this_machine
from kiosk.services.settings_file import load_settings

_MARKS = {
    Outcome.PASS: QT_TRANSLATE_NOOP("Doctor", "pass"),
    Outcome.WARN: QT_TRANSLATE_NOOP("Doctor", "WARN"),
    Outcome.FAIL: QT_TRANSLATE_NOOP("Doctor", "FAIL"),
}
_FIT = QT_TRANSLATE_NOOP("Doctor", "This station is fit for work.")
_UNFIT = QT_TRANSLATE_NOOP("Doctor", "This station is not fit for work yet.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("--json", action="store_true", help="print one JSON document to stdout")


def run(arguments: argparse.Namespace) -> int:
    """Run every check; return 0 when none failed, 1 when one did, 2 for wrong settings."""
    refused: list[StationError] = []
    loaded = load_settings(arguments.settings, os.environ, refused=refused)
    language = arguments.language or loaded.settings.station.language
    translate, locale_name = words_of(language)
    subject = Subject(
        loaded=loaded,
        refused=tuple(refused),
        audit_file=audit_file(loaded.settings, practice=False),
        choices=PaperMemory(places_of_this_machine().paper_file).choices,
        locale_name=locale_name,
        printers=_printers,
        spooler=lambda: system_spooler(os.environ),
    )
    findings: list[Finding] = []
    for finding in run_checks(subject):
        together = [finding] if findings else [finding, *more_mistakes(subject)]
        for one in together:
            _tell(one, translate)
        findings += together
    settings = tuple(settings_found(loaded))
    _tell_settings(settings, translate)
    code = _exit_code(findings)
    _say(translate(CONTEXT, _FIT if code == ExitCode.DONE else _UNFIT))
    if arguments.json:
        document = {
            "ok": code == ExitCode.DONE,
            "version": __version__,
            "checks": [_as_json(finding, translate) for finding in findings],
            "settings": [_setting_as_json(setting) for setting in settings],
        }
        print(json.dumps(document, ensure_ascii=False, indent=2), flush=True)
    return code


def _printers() -> KnownPrinters:
    from kiosk.qt.printers import system_printers  # noqa: PLC0415 - loads Qt on Windows

    return system_printers()


def _exit_code(findings: list[Finding]) -> ExitCode:
    if any(finding.has_wrong_settings for finding in findings):
        return ExitCode.BAD_USAGE
    if any(finding.outcome is Outcome.FAIL for finding in findings):
        return ExitCode.FAILED
    return ExitCode.DONE


def _tell(finding: Finding, translate: Translate) -> None:
    mark = translate(CONTEXT, _MARKS[finding.outcome])
    _say(f"{mark:<7} {finding.check}: {finding.sentence(translate)}")
    advice = finding.advice(translate)
    if advice:
        _say(f"{'':<7} → {advice}")


def _tell_settings(settings: tuple[SettingFound, ...], translate: Translate) -> None:
    _say("")
    for setting in settings:
        _say(setting.in_words(translate))
    _say("")


def _say(line: str) -> None:
    print(_without_account(line), file=sys.stderr, flush=True)


def _as_json(finding: Finding, translate: Translate) -> dict[str, Any]:
    return {
        "id": finding.check,
        "outcome": finding.outcome,
        "code": "" if finding.error is None else finding.error.code,
        "sentence": _without_account(finding.sentence(translate)),
        "next_step": _without_account(finding.advice(translate)),
        "values": {name: _without_account(value) for name, value in finding.facts.items()},
    }


def _setting_as_json(setting: SettingFound) -> Mapping[str, Any]:
    value = setting.value
    return {
        "key": setting.key,
        "value": _without_account(value) if isinstance(value, str) else value,
        "source": setting.source.name.lower(),
        "place": _without_account(setting.place),
    }


def _without_account(text: str) -> str:
    """Write the account's own folder as ~, because its name is often somebody's."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return text
    return text.replace(home + os.sep, f"~{os.sep}") if len(home) > 1 else text
