"""A run that issues badges, against a script that does one call after another, and the quota.

Without a quota: the people of the run a second, and those of the script, which reads somebody's
state, creates the method and saves one page as PDF, on one connection. With a quota: how much of
what the tenant takes gets through in each window of 150 seconds after the first, and how many
calls it refused.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import requests
from practice_run import LATENCY_MS, people_of, practice_tenant, rows_of, signed_in_workplace
from PySide6.QtGui import QGuiApplication

from kiosk.models.badge import Credentials
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.person import Person
from kiosk.models.run import FromCsv, RowOutcome, RowResult, RunAction, RunProgress
from kiosk.models.target import Target
from kiosk.practice.launcher import PracticeTenant
from kiosk.printing.layouts import layout_named
from kiosk.printing.pdf import pages_to_pdf
from kiosk.printing.run_pages import RunLayouts, Surroundings, badge_contents, stack
from kiosk.qt.fonts import load_fonts
from kiosk.qt.run_paper import FolderPaper
from kiosk.qt.worker_words import words_for
from kiosk.services.graph.pace import WINDOW_SECONDS
from kiosk.services.operations.creation import dates_from
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.desk import RunDesk
from kiosk.services.runs.paper import Piece
from kiosk.services.workplace import Workplace

PEOPLE = 800
IN_SERIES = 20
AIM = 20
DAYS = 365
LAYOUTS = ("a4", "slip-a4")


def layouts_of(name: str, slip: str) -> RunLayouts:
    """Return the layouts of badges and slips."""
    return RunLayouts(layout_named(name), layout_named(slip))


def around() -> Surroundings:
    """Say when and where a page is made."""
    return Surroundings(SystemClock().now(), "Bench", practice=True)


class Measured:
    """Notes when each person of a run was done."""

    def __init__(self, workplace: Workplace, folder: Path, layouts: RunLayouts) -> None:
        self.done: list[float] = []
        self.failed = 0
        self.began = 0.0
        self._paper = FolderPaper(folder, layouts, around)
        self._workplace = workplace
        self._folder = folder

    def run(self, people: Sequence[Person], quota: int | None, seconds: float | None) -> float:
        """Issue badges, for that long or until everybody has one; return the seconds it took."""
        clock = SystemClock()
        desk = RunDesk(
            lambda: self._workplace,
            self._folder,
            clock,
            lambda *_: "",
            DAYS,
            quota,
        )
        control = RunControl()
        if seconds is not None:
            Timer(seconds, control.cancel).start()
        self.began = time.perf_counter()
        desk.begin_in(
            self._folder,
            RunAction.ISSUE,
            FromCsv("bench"),
            rows_of(list(people)),
            (),
            self._paper,
            control,
            self._note,
        )
        return time.perf_counter() - self.began

    def _note(self, progress: RunProgress, results: Sequence[RowResult]) -> None:
        if progress.problem is not None:
            raise progress.problem
        now = time.perf_counter() - self.began
        for result in results:
            if result.outcome is RowOutcome.DONE:
                self.done.append(now)
            elif result.outcome is RowOutcome.FAILED:
                self.failed += 1


def in_series(
    practice: PracticeTenant, workplace: Workplace, people: Sequence[Person], folder: Path
) -> float:
    """Do what a careful script does, with our own pages; return the seconds for one person."""
    layouts = layouts_of(*LAYOUTS)
    token = workplace.session.access_token(CancelToken()).reveal()
    wording = words_for("")
    with requests.Session() as session:
        session.trust_env = False
        session.verify = str(practice.ca_file)
        session.headers["Authorization"] = f"Bearer {token}"
        script = Script(session, practice.graph)
        script.state(people[0])
        began = time.perf_counter()
        for number, person in enumerate(people):
            assert script.state(person) == 404, "this person has a method already"
            piece = Piece(number, person, script.create(person, workplace))
            contents = badge_contents([piece], around())
            page = pages_to_pdf(stack(layouts.badge, contents, lambda _: wording))
            (folder / f"{number:05}.pdf").write_bytes(page)
        return (time.perf_counter() - began) / len(people)


class Script:
    """The calls of somebody who writes a script: one after another on one connection."""

    def __init__(self, session: requests.Session, graph: str) -> None:
        self._session = session
        self._graph = graph

    def state(self, person: Person) -> int:
        """Read somebody's method, and return the status."""
        return self._session.get(self._method(person), timeout=20).status_code

    def create(self, person: Person, workplace: Workplace) -> Credentials:
        """Create the method, and return what came out."""
        starts, ends = dates_from(workplace.methods.server_now(), DAYS)
        return workplace.methods.create(Target(person), starts, ends, CancelToken())

    def _method(self, person: Person) -> str:
        return f"{self._graph}/beta/users/{person.id}/authentication/qrCodePinMethod"


def compare(options: argparse.Namespace) -> None:
    """Measure the run and the script in turn, and print both."""
    most = options.rounds * (options.people + options.in_series)
    with (
        practice_tenant(max(2_000, most * 15), 0, options.latency_ms) as practice,
        TemporaryDirectory(prefix="pin-kiosk-bench-") as place,
    ):
        workplace = signed_in_workplace(practice, Path(place))
        people = people_of(practice, with_method=False)
        assert len(people) >= most, f"only {len(people)} have no method"
        print(f"{options.latency_ms} ms for an answer, no quota, layouts {options.layout}:")
        for number in range(options.rounds):
            few, people = people[: options.in_series], people[options.in_series :]
            many, people = people[: options.people], people[options.people :]
            folder = Path(place) / f"run-{number}"
            folder.mkdir()
            one = in_series(practice, workplace, few, folder)
            measured = Measured(workplace, folder / "run", layouts_of(*options.layout))
            took = measured.run(many, None, None)
            each = took / len(measured.done)
            print(
                f"  one after another {one * 1000:.0f} ms a person; run {each * 1000:.1f} ms "
                f"({1 / each:.1f} a second, {len(measured.done)} done, {measured.failed} failed): "
                f"{one / each:.1f} times as fast (aim: {AIM})",
                flush=True,
            )


def under_quota(options: argparse.Namespace) -> None:
    """Measure how much of a quota a run uses."""
    quota = options.write_quota
    seconds = options.windows * WINDOW_SECONDS
    with (
        practice_tenant(int(quota * (options.windows + 1) * 15), quota, options.latency_ms) as it,
        TemporaryDirectory(prefix="pin-kiosk-bench-") as place,
    ):
        workplace = signed_in_workplace(it, Path(place))
        people = people_of(it, with_method=False)
        folder = Path(place) / "run"
        measured = Measured(workplace, folder, layouts_of(*options.layout))
        believed = options.believed or quota
        measured.run(people, believed, seconds)
        print(
            f"quota {quota} in {WINDOW_SECONDS:.0f} s, believed {believed}, "
            f"{options.latency_ms} ms for an answer, {measured.failed} failed:"
        )
        for number in range(int(options.windows)):
            start = number * WINDOW_SECONDS
            got = sum(start <= it < start + WINDOW_SECONDS for it in measured.done)
            print(f"  {start:4.0f} to {start + WINDOW_SECONDS:.0f} s: {got} = {got / quota:.1%}")
        late = [it for it in measured.done if it >= WINDOW_SECONDS]
        # People are done a step at a time, so it is counted from one step's end to another's.
        rate = sum(it > late[0] for it in late) / (late[-1] - late[0])
        print(f"  after the first window: {rate * WINDOW_SECONDS / quota:.1%} of the ceiling")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=PEOPLE, help="in a run without a quota")
    parser.add_argument("--in-series", type=int, default=IN_SERIES, help="people of the script")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--latency-ms", type=int, default=LATENCY_MS)
    parser.add_argument("--layout", nargs=2, default=LAYOUTS, metavar=("BADGE", "SLIP"))
    parser.add_argument("--write-quota", type=int, default=0, help="measure under this quota")
    parser.add_argument("--believed", type=int, default=0, help="what the station takes it to be")
    parser.add_argument("--windows", type=float, default=1.6, help="how many times 150 s")
    options = parser.parse_args()
    application = QGuiApplication([])
    load_fonts()
    if options.write_quota:
        under_quota(options)
    else:
        compare(options)
    del application


if __name__ == "__main__":
    main()
