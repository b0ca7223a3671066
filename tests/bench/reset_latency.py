"""From pressing confirm to the PIN on the screen, against the same request made bare."""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import requests
from event_loop_gaps import QuietHands, all_pages_made
from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.app import Station, StationOptions, tenant_settings
from kiosk.commands.self_test_hands import VisitingBrowser
from kiosk.commands.self_test_steps import MainJob
from kiosk.controllers.person_view import Action
from kiosk.controllers.window_state import PageName
from kiosk.models.cancellation import CancelToken
from kiosk.models.settings import Settings
from kiosk.practice.launcher import PracticeTenant, PracticeTenantProcess
from kiosk.views.widgets.pin_label import PinLabel

ROUNDS = 30
AIM_MS = 15
NAME = "Sam Rivera"


class Screen(QObject):
    """Notes when a widget has painted the PIN, which is when a person can read it."""

    def __init__(self, label: PinLabel) -> None:
        super().__init__()
        self.painted_at = 0.0
        self._loop = QEventLoop()
        paint = label.paintEvent

        def painted(event: object) -> None:
            paint(event)  # type: ignore[arg-type]  # the one that the label was called with
            if label.text() and not self.painted_at:
                self.painted_at = perf_counter()
                self._loop.quit()

        label.paintEvent = painted  # type: ignore[method-assign]  # only listens

    @Slot()
    def wait(self) -> None:
        """Let the window live until the PIN is painted."""
        self.painted_at = 0.0
        QTimer.singleShot(20_000, self._loop.quit)
        self._loop.exec()


class Bare:
    """The same request, by nothing but `requests` on a connection that is open already."""

    def __init__(self, practice: PracticeTenant, token: str, person_id: str) -> None:
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = str(practice.ca_file)
        self._session.headers["Authorization"] = f"Bearer {token}"
        path = f"/beta/users/{person_id}/authentication/qrCodePinMethod/pin"
        self._address = practice.graph + path
        self._body = {"@odata.type": "#microsoft.graph.qrPin"}

    def reset(self) -> float:
        """Return the seconds of one reset."""
        began = perf_counter()
        answer = self._session.patch(self._address, json=self._body, timeout=20)
        took = perf_counter() - began
        assert answer.status_code == 201
        return took


def main() -> None:
    """Measure both in turn, so that a busy machine hits both alike, and print the medians."""
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
        job.open_window()
        station._idle.touched.emit()
        hands.wait_until(lambda: all_pages_made(station))
        job.sign_in()
        job.look_up(NAME)
        job.operate(Action.RESET_PIN)
        screen = Screen(hands.find(PinLabel, "pinLabel"))
        person = job.result().person
        token = station.controller._loader.get().session.access_token(CancelToken())
        bare = Bare(practice, token.reveal(), person.id)
        bare.reset()
        hands.press("doneButton")
        in_station, without = [], []
        for _ in range(ROUNDS):
            job.look_up(NAME)
            hands.press("resetPinButton")
            hands.wait_for_page(PageName.CONFIRM)
            hands.wait_until(lambda: station.runner.running == 0)
            confirm = hands.find(QAbstractButton, "confirmButton")
            began = perf_counter()
            QTimer.singleShot(0, confirm.click)
            screen.wait()
            in_station.append(screen.painted_at - began)
            hands.wait_until(lambda: job.result().page is not None)
            hands.press("doneButton")
            hands.wait_for_page(PageName.SEARCH)
            without.append(bare.reset())
        job.sign_out()
        station.window.close()
        station.close()
    ours, theirs = (statistics.median(it) * 1000 for it in (in_station, without))
    print(
        f"confirm to PIN on the screen: bare request {theirs:.1f} ms, station {ours:.1f} ms, "
        f"over {ours - theirs:.1f} ms (aim: at most {AIM_MS}; medians of {ROUNDS})"
    )


if __name__ == "__main__":
    main()
