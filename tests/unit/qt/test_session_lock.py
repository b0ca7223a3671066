"""The system is locked, switched to another account, or sleeps, and the station hears of it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.models.clock import SystemClock
from kiosk.qt import mac_session, session_lock
from kiosk.qt.jobs import JobRunner
from kiosk.qt.session_lock import (
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    LogindSession,
    Message,
    MessageFilter,
    SessionLock,
    SleepWatch,
    WindowsSession,
    find_session,
    is_leaving,
)
from tests.support.system_bus import SESSION, Logind, bus_in, logind_on, wait_until_subscribed


class Heard:
    """Counts how often something was said."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


# Any system's clock


class SleepyClock(SystemClock):
    """A clock of which either half can jump."""

    def __init__(self) -> None:
        self.slept = timedelta()
        self.passed = 0.0

    def now(self) -> Any:
        return super().now() + self.slept

    def monotonic(self) -> float:
        return super().monotonic() + self.passed


def test_a_sleep_longer_than_the_idle_time_is_noticed_by_either_clock(qtbot: QtBot) -> None:
    clock, slept = SleepyClock(), Heard()
    watch = SleepWatch(120, clock, slept)
    watch.stop()
    watch.look()
    clock.slept = timedelta(seconds=100)
    watch.look()
    assert slept.times == 0
    clock.slept += timedelta(seconds=130)
    watch.look()
    watch.look()
    assert slept.times == 1
    clock.passed = 130
    watch.look()
    watch.look()
    assert slept.times == 2
    # A clock that is put back has not slept.
    clock.slept -= timedelta(hours=2)
    watch.look()
    assert slept.times == 2


def test_it_looks_by_itself(qtbot: QtBot) -> None:
    clock, slept = SleepyClock(), Heard()
    watch = SleepWatch(120, clock, slept)
    clock.slept = timedelta(hours=8)
    qtbot.waitUntil(lambda: slept.times == 1)
    watch.stop()


# Linux


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with bus_in(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        monkeypatch.setenv("XDG_SESSION_ID", "7")
        yield address


@pytest.fixture
def logind(bus: str) -> Iterator[Logind]:
    with logind_on(bus) as running:
        yield running


@pytest.fixture
def listener(logind: Logind, qapp: object) -> Iterator[tuple[LogindSession, Heard]]:
    del logind, qapp
    heard = Heard()
    path = find_session()
    assert path == SESSION
    session = LogindSession(path, heard)
    wait_until_subscribed()
    yield session, heard
    session.stop()


def test_logind_that_asks_for_a_lock_is_heard(
    qtbot: QtBot, logind: Logind, listener: tuple[LogindSession, Heard]
) -> None:
    _, heard = listener
    logind.lock(f"{SESSION}8")
    logind.lock()
    qtbot.waitUntil(lambda: heard.times > 0)
    assert heard.times == 1


def test_sleep_and_waking_are_heard(
    qtbot: QtBot, logind: Logind, listener: tuple[LogindSession, Heard]
) -> None:
    _, heard = listener
    logind.sleep(begins=True)
    qtbot.waitUntil(lambda: heard.times == 1)
    logind.sleep(begins=False)
    qtbot.waitUntil(lambda: heard.times == 2)


def test_another_session_in_front_and_a_locked_screen_are_heard_and_nothing_else(
    qtbot: QtBot, logind: Logind, listener: tuple[LogindSession, Heard]
) -> None:
    _, heard = listener
    logind.change("IdleHint", True)
    logind.change("LockedHint", False)
    logind.change("Active", True)
    logind.change("Active", False)
    qtbot.waitUntil(lambda: heard.times > 0)
    assert heard.times == 1
    logind.change("LockedHint", True)
    qtbot.waitUntil(lambda: heard.times == 2)


def test_a_program_in_no_session_finds_the_one_that_its_account_is_shown_in(
    logind: Logind, monkeypatch: pytest.MonkeyPatch
) -> None:
    del logind
    monkeypatch.delenv("XDG_SESSION_ID")
    assert find_session() == SESSION
    monkeypatch.setenv("XDG_SESSION_ID", "c1")
    assert find_session() == SESSION


def test_an_account_without_any_session_is_left_alone(
    bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_SESSION_ID")
    with logind_on(bus, auto=""):
        assert find_session() is None


def test_a_bus_without_logind_and_no_bus_at_all_are_silent(
    bus: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    del bus
    assert find_session() is None
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'nothing'}")
    assert find_session() is None
    assert capfd.readouterr().err == ""


def test_the_whole_way_from_logind_to_the_signal(
    qtbot: QtBot, logind: Logind, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, runner, heard = QWidget(), JobRunner(), Heard()
    qtbot.addWidget(window)
    lock = SessionLock(120, SystemClock(), runner, window)
    lock.locked.connect(heard)
    lock.begin()
    qtbot.waitUntil(lambda: any(isinstance(one, LogindSession) for one in lock._watches))
    wait_until_subscribed()
    logind.lock()
    qtbot.waitUntil(lambda: heard.times == 1)
    lock.stop()
    lock.stop()
    assert runner.close(5)


# Windows, which none of this has run on: messages as its documentation has them


@pytest.mark.parametrize(
    ("message", "wparam", "leaves"),
    [
        (WM_WTSSESSION_CHANGE, 1, False),  # WTS_CONSOLE_CONNECT
        (WM_WTSSESSION_CHANGE, 2, True),  # WTS_CONSOLE_DISCONNECT
        (WM_WTSSESSION_CHANGE, 3, False),  # WTS_REMOTE_CONNECT
        (WM_WTSSESSION_CHANGE, 4, True),  # WTS_REMOTE_DISCONNECT
        (WM_WTSSESSION_CHANGE, 5, False),  # WTS_SESSION_LOGON
        (WM_WTSSESSION_CHANGE, 6, True),  # WTS_SESSION_LOGOFF
        (WM_WTSSESSION_CHANGE, 7, True),  # WTS_SESSION_LOCK
        (WM_WTSSESSION_CHANGE, 8, False),  # WTS_SESSION_UNLOCK
        (WM_POWERBROADCAST, 0x04, True),  # PBT_APMSUSPEND
        (WM_POWERBROADCAST, 0x07, True),  # PBT_APMRESUMESUSPEND
        (WM_POWERBROADCAST, 0x12, True),  # PBT_APMRESUMEAUTOMATIC
        (WM_POWERBROADCAST, 0x0A, False),  # PBT_APMPOWERSTATUSCHANGE
        (0x0100, 7, False),  # WM_KEYDOWN
    ],
)
def test_which_messages_of_windows_lock_the_station(
    message: int, wparam: int, leaves: bool
) -> None:
    assert is_leaving(message, wparam) is leaves
    heard = Heard()
    told = Message(message=message, wparam=wparam, lparam=1)
    listener = MessageFilter(heard)
    address = ctypes.addressof(told)
    assert listener.nativeEventFilter(b"xcb_generic_event_t", address) == (False, 0)
    assert heard.times == 0
    assert listener.nativeEventFilter(b"windows_generic_MSG", address) == (False, 0)
    assert heard.times == int(leaves)


def test_the_message_is_laid_out_as_on_windows() -> None:
    if ctypes.sizeof(ctypes.c_void_p) != 8:
        pytest.skip("needs a 64-bit Python")
    offsets = [getattr(Message, name).offset for name, *_ in Message._fields_]
    assert offsets == [0, 8, 16, 24, 32, 36, 40]
    assert ctypes.sizeof(Message) == 48


class Library:
    """wtsapi32, as far as it is called."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int]] = []

    def WTSRegisterSessionNotification(self, window: int, flags: int) -> int:  # noqa: N802
        assert flags == 0
        self.calls.append(("register", window))
        return 1

    def WTSUnRegisterSessionNotification(self, window: int) -> int:  # noqa: N802
        self.calls.append(("unregister", window))
        return 1


def test_windows_is_asked_to_tell_the_window_and_asked_to_stop(qtbot: QtBot) -> None:
    window, library = QWidget(), Library()
    qtbot.addWidget(window)
    handle = int(window.winId())
    session = WindowsSession(window, Heard(), library)
    session.stop()
    session.stop()
    assert library.calls == [("register", handle), ("unregister", handle)]


def test_windows_is_asked_again_for_a_window_that_was_made_anew(qtbot: QtBot) -> None:
    window, library = QWidget(), Library()
    qtbot.addWidget(window)
    window.show()
    before = int(window.winId())
    session = WindowsSession(window, Heard(), library)
    window.destroy()
    window.create()
    window.show()
    after = int(window.winId())
    assert after != before
    assert library.calls == [("register", before), ("register", after)]
    session.stop()
    assert library.calls[2:] == [("unregister", after)]
    window.destroy()
    window.create()
    assert len(library.calls) == 3


def test_a_window_that_is_not_made_yet_is_asked_for_once_it_is(qtbot: QtBot) -> None:
    window, library = QWidget(), Library()
    qtbot.addWidget(window)
    session = WindowsSession(window, Heard(), library)
    assert library.calls == []
    window.show()
    assert library.calls == [("register", int(window.winId()))]
    session.stop()


def test_without_the_library_windows_tells_of_sleep_alone(qtbot: QtBot) -> None:
    assert session_lock._wtsapi() is None
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    session = WindowsSession(window, Heard())
    session.stop()


# macOS, which none of this has run on either


class Foundation:
    """CoreFoundation, as far as it is called."""

    def __init__(self, centre: int | None = 7) -> None:
        self.centre = centre
        self.observers: dict[tuple[int, int], Any] = {}
        self.texts: dict[int, bytes] = {}
        self.released: list[int] = []

    def CFNotificationCenterGetDistributedCenter(self) -> int | None:  # noqa: N802
        return self.centre

    def CFStringCreateWithCString(self, _: None, text: bytes, encoding: int) -> int:  # noqa: N802
        assert encoding == 0x08000100
        self.texts[41] = text
        return 41

    def CFNotificationCenterAddObserver(  # noqa: N802
        self, centre: int, observer: int, heard: Any, name: int, about: None, behaviour: int
    ) -> None:
        assert (self.texts[name], about, behaviour) == (b"com.apple.screenIsLocked", None, 4)
        self.observers[centre, observer] = heard

    def CFNotificationCenterRemoveEveryObserver(  # noqa: N802
        self, centre: int, observer: int
    ) -> None:
        del self.observers[centre, observer]

    def CFRelease(self, what: int) -> None:  # noqa: N802
        self.released.append(what)


def test_the_locked_screen_of_a_mac_is_heard_until_it_is_stopped() -> None:
    library, heard = Foundation(), Heard()
    session = mac_session.MacSession(heard, library)
    ((centre, observer), callback), *_ = library.observers.items()
    # Called through C, as macOS does.
    callback(centre, observer, 41, None, None)
    assert heard.times == 1
    assert library.released == [41]
    session.stop()
    session.stop()
    assert library.observers == {}


def test_a_mac_without_a_centre_is_left_alone() -> None:
    library = Foundation(centre=None)
    mac_session.MacSession(Heard(), library).stop()
    assert library.observers == {}


def test_every_call_of_the_mac_has_its_signature() -> None:
    names = [name for name in dir(Foundation) if name.startswith("CF")]
    assert sorted(names) == sorted(mac_session.SIGNATURES)
    if sys.platform != "darwin":
        assert mac_session.this_macs_session(Heard()) is None
