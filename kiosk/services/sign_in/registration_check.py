"""Finds out, while a person looks at the browser, that the station is not known to the tenant.

For an unknown application the sign-in page shows an error and never comes back, so the
station would wait until its time is over. The device code endpoint says it at once.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.models.cancellation import WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.sign_in.patience import ApartCall, Patience

DELAY_SECONDS = 1.0
"""Programs that sign in by themselves are done before; people are not."""


class RegistrationCheck:
    """Asks once, after a moment; `look` is called now and then by whoever waits."""

    def __init__(self, ask: Callable[[], object], patience: Patience) -> None:
        self._ask = ask
        self._clock = patience.clock
        self._due: float | None = self._clock.monotonic() + DELAY_SECONDS
        self._call: ApartCall[object] | None = None

    def look(self) -> None:
        """Raise StationError (CLIENT_UNKNOWN) once that is known; nothing else ends a wait."""
        if self._due is not None and self._clock.monotonic() >= self._due:
            self._due = None
            self._call = ApartCall(self._ask, "sign-in registration check")
        outcome = self._call.result_if_done() if self._call is not None else None
        if outcome is None:
            return
        self._call = None
        try:
            outcome()
        except WorkCancelledError:
            return
        except StationError as error:
            if error.code is ErrorCode.CLIENT_UNKNOWN:
                raise
