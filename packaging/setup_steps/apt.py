"""Installs Debian and Ubuntu packages where the account may, and knows the command where not."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from pathlib import Path

from setup_steps.console import say

FORBIDDEN_BY = "PIN_KIOSK_NO_SYSTEM_PACKAGES"
# Without it, apt-get update succeeds on a machine without a network.
REPORT_EVERY_FAILURE = "-oAPT::Update::Error-Mode=any"
_OS_RELEASE = Path("/etc/os-release")
# The releases since which libraries carry t64 in their package's name.
_SINCE_T64 = {"debian": (13,), "ubuntu": (24, 4)}


class Rights(Enum):
    """In which way, if any, this account may install system packages without a question."""

    ROOT = "root"
    SUDO = "sudo"
    NONE = "none"


def present() -> bool:
    """Say whether this system has apt."""
    return shutil.which("apt-get") is not None and shutil.which("dpkg-deb") is not None


def rights() -> Rights:
    """Find out whether packages may be installed; asks sudo, but never for a password."""
    if os.name == "nt" or not present() or os.environ.get(FORBIDDEN_BY):
        return Rights.NONE
    if os.geteuid() == 0:
        return Rights.ROOT
    if shutil.which("sudo") is None:
        return Rights.NONE
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return Rights.SUDO if allowed.returncode == 0 else Rights.NONE


def command_to_install(packages: Iterable[str]) -> str:
    """Return the line that a person types to install these packages."""
    return f"sudo apt-get install -y {' '.join(packages)}"


class SystemApt:
    """The system's apt, used with the rights that the account has."""

    def __init__(self, allowed: Rights) -> None:
        self._prefix = ["sudo", "-n"] if allowed is Rights.SUDO else []
        self._updated = False

    def update(self) -> bool:
        """Fetch the package lists, once; return whether every one of them could be fetched."""
        if not self._updated:
            say("  Fetching the system's package lists ...")
            self._updated = self._run("update", "-q", REPORT_EVERY_FAILURE)
        return self._updated

    def install(self, packages: Sequence[str]) -> bool:
        """Install packages by name without questions; return whether that worked."""
        say(f"  Installing system packages: {' '.join(packages)}")
        return self._run("install", "-q", "-y", "--no-install-recommends", *packages)

    def _run(self, *arguments: str) -> bool:
        command = [
            *self._prefix,
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-o",
            "DPkg::Lock::Timeout=300",
            *arguments,
        ]
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            for line in done.stdout.strip().splitlines()[-3:]:
                say(f"  apt-get: {line}")
        return done.returncode == 0


def known_to_apt(package: str) -> bool:
    """Say whether apt could install this package now; false before its lists were fetched."""
    if not present():
        return False
    answer = subprocess.run(
        ["apt-cache", "policy", package],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    return installable(answer.stdout)


def installable(policy: str) -> bool:
    """Read ``apt-cache policy``: whether there is a candidate that is the program itself.

    Ubuntu's packages of some browsers only fetch a snap, which not every machine can run.
    """
    for line in policy.splitlines():
        name, _, version = line.strip().partition(": ")
        if name == "Candidate":
            return version != "(none)" and "snap" not in version
    return False


def choose(names: Sequence[str], known: Callable[[str], bool]) -> str:
    """Return the first name that apt knows, else the likelier one for this release."""
    for name in names:
        if known(name):
            return name
    if _names_end_in_t64(read_os_release()):
        return names[0]
    return names[-1]


def read_os_release() -> dict[str, str]:
    """Return the system's own description, empty where there is none."""
    try:
        text = _OS_RELEASE.read_text(encoding="utf-8")
    except OSError:
        return {}
    pairs = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {key: value.strip("\"'") for key, _, value in pairs}


def is_ubuntu() -> bool:
    """Say whether this is Ubuntu, whose browsers have other names and come as snaps."""
    return read_os_release().get("ID") == "ubuntu"


def _names_end_in_t64(release: dict[str, str]) -> bool:
    since = _SINCE_T64.get(release.get("ID", ""))
    numbers = release.get("VERSION_ID", "").split(".")
    if since is None or not all(number.isdigit() for number in numbers):
        return False
    return tuple(int(number) for number in numbers) >= since
