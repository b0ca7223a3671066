"""Which settings file counts, what a policy says over it, and how an unreadable one is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.places import Places, places_of_this_machine
from kiosk.services.settings_file import (
    ENVIRONMENT_VARIABLE,
    LoadedSettings,
    SettingSource,
    load_settings,
)
from kiosk.services.windows_policy import POLICY_KEY, NoRegistry, Registry, RegistryValue
from tests.support.ordinary_user import needs_refusal, ordinary_user

TENANT = "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11"
CLIENT = "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f"
IDS = f'[tenant]\ntenant_id = "{TENANT}"\nclient_id = "{CLIENT}"\n'


def named(name: str) -> str:
    return f'{IDS}[station]\nname = "{name}"\n'


@dataclass
class FakeRegistry:
    """A policy key with the tables and values given here."""

    tables: dict[str, dict[str, str | int | None]] = field(default_factory=dict)
    refuses: bool = False

    def keys_below(self, path: str) -> tuple[str, ...]:
        assert path == POLICY_KEY
        if self.refuses:
            raise PermissionError(5, "Access is denied")
        return tuple(table for table in self.tables if table)

    def values_of(self, path: str) -> tuple[RegistryValue, ...]:
        table = path.removeprefix(POLICY_KEY).removeprefix("\\")
        return tuple(RegistryValue(*pair) for pair in self.tables.get(table, {}).items())


@dataclass(frozen=True)
class Machine:
    """A machine whose places are folders of this test."""

    folder: Path

    @property
    def places(self) -> Places:
        return Places(
            self.folder / "machine" / "settings.toml",
            self.folder / "user" / "settings.toml",
            self.folder / "audit.jsonl",
            self.folder / "paper.json",
        )

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def load(
        self,
        chosen: Path | str | None = None,
        environment: Mapping[str, str] | None = None,
        registry: Registry | None = None,
    ) -> LoadedSettings:
        return load_settings(
            None if chosen is None else str(chosen),
            environment or {},
            self.places,
            registry or NoRegistry(),
        )

    def refusal(
        self,
        chosen: Path | str | None = None,
        environment: Mapping[str, str] | None = None,
        registry: Registry | None = None,
    ) -> StationError:
        with pytest.raises(StationError) as caught:
            self.load(chosen, environment, registry)
        return caught.value


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_file_is_looked_for_in_the_fixed_order(machine: Machine) -> None:
    user = machine.write("user/settings.toml", named("user"))
    assert machine.load().settings.station.name == "user"
    assert machine.load().file == user
    machine.write("machine/settings.toml", named("machine"))
    assert machine.load().settings.station.name == "machine"
    variable = {ENVIRONMENT_VARIABLE: str(machine.write("e.toml", named("environment")))}
    assert machine.load(environment=variable).settings.station.name == "environment"
    given_file = machine.write("g.toml", named("given"))
    assert machine.load(given_file, variable).settings.station.name == "given"


def test_no_file_anywhere_is_a_station_that_is_not_set_up(machine: Machine) -> None:
    loaded = machine.load(environment={ENVIRONMENT_VARIABLE: ""})
    assert not loaded.is_set_up
    assert loaded.file is None
    assert loaded.origin_of("tenant.tenant_id").source is SettingSource.DEFAULT


def test_practice_takes_a_file_that_names_no_tenant(machine: Machine) -> None:
    file = machine.write("s.toml", '[station]\nname = "Gate 4"\n')
    assert machine.refusal(file).code is ErrorCode.SETTINGS_INCOMPLETE
    loaded = load_settings(str(file), {}, machine.places, NoRegistry(), needs_tenant=False)
    assert loaded.settings.station.name == "Gate 4"
    assert loaded.is_set_up
    machine.write("s.toml", '[tenant]\ntenant_id = "x"\n')
    with pytest.raises(StationError) as wrong:
        load_settings(str(file), {}, machine.places, NoRegistry(), needs_tenant=False)
    assert wrong.value.code is ErrorCode.SETTING_WRONG


def test_a_file_that_was_named_has_to_be_there(machine: Machine) -> None:
    machine.write("user/settings.toml", named("user"))
    for refusal in (
        machine.refusal(machine.folder / "absent.toml"),
        machine.refusal(environment={ENVIRONMENT_VARIABLE: str(machine.folder / "absent.toml")}),
        machine.refusal(machine.folder / "user" / "settings.toml" / "below"),
    ):
        assert refusal.code is ErrorCode.SETTINGS_MISSING
        assert refusal.values["expected"] == "a file that exists"


def test_a_folder_is_no_settings_file(machine: Machine) -> None:
    machine.places.machine_settings.mkdir(parents=True)
    refusal = machine.refusal()
    assert refusal.code is ErrorCode.SETTINGS_MISSING
    assert refusal.values["expected"] == "a file, not a folder"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_does_not_make_the_station_wait(machine: Machine) -> None:
    pipe = machine.folder / "pipe"
    if sys.platform != "win32":
        os.mkfifo(pipe)
    assert machine.refusal(pipe).code is ErrorCode.SETTINGS_MISSING


@needs_refusal
def test_a_machine_wide_file_that_may_not_be_read_is_not_passed_over(machine: Machine) -> None:
    machine.write("user/settings.toml", named("user"))
    machine.write("machine/settings.toml", named("machine")).chmod(0)
    with ordinary_user():
        refusal = machine.refusal()
    assert refusal.code is ErrorCode.SETTINGS_MISSING
    assert refusal.values["expected"] == "a file that this account may read"


def test_a_byte_order_mark_does_not_matter(machine: Machine) -> None:
    file = machine.write("bom.toml", b"\xef\xbb\xbf" + named("Kasse 3 – Süd").encode())
    assert machine.load(file).settings.station.name == "Kasse 3 – Süd"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_saved_as_utf_16_is_named_as_that(machine: Machine, encoding: str) -> None:
    refusal = machine.refusal(machine.write("s.toml", IDS.encode(encoding)))
    assert refusal.code is ErrorCode.SETTINGS_NOT_TOML
    assert "UTF-8" in refusal.values["expected"]


def test_a_file_in_an_old_code_page_is_named_with_its_line(machine: Machine) -> None:
    file = machine.write("s.toml", named("Süd").encode("latin-1"))
    refusal = machine.refusal(file)
    assert refusal.code is ErrorCode.SETTINGS_NOT_TOML
    assert refusal.values["file"] == f"{file}:5"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[tenant]\ntenant_id = nonsense\n", ":2"),
        ("[tenant]\n\nclient_id =", ":3"),
        ("a = 1\na = 2\n", ":2"),
        ("[tenant\n", ":1"),
        (f"a = {'[' * 20_000}", ""),
        (f"a = {'9' * 20_000}", ""),
    ],
)
def test_a_file_that_is_not_toml_is_named_with_its_line(
    machine: Machine, text: str, line: str
) -> None:
    file = machine.write("s.toml", text)
    refusal = machine.refusal(file)
    assert refusal.code is ErrorCode.SETTINGS_NOT_TOML
    assert refusal.values["file"] == f"{file}{line}"


def test_a_huge_file_is_not_read_to_its_end(machine: Machine) -> None:
    refusal = machine.refusal(machine.write("s.toml", b"#" * 3_000_000))
    assert refusal.code is ErrorCode.SETTINGS_NOT_TOML
    assert refusal.values["expected"] == "a file of at most 64 KB"


def test_paths_start_at_the_settings_file(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ca_file = machine.write("machine/ca.pem", "-----BEGIN CERTIFICATE-----")
    machine.write(
        "machine/settings.toml", f'{IDS}ca_file = "ca.pem"\n[audit]\nfile = "log/audit.jsonl"\n'
    )
    monkeypatch.chdir("/")
    loaded = machine.load().settings
    assert loaded.tenant.ca_file == str(ca_file)
    assert Path(loaded.audit.file) == machine.folder / "machine" / "log" / "audit.jsonl"


def test_a_ca_file_has_to_be_there(machine: Machine) -> None:
    file = machine.write("s.toml", f'{IDS}ca_file = "ca.pem"\n')
    refusal = machine.refusal(file)
    assert refusal.code is ErrorCode.SETTING_WRONG
    assert refusal.values["key"] == "tenant.ca_file"
    assert refusal.values["file"] == str(file)


def test_a_policy_wins_over_the_file_and_each_origin_is_known(machine: Machine) -> None:
    file = machine.write("user/settings.toml", named("file"))
    policy = FakeRegistry(
        {
            "Station": {"NAME": "policy", "full_screen": 1, "idle_lock_seconds": 60},
            "badge": {"allow_save_pdf": 0},
        }
    )
    loaded = machine.load(registry=policy)
    assert loaded.settings.station.name == "policy"
    assert loaded.settings.station.full_screen is True
    assert loaded.settings.station.idle_lock_seconds == 60
    assert loaded.settings.badge.allow_save_pdf is False
    assert loaded.settings.tenant.tenant_id == TENANT
    assert loaded.origin_of("station.name").source is SettingSource.POLICY
    assert loaded.origin_of("tenant.tenant_id").place == str(file)
    assert loaded.origin_of("badge.printer").source is SettingSource.DEFAULT


def test_a_policy_alone_sets_a_station_up(machine: Machine) -> None:
    policy = FakeRegistry({"tenant": {"tenant_id": TENANT, "client_id": CLIENT}})
    loaded = machine.load(registry=policy)
    assert loaded.is_set_up
    assert loaded.file is None
    refusal = machine.refusal(registry=FakeRegistry({"station": {"name": "Till 3"}}))
    assert refusal.code is ErrorCode.SETTINGS_INCOMPLETE


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ({"station": {"colour": "red"}}, ErrorCode.SETTING_UNKNOWN),
        ({"colours": {"name": "red"}}, ErrorCode.SETTING_UNKNOWN),
        ({"": {"tenant_id": TENANT}}, ErrorCode.SETTING_UNKNOWN),
        ({"station": {"full_screen": 2}}, ErrorCode.SETTING_WRONG),
        ({"station": {"full_screen": "true"}}, ErrorCode.SETTING_WRONG),
        ({"station": {"name": None}}, ErrorCode.SETTING_WRONG),
        ({"sign_in": {"timeout_seconds": 1}}, ErrorCode.SETTING_WRONG),
    ],
)
def test_a_wrong_policy_is_refused_with_its_key(
    machine: Machine, tables: dict[str, dict[str, str | int | None]], code: ErrorCode
) -> None:
    machine.write("user/settings.toml", named("file"))
    refusal = machine.refusal(registry=FakeRegistry(tables))
    assert refusal.code is code
    assert POLICY_KEY in refusal.values["file"]


def test_a_policy_that_may_not_be_read_is_not_passed_over(machine: Machine) -> None:
    machine.write("user/settings.toml", named("file"))
    refusal = machine.refusal(registry=FakeRegistry(refuses=True))
    assert refusal.code is ErrorCode.SETTINGS_MISSING


def test_the_machine_wide_place_does_not_follow_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = places_of_this_machine().machine_settings
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "PROGRAMDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert places_of_this_machine().machine_settings == before


@pytest.mark.skipif(sys.platform == "win32", reason="the specification is not for Windows")
def test_an_account_s_own_folders_follow_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    places = places_of_this_machine()
    if sys.platform != "darwin":
        assert places.user_settings == tmp_path / "config" / "pin-kiosk" / "settings.toml"
        assert places.audit_file == tmp_path / ".local/state/pin-kiosk/audit.jsonl"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: (IDS + text).encode()))
def test_whatever_bytes_a_file_holds_it_is_read_or_refused(
    machine: Machine, content: bytes
) -> None:
    file = machine.write("s.toml", content)
    try:
        loaded = machine.load(file)
    except StationError as refusal:
        code = refusal.code.value
    else:
        code = "PK-6" if loaded.is_set_up else ""
    assert code.startswith("PK-6")
