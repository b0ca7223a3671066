"""The levers of a run under way: pause, go on, cancel; pressed on one thread, felt on others."""

from __future__ import annotations

import threading

from kiosk.models.cancellation import CancelToken, WorkCancelledError


class RunControl:
    """Whether a run goes on; every method may be called from any thread.

    A pause takes hold between two steps. Cancelling lets what is under way finish and be
    recorded. `token` ends waits, and calls that change nothing.
    """

    def __init__(self) -> None:
        self.token = CancelToken()
        self._may_go_on = threading.Event()
        self._may_go_on.set()
        self.token.on_cancel(self._may_go_on.set)

    @property
    def is_paused(self) -> bool:
        """Whether the run waits for somebody."""
        return not self._may_go_on.is_set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the run ends after what is under way."""
        return self.token.is_cancelled

    def pause(self) -> None:
        """Stand still after what is under way; nothing once the run was cancelled."""
        if not self.token.is_cancelled:
            self._may_go_on.clear()

    def go_on(self) -> None:
        """End the pause."""
        self._may_go_on.set()

    def cancel(self) -> None:
        """End the run after what is under way."""
        self.token.cancel()

    def wait_while_paused(self) -> None:
        """Wait until the run may go on; raises WorkCancelledError once it was cancelled."""
        self._may_go_on.wait()
        if self.token.is_cancelled:
            raise WorkCancelledError
