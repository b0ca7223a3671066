"""Opens the browser without waiting for it, and tells once whether that worked."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.services.sign_in.patience import ApartCall
from kiosk.services.sign_in.progress import BrowserNotOpened, BrowserOpened, SignInProgress


class BrowserOpening:
    """A browser that is being opened; `look` is called now and then by whoever waits."""

    def __init__(
        self,
        open_browser: Callable[[str], bool],
        address: str,
        report: Callable[[SignInProgress], None],
    ) -> None:
        self._address = address
        self._report = report
        self._call: ApartCall[bool] | None = ApartCall(
            lambda: open_browser(address), "opening the browser"
        )

    def look(self) -> None:
        """Report BrowserOpened or BrowserNotOpened, once it is known."""
        outcome = self._call.result_if_done() if self._call is not None else None
        if outcome is None:
            return
        self._call = None
        try:
            opened = outcome()
        except Exception:  # noqa: BLE001 - however it failed, the person has to do it by hand
            opened = False
        if opened:
            self._report(BrowserOpened(self._address))
        else:
            self._report(BrowserNotOpened(self._address))
