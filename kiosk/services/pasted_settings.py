"""Reads what is pasted while a station is set up: both ids, or the text of a settings file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kiosk.models.errors import StationError
from kiosk.models.settings_definition import SettingScalar
from kiosk.models.settings_parsing import parse_values, setting_value, settings_from
from kiosk.services.settings_file import FIRST_LINE, LAST_LINE
from kiosk.services.toml_text import FILE_BYTES_MAX, read_toml

ORIGIN = "settings.toml"
"""What a refusal of a pasted text names as the file."""

TENANT_KEY = "tenant.tenant_id"
CLIENT_KEY = "tenant.client_id"

_ID = re.compile(
    r"(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])", re.IGNORECASE
)
_DOMAIN = re.compile(r"(?<![\w.@/-])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}(?![\w/-])", re.IGNORECASE)
_OF_A_FILE = re.compile(r"^[ \t]*(?:\[[ \t]*\w+[ \t]*\]|[\w.]+_id[ \t]*=)", re.MULTILINE)
_OF_APP = re.compile(r"client|\bapp|anwendung", re.IGNORECASE)
_OF_TENANT = re.compile(r"tenant|directory|organi[sz]ation|verzeichnis|mandant", re.IGNORECASE)


def read_pasted_settings(text: str) -> Mapping[str, SettingScalar] | None:
    """Return values by the keys of the settings; None for a text that is no more than one value.

    A settings file is taken as one. Of any other text the two ids are taken: the organisation's
    stands first unless the words before say otherwise. Raises StationError, as for a file, where
    a settings file has something wrong in it.
    """
    # Bytes are what the limit is in, and no sign takes less than one.
    if len(text) > FILE_BYTES_MAX:
        return None
    text = _whole_file_in(text)
    if _OF_A_FILE.search(text):
        try:
            tables = read_toml(text.replace("\r\n", "\n"))
        except (ValueError, RecursionError):
            # Something stands around it, such as the mail that it came in.
            return _ids_in(text)
        values = parse_values(tables, ORIGIN)
        settings_from(values, ORIGIN, needs_tenant=False)
        return {value.key: value.value for value in values}
    return _ids_in(text)


def _whole_file_in(text: str) -> str:
    """Return a settings file that the text holds, by its first and last line; else the text."""
    begin = text.find(FIRST_LINE)
    end = text.find(LAST_LINE, begin + len(FIRST_LINE))
    return text[begin:end] if begin >= 0 and end >= 0 else text


def _ids_in(text: str) -> Mapping[str, SettingScalar] | None:
    found = [*_ID.finditer(text)]
    ids = list(dict.fromkeys(place[0].lower() for place in found))
    domains = {place[0].lower() for place in _DOMAIN.finditer(text)}
    if len(ids) == 1 and len(domains) == 1:
        # A registration has no domain name, so that is the organisation.
        tenant, client = domains.pop(), ids[0]
    elif len(ids) == 2:
        second = next(place for place in found if place[0].lower() == ids[1])
        before = text[: found[0].start()]
        between = text[found[0].end() : second.start()]
        is_turned = _says_app(before) or _says_tenant(between)
        client, tenant = ids if is_turned else reversed(ids)
    else:
        return None
    try:
        named = ((TENANT_KEY, tenant), (CLIENT_KEY, client))
        return {key: setting_value(key, said, ORIGIN).value for key, said in named}
    except StationError:
        return None


def _says_app(words: str) -> bool:
    return _last(_OF_APP, words) > _last(_OF_TENANT, words)


def _says_tenant(words: str) -> bool:
    return _last(_OF_TENANT, words) > _last(_OF_APP, words)


def _last(kind: re.Pattern[str], words: str) -> int:
    return max((found.end() for found in kind.finditer(words)), default=0)
