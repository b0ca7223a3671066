"""Which of Linux's two ways to a screen the station takes, and whether it leads there.

Qt itself ends the process where it finds no way, with words that help nobody, and waits for
ever for a screen that takes connections and says nothing.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from kiosk.models.errors import ErrorCode, StationError

_X11, _WAYLAND = "xcb", "wayland"
"""Qt's names of the two ways."""

_VARIABLES = {_X11: "DISPLAY", _WAYLAND: "WAYLAND_DISPLAY"}
_SECONDS = 10.0
"""How long a screen may take to answer; one on this computer takes a thousandth of a second."""

_Close = Callable[[], object]


@contextmanager
def way_to_screen() -> Iterator[list[str]]:
    """Give the arguments that lead Qt to the screen, for whoever makes Qt's application inside.

    Raises StationError: SCREEN_MISSING where none is named, SCREEN_NOT_ANSWERING where the one
    that is named does not answer within seconds or does not let this program in.

    The frozen program speaks X11 only. In a session of Wayland it is shown by way of XWayland,
    and Qt is told so, because it would look for its part for Wayland first and complain.
    """
    chosen = [one.partition(":")[0] for one in _variable("QT_QPA_PLATFORM").split(";") if one]
    if not sys.platform.startswith("linux") or not set(chosen) <= {_X11, _WAYLAND}:
        yield []
        return
    speaks_wayland = _speaks_wayland()
    known = [_WAYLAND, _X11] if speaks_wayland else [_X11]
    named = chosen or [way for way in known if _variable(_VARIABLES[way])]
    if not named:
        raise StationError(ErrorCode.SCREEN_MISSING)
    for way in named:
        close = _connection(way)
        if close is not None:
            leaves_it_to_qt = chosen or (speaks_wayland and way == named[0])
            try:
                yield [] if leaves_it_to_qt else ["-platform", way]
            finally:
                # Not before Qt has its own: some screens end with their last connection.
                close()
            return
    raise StationError(
        ErrorCode.SCREEN_NOT_ANSWERING, {"display": _variable(_VARIABLES[named[-1]])}
    )


def _variable(name: str) -> str:
    return os.environ.get(name, "")


def _speaks_wayland() -> bool:
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return any((plugins / "platforms").glob("libqwayland*"))


def _connection(way: str) -> _Close | None:
    """Return what closes a connection to the screen, which does answer; else None."""
    opened: list[_Close] = []

    def connect() -> None:
        close = _connect_x11() if way == _X11 else _connect_wayland()
        if close is not None:
            opened.append(close)

    # Nothing ends such a call but its answer, so it may be left to itself.
    thread = threading.Thread(target=connect, daemon=True)
    with _nothing_on_stderr():
        thread.start()
        thread.join(_SECONDS)
    return opened[0] if opened else None


def _connect_x11() -> _Close | None:
    """Connect as Qt does, by the same library: it knows display names and cookies (libxcb)."""
    import ctypes  # noqa: PLC0415 - on Linux with a screen only

    try:
        xcb = ctypes.CDLL(_LIBRARIES[_X11])
    except OSError:
        return _leave_it_to_qt
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    if xcb.xcb_connection_has_error(connection):
        xcb.xcb_disconnect(connection)
        return None
    return lambda: xcb.xcb_disconnect(connection)


def _connect_wayland() -> _Close | None:
    """Connect, and wait until what was asked is answered (Wayland, 'Client API')."""
    import ctypes  # noqa: PLC0415 - on Linux with a screen only

    if _variable("WAYLAND_SOCKET"):
        # A connection that somebody has opened for Qt, and that serves once.
        return _leave_it_to_qt
    try:
        wayland = ctypes.CDLL(_LIBRARIES[_WAYLAND])
    except OSError:
        return _leave_it_to_qt
    wayland.wl_display_connect.restype = ctypes.c_void_p
    address = wayland.wl_display_connect(None)
    if not address:
        return None
    display = ctypes.c_void_p(address)
    if wayland.wl_display_roundtrip(display) < 0:
        wayland.wl_display_disconnect(display)
        return None
    return lambda: wayland.wl_display_disconnect(display)


_LIBRARIES = {_X11: "libxcb.so.1", _WAYLAND: "libwayland-client.so.0"}
"""The system's own, as for Qt; named here, because what a call names would be frozen too."""


def _leave_it_to_qt() -> None:
    """Close nothing: there is no connection of ours, and Qt finds out."""


@contextmanager
def _nothing_on_stderr() -> Iterator[None]:
    """Keep what the libraries write there; the station has a sentence of its own."""
    try:
        before = os.dup(2)
    except OSError:
        yield
        return
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 2)
        os.close(nothing)
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
