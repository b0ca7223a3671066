"""Holds on to a program that is searched for secrets: its folder, what it says, and its memory."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kiosk.practice.launcher import PracticeTenant
from kiosk.practice.visitor import Visitor
from tests.support.station_services import settings_of

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60.0
FOLDERS = ("home", "config", "state", "cache", "data", "runtime", "tmp", "work")


def own_places(folder: Path) -> dict[str, str]:
    """Return an environment in which everything that a program writes lies below a folder."""
    for name in FOLDERS:
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    temporary = {name: str(folder / "tmp") for name in ("TMPDIR", "TEMP", "TMP")}
    places = {
        f"XDG_{name.upper()}_HOME": str(folder / name)
        for name in ("config", "state", "cache", "data")
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {
        **kept,
        **temporary,
        **places,
        "XDG_RUNTIME_DIR": str(folder / "runtime"),
        "HOME": str(folder / "home"),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }


@dataclass
class MarkedStation:
    """A window in a process of its own; a browser, with somebody in front of it, is here."""

    practice: PracticeTenant
    folder: Path
    process: subprocess.Popen[bytes]
    said: list[str] = field(default_factory=list, repr=False)
    """What came on stdout besides answers."""

    answers: queue.Queue[dict[str, Any]] = field(default_factory=queue.Queue, repr=False)

    @property
    def pid(self) -> int:
        """The process."""
        return self.process.pid

    def do(self, name: str, *words: str) -> Any:
        """Have something done and wait until it is; see `tests.support.marked_station`."""
        self._say(json.dumps([name, *words]).encode() + b"\n")
        return self._answer()

    def scan(self, content: str) -> None:
        """Hold a badge before the scanner."""
        raw = content.encode()
        self._say(json.dumps(["scan", str(len(raw))]).encode() + b"\n" + raw)
        self._answer()

    def _say(self, line: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def _answer(self) -> Any:
        answer = self.answers.get(timeout=SECONDS)
        assert "done" in answer, f"the station did not get on: {answer}"
        return answer["done"]

    def listen(self) -> None:
        """Take what the program says, to its end."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            document = _answer_in(line)
            if document is None:
                self.said.append(line.decode())
            elif "open" in document:
                threading.Thread(target=self._visit, args=[document["open"]]).start()
            else:
                self.answers.put(document)
        self.answers.put({"failed": "the process has ended"})

    def _visit(self, address: str) -> None:
        account = self.practice.administrator
        if "/authorize" in address:
            Visitor(account.username, account.password).sign_in(address)


def _answer_in(line: bytes) -> dict[str, Any] | None:
    try:
        document: dict[str, Any] = json.loads(line)
    except ValueError:
        return None
    return document


@contextmanager
def marked_station(
    practice: PracticeTenant, folder: Path, **badge: bool
) -> Iterator[MarkedStation]:
    """Start the window with places of its own; `badge` are settings of badges."""
    environment = own_places(folder)
    tenant = {
        name: value
        for name, value in asdict(settings_of(practice)).items()
        if isinstance(value, str) and name not in {"graph_version", "scope"}
    }
    given = {"folder": str(folder / "state"), "tenant": tenant, "badge": badge}
    with (folder / "stderr").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.marked_station", json.dumps(given)],
            cwd=folder / "work",
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    station = MarkedStation(practice, folder, process)
    listener = threading.Thread(target=station.listen)
    listener.start()
    try:
        yield station
    finally:
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        listener.join(5)
        if process.stdout is not None:
            process.stdout.close()
