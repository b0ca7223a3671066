"""An administrator at a command line, who runs `pin-kiosk setup` to its end."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.practice.launcher import PracticeAccount, PracticeTenant
from kiosk.practice.visitor import Visitor
from tests.support.own_account import variables_of_account
from tests.support.practice import tenant_table
from tests.support.shell import run_signing_in

_CONSENT = re.compile(r"(http\S+/v2\.0/adminconsent\S+)")


@dataclass
class SetupShell:
    """An administrator at a command line, with a phone to sign in with."""

    practice: PracticeTenant
    folder: Path
    account: PracticeAccount
    comes: bool = True
    """Whether they sign in when they are asked to."""
    lines: list[str] = field(default_factory=list)

    def setup(
        self,
        *words: str,
        language: str = "en",
        at_line: Callable[[subprocess.Popen[str], str], None] = lambda _process, _line: None,
    ) -> tuple[int, dict[str, Any]]:
        """Run the command to its end, and return its exit code and its document."""
        settings = self.folder / "where.toml"
        client = f'client_id = "{self.practice.client_id}"\n'
        settings.write_text(
            tenant_table(self.practice).replace(client, "")
            + '[sign_in]\nmethod = "device-code"\ntimeout_seconds = 20\n'
        )
        self.lines = []

        def keep(process: subprocess.Popen[str], line: str) -> None:
            self.lines.append(line.rstrip())
            at_line(process, line)

        code, said = run_signing_in(
            [
                *(sys.executable, "-m", "kiosk", "setup", "--settings", str(settings)),
                *("--language", language, "--json", *words),
            ],
            {**variables_of_account(self.folder), "BROWSER": "no"},
            self.account if self.comes else None,
            keep,
        )
        document: dict[str, Any] = json.loads(said)
        return code, document


def consent(account: PracticeAccount) -> Callable[[subprocess.Popen[str], str], None]:
    """Return what opens the consent page that is told, as an administrator with a browser."""

    def at_line(_process: subprocess.Popen[str], line: str) -> None:
        if found := _CONSENT.search(line):
            visitor = Visitor(account.username, account.password)
            threading.Thread(target=visitor.sign_in, args=[found[1]]).start()

    return at_line
