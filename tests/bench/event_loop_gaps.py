"""How long the window's event loop stands still in each situation at the counter, at the most.

Beside each gap stands how much of it the window's own thread was computing: the rest is its
waiting for the interpreter, or for a processor that others of this machine had.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter, thread_time

from measured_station import measured_station
from PySide6.QtCore import QObject, QTimer

from kiosk.commands.self_test_situations import SITUATIONS, Situation
from kiosk.commands.self_test_steps import MainJob

PROBE_MS = 5
AIM_MS = 50


@dataclass(frozen=True, order=True)
class Gap:
    """A gap in milliseconds, and how much of it was computing."""

    length: float
    computing: float
    step: str

    def __str__(self) -> str:
        return f"{self.length:.0f} ({self.computing:.0f})"


class Probe(QObject):
    """A timer that notes how much later than asked for it is heard."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[Gap] = []
        self._step = ""
        self._last = self._computed = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(PROBE_MS)
        self._timer.timeout.connect(self._tick)

    def during(self, step: str, work: Callable[[], None]) -> None:
        """Do a step and keep its gaps under its name; between steps nothing is measured."""
        self._step, self._last, self._computed = step, perf_counter(), thread_time()
        self._timer.start()
        work()
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now, computed = perf_counter(), thread_time()
        lengths = ((now - self._last) * 1000, (computed - self._computed) * 1000)
        self.gaps.append(Gap(*lengths, self._step))
        self._last, self._computed = now, computed


def walk(job: MainJob, probe: Probe, visit: str, situations: Sequence[Situation]) -> None:
    """Sign in, help everybody, and sign out."""
    probe.during(f"{visit} sign-in", job.sign_in)
    for situation in situations:
        name = f"{visit} {situation.name}"
        find = partial(situation.find, job, situation.person)
        probe.during(f"{visit} {situation.found}", find)
        operate = partial(job.operate, situation.action, also_reset_pin=situation.also_reset_pin)
        probe.during(name, operate)
        if situation.paper:
            probe.during(f"{name}, PDF", partial(job.save_page, f"{visit}.pdf"))
        probe.during(f"{name}, Done", job.leave_result)
    probe.during(f"{visit} sign-out", job.sign_out)


def main() -> None:
    """Go through everything in one window, and print the largest gaps of each step."""
    with measured_station() as measured:
        probe = Probe()
        measured.job.open_window()
        probe.during("first touch", measured.touch)
        walk(measured.job, probe, "first", SITUATIONS)
        # Nobody gets a first badge twice, so the second supervisor only resets a PIN.
        walk(measured.job, probe, "second", SITUATIONS[:1])
    for step in dict.fromkeys(gap.step for gap in probe.gaps):
        largest = sorted((gap for gap in probe.gaps if gap.step == step), reverse=True)[:3]
        print(f"{step}: largest gaps {', '.join(map(str, largest))} ms")
    most = max(gap.computing for gap in probe.gaps)
    print(f"largest of all {max(probe.gaps)} ms (aim: at most {AIM_MS}), computing {most:.0f} ms")


if __name__ == "__main__":
    main()
