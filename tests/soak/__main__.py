"""Does thousands of resets in one process while things go wrong, and says what it leaves behind.

``python -m tests.soak --rounds 10000`` prints a line every 100 rounds and at the end a verdict;
the exit code is 1 where anything grew.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.soak.counts import Bounds, Counts, count, growers, slope, table, verdict
from tests.soak.day import day_at_the_station, hurry, tenant


def main() -> int:
    """Run as many rounds as were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10_000)
    parser.add_argument("--warm-up", type=int, default=500, help="rounds that are not judged")
    parser.add_argument("--every", type=int, default=100, help="rounds between two counts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    said: list[str] = []

    def listen(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        del context
        said.append(f"{kind.name}: {text}")

    qInstallMessageHandler(listen)
    application = QApplication(sys.argv[:1])
    hurry()
    counts: list[Counts] = []
    began = time.monotonic()
    with (
        tenant() as practice,
        day_at_the_station(application, arguments.seed, practice) as day,
    ):
        day.begin()
        # What was counted until somebody interrupts is still worth a verdict.
        with contextlib.suppress(KeyboardInterrupt):
            for number in range(1, arguments.rounds + 1):
                day.round(number)
                if number % arguments.every == 0:
                    day.rest()
                    if len(counts) > 1 and counts[-2].rounds >= arguments.warm_up:
                        counts[-1] = counts[-1].without_types()
                    counts.append(count(number, day.window))
                    print(table(counts[-1:]).splitlines()[-1], flush=True)
                if time.monotonic() - began > arguments.seconds:
                    break
        took = time.monotonic() - began
        done = dict(day.done)
    return report(counts, arguments.warm_up, took, done, said)


def report(
    counts: list[Counts], warm_up: int, took: float, done: dict[str, int], said: list[str]
) -> int:
    """Print the verdict; 1 where anything grew."""
    judged = [one for one in counts if one.rounds >= warm_up]
    if len(judged) < 2:
        print(f"Too few rounds for a verdict: it takes two counts after the first {warm_up}.")
        return 1
    print(table(counts))
    print(f"{counts[-1].rounds} rounds, {counts[-1].rounds / took:.1f} a second; {done}")
    print(f"grown since {judged[0].rounds} rounds: {growers(judged[0], judged[-1])}")
    rss = 1000 * slope([(one.rounds, one.rss) for one in judged])
    print(f"memory: {rss:+.0f} KiB in 1,000 rounds after the first {judged[0].rounds}")
    wrong = verdict(judged, Bounds())
    wrong += [f"Qt said: {text}" for text in dict.fromkeys(said)]
    print("\n".join(wrong) or "Nothing grew.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
