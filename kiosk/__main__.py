"""Turns arguments into one command and its exit code; nothing else."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from kiosk.commands.arguments import language_asked_for, run_command
from kiosk.commands.outcome import run_to_exit_code


def main(argv: Sequence[str] | None = None) -> int:
    """Run what `argv` asks for (the process's own arguments by default); return the exit code."""
    _speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    return run_to_exit_code(lambda: run_command(words), lambda: language_asked_for(words))


def _speak_utf8() -> None:
    """Write UTF-8 on Windows too, whose code pages lack most names; never fail over a letter."""
    encoding = "utf-8" if sys.platform == "win32" else None
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
