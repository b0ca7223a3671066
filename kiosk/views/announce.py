"""Says something to a screen reader without moving the focus."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have `text` read out; an urgent one interrupts what is being read."""
    if not text or not QtGui.QAccessible.isActive():
        return
    event = QtGui.QAccessibleAnnouncementEvent(widget, text)
    levels = QtGui.QAccessible.AnnouncementPoliteness
    event.setPoliteness(levels.Assertive if urgent else levels.Polite)
    QtGui.QAccessible.updateAccessibility(event)
