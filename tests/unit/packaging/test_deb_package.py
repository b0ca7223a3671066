"""The Debian package of a folder, and what it does to a station that is open."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import build_deb
import pytest
from linux import needed_packages
from linux.deb_package import manual_page

from kiosk.commands.arguments import COMMANDS
from kiosk.services.settings_file import load_settings

FOLDER = Path(__file__).resolve().parents[3] / "packaging" / "linux"
SCRIPTS = sorted((FOLDER / "debian").glob("p*"))

needs_dpkg = pytest.mark.skipif(
    any(shutil.which(name) is None for name in ("dpkg-deb", "objdump")),
    reason="needs dpkg-deb and objdump",
)
needs_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads /proc, as on Debian"
)


def tiny_folder(folder: Path, name: str) -> Path:
    """Make a frozen folder of two files, with rights that nobody should have."""
    frozen = folder / name
    (frozen / "_internal").mkdir(parents=True)
    shutil.copyfile("/bin/true", frozen / "pin-kiosk")
    (frozen / "_internal" / "data").write_text("something")
    (frozen / "_internal" / "data").chmod(0o666)
    return frozen


@needs_dpkg
def test_the_same_folder_makes_the_same_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, second = (
        build_deb.build(tiny_folder(tmp_path, name), tmp_path / f"{name}-out", "1.2", quickly=True)
        for name in ("one", "other")
    )
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


@needs_dpkg
def test_its_files_are_roots_and_nobody_else_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = build_deb.build(tiny_folder(tmp_path, "one"), tmp_path / "out", "1.2", quickly=True)
    said = subprocess.run(["dpkg-deb", "-c", made], capture_output=True, text=True, check=True)
    lines = [line.split(maxsplit=5) for line in said.stdout.splitlines()]
    assert {owner for _, owner, *_ in lines} == {"root/root"}
    assert {mode for mode, *_ in lines} == {"drwxr-xr-x", "-rwxr-xr-x", "-rw-r--r--", "lrwxrwxrwx"}
    programs = [place for mode, *_, place in lines if mode == "-rwxr-xr-x"]
    assert programs == ["./opt/pin-kiosk/pin-kiosk"]
    settings = [place for *_, place in lines if place.startswith("./etc/pin-kiosk/")]
    assert [place.partition(" -> ")[0] for place in settings] == [
        "./etc/pin-kiosk/",
        "./etc/pin-kiosk/settings.example.toml",
    ]


@pytest.mark.parametrize(
    ("python", "debian"),
    [("0.2.0", "0.2.0"), ("0.2.0rc1", "0.2.0~rc1"), ("0.2.0.dev3", "0.2.0~dev3")],
)
def test_what_comes_before_a_release_is_older_than_it(python: str, debian: str) -> None:
    assert build_deb.debian_version(python) == debian


def test_what_is_needed_is_what_no_file_brings_along() -> None:
    needs = needed_packages.Needs(
        libraries=frozenset({"libc.so.6", "libm.so.6", "libEGL.so.1", "libcups.so.2"}),
        own=frozenset({"libxkbcommon.so.0", "libssl.so.3"}),
        c_library=(2, 36),
    )
    assert needed_packages.packages_for(needs) == [
        "ca-certificates",
        "libc6 (>= 2.36)",
        "libcups2 | libcups2t64",
        "libegl1",
        "xkb-data",
    ]


def test_the_example_is_all_comments_and_right_without_them(tmp_path: Path) -> None:
    example = (FOLDER.parent / "settings.example.toml").read_text(encoding="utf-8")
    assert tomllib.loads(example) == {}
    lines = re.findall(r"^# (\[\w+\]|\w+ = .+)$", example, re.MULTILINE)
    file = tmp_path / "settings.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    loaded = load_settings(str(file), {}, needs_tenant=True)
    assert loaded.settings.station.name == "Shop 12, back office"


def test_the_manual_names_every_command_and_leaves_no_gap() -> None:
    manual = manual_page("1.2")
    for command in COMMANDS:
        assert f".B {command.name}\n{command.summary}\n" in manual
    assert "@" not in manual


@needs_linux
@pytest.mark.skipif(shutil.which("man") is None, reason="needs man")
def test_the_manual_can_be_read(tmp_path: Path) -> None:
    page = tmp_path / "pin-kiosk.1"
    page.write_text(manual_page("1.2"), encoding="utf-8")
    read = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", page],
        env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert read.stderr == ""
    assert "practice-tenant" in read.stdout


@needs_linux
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_of_the_package_is_one(script: Path) -> None:
    subprocess.run(["sh", "-n", script], check=True)


def prerm_for(folder: Path) -> tuple[Path, Path]:
    """Return the script that ends stations, for a program in `folder`: a shell."""
    program = folder / "pin-kiosk"
    shutil.copyfile(shutil.which("sh") or "", program)
    program.chmod(0o755)
    text = (FOLDER / "debian/prerm").read_text()
    text = text.replace("/opt/pin-kiosk/pin-kiosk", str(program))
    text = text.replace("SECONDS_TO_END=30", "SECONDS_TO_END=1")
    script = folder / "prerm"
    script.write_text(text.replace("/run/pin-kiosk-to-open", str(folder / "to-open")))
    return script, program


@needs_linux
@pytest.mark.parametrize("ends", [True, False])
def test_an_open_station_is_told_to_end_and_one_that_does_not_stops_the_upgrade(
    tmp_path: Path, ends: bool
) -> None:
    script, program = prerm_for(tmp_path)
    deaf = "" if ends else "trap '' TERM; "
    words = f"{deaf}echo open; while :; do sleep 0.05; done"
    with subprocess.Popen([program, "-c", words], stdout=subprocess.PIPE) as station:
        assert station.stdout is not None
        assert station.stdout.readline() == b"open\n"
        asked = ["sh", str(script), "upgrade", "2.0"]
        with subprocess.Popen(asked, stderr=subprocess.PIPE, text=True) as told:
            code = station.wait(20) if ends else None
            _, said = told.communicate(timeout=20)
        if not ends:
            station.kill()
    assert told.returncode == (0 if ends else 1)
    assert ("PIN Kiosk is still open. Close it" in said) is not ends
    assert code == (-signal.SIGTERM if ends else None)
