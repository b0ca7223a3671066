"""Monitors that come, go and change on a virtual screen, as RandR's virtual ones."""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Any

Place = tuple[int, int, int, int]
"""Left, top, width and height, in pixels."""


class _Monitor(ctypes.Structure):
    """XRRMonitorInfo of libXrandr."""

    _fields_ = (
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("noutput", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("mwidth", ctypes.c_int),
        ("mheight", ctypes.c_int),
        ("outputs", ctypes.POINTER(ctypes.c_ulong)),
    )


class _Resources(ctypes.Structure):
    """The beginning of XRRScreenResources of libXrandr."""

    _fields_ = (
        ("timestamp", ctypes.c_ulong),
        ("config_timestamp", ctypes.c_ulong),
        ("ncrtc", ctypes.c_int),
        ("crtcs", ctypes.POINTER(ctypes.c_ulong)),
        ("noutput", ctypes.c_int),
        ("outputs", ctypes.POINTER(ctypes.c_ulong)),
    )


def can_change_monitors() -> bool:
    """Say whether the libraries for it are here."""
    return all(ctypes.util.find_library(name) for name in ("X11", "Xrandr"))


class Monitors:
    """The monitors of one display; the first that is set takes the place of the only one."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11"))
        self._randr = ctypes.CDLL(ctypes.util.find_library("Xrandr"))
        pointer, number = ctypes.c_void_p, ctypes.c_ulong
        self._x.XOpenDisplay.restype = pointer
        self._x.XCloseDisplay.argtypes = [pointer]
        self._x.XInternAtom.restype = number
        self._x.XInternAtom.argtypes = [pointer, ctypes.c_char_p, ctypes.c_int]
        self._x.XDefaultRootWindow.restype = number
        self._x.XDefaultRootWindow.argtypes = [pointer]
        self._x.XSync.argtypes = [pointer, ctypes.c_int]
        self._randr.XRRSetMonitor.argtypes = [pointer, number, ctypes.POINTER(_Monitor)]
        self._randr.XRRDeleteMonitor.argtypes = [pointer, number, number]
        self._randr.XRRGetScreenResources.restype = ctypes.POINTER(_Resources)
        self._randr.XRRGetScreenResources.argtypes = [pointer, number]
        self._display: Any = self._x.XOpenDisplay(display.encode())
        assert self._display, f"there is no display {display}"
        self._root = self._x.XDefaultRootWindow(self._display)
        resources = self._randr.XRRGetScreenResources(self._display, self._root).contents
        self._output = (number * 1)(resources.outputs[0])
        self._owner = ""
        self._there: set[str] = set()

    def put(self, name: str, place: Place, *, primary: bool = False) -> None:
        """Plug a monitor in; the first has the screen's real output.

        One that is there cannot be put again: X takes a name once only.
        """
        assert name not in self._there
        self._there.add(name)
        self._owner = self._owner or name
        owns = self._owner == name
        monitor = _Monitor(
            self._atom(name),
            int(primary),
            0,
            int(owns),
            *place,
            place[2] // 4,
            place[3] // 4,
            self._output if owns else None,
        )
        self._randr.XRRSetMonitor(self._display, self._root, ctypes.byref(monitor))
        self._x.XSync(self._display, 0)

    def unplug(self, name: str) -> None:
        """Take a monitor away."""
        self._there.discard(name)
        self._randr.XRRDeleteMonitor(self._display, self._root, self._atom(name))
        self._x.XSync(self._display, 0)

    def close(self) -> None:
        """Leave the display."""
        self._x.XCloseDisplay(self._display)

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), 0))
