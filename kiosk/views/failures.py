"""Errors in the words of the station's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.models.errors import StationError


def failure_text(error: StationError) -> str:
    """Return what happened, what it means and what to do now."""
    from kiosk.models.sentences import sentence  # noqa: PLC0415 - only once something failed

    return sentence(error, QCoreApplication.translate)
