"""Makes ``.venv`` with exactly the locked packages and the project itself, or leaves it alone.

What was made is noted in a stamp, written last: an environment without a fitting stamp (another
lock, another Python, a moved checkout, a set-up that was interrupted) is made anew.
"""

from __future__ import annotations

import compileall
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup_steps.checkout import Checkout, Purpose
from setup_steps.console import Problem, say
from setup_steps.pip_output import count_packages, explain, package_being_collected
from setup_steps.pip_source import find_pip

_STAMP_FORMAT = 1
_NEEDED_MEGABYTES = {
    Purpose.STATION: 500,
    Purpose.TEST: 900,
    Purpose.OFFICIAL_CLIENTS: 1700,
    Purpose.DOCS: 600,
}
# A person's own settings that would lead pip, or the new Python, away from the environment.
_LEADING_AWAY = (
    "PIP_PREFIX",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_ROOT",
    "PIP_TARGET",
    "PIP_USER",
    "PYTHONHOME",
    "PYTHONPATH",
)


def prepare(checkout: Checkout, purpose: Purpose) -> None:
    """Bring ``.venv`` to the state that the lock file describes; quick when it is there already.

    Raises ``Problem`` when it cannot be done.
    """
    if is_ready(checkout, purpose):
        return
    with _file_errors_as_problems(checkout):
        _check_space(checkout, purpose)
        is_new = purpose in {Purpose.STATION, Purpose.DOCS}
        if is_new or not is_ready(checkout, Purpose.STATION):
            _make_anew(checkout)
        _forget_stamps(checkout)
        _install(checkout, purpose)
        _write_stamp(checkout, purpose)


def is_ready(checkout: Checkout, purpose: Purpose) -> bool:
    """Say whether ``.venv`` holds all that ``purpose`` needs, or more."""
    return any(_stamp_fits(checkout, served) for served in purpose.and_beyond())


def without_what_leads_away(variables: dict[str, str]) -> dict[str, str]:
    """Return the environment variables less those that would break the virtual environment."""
    return {name: value for name, value in variables.items() if name not in _LEADING_AWAY}


def site_packages(checkout: Checkout) -> Path:
    """Return the folder that packages are installed in."""
    if checkout.windows:
        return checkout.venv / "Lib" / "site-packages"
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return checkout.venv / "lib" / version / "site-packages"


def _stamp(checkout: Checkout, purpose: Purpose) -> Path:
    return checkout.venv / f"ready-for-{purpose.value}.json"


def _fingerprint(checkout: Checkout, purpose: Purpose) -> str:
    project = tomllib.loads((checkout.root / "pyproject.toml").read_text(encoding="utf-8"))
    facts = [
        _STAMP_FORMAT,
        str(checkout.root),
        sys.version,
        sys.base_prefix,
        checkout.lock(purpose).read_text(encoding="utf-8"),
        project["build-system"],
        project["project"],
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _installed(checkout: Checkout) -> list[str]:
    try:
        return sorted(path.name for path in site_packages(checkout).iterdir())
    except OSError:
        return []


def _stamp_fits(checkout: Checkout, purpose: Purpose) -> bool:
    try:
        noted = json.loads(_stamp(checkout, purpose).read_text(encoding="utf-8"))
        fits: bool = noted["fingerprint"] == _fingerprint(checkout, purpose)
        complete = set(noted["installed"]) <= set(_installed(checkout))
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return fits and complete and checkout.python.exists() and checkout.script("pin-kiosk").exists()


def _write_stamp(checkout: Checkout, purpose: Purpose) -> None:
    noted = {
        "fingerprint": _fingerprint(checkout, purpose),
        "installed": _installed(checkout),
    }
    path = _stamp(checkout, purpose)
    half = path.with_suffix(".half")
    half.write_text(json.dumps(noted), encoding="utf-8")
    half.replace(path)


def _forget_stamps(checkout: Checkout) -> None:
    for purpose in Purpose:
        _stamp(checkout, purpose).unlink(missing_ok=True)


def _check_space(checkout: Checkout, purpose: Purpose) -> None:
    free = shutil.disk_usage(checkout.root).free // 1_000_000
    needed = _NEEDED_MEGABYTES[purpose]
    if free < needed:
        raise Problem(
            f"The disk has {free} MB left and the set-up needs about {needed} MB; free some "
            f"space, then run this command again."
        )


def _make_anew(checkout: Checkout) -> None:
    if checkout.venv.is_symlink() or checkout.venv.is_file():
        checkout.venv.unlink()
    elif checkout.venv.exists():
        say(f"Removing the folder {checkout.environment}, which is incomplete or out of date.")
        # The stamps go first: an interrupted removal must not look like a finished set-up.
        _forget_stamps(checkout)
        shutil.rmtree(checkout.venv)
    version = ".".join(map(str, sys.version_info[:3]))
    say(f"Making a virtual environment in {checkout.environment}, with Python {version}.")
    venv.EnvBuilder(symlinks=not checkout.windows, with_pip=False).create(checkout.venv)


def _install(checkout: Checkout, purpose: Purpose) -> None:
    pip = find_pip(checkout)
    lock = checkout.lock(purpose)
    total = count_packages(lock.read_text(encoding="utf-8"), sys.platform)
    if total:
        say(f"Installing {total} Python packages (a minute or two the first time).")
        packages = ["--require-hashes", "--only-binary=:all:", "-r", str(lock)]
        _run_pip(checkout, pip, packages, total)
    say("Installing the station itself.")
    itself = ["--no-deps", "--no-build-isolation", "-e", str(checkout.root)]
    _run_pip(checkout, pip, itself, 0)
    # Uncompiled, every start would take a third longer where Python may not write.
    compileall.compile_dir(checkout.root / "kiosk", quiet=2)


def _run_pip(checkout: Checkout, pip: list[str], arguments: list[str], total: int) -> None:
    options = ["--disable-pip-version-check", "--no-input", "--progress-bar=off"]
    lines: list[str] = []
    seen = 0
    with (
        subprocess.Popen(
            [*pip, "install", *options, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            cwd=checkout.root,
            env={**without_what_leads_away(dict(os.environ)), "PYTHONIOENCODING": "utf-8"},
        ) as running,
        checkout.log.open("a", encoding="utf-8") as log,
    ):
        for line in running.stdout or ():
            lines.append(line)
            log.write(line)
            package = package_being_collected(line)
            if package is not None and total:
                seen += 1
                say(f"  {seen:2} of {total}  {package}")
            elif total and line.startswith("Installing collected packages"):
                say("  unpacking ...")
    if running.returncode:
        raise explain("".join(lines), checkout.log)


@contextmanager
def _file_errors_as_problems(checkout: Checkout) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Problem(
                "The disk is full; free about 1 GB, then run this command again."
            ) from error
        if isinstance(error, PermissionError):
            raise Problem(
                f"{error.filename or checkout.venv} cannot be written; close the station if it "
                f"is open, make sure that this folder is yours, then run this command again."
            ) from error
        raise Problem(
            f"{error.filename or checkout.venv}: {error.strerror}; delete the folder "
            f"{checkout.venv}, then run this command again."
        ) from error
