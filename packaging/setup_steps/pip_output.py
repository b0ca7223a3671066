"""Reads what pip prints: into short progress lines, and into one sentence when it failed."""

from __future__ import annotations

import re
from pathlib import Path

from setup_steps.console import Problem

_COLLECTING = re.compile(r"^Collecting ([A-Za-z0-9][A-Za-z0-9._-]*)")
_ENTRY = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*==\S+(?: ; (?P<marker>[^\\]*))?")
_PLATFORM = re.compile(r"sys_platform == '(\w+)'")

# The first match wins: a broken connection also makes pip say that it found no distribution.
_EXPLANATIONS = (
    (
        r"No space left on device|not enough space on the disk|Errno 28|WinError 112",
        "The disk is full; free about 1 GB, then run this command again.",
    ),
    (
        r"TLS CA certificate bundle|CERTIFICATE_VERIFY_FAILED",
        "The package index's certificate could not be checked; install the system's certificates "
        "(Debian and Ubuntu: sudo apt-get install -y ca-certificates) or set PIP_CERT to your "
        "organisation's, then run this command again.",
    ),
    (
        r"ProxyError|Tunnel connection failed|407 Proxy Authentication",
        "The proxy refused the connection to the package index; correct HTTPS_PROXY, then run "
        "this command again.",
    ),
    (
        r"NewConnectionError|NameResolutionError|Failed to establish a new connection"
        r"|Temporary failure in name resolution|Max retries exceeded|ReadTimeoutError"
        r"|ConnectTimeoutError|Connection aborted|ConnectionResetError",
        "The package index cannot be reached; connect this machine to the internet (or set "
        "HTTPS_PROXY or pip's index-url), then run this command again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A downloaded package is not the one this project was tested with, so it was not "
        "installed; run this command again, and tell the project if that changes nothing.",
    ),
    (
        r"Long Path support",
        "The path of this folder is too long for Windows; move the folder nearer to the drive's "
        "root, then run this command again.",
    ),
    (
        r"Could not find a version|No matching distribution|not a supported wheel",
        "There is no ready-made package for this kind of machine or Python; use 64-bit Python "
        "3.11, 3.12 or 3.13 on Windows, Linux (glibc 2.34 or newer) or a Mac with Apple silicon.",
    ),
    (
        r"Permission denied|PermissionError|Access is denied|WinError 5\b|WinError 32\b",
        "A file could not be written; close the station if it is open, make sure that this "
        "folder is yours, then run this command again.",
    ),
)


def package_being_collected(line: str) -> str | None:
    """Return the package's name where the line says that pip turns to the next one."""
    found = _COLLECTING.match(line)
    return found.group(1) if found else None


def count_packages(lock: str, platform: str) -> int:
    """Return how many packages of a lock file's text are for ``platform`` (``sys.platform``)."""
    count = 0
    for line in lock.splitlines():
        entry = _ENTRY.match(line)
        if entry is None:
            continue
        wanted = _PLATFORM.search(entry.group("marker") or "")
        if wanted is None or wanted.group(1) == platform:
            count += 1
    return count


def explain(output: str, log: Path) -> Problem:
    """Return the one sentence for a failed run of pip, from all that it printed."""
    for pattern, sentence in _EXPLANATIONS:
        if re.search(pattern, output):
            return Problem(sentence)
    return Problem(
        f"Installing the Python packages failed; run this command again, and if it fails once "
        f"more, read {log} for the reason."
    )
