"""A clean Debian 12 in a folder, in which packages are installed as on a machine of its own.

Everything that is mounted there is mounted in a namespace of the command that needs it, so it
goes with that command, however that ends. The base system is kept in this account's cache for a
week, since fetching it takes a minute.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from setup_steps import needs

CODENAME = "bookworm"
ACCOUNT = "sam"

_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pin-kiosk-tests"
_BASE = _CACHE / f"debian-{CODENAME}.tar"
_ARCHIVES = _CACHE / f"debian-{CODENAME}-archives"
_BASE_SECONDS = 7 * 24 * 3600
_RUN_SECONDS = 240

_NAMESPACE = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
_ENTER = 'mount --bind "$1" "$0/var/cache/apt/archives" && shift && exec chroot "$0" "$@"'
_VARIABLES = (
    "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG=C.UTF-8",
    "DEBIAN_FRONTEND=noninteractive",
)
# What apt, dpkg and their triggers write themselves.
_BOOKS = ("var/lib/apt", "var/lib/dpkg", "var/cache", "var/log", "etc/ld.so.cache", "tmp", "proc")


class NoDebianError(Exception):
    """There can be no such root here; the text says why."""


@dataclass(frozen=True)
class DebianRoot:
    """A root folder, and the folder that keeps packages which were fetched before."""

    folder: Path
    archives: Path

    def run(self, *command: str, account: str = "root") -> subprocess.CompletedProcess[str]:
        """Run a command in there to its end, as root or as an ordinary account."""
        home = "/root" if account == "root" else f"/home/{account}"
        inside = ["env", "-i", "-C", home, *_VARIABLES, f"HOME={home}", *command]
        if account != "root":
            inside = ["runuser", "-u", account, "--", *inside]
        outside = [*_NAMESPACE, f"--mount-proc={self.folder / 'proc'}", "sh", "-c", _ENTER]
        return subprocess.run(
            [*outside, str(self.folder), str(self.archives), *inside],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_RUN_SECONDS,
            check=False,
        )

    def do(self, *command: str, account: str = "root") -> str:
        """Run a command that must work; return what it said on both ways."""
        done = self.run(*command, account=account)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def files(self) -> dict[str, str]:
        """Return everything that is there, less the books of apt, and what each thing is."""
        found = {}
        for folder, folders, names in os.walk(self.folder):
            here = Path(folder).relative_to(self.folder)
            folders[:] = [name for name in folders if (here / name).as_posix() not in _BOOKS]
            for name in (*folders, *names):
                place = (here / name).as_posix()
                if place not in _BOOKS:
                    found[place] = _said_of(self.folder / place)
        return found


def _said_of(path: Path) -> str:
    status = path.lstat()
    said = f"{stat.filemode(status.st_mode)} {status.st_uid}:{status.st_gid}"
    if path.is_symlink():
        return f"{said} -> {path.readlink()}"
    if stat.S_ISREG(status.st_mode):
        return f"{said} {hashlib.sha256(path.read_bytes()).hexdigest()}"
    return said


@contextmanager
def debian_root(folder: Path) -> Iterator[DebianRoot]:
    """Unpack a clean root below `folder`, with an ordinary account; it is gone afterwards.

    Raises NoDebianError where there can be none.
    """
    _require_means()
    base = _base()
    root = DebianRoot(folder / "debian", _ARCHIVES)
    root.folder.mkdir()
    (_ARCHIVES / "partial").mkdir(parents=True, exist_ok=True)
    try:
        _tar("-C", str(root.folder), "-xf", str(base))
        shutil.copyfile("/etc/resolv.conf", root.folder / "etc/resolv.conf")
        updated = root.run("apt-get", "update", "-q", "-o", "APT::Update::Error-Mode=any")
        if updated.returncode:
            raise NoDebianError(f"its package lists cannot be fetched: {_last(updated.stderr)}")
        yield root
    finally:
        shutil.rmtree(root.folder)


def _require_means() -> None:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        raise NoDebianError("only root can make a root folder")
    missing = [name for name in ("debootstrap", "unshare", "chroot") if not needs.has_program(name)]
    if missing:
        raise NoDebianError(f"not installed: {', '.join(missing)}")
    probe = [*_NAMESPACE, "--mount-proc", "true"]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        raise NoDebianError("nothing may be mounted here, as in many containers")


def _base() -> Path:
    """Return the archive of the base system, made anew once it is old."""
    is_there = _BASE.exists()
    if is_there and time.time() - _BASE.stat().st_mtime < _BASE_SECONDS:
        return _BASE
    try:
        _make_base()
    except NoDebianError:
        if not is_there:
            raise
    return _BASE


def _make_base() -> None:
    mirror = _mirror()
    _CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_CACHE) as made:
        root = Path(made) / "root"
        # A namespace of its own, because debootstrap mounts /proc in there and may be killed.
        wanted = ["--variant=minbase", "--include=ca-certificates", CODENAME, str(root), mirror]
        command = [*_NAMESPACE, "debootstrap", *wanted]
        path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
        done = subprocess.run(
            command,
            env={**os.environ, "PATH": path, "LC_ALL": "C"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NoDebianError(f"debootstrap could not make a Debian 12: {_last(done.stdout)}")
        # Every machine has it, and debootstrap leaves it to whoever sets the machine up.
        (root / "etc/hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")
        (root / "etc/dpkg/dpkg.cfg.d/quickly").write_text("force-unsafe-io\n")
        (root / "etc/apt/apt.conf.d/quickly").write_text('Acquire::Languages "none";\n')
        subprocess.run(["chroot", root, "useradd", "--create-home", ACCOUNT], check=True)
        _tar("-C", str(root), "-cf", f"{made}/base.tar", ".")
        (Path(made) / "base.tar").replace(_BASE)


def _mirror() -> str:
    """Return the address of Debian's archive that this machine's own apt uses."""
    asked = ["apt-get", "indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(REPO_URI)"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        raise NoDebianError("this system has no apt that knows Debian's archive") from None
    parts = [line.split("|") for line in said.splitlines()]
    found = [address for origin, label, address in parts if origin == label == "Debian"]
    if not found:
        raise NoDebianError("this system's apt has no list of Debian's archive")
    return found[0]


def _last(said: str) -> str:
    return said.strip().rpartition("\n")[2]


def _tar(*arguments: str) -> None:
    subprocess.run(["tar", "--numeric-owner", *arguments], check=True)
