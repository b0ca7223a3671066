"""Who is signed in at the station, and the token that their work is done with.

Tokens live in memory only, and are gone the moment somebody signs out. Importing this module
loads neither msal nor requests.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.moment import Moment
from kiosk.models.permissions import TEAM_SCOPE, UNIT_SCOPE
from kiosk.models.person import Account
from kiosk.models.secret import Secret
from kiosk.models.settings import SignInSettings, TenantSettings
from kiosk.services.sign_in.browser_opening import BrowserOpening
from kiosk.services.sign_in.device_wait import MAY_BE_OVER, wait_for_device
from kiosk.services.sign_in.held_token import HeldToken
from kiosk.services.sign_in.patience import Patience
from kiosk.services.sign_in.progress import DeviceCodeShown, Finishing, SignInProgress
from kiosk.services.sign_in.receiver import LoopbackReceiver
from kiosk.services.sign_in.registration_check import RegistrationCheck

if TYPE_CHECKING:
    from kiosk.services.sign_in.tenant_client import Grant, TenantClient
    from kiosk.services.transport import Transport

T = TypeVar("T")

_RENEWAL_PAUSE_SECONDS = 60.0


@dataclass
class _SignedIn:
    account: Account
    since: Moment
    client: TenantClient
    held: HeldToken
    scopes: frozenset[str]
    by_browser: bool

    def forget(self) -> None:
        self.held.token.clear()
        self.client.forget()


class SignInSession:
    """One supervisor at a time; usable from any thread."""

    def __init__(
        self,
        tenant: TenantSettings,
        options: SignInSettings,
        transport: Transport,
        clock: Clock,
        *,
        usual_scopes: Sequence[str] | None = None,
    ) -> None:
        """Nobody is signed in yet; `usual_scopes` are asked for in place of the station's own."""
        self._tenant = tenant
        self._usual_scopes = usual_scopes
        self._options = options
        self._transport = transport
        self._clock = clock
        self._state = threading.Lock()
        self._renewing = threading.Lock()
        self._signed_in: _SignedIn | None = None
        self._is_known_to_tenant = False
        self.wanted_scopes: frozenset[str] = frozenset()
        """What a sign-in asks for besides, TEAM_SCOPE or UNIT_SCOPE; set it before that sign-in.

        They are not asked for by themselves, because a tenant that has not consented to one refuses
        the whole sign-in. So that no ordinary sign-in fails for it later, one that fails takes
        this back to what the person who is still signed in has, and signing out to nothing.
        """

    @property
    def account(self) -> Account | None:
        """Who is signed in."""
        signed_in = self._signed_in
        return signed_in.account if signed_in else None

    @property
    def signed_in_at(self) -> Moment | None:
        """When that person last proved who they are."""
        signed_in = self._signed_in
        return signed_in.since if signed_in else None

    @property
    def granted_scopes(self) -> frozenset[str]:
        """What the tenant has consented to, as it names it; empty when nobody is signed in."""
        signed_in = self._signed_in
        return signed_in.scopes if signed_in else frozenset()

    @property
    def sign_in_page(self) -> str:
        """The address of the page that whoever is signed in came through; empty for nobody."""
        signed_in = self._signed_in
        return signed_in.client.sign_in_page if signed_in else ""

    @property
    def may_read_teams(self) -> bool:
        """Whether the tenant has consented to TEAM_SCOPE for whoever is signed in; asked or not."""
        return TEAM_SCOPE in self._granted({TEAM_SCOPE})

    def sign_in_by_browser(
        self,
        open_browser: Callable[[str], bool],
        cancel: CancelToken,
        report: Callable[[SignInProgress], None],
        claims: str | None = None,
        expected: Account | None = None,
    ) -> Account:
        """Sign in through the system's browser, and wait until the person is done there.

        `open_browser` gets the page's address and tells whether a browser took it; it runs
        on a thread of its own. `claims` are those that a StationError brought. With
        `expected` only that person is accepted, and who was signed in stays so on failure.
        Once tokens are held, `cancel` is committed.

        Raises WorkCancelledError, and StationError: SIGN_IN_TIMED_OUT, SIGN_IN_REFUSED,
        SIGN_IN_FAILED, SIGN_IN_ANSWER_UNTRUSTED, SIGN_IN_OTHER_PERSON, CONSENT_MISSING,
        TENANT_UNKNOWN, CLIENT_UNKNOWN, and the errors of the network.
        """
        return self._signing_in(
            lambda: self._sign_in_by_browser(open_browser, cancel, report, claims, expected)
        )

    def sign_in_by_device_code(
        self,
        cancel: CancelToken,
        report: Callable[[SignInProgress], None],
        claims: str | None = None,
        expected: Account | None = None,
    ) -> Account:
        """Sign in with a code that the person types on another device.

        Parameters and errors as for `sign_in_by_browser`. A passing fault of the service
        while waiting does not end the wait.
        """
        return self._signing_in(
            lambda: self._sign_in_by_device_code(cancel, report, claims, expected)
        )

    def sign_in_by_broker(
        self,
        cancel: CancelToken,
        report: Callable[[SignInProgress], None],
        claims: str | None = None,
        expected: Account | None = None,
    ) -> Account:
        """Raise StationError (BROKER_UNAVAILABLE).

        The broker is part of Windows and is reached through the package pymsalruntime, which
        the station does not bring, because it could not be tried there.
        """
        del cancel, report, claims, expected
        raise StationError(ErrorCode.BROKER_UNAVAILABLE)

    def access_token(
        self, cancel: CancelToken, rejected: Secret | None = None, claims: str | None = None
    ) -> Secret:
        """Return a token for Graph, renewed without a person where that is due.

        `rejected` is a token that the service has just refused: a fresh one is fetched,
        unless another thread has done so. `claims` are those of the service's challenge.
        The caller must not clear the secret; signing out does.

        Raises StationError: SIGN_IN_NEEDED with the claims to sign in with when it takes a
        person, and the errors of the network when no token that is still good is held.
        """
        return _without_trace(lambda: self._access_token(cancel, rejected, claims))

    def sign_out(self) -> str | None:
        """Forget the person and every token at once; no request is made.

        Returns the address of the tenant's page that ends the browser's own session; None
        when nobody was signed in by browser, or the tenant has no such page.
        """
        with self._state:
            signed_in, self._signed_in = self._signed_in, None
        self.wanted_scopes = frozenset()
        if signed_in is None:
            return None
        address = signed_in.client.logout_address
        signed_in.forget()
        return address if signed_in.by_browser else None

    def _granted(self, scopes: set[str]) -> frozenset[str]:
        """Return which of these whoever is signed in has; tenants name them short or long."""
        names = {scope.rpartition("/")[2].lower() for scope in self.granted_scopes}
        return frozenset(scope for scope in scopes if scope.lower() in names)

    def _signing_in(self, work: Callable[[], Account]) -> Account:
        try:
            return _without_trace(work)
        except BaseException:
            self.wanted_scopes = self._granted({TEAM_SCOPE, UNIT_SCOPE})
            raise

    def _sign_in_by_browser(
        self,
        open_browser: Callable[[str], bool],
        cancel: CancelToken,
        report: Callable[[SignInProgress], None],
        claims: str | None,
        expected: Account | None,
    ) -> Account:
        patience = self._patience(self._options.timeout_seconds, cancel)
        client = self._connect(patience)
        try:
            with LoopbackReceiver() as receiver:
                flow = client.begin_browser(
                    receiver.redirect_uri, claims, expected.username if expected else None
                )
                looks = [BrowserOpening(open_browser, flow.address, report, self._clock).look]
                if not self._is_known_to_tenant:
                    ask = partial(client.look_up_registration, patience)
                    looks.append(RegistrationCheck(ask, patience).look)
                answer = receiver.wait_for_answer(flow.expected, patience, looks)
            report(Finishing())
            grant = client.finish_browser(flow, answer, Patience(cancel, self._clock))
            return self._accept(client, grant, expected, cancel, by_browser=True)
        except BaseException:
            client.forget()
            raise

    def _sign_in_by_device_code(
        self,
        cancel: CancelToken,
        report: Callable[[SignInProgress], None],
        claims: str | None,
        expected: Account | None,
    ) -> Account:
        patience = self._patience(self._options.timeout_seconds, cancel)
        client = self._connect(patience)
        try:
            flow = client.begin_device(claims, patience)
            patience = patience.at_most(flow.expires_in)
            report(
                DeviceCodeShown(
                    flow.user_code,
                    flow.address,
                    flow.complete_address,
                    self._clock.now() + timedelta(seconds=patience.seconds_left),
                )
            )
            grant = wait_for_device(client, flow, claims, patience)
            report(Finishing())
            return self._accept(client, grant, expected, cancel, by_browser=False)
        except BaseException:
            client.forget()
            raise

    def _patience(self, seconds: float, cancel: CancelToken) -> Patience:
        return Patience(cancel, self._clock, self._clock.monotonic() + seconds)

    def _connect(self, patience: Patience) -> TenantClient:
        from kiosk.services.sign_in.tenant_client import (  # noqa: PLC0415 - loads msal
            TenantClient,
        )

        more_scopes = tuple(sorted(self.wanted_scopes))
        return TenantClient(
            self._tenant, self._transport, patience, more_scopes, self._usual_scopes
        )

    def _accept(
        self,
        client: TenantClient,
        grant: Grant,
        expected: Account | None,
        cancel: CancelToken,
        *,
        by_browser: bool,
    ) -> Account:
        account = client.account(grant)
        if expected is not None and account.person_id != expected.person_id:
            grant.token.clear()
            raise StationError(ErrorCode.SIGN_IN_OTHER_PERSON)
        held = self._held(grant)
        since = Moment.now(self._clock)
        signed_in = _SignedIn(account, since, client, held, grant.scopes, by_browser)
        # One step for whoever signs out because the station locks at this very moment.
        with self._state:
            try:
                # From here on a cancel would come too late, and must say so.
                cancel.commit()
            except BaseException:
                held.token.clear()
                raise
            before, self._signed_in = self._signed_in, signed_in
        self._is_known_to_tenant = True
        if before is not None:
            before.client.forget()
            if before.account.person_id != account.person_id:
                before.held.token.clear()
        return account

    def _held(self, grant: Grant) -> HeldToken:
        now = self._clock.monotonic()
        return HeldToken.taken(grant.token, now, grant.expires_in, grant.renew_in)

    def _access_token(
        self, cancel: CancelToken, rejected: Secret | None, claims: str | None
    ) -> Secret:
        patience = Patience(cancel, self._clock)
        patience.lock(self._renewing)
        try:
            return self._token(patience, rejected, claims)
        finally:
            self._renewing.release()

    def _token(self, patience: Patience, rejected: Secret | None, claims: str | None) -> Secret:
        patience.check()
        signed_in = self._signed_in
        if signed_in is None:
            raise StationError(ErrorCode.SIGN_IN_NEEDED, claims=claims)
        held, now = signed_in.held, self._clock.monotonic()
        renewed_meanwhile = rejected is not None and rejected != held.token
        is_asked_for = (rejected is not None or claims is not None) and not renewed_meanwhile
        if not is_asked_for and now < held.renew_at:
            return held.token
        try:
            grant = signed_in.client.renew(claims if is_asked_for else None, patience)
        except StationError as error:
            if is_asked_for or error.code not in MAY_BE_OVER or now >= held.good_until:
                raise
            held.renew_at = now + max(_RENEWAL_PAUSE_SECONDS, error.retry_after or 0.0)
            return held.token
        with self._state:
            if self._signed_in is signed_in:
                signed_in.held = self._held(grant)
                return grant.token
            current = self._signed_in
        # Somebody signed out, or in anew, while the answer was on its way.
        grant.token.clear()
        signed_in.client.forget()
        if current is not None and current.account.person_id == signed_in.account.person_id:
            return current.held.token
        raise StationError(ErrorCode.SIGN_IN_NEEDED, claims=claims)


def _without_trace(work: Callable[[], T]) -> T:
    """Let errors out without the frames they came through: their variables held tokens."""
    try:
        return work()
    except (StationError, WorkCancelledError) as error:
        failure = error
    if isinstance(failure, StationError):
        # Signing in changes nothing in the directory, whatever became of its request.
        failure.maybe_done = False
    failure.__context__ = None
    raise failure.with_traceback(None)
