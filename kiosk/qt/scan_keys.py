"""Tells keys apart as a scan does: what types, what ends a scan, what only shifts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from kiosk.qt.physical_keys import us_character

_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_Mode_switch,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    }
)
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_COMMANDS = _CONTROL | _ALT | Qt.KeyboardModifier.MetaModifier
_TYPING = frozenset({Qt.KeyboardModifier.NoModifier, _CONTROL | _ALT})
"""No command held down, or Windows' way to say that AltGr is."""


def is_modifier(event: QKeyEvent) -> bool:
    """Say whether a key types nothing itself and only changes what others type."""
    return event.key() in _MODIFIERS


def ends_scan(event: QKeyEvent) -> bool:
    """Say whether it is the Enter, Tab or line feed (Ctrl+J) that scanners send at the end."""
    is_end = event.key() in _ENDS and not event.modifiers() & _COMMANDS
    return is_end or event.text() == "\n"


def types_something(event: QKeyEvent) -> bool:
    """Say whether a key types a character; dead keys do, together with the next key."""
    commands = event.modifiers() & _COMMANDS
    # A Mac's Option key does what AltGr does elsewhere.
    is_option = commands == _ALT and QGuiApplication.platformName() == "cocoa"
    if commands not in _TYPING and not is_option:
        return False
    text = event.text()
    return text.isprintable() if text else _is_dead(event)


def physical_text(event: QKeyEvent) -> str:
    """Return what the key means on a US keyboard; the text itself where that is not known."""
    is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    platform = QGuiApplication.platformName()
    return us_character(platform, event.nativeScanCode(), is_shifted=is_shifted) or event.text()


def key_number(event: QKeyEvent) -> int:
    """Return a number that press and release of one key share."""
    return event.nativeScanCode() or event.nativeVirtualKey() or event.key()


def _is_dead(event: QKeyEvent) -> bool:
    return Qt.Key.Key_Dead_Grave <= event.key() <= Qt.Key.Key_Dead_Longsolidusoverlay
