"""Signing a supervisor in, by the system's browser or by a code for their phone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer, Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.sign_in_view import SignInStage, SignInView
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Account
from kiosk.models.secret import Secret
from kiosk.models.settings import SignInMethod, SignInSettings
from kiosk.qt.jobs import Job, JobContext, JobRunner
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.sign_in.progress import (
    BrowserNotOpened,
    BrowserOpened,
    DeviceCodeShown,
    SignInProgress,
)

if TYPE_CHECKING:
    from kiosk.printing.codes import CodeMatrix
    from kiosk.services.workplace import Workplace

_GRACE_SECONDS = 60.0
"""What a job may take beyond the sign-in's own time limit, for loading and the last calls."""


class Browser(Protocol):
    """The system's browser."""

    def open(self, address: str) -> bool:
        """Open the address; False when no browser could be started."""
        ...


class SignInController(Conversation):
    """One sign-in at a time; a cancel answers at once, whatever the browser does."""

    changed = Signal(object)
    started = Signal()
    succeeded = Signal(object)
    abandoned = Signal()

    def __init__(
        self,
        runner: JobRunner,
        loader: WorkplaceLoader,
        settings: SignInSettings,
        browser: Browser,
        *,
        without_browser: bool = False,
    ) -> None:
        super().__init__(runner, loader)
        self._without_browser = without_browser
        self._settings = settings
        self._browser = browser
        self.view = SignInView()
        self._expected: Account | None = None
        self._claims: str | None = None
        self._method = settings.method
        self._job: Job[Account] | None = None
        self._code_job: Job[CodeMatrix] | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)

    def start(self) -> None:
        """Start a first sign-in, whoever it is."""
        self._begin(None, None)
        self.started.emit()

    def start_again(self, expected: Account | None, claims: str | None) -> None:
        """Start the sign-in of somebody whose work waits for it, with the claims asked for."""
        self._begin(expected, claims)

    @property
    def is_waiting(self) -> bool:
        """Whether somebody is signing in at this moment."""
        return self._job is not None and not self._job.is_over

    def use_device_code(self) -> None:
        """Go on with a code for another device instead of the browser."""
        self._change_to(SignInMethod.DEVICE_CODE)

    def use_browser(self) -> None:
        """Go on with the browser instead of the code."""
        if not self._without_browser:
            self._change_to(SignInMethod.BROWSER)

    def retry(self) -> None:
        """Start again in the same way."""
        self._start()

    def open_browser_again(self) -> None:
        """Open the page once more, for a window that was closed by accident."""
        if address := self.view.address:
            self._runner.start(
                lambda _: self._browser.open(address),
                done=lambda _: None,
                failed=lambda _: None,
                time_limit=_GRACE_SECONDS,
            )

    def cancel(self) -> None:
        """Give up; the page is left at once, unless the sign-in has just succeeded."""
        if not self._is_too_late():
            self.stop()
            self.abandoned.emit()

    def stop(self) -> None:
        """End a sign-in that is under way, without a word."""
        self._clock.stop()
        for job in (self._job, self._code_job):
            if job is not None:
                job.abandon()
        self._job = self._code_job = None
        self.view = SignInView()

    def _change_to(self, method: SignInMethod) -> None:
        if not self._is_too_late():
            self._method = method
            self._start()

    def _is_too_late(self) -> bool:
        """Stop the sign-in; True when the tokens are held already and its answer is on its way."""
        return self._job is not None and self.is_waiting and not self._job.cancel()

    def _begin(self, expected: Account | None, claims: str | None) -> None:
        self._expected = expected
        self._claims = claims
        self._method = self._settings.method
        self._start()

    def _start(self) -> None:
        self.stop()
        again = self._expected is not None
        self._show(
            SignInView(
                seconds_left=self._settings.timeout_seconds,
                again=again,
                without_browser=self._without_browser,
            )
        )
        expected, claims, method = self._expected, self._claims, self._method

        def sign_in(workplace: Workplace, context: JobContext) -> Account:
            session = workplace.session
            report = context.report
            if method is SignInMethod.DEVICE_CODE:
                return session.sign_in_by_device_code(context.cancel, report, claims, expected)
            if method is SignInMethod.BROKER:
                return session.sign_in_by_broker(context.cancel, report, claims, expected)
            return session.sign_in_by_browser(
                self._browser.open, context.cancel, report, claims, expected
            )

        self._job = self.start_job(
            sign_in,
            done=self._done,
            failed=self._failed,
            progressed=self._progressed,
            time_limit=self._settings.timeout_seconds + _GRACE_SECONDS,
        )

    def _progressed(self, progress: SignInProgress) -> None:
        if isinstance(progress, BrowserOpened | BrowserNotOpened):
            error = None
            if isinstance(progress, BrowserNotOpened):
                error = StationError(ErrorCode.BROWSER_NOT_OPENED)
            self._show(
                replace(
                    self.view,
                    stage=SignInStage.BROWSER_OPEN,
                    address=progress.address,
                    error=error,
                )
            )
            self._clock.start()
        elif isinstance(progress, DeviceCodeShown):
            self._show(
                replace(
                    self.view,
                    stage=SignInStage.DEVICE_CODE,
                    address=progress.address,
                    user_code=progress.user_code,
                )
            )
            self._clock.start()
            self._make_code(progress.complete_address or progress.address)
        else:
            self._clock.stop()
            self._show(replace(self.view, stage=SignInStage.FINISHING, seconds_left=None))

    def _make_code(self, address: str) -> None:
        from kiosk.printing.codes import make_code  # noqa: PLC0415 - only for a device code

        self._code_job = self._runner.start(
            lambda _: make_code(Secret(address), "m"),
            done=lambda code: self._show(replace(self.view, code=code)),
            # The address stands beside it as text.
            failed=lambda _: None,
            time_limit=_GRACE_SECONDS,
        )

    def _tick(self) -> None:
        if self.view.seconds_left is not None:
            self._show(replace(self.view, seconds_left=max(0, self.view.seconds_left - 1)))

    def _done(self, account: Account) -> None:
        self._clock.stop()
        self.view = SignInView()
        self.succeeded.emit(account)

    def _failed(self, error: StationError) -> None:
        self._clock.stop()
        again = self.view.again
        self._show(SignInView(SignInStage.FAILED, error=error, again=again))

    def _show(self, view: SignInView) -> None:
        self.view = view
        self.changed.emit(view)
