"""A settings file that was cut off never opens a station other than it was meant."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.sentences import sentence
from kiosk.models.settings import Settings
from kiosk.models.settings_definition import SettingScalar
from kiosk.services.places import Places
from kiosk.services.settings_file import FIRST_LINE, LAST_LINE, load_settings
from kiosk.services.settings_writing import settings_text
from kiosk.services.windows_policy import NoRegistry

VALUES: dict[str, SettingScalar] = {
    "tenant.tenant_id": "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11",
    "tenant.client_id": "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f",
    "station.name": "Süd",
    "station.full_screen": True,
    "station.idle_lock_seconds": 60,
}
WHOLE = settings_text(VALUES)


def read(folder: Path, content: bytes) -> Settings:
    file = folder / "settings.toml"
    file.write_bytes(content)
    places = Places(file, file, file, file)
    return load_settings(str(file), {}, places, NoRegistry()).settings


@pytest.mark.parametrize(("ends", "step"), [("\n", 1), ("\r\n", 7)])
def test_every_cut_gives_the_right_settings_or_one_sentence(
    tmp_path: Path, ends: str, step: int
) -> None:
    content = WHOLE.replace("\n", ends).encode()
    right = read(tmp_path, content)
    told = set()
    for length in range(0, len(content), step):
        try:
            found = read(tmp_path, content[:length])
        except StationError as error:
            told.add(error.code)
            text = sentence(error, lambda _, text: text)
            assert str(tmp_path / "settings.toml") in text
            assert "\n" not in text
        else:
            assert found == right, content[:length]
    assert told == {ErrorCode.SETTINGS_NOT_TOML, ErrorCode.SETTINGS_INCOMPLETE}


def test_a_cut_names_the_line_where_the_file_ends(tmp_path: Path) -> None:
    until = WHOLE.index("full_screen")
    assert tomllib.loads(WHOLE[:until])["station"]
    with pytest.raises(StationError) as refused:
        read(tmp_path, WHOLE[:until].encode())
    lines = len(WHOLE[:until].splitlines())
    assert refused.value.values["file"] == f"{tmp_path / 'settings.toml'}:{lines}"
    assert LAST_LINE in refused.value.values["expected"]


def test_a_file_by_hand_needs_no_last_line(tmp_path: Path) -> None:
    text = WHOLE.replace(f"{FIRST_LINE}\n", "").replace(f"{LAST_LINE}\n", "")
    assert read(tmp_path, text.encode()).station.full_screen
    assert read(tmp_path, f"# ours\n{WHOLE}".encode()).station.full_screen


def test_what_stands_behind_the_last_line_is_told(tmp_path: Path) -> None:
    with pytest.raises(StationError) as refused:
        read(tmp_path, f'{WHOLE}[badge]\nprinter = "Till"\n'.encode())
    assert refused.value.code is ErrorCode.SETTINGS_NOT_TOML
    assert read(tmp_path, f"{WHOLE}\n\r\n".encode()).station.full_screen


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b"# nothing\n"])
def test_an_empty_file_lacks_the_organisation(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(StationError) as refused:
        read(tmp_path, content)
    assert refused.value.code is ErrorCode.SETTINGS_INCOMPLETE


@pytest.mark.parametrize("over", [0, 1])
def test_64_kb_are_read_and_not_a_byte_more(tmp_path: Path, over: int) -> None:
    head, _, rest = WHOLE.partition("\n\n")
    filler = 64 * 1024 + over - len(WHOLE.encode()) - 2
    content = f"{head}\n#{'x' * filler}\n\n{rest}".encode()
    assert len(content) == 64 * 1024 + over
    if not over:
        assert read(tmp_path, content).station.name == "Süd"
        return
    with pytest.raises(StationError) as refused:
        read(tmp_path, content)
    assert refused.value.values["expected"] == "a file of at most 64 KB"


def test_the_example_of_the_documentation_is_whole(tmp_path: Path) -> None:
    page = Path(__file__).resolve().parents[3] / "docs" / "pages" / "one-station.md"
    example = page.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    assert example.startswith(FIRST_LINE)
    assert read(tmp_path, example.encode()).station.name == "Shop 12, back office"
    with pytest.raises(StationError):
        read(tmp_path, example.replace(f"\n{LAST_LINE}", "").encode())


def test_a_key_of_another_version_is_told_as_that(tmp_path: Path) -> None:
    with pytest.raises(StationError) as refused:
        read(tmp_path, WHOLE.replace("full_screen", "full_screens").encode())
    text = sentence(refused.value, lambda _, text: text)
    assert "belongs to another version" in text
    assert "station.full_screens" in text
