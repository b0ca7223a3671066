"""How many changes a second a run may make, so that the tenant's quota lasts for everybody.

A tenant takes 3,000 writes in any 150 seconds, whoever sends them (Microsoft Graph, 'Service-
specific throttling limits', identity and access). A run may begin with a burst, keeps under the
quota by itself, and when the service throttles it because others work too, it holds as long as
it is told and goes on a little slower than what got through.
"""

from __future__ import annotations

import random
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock

WINDOW_SECONDS = 150.0
TENANT_WRITES = 3_000

_RESERVE = 0.03
"""The part of the quota that is left for whoever stands at a counter meanwhile."""

_BURST = 1.0 / 3
"""The part of the quota that may be used at once. A shop on a Monday needs no more."""

_GRID_SECONDS = 0.25
"""Turns are given in clumps, so that the calls after them find company for a batch."""

_SLACK_SECONDS = 1.0
"""How much of its time a run may catch up, after it was busy with paper."""

_AHEAD_SECONDS = 20.0
"""How long a run lets the one who stands at the counter go first."""

_SHARE = 0.95
_SLOWEST = 0.05
_FIRST_HOLD_SECONDS = 1.0
_LONGEST_HOLD_SECONDS = 60.0


class WritePace:
    """The writes of one station in the last 150 seconds, and who may make the next one.

    `quota` is None where the tenant has none. Thread-safe.
    """

    def __init__(
        self, clock: Clock, chance: random.Random, quota: int | None = TENANT_WRITES
    ) -> None:
        self._clock = clock
        self._chance = chance
        self._budget = None if quota is None else max(1, int(quota * (1 - _RESERVE)))
        self._burst = 0 if quota is None else int(quota * _BURST)
        self._lock = threading.Lock()
        self._writes: deque[float] = deque()
        self._began: float | None = None
        self._next = 0.0
        self._held_until = 0.0
        self._holds_in_a_row = 0
        self._rate: float | None = None
        self._share = 0.0
        self._grown_at = 0.0
        self._ahead_until: list[float] = []

    @contextmanager
    def going_first(self) -> Iterator[None]:
        """Let the run wait while somebody at the counter has something changed."""
        until = self._clock.monotonic() + _AHEAD_SECONDS
        with self._lock:
            self._ahead_until.append(until)
        try:
            yield
        finally:
            with self._lock:
                self._ahead_until.remove(until)

    def note(self) -> None:
        """Count a write that waits for no turn."""
        with self._lock:
            self._count(self._clock.monotonic())

    def take(self, cancel: CancelToken) -> None:
        """Wait for a turn to write; raises WorkCancelledError when cancelled meanwhile."""
        while True:
            with self._lock:
                now = self._clock.monotonic()
                wait = self._wait(now)
                if wait <= 0:
                    self._count(now)
                    return
            cancel.wait(wait)

    def throttled(self, retry_after: float | None) -> None:
        """Hear of a 429: hold, and go on at the pace that got through."""
        with self._lock:
            now = self._clock.monotonic()
            if self._writes:
                # It was refused, so it does not count.
                self._writes.pop()
            if now < self._held_until:
                # Another part of the same batch.
                return
            # A hold that has only just ended was too short.
            is_repeated = now - self._held_until < _FIRST_HOLD_SECONDS
            self._holds_in_a_row = self._holds_in_a_row + 1 if is_repeated else 1
            hold = retry_after
            if hold is None:
                hold = _FIRST_HOLD_SECONDS * 2 ** (self._holds_in_a_row - 1)
                hold = min(hold, _LONGEST_HOLD_SECONDS)
            self._slow_down(now, hold)
            # Stations that were held together must not come back together.
            self._held_until = now + max(hold, 0.1) * self._chance.uniform(1.0, 1.1)
            self._next = self._held_until

    @property
    def held_seconds(self) -> float:
        """For how long the service makes the run wait from now on; 0 where it does not."""
        with self._lock:
            return max(0.0, self._held_until - self._clock.monotonic())

    def _slow_down(self, now: float, hold: float) -> None:
        """Take what got through while the quota lasted as this station's share of it.

        In a window that is not yet over, the hold tells how long the share has to last.
        """
        self._prune(now)
        age = WINDOW_SECONDS if self._began is None else now - self._began
        lasts = min(WINDOW_SECONDS, max(1.0, age + hold))
        self._share = max(_SLOWEST, len(self._writes) / lasts)
        self._rate = max(_SLOWEST, self._share * _SHARE)
        self._grown_at = now + hold

    def _wait(self, now: float) -> float:
        """Return how long to wait for the next turn, 0 or less for now."""
        self._prune(now)
        if self._ahead_until and now < max(self._ahead_until):
            return _GRID_SECONDS / 2
        if now < self._held_until:
            return self._held_until - now
        mine = len(self._writes)
        if self._budget is not None and mine >= self._budget:
            return self._writes[0] + WINDOW_SECONDS - now
        spacing = self._spacing(now, mine)
        if now >= self._next or not spacing:
            self._next = max(self._next, now - _SLACK_SECONDS) + spacing
            return 0.0
        wait = self._next - now
        return wait + -(now + wait) % _GRID_SECONDS

    def _spacing(self, now: float, mine: int) -> float:
        """Return the seconds between two writes; 0 while they may come as they will."""
        if self._rate is not None:
            return max(1.0 / self._grown(now), self._even_spacing(now, mine))
        return 0.0 if mine < self._burst else self._even_spacing(now, mine)

    def _even_spacing(self, now: float, mine: int) -> float:
        """Spread what is left of the budget over the time until the first writes are past."""
        if self._budget is None or not self._writes:
            return 0.0
        until_room = self._writes[0] + WINDOW_SECONDS - now
        return max(WINDOW_SECONDS / self._budget, until_room / (self._budget - mine))

    def _grown(self, now: float) -> float:
        """Return the rate, which grows while nobody objects, and slowly near where it broke."""
        assert self._rate is not None, "only a throttled pace has a rate"
        passed = max(0.0, now - self._grown_at)
        self._grown_at = max(now, self._grown_at)
        near = self._rate >= self._share * 0.98
        growth = 0.002 * self._rate if near else 0.005 + 0.01 * self._rate
        if self._rate > self._share * 1.05:
            # Far beyond what once was too much: the others have gone.
            growth = 0.05 * self._rate
        self._rate += growth * passed
        return self._rate

    def _count(self, now: float) -> None:
        if self._began is None:
            self._began = now
        self._writes.append(now)

    def _prune(self, now: float) -> None:
        while self._writes and self._writes[0] <= now - WINDOW_SECONDS:
            self._writes.popleft()


class AheadOfRun:
    """The turns of whoever stands at the counter: none to wait for, but each counts."""

    def __init__(self, pace: WritePace) -> None:
        self._pace = pace

    def take(self, cancel: CancelToken) -> None:
        """Count the write, and go."""
        cancel.raise_if_cancelled()
        self._pace.note()

    def throttled(self, retry_after: float | None) -> None:
        """Have the run hold as well: what is free belongs to the one who waits here."""
        self._pace.throttled(retry_after)
