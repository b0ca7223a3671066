"""Checks the chain of a local audit file with its older files, or prints it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.commands.outcome import ExitCode
from kiosk.commands.printable import printable
from kiosk.services.audit_files import FoundLine, older_files, read_audit
from kiosk.services.audit_verification import Problem, ProblemKind, VerifyResult, verify

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
        if name == "verify":
            part.add_argument(
                "--from",
                dest="first_number",
                type=_record_number,
                default=1,
                metavar="NUMBER",
                help="the first record that has to be there, where older files were deleted on "
                "purpose (1)",
            )


def run(arguments: argparse.Namespace) -> int:
    """Do the chosen part; raises StationError when the file cannot be read."""
    if arguments.part == "verify":
        return _verify(arguments.file, arguments.first_number, as_json=arguments.json)
    _show(arguments.file, as_json=arguments.json)
    return ExitCode.DONE


def _existing_file(text: str) -> Path:
    path = Path(text)
    # Right after it was put aside, only its older files are there.
    if not path.is_file() and (path.exists() or not _has_older_files(path)):
        raise argparse.ArgumentTypeError(f"there is no file '{text}'")
    return path


def _has_older_files(path: Path) -> bool:
    try:
        return bool(older_files(path))
    except (OSError, ValueError):
        return False


def _record_number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _verify(path: Path, first_number: int, *, as_json: bool) -> int:
    result = verify(path, first_number)
    if as_json:
        print(json.dumps(_as_json(result), indent=2))
    else:
        for problem in result.problems:
            print(_in_words(problem, path), file=sys.stderr)
        print(_verdict(result, first_number), file=sys.stderr)
    return ExitCode.DONE if result.is_sound else ExitCode.FAILED


def _verdict(result: VerifyResult, first_number: int) -> str:
    count = f"{result.records} record{'' if result.records == 1 else 's'}"
    if not result.is_sound:
        sound = ""
        if result.sound_from:
            sound = f" From record {result.sound_from} on it is sound."
        if _lacks_beginning_only(result):
            sound += (
                " If older files were deleted on purpose, check the rest with "
                f"'--from {result.sound_from}'."
            )
        return f"The audit file was tampered with or damaged ({count} read).{sound}"
    torn = " The last line was cut off while it was written." if result.has_torn_end else ""
    since = f" from record {first_number} on" if first_number > 1 else ""
    return f"The audit file is whole{since}: {count}, each tied to the one before.{torn}"


def _lacks_beginning_only(result: VerifyResult) -> bool:
    """Whether all that is wrong is that the first records are missing."""
    first, *others = result.problems
    is_beginning = first.kind is ProblemKind.REMOVED and first.last_number + 1 == result.sound_from
    return is_beginning and not others


def _in_words(problem: Problem, path: Path) -> str:
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
    return f"{_place(problem.file, problem.line, path)}: {words[problem.kind]}"


def _place(file: str, line: int, path: Path) -> str:
    """Name a line, and its file where that is one of the older ones."""
    return f"line {line}" if file == path.name else f"{printable(file)}, line {line}"


def _as_json(result: VerifyResult) -> dict[str, object]:
    problems = [
        {
            "kind": problem.kind,
            "file": problem.file,
            "line": problem.line,
            "first_number": problem.first_number,
            "last_number": problem.last_number,
        }
        for problem in result.problems
    ]
    return {
        "sound": result.is_sound,
        "records": result.records,
        "sound_from": result.sound_from or None,
        "torn_end": result.has_torn_end,
        "problems": problems,
    }


def _show(path: Path, *, as_json: bool) -> None:
    """Print the records as they stand, without judging them."""
    lines = read_audit(path)
    if as_json:
        print(json.dumps([_content(line, path) for line in lines], indent=2))
        return
    for line in lines:
        print(_one_line(line, path))


def _content(line: FoundLine, path: Path) -> Mapping[str, Any]:
    if line.chained is None:
        older = {} if line.file.name == path.name else {"file": line.file.name}
        return {**older, "line": line.number, "unreadable": True}
    return {**line.chained.content, "hash": line.chained.link.hash}


def _one_line(line: FoundLine, path: Path) -> str:
    if line.chained is None:
        return f"{_place(line.file.name, line.number, path)}: this is no audit record"
    content = line.chained.content
    found = [content.get(name) for name in _SHOWN]
    words = [printable(value) for value in found if isinstance(value, str)]
    practice = ["practice"] if content.get("practice") is True else []
    return "  ".join(word for word in (*words, *practice) if word)
