"""What the set-up says to the person at the terminal, and how it says that it cannot go on."""

from __future__ import annotations

import io
import sys


class Problem(Exception):  # noqa: N818 - it is what the person reads, not a fault in the program
    """The set-up cannot go on; ``sentence`` says why, and what to do now."""

    def __init__(self, sentence: str, exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.exit_code = exit_code


def say(line: str) -> None:
    """Print one line at once, so that it stands before what a started program prints."""
    print(line, flush=True)


def complain(sentence: str) -> None:
    """Print the sentence of a ``Problem`` to the error stream."""
    sys.stdout.flush()
    print(sentence, file=sys.stderr, flush=True)


def never_fail_on_a_character() -> None:
    """Let a console that lacks a character (of a folder's name, say) show a stand-in for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
