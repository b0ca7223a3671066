"""Whatever the station is locked to can be installed on each system that it is made for.

The registry is asked through pip for wheels, and only for what describes them; nothing is
downloaded or installed.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")
MANYLINUX = ("2_17", "2_26", "2_27", "2_28", "2_31", "2_34")
SYSTEMS = {
    "win32": ("win_amd64",),
    # Debian 12 has glibc 2.36; pip takes the names as they are and adds no older ones.
    "linux": ("manylinux2014_x86_64", *(f"manylinux_{glibc}_x86_64" for glibc in MANYLINUX)),
    "darwin": ("macosx_13_0_universal2", "macosx_13_0_arm64", "macosx_11_0_arm64"),
}
NOT_REACHED = ("NewConnectionError", "Max retries exceeded", "Connection refused", "timed out")


@cache
def pip(folder: Path) -> list[str]:
    """Return the command of the pip that sets a checkout up; a wheel of it is unpacked there.

    Started from within its wheel it would be compiled each time, which is half of all its work.
    """
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        from setup_steps.checkout import Checkout  # noqa: PLC0415 - only here on the path
        from setup_steps.pip_source import find_pip  # noqa: PLC0415 - only here on the path
    finally:
        sys.path.pop(0)
    *python, place = find_pip(Checkout(ROOT))
    wheel = Path(place).parent
    if wheel.suffix != ".whl":
        return [*python, place]
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return [*python, str(folder / "pip")]


def locked_for(system: str, python: str) -> dict[str, set[str]]:
    """Return what is locked for one system, `name==version`, with its hashes."""
    environment = {
        "sys_platform": system,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    found: dict[str, set[str]] = {}
    for entry in LOCK.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        line, *hashes = entry.split("--hash=sha256:")
        wanted = Requirement(line.strip())
        if wanted.marker is None or wanted.marker.evaluate(environment):
            pin = f"{wanted.name}{wanted.specifier}"
            found[pin] = {one.strip() for one in hashes}
    return found


def wheels(pins: list[str], system: str, python: str, folder: Path) -> dict[str, tuple[str, str]]:
    """Return the wheel and its hash that pip would install for each pin."""
    report = folder / "report.json"
    tags = [f"--platform={tag}" for tag in SYSTEMS[system]]
    command = [*pip(folder / "unpacked"), "install", "--dry-run", "--no-deps", *tags]
    command += ["--only-binary=:all:", "--python-version", python]
    command += ["--target", str(folder / "target")]
    command += ["--disable-pip-version-check", "--no-input", "--report", str(report), *pins]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    answer = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)
    if any(sign in answer.stderr for sign in NOT_REACHED):
        pytest.skip("the package registry is not reached")
    assert answer.returncode == 0, answer.stderr[-2000:]
    found = {}
    for item in json.loads(report.read_text(encoding="utf-8"))["install"]:
        download = item["download_info"]
        pin = f"{item['metadata']['name']}=={item['metadata']['version']}"
        file = download["url"].rpartition("/")[2]
        found[pin.lower().replace("_", "-")] = (file, download["archive_info"]["hashes"]["sha256"])
    return found


# Nine answers of the registry, each a few seconds of work for pip.
@pytest.mark.timeout(400)
def test_there_are_wheels_for_all_that_is_locked(tmp_path: Path) -> None:
    for_any: set[str] = set()
    for system, python in itertools.product(SYSTEMS, PYTHONS):
        locked = locked_for(system, python)
        asked = [pin for pin in locked if pin not in for_any]
        found = wheels(asked, system, python, tmp_path)
        assert set(found) == set(asked), (system, python)
        for pin, (file, sha256) in found.items():
            assert sha256 in locked[pin], f"{file} is not the one that is locked"
        for_any |= {pin for pin, (file, _) in found.items() if file.endswith("-py3-none-any.whl")}
