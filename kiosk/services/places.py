"""Where this program keeps its files on each platform; it makes none of these folders."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

SETTINGS_FILE_NAME = "settings.toml"
AUDIT_FILE_NAME = "audit.jsonl"
PAPER_FILE_NAME = "paper.json"


@dataclass(frozen=True)
class Places:
    """The settings files in the order in which they are looked for, and what a station writes.

    `paper_file` keeps which layouts and printers were chosen at the station.
    """

    machine_settings: Path
    user_settings: Path
    audit_file: Path
    paper_file: Path


def places_of_this_machine() -> Places:
    """Return the places that the platform has for such files.

    The machine-wide settings never depend on the environment, which a person at the station
    could change.
    """
    if sys.platform in {"win32", "darwin"}:
        import platformdirs  # noqa: PLC0415 - start-up elsewhere need not wait for it

        name = "PIN Kiosk"
        machine = platformdirs.site_config_path(name, appauthor=False)
        config = platformdirs.user_config_path(name, appauthor=False)
        state = platformdirs.user_state_path(name, appauthor=False)
    else:
        name = "pin-kiosk"
        machine = Path("/etc") / name
        config = _xdg_folder("XDG_CONFIG_HOME", ".config") / name
        state = _xdg_folder("XDG_STATE_HOME", ".local/state") / name
    return Places(
        machine_settings=machine / SETTINGS_FILE_NAME,
        user_settings=config / SETTINGS_FILE_NAME,
        audit_file=state / AUDIT_FILE_NAME,
        paper_file=state / PAPER_FILE_NAME,
    )


def _xdg_folder(variable: str, usual: str) -> Path:
    """Return a folder of the account, as the XDG Base Directory Specification says.

    A relative path in the variable is to be ignored.
    """
    chosen = Path(os.environ.get(variable, ""))
    if chosen.is_absolute():
        return chosen
    try:
        return Path.home() / usual
    except RuntimeError:
        # An account without a home has no files of its own; nothing is there.
        return Path("/") / usual
