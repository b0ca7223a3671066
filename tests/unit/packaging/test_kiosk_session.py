"""The recipes for a computer that is nothing but a station, as far as a file can be judged."""

from __future__ import annotations

import json
import re
import shutil
import stat
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kiosk.commands.outcome import ExitCode
from tests.support.systemd import complaints, needs_systemd, systemd_analyze

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"
LINUX = PACKAGING / "kiosk_session" / "linux"
WINDOWS = PACKAGING / "kiosk_session" / "windows"
UNIT = LINUX / "etc/systemd/system/pin-kiosk-station.service"
SESSION = LINUX / "usr/local/lib/pin-kiosk-station/session"
OPENBOX = SESSION.with_name("openbox.xml")

PROGRAM = r"%ProgramFiles%\PIN Kiosk\pin-kiosk.exe"
"""Where the Windows installer puts the station."""

SHELL = "{http://schemas.microsoft.com/ShellLauncher/2018/Configuration}"
SHELL_V2 = "{http://schemas.microsoft.com/ShellLauncher/2019/Configuration}"
ACCESS = "{http://schemas.microsoft.com/AssignedAccess/2017/config}"
ACCESS_RS5 = "{http://schemas.microsoft.com/AssignedAccess/201810/config}"
ACCESS_V5 = "{http://schemas.microsoft.com/AssignedAccess/2022/config}"
GUID = re.compile(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}")


def unit() -> ConfigParser:
    read = ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign] # as the parser documents it
    read.read_string(UNIT.read_text())
    return read


def unit_here(folder: Path) -> Path:
    """Return the unit with a session that exists on this machine."""
    session = folder / "session"
    shutil.copy(SESSION, session)
    copied = folder / UNIT.name
    installed = f"/{SESSION.relative_to(LINUX)}"
    text = UNIT.read_text()
    assert installed in text
    copied.write_text(text.replace(installed, str(session)))
    return copied


@needs_systemd
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    assert complaints(tmp_path, unit_here(tmp_path)) == []


@needs_systemd
def test_the_unit_leaves_the_station_few_rights(tmp_path: Path) -> None:
    # 10 is a service without any limit; what this one needs is named in the unit.
    judged = systemd_analyze(
        tmp_path, "security", "--offline=yes", "--threshold=30", str(unit_here(tmp_path))
    )
    assert judged.returncode == 0, judged.stdout[-200:] + judged.stderr


def test_whoever_leaves_the_station_gets_a_login_prompt_and_no_black_screen() -> None:
    wanted = unit()
    assert wanted["Service"]["Restart"] == "on-failure"
    assert int(wanted["Service"]["RestartPreventExitStatus"]) == ExitCode.BAD_USAGE
    for end in ("OnFailure", "Conflicts"):
        assert wanted["Unit"][end] == "getty@tty1.service"
    last = wanted["Service"]["ExecStopPost"]
    assert 'test "$EXIT_STATUS" != 0 ||' in last
    assert "start getty@tty1.service" in last
    # Without a limit a station that never comes up would keep the prompt away for ever.
    assert int(wanted["Unit"]["StartLimitBurst"]) > 0
    session = SESSION.read_text()
    assert "trap 'finish 143' TERM\n" in session
    assert int(wanted["Service"]["SuccessExitStatus"]) == 143
    # The shell cannot import them.
    for code in (ExitCode.DONE, ExitCode.BAD_USAGE):
        assert f"        {int(code)})\n" in session
        assert f"            finish {int(code)}\n" in session


def test_the_unit_has_another_name_than_the_one_for_a_desktop() -> None:
    other = PACKAGING / "start_again" / "pin-kiosk.service"
    assert other.exists()
    assert UNIT.name != other.name
    assert f"It is this unit or {other.name} of packaging/start_again" in UNIT.read_text()


def test_account_session_and_files_go_by_the_same_names() -> None:
    service = unit()["Service"]
    account = service["User"]
    assert (LINUX / "etc/pam.d" / service["PAMName"]).exists()
    kind, name, _, rest = (
        (LINUX / "etc/sysusers.d/pin-kiosk-station.conf").read_text().splitlines()[-1].split(" ", 3)
    )
    assert (kind, name) == ("u", account)
    home = f"/var/lib/{service['StateDirectory']}"
    assert rest.endswith(f"{home} /usr/sbin/nologin")
    assert service["WorkingDirectory"] == home
    assert (LINUX / service["EnvironmentFile"].removeprefix("-/")).exists()
    assert service["ExecStart"] == f"/{SESSION.relative_to(LINUX)}"
    assert SESSION.stat().st_mode & stat.S_IXUSR


def test_no_key_and_no_button_of_the_window_manager_does_anything() -> None:
    name = "{http://openbox.org/3.4/rc}"
    settings = ElementTree.parse(OPENBOX).getroot()
    assert settings.findall(f".//{name}keybind") == []
    actions = {action.get("name") for action in settings.iter(f"{name}action")}
    assert actions == {"Focus", "Raise"}
    assert settings.findtext(f"{name}desktops/{name}number") == "1"
    assert settings.find(f"{name}menu") is None


def test_a_shell_that_ends_is_started_again_unless_its_settings_are_wrong() -> None:
    root = ElementTree.parse(WINDOWS / "ShellLauncher.xml").getroot()
    assert root.tag == f"{SHELL}ShellLauncherConfiguration"
    profile = root.find(f"{SHELL}Profiles/{SHELL}Profile")
    assert profile is not None
    shell = profile.find(f"{SHELL}Shell")
    assert shell is not None
    assert shell.get("Shell") == PROGRAM
    assert shell.get(f"{SHELL_V2}AppType") == "Desktop"
    actions = {
        int(action.get("ReturnCode", "")): action.get("Action")
        for action in shell.iter(f"{SHELL}ReturnCodeAction")
    }
    # No more than four may be named.
    assert actions == {ExitCode.DONE: "RestartShell", ExitCode.BAD_USAGE: "DoNothing"}
    default = shell.find(f"{SHELL}DefaultAction")
    assert default is not None
    assert default.get("Action") == "RestartShell"
    config = root.find(f"{SHELL}Configs/{SHELL}Config")
    assert config is not None
    assert config.find(f"{SHELL}AutoLogonAccount") is not None
    assert [used.get("Id") for used in config.iter(f"{SHELL}Profile")] == [profile.get("Id")]
    assert GUID.fullmatch(profile.get("Id", ""))
    # Everybody else, administrators above all, gets Windows as it is.
    usual = root.find(f"{SHELL}Profiles/{SHELL}DefaultProfile/{SHELL}Shell")
    assert usual is not None
    assert usual.get("Shell") == r"%SystemRoot%\explorer.exe"


def test_assigned_access_allows_the_station_and_nothing_else() -> None:
    root = ElementTree.parse(WINDOWS / "AssignedAccess.xml").getroot()
    assert root.tag == f"{ACCESS}AssignedAccessConfiguration"
    profile = root.find(f"{ACCESS}Profiles/{ACCESS}Profile")
    assert profile is not None
    assert GUID.fullmatch(profile.get("Id", ""))
    allowed = list(profile.iter(f"{ACCESS}App"))
    assert [app.get("DesktopAppPath") for app in allowed] == [PROGRAM]
    assert allowed[0].get(f"{ACCESS_RS5}AutoLaunch") == "true"
    pins = json.loads(profile.findtext(f"{ACCESS_V5}StartPins", ""))
    assert len(pins["pinnedList"]) == 1
    used = root.find(f"{ACCESS}Configs/{ACCESS}Config/{ACCESS}DefaultProfile")
    assert used is not None
    assert used.get("Id") == profile.get("Id")


@pytest.mark.parametrize("recipe", ["ShellLauncher", "AssignedAccess"])
def test_the_script_knows_each_recipe(recipe: str) -> None:
    assert (WINDOWS / f"{recipe}.xml").exists()
    assert f"'{recipe}'" in (WINDOWS / "apply.ps1").read_text()


def test_the_keyboard_filter_leaves_the_keys_of_a_scanner() -> None:
    listed = re.search(
        r"\$Keys = @\((.*?)\)", (WINDOWS / "keyboard-filter.ps1").read_text(), re.DOTALL
    )
    assert listed is not None
    keys = re.findall(r"'([^']+)'", listed[1])
    assert "Alt+F4" in keys
    # Scanners hold Shift for capitals, and some use Ctrl or Alt for other signs.
    assert not {"Shift", "Ctrl", "Alt"} & set(keys)
