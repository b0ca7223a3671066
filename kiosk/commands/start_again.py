"""Starts the station anew in place of this one, once it has been set up."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from kiosk.models.translatable import QT_TRANSLATE_NOOP

_PRACTICE = "--practice"
_CONTEXT = "StartAgain"
_OPEN_IT = QT_TRANSLATE_NOOP("StartAgain", "The station is set up. Please open it again.")


class StartAgain:
    """Asked for in the window, and done once the window, its work and its lock are gone."""

    def __init__(self) -> None:
        self._is_wanted = False

    def ask(self) -> None:
        """Have the station started anew at the end of this one."""
        self._is_wanted = True

    def run_if_asked(self, language: str = "") -> None:
        """Start it; on POSIX this call does not return, and whoever waits for us waits for it.

        Where that fails, whoever reads stderr is asked in this language to open it.
        """
        if not self._is_wanted:
            return
        words = command_for(sys.argv[1:])
        if getattr(sys, "frozen", False):
            # A one-file program would otherwise look for its files where this one has them
            # (PyInstaller manual, 'Using sys.executable to spawn subprocesses').
            os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
        sys.stdout.flush()
        sys.stderr.flush()
        try:
            if sys.platform == "win32":
                import subprocess  # noqa: PLC0415 - no start is to wait for it

                # Windows cannot put a program in the place of another one.
                subprocess.Popen(words)  # noqa: S603 - this very program
            else:
                os.execv(words[0], words)  # noqa: S606 - this very program
        except OSError:
            from kiosk.commands.words import sentences_of  # noqa: PLC0415 - as a rule it starts

            print(sentences_of(language)(_CONTEXT, _OPEN_IT), file=sys.stderr, flush=True)


def command_for(arguments: Sequence[str]) -> list[str]:
    """Return the command that starts this program with these words, but for practice."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "kiosk"]
    return [*program, *(word for word in arguments if word != _PRACTICE)]
