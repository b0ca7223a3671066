"""A report of what was found, as plain text that is safe to send to somebody who helps."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk import __version__
from kiosk.checks.finding import CONTEXT, Finding, Outcome, WriteMoment, plain_moment
from kiosk.checks.origins import SettingFound
from kiosk.checks.privacy import safe_finding, safe_setting, without_account
from kiosk.models.sentences import Translate
from kiosk.models.translatable import QT_TRANSLATE_NOOP

MARKS = {
    Outcome.PASS: QT_TRANSLATE_NOOP("Doctor", "pass"),
    Outcome.WARN: QT_TRANSLATE_NOOP("Doctor", "WARN"),
    Outcome.FAIL: QT_TRANSLATE_NOOP("Doctor", "FAIL"),
}
UNCHECKED_MARK = QT_TRANSLATE_NOOP("Doctor", "skip")
"""Stands before what was not checked."""

FIT = QT_TRANSLATE_NOOP("Doctor", "This station is fit for work.")
UNFIT = QT_TRANSLATE_NOOP("Doctor", "This station is not fit for work yet.")
STOPPED = QT_TRANSLATE_NOOP("Doctor", "The checks were stopped before they had ended.")

_TITLE = QT_TRANSLATE_NOOP("Doctor", "PIN Kiosk: what was found at a station")
_SAFE = QT_TRANSLATE_NOOP(
    "Doctor",
    "This report is safe to send: it holds no secrets and no names of people. Names of stations, "
    "printers and folders are left out.",
)
_ABOUT = QT_TRANSLATE_NOOP(
    "Doctor", "PIN Kiosk {version}, Python {python}, Qt {qt}, on {system}, {moment}"
)
_ABOUT_PRACTICE = QT_TRANSLATE_NOOP("Doctor", "The station practises.")


@dataclass(frozen=True)
class Report:
    """What was found at a station, and when; `qt` is Qt's version, empty where there is none.

    `was_stopped` says that checks are missing.
    """

    findings: tuple[Finding, ...]
    settings: tuple[SettingFound, ...]
    made_at: datetime
    qt: str = ""
    practice: bool = False
    was_stopped: bool = False


def is_fit(findings: Sequence[Finding]) -> bool:
    """Say whether nothing keeps the station from its work."""
    return all(finding.outcome is not Outcome.FAIL for finding in findings)


def mark_of(finding: Finding, translate: Translate) -> str:
    """Return how a check ended, in a word."""
    return translate(CONTEXT, MARKS[finding.outcome] if finding.was_checked else UNCHECKED_MARK)


def grouped(findings: Iterable[Finding]) -> Iterator[tuple[Finding, ...]]:
    """Give findings as soon as they are there, but those together that one cause left unchecked."""
    left_out: list[Finding] = []
    for finding in findings:
        if left_out and finding != replace(left_out[0], check=finding.check):
            yield tuple(left_out)
            left_out.clear()
        if finding.was_checked:
            yield (finding,)
        else:
            left_out.append(finding)
    if left_out:
        yield tuple(left_out)


def lines_of(
    group: tuple[Finding, ...], translate: Translate, write: WriteMoment = plain_moment
) -> Iterator[str]:
    """Give findings that say the same as lines of text: what was found, and the next step if any.

    `group` is one of `grouped`.
    """
    finding = group[0]
    checks = ", ".join(one.check for one in group)
    mark = mark_of(finding, translate)
    code = "" if finding.code is None or finding.outcome is Outcome.PASS else f" ({finding.code})"
    yield f"{mark:<7} {checks}{code}: {finding.sentence(translate, write)}"
    advice = finding.advice(translate, write)
    if advice:
        yield f"{'':<7} → {advice}"


def report_text(report: Report, translate: Translate, write: WriteMoment = plain_moment) -> str:
    """Return a report in the language of `translate`, without anything that is personal."""
    findings = [safe_finding(finding) for finding in report.findings]
    about = translate(CONTEXT, _ABOUT).format(
        version=__version__,
        python=platform.python_version(),
        qt=report.qt or "-",
        system=platform.platform(),
        moment=f"{report.made_at:%Y-%m-%d %H:%M} UTC",
    )
    lines = [translate(CONTEXT, _TITLE), "", about]
    if report.practice:
        lines.append(translate(CONTEXT, _ABOUT_PRACTICE))
    lines += [translate(CONTEXT, _SAFE), ""]
    for group in grouped(findings):
        lines += lines_of(group, translate, write)
    lines += ["", translate(CONTEXT, FIT if is_fit(findings) else UNFIT)]
    if report.was_stopped:
        lines.append(translate(CONTEXT, STOPPED))
    lines.append("")
    lines += (safe_setting(setting).in_words(translate) for setting in report.settings)
    return without_account("\n".join(lines)) + "\n"


def by_urgency(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order in which somebody wants to read them, each kind as it came."""
    return tuple(sorted(findings, key=_urgency))


def _urgency(finding: Finding) -> int:
    if not finding.was_checked:
        return 2
    return {Outcome.FAIL: 0, Outcome.WARN: 1, Outcome.PASS: 3}[finding.outcome]
