"""A settings file is written once, whole, readable by whom it is for, and says what was chosen."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings_definition import SettingDefinition, SettingKind, SettingScalar
from kiosk.models.settings_schema import DEFINITIONS
from kiosk.services import files
from kiosk.services.places import Places
from kiosk.services.settings_file import LoadedSettings, load_settings
from kiosk.services.settings_writing import (
    place_for_new_settings,
    save_new_settings,
    settings_text,
)
from kiosk.services.windows_policy import NoRegistry
from tests.support.fuzzing import fuzz, outcome
from tests.support.ordinary_user import needs_refusal, ordinary_user

IDS: dict[str, SettingScalar] = {
    "tenant.tenant_id": "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11",
    "tenant.client_id": "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f",
}
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(
        tmp_path / "etc" / "pin-kiosk" / "settings.toml",
        tmp_path / "home" / "pin-kiosk" / "settings.toml",
        tmp_path / "state" / "audit.jsonl",
        tmp_path / "state" / "paper.json",
    )


def load(places: Places) -> LoadedSettings:
    return load_settings(None, {}, places, NoRegistry())


def said_by(loaded: LoadedSettings, values: Mapping[str, SettingScalar]) -> dict[str, Any]:
    found = {}
    for key in values:
        table, _, name = key.partition(".")
        found[key] = getattr(getattr(loaded.settings, table), name)
    return found


def test_what_was_written_is_read_back(places: Places) -> None:
    values = {**IDS, "station.name": "Filiale 12, „Büro“ \\ 'hinten'", "station.full_screen": True}
    values |= {"station.idle_lock_seconds": 45, "badge.printer": 'Zebra "ZD421"'}
    place = save_new_settings(values, places)
    assert said_by(load(places), values) == values
    assert load(places).file == place.file


@fuzz(60)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=80))
def test_any_name_that_a_setting_takes_is_read_back(name: str) -> None:
    values = {**IDS, "station.name": name}
    assert settings_text(values).endswith("# end of the settings\n")


@fuzz(40)
@given(st.text(max_size=40))
def test_any_other_text_is_refused_before_it_is_written(name: str) -> None:
    found = outcome(lambda: settings_text({**IDS, "station.name": name}))
    if isinstance(found, StationError):
        assert found.code is ErrorCode.SETTING_WRONG
    else:
        assert found.count("\nname = ") == 1


@pytest.mark.parametrize(
    "name",
    [
        '"',
        "\\",
        "\\\"'",
        "a\\nb",
        "ein „Zitat“",
        "שלום",
        "😀",
        "\u2068x\u2069",
        "'''",
        '"""',
        "#",
        " ",
    ],
)
def test_signs_that_files_stumble_over_are_read_back(places: Places, name: str) -> None:
    save_new_settings({**IDS, "station.name": name}, places)
    assert load(places).settings.station.name == name


@pytest.mark.parametrize("name", ["a\nb", "a\r\nb", "\x00", "\x7f", "\u2028", "\ud800"])
def test_a_text_of_several_lines_is_no_name(places: Places, name: str) -> None:
    with pytest.raises(StationError) as refused:
        save_new_settings({**IDS, "station.name": name}, places)
    assert refused.value.code is ErrorCode.SETTING_WRONG
    assert not places.machine_settings.parent.exists()


def usual_value(definition: SettingDefinition) -> SettingScalar:
    match definition.kind:
        case SettingKind.YES_NO:
            return True
        case SettingKind.WHOLE_NUMBER:
            return definition.maximum
        case SettingKind.CHOICE:
            return definition.choices[-1]
        case SettingKind.AUTHORITY:
            return f"https://login.example.com/{IDS['tenant.tenant_id']}"
        case SettingKind.GRAPH_ROOT:
            return "https://graph.example.com"
        case SettingKind.TENANT | SettingKind.GUID:
            return IDS[definition.key]
        case _:
            return "https://logs.example.com" if definition.key == "audit.forward_to" else "x"


def test_every_setting_can_be_written() -> None:
    values = {definition.key: usual_value(definition) for definition in DEFINITIONS}
    lines = settings_text(values).splitlines()
    assert all(any(line.startswith(f"{it.name} = ") for line in lines) for it in DEFINITIONS)


def test_without_the_two_ids_nothing_is_written(places: Places) -> None:
    with pytest.raises(StationError) as refused:
        save_new_settings({"station.name": "x"}, places)
    assert refused.value.code is ErrorCode.SETTINGS_INCOMPLETE


def test_settings_that_name_a_missing_file_would_never_open(places: Places) -> None:
    with pytest.raises(StationError) as refused:
        save_new_settings({**IDS, "badge.layout_folder": "layouts"}, places)
    assert refused.value.code is ErrorCode.SETTING_WRONG
    assert not load(places).is_set_up


def test_an_account_that_may_writes_for_everybody(places: Places) -> None:
    assert place_for_new_settings(places).is_for_all
    assert not places.machine_settings.parent.exists()
    assert save_new_settings(IDS, places).file == places.machine_settings


@posix_only
def test_everybody_reads_the_settings_of_all_and_nobody_those_of_one(places: Places) -> None:
    before = os.umask(0o077)
    try:
        save_new_settings(IDS, places)
    finally:
        os.umask(before)
    machine = places.machine_settings
    assert stat.S_IMODE(machine.stat().st_mode) == 0o644
    assert stat.S_IMODE(machine.parent.stat().st_mode) == 0o755
    machine.unlink()
    machine.parent.rmdir()
    machine.parent.touch()
    own = save_new_settings(IDS, places)
    assert own.file == places.user_settings
    assert stat.S_IMODE(own.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(own.file.parent.stat().st_mode) == 0o700


@needs_refusal
def test_an_account_that_may_not_writes_its_own(places: Places) -> None:
    machine = places.machine_settings.parent
    machine.mkdir(parents=True)
    machine.chmod(0o555)
    with ordinary_user():
        assert not place_for_new_settings(places).is_for_all
        place = save_new_settings(IDS, places)
    assert place.file == places.user_settings
    assert load(places).settings.tenant.client_id == IDS["tenant.client_id"]
    machine.chmod(0o755)


@needs_refusal
def test_where_nothing_may_be_written_a_sentence_says_so(places: Places, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with ordinary_user(), pytest.raises(StationError) as refused:
        save_new_settings(IDS, places)
    tmp_path.chmod(0o755)
    assert refused.value.code is ErrorCode.SETTINGS_NOT_WRITTEN
    assert refused.value.values["file"] == str(places.user_settings)


def test_a_refusal_that_nobody_could_foresee_leads_to_the_account_s_own(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = files.write_new

    def refuse_for_all(path: Path, data: bytes, mode: int) -> None:
        if path == places.machine_settings:
            raise PermissionError(13, "Access is denied")
        usual(path, data, mode)

    monkeypatch.setattr("kiosk.services.settings_writing.write_new", refuse_for_all)
    assert save_new_settings(IDS, places).file == places.user_settings


@pytest.mark.parametrize("which", ["machine_settings", "user_settings"])
def test_no_settings_are_ever_written_over(places: Places, which: str) -> None:
    there: Path = getattr(places, which)
    there.parent.mkdir(parents=True)
    there.write_text("whatever", encoding="utf-8")
    with pytest.raises(StationError) as refused:
        save_new_settings(IDS, places)
    assert refused.value.code is ErrorCode.STATION_HAS_SETTINGS
    assert refused.value.values["file"] == str(there)
    assert there.read_text(encoding="utf-8") == "whatever"


def test_settings_that_appear_at_the_last_moment_stay(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.services.settings_writing.is_there", lambda _: False)
    places.machine_settings.parent.mkdir(parents=True)
    places.machine_settings.write_text("whatever", encoding="utf-8")
    with pytest.raises(StationError):
        save_new_settings(IDS, places)
    assert places.machine_settings.read_text(encoding="utf-8") == "whatever"
    assert [file.name for file in places.machine_settings.parent.iterdir()] == ["settings.toml"]


@posix_only
def test_a_disk_without_hard_links_takes_them_too(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    save_new_settings(IDS, places)
    assert load(places).is_set_up
    with pytest.raises(FileExistsError):
        files.write_new(places.machine_settings, b"", 0o600)
    assert load(places).is_set_up


def test_a_disk_that_is_full_leaves_no_part(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StationError) as refused:
        save_new_settings(IDS, places)
    assert refused.value.code is ErrorCode.SETTINGS_NOT_WRITTEN
    assert not list(places.machine_settings.parent.iterdir())
