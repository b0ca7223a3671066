"""Everything the station can do once its libraries are loaded, behind one object.

Importing this module loads `requests`; the first page is on the screen before that.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

from kiosk.models.badge import Credentials
from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import Clock
from kiosk.models.errors import UNWELL, ErrorCode, StationError
from kiosk.models.moment import Moment
from kiosk.models.person import Account, Person
from kiosk.models.scan import BadgeScan
from kiosk.models.secret import Secret
from kiosk.models.settings import GraphVersion, SignInSettings, TenantSettings
from kiosk.models.target import Target
from kiosk.services.audit_trail import AuditTrail
from kiosk.services.badge_holder import holder_of
from kiosk.services.change_limit import ChangeLimit
from kiosk.services.freed_memory import overwrite_small_blocks
from kiosk.services.graph.client import ENDLESS, GraphClient, TokenSource, Turns
from kiosk.services.graph.gathering import GatheringPost
from kiosk.services.graph.methods import MethodService
from kiosk.services.graph.pace import TENANT_WRITES, AheadOfRun, WritePace
from kiosk.services.graph.people import PeopleService
from kiosk.services.graph.refusals import refusal
from kiosk.services.graph.teams import TeamService
from kiosk.services.operations.in_doubt import InDoubt
from kiosk.services.operations.operation import Operation, Work
from kiosk.services.operations.progress import Report
from kiosk.services.operations.watching import watch
from kiosk.services.sign_in.session import SignInSession
from kiosk.services.transport import HttpAnswer, HttpRequest, Transport

_CLOCK_CORRECTION = timedelta(minutes=1)


class Workplace:
    """Sign-in, look-up and operations for one tenant; every call blocks and may fail.

    `session`, `people` and `methods` are the services; operations go through here, because
    each is written to the audit file before it begins and when it has ended.
    """

    def __init__(
        self,
        tenant: TenantSettings,
        sign_in: SignInSettings,
        audit: AuditTrail,
        clock: Clock,
        chance: random.Random,
        *,
        ca_named_in: str = "",
    ) -> None:
        self._tenant = tenant
        self._fresh_for = timedelta(minutes=sign_in.reauthenticate_minutes)
        self._changes = ChangeLimit(sign_in.changes_before_reauthentication, clock)
        self._audit = audit
        self._clock = clock
        self._transport = Transport(clock, tenant.ca_file, ca_named_in=ca_named_in)
        self.session = SignInSession(tenant, sign_in, self._transport, clock)
        self._chance = chance
        self._in_doubt = InDoubt(clock)
        self._pace = WritePace(clock, chance)
        client = self._client(self.session)
        self.people = PeopleService(client)
        self.teams = TeamService(client)
        self.methods = MethodService(client, tenant.graph_version)

    @property
    def tenant_id(self) -> str:
        """The tenant that all this is about."""
        return self._tenant.tenant_id

    @property
    def clock_skew(self) -> timedelta:
        """How far the service's clock is ahead of this machine's, as far as it has answered."""
        return self._transport.clock_skew

    def reach(self, cancel: CancelToken) -> HttpAnswer:
        """Ask Graph for anything at all; whatever it says, its clock is known afterwards.

        Raises StationError when it does not answer.
        """
        return self._transport.send(HttpRequest("GET", f"{self._tenant.graph_url}/v1.0/"), cancel)

    def reach_well(self, cancel: CancelToken) -> None:
        """Ask Graph whether it can be asked for more.

        Raises StationError when it does not answer, SERVICE_UNAVAILABLE and THROTTLED included.
        """
        answer = self.reach(cancel)
        if answer.status >= 400:
            error = refusal(answer.status, answer.headers, answer.body, "")
            if error.code in UNWELL:
                raise error

    def serves_method(self, version: GraphVersion, cancel: CancelToken) -> bool:
        """Say whether Graph has the method's calls in a version; raises StationError."""
        return MethodService(self._client(self.session), version).is_served(cancel)

    def person_of(self, person: Person, scan: BadgeScan | None, cancel: CancelToken) -> Person:
        """Return a person's details; whoever was scanned is known by their sign-in name only.

        Raises StationError, PERSON_NOT_FOUND or what `holder_of` says of a badge.
        """
        if scan is None:
            return self.people.person(person.id, cancel)
        return holder_of(self.people, scan.user_principal_name, cancel)

    def run(self, operation: Operation, cancel: CancelToken, report: Report) -> Credentials:
        """Do what is left of an operation; see `kiosk.services.operations.operation`.

        Raises StationError, SIGN_IN_NEEDED where the sign-in is too old for a change or has
        made very many in a short time.
        """
        account, since = self.session.account, self.session.signed_in_at
        if account is None or since is None or not self._is_fresh(since):
            # An old sign-in is good for looking, but a change wants to know who stands here.
            raise StationError(ErrorCode.SIGN_IN_NEEDED)
        counted = self._changes.begin(since)
        try:
            return self._run(operation, account, cancel, report)
        except (WorkCancelledError, StationError) as error:
            maybe_done = isinstance(error, StationError) and error.maybe_done
            if operation.half_done is None and not maybe_done:
                self._changes.take_back(counted)
            raise

    def _run(
        self, operation: Operation, account: Account, cancel: CancelToken, report: Report
    ) -> Credentials:
        tokens = _TokensOf(account, self.session)
        client = self._client(tokens, turns=AheadOfRun(self._pace))
        methods = MethodService(client, self._tenant.graph_version)
        record = self._audit.attempt(operation.kind, account, operation.target.person)
        client.forget_last_change()
        try:
            with self._pace.going_first():
                credentials = operation.run(Work(methods, cancel, report, self._in_doubt))
        except WorkCancelledError:
            record.cancelled()
            raise
        except StationError as error:
            record.failed(error, operation.came_out())
            raise
        except Exception:
            record.failed(StationError(ErrorCode.UNEXPECTED), operation.came_out())
            raise
        finally:
            # The answers, which held PIN and key, have just been let go.
            overwrite_small_blocks()
        record.succeeded(credentials, client.last_change_id)
        return credentials

    def watch(
        self, target: Target, credentials: Credentials, cancel: CancelToken
    ) -> frozenset[ErrorCode]:
        """Return what works no more of PIN and code on the screen, once that is so."""
        return watch(self.methods, target, credentials, cancel)

    def for_look(self) -> RunService:
        """Return what the look before a run works with; raises SIGN_IN_NEEDED for nobody.

        An old sign-in is good for looking.
        """
        account = self.session.account
        if account is None:
            raise StationError(ErrorCode.SIGN_IN_NEEDED)
        return self._run_service(account)

    def for_run(self, quota: int | None = TENANT_WRITES) -> RunService:
        """Return what a run works with, in the name of whoever is signed in now.

        `quota` is how many writes the tenant takes in 150 seconds, None for any number. Raises
        StationError SIGN_IN_NEEDED where nobody is, or the sign-in is too old for a change.
        """
        account, since = self.session.account, self.session.signed_in_at
        if account is None or since is None or not self._is_fresh(since):
            raise StationError(ErrorCode.SIGN_IN_NEEDED)
        if quota != self._pace.quota:
            self._pace = WritePace(self._clock, self._chance, quota)
        return self._run_service(account)

    def _run_service(self, account: Account) -> RunService:
        url, tokens = self._tenant.graph_url, _TokensOf(account, self.session)
        post = GatheringPost(url, self._transport)
        client = GraphClient(url, self._transport, tokens, self._chance, post, self._pace)
        return RunService(
            account,
            client,
            MethodService(client, self._tenant.graph_version, ENDLESS),
            self._pace,
            self._in_doubt,
            self._audit,
        )

    def _client(self, tokens: TokenSource, turns: Turns | None = None) -> GraphClient:
        return GraphClient(
            self._tenant.graph_url, self._transport, tokens, self._chance, turns=turns
        )

    def _is_fresh(self, since: Moment) -> bool:
        now = Moment.now(self._clock)
        # A clock that was put back must not make a sign-in last for ever.
        is_in_order = now.time - since.time >= -_CLOCK_CORRECTION
        return is_in_order and now.seconds_since(since) <= self._fresh_for.total_seconds()


@dataclass(frozen=True)
class RunService:
    """What a run works with: calls that go in batches and keep the tenant's quota."""

    account: Account
    client: GraphClient
    methods: MethodService
    pace: WritePace
    in_doubt: InDoubt
    audit: AuditTrail


class _TokensOf:
    """The tokens of the one who began an operation; nobody who signs in later goes on with it."""

    def __init__(self, account: Account, session: SignInSession) -> None:
        self._account = account
        self._session = session

    def access_token(
        self, cancel: CancelToken, rejected: Secret | None = None, claims: str | None = None
    ) -> Secret:
        """Return a token; raises StationError (SIGN_IN_NEEDED) when that person has left."""
        token = self._session.access_token(cancel, rejected, claims)
        account = self._session.account
        if account is None or account.person_id != self._account.person_id:
            raise StationError(ErrorCode.SIGN_IN_NEEDED)
        return token
