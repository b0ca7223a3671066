"""Opens the browser without waiting for it, and tells whether that worked."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.models.clock import Clock
from kiosk.services.sign_in.patience import ApartCall
from kiosk.services.sign_in.progress import BrowserNotOpened, BrowserOpened, SignInProgress

LONG_SECONDS = 5.0
"""After so long it is taken to be open: some commands that open one wait until it is closed."""


class BrowserOpening:
    """A browser that is being opened; `look` is called now and then by whoever waits."""

    def __init__(
        self,
        open_browser: Callable[[str], bool],
        address: str,
        report: Callable[[SignInProgress], None],
        clock: Clock,
    ) -> None:
        self._address = address
        self._report = report
        self._clock = clock
        self._began = clock.monotonic()
        self._is_told = False
        self._call: ApartCall[bool] | None = ApartCall(
            lambda: open_browser(address), "opening the browser"
        )

    def look(self) -> None:
        """Report BrowserOpened or BrowserNotOpened, once it is known or has taken long."""
        if self._call is None:
            return
        outcome = self._call.result_if_done()
        if outcome is None:
            if not self._is_told and self._clock.monotonic() - self._began >= LONG_SECONDS:
                self._tell_opened()
            return
        self._call = None
        try:
            opened = outcome()
        except Exception:  # noqa: BLE001 - however it failed, the person has to do it by hand
            opened = False
        if not opened:
            self._report(BrowserNotOpened(self._address))
        elif not self._is_told:
            self._tell_opened()

    def _tell_opened(self) -> None:
        self._is_told = True
        self._report(BrowserOpened(self._address))
