"""How long the window's event loop stands still in each situation at the counter, at the most."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter

from measured_station import measured_station
from PySide6.QtCore import QObject, QTimer

from kiosk.commands.self_test_situations import LOST_BADGE, SITUATIONS

PROBE_MS = 5
AIM_MS = 50


class Probe(QObject):
    """A timer that notes how much later than asked for it is heard."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[tuple[float, str]] = []
        self._step = ""
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(PROBE_MS)
        self._timer.timeout.connect(self._tick)

    def during(self, step: str, work: Callable[[], None]) -> None:
        """Do a step and keep its gaps under its name; between steps nothing is measured."""
        self._step, self._last = step, perf_counter()
        self._timer.start()
        work()
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = perf_counter()
        self.gaps.append(((now - self._last) * 1000, self._step))
        self._last = now


def main() -> None:
    """Go through everything twice in one window, and print the largest gaps of each step."""
    with measured_station() as measured:
        job, probe = measured.job, Probe()
        job.open_window()
        probe.during("first touch", measured.touch)
        for visit in ("first", "second"):
            probe.during(f"{visit} sign-in", job.sign_in)
            # Nobody can be issued a first badge twice; their names are those of the situations.
            for situation in SITUATIONS if visit == "first" else SITUATIONS[:1]:
                name = f"{visit} {situation.name}"
                probe.during(
                    f"{name}: {situation.found}", partial(situation.find, job, situation.person)
                )
                operate = partial(
                    job.operate, situation.action, also_reset_pin=situation.also_reset_pin
                )
                probe.during(name, operate)
                if situation.paper:
                    probe.during(f"{name}: PDF", partial(job.save_page, f"{visit}.pdf"))
                probe.during(f"{name}: Done", job.leave_result)
            if visit == "first":
                probe.during("scan of a replaced badge", partial(job.scan_replaced, LOST_BADGE))
            probe.during(f"{visit} sign-out", job.sign_out)
    for step in dict.fromkeys(step for _, step in probe.gaps):
        largest = sorted((gap for gap, name in probe.gaps if name == step), reverse=True)[:3]
        print(f"{step}: largest gaps {', '.join(f'{gap:.0f}' for gap in largest)} ms")
    print(f"largest of all {max(probe.gaps)[0]:.0f} ms (aim: at most {AIM_MS})")


if __name__ == "__main__":
    main()
