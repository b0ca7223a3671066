"""How long the window's event loop stands still during sign-in, look-up and reset, at the most."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.app import Station, StationOptions, tenant_settings
from kiosk.commands.self_test import Report
from kiosk.commands.self_test_hands import Hands, VisitingBrowser
from kiosk.commands.self_test_steps import MainJob
from kiosk.controllers.person_view import Action
from kiosk.controllers.window_state import PageName
from kiosk.models.settings import Settings
from kiosk.practice.launcher import PracticeTenantProcess
from kiosk.views.pages.page import Page

PROBE_MS = 5
AIM_MS = 50


class Probe(QObject):
    """A timer that notes how much later than asked for it is heard."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[tuple[float, str]] = []
        self._step = ""
        self._last = perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(PROBE_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def during(self, step: str, work: Callable[[], None]) -> None:
        """Do a step of the main job and keep its gaps under its name."""
        self._step, self._last = step, perf_counter()
        work()
        self._tick()

    def _tick(self) -> None:
        now = perf_counter()
        self.gaps.append(((now - self._last) * 1000, self._step))
        self._last = now


class QuietHands(Hands):
    """Takes no pictures, because painting them would be measured too."""

    def photograph(self, name: str) -> None:
        """Do nothing."""
        del name


def all_pages_made(station: Station) -> bool:
    """Whether the window has made every page."""
    names = {page.objectName() for page in station.window.findChildren(Page)}
    return len(names) == len(PageName)


def main() -> None:
    """Do the main job twice and print the largest gaps of each step."""
    # Painting off screen unless a platform is asked for, so that no screen is needed.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    with PracticeTenantProcess() as practice, TemporaryDirectory() as folder:
        options = StationOptions(
            Settings(tenant=tenant_settings(practice)), True, Path(folder) / "audit.jsonl"
        )
        station = Station(application, options, browser=VisitingBrowser(practice))
        hands = QuietHands(station, Path(folder))
        job = MainJob(station, practice, Path(folder), hands)
        probe = Probe()
        Report(lambda _: None).step("window", job.open_window)
        # A supervisor comes to the station; while they look at it, the rest is made.
        station._idle.touched.emit()
        hands.wait_until(lambda: all_pages_made(station) and station.runner.running == 0)
        for visit in ("first", "second"):
            probe.during(f"{visit} sign-in", job.sign_in)
            for name in ("Sam Rivera", "Finn Delgado"):
                probe.during(f"{visit} look-up", partial(job.look_up, name))
                probe.during(f"{visit} reset", lambda: job.operate(Action.RESET_PIN))
                hands.press("doneButton")
                hands.wait_for_page(PageName.SEARCH)
            job.sign_out()
        station.window.close()
        station.close()
    for step in dict.fromkeys(step for _, step in probe.gaps):
        largest = sorted((gap for gap, name in probe.gaps if name == step), reverse=True)[:3]
        shown = ", ".join(f"{gap:.0f}" for gap in largest)
        print(f"{step}: largest gaps {shown} ms (aim: at most {AIM_MS})")


if __name__ == "__main__":
    main()
