"""How many changes a second a run may make, so that the tenant's quota lasts for everybody.

A tenant takes 3,000 writes in any 150 seconds, whoever sends them (Microsoft Graph, 'Service-
specific throttling limits', identity and access). A station knows its own writes only; that
others work too it learns from 429s. So it goes by four rules:

1. Its writes of the last 150 seconds never exceed its share, which in the beginning is nearly
   the whole quota. The first third of the quota may be used at once, which is enough for a shop
   on a Monday; after that they come evenly over the time.
2. A 429 says that the quota is used up. What got through in the last 150 seconds is then this
   station's share: all shares together are the quota, whatever it is and however many share it.
3. After a 429 nothing is sent for as long as the service asks.
4. In silence a share grows, by the same amount for the small and for the large, and the faster
   the longer the silence lasts. So shares draw level, and what others leave is taken up.
"""

from __future__ import annotations

import math
import random
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock

WINDOW_SECONDS = 150.0
TENANT_WRITES = 3_000

_RESERVE = 0.01
"""The part of the quota that is left for whoever stands at a counter meanwhile."""

_BURST = 1 / 3
"""The part of the quota that may be used at once, while nobody has objected."""

_COUNTED_SECONDS = WINDOW_SECONDS + 2.0
"""How long a station counts its own writes.

The tenant counts one when it arrives, so a little later. And what leaves the window is free for
others for a moment: a station that took it back at once would never notice that others wait.
"""

_GRID_SECONDS = 0.25
"""Turns are given in clumps, so that the calls after them find company for a batch."""

_SLACK_SECONDS = 2.0
"""How much of its time a run may make up for: a start, a sheet of paper, a short hold."""

_AHEAD_SECONDS = 20.0
"""How long a run lets the one who stands at the counter go first."""

_GROWTH = 1 / 10_000
"""How much of the quota a share gains in the first second of silence."""

_GROWS_TWICE_AS_FAST_AFTER_SECONDS = 10.0

_SHORTEST_HOLD_SECONDS = 0.1
_HOLD_SECONDS = 1.0
_LONGEST_HOLD_SECONDS = 30.0
"""How long it holds at first, and at most, where the service does not say."""

_APART_SECONDS = 0.3
"""By how much stations that were held together may come back one after the other."""


class WritePace:
    """The writes of one station in the last 150 seconds, and who may make the next one.

    Thread-safe.
    """

    def __init__(
        self, clock: Clock, chance: random.Random, quota: int | None = TENANT_WRITES
    ) -> None:
        """`quota` is how many writes the tenant takes in 150 seconds, None for any number."""
        self.quota = quota
        self._clock = clock
        self._chance = chance
        self._lock = threading.Lock()
        self._writes: deque[float] = deque()
        self._next = -math.inf
        self._run_from = 0.0
        self._last_turn = -math.inf
        self._most = math.inf if quota is None else max(1.0, quota * (1 - _RESERVE))
        self._learned = self._most
        self._grows_from = 0.0
        self._held_until = -math.inf
        self._through = 0
        self._through_at_hold = -1
        self._full_since = 0.0
        self._is_throttled = False
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
                    # What was not used in time is made up for, but not without end.
                    self._next = max(self._next, now - _SLACK_SECONDS) + self._spacing(now)
                    if now - self._last_turn > _COUNTED_SECONDS:
                        self._run_from = now
                    self._last_turn = now
                    self._count(now)
                    return
            cancel.wait(wait)

    def throttled(self, retry_after: float | None) -> None:
        """Hear of a 429 for a write that was counted, and for how many seconds to hold."""
        with self._lock:
            now = self._clock.monotonic()
            self._is_throttled = True
            self._take_back(now)
            if now < self._held_until:
                # Another part of the same batch, or what was under way beside it.
                if retry_after is not None:
                    self._held_until = max(self._held_until, now + retry_after)
                return
            if self._through > self._through_at_hold:
                self._full_since = now
            self._through_at_hold = self._through
            blocked = now - self._full_since
            hold = _hold(retry_after, blocked)
            self._learn(now, hold)
            self._held_until = now + hold + self._chance.uniform(0.0, _APART_SECONDS)
            # After a long hold there is room for all that was held, so silence says nothing yet.
            self._grows_from = self._held_until + blocked + hold

    @property
    def held_seconds(self) -> float:
        """For how long the service makes the run wait from now on; 0 where it does not."""
        with self._lock:
            return max(0.0, self._held_until - self._clock.monotonic())

    def _wait(self, now: float) -> float:
        """Return how long to wait for the next turn, 0 or less for now."""
        if self._ahead_until and now < max(self._ahead_until):
            return _GRID_SECONDS / 2
        if now < self._held_until:
            return self._held_until - now
        self._forget(now)
        too_many = len(self._writes) + 1 - self._share(now)
        if too_many > 0:
            return self._writes[math.ceil(too_many) - 1] + _COUNTED_SECONDS - now
        wait = self._next - now
        return wait if wait <= 0 else wait + -self._next % _GRID_SECONDS

    def _share(self, now: float) -> float:
        """Return how many writes this station may have in 150 seconds."""
        silence = max(0.0, now - self._grows_from)
        quota = TENANT_WRITES if self.quota is None else self.quota
        gained = quota * _GROWTH * silence
        gained *= 1 + silence / (2 * _GROWS_TWICE_AS_FAST_AFTER_SECONDS)
        return min(self._most, self._learned + gained)

    def _learn(self, now: float, hold: float) -> None:
        """Take what got through as the share.

        Of a window that is not yet over, the hold tells how long its share has to last.
        """
        self._forget(now)
        lasts = min(_COUNTED_SECONDS, max(_HOLD_SECONDS, now - self._run_from + hold))
        through = len(self._writes) * _COUNTED_SECONDS / lasts
        self._learned = max(1.0, min(self._share(now), through))

    def _spacing(self, now: float) -> float:
        """Return the seconds between two turns; 0 while they may come as they will."""
        share = self._share(now)
        mine = len(self._writes)
        if self._is_throttled or self.quota is None or not mine:
            return _COUNTED_SECONDS / share
        if mine < self.quota * _BURST:
            return 0.0
        # What a burst has left of the share lasts until the burst is past.
        until_room = self._writes[0] + _COUNTED_SECONDS - now
        return max(_COUNTED_SECONDS, until_room * share / max(1.0, share - mine)) / share

    def _count(self, now: float) -> None:
        self._writes.append(now)
        self._through += 1

    def _take_back(self, now: float) -> None:
        """Do not count a write that was refused, and give its turn again."""
        if self._writes:
            self._writes.pop()
        self._through -= 1
        self._next -= self._spacing(now)

    def _forget(self, now: float) -> None:
        while self._writes and self._writes[0] <= now - _COUNTED_SECONDS:
            self._writes.popleft()


def _hold(retry_after: float | None, blocked: float) -> float:
    """Return how long to hold, after nothing got through for `blocked` seconds."""
    if retry_after is not None:
        return max(_SHORTEST_HOLD_SECONDS, retry_after)
    return min(_LONGEST_HOLD_SECONDS, max(_HOLD_SECONDS, blocked / 2))


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
