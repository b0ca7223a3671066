"""Keeps keys from the widgets until it is known what they are, and plays them again unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeyEvent, QWindow
from shiboken6 import isValid

from kiosk.qt.scan_keys import key_number


@dataclass(frozen=True)
class _HeldKey:
    window: QWindow
    event: QKeyEvent
    types: bool
    """Whether it is a press that typed something."""
    ends_known_press: bool
    """Whether it is the release of a key whose press the widgets have seen."""


class HeldKeys:
    """The keys held back, in order, and which keys are down without the widgets' knowing it.

    A release always goes the way of its press: widgets get both or neither.
    """

    _replayed: ClassVar[QKeyEvent | None] = None
    """Of all readers together: two that took each other's keys for new ones would never end."""

    def __init__(self) -> None:
        self._keys: list[_HeldKey] = []
        self._is_unknown: dict[int, bool] = {}

    def __bool__(self) -> bool:
        return bool(self._keys)

    def is_replayed(self, event: QEvent) -> bool:
        """Say whether this is one of the held keys on its way to the widgets."""
        return event is HeldKeys._replayed

    def hold_press(self, window: QWindow, event: QKeyEvent, *, types: bool) -> None:
        """Hold a press back."""
        self._is_unknown[key_number(event)] = True
        self._keys.append(_HeldKey(window, _copy(event), types, ends_known_press=False))

    def hold_release(self, window: QWindow, event: QKeyEvent) -> None:
        """Hold a release back, so that it does not overtake the presses before it."""
        is_known = not self._is_unknown.pop(key_number(event), False)
        self._keys.append(_HeldKey(window, _copy(event), False, ends_known_press=is_known))

    def let_pass(self, event: QKeyEvent) -> None:
        """Note a press that the widgets are about to see."""
        self._is_unknown[key_number(event)] = False

    def swallow(self, event: QKeyEvent) -> None:
        """Note a press that the widgets will never see."""
        self._is_unknown[key_number(event)] = True

    def release(self, event: QKeyEvent) -> bool | None:
        """Forget a key that goes up; say whether widgets know its press, None if nobody does."""
        is_unknown = self._is_unknown.pop(key_number(event), None)
        return None if is_unknown is None else not is_unknown

    def replay(self) -> None:
        """Give the widgets all that is held, in order."""
        keys, self._keys = self._keys, []
        self._play(keys)

    def drop(self, typed: int) -> None:
        """Forget the last presses that typed something, with all between; replay the rest."""
        keys, self._keys = self._keys, []
        start = len(keys)
        while start and typed:
            start -= 1
            typed -= keys[start].types
        self._play(keys[:start])
        self._play([key for key in keys[start:] if key.ends_known_press])

    def _play(self, keys: list[_HeldKey]) -> None:
        for key in keys:
            if not isValid(key.window):
                continue
            number = key_number(key.event)
            if key.event.type() == QEvent.Type.KeyPress and number in self._is_unknown:
                self._is_unknown[number] = False
            # Only this one passes: a key may open a dialog, which hears keys of its own.
            HeldKeys._replayed = key.event
            QCoreApplication.sendEvent(key.window, key.event)
            HeldKeys._replayed = None


def _copy(event: QKeyEvent) -> QKeyEvent:
    # Qt's own copy, `clone`, would never be freed.
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy
