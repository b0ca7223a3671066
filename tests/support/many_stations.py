"""Many stations that share a tenant's write quota, in simulated time and without threads."""

from __future__ import annotations

import heapq
import math
import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.graph.client import ENDLESS, Backoff
from kiosk.services.graph.pace import WINDOW_SECONDS, AheadOfRun, WritePace

WORKERS = 20
TO_THE_TENANT_SECONDS = 0.1
BETWEEN_WRITES_SECONDS = 0.25

Step = Iterator[float]
"""Something that happens in time; it yields for how many seconds it rests."""


class SetClock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime.fromtimestamp(1_800_000_000 + self.seconds, UTC)


class _RestError(Exception):
    """Raised in place of a wait, so that whoever waits can be called again after it."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _NeverWaits(CancelToken):
    def wait(self, seconds: float) -> None:
        raise _RestError(seconds)


_NEVER_WAITS = _NeverWaits()
"""One for everybody: a million tokens take longer to make than a million turns to be given."""


class Quota:
    """The tenant's own count; `spurious` is the part of writes that it refuses for no reason."""

    def __init__(
        self,
        clock: SetClock,
        writes: int,
        chance: random.Random,
        *,
        tells_when: bool = True,
        spurious: float = 0.0,
    ) -> None:
        self.writes = writes
        self.refused = 0
        self._clock = clock
        self._chance = chance
        self._tells_when = tells_when
        self._spurious = spurious
        self._window: deque[float] = deque()

    def refusal(self) -> StationError | None:
        """Count a write, or say why not."""
        now = self._clock.seconds
        while self._window and self._window[0] <= now - WINDOW_SECONDS:
            self._window.popleft()
        wait = 1.0
        if len(self._window) >= self.writes:
            wait = max(1, math.ceil(self._window[0] + WINDOW_SECONDS - now))
        elif self._chance.random() >= self._spurious:
            self._window.append(now)
            return None
        self.refused += 1
        return StationError(ErrorCode.THROTTLED, retry_after=wait if self._tells_when else None)


@dataclass
class Station:
    """A station with a run that never ends; `sent` and `through` are the moments of its writes."""

    pace: WritePace
    sent: list[float] = field(default_factory=list)
    through: list[float] = field(default_factory=list)
    waits: list[tuple[float, float]] = field(default_factory=list)
    """When somebody at the counter asked for a PIN, and how long that took."""


class World:
    """Stations, a tenant, and the time that passes for all of them."""

    def __init__(self, seed: int = 1) -> None:
        self.clock = SetClock()
        self.chance = random.Random(seed)
        self._due: list[tuple[float, int, Step]] = []
        self._number = count()

    def station(self, quota: int | None) -> Station:
        return Station(WritePace(self.clock, random.Random(self.chance.random()), quota))

    def start(self, step: Step, at: float = 0.0) -> None:
        heapq.heappush(self._due, (at, next(self._number), step))

    def pass_until(self, end: float) -> None:
        while self._due and self._due[0][0] <= end:
            self.clock.seconds, _, step = heapq.heappop(self._due)
            rest = next(step, None)
            if rest is not None:
                self.start(step, self.clock.seconds + rest)
        self.clock.seconds = end

    def run(self, station: Station, tenant: Quota, until: float = math.inf) -> Step:
        """One of a run's threads: write after write, each repeated as the client does."""
        while self.clock.seconds < until:
            backoff = Backoff(ENDLESS, self.chance)
            while True:
                yield from self._turn(station.pace.take)
                station.sent.append(self.clock.seconds)
                yield TO_THE_TENANT_SECONDS
                refusal = tenant.refusal()
                if refusal is None:
                    station.through.append(self.clock.seconds)
                yield TO_THE_TENANT_SECONDS
                if refusal is None:
                    break
                station.pace.throttled(refusal.retry_after)
                yield backoff.next_wait(refusal)
            yield BETWEEN_WRITES_SECONDS

    def start_run(
        self, station: Station, tenant: Quota, at: float = 0.0, until: float = math.inf
    ) -> None:
        for _ in range(WORKERS):
            self.start(self.run(station, tenant, until), at + self.chance.uniform(0, 0.5))

    def counter(self, station: Station, tenant: Quota) -> Step:
        """Somebody at the counter who has one PIN reset."""
        asked = self.clock.seconds
        ahead = AheadOfRun(station.pace)
        backoff = Backoff(ENDLESS, self.chance)
        with station.pace.going_first():
            while True:
                ahead.take(CancelToken())
                yield TO_THE_TENANT_SECONDS
                refusal = tenant.refusal()
                yield TO_THE_TENANT_SECONDS
                if refusal is None:
                    break
                ahead.throttled(refusal.retry_after)
                yield backoff.next_wait(refusal)
        station.waits.append((asked, self.clock.seconds - asked))

    def _turn(self, take: Callable[[CancelToken], None]) -> Step:
        while True:
            try:
                take(_NEVER_WAITS)
            except _RestError as rest:
                # A little later than told, as on any machine.
                yield rest.seconds + 1e-6
            else:
                return


def in_window(moments: list[float], number: int) -> int:
    """Count what happened in the window of this number; the first is 0."""
    start = number * WINDOW_SECONDS
    return sum(start <= moment < start + WINDOW_SECONDS for moment in moments)


def most_in_any_window(moments: list[float]) -> int:
    """Return the most that ever happened in one sliding window."""
    most, first = 0, 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - WINDOW_SECONDS:
            first += 1
        most = max(most, last - first + 1)
    return most


def fairness(shares: list[int]) -> float:
    """Return Jain's index: 1 where all have the same, 1/n where one has everything."""
    squares = sum(share * share for share in shares)
    return sum(shares) ** 2 / (len(shares) * squares) if squares else 1.0
