"""The station's window in a process of its own, driven by lines, so that its memory can be read.

``python -m tests.support.marked_station SETTINGS`` (JSON) reads one command a line from stdin and
answers each with a line of JSON. A browser is somebody else's process: the addresses that it would
be given are answered to whoever drives. A badge to scan comes as bytes that are overwritten here.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.qt.first_import import import_qt

import_qt()

from PySide6.QtCore import QMimeData, QObject, QSettings  # noqa: E402 - see above
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit  # noqa: E402

from kiosk.app import Station  # noqa: E402
from kiosk.commands.self_test_hands import ENTER, SCANNER_KEY_MS, Hands  # noqa: E402
from kiosk.controllers.person_view import PersonStage  # noqa: E402
from kiosk.controllers.search_view import SearchStage  # noqa: E402
from kiosk.controllers.window_state import PageName  # noqa: E402
from kiosk.models.settings import (  # noqa: E402
    BadgeSettings,
    Settings,
    StationSettings,
    TenantSettings,
)
from kiosk.station_options import StationOptions  # noqa: E402

_PR_SET_DUMPABLE = 4
_LONGEST_SCAN = 2048


class _PipedBrowser:
    """Has the one who drives open the page."""

    def open(self, address: str) -> bool:
        _answer({"open": address})
        return True


class _Driver:
    """Does what each line says."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self._hands = Hands(station, Path())
        self.may_go_on = True

    def do(self, name: str, words: list[str]) -> object:
        work: Callable[..., object] = getattr(self, f"_{name.replace('-', '_')}")
        return work(*words)

    def _sign_in(self) -> None:
        self._hands.press("signInButton")
        self._hands.wait_for_page(PageName.SEARCH)

    def _find(self, name: str) -> None:
        self._hands.type_text("searchField", name)
        search = self.station.conversations.search
        self._hands.wait_until(lambda: search.view.stage is SearchStage.FOUND)
        self._hands.choose_first("resultsList")
        self._person()

    def _own(self) -> None:
        self._hands.press("ownPinButton")
        self._person()

    def _scan(self, length: str) -> None:
        content = bytearray(int(length))
        view = memoryview(content)
        while view:
            view = view[os.readv(0, [view]) :]
        self._hands.wait_until(self.station.window.isActiveWindow)
        at = time.monotonic_ns() // 1_000_000
        for number in range(len(content)):
            at += SCANNER_KEY_MS
            self._hands.press_key(chr(content[number]), at)
            content[number] = 0
        self._hands.press_key(ENTER, at + SCANNER_KEY_MS)

    def _ask(self, button: str, also: str = "") -> None:
        self._hands.press(button)
        self._hands.wait_for_page(PageName.CONFIRM)
        if also:
            self._hands.press(also)
        self._hands.press("confirmButton")

    def _result(self) -> None:
        self._hands.wait_for_page(PageName.RESULT)
        result = self.station.conversations.result
        self._hands.wait_until(
            lambda: result.view is not None and (result.view.may_print or not result.view.has_paper)
        )
        self.station.window.grab()

    def _press(self, button: str) -> None:
        self._hands.press(button)

    def _page(self, name: str) -> None:
        self._hands.wait_for_page(PageName[name])

    def _save(self, path: str) -> None:
        result = self.station.conversations.result
        result.save_pdf(path)
        self._hands.wait_until(lambda: result.view is not None and result.view.saved_to == path)

    def _notice(self) -> None:
        """Wait until something is said, and take it away."""
        self._hands.wait_until(lambda: self.station.controller.notice is not None)
        self.station.controller.dismiss_notice()

    def _lock(self) -> None:
        self.station.controller.lock()
        self._hands.wait_for_page(PageName.WELCOME)

    def _rest(self) -> None:
        """Wait until nothing is under way, and let whoever drives read this memory."""
        self._hands.wait_until(lambda: self.station.runner.running == 0)
        QApplication.processEvents()
        # As the program sets it, only root could.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)

    def _texts(self) -> list[str]:
        """Return every text, name and description that any living widget has or can bring back."""
        texts: list[str] = [QGuiApplication.applicationDisplayName()]
        for widget in QApplication.allWidgets():
            texts += [widget.windowTitle(), widget.windowIconText(), widget.windowFilePath()]
            texts += [widget.objectName(), widget.accessibleName(), widget.accessibleDescription()]
            texts += [widget.toolTip(), widget.statusTip(), widget.whatsThis()]
            texts += [
                str(widget.property(name)) for name in ("text", "plainText", "placeholderText")
            ]
            texts += _dynamic(widget)
            interface = QAccessible.queryAccessibleInterface(widget)
            if interface is not None:
                texts += [interface.text(kind) for kind in QAccessible.Text if kind.value < 5]
            if isinstance(widget, QLineEdit):
                texts += _brought_back(widget)
            if isinstance(widget, QTextEdit):
                texts.append(widget.toHtml())
        for mode in QClipboard.Mode:
            texts += _on_clipboard(QGuiApplication.clipboard().mimeData(mode))
        return [text for text in texts if text]

    def _settings(self) -> list[str]:
        """Return the keys of Qt's own settings of this program, and those of everybody."""
        return [*QSettings().allKeys(), *QSettings("PIN Kiosk").allKeys()]

    def _end(self) -> None:
        self.may_go_on = False

    def _person(self) -> None:
        self._hands.wait_for_page(PageName.PERSON)
        person = self.station.conversations.person
        self._hands.wait_until(
            lambda: person.view is not None and person.view.stage is PersonStage.READY
        )


def _dynamic(thing: QObject) -> list[str]:
    """Return what a widget was given as properties, except what has no Python type."""
    values = []
    for name in thing.dynamicPropertyNames():
        with contextlib.suppress(RuntimeError):
            values.append(str(thing.property(bytes(name.data()).decode())))
    return values


def _brought_back(field: QLineEdit) -> list[str]:
    """Return what Undo would bring back into a field, step by step."""
    texts = [field.text()]
    while field.isUndoAvailable():
        field.undo()
        texts.append(field.text())
    return texts


def _on_clipboard(data: QMimeData | None) -> list[str]:
    if data is None:
        return []
    return [
        data.text(),
        *(bytes(data.data(name).data()).decode("latin-1") for name in data.formats()),
    ]


_output = threading.Lock()


def _answer(document: dict[str, object]) -> None:
    # Addresses come from a thread of their own.
    with _output:
        sys.stdout.write(json.dumps(document) + "\n")
        sys.stdout.flush()


def _line() -> str:
    """Read a line of stdin without anybody reading ahead, where a badge may follow."""
    line = bytearray()
    while not line.endswith(b"\n"):
        sign = os.read(0, 1)
        if not sign:
            return '["end"]'
        line += sign
    return line.decode()


def main() -> None:
    """Open the window and do what comes in, until nothing comes any more."""
    given = json.loads(sys.argv[1])
    folder = Path(given["folder"])
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("PIN Kiosk")
    settings = Settings(
        tenant=TenantSettings(**given["tenant"]),
        station=StationSettings(name="Till 4"),
        badge=BadgeSettings(**given.get("badge", {})),
    )
    options = StationOptions(
        settings,
        practice=False,
        audit_file=folder / "audit.jsonl",
        paper_file=folder / "paper.json",
    )
    station = Station(application, options, browser=_PipedBrowser())
    station.crash_hook.install()
    logging.getLogger("kiosk").debug("the window is made")
    station.window.setMinimumSize(1280, 800)
    station.show()
    driver = _Driver(station)
    try:
        while driver.may_go_on:
            name, *words = json.loads(_line())
            try:
                _answer({"done": driver.do(name, words)})
            except Exception as error:  # noqa: BLE001 - whoever drives says what is wrong
                notice = station.controller.notice
                _answer({"failed": type(error).__name__, "at": name, "notice": str(notice)})
    finally:
        station.window.close()
        station.close()


if __name__ == "__main__":
    main()
