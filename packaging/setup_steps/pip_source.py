"""Finds a pip to install with; Debian and Ubuntu leave it out of their ``python3`` package."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from setup_steps import apt
from setup_steps.checkout import Checkout
from setup_steps.console import Problem, say
from setup_steps.unpacked_packages import UnpackedPackages

_SYSTEM_WHEELS = Path("/usr/share/python-wheels")
_PACKAGE = "python3-pip-whl"
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def find_pip(checkout: Checkout) -> list[str]:
    """Return the command that runs pip for the virtual environment, fetching pip if need be.

    Raises ``Problem`` with the command to type where pip can neither be found nor fetched.
    """
    wheel = wheel_here()
    if wheel is not None:
        return _from_wheel(checkout, wheel)
    if _installed_pip_works():
        return [sys.executable, "-m", "pip", "--python", str(checkout.python)]
    wheel = _fetch_wheel(checkout)
    if wheel is not None:
        return _from_wheel(checkout, wheel)
    how = (
        f"connect this machine to the internet, or run '{apt.command_to_install(['python3-venv'])}'"
        if apt.present()
        else "install your system's packages for Python's venv and pip"
    )
    raise Problem(
        f"This Python came without pip, and it could not be fetched; {how}, then run this "
        f"command again."
    )


def wheel_here() -> Path | None:
    """Return the wheel of pip that came with this Python or the system, or was fetched for it."""
    fetched = Path(sys.prefix) / "system" / _SYSTEM_WHEELS.relative_to("/")
    return newest_wheel([_bundled_wheels(), _SYSTEM_WHEELS, fetched])


def newest_wheel(folders: Iterable[Path]) -> Path | None:
    """Return pip's own wheel from the first folder that holds one, the newest if several."""
    for folder in folders:
        wheels = sorted(folder.glob("pip-*.whl"), key=lambda path: _version(path.name))
        if wheels:
            return wheels[-1]
    return None


def _version(wheel: str) -> tuple[int, ...]:
    numbers = wheel.split("-")[1].split(".")
    return tuple(int(number) for number in numbers if number.isdigit())


def _from_wheel(checkout: Checkout, wheel: Path) -> list[str]:
    # A wheel is an archive that Python can run a package from; ensurepip does the same.
    return [str(checkout.python), str(wheel / "pip")]


def _bundled_wheels() -> Path:
    found = importlib.util.find_spec("ensurepip")
    if found is None or found.origin is None:
        return _SYSTEM_WHEELS
    return Path(found.origin).parent / "_bundled"


def _installed_pip_works() -> bool:
    if importlib.util.find_spec("pip") is None:
        return False
    question = [sys.executable, "-m", "pip", "--version"]
    answer = subprocess.run(question, capture_output=True, text=True, check=False)
    words = answer.stdout.split()
    # The option --python is there since pip 22.3.
    return answer.returncode == 0 and len(words) > 1 and _at_least(words[1], (22, 3))


def _at_least(version: str, least: tuple[int, int]) -> bool:
    numbers = [int(number) for number in version.split(".")[:2] if number.isdigit()]
    return tuple(numbers) >= least


def _fetch_wheel(checkout: Checkout) -> Path | None:
    if not apt.present():
        return None
    say("This Python came without pip; fetching it.")
    allowed = apt.rights()
    if allowed is not apt.Rights.NONE:
        system = apt.SystemApt(allowed)
        wanted = [_PACKAGE] if _CERTIFICATES.exists() else [_PACKAGE, "ca-certificates"]
        system.update()
        if system.install(wanted):
            return newest_wheel([_SYSTEM_WHEELS])
    unpacked = UnpackedPackages(checkout.unpacked)
    if unpacked.update() and unpacked.add([_PACKAGE]):
        return newest_wheel([unpacked.folder / _SYSTEM_WHEELS.relative_to("/")])
    return None
