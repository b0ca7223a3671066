"""Asks the sign-in service, while a station is set up, whether it knows the two ids.

Nobody signs in for it. requests and msal are loaded by the first question, on a worker thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import TenantSettings

if TYPE_CHECKING:
    from kiosk.services.sign_in.patience import Patience
    from kiosk.services.transport import Transport

ASKING_SECONDS = 20.0

_KNOWN_ALL_THE_SAME = frozenset({ErrorCode.CONSENT_MISSING, ErrorCode.SIGN_IN_REFUSED})
"""What the service refuses to applications that it knows."""


class SetupLookUp:
    """Both questions raise StationError and WorkCancelledError; they end after 20 seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def organisation(self, tenant: TenantSettings, cancel: CancelToken) -> str:
        """Return the id of the organisation that a domain or an id names, as the service has it.

        It stands in the issuer of the tenant's OpenID configuration (OpenID Connect Discovery
        1.0, section 4.3; Microsoft identity platform, 'OpenID Connect on the Microsoft identity
        platform'). Empty where the issuer has another form. Raises StationError TENANT_UNKNOWN,
        and a network error where the service was not reached.
        """
        from kiosk.services.sign_in.sign_in_http import (  # noqa: PLC0415 - loads requests
            SignInHttp,
            SignInHttpError,
        )

        with self._reaching(tenant, cancel) as (transport, patience):
            http = SignInHttp(transport.new_session())
            try:
                with http.waiting(patience):
                    http.get(tenant.configuration_url)
            except SignInHttpError as failure:
                raise failure.error from None
            finally:
                http.close()
            issuer = http.discovery.get("issuer")
            return _tenant_in(issuer) if isinstance(issuer, str) else ""

    def station(self, tenant: TenantSettings, cancel: CancelToken) -> None:
        """Return where the organisation knows the station's registration.

        Raises StationError CLIENT_UNKNOWN, TENANT_UNKNOWN, and others where nobody can tell.
        """
        from kiosk.services.sign_in.tenant_client import TenantClient  # noqa: PLC0415 - loads msal

        with self._reaching(tenant, cancel) as (transport, patience):
            client = TenantClient(tenant, transport, patience)
            try:
                client.look_up_registration(patience)
            except StationError as error:
                if error.code not in _KNOWN_ALL_THE_SAME:
                    raise
            finally:
                client.forget()

    @contextmanager
    def _reaching(
        self, tenant: TenantSettings, cancel: CancelToken
    ) -> Iterator[tuple[Transport, Patience]]:
        from kiosk.services.sign_in.patience import Patience  # noqa: PLC0415 - with requests
        from kiosk.services.transport import Transport  # noqa: PLC0415 - loads requests

        transport = Transport(self._clock, tenant.ca_file)
        try:
            yield transport, Patience(cancel, self._clock).at_most(ASKING_SECONDS)
        finally:
            transport.drop_connections()


def _tenant_in(issuer: str) -> str:
    try:
        return urlsplit(issuer).path.strip("/").partition("/")[0].lower()
    except ValueError:
        return ""
