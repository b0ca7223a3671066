"""The station's window on a practice tenant, used by hands that disturb no measurement."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import requests
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app import Station
from kiosk.commands.self_test_hands import ENTER, SCANNER_KEY_MS, Hands, VisitingBrowser
from kiosk.commands.self_test_steps import MainJob
from kiosk.controllers.window_state import PageName
from kiosk.models.cancellation import CancelToken
from kiosk.models.settings import Settings
from kiosk.practice.launcher import PracticeTenant, PracticeTenantProcess
from kiosk.station_options import StationOptions
from kiosk.station_tenant import tenant_settings
from kiosk.views.pages.page import Page


class QuietHands(Hands):
    """Takes no pictures, because painting them would be measured too, and scans in real time.

    `scanned_at` is when the last key of a scan was pressed.
    """

    scanned_at = 0.0

    def photograph(self, name: str) -> None:
        """Do nothing."""
        del name

    def scan(self, content: str) -> None:
        """Press each key when a scanner would."""
        self.wait_until(self._station.window.isActiveWindow)
        for sign in [*content, ENTER]:
            loop = QEventLoop()
            QTimer.singleShot(SCANNER_KEY_MS, loop.quit)
            loop.exec()
            self.scanned_at = perf_counter()
            self.press_key(sign, time.monotonic_ns() // 1_000_000)


class Paints(QObject):
    """Notes when a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._times: list[float] = []
        widget.installEventFilter(self)

    def first_after(self, moment: float) -> float:
        """Return when it was first painted after a moment; endless if it was not."""
        return min((time for time in self._times if time > moment), default=inf)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Only listen."""
        if event.type() == QEvent.Type.Paint:
            self._times.append(perf_counter())
        return super().eventFilter(watched, event)


@dataclass(frozen=True)
class MeasuredStation:
    """An open station, what uses it, and the practice tenant that it is on."""

    station: Station
    practice: PracticeTenant
    hands: QuietHands
    job: MainJob

    def touch(self) -> None:
        """Let a supervisor come to the station; while they look at it, the rest is made."""
        self.station._idle.touched.emit()
        self.hands.wait_until(lambda: self._all_pages_made() and self.is_idle())

    def is_idle(self) -> bool:
        """Whether no job is under way."""
        return self.station.runner.running == 0

    def bare_session(self) -> requests.Session:
        """Return a session of nothing but `requests`, with the token of whoever is signed in."""
        token = self.station.controller._loader.get().session.access_token(CancelToken())
        session = requests.Session()
        session.trust_env = False
        session.verify = str(self.practice.ca_file)
        session.headers["Authorization"] = f"Bearer {token.reveal()}"
        return session

    def _all_pages_made(self) -> bool:
        names = {page.objectName() for page in self.station.window.findChildren(Page)}
        return len(names) == len(PageName)


@contextmanager
def measured_station(*tenant_options: str) -> Iterator[MeasuredStation]:
    """Start a practice tenant, and a station whose window is not open yet."""
    # Painting off screen unless a platform is asked for, so that no screen is needed.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    with PracticeTenantProcess(*tenant_options) as practice, TemporaryDirectory() as folder:
        settings = Settings(tenant=tenant_settings(practice))
        files = Path(folder) / "audit.jsonl", Path(folder) / "paper.json"
        options = StationOptions(settings, True, *files)
        station = Station(application, options, browser=VisitingBrowser(practice))
        hands = QuietHands(station, Path(folder))
        job = MainJob(station, practice, Path(folder), hands)
        try:
            yield MeasuredStation(station, practice, hands, job)
        finally:
            station.window.close()
            station.close()
