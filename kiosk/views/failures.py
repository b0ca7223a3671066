"""Errors in the words of the station's language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kiosk.models.errors import StationError

_MOMENT = "service_time"


def failure_text(error: StationError) -> str:
    """Return what happened, what it means and what to do now."""
    from kiosk.models.sentences import sentence  # noqa: PLC0415 - only once something failed

    if _MOMENT in error.values:
        from kiosk.views.moments import moments  # noqa: PLC0415 - loads Qt's locales

        moment = moments().day_and_time(datetime.fromisoformat(error.values[_MOMENT]))
        error = replace(error, values={**error.values, _MOMENT: moment})
    return sentence(error, QCoreApplication.translate)
