"""One administrator's visit to a tenant: sign in, look, register, have consent given."""

from __future__ import annotations

import random
from collections.abc import Callable

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Account
from kiosk.models.settings import SignInSettings, TenantSettings
from kiosk.services.graph.client import GraphClient
from kiosk.services.sign_in.patience import Patience
from kiosk.services.sign_in.progress import SignInProgress
from kiosk.services.sign_in.session import SignInSession
from kiosk.services.tenant_setup.consent import ConsentPage, wait_for_consent
from kiosk.services.tenant_setup.registrar import (
    CHANGE_SCOPE,
    LOOK_SCOPE,
    NAMES_SCOPE,
    Registrar,
)
from kiosk.services.transport import Transport

COMMAND_LINE_TOOLS = "14d82eec-204b-4c2f-b7e8-296a70dab67e"
"""The public client 'Microsoft Graph Command Line Tools', the same in every tenant: Connect-MgGraph
uses it unless another one is named, and tells its id when it has connected."""

ANY_TENANT = "organizations"
"""The authority that leaves the tenant to whoever signs in ('Microsoft identity platform and
OAuth 2.0 authorization code flow', tenant)."""


class TenantVisit:
    """Holds the sign-in, in memory only; every call blocks and may fail."""

    def __init__(
        self,
        tool: TenantSettings,
        sign_in: SignInSettings,
        clock: Clock,
        *,
        changes: bool,
        ca_named_in: str = "",
    ) -> None:
        """Sign in with the public client that `tool` names; without `changes` only to look."""
        self._tool = tool
        self._clock = clock
        self._timeout_seconds = sign_in.timeout_seconds
        transport = Transport(clock, tool.ca_file, ca_named_in=ca_named_in)
        scope = CHANGE_SCOPE if changes else LOOK_SCOPE
        scopes = (scope, NAMES_SCOPE)
        self._session = SignInSession(tool, sign_in, transport, clock, usual_scopes=scopes)
        self.registrar = Registrar(
            GraphClient(tool.graph_url, transport, self._session, random.SystemRandom())
        )

    def sign_in(self, how: Callable[[SignInSession], Account]) -> Account:
        """Have somebody sign in, and return who it is, with the tenant that it was to.

        Raises StationError: SETUP_NOT_APPROVED, SETUP_CLIENT_UNKNOWN, SETUP_TENANT_UNKNOWN, and
        what signing in raises besides.
        """
        try:
            account = how(self._session)
        except StationError as error:
            raise self._told_for_setup(error) from None
        if not account.tenant_id:
            raise StationError(ErrorCode.SIGN_IN_ANSWER_UNTRUSTED)
        return account

    def _told_for_setup(self, error: StationError) -> StationError:
        """Return what means this tool, where the station's error would mean a station."""
        tool, tenant = {"client_id": self._tool.client_id}, {"tenant": self._tool.tenant_id}
        match error.code:
            case ErrorCode.CONSENT_MISSING:
                return StationError(ErrorCode.SETUP_NOT_APPROVED, tool, error.details)
            case ErrorCode.CLIENT_UNKNOWN:
                return StationError(ErrorCode.SETUP_CLIENT_UNKNOWN, tool, error.details)
            case ErrorCode.TENANT_UNKNOWN:
                return StationError(ErrorCode.SETUP_TENANT_UNKNOWN, tenant, error.details)
            case _:
                return error

    def consent_link(self, tenant_id: str, client_id: str) -> str:
        """Return the link for an administrator, whoever and wherever they are."""
        return self._consent_page(tenant_id, client_id).address()

    def wait_for_consent(
        self,
        tenant_id: str,
        client_id: str,
        open_browser: Callable[[str], bool],
        report: Callable[[SignInProgress], None],
        cancel: CancelToken,
    ) -> None:
        """Have consent given in a browser on this computer; raises as `consent` does."""
        patience = Patience(cancel, self._clock).at_most(self._timeout_seconds)
        page = self._consent_page(tenant_id, client_id)
        wait_for_consent(page, open_browser, report, patience)

    def end(self) -> None:
        """Forget who signed in, and every token."""
        self._session.sign_out()

    def _consent_page(self, tenant_id: str, client_id: str) -> ConsentPage:
        return ConsentPage(self._session.sign_in_page, tenant_id, client_id)
