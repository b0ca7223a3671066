"""Checks the chain of a local audit file, or prints it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kiosk.commands.outcome import ExitCode
from kiosk.commands.printable import printable
from kiosk.services.audit_verification import (
    FoundLine,
    Problem,
    ProblemKind,
    VerifyResult,
    read_audit,
    verify,
)

_SHOWN = ("time", "phase", "operation", "account_name", "person_name", "station", "result")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `verify FILE` and `show FILE`, both with `--json`."""
    parts = parser.add_subparsers(dest="part", metavar="verify|show", required=True)
    summaries = {
        "verify": "find records that were changed, removed, reordered or cut",
        "show": "print the records",
    }
    for name, summary in summaries.items():
        part = parts.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        part.add_argument("file", metavar="FILE", type=_existing_file, help="the audit file")
        part.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    """Do the chosen part; raises StationError when the file cannot be read."""
    if arguments.part == "verify":
        return _verify(arguments.file, as_json=arguments.json)
    _show(read_audit(arguments.file), as_json=arguments.json)
    return ExitCode.DONE


def _existing_file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file '{text}'")
    return path


def _verify(path: Path, *, as_json: bool) -> int:
    result = verify(path)
    if as_json:
        print(json.dumps(_as_json(result), indent=2))
    else:
        for problem in result.problems:
            print(_in_words(problem), file=sys.stderr)
        print(_verdict(result), file=sys.stderr)
    return ExitCode.DONE if result.is_sound else ExitCode.FAILED


def _verdict(result: VerifyResult) -> str:
    count = f"{result.records} record{'' if result.records == 1 else 's'}"
    if not result.is_sound:
        return f"The audit file was tampered with or damaged ({count} read)."
    torn = " The last line was cut off while it was written." if result.has_torn_end else ""
    return f"The audit file is whole: {count}, each tied to the one before.{torn}"


def _in_words(problem: Problem) -> str:
    record = f"record {problem.first_number}"
    if problem.last_number > problem.first_number:
        record = f"records {problem.first_number} to {problem.last_number}"
    words = {
        ProblemKind.CHANGED: f"{record} was changed",
        ProblemKind.UNREADABLE: "this is no audit record",
        ProblemKind.REMOVED: f"{record} missing",
        ProblemKind.REORDERED: f"{record} is out of its place",
        ProblemKind.CUT: f"{record} missing at the end",
        ProblemKind.HEAD_MISSING: "the head file beside it is missing or damaged, "
        "so a cut end would not show",
    }
    return f"line {problem.line}: {words[problem.kind]}"


def _as_json(result: VerifyResult) -> dict[str, object]:
    problems = [
        {
            "kind": problem.kind,
            "line": problem.line,
            "first_number": problem.first_number,
            "last_number": problem.last_number,
        }
        for problem in result.problems
    ]
    return {
        "sound": result.is_sound,
        "records": result.records,
        "torn_end": result.has_torn_end,
        "problems": problems,
    }


def _show(lines: Iterable[FoundLine], *, as_json: bool) -> None:
    """Print the records as they stand, without judging them."""
    if as_json:
        print(json.dumps([_content(line) for line in lines], indent=2))
        return
    for line in lines:
        print(_one_line(line))


def _content(line: FoundLine) -> Mapping[str, Any]:
    if line.chained is None:
        return {"line": line.number, "unreadable": True}
    return {**line.chained.content, "hash": line.chained.link.hash}


def _one_line(line: FoundLine) -> str:
    if line.chained is None:
        return f"line {line.number}: this is no audit record"
    content = line.chained.content
    found = [content.get(name) for name in _SHOWN]
    words = [printable(value) for value in found if isinstance(value, str)]
    practice = ["practice"] if content.get("practice") is True else []
    return "  ".join(word for word in (*words, *practice) if word)
