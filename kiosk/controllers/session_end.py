"""Ending a session: the tokens are forgotten, and the browser's own session ends too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.controllers.sign_in import Browser
    from kiosk.qt.jobs import JobRunner
    from kiosk.services.loader import WorkplaceLoader

_SIGN_OUT_SECONDS = 90.0


class SessionEnd:
    """Ends the session of whoever is signed in, or of nobody any more."""

    def __init__(self, runner: JobRunner, loader: WorkplaceLoader, browser: Browser) -> None:
        self._runner = runner
        self._loader = loader
        self._browser = browser

    def end(self) -> None:
        """Forget the tokens now, and open the page that ends the browser's own session.

        Also when nobody seems to be signed in: a sign-in may have ended well at the very
        moment in which its page was left.
        """
        workplace = self._loader.made
        address = None if workplace is None else workplace.session.sign_out()
        if address is None:
            return
        # Not a job of a conversation: it asks no service, so it tells nothing about one.
        self._runner.start(
            lambda _: self._browser.open(address),
            done=lambda _: None,
            failed=lambda _: None,
            time_limit=_SIGN_OUT_SECONDS,
        )
