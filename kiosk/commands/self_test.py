"""Does every situation once, unattended: the real window, the real sign-in, a practice tenant.

No screen and no browser are needed: the window is painted off screen, and the sign-in page
is filled in by the practice tenant's own visitor.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter

from kiosk import __version__
from kiosk.commands.outcome import print_error
from kiosk.commands.words import language_of
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.memory_guard import guard_memory


@dataclass(frozen=True)
class StepReport:
    """One step, how long it took, and the code of its failure if it failed."""

    name: str
    ok: bool
    seconds: float
    code: str = ""


@dataclass
class Report:
    """The whole run, step by step; `tell` hears of each step as it ends."""

    tell: Callable[[StepReport], None]
    steps: list[StepReport] = field(default_factory=list)

    def step(self, name: str, work: Callable[[], None]) -> None:
        """Do a step and note it; raises StationError when it failed."""
        began = perf_counter()
        try:
            work()
        except StationError as error:
            self._note(StepReport(name, False, perf_counter() - began, str(error.code)))
            raise
        except Exception:
            self._note(StepReport(name, False, perf_counter() - began, ErrorCode.UNEXPECTED))
            raise
        self._note(StepReport(name, True, perf_counter() - began))

    def _note(self, step: StepReport) -> None:
        self.steps.append(step)
        self.tell(step)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "--report",
        type=Path,
        metavar="DIR",
        help="put the screenshots, the pages and the audit file of this run there",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document to stdout")


def run(arguments: argparse.Namespace) -> int:
    """Run every step; return 0 when all worked and 1 when one failed."""
    guard_memory()
    # Whatever screen there is, a self-test must not flash windows on it.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    report = Report(_print_step)
    failure: StationError | None = None
    with tempfile.TemporaryDirectory(prefix="pin-kiosk-self-test-") as scratch:
        folder = arguments.report or Path(scratch)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": str(folder)}) from None
        from kiosk.commands.self_test_situations import run_steps  # noqa: PLC0415 - loads Qt
        from kiosk.qt.jobs import describe_origin  # noqa: PLC0415 - loads Qt

        try:
            run_steps(report, folder, arguments.language or "en")
        except StationError as error:
            failure = error
            print_error(error, lambda: language_of(arguments))
        except Exception as error:  # noqa: BLE001 - a defect is a result of the test as well
            failure = StationError(ErrorCode.UNEXPECTED)
            print_error(failure, lambda: language_of(arguments), describe_origin(error))
    if arguments.json:
        document = {
            "ok": failure is None,
            "version": __version__,
            "seconds": round(sum(step.seconds for step in report.steps), 3),
            "steps": [{**asdict(step), "seconds": round(step.seconds, 3)} for step in report.steps],
        }
        if arguments.report:
            document["report"] = str(folder)
        print(json.dumps(document, ensure_ascii=False), flush=True)
    return 0 if failure is None else 1


def _print_step(step: StepReport) -> None:
    result = "ok" if step.ok else f"FAILED {step.code}"
    print(f"{step.seconds:8.3f} s  {step.name}: {result}", file=sys.stderr, flush=True)
