"""Notices that the computer is locked, goes to another account or to sleep.

Linux tells it through logind on the system bus, Windows through messages to a window, macOS
as `kiosk.qt.mac_session` says. Sleep is noticed everywhere, by the clock. Nothing of this is
ever missed loudly: a station without it locks itself by its own idle time.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from ctypes import c_int32, c_size_t, c_ssize_t, c_uint32, c_void_p
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QEvent,
    QObject,
    QTimer,
    Signal,
    Slot,
)

from kiosk.models.moment import Moment
from kiosk.qt.overrides import qt_override

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtDBus import QDBusConnection
    from PySide6.QtWidgets import QWidget

    from kiosk.models.clock import Clock
    from kiosk.qt.jobs import JobRunner

_LOOK_MS = 1000
_BUS_SECONDS = 20.0
_CALL_MS = 3000

_BUS_NAME = "pin-kiosk-session"
_LOGIND = "org.freedesktop.login1"
_MANAGER_PATH = "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"
_SESSION = "org.freedesktop.login1.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"

# From winuser.h and wtsapi32.h.
WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
_SUSPENDING_OR_BACK = frozenset({0x04, 0x07, 0x12})
"""PBT_APMSUSPEND, PBT_APMRESUMESUSPEND and PBT_APMRESUMEAUTOMATIC."""
_LEAVING = frozenset({2, 4, 6, 7})
"""WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF and WTS_SESSION_LOCK."""
_THIS_SESSION = 0


class Watch(Protocol):
    """What watches the system's session until it is stopped."""

    def stop(self) -> None:
        """Watch no longer; may be called twice."""
        ...


class SessionLock(QObject):
    """Emits `locked` when the system is locked, switched to another account, or has slept.

    `seconds` is how long a sleep may be at most that is no reason. `window` is the one that
    Windows sends its messages to.
    """

    locked = Signal()

    def __init__(self, seconds: int, clock: Clock, runner: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._watches: list[Watch] = [SleepWatch(seconds, clock, self.locked.emit, self)]

    def begin(self) -> None:
        """Watch; what could take long is done on a worker."""
        if sys.platform == "win32":
            self._watches.append(WindowsSession(self._window, self.locked.emit))
        elif sys.platform == "darwin":
            from kiosk.qt.mac_session import this_macs_session  # noqa: PLC0415 - only there

            if (watch := this_macs_session(self.locked.emit)) is not None:
                self._watches.append(watch)
        elif sys.platform.startswith("linux"):
            self._runner.start(
                lambda _: find_session(),
                done=self._take_session,
                failed=lambda _: None,
                time_limit=_BUS_SECONDS,
            )

    def stop(self) -> None:
        """Watch no longer; may be called twice."""
        for watch in self._watches:
            watch.stop()

    def _take_session(self, path: str | None) -> None:
        if path is not None:
            self._watches.append(LogindSession(path, self.locked.emit, self))


class SleepWatch(QObject):
    """Notices that a second took much longer than a second, by either of the two clocks."""

    def __init__(
        self, seconds: int, clock: Clock, slept: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._clock = clock
        self._slept = slept
        self._last = Moment.now(clock)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """See how much time has gone since the last look."""
        before, self._last = self._last, Moment.now(self._clock)
        if self._last.seconds_since(before) > self._seconds:
            self._slept()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()


# Linux


def find_session() -> str | None:
    """Return logind's path of the session that this program is in; None where there is none.

    Blocks, and keeps the connection to the system bus open for `LogindSession`.
    """
    try:
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - on a worker
    except ImportError:
        return None
    # One of an earlier time may lead to a bus that is gone.
    QDBusConnection.disconnectFromBus(_BUS_NAME)
    bus = _system_bus(QDBusConnection)
    if not bus.isConnected():
        return None
    try:
        path = _session_path(bus)
    except BaseException:
        QDBusConnection.disconnectFromBus(_BUS_NAME)
        raise
    if path is None:
        QDBusConnection.disconnectFromBus(_BUS_NAME)
    return path


def _session_path(bus: QDBusConnection) -> str | None:
    """Ask logind; a program that the account's service manager started is in no session itself.

    For that one logind has the session that the account is shown in, under the name 'auto'.
    """
    auto = _call(bus, f"{_MANAGER_PATH}/session/auto", _PROPERTIES, "Get", [_SESSION, "Id"])
    for name in (os.environ.get("XDG_SESSION_ID", ""), _text_in(auto)):
        if name and (path := _path_in(_call(bus, _MANAGER_PATH, _MANAGER, "GetSession", [name]))):
            return path
    return None


def _system_bus(kind: type[QDBusConnection]) -> QDBusConnection:
    address = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "")
    if address:
        return kind.connectToBus(address, _BUS_NAME)
    return kind.connectToBus(kind.BusType.SystemBus, _BUS_NAME)


def _call(
    bus: QDBusConnection, path: str, interface: str, method: str, arguments: list[Any]
) -> list[Any]:
    from PySide6.QtDBus import QDBus, QDBusMessage  # noqa: PLC0415 - loaded by now

    call = QDBusMessage.createMethodCall(_LOGIND, path, interface, method)
    call.setArguments(arguments)
    return list(bus.call(call, QDBus.CallMode.Block, _CALL_MS).arguments())


def _path_in(answer: list[Any]) -> str | None:
    path = answer[0].path() if answer and hasattr(answer[0], "path") else ""
    return path if path.startswith("/") else None


def _text_in(answer: list[Any]) -> str:
    value = answer[0] if answer else ""
    return str(value.variant() if hasattr(value, "variant") else value)


class LogindSession(QObject):
    """Listens to what logind says of a session and of the whole machine."""

    def __init__(self, path: str, left: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - loaded by now

        self._left = left
        self._bus = QDBusConnection(_BUS_NAME)
        # Without the name of a service, because looking that up would block. A signal that
        # somebody else sends on the system bus could do no more than lock the station.
        connect = self._bus.connect
        connect("", path, _SESSION, "Lock", self, _slot("lock_asked()"))
        connect("", _MANAGER_PATH, _MANAGER, "PrepareForSleep", self, _slot("sleeping(bool)"))
        changed = _slot("changed(QString,QVariantMap,QStringList)")
        connect("", path, _PROPERTIES, "PropertiesChanged", self, changed)

    @Slot()
    def lock_asked(self) -> None:
        """Hear that the session is to be locked."""
        self._left()

    @Slot(bool)
    def sleeping(self, _begins: bool) -> None:  # noqa: FBT001 - as logind sends it
        """Hear that the computer goes to sleep, or has come back."""
        self._left()

    @Slot("QString", "QVariantMap", "QStringList")
    def changed(self, _interface: str, values: dict[str, Any], _others: list[str]) -> None:
        """Hear that another session is in front, or that the screen is locked."""
        if values.get("Active") is False or values.get("LockedHint") is True:
            self._left()

    def stop(self) -> None:
        """Listen no longer."""
        self._bus.disconnectFromBus(_BUS_NAME)


def _slot(signature: str) -> Any:
    # What SLOT returns is a text, which is taken; the bytes that the stubs ask for are not.
    return SLOT(signature)


# Windows


class Message(ctypes.Structure):
    """MSG of winuser.h; `wparam` is a UINT_PTR and `lparam` a LONG_PTR."""

    _fields_: ClassVar = [
        ("window", c_void_p),
        ("message", c_uint32),
        ("wparam", c_size_t),
        ("lparam", c_ssize_t),
        ("time", c_uint32),
        ("x", c_int32),
        ("y", c_int32),
    ]


def is_leaving(message: int, wparam: int) -> bool:
    """Say whether a message tells of a lock, a switch to another account, or sleep."""
    if message == WM_WTSSESSION_CHANGE:
        return wparam in _LEAVING
    return message == WM_POWERBROADCAST and wparam in _SUSPENDING_OR_BACK


class MessageFilter(QAbstractNativeEventFilter):
    """Reads each message to a window of this program, and takes none of them."""

    def __init__(self, left: Callable[[], None]) -> None:
        super().__init__()
        self._left = left

    @qt_override
    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Look at a message; it goes on as it would."""
        if (kind.data() if isinstance(kind, QByteArray) else kind) == b"windows_generic_MSG":
            told = Message.from_address(int(message))
            if is_leaving(told.message, told.wparam):
                self._left()
        return False, 0


class WindowsSession(QObject):
    """Has Windows tell a window of its session, and listens.

    Windows knows the window by a handle, and what Qt makes anew has another one: that is asked
    for again. `library` is wtsapi32, with WTSRegisterSessionNotification and its counterpart;
    handed in, because none of this has been run on Windows.
    """

    def __init__(self, window: QWidget, left: Callable[[], None], library: Any = None) -> None:
        super().__init__(window)
        self._window = window
        self._library = library or _wtsapi()
        self._handle = 0
        self._filter: MessageFilter | None = MessageFilter(left)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        window.installEventFilter(self)
        self._ask()

    @qt_override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ask again for a window that Qt has made anew; the event goes on as it would."""
        if event.type() is QEvent.Type.WinIdChange and watched is self._window:
            self._ask()
        return False

    def _ask(self) -> None:
        # Not `winId`, which would make a window where there is none just now.
        handle = int(self._window.effectiveWinId())
        if handle in (0, self._handle):
            return
        self._handle = handle
        if self._library is not None:
            self._library.WTSRegisterSessionNotification(handle, _THIS_SESSION)

    def stop(self) -> None:
        """Listen no longer."""
        self._window.removeEventFilter(self)
        told, self._filter = self._filter, None
        application = QCoreApplication.instance()
        if told is None or application is None:
            return
        application.removeNativeEventFilter(told)
        if self._library is not None and self._handle:
            self._library.WTSUnRegisterSessionNotification(self._handle)


def _wtsapi() -> Any:
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            library = ctypes.WinDLL("wtsapi32", use_last_error=True)
            library.WTSRegisterSessionNotification.argtypes = (c_void_p, c_uint32)
            library.WTSRegisterSessionNotification.restype = c_int32
            library.WTSUnRegisterSessionNotification.argtypes = (c_void_p,)
            library.WTSUnRegisterSessionNotification.restype = c_int32
            return library
    return None
