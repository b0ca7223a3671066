"""Notices that the screen of a Mac is locked, through the notifications that macOS hands around.

Written after Apple's documentation of CFNotificationCenter; the name of the notification is
one that macOS has long sent and documents nowhere. None of this has been run on macOS: it is
tested elsewhere with functions of the same signatures.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress
from ctypes import CFUNCTYPE, c_char_p, c_long, c_uint32, c_void_p
from typing import Any

_FRAMEWORK = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
_LOCKED = b"com.apple.screenIsLocked"
_UTF8 = 0x08000100
_AT_ONCE = 4
"""CFNotificationSuspensionBehaviorDeliverImmediately: also while the window is in the back."""

Heard = CFUNCTYPE(None, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
"""CFNotificationCallback: centre, observer, name, object and what goes with it."""

SIGNATURES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "CFNotificationCenterGetDistributedCenter": (c_void_p, ()),
    "CFStringCreateWithCString": (c_void_p, (c_void_p, c_char_p, c_uint32)),
    "CFNotificationCenterAddObserver": (
        None,
        (c_void_p, c_void_p, Heard, c_void_p, c_void_p, c_long),
    ),
    "CFNotificationCenterRemoveEveryObserver": (None, (c_void_p, c_void_p)),
    "CFRelease": (None, (c_void_p,)),
}
"""What each function that is used returns and takes."""


class MacSession:
    """Listens to the lock of the screen; `library` is CoreFoundation."""

    def __init__(self, left: Callable[[], None], library: Any) -> None:
        self._library = library
        # Kept for as long as macOS may call it.
        self._heard = Heard(lambda *_: left())
        self._observer = id(self)
        self._centre = library.CFNotificationCenterGetDistributedCenter()
        name = library.CFStringCreateWithCString(None, _LOCKED, _UTF8)
        if self._centre and name:
            library.CFNotificationCenterAddObserver(
                self._centre, self._observer, self._heard, name, None, _AT_ONCE
            )
        if name:
            library.CFRelease(name)

    def stop(self) -> None:
        """Listen no longer; may be called twice."""
        centre, self._centre = self._centre, None
        if centre:
            self._library.CFNotificationCenterRemoveEveryObserver(centre, self._observer)


def this_macs_session(left: Callable[[], None]) -> MacSession | None:
    """Listen to this Mac; None where that is not to be had."""
    if sys.platform == "darwin":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(_FRAMEWORK)
            for name, (returns, takes) in SIGNATURES.items():
                function = getattr(library, name)
                function.restype, function.argtypes = returns, takes
            return MacSession(left, library)
    return None
