"""A shop whose people are in a run: what the tenant says of each, and what the run's paper says."""

from __future__ import annotations

import itertools
import json
import re
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2

from kiosk.models.badge import Badge, Credentials, Method
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import StationError
from kiosk.models.person import Person
from kiosk.models.run import Row, RowState, RunAction
from kiosk.models.target import Target
from kiosk.practice.launcher import PracticeTenant
from kiosk.services.graph.gathering import GatheringPost
from kiosk.services.graph.methods import MethodService
from kiosk.services.graph.teams import TeamService
from tests.support.badges import said_by
from tests.support.own_token import token_for
from tests.support.pages import codes_on_page
from tests.support.station_services import services_for, settings_of

SCOPES = ("User.Read.All", "UserAuthenticationMethod.ReadWrite.All")
"""What it takes to look at people and to give them badges."""

_DPI = 200
_PIN = re.compile(r"(?<!\d)\d{4} \d{4}(?!\d)")
_TOGETHER = 20


@dataclass
class Worker:
    """Somebody of the shop: what they carry, and the PIN in their head."""

    person: Person
    content: str = ""
    pin: str = ""
    badge: Badge | None = None

    @property
    def target(self) -> Target:
        return Target(self.person)


@dataclass
class Shop:
    """People of a practice tenant, and an administrator elsewhere who can look at them."""

    practice: PracticeTenant
    methods: MethodService
    pool: ThreadPoolExecutor
    workers: list[Worker] = field(default_factory=list)

    def look(self) -> list[Method | None]:
        """Return the state of everybody as the tenant has it now, in their order."""

        def read(worker: Worker) -> Method | None:
            return self.methods.read(worker.target, CancelToken(), is_looked_for=True)

        return list(self.pool.map(read, self.workers))

    def badge_ids(self) -> list[str]:
        """Return the id of everybody's badge, empty for none."""
        badges = [None if method is None else method.standard for method in self.look()]
        return ["" if badge is None else badge.id for badge in badges]

    def get_ready(self, action: RunAction) -> list[Row]:
        """Give everybody a badge and a PIN, or nothing where they are to get their first.

        Return the rows of a run for them.
        """
        list(self.pool.map(lambda one: self._get_ready(one, action), self.workers))
        return [row_of(worker, number) for number, worker in enumerate(self.workers, start=1)]

    def _get_ready(self, worker: Worker, action: RunAction) -> None:
        self.methods.remove(worker.target, CancelToken())
        worker.content, worker.pin, worker.badge = "", "", None
        if action is RunAction.ISSUE:
            return
        days = 30 if action is RunAction.EXTEND else 200
        made = self.give(worker.target, days)
        assert made.pin is not None
        assert made.issued is not None
        worker.content = said_by(made.issued)
        worker.pin = made.pin.digits.reveal()
        worker.badge = made.issued.badge

    def give(self, target: Target, days: int) -> Credentials:
        """Give somebody a badge and a PIN."""
        starts = self.methods.server_now().replace(microsecond=0)
        return self.methods.create(target, starts, starts + timedelta(days=days), CancelToken())

    def check(self, worker: Worker, badge_id: str, code: str | None, pin: str | None) -> None:
        """See that somebody gets in with what came out of a run, or what they have yet.

        The code is the one that the tenant knows, and what was replaced opens nothing any more.
        """
        content, digits = code or worker.content, pin or worker.pin
        assert content.split("|")[1] == worker.person.user_principal_name
        assert content.split("|")[2] == badge_id
        assert self.lets_in(content, digits)
        if code is not None and worker.badge is not None:
            assert badge_id != worker.badge.id
            assert not self.lets_in(worker.content, digits)
        if pin is not None and worker.pin:
            assert not self.lets_in(content, worker.pin)

    def lets_in(self, content: str, pin: str) -> bool:
        """Let somebody scan a code and type a PIN."""
        body = json.dumps({"content": content, "pin": pin}).encode()
        request = urllib.request.Request(f"{self.practice.pages}/practice/qr-sign-in", body)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=10) as reply:  # http, loopback
            document: dict[str, Any] = json.loads(reply.read())
        # A new PIN is right, but has to be changed before it signs anybody in.
        return document["signedIn"] is True or document["mustChangePin"] is True


def row_of(worker: Worker, number: int) -> Row:
    """Return somebody's row, as a look before the run would."""
    badge = worker.badge
    return Row(
        number,
        worker.person,
        RowState.READY,
        has_method=badge is not None,
        badge_id="" if badge is None else badge.id,
        starts=None if badge is None else badge.starts,
        expires=None if badge is None else badge.expires,
    )


@contextmanager
def shop_on(practice: PracticeTenant, count: int) -> Iterator[Shop]:
    """Take so many people of a tenant who may have badges."""
    token = token_for(practice, practice.administrator, *SCOPES)
    services = services_for(practice, tokens=token, read_seconds=10)
    settings = settings_of(practice)
    # Asked for in batches, so that looking at everybody after each step is quick.
    client = services.client
    client._post = GatheringPost(settings.graph_url, services.transport)
    with ThreadPoolExecutor(_TOGETHER) as pool:
        shop = Shop(practice, MethodService(client, settings.graph_version), pool)
        may_have_one = (
            person
            for person in TeamService(client).everybody(CancelToken())
            if person.account_enabled and _takes_badge(shop, Target(person))
        )
        shop.workers = [Worker(person) for person in itertools.islice(may_have_one, count)]
        assert len(shop.workers) == count
        yield shop


def _takes_badge(shop: Shop, target: Target) -> bool:
    try:
        shop.methods.remove(target, CancelToken())
        shop.give(target, 30)
    except StationError:
        return False
    return True


@dataclass
class Pages:
    """What the PDF files of a folder say; a file that was read once is not read again."""

    folder: Path
    _known: dict[tuple[str, int, int], list[str]] = field(default_factory=dict)

    def codes(self) -> dict[str, list[str]]:
        """Return what the codes of each badge file say, one for each page."""
        return self._read("badges", _code_on)

    def pins(self) -> dict[str, list[str]]:
        """Return the PINs of each slip file, one for each page."""
        return self._read("slips", _pin_on)

    def badge_ids(self) -> list[str]:
        """Return the ids of all codes on all pages."""
        return [code.split("|")[2] for codes in self.codes().values() for code in codes]

    def _read(self, name: str, read: Callable[[Any], str]) -> dict[str, list[str]]:
        found = {}
        for file in sorted(self.folder.glob(f"{name}-*.pdf")):
            status = file.stat()
            key = (file.name, status.st_ino, status.st_mtime_ns)
            if key not in self._known:
                document = pypdfium2.PdfDocument(file.read_bytes())
                try:
                    self._known[key] = [read(page) for page in document]
                finally:
                    document.close()
            found[file.name] = self._known[key]
        return found


def _code_on(page: Any) -> str:
    (code,) = codes_on_page(page, _DPI)
    return code.decode()


def _pin_on(page: Any) -> str:
    (pin,) = _PIN.findall(page.get_textpage().get_text_range())
    return str(pin).replace(" ", "")


def records_of(file: Path) -> Sequence[dict[str, Any]]:
    """Return the whole lines of a journal or an audit file; a torn end does not count."""
    lines = file.read_bytes().split(b"\n")[:-1]
    return [json.loads(line) for line in lines]
