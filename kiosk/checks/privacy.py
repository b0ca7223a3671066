"""What may leave the station in a report: no names of people, nor anything that often holds one.

A value is left out unless it is known here to be harmless, so that a new check cannot tell by
accident what nobody has thought about. Paths keep their last part only, account folders are `~`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from kiosk.checks.finding import Finding
from kiosk.checks.origins import SettingFound
from kiosk.models.settings_definition import SettingKind
from kiosk.models.settings_schema import DEFINITIONS
from kiosk.services.resources import resource

LEFT_OUT = "…"
"""What stands in the place of what is left out."""

HARMLESS = frozenset(
    {
        *("amount", "seconds", "number", "status", "code"),
        *("key", "keys", "expected", "setting", "line", "part", "limit"),
        *("host", "hosts", "port", "proxy", "variable", "issuer", "names"),
        *("tenant", "client", "scope", "scopes", "link", "version", "other"),
        *("size", "dpi", "module_mm", "needed_mm", "given_mm"),
    }
)
"""Values of findings that hold nothing of anybody."""

_PATHS = frozenset({"file", "place"})
_LAYOUTS = frozenset({"layout"})
_HARMLESS_TEXTS = frozenset({"station.screen", "station.language"})
_CREDENTIALS = re.compile(r"//[^/@\s]*@")
_PATH_KINDS = frozenset({SettingKind.PATH})
_TEXT_KINDS = frozenset({SettingKind.TEXT, SettingKind.PATH})
_KINDS = {definition.key: definition.kind for definition in DEFINITIONS}


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
    return {name: _safe_value(name, value) for name, value in values.items()}


def _safe_value(name: str, value: str) -> str:
    if name in HARMLESS:
        return _without_credentials(value)
    if name in _PATHS:
        return _safe_path(value)
    if name in _LAYOUTS and _is_shipped(value):
        return value
    return LEFT_OUT if value else value


def _safe_text(key: str, value: str) -> str:
    kind = _KINDS[key]
    if kind in _PATH_KINDS:
        return _safe_path(value)
    if kind not in _TEXT_KINDS or key in _HARMLESS_TEXTS or _is_shipped(value):
        return _without_credentials(value)
    return LEFT_OUT


def _safe_path(text: str) -> str:
    """Return a path by its last part; what is no path, such as a policy's key, stays whole."""
    shown = without_account(text)
    path: PurePath
    posix, windows = PurePosixPath(shown), PureWindowsPath(shown)
    if shown.startswith("~\\"):
        start, path = "~\\", windows
    elif shown.startswith("~/"):
        start, path = "~/", posix
    elif posix.is_absolute():
        start, path = "/", posix
    elif windows.is_absolute():
        start, path = f"{windows.drive}\\", windows
    else:
        return shown
    return f"{start}{LEFT_OUT}{start[-1]}{path.name}" if len(path.parts) > 2 else shown


def _without_credentials(text: str) -> str:
    return without_account(_CREDENTIALS.sub("//", text))


def _is_shipped(layout: str) -> bool:
    """Say whether a layout came with the station; the name of a site's own may be anything."""
    return any(layout == file.stem for file in resource("layouts").glob("*.toml"))
