"""The tenant that a station works for: the one of its settings, or a practice tenant of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import TenantSettings

if TYPE_CHECKING:
    from kiosk.practice.launcher import PracticeTenant, PracticeTenantProcess


class GivenTenant:
    """The tenant that the settings name."""

    def __init__(self, tenant: TenantSettings) -> None:
        self._tenant = tenant

    def settings(self) -> TenantSettings:
        """Return where the tenant is."""
        return self._tenant

    def stop(self) -> None:
        """Do nothing: the tenant is not ours."""


class OwnPracticeTenant:
    """A practice tenant that starts when it is first asked for, and ends with the station."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: PracticeTenantProcess | None = None
        self._settings: TenantSettings | None = None
        self._stopped = False

    def settings(self) -> TenantSettings:
        """Return where it is, and start it before; raises StationError PRACTICE_NOT_STARTED."""
        from kiosk.practice.launcher import (  # noqa: PLC0415 - only for practice
            PracticeTenantError,
            PracticeTenantProcess,
        )

        with self._lock:
            if self._stopped:
                raise StationError(ErrorCode.PRACTICE_NOT_STARTED)
            if self._settings is None:
                self._process = PracticeTenantProcess()
                try:
                    self._settings = tenant_settings(self._process.start())
                except (PracticeTenantError, OSError):
                    raise StationError(ErrorCode.PRACTICE_NOT_STARTED) from None
            return self._settings

    def stop(self) -> None:
        """End it; may be called twice, and before it was started."""
        with self._lock:
            self._stopped = True
            process, self._process = self._process, None
        if process is not None:
            process.stop()


def tenant_settings(practice: PracticeTenant) -> TenantSettings:
    """Return the settings that lead to a practice tenant."""
    return TenantSettings(
        tenant_id=practice.tenant_id,
        client_id=practice.client_id,
        authority=practice.authority,
        graph_root=practice.graph,
        ca_file=str(practice.ca_file),
    )
