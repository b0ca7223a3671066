"""The installer for Windows compiles without a warning, and its switches are explained."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import build_windows_installer
import pytest

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"
SCRIPT = (PACKAGING / "windows/pin-kiosk.nsi").read_text(encoding="utf-8")
TEXTS = (PACKAGING / "windows/texts.nsh").read_text(encoding="utf-8")
RECIPES = (PACKAGING / "windows/recipes.nsh").read_text(encoding="utf-8")
HEAD = SCRIPT.partition("Unicode true")[0]

needs_makensis = pytest.mark.skipif(shutil.which("makensis") is None, reason="needs makensis")


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A frozen folder for Windows, as far as an installer looks at it."""
    folder = tmp_path / "Größe frozen"
    (folder / "_internal" / "PySide6").mkdir(parents=True)
    (folder / "pin-kiosk.exe").write_bytes(b"MZ")
    (folder / "_internal" / "PySide6" / "Qt6Core.dll").write_bytes(b"MZ")
    return folder


@needs_makensis
def test_it_compiles_without_a_warning(frozen: Path, tmp_path: Path) -> None:
    made = build_windows_installer.build(frozen, tmp_path / "out", "1.2.3", quickly=True)
    content = made.read_bytes()
    assert made.name == "pin-kiosk-1.2.3-setup.exe"
    assert content.startswith(b"MZ")
    for said in ("FileVersion", "1.2.3", "PIN Kiosk Setup"):
        assert f"{said}\0".encode("utf-16-le") in content, said


@needs_makensis
@pytest.mark.skipif(os.name == "nt", reason="signs with a shell script")
def test_what_signs_is_given_the_uninstaller_and_then_the_installer(
    frozen: Path, tmp_path: Path
) -> None:
    signer, signed = tmp_path / "sign", tmp_path / "signed"
    signer.write_text(f'#!/bin/sh\ntest -s "$1" && echo "$1" >>{signed}\n')
    signer.chmod(0o755)
    made = build_windows_installer.build(
        frozen, tmp_path / "out", "1.2.3", sign=str(signer), quickly=True
    )
    first, second = signed.read_text().splitlines()
    assert first != second == str(made)


@needs_makensis
@pytest.mark.skipif(os.name == "nt", reason="signs with a shell script")
def test_what_could_not_be_signed_is_no_installer(frozen: Path, tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        build_windows_installer.build(frozen, tmp_path, "1.2.3", sign="false", quickly=True)


def test_it_brings_every_recipe_for_windows_and_takes_each_away_again() -> None:
    brought = re.findall(r'insertmacro \$\{DO\} "(\w+)" "\.\./([\w/]+)" "([^"]+)"', RECIPES)
    files = {PACKAGING / source / name for _, source, name in brought}
    assert len(files) == len(brought)
    assert all(file.is_file() for file in files)
    wanted = {*(PACKAGING / "kiosk_session/windows").iterdir(), *(PACKAGING / "tenant").iterdir()}
    assert files - wanted == {PACKAGING / "start_again/pin-kiosk-task.xml"}
    assert wanted < files
    # One list does both, and what somebody else laid beside them stays.
    assert SCRIPT.count("!insertmacro BringRecipes") == 1
    before, _, removal = SCRIPT.partition('Section "Uninstall"')
    assert "!insertmacro TakeRecipes" in removal
    assert "TakeRecipes" not in before
    assert "EachRecipe BringRecipe" in RECIPES
    assert "EachRecipe TakeRecipe" in RECIPES
    assert "RMDir /r" not in RECIPES


def test_what_would_stay_behind_is_not_packed(frozen: Path, tmp_path: Path) -> None:
    (frozen / "left-over.txt").write_text("what the uninstaller knows nothing of")
    with pytest.raises(ValueError, match=r"left-over\.txt"):
        build_windows_installer.build(frozen, tmp_path, "1.2.3")


def test_every_text_of_its_own_is_there_in_english_and_german() -> None:
    said = set(re.findall(r"!insertmacro Say (\w+)", TEXTS))
    used = set(re.findall(r"\$\((\w+)\)", SCRIPT))
    assert said == used
    assert "LANG_ENGLISH" in TEXTS
    assert "LANG_GERMAN" in TEXTS
    assert [*re.findall(r'MUI_LANGUAGE "(\w+)"', SCRIPT)] == ["English", "German"]


def test_every_switch_and_exit_code_is_explained_in_its_head_and_in_the_guide() -> None:
    guide = (PACKAGING.parent / "docs/pages/install.md").read_text(encoding="utf-8")
    switches = {f"/{name}=" for name in re.findall(r'GetOptions\} \$Given "/(\w+)="', SCRIPT)}
    switches |= {f"/{name}=" for name in re.findall(r'ChooseBySwitch "(\w+)"', SCRIPT)}
    codes = set(re.findall(r"^!define [A-Z0-9_]+ (\d{4})$", SCRIPT, re.MULTILINE))
    assert {"/CLOSE=", "/AUTOSTART=", "/DESKTOP="} <= switches
    assert codes == {"1603", "1618", "1633", "1638"}
    # /UPGRADE is between one installer and the uninstaller of another.
    for told in (switches - {"/UPGRADE=", "/${SWITCH}="}) | codes:
        assert told in HEAD, told
        assert told in guide, told


def test_settings_are_never_taken_away_or_written_over() -> None:
    taken = re.findall(r"^\s*(?:Delete|RMDir|Rename|File)\b.*", SCRIPT, re.MULTILINE)
    near_settings = [line.strip() for line in taken if "$APPDATA" in line]
    # RMDir without /r leaves whatever is in a folder.
    assert near_settings == [
        'RMDir "$APPDATA\\${NAME}"',
        'File "/oname=$APPDATA\\${NAME}\\settings.example.toml" "../settings.example.toml"',
        'Delete "$APPDATA\\${NAME}\\settings.example.toml"',
        'RMDir "$APPDATA\\${NAME}"',
    ]
    whole = [line.split(maxsplit=2)[2] for line in taken if "RMDir /r" in line]
    assert set(whole) == {'"$INSTDIR\\${PARTS}"', '"$INSTDIR\\${PARTS}.old"'}
