"""From pressing confirm to the PIN on the screen, against the same request made bare."""

from __future__ import annotations

import statistics
from time import perf_counter

import requests
from measured_station import MeasuredStation, measured_station
from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton

from kiosk.controllers.person_view import Action
from kiosk.controllers.window_state import PageName
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

    def __init__(self, session: requests.Session, graph: str, person_id: str) -> None:
        self._session = session
        self._address = f"{graph}/beta/users/{person_id}/authentication/qrCodePinMethod/pin"
        self._body = {"@odata.type": "#microsoft.graph.qrPin"}

    def reset(self) -> float:
        """Return the seconds of one reset."""
        began = perf_counter()
        answer = self._session.patch(self._address, json=self._body, timeout=20)
        took = perf_counter() - began
        assert answer.status_code == 201
        return took


def one_round(measured: MeasuredStation, screen: Screen) -> float:
    """Return the seconds from pressing confirm to the painted PIN."""
    job, hands = measured.job, measured.hands
    job.look_up(NAME)
    hands.press("resetPinButton")
    hands.wait_for_page(PageName.CONFIRM)
    hands.wait_until(measured.is_idle)
    confirm = hands.find(QAbstractButton, "confirmButton")
    began = perf_counter()
    QTimer.singleShot(0, confirm.click)
    screen.wait()
    took = screen.painted_at - began
    hands.wait_until(lambda: job.result().page is not None)
    hands.press("doneButton")
    hands.wait_for_page(PageName.SEARCH)
    return took


def main() -> None:
    """Measure both in turn, so that a busy machine hits both alike, and print the medians."""
    with measured_station() as measured:
        job, hands = measured.job, measured.hands
        job.open_window()
        measured.touch()
        job.sign_in()
        job.look_up(NAME)
        job.operate(Action.RESET_PIN)
        screen = Screen(hands.find(PinLabel, "pinLabel"))
        bare = Bare(measured.bare_session(), measured.practice.graph, job.result().person.id)
        bare.reset()
        hands.press("doneButton")
        hands.wait_for_page(PageName.SEARCH)
        in_station, without = [], []
        for _ in range(ROUNDS):
            in_station.append(one_round(measured, screen))
            without.append(bare.reset())
        job.sign_out()
    ours, theirs = (statistics.median(it) * 1000 for it in (in_station, without))
    print(
        f"confirm to PIN on the screen: bare request {theirs:.1f} ms, station {ours:.1f} ms, "
        f"over {ours - theirs:.1f} ms (aim: at most {AIM_MS}; medians of {ROUNDS}); "
        f"at best {min(without) * 1000:.1f} ms, {min(in_station) * 1000:.1f} ms"
    )


if __name__ == "__main__":
    main()
