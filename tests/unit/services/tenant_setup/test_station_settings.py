"""The settings that setup writes are read as they were meant, and never replace a file unasked."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.commands.outcome import ExitCode, exit_code_for
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import GraphVersion, TenantSettings, WriteScope
from kiosk.services.settings_file import load_settings
from kiosk.services.tenant_setup import station_settings
from kiosk.services.tenant_setup.station_settings import (
    refuse_unless_writable,
    text_for,
    write_settings,
)

TENANT = TenantSettings(
    tenant_id="aaaaaaaa-0000-4000-8000-000000000001",
    client_id="bbbbbbbb-0000-4000-8000-000000000002",
)


def test_what_is_usual_is_left_out() -> None:
    lines = text_for(TENANT, "").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == [
        "[tenant]",
        f'tenant_id = "{TENANT.tenant_id}"',
        f'client_id = "{TENANT.client_id}"',
    ]


@pytest.mark.parametrize("name", ["Shop 12, back office", 'The "Old" Mill \\ Öst', "店舗"])
def test_everything_is_read_back_as_it_was_meant(tmp_path: Path, name: str) -> None:
    ca_file = tmp_path / 'a "ca".pem'
    ca_file.write_text("")
    tenant = replace(
        TENANT,
        authority=f"https://localhost:4430/{TENANT.tenant_id}",
        graph_root="https://localhost:4430",
        ca_file=str(ca_file),
        graph_version=GraphVersion.V1,
        scope=WriteScope.ALL_METHODS,
    )
    file = tmp_path / "settings.toml"
    write_settings(file, text_for(tenant, name), replacing=False)
    loaded = load_settings(str(file), {}).settings
    assert loaded.tenant == tenant
    assert loaded.station.name == name


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("mine")
    with pytest.raises(StationError) as caught:
        write_settings(file, "new", replacing=False)
    assert caught.value.code is ErrorCode.SETTINGS_EXIST
    assert file.read_text() == "mine"
    write_settings(file, "new", replacing=True)
    assert file.read_text() == "new"


def test_a_file_that_comes_into_being_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("mine")
    monkeypatch.setattr(station_settings, "refuse_unless_writable", lambda *_, **__: None)
    with pytest.raises(StationError) as caught:
        write_settings(file, "new", replacing=False)
    assert caught.value.code is ErrorCode.SETTINGS_EXIST
    assert file.read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="rights are inherited there")
def test_rights_are_given_to_the_file_alone_and_not_to_what_lies_there_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever owns the folder puts a link in the place of the file as soon as it is there."""
    file, secret = tmp_path / "settings.toml", tmp_path / "secret"
    file.write_text("old")
    secret.write_text("")
    secret.chmod(0o600)
    real = Path.replace

    def replaced(path: Path, target: Path) -> Path:
        real(path, target)
        target.unlink()
        target.symlink_to(secret)
        return target

    monkeypatch.setattr(Path, "replace", replaced)
    write_settings(file, "new", replacing=True)
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600


@pytest.mark.parametrize("place", ["missing/settings.toml", "."])
def test_a_place_where_no_file_can_be_is_told(tmp_path: Path, place: str) -> None:
    with pytest.raises(StationError) as caught:
        write_settings(tmp_path / place, "new", replacing=True)
    assert caught.value.code is ErrorCode.FILE_NOT_WRITTEN
    # Seen beforehand it is a wrong option, by which nothing was changed yet.
    with pytest.raises(StationError) as caught:
        refuse_unless_writable(tmp_path / place, replacing=True)
    assert caught.value.code is ErrorCode.SETTINGS_NOWHERE
    assert exit_code_for(caught.value.code) is ExitCode.BAD_USAGE


@pytest.mark.skipif(sys.platform == "win32", reason="rights are inherited there")
@pytest.mark.parametrize("replacing", [False, True])
def test_every_account_may_read_them(tmp_path: Path, replacing: bool) -> None:
    file = tmp_path / "settings.toml"
    before = os.umask(0o077)
    try:
        write_settings(file, "new", replacing=replacing)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
