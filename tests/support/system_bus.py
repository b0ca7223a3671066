"""A private system bus with a logind of our own on it, gone when the test is over."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from kiosk.qt import session_lock
from tests.support.printers import BUS_CONFIGURATION, running, wait_until

SESSION = "/org/freedesktop/login1/session/_37"
MANAGER = "/org/freedesktop/login1"

# A process of its own, as the real one is: it answers while the test's process waits for it.
_LOGIND = """
import json, os, sys
from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusVariant
from PySide6.QtDBus import QDBusVirtualObject

class Logind(QDBusVirtualObject):
    def introspect(self, path):
        return ""
    def handleMessage(self, message, connection):
        asked, given = message.member(), message.arguments()
        if asked == "GetSession" and given == ["7"]:
            self.reply(message, connection, QDBusObjectPath(SESSION))
        elif asked == "Get" and message.path().endswith("/session/auto") and given[1] == "Id":
            self.reply(message, connection, QDBusVariant(AUTO))
        else:
            connection.send(message.createErrorReply("org.freedesktop.login1.NoSuchSession", ""))
        return True
    def reply(self, message, connection, value):
        answer = message.createReply()
        answer.setArguments([value])
        connection.send(answer)

SESSION, AUTO = sys.argv[2], sys.argv[3]
application = QCoreApplication([])
bus = QDBusConnection.connectToBus(sys.argv[1], "logind")
logind = Logind()
bus.registerVirtualObject("/", logind, QDBusConnection.VirtualObjectRegisterOption.SubPath)
assert bus.registerService("org.freedesktop.login1")

def tell():
    text = os.read(0, 65536)
    if not text:
        application.quit()
    for line in text.splitlines():
        path, interface, name, arguments = json.loads(line)
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(arguments)
        bus.send(signal)

listener = QSocketNotifier(0, QSocketNotifier.Type.Read)
listener.activated.connect(tell)
print("ready", flush=True)
application.exec()
"""


class Logind:
    """The logind of the private bus; it says what a test has it say."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def say(self, path: str, interface: str, name: str, *arguments: object) -> None:
        """Send a signal."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([path, interface, name, list(arguments)]) + "\n")
        self._process.stdin.flush()

    def lock(self, path: str = SESSION) -> None:
        """Ask for a session to be locked."""
        self.say(path, "org.freedesktop.login1.Session", "Lock")

    def sleep(self, *, begins: bool) -> None:
        """Say that the machine goes to sleep, or has come back."""
        self.say(MANAGER, "org.freedesktop.login1.Manager", "PrepareForSleep", begins)

    def change(self, name: str, value: object) -> None:
        """Say that a property of the session has changed."""
        interface = "org.freedesktop.DBus.Properties"
        about = "org.freedesktop.login1.Session"
        self.say(SESSION, interface, "PropertiesChanged", about, {name: value}, [""])


def wait_until_subscribed() -> None:
    """Return when the bus knows which signals the station has asked for.

    It takes what comes over one connection in its order, and asking for a signal is not answered.
    """
    connection = QDBusConnection(session_lock._BUS_NAME)
    bus = "org.freedesktop.DBus"
    call = QDBusMessage.createMethodCall(bus, "/org/freedesktop/DBus", bus, "GetId")
    answer = connection.call(call)
    assert answer.type() is QDBusMessage.MessageType.ReplyMessage, answer.errorMessage()


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def bus_in(folder: Path) -> Iterator[str]:
    """Run a bus, or skip; give its address."""
    program = shutil.which("dbus-daemon") if sys.platform.startswith("linux") else None
    if program is None:
        pytest.skip("needs dbus-daemon (it is not installed)")
    # Paths of sockets are short.
    socket, configuration = folder / "bus", folder / "bus.conf"
    configuration.write_text(BUS_CONFIGURATION.format(socket=socket), "utf-8")
    command = [program, f"--config-file={configuration}", "--nofork"]
    with running(command, folder / "bus.log", os.environ):
        if not wait_until(socket.exists, 5):
            pytest.skip("needs dbus-daemon (it does not start)")
        yield f"unix:path={socket}"


@contextmanager
def logind_on(address: str, auto: str = "7") -> Iterator[Logind]:
    """Run a logind on a bus that knows one session, number 7."""
    process = subprocess.Popen(
        [sys.executable, "-c", _LOGIND, address, SESSION, auto],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        yield Logind(process)
    finally:
        _end(process)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
