"""Starts a practice tenant as a process of its own, and makes sure that it ends."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

START_SECONDS = 30.0
STOP_SECONDS = 5.0
GONE_SECONDS = 1.0


class PracticeTenantError(RuntimeError):
    """The practice tenant did not start; the text says why, as far as it is known."""


@dataclass(frozen=True, slots=True)
class PracticeAccount:
    """An account to practise with."""

    username: str
    password: str = field(repr=False)
    roles: tuple[str, ...]
    id: str
    name: str
    administrative_unit: str | None
    second_factor_code: str | None = field(default=None, repr=False)

    @property
    def second_factor(self) -> bool:
        """Whether signing in asks for a second factor."""
        return self.second_factor_code is not None


@dataclass(frozen=True, slots=True)
class PracticeTenant:
    """The addresses and accounts of a running practice tenant."""

    authority: str
    graph: str
    pages: str
    ca_file: Path
    client_id: str
    tenant_id: str
    domain: str
    people: int
    accounts: tuple[PracticeAccount, ...]

    def account(self, role: str | None) -> PracticeAccount:
        """Return the first tenant-wide account with this role alone; None for without a role."""
        wanted = () if role is None else (role,)
        for account in self.accounts:
            plain = account.administrative_unit is None and not account.second_factor
            if plain and account.roles == wanted:
                return account
        raise LookupError(f"no practice account has the role {role!r} alone")

    @property
    def administrator(self) -> PracticeAccount:
        """The Authentication Administrator of the whole tenant."""
        return self.account("Authentication Administrator")

    @property
    def scoped_administrator(self) -> PracticeAccount:
        """The one whose role reaches a single administrative unit."""
        return next(it for it in self.accounts if it.administrative_unit is not None)

    @property
    def second_factor_account(self) -> PracticeAccount:
        """The one whose sign-in asks for a second factor."""
        return next(it for it in self.accounts if it.second_factor)


def parse_ready_line(line: str) -> PracticeTenant:
    """Read the line that a practice tenant prints; raises ValueError for anything else."""
    try:
        document: dict[str, Any] = json.loads(line)
        return PracticeTenant(
            authority=document["authority"],
            graph=document["graph"],
            pages=document["pages"],
            ca_file=Path(document["ca_file"]),
            client_id=document["client_id"],
            tenant_id=document["tenant_id"],
            domain=document["domain"],
            people=document["people"],
            accounts=tuple(
                PracticeAccount(
                    username=account["username"],
                    password=account["password"],
                    roles=tuple(account["roles"]),
                    id=account["id"],
                    name=account["name"],
                    administrative_unit=account["administrative_unit"],
                    second_factor_code=account.get("second_factor_code"),
                )
                for account in document["accounts"]
            ),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not the ready line of a practice tenant: {error!r}") from None


class PracticeTenantProcess:
    """A practice tenant in a child process; a context manager.

    The child ends when it is stopped here and also, because it watches its standard input, when
    this process dies. ``command`` replaces the command that starts it.
    """

    def __init__(self, *options: str, command: Sequence[str] | None = None) -> None:
        self._command = [*(command or start_command()), "--stop-with-stdin", *options]
        self._process: subprocess.Popen[str] | None = None

    def start(self, seconds: float = START_SECONDS) -> PracticeTenant:
        """Start it and wait until it is ready; raises PracticeTenantError when it is not."""
        environment = dict(os.environ)
        if not getattr(sys, "frozen", False):
            root = str(Path(__file__).resolve().parents[2])
            paths = [root, environment.get("PYTHONPATH", "")]
            environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen(  # noqa: S603 - our own program and options
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=environment,
            creationflags=flags,
        )
        line = self._first_line(seconds)
        try:
            return parse_ready_line(line)
        except ValueError:
            # It closes its end a moment before it is gone, and its exit code says why.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(GONE_SECONDS)
            code = self._process.poll()
            self.stop()
            raise PracticeTenantError(
                "the practice tenant did not get ready"
                + (f"; it ended with exit code {code}" if code is not None else "")
            ) from None

    def _first_line(self, seconds: float) -> str:
        lines: list[str] = []
        process = self._process
        if process is None or process.stdout is None:
            return ""
        reader = threading.Thread(target=lambda: lines.append(_read_line(process)), daemon=True)
        reader.start()
        reader.join(seconds)
        return lines[0] if lines else ""

    def stop(self) -> None:
        """Stop it and wait until it is gone; may be called twice."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def __enter__(self) -> PracticeTenant:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start_command() -> list[str]:
    """Return the command that starts a practice tenant, from source or frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "practice-tenant"]
    return [sys.executable, "-m", "kiosk", "practice-tenant"]


def _read_line(process: subprocess.Popen[str]) -> str:
    with contextlib.suppress(ValueError, OSError):
        if process.stdout is not None:
            return process.stdout.readline()
    return ""
