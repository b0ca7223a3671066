"""What may leave the station in a report: no names of people, nor anything that often holds one.

A value is left out unless it is known here to be harmless, so that a new check cannot tell by
accident what nobody has thought about. So it is with paths, of which the names stay that every
station's files have, and with keys, of which those stay that the settings know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from kiosk.checks.finding import Finding
from kiosk.checks.origins import SettingFound
from kiosk.models.settings_definition import SettingKind
from kiosk.models.settings_schema import DEFINITIONS, LAYOUT_EXPECTED, TABLES
from kiosk.services.places import AUDIT_FILE_NAME, SETTINGS_FILE_NAME
from kiosk.services.resources import resource

LEFT_OUT = "…"
"""What stands in the place of what is left out."""

HARMLESS = frozenset(
    {
        *("amount", "seconds", "number", "status", "code"),
        *("keys", "setting", "line", "part", "limit"),
        *("host", "hosts", "port", "proxy", "variable", "issuer", "names"),
        *("tenant", "client", "scope", "scopes", "link", "version", "other"),
        *("size", "dpi", "module_mm", "needed_mm", "given_mm"),
    }
)
"""Values of findings that hold nothing of anybody."""

TOLD_IN_PART = frozenset({"file", "place", "layout", "key", "expected"})
"""Values of findings that stay as far as they are known to be harmless."""

_PATHS = frozenset({"file", "place"})
_LAYOUTS = frozenset({"layout"})
_LAYOUT_KEYS = frozenset({"badge.layout", "badge.slip_layout"})
_HARMLESS_TEXTS = frozenset({"station.screen", "station.language"})
_USUAL_FILES = frozenset({SETTINGS_FILE_NAME, AUDIT_FILE_NAME})
_USUAL_KINDS = frozenset({".toml", ".jsonl", ".pem", ".crt", ".cer"})
_REGISTRY = ("HKEY_", "HKLM\\")
_LINE = re.compile(r":\d+$")
_DRIVE = re.compile(r"[A-Za-z]:")
_CREDENTIALS = re.compile(r"//[^/@\s]*@")
_PATH_KINDS = frozenset({SettingKind.PATH})
_TEXT_KINDS = frozenset({SettingKind.TEXT, SettingKind.PATH})
_KINDS = {definition.key: definition.kind for definition in DEFINITIONS}
_KNOWN_KEYS = frozenset(_KINDS) | frozenset(TABLES)


def without_account(text: str) -> str:
    """Write the account's own folder as `~`, because its name is often somebody's."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return text
    if len(home) < 2:
        return text
    return re.sub(rf"{re.escape(home)}(?=[\\/\s\"':,;.)]|$)", "~", text)


def safe_finding(finding: Finding) -> Finding:
    """Return a finding as it may be sent to somebody."""
    error = finding.error
    if error is not None:
        error = replace(error, values=_safe_values(error.values))
    return replace(finding, values=_safe_values(finding.values), error=error)


def safe_setting(setting: SettingFound) -> SettingFound:
    """Return a setting as it may be sent to somebody."""
    value = setting.value
    if isinstance(value, str) and value:
        value = _safe_text(setting.key, value)
    return replace(setting, value=value, place=_safe_path(setting.place))


def _safe_values(values: Mapping[str, str]) -> Mapping[str, str]:
    safe = {name: _safe_value(name, value) for name, value in values.items()}
    if values.get("key") in _LAYOUT_KEYS and "expected" in safe:
        safe["expected"] = _shipped_in(safe["expected"])
    return safe


def _safe_value(name: str, value: str) -> str:
    if name in HARMLESS or name == "expected":
        return _without_credentials(value)
    if name in _PATHS:
        return _safe_path(value)
    if name == "key":
        return ", ".join(_safe_key(key) for key in value.split(", "))
    if name in _LAYOUTS and _is_shipped(value):
        return value
    return LEFT_OUT if value else value


def _safe_key(key: str) -> str:
    """Return a key that there is; of any other, which somebody made up, its table."""
    if not key or key in _KNOWN_KEYS:
        return key
    table = key.partition(".")[0]
    return f"{table}.{LEFT_OUT}" if table in TABLES else LEFT_OUT


def _shipped_in(expected: str) -> str:
    """Return those of the layouts that are expected which came with the station."""
    if expected == LAYOUT_EXPECTED:
        return expected
    shipped = [name for name in _shipped() if f'"{name}"' in expected]
    return ", ".join([*(f'"{name}"' for name in shipped), LEFT_OUT])


def _safe_text(key: str, value: str) -> str:
    kind = _KINDS[key]
    if kind in _PATH_KINDS:
        return _safe_path(value)
    if kind not in _TEXT_KINDS or key in _HARMLESS_TEXTS or _is_shipped(value):
        return _without_credentials(value)
    return LEFT_OUT


def _safe_path(text: str) -> str:
    """Return a path by where it begins and its last part, as far as both are usual.

    What is no path, such as a policy's key, stays whole.
    """
    shown = without_account(text)
    if shown in {"", "~"}:
        return shown
    path: PurePath
    posix, windows = PurePosixPath(shown), PureWindowsPath(shown)
    if shown.startswith("~\\"):
        start, path = "~\\", windows
    elif shown.startswith("~/"):
        start, path = "~/", posix
    elif posix.is_absolute():
        start, path = "/", posix
    elif _DRIVE.fullmatch(windows.drive):
        start, path = f"{windows.drive}\\", windows
    elif windows.drive:
        # A share is often called like whoever has their home there.
        start, path = "\\\\", windows
    elif shown.startswith(_REGISTRY):
        return shown
    else:
        start, path = "", posix
    if start and len(path.parts) < 2:
        return shown
    between = f"{LEFT_OUT}{start[-1:] or '/'}" if len(path.parts) > (2 if start else 1) else ""
    return f"{start}{between}{_safe_file_name(path.name)}"


def _safe_file_name(name: str) -> str:
    """Return the name of a file that every station has, with the line; of others, the kind."""
    line = _LINE.search(name)
    at = "" if line is None else line[0]
    file = PurePath(name.removesuffix(at))
    if file.name in _USUAL_FILES or (file.suffix == ".toml" and _is_shipped(file.stem)):
        return name
    kind = file.suffix.lower()
    return f"{LEFT_OUT}{kind if kind in _USUAL_KINDS else ''}{at}"


def _without_credentials(text: str) -> str:
    return without_account(_CREDENTIALS.sub("//", text))


def _is_shipped(layout: str) -> bool:
    """Say whether a layout came with the station; the name of a site's own may be anything."""
    return layout in _shipped()


def _shipped() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in resource("layouts").glob("*.toml")))
