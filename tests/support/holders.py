"""Somebody with badge and PIN on a practice tenant, and what the tenant says of them afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from kiosk.models.badge import Badge, BadgeKind, Credentials, IssuedBadge, Method
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import StationError
from kiosk.models.target import Target
from kiosk.printing.codes import code_of
from kiosk.services.graph.methods import MethodService
from kiosk.services.operations.in_doubt import InDoubt
from kiosk.services.operations.operation import Operation, Work
from tests.support.badges import said_by
from tests.support.station_services import (
    HurriedToken,
    Reports,
    StationServices,
    SufferingTenant,
)

DAYS = 365


@dataclass
class Holder:
    """A person and what they carry: what their codes say, and the PIN in their head."""

    tenant: SufferingTenant
    methods: MethodService
    target: Target
    pin: str
    contents: dict[BadgeKind, str] = field(default_factory=dict)

    def read(self) -> Method | None:
        """Return the state as the tenant has it now."""
        return self.methods.read(self.target, CancelToken())

    def held(self, kind: BadgeKind = BadgeKind.STANDARD) -> Badge | None:
        """Return the code of a kind as the tenant has it now."""
        method = self.read()
        return None if method is None else method.badge(kind)

    def gets_temporary(self, hours: int = 8) -> Badge:
        """Make a temporary code beside the badge, as another station would."""
        return self.gets(BadgeKind.TEMPORARY, timedelta(hours=hours))

    def gets(self, kind: BadgeKind, life: timedelta) -> Badge:
        """Make a code, as another station would, and take it along."""
        now = self.methods.server_now().replace(microsecond=0)
        made = self.methods.create_code(self.target, kind, now, now + life, CancelToken())
        self.contents[kind] = said_by(made)
        return made.badge

    def loses(self, kind: BadgeKind = BadgeKind.STANDARD) -> None:
        """Delete a code, as another station would."""
        self.methods.delete_code(self.target, kind, CancelToken())

    def gets_another(self, kind: BadgeKind = BadgeKind.STANDARD) -> Badge:
        """Replace a code, as another station would."""
        self.loses(kind)
        life = timedelta(days=30) if kind is BadgeKind.STANDARD else timedelta(hours=2)
        return self.gets(kind, life)

    def gets_in(self, kind: BadgeKind = BadgeKind.STANDARD) -> bool:
        """Scan the code in the pocket and type the PIN."""
        return self.tenant.accepts(self.contents[kind], self.pin)

    def takes(self, credentials: Credentials) -> None:
        """Take what came out of an operation, and see that it is true.

        The code that came out is the only one of its kind, a scan of it signs in with the PIN
        that is known, and what it took the place of opens nothing any more.
        """
        if credentials.pin is not None:
            self.pin = credentials.pin.digits.reveal()
        if credentials.issued is None:
            return
        badge = credentials.issued.badge
        old = self.contents.get(badge.kind)
        self.contents[badge.kind] = _code_of(credentials.issued)
        standing = self.held(badge.kind)
        assert standing is not None
        assert standing.id == badge.id == self.contents[badge.kind].split("|")[2]
        assert (standing.starts, standing.expires) == (badge.starts, badge.expires)
        assert self.gets_in(badge.kind)
        is_replaced = old not in (None, self.contents[badge.kind])
        assert not is_replaced or not self.tenant.accepts(str(old), self.pin)


def run(
    operation: Operation, services: StationServices, reports: Reports | None = None
) -> Credentials | StationError:
    """Run an operation once, without waiting; return what came out or how it failed."""
    work = Work(services.methods, HurriedToken(), reports or Reports(), InDoubt(SystemClock()))
    try:
        return operation.run(work)
    except StationError as error:
        return error


def _code_of(issued: IssuedBadge) -> str:
    """Return what a scan of the code would say, read off its picture where that is all there is."""
    return said_by(issued) if issued.content is not None else code_of(issued).content.reveal()


@contextmanager
def holder_on(tenant: SufferingTenant, methods: MethodService, number: int = 0) -> Iterator[Holder]:
    """Give a badge and a PIN to a newcomer, and take both away afterwards."""
    target = Target(tenant.newcomers()[number])
    now = methods.server_now().replace(microsecond=0)
    made = methods.create(target, now, now + timedelta(days=DAYS), CancelToken())
    assert made.pin is not None
    contents = {BadgeKind.STANDARD: said_by(made.issued)}
    holder = Holder(tenant, methods, target, made.pin.digits.reveal(), contents)
    tenant.suffer()
    try:
        yield holder
    finally:
        tenant.suffer()
        methods.remove(target, CancelToken())
