"""Errors that nobody caught, on any thread, reach the person and never show what they hold."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from kiosk.models.errors import ErrorCode, StationError
from kiosk.qt.jobs import describe_origin

_log = logging.getLogger(__name__)


class CrashHook(QObject):
    """Catches what nobody caught; `caught` carries a StationError, on the UI thread."""

    caught = Signal(object)

    def install(self) -> None:
        """Catch from now on, on every thread."""
        sys.excepthook = self._in_main_thread
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._in_finaliser

    def _in_main_thread(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._tell(error)

    def _in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._tell(caught.exc_value)

    def _in_finaliser(self, caught: sys.UnraisableHookArgs) -> None:
        if caught.exc_value is not None:
            _log.error("while cleaning up: %s", describe_origin(caught.exc_value))

    def _tell(self, error: BaseException) -> None:
        # The text of an error may hold a PIN, so only its type and place are logged.
        _log.error("nobody caught: %s", describe_origin(error))
        self.caught.emit(StationError(ErrorCode.UNEXPECTED))
