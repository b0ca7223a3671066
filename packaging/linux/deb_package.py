"""Lays out what goes into the Debian package, as it will lie on the machine."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.commands.arguments import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent

NAME = "pin-kiosk"
_PROGRAM = Path("opt") / NAME
_SETTINGS = Path("etc") / NAME
_EXAMPLE = Path("usr/share") / NAME / "settings.example.toml"
_KIOSK_SESSION = Path("usr/share") / NAME / "kiosk_session"
"""The recipe of a computer that is nothing but a station, to be copied from there."""

_TENANT_SCRIPT = Path("usr/share") / NAME / "tenant" / "Register-PinKiosk.ps1"
"""For those who would rather register the stations with PowerShell than with `pin-kiosk setup`."""

_SCRIPTS = (_PROGRAM / NAME, _KIOSK_SESSION / "usr/local/lib/pin-kiosk-station/session")
_PROGRAM_MODE = 0o755
_FILE_MODE = 0o644

_DESCRIPTION = """\
desktop station that resets PINs and issues QR code badges
 For shop floors whose workers sign in to shared devices with the QR code on
 their badge and a PIN (Microsoft Entra). A supervisor finds a colleague,
 resets the PIN, makes or replaces a badge and prints both.
 .
 A station that was never set up opens on a practice tenant of its own."""


@dataclass(frozen=True)
class Contents:
    """What a package is made of: the frozen folder, and what its control file says.

    `moment` is the time of every file, in seconds since 1970, so that the same contents make
    the same package.
    """

    frozen: Path
    version: str
    architecture: str
    depends: list[str]
    moment: int


def lay_out(contents: Contents, tree: Path) -> None:
    """Make the tree that `dpkg-deb --build` takes; `tree` must not exist."""
    shutil.copytree(contents.frozen, tree / _PROGRAM, symlinks=True)
    _add_links(tree)
    _add_documents(contents, tree)
    _add_desktop(tree)
    _even_out(tree)
    _add_control(contents, tree)
    for path in [tree, *tree.rglob("*")]:
        os.utime(path, (contents.moment, contents.moment), follow_symlinks=False)


def manual_page(version: str) -> str:
    """Return the manual page, with the commands that there are."""
    template = (FOLDER / f"{NAME}.1").read_text(encoding="utf-8")
    commands = "\n".join(f".TP\n.B {one.name}\n{one.summary}" for one in COMMANDS)
    return template.replace("@COMMANDS@", commands).replace("@VERSION@", version)


def _add_links(tree: Path) -> None:
    command = tree / "usr/bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("../..") / _PROGRAM / NAME)
    # The folder is the operator's: only a link lies there, and no file of the package.
    settings = tree / _SETTINGS
    settings.mkdir(parents=True)
    (settings / _EXAMPLE.name).symlink_to(Path("../..") / _EXAMPLE)
    _copy(ROOT / "packaging" / _EXAMPLE.name, tree / _EXAMPLE)


def _add_documents(contents: Contents, tree: Path) -> None:
    documents = tree / "usr/share/doc" / NAME
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").partition("\n\n")[2]
    words = licence.partition("\n\n")[2].strip().splitlines()
    lines = [f" {line}" if line.strip() else " ." for line in words]
    said = (FOLDER / "debian/copyright").read_text(encoding="utf-8")
    _write(documents / "copyright", said + "\n".join(lines) + "\n")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    _write(documents / "changelog.gz", _zipped(changes))
    manual = tree / "usr/share/man/man1" / f"{NAME}.1.gz"
    _write(manual, _zipped(manual_page(contents.version).encode()))


def _add_desktop(tree: Path) -> None:
    share = tree / "usr/share"
    _copy(FOLDER / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    icons = ROOT / "resources/icons"
    hicolor = share / "icons/hicolor"
    _copy(icons / f"{NAME}.svg", hicolor / "scalable/apps" / f"{NAME}.svg")
    _copy(icons / f"{NAME}.png", hicolor / "256x256/apps" / f"{NAME}.png")
    unit = f"{NAME}.service"
    _copy(ROOT / "packaging/start_again" / unit, tree / "usr/lib/systemd/user" / unit)
    shutil.copytree(ROOT / "packaging/kiosk_session/linux", tree / _KIOSK_SESSION)
    _copy(ROOT / "packaging/tenant" / _TENANT_SCRIPT.name, tree / _TENANT_SCRIPT)


def _add_control(contents: Contents, tree: Path) -> None:
    control = tree / "DEBIAN"
    size = sum(_kilobytes(path) for path in tree.rglob("*"))
    fields = {
        "Package": NAME,
        "Version": contents.version,
        "Architecture": contents.architecture,
        "Maintainer": "PIN Kiosk contributors",
        "Installed-Size": str(size),
        "Depends": ", ".join(contents.depends),
        "Recommends": "cups, fonts-noto-core, fonts-noto-cjk, firefox-esr | www-browser",
        "Section": "misc",
        "Priority": "optional",
        "Description": _DESCRIPTION,
    }
    said = "".join(f"{name}: {value}\n" for name, value in fields.items())
    sums = "".join(f"{digest}  {place}\n" for digest, place in _sums(tree))
    _write(control / "control", said)
    _write(control / "md5sums", sums)
    for script in ("prerm", "postinst", "postrm"):
        _copy(FOLDER / "debian" / script, control / script, _PROGRAM_MODE)
    control.chmod(_PROGRAM_MODE)


def _even_out(tree: Path) -> None:
    """Give everything the rights that it has on the machine, whatever they are here."""
    programs = {tree / script for script in _SCRIPTS}
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(_PROGRAM_MODE if path.is_dir() or path in programs else _FILE_MODE)


def _kilobytes(path: Path) -> int:
    """Return what a path takes on a disk, as Debian's policy reckons it."""
    if path.is_symlink() or path.is_dir():
        return 1
    return -(-path.stat().st_size // 1024)


def _sums(tree: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not path.is_symlink():
            # What dpkg compares with is MD5; it guards against damage, not against people.
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            yield digest, path.relative_to(tree).as_posix()


def _zipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _copy(source: Path, target: Path, mode: int = _FILE_MODE) -> None:
    _write(target, source.read_bytes(), mode)


def _write(target: Path, content: bytes | str, mode: int = _FILE_MODE) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content if isinstance(content, bytes) else content.encode())
    target.chmod(mode)
