"""How long a sign-in waits, and how it stops waiting at once when it is cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError

TICK_SECONDS = 0.025
"""How often a wait looks whether it was cancelled."""

T = TypeVar("T")


@dataclass(frozen=True)
class Patience:
    """Who may stop the waiting, and when it ends by itself.

    `deadline` is in the clock's monotonic seconds; without one only `cancel` ends the wait.
    """

    cancel: CancelToken
    clock: Clock
    deadline: float | None = None

    @property
    def seconds_left(self) -> float:
        """How long it lasts from now on."""
        return inf if self.deadline is None else self.deadline - self.clock.monotonic()

    def at_most(self, seconds: float) -> Patience:
        """Return a patience that ends in so many seconds, or when this one does."""
        end = self.clock.monotonic() + min(seconds, self.seconds_left)
        return Patience(self.cancel, self.clock, end)

    def check(self) -> None:
        """Raise WorkCancelledError when cancelled, StationError (SIGN_IN_TIMED_OUT) when over."""
        self.cancel.raise_if_cancelled()
        if self.seconds_left <= 0:
            raise StationError(ErrorCode.SIGN_IN_TIMED_OUT)

    def wait(self, seconds: float) -> None:
        """Wait that long; raises as `check` does, and does so while waiting."""
        end = self.clock.monotonic() + seconds
        while (left := end - self.clock.monotonic()) > 0:
            self.check()
            self.cancel.wait(min(left, TICK_SECONDS))
        self.check()

    def lock(self, lock: threading.Lock) -> None:
        """Acquire `lock`; raises as `check` does while somebody else holds it."""
        while not lock.acquire(timeout=TICK_SECONDS):
            self.check()


class ApartCall(Generic[T]):
    """A call that may block, on a thread of its own that nobody has to wait for.

    A name look-up, a connection attempt or a starting browser cannot be interrupted from
    outside. So whoever is cancelled leaves, and the thread ends with the call's own limits.
    """

    def __init__(self, call: Callable[[], T], name: str) -> None:
        self._outcome: SimpleQueue[Callable[[], T]] = SimpleQueue()
        self._call = call
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def result_if_done(self, wait_seconds: float = 0.0) -> Callable[[], T] | None:
        """Return a function that gives the result or raises what the call raised.

        None while the call is still under way. The outcome is handed out once.
        """
        try:
            return self._outcome.get(timeout=wait_seconds) if wait_seconds else self._poll()
        except Empty:
            return None

    def wait(self, patience: Patience) -> T:
        """Wait for the result; raises what the call raised, or as Patience.check does."""
        while (outcome := self.result_if_done(TICK_SECONDS)) is None:
            patience.check()
        return outcome()

    def _poll(self) -> Callable[[], T]:
        return self._outcome.get_nowait()

    def _run(self) -> None:
        try:
            result = self._call()
        except Exception as error:  # noqa: BLE001 - raised again where the outcome is taken
            failure = error

            def outcome() -> T:
                raise failure
        else:

            def outcome() -> T:
                return result

        self._outcome.put(outcome)
