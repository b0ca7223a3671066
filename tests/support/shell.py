"""Somebody at a command line who runs a command to its end, and looks at what came out."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.practice.launcher import PracticeAccount, PracticeTenant
from kiosk.practice.visitor import Visitor
from tests.support.own_account import variables_of_account
from tests.support.pages import all_codes_in_pdf, text_of_pdf
from tests.support.practice import tenant_table
from tests.support.station import ask_practice

_CODE = re.compile(r"(http\S+) .*[Cc]ode.*: (\S+)")
_SLIP = re.compile(r"Employee number (\d+).*?Your PIN\s+(\d{4} \d{4})", re.DOTALL)
_PARTS = re.compile(r"badges-\d{4}\.pdf")


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run_signing_in(
    command: Sequence[str],
    variables: Mapping[str, str],
    account: PracticeAccount | None,
    at_line: Callable[[subprocess.Popen[str], str], None] = lambda _process, _line: None,
) -> tuple[int, str]:
    """Run a command to its end; return its exit code, and what it said to stdout.

    Whoever has this account signs in on a phone when the command asks for it; None: nobody does.
    `at_line` hears of each line of stderr as it comes.
    """
    process = subprocess.Popen(
        command,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # A run of tests in the background hears no Ctrl+C, and its children would inherit that.
        preexec_fn=None if os.name == "nt" else _hear_ctrl_c,  # noqa: PLW1509 - one call, no locks
    )
    assert process.stderr is not None
    assert process.stdout is not None
    visitor = None if account is None else Visitor(account.username, account.password)
    with process:
        for line in process.stderr:
            at_line(process, line)
            if visitor is not None and (found := _CODE.search(line)):
                threading.Thread(target=visitor.enter_device_code, args=found.groups()).start()
        said = process.stdout.read()
    return process.returncode, said


@dataclass
class Shell:
    """Somebody who runs `bulk`, and signs in for it."""

    practice: PracticeTenant
    folder: Path
    lines: list[str] = field(default_factory=list)
    audit_file: Path | None = None
    forwarding: str = ""
    command: Sequence[str] = (sys.executable, "-m", "kiosk")
    names_ca: bool = True
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def settings(self) -> Path:
        file = self.folder / "settings.toml"
        file.write_text(
            tenant_table(self.practice, names_ca=self.names_ca)
            + '[sign_in]\nmethod = "device-code"\n'
            + f"[audit]\nfile = '{self.audit_file or self.folder / 'audit.jsonl'}'\n"
            + self.forwarding
        )
        return file

    def bulk(
        self, *words: str, end: Callable[[subprocess.Popen[str]], None] = lambda _: None
    ) -> tuple[int, str]:
        """Run the command to its end; `end` is called once somebody has signed in."""
        self.lines = []

        def at_line(process: subprocess.Popen[str], line: str) -> None:
            self.lines.append(line.rstrip())
            if line.startswith("Signed in"):
                end(process)

        return run_signing_in(
            [*self.command, "--settings", str(self.settings()), "bulk", *words],
            {**variables_of_account(self.folder), **self.variables},
            self.practice.administrator,
            at_line,
        )

    def result(self, name: str = "result.csv") -> list[dict[str, str]]:
        with (self.out / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def codes(self) -> list[str]:
        """Read the codes of all badges in the folder."""
        files = sorted(file for file in self.out.iterdir() if _PARTS.fullmatch(file.name))
        return [
            code.decode() for file in files for code in all_codes_in_pdf(file.read_bytes(), 300)
        ]

    def pins(self) -> dict[str, str]:
        """Read who got which PIN from the slips."""
        texts = [text_of_pdf(file.read_bytes()) for file in sorted(self.out.glob("slips-*.pdf"))]
        found = _SLIP.findall("\n".join(texts))
        return {number: pin.replace(" ", "") for number, pin in found}


def opens(practice: PracticeTenant, content: str, pin: str) -> bool:
    """Say whether a badge and a PIN sign somebody in at a worker's device."""
    body = json.dumps({"content": content, "pin": pin}).encode()
    return bool(ask_practice(f"{practice.pages}/practice/qr-sign-in", body)["signedIn"])
