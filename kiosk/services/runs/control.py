"""The levers of a run under way: pause, go on, cancel; pressed on one thread, felt on others."""

from __future__ import annotations

import threading

from kiosk.models.cancellation import CancelToken, WorkCancelledError


class RowToken(CancelToken):
    """The token of one row: what waits and has changed nothing yet ends with the run.

    What waits for nothing is soon over; what is half-way runs to its end.
    """

    def __init__(self, of_run: CancelToken) -> None:
        super().__init__()
        self._of_run = of_run

    def wait(self, seconds: float) -> None:
        """Wait that long; raises WorkCancelledError when it is cancelled and may still stop."""
        if self.is_committed:
            super().wait(seconds)
        else:
            self._of_run.wait(seconds)


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
        self._may_go_on.clear()
        if self.token.is_cancelled:
            # Looked at last: somebody may cancel while this pauses, and nobody would wake it then.
            self._may_go_on.set()

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
