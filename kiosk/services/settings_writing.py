"""Writes the settings of a station that has none: as text, and into the right file, once.

Nobody's file is ever written over, and nobody finds half of one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings_definition import SettingScalar
from kiosk.models.settings_parsing import (
    SettingValue,
    parse_values,
    setting_value,
    settings_from,
)
from kiosk.models.settings_schema import DEFINITIONS, TABLES
from kiosk.services.files import keep_names, make_private_folder, write_new
from kiosk.services.places import Places
from kiosk.services.settings_file import (
    FIRST_LINE,
    LAST_LINE,
    SettingOrigin,
    SettingSource,
    is_there,
    with_whole_paths,
)
from kiosk.services.toml_text import FILE_BYTES_MAX, read_toml

_ORIGIN = "settings.toml"
_FOR_ALL = 0o644
_PRIVATE = 0o600
_FOLDER_FOR_ALL = 0o755


@dataclass(frozen=True)
class SavePlace:
    """A settings file, and whether every account of this computer reads it."""

    file: Path
    is_for_all: bool


def settings_text(values: Mapping[str, SettingScalar]) -> str:
    """Return a settings file with these values by their keys, each under what it means.

    JSON writes texts, whole numbers, true and false as TOML reads them, except for one sign
    (U+007F) that no setting takes; so the standard library has a writer after all. Raises
    StationError, as for a file, for a value that no file may have, and SETTINGS_NOT_WRITTEN where
    the text, read back, does not say the same.
    """
    checked = [setting_value(key, value, _ORIGIN) for key, value in values.items()]
    settings_from(checked, _ORIGIN)
    lines = [FIRST_LINE]
    for table in TABLES:
        chosen = [it for it in DEFINITIONS if it.table == table and it.key in values]
        if chosen:
            lines += ["", f"[{table}]"]
        for definition in chosen:
            value = json.dumps(values[definition.key], ensure_ascii=False)
            lines += [f"# {definition.meaning}", f"{definition.name} = {value}"]
    text = "\n".join([*lines, "", LAST_LINE, ""])
    if not _says(text, values):
        raise StationError(ErrorCode.SETTINGS_NOT_WRITTEN, {"file": _ORIGIN})
    return text


def place_for_new_settings(places: Places) -> SavePlace:
    """Say where new settings go: for all accounts where this one may write that, else its own."""
    if _may_write_into(places.machine_settings.parent):
        return SavePlace(places.machine_settings, is_for_all=True)
    return SavePlace(places.user_settings, is_for_all=False)


def save_new_settings(values: Mapping[str, SettingScalar], places: Places) -> SavePlace:
    """Write the settings of a station that has none, and return where they are.

    Raises StationError: STATION_HAS_SETTINGS where this computer has some by now,
    SETTINGS_NOT_WRITTEN, as `settings_text`, and SETTING_WRONG where they name a file that is not
    there: the station would not open with them any more.
    """
    content = settings_text(values).encode()
    for file in (places.machine_settings, places.user_settings):
        if is_there(file):
            raise StationError(ErrorCode.STATION_HAS_SETTINGS, {"file": str(file)})
    place = place_for_new_settings(places)
    _refuse_paths_to_nowhere(values, place)
    try:
        _write(content, place)
    except PermissionError:
        # The look before was only a look: on Windows nobody knows before the try.
        place = SavePlace(places.user_settings, is_for_all=False)
        _write_or_fail(content, place)
    except OSError as error:
        raise _failure(error, place) from None
    return place


def _write_or_fail(content: bytes, place: SavePlace) -> None:
    try:
        _write(content, place)
    except OSError as error:
        raise _failure(error, place) from None


def _failure(error: OSError, place: SavePlace) -> StationError:
    is_taken = isinstance(error, FileExistsError) and is_there(place.file)
    code = ErrorCode.STATION_HAS_SETTINGS if is_taken else ErrorCode.SETTINGS_NOT_WRITTEN
    return StationError(code, {"file": str(place.file)})


def _write(content: bytes, place: SavePlace) -> None:
    folder = place.file.parent
    if not place.is_for_all:
        make_private_folder(folder)
    elif not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Whatever the account's own files are made with, others have to read these.
        folder.chmod(_FOLDER_FOR_ALL)
    write_new(place.file, content, _FOR_ALL if place.is_for_all else _PRIVATE)
    keep_names(folder.parent)


def _may_write_into(folder: Path) -> bool:
    """Whether a file could be made there, or the folder for it; makes neither."""
    try:
        while not folder.exists():
            folder = folder.parent
    except OSError:
        return False
    return folder.is_dir() and os.access(
        folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids
    )


def _refuse_paths_to_nowhere(values: Mapping[str, SettingScalar], place: SavePlace) -> None:
    origin = SettingOrigin(SettingSource.FILE, str(place.file))
    said = [SettingValue(key, value, origin.place) for key, value in values.items()]
    settings = settings_from(said, origin.place)
    with_whole_paths(settings, place.file.parent, dict.fromkeys(values, origin), None)


def _says(text: str, values: Mapping[str, SettingScalar]) -> bool:
    if len(text.encode()) > FILE_BYTES_MAX:
        return False
    said = parse_values(read_toml(text), _ORIGIN)
    return {value.key: value.value for value in said} == dict(values)
