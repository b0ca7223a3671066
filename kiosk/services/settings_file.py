"""Finds and reads the settings: which file counts, what a policy says over it, who said what."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import NoReturn

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import Settings
from kiosk.models.settings_definition import SettingDefinition
from kiosk.models.settings_parsing import (
    SettingValue,
    parse_values,
    refusals_in,
    settings_from,
)
from kiosk.models.settings_schema import (
    CA_FILE,
    DEFINITIONS,
    EXISTING_EXPECTED,
    FORWARD_CA_FILE,
    READABLE_EXPECTED,
    REGULAR_FILE_EXPECTED,
    SHORT_EXPECTED,
    TOML_EXPECTED,
    UTF8_EXPECTED,
    WHOLE_EXPECTED,
)
from kiosk.services.places import Places, places_of_this_machine
from kiosk.services.toml_text import FILE_BYTES_MAX, read_toml
from kiosk.services.windows_policy import Registry, policy_values, this_machines_registry

ENVIRONMENT_VARIABLE = "PIN_KIOSK_SETTINGS"
LAYOUT_FOLDER = "layouts"
"""The folder beside a settings file that holds the site's own layouts."""

FIRST_LINE = "# Settings of PIN Kiosk. Their last line is: # end of the settings"
"""A file that begins so is refused where its last line is another one: it was cut off.

A file that was cut behind a line still reads well, and would open a station less strict than it
was meant. Files by hand need neither line.
"""

LAST_LINE = "# end of the settings"

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


class SettingSource(Enum):
    """Who said what a setting is."""

    DEFAULT = auto()
    FILE = auto()
    POLICY = auto()


@dataclass(frozen=True)
class SettingOrigin:
    """Where a setting came from; `place` is the file or the policy's key, empty for a default."""

    source: SettingSource
    place: str = ""


_DEFAULT_ORIGIN = SettingOrigin(SettingSource.DEFAULT)


@dataclass(frozen=True)
class LoadedSettings:
    """The settings as they count here.

    Paths in them are absolute. `file` is None when there is no settings file;
    `is_set_up` is False when there is no policy either: this is a new station, or one that
    only practises. `layout_folders` are where layouts of the site's own may lie, the first
    one first; they need not be there.
    """

    settings: Settings
    is_set_up: bool
    file: Path | None = None
    origins: Mapping[str, SettingOrigin] | None = None
    layout_folders: tuple[Path, ...] = ()

    def origin_of(self, key: str) -> SettingOrigin:
        """Say where the setting `table.name` came from."""
        return (self.origins or {}).get(key, _DEFAULT_ORIGIN)


def load_settings(
    given: str | None,
    environment: Mapping[str, str],
    places: Places | None = None,
    registry: Registry | None = None,
    refused: list[StationError] | None = None,
    *,
    needs_tenant: bool = True,
) -> LoadedSettings:
    """Read the settings that count on this machine.

    The file is `given` (`--settings`), else the one that the environment variable names,
    else the machine-wide one, else the account's own; a policy in `registry` wins over it
    key by key. Raises StationError with a 6xx code. With `refused` whatever is not right is
    left out, so that its default counts, and its error goes there; only whoever looks for
    faults may go on with such settings. Without `needs_tenant` the settings may leave out
    which tenant the station works for.
    """
    places = places or places_of_this_machine()
    file = _file_that_counts(given, environment, places)
    from_policy: tuple[SettingValue, ...] = ()
    from_file: tuple[SettingValue, ...] = ()
    with refusals_in(refused):
        from_policy = policy_values(registry or this_machines_registry(), refused)
    with refusals_in(refused):
        from_file = _values_of(file, refused) if file else ()
    values = (*from_file, *from_policy)
    if not values and file is None:
        return LoadedSettings(
            Settings(), is_set_up=False, layout_folders=_layout_folders(Settings(), None, places)
        )
    # What is left out for being wrong is not missing as well.
    missing = [] if refused else refused
    origin = str(file) if file else from_policy[0].origin
    settings = settings_from(values, origin, missing, needs_tenant=needs_tenant)
    origins = {value.key: SettingOrigin(SettingSource.FILE, value.origin) for value in from_file}
    for value in from_policy:
        origins[value.key] = SettingOrigin(SettingSource.POLICY, value.origin)
    folder = file.parent if file else places.machine_settings.parent
    whole = with_whole_paths(settings, folder, origins, refused)
    return LoadedSettings(whole, True, file, origins, _layout_folders(whole, file, places))


def _layout_folders(settings: Settings, file: Path | None, places: Places) -> tuple[Path, ...]:
    """Return the folder that is set; else those beside the settings files."""
    if settings.badge.layout_folder:
        return (Path(settings.badge.layout_folder),)
    files = (file, places.machine_settings, places.user_settings)
    return tuple(dict.fromkeys(one.parent / LAYOUT_FOLDER for one in files if one is not None))


def _file_that_counts(
    given: str | None, environment: Mapping[str, str], places: Places
) -> Path | None:
    """Return the first file in the order; one that was named by somebody has to be there."""
    named = given if given is not None else environment.get(ENVIRONMENT_VARIABLE) or None
    if named is not None:
        return Path(named).absolute()
    for place in (places.machine_settings, places.user_settings):
        if is_there(place):
            return place
    return None


def is_there(path: Path) -> bool:
    """Whether something is there, readable or not."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True


def _values_of(file: Path, refused: list[StationError] | None) -> tuple[SettingValue, ...]:
    text = _text_of(file)
    _refuse_a_part(file, text)
    try:
        tables = read_toml(text)
    except (ValueError, RecursionError) as error:
        _fail(ErrorCode.SETTINGS_NOT_TOML, f"{file}{_line_of(error, text)}", TOML_EXPECTED, error)
    return parse_values(tables, str(file), refused)


def _refuse_a_part(file: Path, text: str) -> None:
    lines = text.rstrip().split("\n")
    if lines[0].strip() == FIRST_LINE and lines[-1].strip() != LAST_LINE:
        _fail(ErrorCode.SETTINGS_NOT_TOML, f"{file}:{len(lines)}", WHOLE_EXPECTED)


def _line_of(error: Exception, text: str) -> str:
    """Return ':LINE' where the parser tells which line it could not read; it has no other way."""
    message = str(error)
    found = _LINE.search(message)
    if found:
        return f":{found[1]}"
    return f":{len(text.splitlines())}" if message.endswith("(at end of document)") else ""


def _text_of(file: Path) -> str:
    content = _bytes_of(file)
    if len(content) > FILE_BYTES_MAX:
        _fail(ErrorCode.SETTINGS_NOT_TOML, str(file), SHORT_EXPECTED)
    # Some editors on Windows save UTF-16, with a mark at the start or with none.
    if content.startswith(_UTF16) or b"\0" in content:
        _fail(ErrorCode.SETTINGS_NOT_TOML, str(file), UTF8_EXPECTED)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _fail(ErrorCode.SETTINGS_NOT_TOML, f"{file}:{line}", UTF8_EXPECTED, error)


def _bytes_of(file: Path) -> bytes:
    """Return the start of the file, one byte more than the limit at most."""
    try:
        # Opening a pipe would wait for somebody to write into it.
        if not stat.S_ISREG(file.stat().st_mode):
            _fail(ErrorCode.SETTINGS_MISSING, str(file), REGULAR_FILE_EXPECTED)
        with file.open("rb") as stream:
            return stream.read(FILE_BYTES_MAX + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        _fail(ErrorCode.SETTINGS_MISSING, str(file), EXISTING_EXPECTED, error)
    except (OSError, ValueError) as error:
        _fail(ErrorCode.SETTINGS_MISSING, str(file), READABLE_EXPECTED, error)


def with_whole_paths(
    settings: Settings,
    folder: Path,
    origins: Mapping[str, SettingOrigin],
    refused: list[StationError] | None,
) -> Settings:
    """Return the settings with paths that start at the settings file, in `folder`, made whole.

    Raises StationError SETTING_WRONG for what has to be there and is not; with `refused` the
    error goes there.
    """
    tenant, audit, badge = settings.tenant, settings.audit, settings.badge
    if tenant.ca_file:
        ca_file = folder / tenant.ca_file
        tenant = replace(tenant, ca_file=str(ca_file))
        with refusals_in(refused):
            if not _is_file(ca_file):
                _refuse_path(CA_FILE, ca_file, origins)
    if audit.file:
        audit = replace(audit, file=str(folder / audit.file))
    if audit.forward_ca_file:
        forward_ca_file = folder / audit.forward_ca_file
        audit = replace(audit, forward_ca_file=str(forward_ca_file))
        with refusals_in(refused):
            if not _is_file(forward_ca_file):
                _refuse_path(FORWARD_CA_FILE, forward_ca_file, origins)
    if badge.layout_folder:
        layouts = folder / badge.layout_folder
        badge = replace(badge, layout_folder=str(layouts))
        with refusals_in(refused):
            if not _is_folder(layouts):
                definition = next(it for it in DEFINITIONS if it.key == "badge.layout_folder")
                _refuse_path(definition, layouts, origins)
    return replace(settings, tenant=tenant, audit=audit, badge=badge)


def _refuse_path(
    definition: SettingDefinition, path: Path, origins: Mapping[str, SettingOrigin]
) -> NoReturn:
    values = {
        "file": origins[definition.key].place,
        "key": definition.key,
        "value": f'"{path}"',
        "expected": definition.expected,
    }
    raise StationError(ErrorCode.SETTING_WRONG, values)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _fail(code: ErrorCode, file: str, expected: str, cause: Exception | None = None) -> NoReturn:
    values = {"file": file, "key": "", "value": "", "expected": expected}
    raise StationError(code, values) from cause
