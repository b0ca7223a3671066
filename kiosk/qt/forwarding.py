"""Forwards audit records while the window is open, and tells it once when nobody takes them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kiosk.models.clock import Clock
from kiosk.models.errors import StationError
from kiosk.models.settings import AuditSettings
from kiosk.services.forwarding.setup import make_forwarder

LEAVING_SECONDS = 3.0
"""How long closing the window waits for records that are just being sent."""


class Forwarding(QObject):
    """Lives on the UI thread; the forwarder's own thread does everything else."""

    behind = Signal(object)
    """Nothing has got through for long: a StationError, until somebody says `was_told`."""

    _reported = Signal(object)

    def __init__(self, audit: AuditSettings, audit_file: Path, clock: Clock) -> None:
        super().__init__()
        self._was_told = False
        # Queued by itself, because it is only emitted on the forwarder's thread.
        self._reported.connect(self._take)
        self._forwarder = make_forwarder(audit, audit_file, clock, self._reported.emit)

    def start(self) -> None:
        """Begin; returns at once."""
        if self._forwarder is not None:
            self._forwarder.start()

    def was_told(self) -> None:
        """Keep quiet until records have got through again."""
        self._was_told = True

    def stop(self) -> None:
        """Send what is left, for a moment at most; what is left then is sent the next time."""
        if self._forwarder is not None:
            self._forwarder.stop(LEAVING_SECONDS)

    def _take(self, error: StationError | None) -> None:
        if error is None:
            self._was_told = False
        elif not self._was_told:
            self.behind.emit(error)
