"""The station as the page that checks it looks at it; made on a worker, each time anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import StationError
from kiosk.models.settings import TenantSettings
from kiosk.services.loader import WorkplaceLoader
from kiosk.station_options import StationOptions

if TYPE_CHECKING:
    from kiosk.checks.subject import Subject
    from kiosk.services.settings_file import LoadedSettings


class SubjectMaker:
    """Returns the running station, with its settings as they were read at its start.

    Where somebody is signed in, what takes a sign-in is asked with the session that is there.
    """

    def __init__(
        self,
        options: StationOptions,
        tenant: Callable[[], TenantSettings],
        loader: WorkplaceLoader,
    ) -> None:
        """`tenant` says where the tenant is, and may have to start it before."""
        self._options = options
        self._tenant = tenant
        self._loader = loader

    def __call__(self, cancel: CancelToken, is_signed_in: bool) -> Subject:  # noqa: FBT001 - one of two
        """Return the station; raises StationError where a practice tenant does not start."""
        from PySide6.QtCore import QLocale  # noqa: PLC0415 - on a worker, as all that follows

        from kiosk.checks.subject import Subject  # noqa: PLC0415
        from kiosk.printing.spooling import system_spooler  # noqa: PLC0415
        from kiosk.qt.printers import system_printers  # noqa: PLC0415
        from kiosk.services.paper_memory import PaperMemory  # noqa: PLC0415
        from kiosk.services.settings_file import LoadedSettings  # noqa: PLC0415

        options = self._options
        read = options.loaded or LoadedSettings(options.settings, is_set_up=False)
        settings = replace(options.settings, tenant=self._tenant())
        return Subject(
            loaded=replace(read, settings=settings),
            refused=(),
            audit_file=options.audit_file,
            choices=PaperMemory(options.paper_file).choices,
            locale_name=QLocale.system().name(),
            printers=system_printers,
            spooler=lambda: system_spooler(os.environ),
            environment=os.environ,
            sign_in=self._loader.get if is_signed_in else None,
            practice=options.practice,
            is_outdated=_has_changed(read),
            cancel=cancel,
        )


def _has_changed(loaded: LoadedSettings) -> bool:
    """Say whether the settings file says something else now, right or wrong."""
    from kiosk.services.settings_file import load_settings  # noqa: PLC0415 - on a worker

    if loaded.file is None:
        return False
    refused: list[StationError] = []
    now = load_settings(str(loaded.file), {}, refused=refused, needs_tenant=False)
    return bool(refused) or now.settings != loaded.settings
