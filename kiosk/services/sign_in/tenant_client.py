"""The only module that speaks to msal; one client belongs to one sign-in.

It keeps tokens in memory, and what msal raises or returns leaves it as the station's error
or as a Grant. Importing it loads msal and requests, so it is imported on a worker thread.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import msal

from kiosk import __version__
from kiosk.models.cancellation import WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.permissions import READ_SCOPES
from kiosk.models.person import Account
from kiosk.models.secret import Secret
from kiosk.models.settings import DEFAULT_AUTHORITY_HOST, TenantSettings
from kiosk.services.sign_in.identity import account_from_claims
from kiosk.services.sign_in.patience import Patience
from kiosk.services.sign_in.receiver import BrowserAnswer, ExpectedAnswer
from kiosk.services.sign_in.refusals import PERSON_NEEDED, refusal, refusal_details
from kiosk.services.sign_in.sign_in_http import SignInHttp, SignInHttpError
from kiosk.services.transport import Transport

_OWN_SCOPES_OF_MSAL = frozenset({"openid", "profile", "offline_access"})
_STILL_WAITING = frozenset({"authorization_pending", "slow_down"})
_SERVICE_HOSTS = frozenset(
    {"login.microsoftonline.com", "login.microsoft.com", "login.windows.net"}
)
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_TOKEN = re.compile(r"[!-~]+")
"""A token goes into a header, which takes nothing else (RFC 6749, appendix A.12)."""

_USER_CODE = re.compile(r"[ -~]{1,64}")


@dataclass(frozen=True)
class BrowserFlow:
    """A browser sign-in that was begun: the page to open, and what its answer must carry."""

    address: str = field(repr=False)
    expected: ExpectedAnswer
    state_of_msal: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class DeviceFlow:
    """A device code sign-in that was begun; times in seconds."""

    user_code: str = field(repr=False)
    address: str
    complete_address: str | None = field(repr=False)
    expires_in: float
    state_of_msal: dict[str, Any] = field(repr=False)

    @property
    def interval(self) -> float:
        """How long to wait between two questions; grows when the service says slow down."""
        return float(self.state_of_msal["interval"])


@dataclass(frozen=True)
class Grant:
    """An access token, and for how many seconds from now it is good.

    `renew_in` is when the service would like it renewed, if it said so. `claims` are the id
    token's, empty after a renewal.
    """

    token: Secret
    expires_in: float
    renew_in: float | None
    scopes: frozenset[str]
    claims: Mapping[str, Any] = field(repr=False)


class TenantClient:
    """One msal application with a token cache of its own."""

    def __init__(
        self,
        tenant: TenantSettings,
        transport: Transport,
        patience: Patience,
        more_scopes: Sequence[str] = (),
        usual_scopes: Sequence[str] | None = None,
    ) -> None:
        """Read the tenant's configuration.

        `usual_scopes`, the station's where they are left out, and `more_scopes` are asked for,
        at the sign-in and at every renewal.

        Raises StationError: a network error, TENANT_UNKNOWN, ANSWER_UNREADABLE; and as
        Patience.check does.
        """
        _keep_loggers_quiet()
        self._tenant = tenant
        usual = (tenant.scope.value, *READ_SCOPES) if usual_scopes is None else usual_scopes
        self._scopes = [*usual, *more_scopes]
        self._cache = msal.TokenCache()
        self._replayed: dict[object, object] = {}
        self._http = SignInHttp(transport.new_session())
        authority = tenant.authority_url.rstrip("/")
        if urlsplit(authority).scheme != "https" or not urlsplit(authority).path.strip("/"):
            raise StationError(ErrorCode.TENANT_UNKNOWN)
        with self._http.waiting(patience):
            self._app = self._ask(
                lambda: msal.PublicClientApplication(
                    tenant.client_id,
                    authority=authority,
                    # Only the global cloud knows which of its hosts are the same; a host
                    # that the settings name is trusted because they do.
                    instance_discovery=False if tenant.authority else None,
                    http_client=self._http,
                    http_cache=self._replayed,
                    token_cache=self._cache,
                    app_name="pin-kiosk",
                    app_version=__version__,
                    # Says that a claims challenge in mid-work is understood here.
                    client_capabilities=["CP1"],
                ),
                unreadable=ErrorCode.ANSWER_UNREADABLE,
            )

    @property
    def logout_address(self) -> str | None:
        """The tenant's page that ends the browser's session, if it has one."""
        address = self._http.discovery.get("end_session_endpoint")
        return address if isinstance(address, str) and _may_be_opened(address) else None

    @property
    def sign_in_page(self) -> str:
        """The address of the tenant's sign-in page (OpenID configuration), empty if unusable."""
        address = self._http.discovery.get("authorization_endpoint")
        return address if isinstance(address, str) and _may_be_opened(address) else ""

    @property
    def issuer(self) -> str:
        """Who signs the tenant's tokens, as its configuration says; empty where it does not."""
        issuer = self._http.discovery.get("issuer")
        return issuer if isinstance(issuer, str) else ""

    def begin_browser(
        self, redirect_uri: str, claims: str | None, username: str | None
    ) -> BrowserFlow:
        """Prepare the sign-in page; no request is made.

        `prompt=login` makes the page ask for the password although the browser may still
        know somebody, because the workstation is shared.
        """
        flow = self._ask(
            lambda: self._app.initiate_auth_code_flow(
                self._scopes,
                redirect_uri=redirect_uri,
                response_mode="form_post",
                prompt="login",
                login_hint=username or None,
                claims_challenge=claims,
            )
        )
        address = str(flow["auth_uri"])
        if not _may_be_opened(address):
            raise StationError(ErrorCode.ANSWER_UNREADABLE)
        origins = {_origin(address), _origin(self._tenant.authority_url)}
        hosts = {urlsplit(origin).hostname or "" for origin in origins} - _LOOPBACK
        if self._tenant.authority_url.startswith(DEFAULT_AUTHORITY_HOST):
            hosts |= _SERVICE_HOSTS
        expected = ExpectedAnswer(str(flow["state"]), frozenset(origins), frozenset(hosts))
        return BrowserFlow(address, expected, flow)

    def finish_browser(self, flow: BrowserFlow, answer: BrowserAnswer, patience: Patience) -> Grant:
        """Turn the browser's answer into tokens; raises StationError."""
        with self._http.waiting(patience):
            result = self._ask(
                lambda: self._app.acquire_token_by_auth_code_flow(
                    flow.state_of_msal, answer.parameters
                ),
                unreadable=ErrorCode.SIGN_IN_ANSWER_UNTRUSTED,
            )
        return _grant(result)

    def look_up_registration(self, patience: Patience) -> None:
        """Return where the tenant knows this application.

        A device code is asked for, which nobody will use and which ends by itself: the endpoint
        names an application that it does not know at once. Raises StationError CLIENT_UNKNOWN,
        and others where nobody can tell.
        """
        self.begin_device(None, patience)

    def begin_device(self, claims: str | None, patience: Patience) -> DeviceFlow:
        """Ask for a device code; raises StationError."""
        if not self._http.discovery.get("device_authorization_endpoint"):
            raise StationError(ErrorCode.SIGN_IN_FAILED)
        with self._http.waiting(patience):
            flow = self._ask(
                lambda: self._app.initiate_device_flow(self._scopes, claims_challenge=claims)
            )
        if "error" in flow:
            raise refusal(flow)
        return _device_flow(flow)

    def ask_device(self, flow: DeviceFlow, claims: str | None, patience: Patience) -> Grant | None:
        """Ask once whether the person is done; None while not. Raises StationError."""
        with self._http.waiting(patience, retry=False):
            result = self._ask(
                lambda: self._app.acquire_token_by_device_flow(
                    flow.state_of_msal, claims_challenge=claims, exit_condition=lambda _: True
                ),
                unreadable=ErrorCode.SIGN_IN_ANSWER_UNTRUSTED,
            )
        if result.get("error") in _STILL_WAITING:
            return None
        return _grant(result)

    def renew(self, claims: str | None, patience: Patience) -> Grant:
        """Get a fresh token without a person.

        Raises StationError, SIGN_IN_NEEDED with the claims to sign in with when it takes one.
        """
        # msal would replay a refusal for 60 seconds, although the cause may be gone by then.
        self._replayed.clear()
        accounts = self._accounts()
        if not accounts:
            raise StationError(ErrorCode.SIGN_IN_NEEDED, claims=claims)
        with self._http.waiting(patience):
            result = self._ask(
                lambda: self._app.acquire_token_silent_with_error(
                    self._scopes, accounts[0], force_refresh=True, claims_challenge=claims
                )
            )
        if not result or result.get("error") in PERSON_NEEDED:
            asked = (result or {}).get("claims")
            raise StationError(
                ErrorCode.SIGN_IN_NEEDED,
                details=refusal_details(result or {}),
                claims=asked if isinstance(asked, str) and asked else claims,
            )
        return _grant(result)

    def account(self, grant: Grant) -> Account:
        """Return who signed in; raises StationError (SIGN_IN_ANSWER_UNTRUSTED)."""
        return account_from_claims(grant.claims, self._tenant.client_id, self._tenant.tenant_id)

    def forget(self) -> None:
        """Remove every token and account; no request is made. May be called twice."""
        kinds = msal.TokenCache.CredentialType
        for kind, remove in (
            (kinds.REFRESH_TOKEN, self._cache.remove_rt),
            (kinds.ACCESS_TOKEN, self._cache.remove_at),
            (kinds.ID_TOKEN, self._cache.remove_idt),
            (kinds.ACCOUNT, self._cache.remove_account),
        ):
            for entry in list(self._cache.search(kind)):
                remove(entry)
        self._http.close()

    def _accounts(self) -> list[dict[str, Any]]:
        # PublicClientApplication.get_accounts would ask the network when there is none.
        return list(self._cache.search(msal.TokenCache.CredentialType.ACCOUNT))

    def _ask(
        self,
        call: Callable[[], Any],
        unreadable: ErrorCode = ErrorCode.ANSWER_UNREADABLE,
    ) -> Any:
        """Call msal, and turn what it raises about an answer into the `unreadable` code."""
        try:
            return call()
        except SignInHttpError as failure:
            raise failure.error from None
        except (StationError, WorkCancelledError):
            raise
        except Exception:  # noqa: BLE001 - msal has no one error for an answer it cannot use
            # The text may hold the token's claims or the nonce, so it goes no further.
            raise StationError(unreadable) from None


def _grant(result: Mapping[str, Any]) -> Grant:
    if "error" in result:
        raise refusal(result)
    token = result.get("access_token")
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise StationError(ErrorCode.ANSWER_UNREADABLE)
    try:
        expires_in = float(result.get("expires_in", 600))
        # msal has turned the seconds into a time of day by the same clock.
        due = result.get("refresh_on")
        renew_in = None if due is None else float(due) - time.time()
    except (TypeError, ValueError, OverflowError):
        raise StationError(ErrorCode.ANSWER_UNREADABLE) from None
    scopes = frozenset(str(result.get("scope", "")).split()) - _OWN_SCOPES_OF_MSAL
    return Grant(Secret(token), expires_in, renew_in, scopes, result.get("id_token_claims") or {})


def _device_flow(flow: dict[str, Any]) -> DeviceFlow:
    """Read a device authorization answer (RFC 8628, section 3.2); raises ANSWER_UNREADABLE."""
    code, address = flow.get("user_code"), flow.get("verification_uri")
    complete = flow.get("verification_uri_complete")
    try:
        flow["interval"] = max(1, flow["interval"])
        expires_in = float(flow["expires_in"])
    except (LookupError, TypeError, ValueError, OverflowError):
        raise StationError(ErrorCode.ANSWER_UNREADABLE) from None
    if not isinstance(code, str) or not _USER_CODE.fullmatch(code):
        raise StationError(ErrorCode.ANSWER_UNREADABLE)
    if not isinstance(address, str) or not _may_be_opened(address):
        raise StationError(ErrorCode.ANSWER_UNREADABLE)
    if not isinstance(complete, str) or not _may_be_opened(complete):
        complete = None
    return DeviceFlow(code, address, complete, expires_in, flow)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _may_be_opened(address: str) -> bool:
    """Whether a browser may be sent there: over HTTPS, or on this very machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _keep_loggers_quiet() -> None:
    """Keep out of the log what msal and urllib3 write at DEBUG: codes, verifiers, addresses."""
    for name in ("msal", "urllib3"):
        logger = logging.getLogger(name)
        if logger.level < logging.INFO:
            logger.setLevel(logging.INFO)
