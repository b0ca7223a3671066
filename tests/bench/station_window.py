"""The station on its welcome page, built as the program builds it."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.qt.first_import import import_qt

import_qt()

from PySide6.QtCore import QTimer  # noqa: E402 - in the order in which the program does it
from PySide6.QtWidgets import QApplication  # noqa: E402

from kiosk.app import Station  # noqa: E402
from kiosk.models.settings import Settings, TenantSettings  # noqa: E402
from kiosk.station_options import StationOptions  # noqa: E402

application = QApplication(sys.argv[:1])
with TemporaryDirectory() as folder:
    # An address on this machine where nobody answers: the network is not measured here.
    tenant = TenantSettings(
        tenant_id="00000000-0000-0000-0000-000000000001",
        client_id="00000000-0000-0000-0000-000000000002",
        authority="https://localhost:9/00000000-0000-0000-0000-000000000001",
        graph_root="https://localhost:9",
    )
    options = StationOptions(
        Settings(tenant=tenant), False, Path(folder) / "audit.jsonl", Path(folder) / "paper.json"
    )
    station = Station(application, options)
    station.show()

    def tell() -> None:
        """Say that the event loop is free after the first paint."""
        print("interactive", flush=True)

    QTimer.singleShot(0, lambda: QTimer.singleShot(0, tell))
    if "--stay" in sys.argv:
        QTimer.singleShot(int(sys.argv[-1]), application.quit)
    else:
        QTimer.singleShot(
            0, lambda: QTimer.singleShot(0, lambda: QTimer.singleShot(0, application.quit))
        )
    application.exec()
    station.close()
