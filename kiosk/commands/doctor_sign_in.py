"""The sign-in that `doctor --sign-in` asks for, and its end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.sentences import Translate
from kiosk.models.settings_schema import CA_FILE
from kiosk.services.browser import SystemBrowser
from kiosk.services.settings_file import LoadedSettings

if TYPE_CHECKING:
    from kiosk.services.workplace import Workplace


class DoctorSignIn:
    """Somebody signs in once, by the way that the settings name, and is signed out at the end."""

    def __init__(
        self, loaded: LoadedSettings, audit_file: Path, translate: Translate, cancel: CancelToken
    ) -> None:
        self._loaded = loaded
        self._audit_file = audit_file
        self._translate = translate
        self._cancel = cancel
        self._workplace: Workplace | None = None

    def begin(self) -> Workplace:
        """Have somebody sign in; raises StationError and WorkCancelledError as a session does."""
        from kiosk.commands.bulk_sign_in import sign_in  # noqa: PLC0415 - with the services
        from kiosk.services.assembly import build_workplace  # noqa: PLC0415 - loads requests

        settings = self._loaded.settings
        workplace = self._workplace = build_workplace(
            settings,
            self._audit_file,
            SystemClock(),
            practice=False,
            ca_named_in=self._loaded.origin_of(CA_FILE.key).place,
        )
        sign_in(workplace.session, settings.sign_in.method, self._translate, self._cancel)
        return workplace

    def end(self) -> None:
        """Forget the token, and have the browser end its own session, if it has one."""
        workplace, self._workplace = self._workplace, None
        address = None if workplace is None else workplace.session.sign_out()
        if address is not None:
            SystemBrowser().open(address)
