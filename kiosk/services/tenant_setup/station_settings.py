"""The settings file of a station for a registration, and writing it where none is yet."""

from __future__ import annotations

import os
from pathlib import Path

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import TenantSettings
from kiosk.services.files import write_new, write_whole
from kiosk.services.settings_writing import settings_text

_FOR_ALL_ACCOUNTS = 0o644


def text_for(tenant: TenantSettings, station_name: str) -> str:
    """Return a settings file with what differs from the defaults, ready to be used.

    Raises StationError, as for a file, for a value that no settings file may have.
    """
    said = {
        "tenant.tenant_id": tenant.tenant_id,
        "tenant.client_id": tenant.client_id,
        "tenant.authority": tenant.authority,
        "tenant.graph_root": tenant.graph_root,
        "tenant.ca_file": tenant.ca_file,
        "tenant.graph_version": _unless_usual(tenant.graph_version, TenantSettings.graph_version),
        "tenant.scope": _unless_usual(tenant.scope, TenantSettings.scope),
        "station.name": station_name,
    }
    return settings_text({key: value for key, value in said.items() if value})


def refuse_unless_writable(file: Path, *, replacing: bool) -> None:
    """Refuse a place for the settings before anything else is done.

    Raises StationError: SETTINGS_EXIST unless `replacing`, SETTINGS_NOWHERE.
    """
    if not file.parent.is_dir() or file.is_dir():
        raise StationError(ErrorCode.SETTINGS_NOWHERE, {"file": str(file)})
    if not replacing and os.path.lexists(file):
        raise StationError(ErrorCode.SETTINGS_EXIST, {"file": str(file)})


def write_settings(file: Path, text: str, *, replacing: bool) -> None:
    """Write the file whole; raises StationError: SETTINGS_EXIST, FILE_NOT_WRITTEN."""
    # A station may run under any account, and nothing in it is secret.
    if replacing:
        write_whole(file, text.encode(), _FOR_ALL_ACCOUNTS)
        return
    try:
        write_new(file, text.encode(), _FOR_ALL_ACCOUNTS)
    except FileExistsError:
        raise StationError(ErrorCode.SETTINGS_EXIST, {"file": str(file)}) from None
    except OSError:
        raise StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": str(file)}) from None


def _unless_usual(value: str, usual: str) -> str | None:
    return None if value == usual else str(value)
