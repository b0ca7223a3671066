"""The Debian package of a folder, and what it does to a station that is open."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from dataclasses import dataclass
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
    session = "usr/local/lib/pin-kiosk-station/session"
    recipe = f"./usr/share/pin-kiosk/kiosk_session/{session}"
    assert programs == ["./opt/pin-kiosk/pin-kiosk", recipe]
    assert "./usr/share/pin-kiosk/tenant/Register-PinKiosk.ps1" in {place for *_, place in lines}
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


@dataclass(frozen=True)
class Machine:
    """A folder that the package's scripts take for a machine; its program is a shell."""

    folder: Path

    @property
    def program(self) -> Path:
        """What is started there."""
        return self.folder / "pin-kiosk"

    def script(self, name: str) -> Path:
        """Return one of the scripts, with the places of this machine and little patience."""
        text = (FOLDER / "debian" / name).read_text()
        for place, here in {
            "/opt/pin-kiosk/pin-kiosk": self.program,
            "/run/pin-kiosk-to-open": self.folder / "to-open",
            "/run/systemd/system": self.folder / "systemd",
            "SECONDS_TO_END=30": "SECONDS_TO_END=1",
        }.items():
            text = text.replace(place, str(here))
        script = self.folder / name
        script.write_text(text)
        return script

    def run(self, name: str, *words: str) -> None:
        """Run a script to its end; `systemctl` does nothing and notes what it was told."""
        systemctl = self.folder / "bin" / "systemctl"
        systemctl.parent.mkdir(exist_ok=True)
        systemctl.write_text(f'#!/bin/sh\necho "$*" >>{self.folder}/told\n')
        systemctl.chmod(0o755)
        path = f"{systemctl.parent}:{os.environ['PATH']}"
        asked = ["sh", str(self.script(name)), *words]
        subprocess.run(asked, env={**os.environ, "PATH": path}, check=True)

    def told(self) -> list[str]:
        """Return what systemctl was told, and forget it."""
        file = self.folder / "told"
        said = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return said


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    shutil.copyfile(shutil.which("sh") or "", made.program)
    made.program.chmod(0o755)
    return made


@needs_linux
def test_a_station_with_a_screen_of_its_own_is_back_after_an_upgrade(machine: Machine) -> None:
    (machine.folder / "systemd").mkdir()
    machine.run("prerm", "upgrade", "2.0")
    asked = "is-active --quiet pin-kiosk-station.service"
    assert machine.told() == [asked, "stop pin-kiosk-station.service"]
    machine.run("postinst", "configure", "1.0")
    assert machine.told() == ["start --no-block pin-kiosk-station.service"]
    machine.run("postinst", "configure", "1.0")
    assert machine.told() == []
    machine.run("prerm", "remove")
    assert machine.told() == [asked, "stop pin-kiosk-station.service"]
    machine.run("postinst", "abort-remove")
    assert machine.told() == []


@needs_linux
def test_where_systemd_does_not_run_it_is_not_asked(machine: Machine) -> None:
    machine.run("prerm", "upgrade", "2.0")
    machine.run("postinst", "configure", "1.0")
    assert machine.told() == []


@needs_linux
def test_the_accounts_of_stations_that_systemd_had_opened_have_them_again(machine: Machine) -> None:
    (machine.folder / "systemd").mkdir()
    (machine.folder / "to-open").write_text("1001\n1001\n1002\n")
    machine.run("postinst", "configure", "1.0")
    started = [said for said in machine.told() if "daemon-reload" not in said]
    assert started == [
        f"--user --machine={account}@.host start --no-block pin-kiosk.service"
        for account in (1001, 1002)
    ]
    assert not (machine.folder / "to-open").exists()


@needs_linux
@pytest.mark.parametrize("ends", [True, False])
def test_an_open_station_is_told_to_end_and_one_that_does_not_stops_the_upgrade(
    machine: Machine, ends: bool
) -> None:
    deaf = "" if ends else "trap '' TERM; "
    words = f"{deaf}echo open; while :; do sleep 0.05; done"
    with subprocess.Popen([machine.program, "-c", words], stdout=subprocess.PIPE) as station:
        assert station.stdout is not None
        assert station.stdout.readline() == b"open\n"
        asked = ["sh", str(machine.script("prerm")), "upgrade", "2.0"]
        with subprocess.Popen(asked, stderr=subprocess.PIPE, text=True) as told:
            code = station.wait(20) if ends else None
            _, said = told.communicate(timeout=20)
        if not ends:
            station.kill()
    assert told.returncode == (0 if ends else 1)
    assert ("PIN Kiosk is still open. Close it" in said) is not ends
    assert code == (-signal.SIGTERM if ends else None)
