"""Settings that device management puts into the registry of a Windows machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings_definition import SettingKind
from kiosk.models.settings_parsing import SettingValue, parse_values
from kiosk.models.settings_schema import DEFINITIONS, READABLE_EXPECTED, TABLES

POLICY_KEY = r"Software\Policies\PIN Kiosk"
"""The key under HKEY_LOCAL_MACHINE; each table of the settings is a key below it."""


@dataclass(frozen=True)
class RegistryValue:
    """One named value of a key; numbers are numbers, everything else is text or unreadable."""

    name: str
    value: str | int | None


class Registry(Protocol):
    """The keys under HKEY_LOCAL_MACHINE, for reading."""

    def keys_below(self, path: str) -> tuple[str, ...]:
        """Return the names of the keys below `path`, none when it is not there.

        Raises OSError when it may not be read.
        """
        ...

    def values_of(self, path: str) -> tuple[RegistryValue, ...]:
        """Return the values of the key `path`, none when it is not there.

        Raises OSError when it may not be read.
        """
        ...


class NoRegistry:
    """A machine without a registry."""

    def keys_below(self, path: str) -> tuple[str, ...]:
        """Return nothing."""
        del path
        return ()

    def values_of(self, path: str) -> tuple[RegistryValue, ...]:
        """Return nothing."""
        del path
        return ()


def policy_values(
    registry: Registry, refused: list[StationError] | None = None
) -> tuple[SettingValue, ...]:
    """Read and check everything that the policy sets.

    A yes or no is a number, 1 or 0, because the registry knows no other; names of keys and
    values are found in any case, as everywhere in the registry. Raises StationError with
    SETTING_UNKNOWN, SETTING_WRONG or CLOUD_UNSUPPORTED as for a file, and with
    SETTINGS_MISSING when the policy may not be read. With `refused` a wrong value is left out,
    and its error goes there.
    """
    root = rf"HKEY_LOCAL_MACHINE\{POLICY_KEY}"
    try:
        tables = _tables(registry)
    except OSError as error:
        values = {"file": root, "key": "", "value": "", "expected": READABLE_EXPECTED}
        raise StationError(ErrorCode.SETTINGS_MISSING, values) from error
    return parse_values(tables, root, refused)


def this_machines_registry() -> Registry:
    """Return the registry, or one with nothing in it where there is none."""
    if sys.platform == "win32":
        return WindowsRegistry()
    return NoRegistry()


def _tables(registry: Registry) -> dict[str, object]:
    tables: dict[str, object] = {
        value.name: value.value for value in registry.values_of(POLICY_KEY) if value.name
    }
    known_tables = {table.lower(): table for table in TABLES}
    for found in registry.keys_below(POLICY_KEY):
        table = known_tables.get(found.lower(), found)
        values = registry.values_of(rf"{POLICY_KEY}\{found}")
        tables[table] = dict(_named(table, value) for value in values if value.name)
    return tables


def _named(table: str, value: RegistryValue) -> tuple[str, object]:
    for definition in DEFINITIONS:
        if definition.key.lower() == f"{table}.{value.name}".lower():
            is_flag = definition.kind is SettingKind.YES_NO and value.value in (0, 1)
            return definition.name, bool(value.value) if is_flag else value.value
    return value.name, value.value


if sys.platform == "win32":
    import winreg

    class WindowsRegistry:
        """The registry itself, in its 64-bit view, where device management writes."""

        def keys_below(self, path: str) -> tuple[str, ...]:
            """Return the names of the keys below `path`."""
            try:
                with _open(path) as key:
                    return tuple(winreg.EnumKey(key, index) for index in range(_counts(key)[0]))
            except FileNotFoundError:
                return ()

        def values_of(self, path: str) -> tuple[RegistryValue, ...]:
            """Return the values of the key `path`."""
            try:
                with _open(path) as key:
                    return tuple(_values(key))
            except FileNotFoundError:
                return ()

    def _open(path: str) -> winreg.HKEYType:
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        return winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, access)

    def _counts(key: winreg.HKEYType) -> tuple[int, int, int]:
        return winreg.QueryInfoKey(key)

    def _values(key: winreg.HKEYType) -> Iterator[RegistryValue]:
        for index in range(_counts(key)[1]):
            name, value, kind = winreg.EnumValue(key, index)
            if kind == winreg.REG_EXPAND_SZ:
                value = winreg.ExpandEnvironmentStrings(value)
            readable = kind in {
                winreg.REG_SZ,
                winreg.REG_EXPAND_SZ,
                winreg.REG_DWORD,
                winreg.REG_QWORD,
            }
            yield RegistryValue(name, value if readable else None)
