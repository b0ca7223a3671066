"""The station's services on a practice tenant that can be made to suffer, and to remember.

The tenant runs in this process, over real TLS, because a whole suite of faults is over sooner
than so many tenants would be started.
"""

from __future__ import annotations

import contextlib
import json
import random
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock, SystemClock
from kiosk.models.person import Person
from kiosk.models.settings import GraphVersion, SignInSettings, TenantSettings
from kiosk.models.target import Target
from kiosk.practice.faults import parse_fault
from kiosk.practice.launcher import PracticeAccount, PracticeTenant, parse_ready_line
from kiosk.practice.messages import Answer, GraphRefusalError, Request
from kiosk.practice.server import TenantServer
from kiosk.practice.tenant import Options
from kiosk.practice.visitor import Visitor
from kiosk.services.graph.client import GraphClient, TokenSource
from kiosk.services.graph.methods import MethodService
from kiosk.services.graph.people import PeopleService
from kiosk.services.operations.progress import Progress, Step
from kiosk.services.sign_in.session import SignInSession
from kiosk.services.transport import Transport


@dataclass
class SufferingTenant:
    """A practice tenant whose faults change while it runs; `asked` is what Graph was asked."""

    practice: PracticeTenant
    server: TenantServer
    asked: list[Request] = field(default_factory=list)
    late: list[Request] = field(default_factory=list)
    lands_before: Callable[[Request], bool] = lambda _: False

    def suffer(self, *specs: str) -> None:
        """Have these faults from now on, and forget what was asked before."""
        self.server.tenant._faults.replace([parse_fault(spec) for spec in specs])
        self.asked.clear()
        self.late.clear()
        self.lands_before = lambda _: False

    def land(self) -> None:
        """Let every change happen now whose caller was told that it took too long.

        By itself such a change would land after a second, which no test could tell from before
        or after anything else.
        """
        waiting, self.late = self.late, []
        for request in waiting:
            with contextlib.suppress(GraphRefusalError):
                self.server.tenant._graph._serve(request)

    def late_request(self, request: Request) -> None:
        """Keep a request that is to be served late."""
        self.late.append(request)

    def writes(self, *methods: str) -> list[Request]:
        """Return the requests that change something, or those with these methods."""
        return [one for one in self.asked if one.method in (methods or ("PUT", "PATCH", "DELETE"))]

    def person(self, name: str) -> Person:
        """Return one of the people who are always there, or who have this sign-in name."""
        found = self.server.tenant.directory.find(self.upn(name))
        assert found is not None
        return Person(found.id, found.display_name, found.user_principal_name)

    def target(self, name: str) -> Target:
        """Return that person as whom an operation is about."""
        return Target(self.person(name))

    def upn(self, name: str) -> str:
        """Return a sign-in name in this tenant."""
        return f"{name}@{self.practice.domain}"

    def newcomers(self) -> list[Person]:
        """Return the people whom an administrator may give a first badge to that lets them in."""
        directory = self.server.tenant.directory
        found = [directory.person(row) for row in range(directory.size)]
        return [
            Person(one.id, one.display_name, one.user_principal_name)
            for one in found
            if one.credential.value == "none" and one.enabled and not (one.contractor or one.roles)
        ]

    def badge_of(self, name: str) -> str:
        """Return what the badge says that a person carried when the tenant started."""
        query = urlencode({"user": self.upn(name)})
        return str(_practice_route(f"{self.practice.pages}/practice/pocket?{query}")["content"])

    def accepts(self, badge: str, pin: str) -> bool:
        """Let a worker scan a badge and type a PIN."""
        body = json.dumps({"content": badge, "pin": pin}).encode()
        document = _practice_route(f"{self.practice.pages}/practice/qr-sign-in", body)
        # A new PIN is right, but has to be changed before it signs anybody in.
        return document["signedIn"] is True or document["mustChangePin"] is True


def _practice_route(address: str, body: bytes | None = None) -> dict[str, object]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(address, body), timeout=10) as reply:  # http, loopback
        document: dict[str, object] = json.loads(reply.read())
        return document


@contextmanager
def suffering_tenant(people: int = 300) -> Iterator[SufferingTenant]:
    """Run a tenant that has no faults yet."""
    # A suite of faults writes more in a minute than a real tenant allows in two and a half.
    with TenantServer(Options(people=people, seed=5, write_quota=1_000_000)) as server:
        tenant = SufferingTenant(parse_ready_line(json.dumps(server.description)), server)
        answer = server.tenant._graph.answer

        def remember(request: Request) -> Answer:
            if tenant.late and tenant.lands_before(request):
                tenant.land()
            tenant.asked.append(request)
            return answer(request)

        graph = server.tenant._graph
        graph.answer = remember  # type: ignore[method-assign]  # it listens in
        graph._serve_later = tenant.late_request  # type: ignore[method-assign]  # it waits for land
        yield tenant


class HurriedToken(CancelToken):
    """Waits for nothing, and notes how long it should have waited."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.raise_if_cancelled()


class WaitingToken(CancelToken):
    """Stops whoever is about to wait, at that very moment."""

    def wait(self, seconds: float) -> None:
        del seconds
        self.cancel()
        self.raise_if_cancelled()


class Reports:
    """Keeps what an operation reported; `at` is called when it first gets to `step`."""

    def __init__(self, step: Step | None = None, at: Callable[[], object] = lambda: None) -> None:
        self.all: list[Progress] = []
        self._step = step
        self._at = at

    def __call__(self, progress: Progress) -> None:
        self.all.append(progress)
        if progress.step is self._step:
            self._step = None
            self._at()

    @property
    def waits(self) -> list[float]:
        """The waits that were told, in seconds."""
        return [one.waiting_seconds for one in self.all if one.waiting_seconds is not None]


def settings_of(
    tenant: PracticeTenant, version: GraphVersion = GraphVersion.BETA
) -> TenantSettings:
    """Return the settings of a station for this tenant."""
    return TenantSettings(
        tenant_id=tenant.tenant_id,
        client_id=tenant.client_id,
        authority=tenant.authority,
        graph_root=tenant.graph,
        ca_file=str(tenant.ca_file),
        graph_version=version,
    )


@dataclass(frozen=True)
class StationServices:
    """The services as a workplace holds them, with short limits."""

    transport: Transport
    session: SignInSession
    client: GraphClient
    methods: MethodService
    people: PeopleService

    def sign_in(self, account: PracticeAccount, claims: str | None = None) -> None:
        """Sign in as a person in a browser does."""
        sign_in(self.session, account, claims)


def sign_in(session: SignInSession, account: PracticeAccount, claims: str | None = None) -> None:
    """Sign in as a person in a browser does."""

    def open_browser(address: str) -> bool:
        Visitor(account.username, account.password).sign_in(address)
        return True

    session.sign_in_by_browser(open_browser, CancelToken(), lambda _: None, claims)


def services_for(
    tenant: PracticeTenant,
    version: GraphVersion = GraphVersion.BETA,
    *,
    tokens: TokenSource | None = None,
    read_seconds: float = 0.4,
    clock: Clock | None = None,
) -> StationServices:
    """Return services for this tenant; nobody is signed in yet."""
    settings = settings_of(tenant, version)
    clock = clock or SystemClock()
    transport = Transport(clock, settings.ca_file, read_seconds=read_seconds)
    session = SignInSession(settings, SignInSettings(), transport, clock)
    client = GraphClient(settings.graph_url, transport, tokens or session, random.Random(1))
    return StationServices(
        transport, session, client, MethodService(client, version), PeopleService(client)
    )


def cancel_soon(cancel: CancelToken, when: threading.Event) -> threading.Thread:
    """Cancel, on a thread of its own, as soon as something has happened."""

    def work() -> None:
        assert when.wait(10)
        cancel.cancel()

    thread = threading.Thread(target=work, name="canceller")
    thread.start()
    return thread
