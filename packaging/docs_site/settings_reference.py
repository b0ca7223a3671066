"""The page of all settings, from the table that the program itself checks them with."""

from __future__ import annotations

import json

from policy_templates import element_id, policy_address
from policy_words import ENGLISH

from kiosk.models.settings_definition import SettingDefinition, SettingKind
from kiosk.models.settings_schema import DEFINITIONS, TABLES
from kiosk.services.windows_policy import POLICY_KEY

_INTRODUCTION = r"""# All settings

Every key of the settings file, and the policy that stands for it on Windows. [Central settings](central-settings.md) says where the file lies, how policies get there, and which value wins. `pin-kiosk doctor` shows each value at a station and where it came from.

This page is made from the table with which the program checks settings. Nothing here is a secret, and no secret is ever a setting: a file with a password or a token in it is refused.

```toml
[station]
name = "Shop 12, back office"
idle_lock_seconds = 90
```
"""  # noqa: E501 - a paragraph of Markdown is one line

_REGISTRY_TYPES = {
    SettingKind.YES_NO: "`REG_DWORD`, 1 for true and 0 for false",
    SettingKind.WHOLE_NUMBER: "`REG_DWORD`",
    SettingKind.PATH: "`REG_SZ` or `REG_EXPAND_SZ`",
}


def settings_page() -> str:
    """Return the page in Markdown."""
    parts = [_INTRODUCTION]
    for table in TABLES:
        parts.append(f"## {ENGLISH.titles[table]}: `[{table}]` {{#{table}}}\n")
        parts.extend(_entry(one) for one in DEFINITIONS if one.table == table)
    return "\n".join(parts)


def _entry(definition: SettingDefinition) -> str:
    place = rf"HKEY_LOCAL_MACHINE\{POLICY_KEY}\{definition.table}"
    registry = _REGISTRY_TYPES.get(definition.kind, "`REG_SZ`")
    line = f"{definition.name} = {_example(definition)}"
    return (
        f"### `{definition.key}` {{#{definition.key}}}\n\n"
        f"{definition.meaning}\n\n"
        f"- Expected: {definition.expected}\n"
        f"- Usual value: {_default(definition)}\n"
        f"- In the file: `{line}` under `[{definition.table}]`\n"
        f"- By policy: `{definition.name}` in `{place}`, {registry}\n"
        f"- By OMA-URI: `{policy_address(definition)}`{_data(definition)}\n"
    )


def _data(definition: SettingDefinition) -> str:
    """Return which data the value at the address has; a yes or no has none."""
    if definition.kind is SettingKind.YES_NO:
        return ""
    return f" with the data `{element_id(definition)}`"


def _default(definition: SettingDefinition) -> str:
    default = definition.default
    return "none" if default in {None, ""} else f"`{_as_toml(default)}`"


def _example(definition: SettingDefinition) -> str:
    """Return the usual value, or what stands for one."""
    if definition.default not in {None, ""}:
        return _as_toml(definition.default)
    return "…" if definition.kind is SettingKind.WHOLE_NUMBER else '"…"'


def _as_toml(value: object) -> str:
    # Texts, numbers, true and false are written alike in JSON and TOML.
    return json.dumps(value, ensure_ascii=False)
