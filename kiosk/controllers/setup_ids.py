"""The two ids of a station, checked while they are typed: their form at once, then by asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.controllers.setup_view import IdState, IdView
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import TenantSettings
from kiosk.models.settings_parsing import setting_value
from kiosk.qt.jobs import Job, JobRunner
from kiosk.services.pasted_settings import CLIENT_KEY, ORIGIN, TENANT_KEY

TYPING_REST_MS = 600
"""How long the fingers must rest before somebody is asked, or a wrong form is said."""

_ASKING_SECONDS = 30.0


class LookUp(Protocol):
    """Asks the sign-in service; both raise StationError, and block."""

    def organisation(self, tenant: TenantSettings, cancel: CancelToken) -> str:
        """Return the organisation's id; TENANT_UNKNOWN where there is none."""
        ...

    def station(self, tenant: TenantSettings, cancel: CancelToken) -> None:
        """Return where the registration is known; CLIENT_UNKNOWN where it is not."""
        ...


class SetupIds(QObject):
    """One question under way at most; an answer for an older text is never shown."""

    changed = Signal()

    def __init__(self, runner: JobRunner, look_up: LookUp) -> None:
        super().__init__()
        self._runner = runner
        self._look_up = look_up
        self._elsewhere = TenantSettings()
        self._asking: Job[Any] | None = None
        self.tenant = IdView()
        self.client = IdView()
        self._rest = QTimer(self, singleShot=True)
        self._rest.setInterval(TYPING_REST_MS)
        self._rest.timeout.connect(self._rested)

    def set_tenant(self, text: str) -> None:
        """Take the organisation's id, or its domain, as it stands in the field now."""
        if text != self.tenant.text:
            self._stop_asking()
            self.tenant = _by_form(TENANT_KEY, text)
            if self.client.state.has_form:
                self.client = replace(self.client, state=IdState.WAITING, error=None)
            self._edited()

    def set_client(self, text: str) -> None:
        """Take the id of the registration as it stands in the field now."""
        if text != self.client.text:
            if self.tenant.state is not IdState.CHECKING:
                self._stop_asking()
            self.client = _by_form(CLIENT_KEY, text)
            self._edited()

    def look_elsewhere(self, tenant: TenantSettings) -> None:
        """Ask the endpoints that a pasted text names, for a test environment."""
        if tenant != self._elsewhere:
            self._elsewhere = tenant
            self.ask_again()

    def ask_again(self) -> None:
        """Ask once more about what is not known, or could not be asked."""
        self._stop_asking()
        self.tenant, self.client = (
            replace(one, state=IdState.WAITING, error=None) if one.state.has_form else one
            for one in (self.tenant, self.client)
        )
        self._rested()

    def stop(self) -> None:
        """Ask nobody any more."""
        self._rest.stop()
        self._stop_asking()

    def _edited(self) -> None:
        self._rest.start()
        self.changed.emit()

    def _rested(self) -> None:
        """Say what has the wrong form, and ask about what has the right one."""
        self.tenant, self.client = (
            replace(one, state=IdState.WRONG) if one.state is IdState.TYPING else one
            for one in (self.tenant, self.client)
        )
        self._ask_next()
        self.changed.emit()

    def _ask_next(self) -> None:
        if self.tenant.state is IdState.WAITING:
            self.tenant = replace(self.tenant, state=IdState.CHECKING)
            self._ask(self._look_up.organisation, self._take_tenant, self._take_no_tenant)
        elif self.client.state is not IdState.WAITING:
            return
        elif self.tenant.state is IdState.KNOWN:
            self.client = replace(self.client, state=IdState.CHECKING)
            self._ask(self._look_up.station, self._take_client, self._take_no_client)
        elif self.tenant.state is IdState.UNREACHED:
            error = self.tenant.error
            self.client = replace(self.client, state=IdState.UNREACHED, error=error)

    def _ask(
        self,
        question: Callable[[TenantSettings, CancelToken], Any],
        done: Callable[[Any], None],
        failed: Callable[[StationError], None],
    ) -> None:
        tenant = replace(
            self._elsewhere,
            tenant_id=self.tenant.text.strip(),
            client_id=self.client.text.strip() if self.client.state.has_form else "",
        )
        self._asking = self._runner.start(
            lambda context: question(tenant, context.cancel),
            done=done,
            failed=failed,
            time_limit=_ASKING_SECONDS,
        )

    def _take_tenant(self, known_as: str) -> None:
        is_new = known_as != self.tenant.text.strip().lower()
        self.tenant = replace(self.tenant, state=IdState.KNOWN, known_as=known_as if is_new else "")
        self._answered()

    def _take_no_tenant(self, error: StationError) -> None:
        is_unknown = error.code is ErrorCode.TENANT_UNKNOWN
        state = IdState.UNKNOWN if is_unknown else IdState.UNREACHED
        self.tenant = replace(self.tenant, state=state, error=error)
        self._answered()

    def _take_client(self, _: None) -> None:
        self.client = replace(self.client, state=IdState.KNOWN)
        self._answered()

    def _take_no_client(self, error: StationError) -> None:
        is_unknown = error.code is ErrorCode.CLIENT_UNKNOWN
        state = IdState.UNKNOWN if is_unknown else IdState.UNREACHED
        self.client = replace(self.client, state=state, error=error)
        self._answered()

    def _answered(self) -> None:
        self._asking = None
        self._ask_next()
        self.changed.emit()

    def _stop_asking(self) -> None:
        if self._asking is not None:
            self._asking.abandon()
            self._asking = None


def _by_form(key: str, text: str) -> IdView:
    """Return what the form of an id says, by the rule of the settings file."""
    stripped = text.strip()
    if not stripped:
        return IdView(text)
    try:
        setting_value(key, stripped, ORIGIN)
    except StationError as error:
        # A national cloud's domain stays one, however the typing goes on.
        is_over = error.code is ErrorCode.CLOUD_UNSUPPORTED
        return IdView(text, IdState.WRONG if is_over else IdState.TYPING, error)
    return IdView(text, IdState.WAITING)
