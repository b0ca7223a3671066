"""Fetches system packages into the project's own folder, for an account that may not install.

Needs apt and dpkg, but no rights: apt keeps its lists and downloads in this folder, and the
packages are only unpacked. That is enough for libraries, fonts and data, which are then found
through the environment, and not enough for programs that must be set up.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from setup_steps import apt
from setup_steps.console import say


class UnpackedPackages:
    """A folder with the unpacked contents of packages, and with apt's private state."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._apt = folder / "apt"
        self._downloads = folder / "apt" / "downloads"
        self._updated = False

    @property
    def folder(self) -> Path:
        """The folder that stands for the system's root."""
        return self._folder

    def update(self) -> bool:
        """Fetch the package lists into this folder, once; return whether that worked."""
        if self._updated:
            return True
        for name in ("state/lists/partial", "cache/archives/partial", "downloads"):
            (self._apt / name).mkdir(parents=True, exist_ok=True)
        say("  Fetching the system's package lists ...")
        update = ["apt-get", *self._options(), "-q", apt.REPORT_EVERY_FAILURE, "update"]
        self._updated = self._run(update)
        return self._updated

    def known(self, package: str) -> bool:
        """Say whether a package can be fetched."""
        answer = subprocess.run(
            ["apt-cache", *self._options(), "show", "--no-all-versions", package],
            capture_output=True,
            check=False,
        )
        return answer.returncode == 0 and bool(answer.stdout)

    def add(self, packages: Sequence[str]) -> bool:
        """Fetch packages, without what they depend on, and unpack them here."""
        if not packages:
            return True
        say(f"  Unpacking into this folder: {' '.join(packages)}")
        fetched = self._run(
            ["apt-get", *self._options(), "-q", "download", *packages], self._downloads
        )
        for archive in sorted(self._downloads.glob("*.deb")):
            if not self._run(["dpkg-deb", "-x", str(archive), str(self._folder)]):
                fetched = False
            archive.unlink()
        return fetched

    def forget_lists(self) -> None:
        """Remove apt's lists, which are large and soon out of date."""
        shutil.rmtree(self._apt, ignore_errors=True)
        self._updated = False

    def _options(self) -> list[str]:
        settings = {
            "Dir::State": self._apt / "state",
            "Dir::State::Lists": self._apt / "state" / "lists",
            "Dir::State::status": Path("/var/lib/dpkg/status"),
            "Dir::Cache": self._apt / "cache",
            "Dir::Cache::Archives": self._apt / "cache" / "archives",
        }
        options = [f"-o{name}={path}" for name, path in settings.items()]
        return [*options, "-oDebug::NoLocking=1", "-oAPT::Sandbox::User="]

    @staticmethod
    def _run(command: Sequence[str], folder: Path | None = None) -> bool:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            for line in done.stdout.strip().splitlines()[-2:]:
                say(f"  {Path(command[0]).name}: {line}")
        return done.returncode == 0


def environment(folder: Path) -> dict[str, str]:
    """Return the variables with which programs find what was unpacked in ``folder``."""
    variables: dict[str, str] = {}
    libraries = [
        path
        for parent in (folder / "usr" / "lib", folder / "lib")
        for path in (*sorted(parent.glob("*-linux-gnu*")), parent)
        if any(path.glob("*.so*"))
    ]
    if libraries:
        before = os.environ.get("LD_LIBRARY_PATH")
        paths = [str(path) for path in libraries] + ([before] if before else [])
        variables["LD_LIBRARY_PATH"] = os.pathsep.join(paths)
    for name, path in (
        ("XKB_CONFIG_ROOT", folder / "usr" / "share" / "X11" / "xkb"),
        ("XLOCALEDIR", folder / "usr" / "share" / "X11" / "locale"),
        ("FONTCONFIG_FILE", folder / "fonts.conf"),
    ):
        if path.exists():
            variables[name] = str(path)
    return variables


def write_font_settings(folder: Path) -> None:
    """Make the unpacked fonts known beside the system's and the person's own."""
    unpacked = folder / "usr" / "share" / "fonts"
    if not unpacked.is_dir():
        return
    system = Path("/etc/fonts/fonts.conf")
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        *([f"<include>{system}</include>"] if system.exists() else []),
        "<dir>/usr/share/fonts</dir>",
        "<dir>/usr/local/share/fonts</dir>",
        '<dir prefix="xdg">fonts</dir>',
        f"<dir>{escape(str(unpacked))}</dir>",
        f"<cachedir>{escape(str(folder / 'fonts-cache'))}</cachedir>",
        "</fontconfig>",
    ]
    (folder / "fonts.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
