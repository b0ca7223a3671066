"""Many stations that reset PINs in one tenant: how much gets through, for whom, and who waits.

Each station has its own pace, connections and run; nothing but the tenant's 429s tells it of the
others. All begin at the same moment, which is the worst case: nobody can know of the others until
the quota is used up, and then everybody waits until the first window of 150 seconds is over. With
--told each station is told its part of the quota instead (`bulk --write-quota`). Every few seconds
somebody at the counter of one station has a PIN reset, and goes first there.
"""

from __future__ import annotations

import argparse
import random
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from practice_run import (
    LATENCY_MS,
    people_of,
    practice_tenant,
    rows_of,
    signed_in_workplace,
)

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Account, Person
from kiosk.models.run import Row, RowResult, RunAction
from kiosk.models.settings import GraphVersion
from kiosk.models.target import Target
from kiosk.practice.launcher import PracticeTenant
from kiosk.services.audit import AuditLog
from kiosk.services.audit_trail import AuditTrail
from kiosk.services.graph.client import ENDLESS, DirectPost, GraphClient, Post, TokenSource
from kiosk.services.graph.gathering import GatheringPost
from kiosk.services.graph.methods import MethodService
from kiosk.services.graph.pace import TENANT_WRITES, WINDOW_SECONDS, AheadOfRun, WritePace
from kiosk.services.graph.wire import GraphRequest, Repeat
from kiosk.services.operations.in_doubt import InDoubt
from kiosk.services.operations.operation import Work
from kiosk.services.operations.reset_pin import ResetPin
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.engine import Run
from kiosk.services.runs.folder import RunFolder
from kiosk.services.runs.paper import Piece
from kiosk.services.runs.run_state import RunPlan
from kiosk.services.transport import HttpAnswer, Transport
from kiosk.services.workplace import RunService

SIZES = (1, 10, 50)
RESET_EVERY_SECONDS = 20.0


class NoPaper:
    """Paper that is there at once: this bench is about the tenant."""

    at_once = 20

    def belong_to(self, run: str) -> None:
        """Do nothing."""

    def check(self, *, badges: bool) -> None:
        """Do nothing."""

    def put(self, part: int, pieces: Sequence[Piece], cancel: CancelToken) -> None:
        """Do nothing."""

    def unfit(self, pieces: Sequence[Piece]) -> Mapping[int, StationError]:
        """Find nothing wrong."""
        return {}

    def put_list(self, rows: Iterable[tuple[Row, RowResult]]) -> None:
        """Do nothing."""

    def withdraw(self, part: int) -> None:
        """Do nothing."""

    def place(self) -> str:
        """Keep nothing."""
        return ""


class CountingPost:
    """Notes when a change got through, and how many were refused."""

    def __init__(self, post: Post, now: Callable[[], float]) -> None:
        self.through: list[float] = []
        self.refused = 0
        self._post = post
        self._now = now

    def send(
        self, request: GraphRequest, headers: Mapping[str, str], cancel: CancelToken
    ) -> HttpAnswer:
        """Send as the post below does."""
        answer = self._post.send(request, headers, cancel)
        if request.repeat is Repeat.UNTIL_SENT:
            if answer.status == 429:
                self.refused += 1
            elif answer.status < 300:
                self.through.append(self._now())
        return answer


@dataclass
class Station:
    """One station with its run, and with somebody at the counter now and then."""

    run: CountingPost
    service: RunService
    at_counter: MethodService
    waits: list[tuple[float, float]] = field(default_factory=list)
    problems: list[StationError] = field(default_factory=list)

    def work(self, people: Sequence[Person], folder: Path, control: RunControl) -> None:
        """Reset PINs until the control ends it."""
        where = RunFolder(folder)
        clock = SystemClock()
        where.create(
            RunPlan(RunAction.RESET_PIN, "bench", clock.now(), 365), rows_of(list(people)), []
        )
        with where.opened() as run:
            Run(
                self.service,
                run.rows,
                run.journal,
                run.state,
                NoPaper(),
                control,
                lambda progress, _: self._note(progress.problem, control),
                clock,
                where.results,
            ).carry_out()

    def reset_at_counter(self, person: Person, asked: float, now: Callable[[], float]) -> None:
        """Reset one PIN, before the run; a copy of what `Workplace.run` does around it."""
        work = Work(self.at_counter, CancelToken(), lambda _: None, self.service.in_doubt)
        with self.service.pace.going_first():
            ResetPin(Target(person)).run(work).clear()
        self.waits.append((asked, now() - asked))

    def _note(self, problem: StationError | None, control: RunControl) -> None:
        if problem is not None:
            self.problems.append(problem)
            control.cancel()


def station(
    practice: PracticeTenant,
    tokens: TokenSource,
    account: Account,
    quota: int,
    folder: Path,
    now: Callable[[], float],
) -> Station:
    """Make a station that shares nothing with the others but the person who is signed in."""
    clock, chance = SystemClock(), random.SystemRandom()
    transport = Transport(clock, str(practice.ca_file))
    pace = WritePace(clock, chance, quota)
    post = CountingPost(GatheringPost(practice.graph, transport), now)
    client = GraphClient(practice.graph, transport, tokens, chance, post, pace)
    beside = GraphClient(
        practice.graph,
        transport,
        tokens,
        chance,
        DirectPost(practice.graph, transport),
        AheadOfRun(pace),
    )
    version = GraphVersion.BETA
    trail = AuditTrail(AuditLog(folder / "audit.jsonl", clock), station="bench", practice=True)
    service = RunService(
        account, client, MethodService(client, version, ENDLESS), pace, InDoubt(clock), trail
    )
    return Station(post, service, MethodService(beside, version, ENDLESS))


def measure(size: int, options: argparse.Namespace) -> str:
    """Let so many stations work side by side, and return a line of the table."""
    quota, seconds = options.write_quota, options.windows * WINDOW_SECONDS
    each = int(quota * (options.windows + 1) / size) + 100
    with (
        practice_tenant(int(each * size * 1.5) + 2_000, quota, options.latency_ms) as practice,
        TemporaryDirectory(prefix="pin-kiosk-bench-") as place,
    ):
        workplace = signed_in_workplace(practice, Path(place))
        account = workplace.session.account
        assert account is not None, "somebody has just signed in"
        people = people_of(practice, with_method=True)
        waiting, people = people[:200], people[200:]
        began = time.monotonic()

        def now() -> float:
            return time.monotonic() - began

        believed = quota // size if options.told else TENANT_WRITES
        stations = []
        for number in range(size):
            folder = Path(place) / str(number)
            folder.mkdir()
            made = station(practice, workplace.session, account, believed, folder, now)
            stations.append(made)
        control = RunControl()
        began = time.monotonic()
        runs = []
        for number, one in enumerate(stations):
            theirs = people[number * each : (number + 1) * each]
            runs.append(
                threading.Thread(
                    target=one.work, args=(theirs, Path(place) / str(number) / "run", control)
                )
            )
        for run in runs:
            run.start()
        at_counters(stations, waiting, seconds, now)
        control.cancel()
        for run in runs:
            run.join()
        problems = [it for one in stations for it in one.problems]
        assert not problems, f"a run stood still: {problems[0].code} {ErrorCode(problems[0].code)}"
        return told(size, stations, quota, seconds)


def at_counters(
    stations: Sequence[Station],
    people: Sequence[Person],
    seconds: float,
    now: Callable[[], float],
) -> None:
    """Have a PIN reset at one of the counters again and again, until the time is over."""
    with ThreadPoolExecutor(20) as pool:
        resets = []
        for number in count(1):
            asked = number * RESET_EVERY_SECONDS
            if asked > seconds - RESET_EVERY_SECONDS / 2:
                break
            time.sleep(max(0.0, asked - now()))
            chosen = stations[number * 7 % len(stations)]
            person = people[number % len(people)]
            resets.append(pool.submit(chosen.reset_at_counter, person, now(), now))
        time.sleep(max(0.0, seconds - now()))
        for reset in resets:
            reset.result()


def told(size: int, stations: Sequence[Station], quota: int, seconds: float) -> str:
    """Return what was measured, window by window."""
    waits = [wait for one in stations for wait in one.waits]
    lines = []
    windows = int(seconds / WINDOW_SECONDS)
    for number in range(windows):
        start, end = number * WINDOW_SECONDS, (number + 1) * WINDOW_SECONDS
        shares = [sum(start <= it < end for it in one.run.through) for one in stations]
        squares = sum(share * share for share in shares)
        fair = sum(shares) ** 2 / (len(shares) * squares) if squares else 1.0
        took = sorted(wait for asked, wait in waits if start <= asked < end) or [0.0]
        lines.append(
            f"{size:8} {start:5.0f}-{end:<5.0f}{sum(shares):7}{sum(shares) / quota:8.1%}"
            f"{min(shares):6}{max(shares):6}{fair:7.3f}"
            f"{took[len(took) // 2]:8.1f}{took[-1]:8.1f}"
        )
    through = sum(len(one.run.through) for one in stations)
    refused = sum(one.run.refused for one in stations)
    lines.append(f"{'':9}refused: {refused / (refused + through):.1%} of all changes sent")
    return "\n".join(lines)


def main() -> None:
    """Measure the sizes one after the other, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--write-quota", type=int, default=TENANT_WRITES)
    parser.add_argument("--windows", type=int, default=2, help="how many times 150 s")
    parser.add_argument("--latency-ms", type=int, default=LATENCY_MS)
    parser.add_argument("--told", action="store_true", help="tell each station its part")
    options = parser.parse_args()
    print(
        f"quota {options.write_quota} in {WINDOW_SECONDS:.0f} s, {options.latency_ms} ms for an "
        f"answer; each station {'knows its part' if options.told else 'knows of no other'}\n"
        "stations   seconds  total of quota least  most   Jain  reset: median, longest (s)",
        flush=True,
    )
    for size in options.sizes:
        print(measure(size, options), flush=True)


if __name__ == "__main__":
    main()
