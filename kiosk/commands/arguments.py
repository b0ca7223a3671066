"""The command line: which commands there are, and the options that all of them take.

A command is a module of this package with `add_arguments(parser)` and `run(arguments) -> int`;
only the chosen one is imported. `arguments.settings` and `arguments.language` are there for
each of them, None where not given.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from kiosk import __version__
from kiosk.models.settings import LANGUAGES

PROGRAM = "pin-kiosk"


class CommandModule(Protocol):
    """What the module of a command offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it, and return the exit code; raises StationError when it did not work."""
        ...


@dataclass(frozen=True)
class Command:
    """A command's name, the module in `kiosk.commands` that does it, and what it does."""

    name: str
    module: str
    summary: str

    def load(self) -> CommandModule:
        """Import the module; nothing of it is loaded before."""
        return cast("CommandModule", importlib.import_module(f"kiosk.commands.{self.module}"))


STATION = Command(
    name="",
    module="station",
    summary="A desktop station that resets PINs and issues QR code badges.\n"
    "Without a command it opens the station window.",
)

COMMANDS = (
    Command("practice-tenant", "practice_tenant", "Run only the practice tenant."),
    Command("self-test", "self_test", "Walk through every situation once, unattended, and report."),
    Command("setup", "setup", "Register the stations in a tenant, and write their settings."),
    Command("doctor", "doctor", "Say whether this station is fit for work, and what to mend."),
    Command("bulk", "bulk", "Issue badges or reset PINs for many people, without a window."),
    Command("badge-sample", "badge_sample", "Make a sample page of a badge layout."),
    Command("audit", "audit", "Check or print the audit file."),
)


def run_command(argv: Sequence[str]) -> int:
    """Do the one thing that these arguments ask for, and return its exit code.

    Raises StationError when it did not work, and SystemExit for `--help` (0), `--version`
    (0) and bad usage (2), as argparse does.
    """
    shared = _shared_options()
    arguments, rest = shared.parse_known_args(argv)
    command = next((known for known in COMMANDS if rest and rest[0] == known.name), STATION)
    parser = _parser_of(command, shared)
    if command is not STATION:
        rest = rest[1:]
    elif rest and not rest[0].startswith("-"):
        names = ", ".join(known.name for known in COMMANDS)
        parser.error(f"there is no command '{rest[0]}' (choose from {names})")
    module = command.load()
    module.add_arguments(parser)
    return module.run(parser.parse_args(rest, arguments))


def language_asked_for(argv: Sequence[str]) -> str:
    """Return the language that these arguments or the settings ask for; empty is the system's.

    Only for what `run_command` could begin with: raises SystemExit where it did.
    """
    from kiosk.commands.words import language_of  # noqa: PLC0415 - most commands end well

    arguments, _ = _shared_options().parse_known_args(argv)
    return language_of(arguments)


def _shared_options() -> argparse.ArgumentParser:
    """Return the options that may stand before and after the name of a command."""
    parser = argparse.ArgumentParser(prog=PROGRAM, add_help=False, allow_abbrev=False)
    parser.add_argument("--settings", metavar="FILE", help="use this settings file")
    parser.add_argument(
        "--language", choices=LANGUAGES, help="use this language instead of the system's"
    )
    return parser


def _parser_of(command: Command, shared: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"{PROGRAM} {command.name}".strip(),
        description=command.summary,
        epilog=None if command.name else _list_of_commands(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared],
        allow_abbrev=False,
    )
    if command is STATION:
        parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    return parser


def _list_of_commands() -> str:
    width = max(len(command.name) for command in COMMANDS)
    lines = [f"  {command.name:<{width}}  {command.summary}" for command in COMMANDS]
    usage = f"'{PROGRAM} COMMAND --help' lists the options of a command."
    return "\n".join(["commands:", *lines, "", usage])
