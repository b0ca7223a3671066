"""Runs every check and the tests, and says at the very end what was left out and why."""

from __future__ import annotations

import os
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from setup_steps.checkout import Checkout
from setup_steps.console import say
from setup_steps.system_parts import Missing

_CHECKS = (
    ("Lint", ("ruff", "check", "--quiet")),
    ("Format", ("ruff", "format", "--check", "--quiet")),
    ("Types", ("mypy",)),
    ("Imports", ("lint-imports",)),
)
# One process more than there are cores, because half of a run is waiting for servers, printers
# and windows; by file, because tests of one share their parts.
_PROCESSES = min(4, (os.cpu_count() or 1) + 1)
_SIDE_BY_SIDE = (f"--numprocesses={_PROCESSES}", "--dist=loadfile")
_NAMED_REASONS = 4


def run_all(
    checkout: Checkout, arguments: list[str], variables: Mapping[str, str], missing: Missing
) -> int:
    """Run checks, then pytest with ``arguments``; return 0 only if all of them passed."""
    failed = []
    for title, (name, *options) in _CHECKS:
        say(f"{title}: {name} {' '.join(options)}")
        command = [str(checkout.script(name)), *options]
        if _run(checkout, command, variables):
            failed.append(title.lower())
    report = checkout.venv / "last-test-run.xml"
    report.unlink(missing_ok=True)
    say("Tests: pytest")
    options = [*_SIDE_BY_SIDE, f"--junitxml={report}", *arguments]
    tests = [str(checkout.python), "-m", "pytest", *options]
    code = _run(checkout, tests, variables)
    if failed:
        say(f"Failed before the tests: {', '.join(failed)}. See the top of this output.")
    reasons = skipped_by_reason(report)
    if reasons or missing.titles:
        say(closing_line(reasons, missing))
    return code or (1 if failed else 0)


def run_official_clients(
    checkout: Checkout, arguments: list[str], variables: Mapping[str, str]
) -> int:
    """Run the tests in which the official clients meet the practice tenant; return the exit code.

    They are apart because the official Graph SDK alone weighs 676 MB.
    """
    tests = "tests/end_to_end/test_official_clients.py"
    return _run(checkout, [str(checkout.python), "-m", "pytest", tests, *arguments], variables)


def skipped_by_reason(report: Path) -> Counter[str]:
    """Count pytest's skipped tests by the reason that they gave, from its JUnit report."""
    reasons: Counter[str] = Counter()
    try:
        # The file was written by the pytest that just ended.
        tree = ET.parse(report)  # noqa: S314
    except (OSError, ET.ParseError):
        return reasons
    for skipped in tree.iter("skipped"):
        if skipped.get("type") == "pytest.skip":
            reasons[skipped.get("message") or "no reason given"] += 1
    return reasons


def closing_line(reasons: Counter[str], missing: Missing) -> str:
    """Return the last line: how many tests were skipped and why, and what would change that."""
    count = reasons.total()
    named = reasons.most_common(_NAMED_REASONS)
    others = count - sum(number for _, number in named)
    details = [f"{number} x {reason}" for reason, number in named]
    if others:
        details.append(f"{others} x for other reasons, listed above")
    noun = "test was" if count == 1 else "tests were"
    skipped = f"{count} {noun} skipped ({'; '.join(details)})."
    sentences = [skipped if count else "No test was skipped."]
    if missing.titles:
        sentences.append(missing.sentence())
    return " ".join(sentences)


def _run(checkout: Checkout, command: list[str], variables: Mapping[str, str]) -> int:
    return subprocess.run(command, cwd=checkout.root, env=dict(variables), check=False).returncode
