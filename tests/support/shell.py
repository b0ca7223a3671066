"""Somebody at a command line who runs `bulk` to its end, and looks at what came out."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.practice.launcher import PracticeTenant
from kiosk.practice.visitor import Visitor
from tests.support.pages import all_codes_in_pdf, text_of_pdf

ROOT = Path(__file__).resolve().parents[2]
_CODE = re.compile(r"(http\S+) .*[Cc]ode.*: (\S+)")
_SLIP = re.compile(r"Employee number (\d+).*?Your PIN\s+(\d{4} \d{4})", re.DOTALL)
_PARTS = re.compile(r"badges-\d{4}\.pdf")


@dataclass
class Shell:
    """Somebody at a command line, with a phone to sign in with."""

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
            f"""
            [tenant]
            tenant_id = "{self.practice.tenant_id}"
            client_id = "{self.practice.client_id}"
            authority = "{self.practice.authority}"
            graph_root = "{self.practice.graph}"
            {f"ca_file = '{self.practice.ca_file}'" if self.names_ca else ""}
            [sign_in]
            method = "device-code"
            [audit]
            file = '{self.audit_file or self.folder / "audit.jsonl"}'
            {self.forwarding}
            """
        )
        return file

    def bulk(
        self, *words: str, end: Callable[[subprocess.Popen[str]], None] = lambda _: None
    ) -> tuple[int, str]:
        """Run the command to its end; `end` is called once somebody has signed in."""
        process = subprocess.Popen(
            [*self.command, "--settings", str(self.settings()), "bulk", *words],
            env={
                **os.environ,
                "HOME": str(self.folder),
                "XDG_STATE_HOME": str(self.folder / "state"),
                "PYTHONPATH": str(ROOT),
                **self.variables,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert process.stderr is not None
        assert process.stdout is not None
        self.lines = []
        with process:
            for line in process.stderr:
                self.lines.append(line.rstrip())
                if found := _CODE.search(line):
                    threading.Thread(target=self._sign_in, args=found.groups()).start()
                if line.startswith("Signed in"):
                    end(process)
            said = process.stdout.read()
        return process.returncode, said

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

    def _sign_in(self, address: str, code: str) -> None:
        account = self.practice.administrator
        Visitor(account.username, account.password).enter_device_code(address, code)


def opens(practice: PracticeTenant, content: str, pin: str) -> bool:
    """Say whether a badge and a PIN sign somebody in at a worker's device."""
    request = urllib.request.Request(
        f"{practice.pages}/practice/qr-sign-in",
        json.dumps({"content": content, "pin": pin}).encode(),
    )
    with urllib.request.urlopen(request) as answer:
        return bool(json.load(answer)["signedIn"])
