"""Turns what a settings file or a policy says into Settings, and refuses whatever is not right.

Pure: knows no files. Every refusal is a StationError with the values `file`, `key`, `value`
and `expected`; a value that may be a secret is never repeated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NoReturn
from urllib.parse import SplitResult, urlsplit

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import MASK
from kiosk.models.settings import AuditForward, AuditSettings, Settings
from kiosk.models.settings_definition import SettingDefinition, SettingKind, SettingScalar
from kiosk.models.settings_schema import (
    DEFINITIONS,
    FORWARD_TO,
    GLOBAL_CLOUD_EXPECTED,
    NO_SECRET_EXPECTED,
    SET_EXPECTED,
    TABLE_EXPECTED,
    TABLES,
    TEXT_LENGTH_MAX,
)

_SHOWN_LENGTH = 80
_NUMBER_SHOWN_MAX = 2**63

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"({_LABEL}\.)+{_LABEL}", re.ASCII | re.IGNORECASE)
_HOST = re.compile(rf"({_LABEL}\.)*{_LABEL}\.?|[0-9a-f:.]+", re.ASCII | re.IGNORECASE)
_SECRET_NAME = re.compile(
    r"pass(word|wd|phrase)?$|passwor[dt]|secret|token|credential|private_?key|api_?key|(^|_)pin$",
    re.IGNORECASE,
)

# An app's client secret, the content of a badge, and a token, each by the way it begins.
_SECRET_VALUE = re.compile(r"\dQ~[\w.~-]{20}|ms-qrpin:|eyJ[\w-]{8}")

_NOT_IN_A_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})

# Graph for US Government L4 and L5 and for China lacks the QR code method, and the domain
# names that tenants get there tell the cloud as well ("National cloud deployments").
_NATIONAL_CLOUDS = (
    "microsoft.us",
    "microsoftonline.us",
    "onmicrosoft.us",
    "usgovcloudapi.net",
    "login-us.microsoftonline.com",
    "chinacloudapi.cn",
    "microsoftonline.cn",
    "onmschina.cn",
    "microsoft.de",
    "microsoftonline.de",
    "onmicrosoft.de",
)

_BY_KEY = MappingProxyType({definition.key: definition for definition in DEFINITIONS})


@dataclass(frozen=True)
class SettingValue:
    """A key's value as it was found and found right, and the file or policy that says so."""

    key: str
    value: SettingScalar
    origin: str


def parse_settings(tables: Mapping[str, object], origin: str) -> Settings:
    """Turn the tables of one settings file, named `origin`, into settings.

    Raises StationError with SETTING_UNKNOWN, SETTING_WRONG, CLOUD_UNSUPPORTED or
    SETTINGS_INCOMPLETE.
    """
    return settings_from(parse_values(tables, origin), origin)


@contextmanager
def refusals_in(refused: list[StationError] | None) -> Iterator[None]:
    """Put what is refused in this block into the list and go on behind it; raise without one."""
    try:
        yield
    except StationError as error:
        if refused is None:
            raise
        refused.append(error)


def parse_values(
    tables: Mapping[str, object], origin: str, refused: list[StationError] | None = None
) -> tuple[SettingValue, ...]:
    """Check the tables of one source key by key.

    Raises StationError with SETTING_UNKNOWN, SETTING_WRONG or CLOUD_UNSUPPORTED, or leaves
    out what is not right and puts the error into `refused`.
    """
    values: list[SettingValue] = []
    for table, content in tables.items():
        with refusals_in(refused):
            if table not in TABLES:
                _refuse_unknown(origin, table, content)
            if not isinstance(content, Mapping):
                _refuse(origin, table, content, TABLE_EXPECTED)
            for name, value in content.items():
                with refusals_in(refused):
                    values.append(setting_value(f"{table}.{name}", value, origin))
    return tuple(values)


def setting_value(key: str, value: object, origin: str) -> SettingValue:
    """Check one value, as for a file named `origin`.

    Raises StationError with SETTING_UNKNOWN, SETTING_WRONG or CLOUD_UNSUPPORTED.
    """
    if key not in _BY_KEY:
        _refuse_unknown(origin, key, value)
    return SettingValue(key, _checked(_BY_KEY[key], value, origin), origin)


def settings_from(
    values: Iterable[SettingValue],
    origin: str,
    refused: list[StationError] | None = None,
    *,
    needs_tenant: bool = True,
) -> Settings:
    """Put checked values over the defaults; of two values for a key the later one wins.

    Raises StationError with SETTINGS_INCOMPLETE when the tenant or the client is missing,
    one of the two other endpoints without the second, or who receives what is forwarded, and
    with SETTING_WRONG when that address does not fit; `origin` is then named as the file.
    With `refused` the error goes into it, and the settings are as incomplete as they are.
    Without `needs_tenant` neither tenant nor client has to be there: practice brings its own.
    """
    found: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
    for setting in values:
        definition = _BY_KEY[setting.key]
        found[definition.table][definition.name] = setting.value
    defaults = Settings()
    settings = Settings(
        tenant=replace(defaults.tenant, **found["tenant"]),
        sign_in=replace(defaults.sign_in, **found["sign_in"]),
        station=replace(defaults.station, **found["station"]),
        badge=replace(defaults.badge, **found["badge"]),
        audit=replace(defaults.audit, **found["audit"]),
    )
    missing = _missing_keys(settings, needs_tenant=needs_tenant)
    if missing:
        expected = _BY_KEY[missing[0]].expected if len(missing) == 1 else SET_EXPECTED
        with refusals_in(refused):
            _fail(ErrorCode.SETTINGS_INCOMPLETE, origin, ", ".join(missing), "", expected)
    with refusals_in(refused):
        _check_receiver(settings.audit, origin)
    return settings


def _check_receiver(audit: AuditSettings, origin: str) -> None:
    """Refuse an address that does not fit how records are forwarded."""
    if audit.forward is AuditForward.NONE or not audit.forward_to:
        return
    from kiosk.models.receiver import receiver_at  # noqa: PLC0415 - few stations forward

    if receiver_at(audit.forward_to, audit.forward) is None:
        _refuse(origin, FORWARD_TO.key, audit.forward_to, FORWARD_TO.expected)


def _missing_keys(settings: Settings, *, needs_tenant: bool) -> list[str]:
    tenant = settings.tenant
    missing = []
    if needs_tenant and not tenant.tenant_id:
        missing.append("tenant.tenant_id")
    if needs_tenant and not tenant.client_id:
        missing.append("tenant.client_id")
    # A token for one environment must never go to the other one's Graph.
    if tenant.graph_root and not tenant.authority:
        missing.append("tenant.authority")
    if tenant.authority and not tenant.graph_root:
        missing.append("tenant.graph_root")
    if settings.audit.forward is not AuditForward.NONE and not settings.audit.forward_to:
        missing.append(FORWARD_TO.key)
    return missing


def _checked(definition: SettingDefinition, value: object, origin: str) -> SettingScalar:
    """Return the value as the settings hold it, or refuse it."""
    checked: SettingScalar | None = None
    match definition.kind:
        case SettingKind.YES_NO:
            checked = value if isinstance(value, bool) else None
        case SettingKind.WHOLE_NUMBER:
            # In Python true is a number as well.
            if isinstance(value, int) and not isinstance(value, bool):
                fits = definition.minimum <= value <= definition.maximum
                checked = value if fits else None
        case _:
            if isinstance(value, str):
                checked = _checked_text(definition, value, origin)
    if checked is None:
        _refuse(origin, definition.key, value, definition.expected)
    return checked


def _checked_text(definition: SettingDefinition, value: str, origin: str) -> str | None:
    """Return the text as the settings hold it, or None when it is not what is expected."""
    if len(value) > TEXT_LENGTH_MAX or not _is_one_line(value):
        return None
    match definition.kind:
        case SettingKind.CHOICE:
            return next((choice for choice in definition.choices if choice == value), None)
        case SettingKind.GUID:
            return value if _is_guid(value) else None
        case SettingKind.TENANT:
            _refuse_national_cloud(definition, value, value, origin)
            return value if _is_tenant(value) else None
        case SettingKind.AUTHORITY | SettingKind.GRAPH_ROOT:
            return _checked_address(definition, value, origin)
        case _:
            return value


def _checked_address(definition: SettingDefinition, value: str, origin: str) -> str | None:
    parts = _split_address(value)
    if parts is None:
        return None
    _refuse_national_cloud(definition, value, parts.hostname or "", origin)
    path = parts.path.strip("/")
    if definition.kind is SettingKind.AUTHORITY:
        if not _is_tenant(path):
            return None
    elif path:
        return None
    return value.rstrip("/")


def _split_address(value: str) -> SplitResult | None:
    """Split an address; None unless it is https with a plain host, perhaps a port, and a path."""
    try:
        parts = urlsplit(value)
        has_port = parts.port is not None
    except ValueError:
        return None
    if parts.scheme != "https" or not _HOST.fullmatch(parts.hostname or ""):
        return None
    if parts.netloc.endswith(":") and not has_port:
        return None
    if "@" in parts.netloc or set("?#\\ %") & set(value):
        return None
    return parts


def _is_one_line(value: str) -> bool:
    """Whether a text has no control character and no line break; joiners are letters' business."""
    return not any(unicodedata.category(letter) in _NOT_IN_A_LINE for letter in value)


def _is_guid(value: str) -> bool:
    return _GUID.fullmatch(value) is not None and set(value) != {"0", "-"}


def _is_tenant(value: str) -> bool:
    return _is_guid(value) or (len(value) <= 253 and _DOMAIN.fullmatch(value) is not None)


def _refuse_national_cloud(
    definition: SettingDefinition, value: str, host: str, origin: str
) -> None:
    host = host.lower().rstrip(".")
    if any(host == cloud or host.endswith(f".{cloud}") for cloud in _NATIONAL_CLOUDS):
        shown = _shown(value)
        _fail(ErrorCode.CLOUD_UNSUPPORTED, origin, definition.key, shown, GLOBAL_CLOUD_EXPECTED)


def _refuse_unknown(origin: str, key: str, value: object) -> NoReturn:
    """Refuse a key that does not exist, with the nearest one that does."""
    if _SECRET_NAME.search(key.rpartition(".")[2]):
        _fail(ErrorCode.SETTING_WRONG, origin, _clean(key), MASK, NO_SECRET_EXPECTED)
    shown_key = _clean(key) or '""'
    _fail(ErrorCode.SETTING_UNKNOWN, origin, shown_key, _shown(value), _nearest(key))


def _nearest(key: str) -> str:
    """Return the known key most like this one, or the keys that could stand in its place."""
    import difflib  # noqa: PLC0415 - only for a mistake

    lowered = key.lower().replace("-", "_")[:_SHOWN_LENGTH]
    by_name = {definition.name: definition.key for definition in DEFINITIONS}
    candidates = {**{key: key for key in _BY_KEY}, **{table: table for table in TABLES}, **by_name}
    for wanted in (lowered, lowered.rpartition(".")[2]):
        close = difflib.get_close_matches(wanted, candidates, n=1, cutoff=0.7)
        if close:
            return candidates[close[0]]
    table = key.partition(".")[0]
    known = [name for name in _BY_KEY if name.startswith(f"{table}.")]
    return ", ".join(known or TABLES)


def _refuse(origin: str, key: str, value: object, expected: str) -> NoReturn:
    _fail(ErrorCode.SETTING_WRONG, origin, key, _shown(value), expected)


def _fail(code: ErrorCode, origin: str, key: str, value: str, expected: str) -> NoReturn:
    raise StationError(code, {"file": origin, "key": key, "value": value, "expected": expected})


def _shown(value: object) -> str:
    """Return a value the way the file has it, short, and masked when it may be a secret."""
    if isinstance(value, str):
        holds_password = "://" in value and "@" in value
        may_be_secret = holds_password or _SECRET_VALUE.search(value)
        return MASK if may_be_secret else f'"{_clean(value)}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= _NUMBER_SHOWN_MAX:
        return "…"
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    return _clean(str(value))


def _clean(text: str) -> str:
    """Return a text short enough for a sentence, without anything that does not print."""
    short = text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 1]}…"
    return "".join(letter if letter.isprintable() else "�" for letter in short)
