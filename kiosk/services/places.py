"""Where this program keeps its files on each platform; it makes none of these folders."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

SETTINGS_FILE_NAME = "settings.toml"
AUDIT_FILE_NAME = "audit.jsonl"


@dataclass(frozen=True)
class Places:
    """The settings files in the order in which they are looked for, and the audit file."""

    machine_settings: Path
    user_settings: Path
    audit_file: Path


def places_of_this_machine() -> Places:
    """Return the places that the platform has for such files.

    The machine-wide settings never depend on the environment, which a person at the station
    could change.
    """
    if sys.platform in {"win32", "darwin"}:
        name = "PIN Kiosk"
        machine = platformdirs.site_config_path(name, appauthor=False)
    else:
        name = "pin-kiosk"
        machine = Path("/etc") / name
    return Places(
        machine_settings=machine / SETTINGS_FILE_NAME,
        user_settings=platformdirs.user_config_path(name, appauthor=False) / SETTINGS_FILE_NAME,
        audit_file=platformdirs.user_state_path(name, appauthor=False) / AUDIT_FILE_NAME,
    )
