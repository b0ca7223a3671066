"""What benches of runs share: a practice tenant, its people, and services signed in to it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.person import Person
from kiosk.models.run import Row, RowState
from kiosk.models.settings import SignInSettings, TenantSettings
from kiosk.practice.directory import Directory
from kiosk.practice.launcher import PracticeTenant, PracticeTenantProcess
from kiosk.practice.people import Credential
from kiosk.practice.seeds import Seed
from kiosk.practice.visitor import Visitor
from kiosk.services.audit import AuditLog
from kiosk.services.audit_trail import AuditTrail
from kiosk.services.sign_in.progress import DeviceCodeShown, SignInProgress
from kiosk.services.workplace import Workplace

SEED = 20_261_124
LATENCY_MS = 200


@contextmanager
def practice_tenant(people: int, quota: int, latency_ms: int) -> Iterator[PracticeTenant]:
    """Run a practice tenant in a process of its own; a quota of 0 is none that can be reached."""
    options = {
        "seed": SEED,
        "people": people,
        "write-quota": quota or 1_000_000,
        "latency-ms": latency_ms,
    }
    arguments = [text for name, value in options.items() for text in (f"--{name}", str(value))]
    with PracticeTenantProcess(*arguments) as practice:
        yield practice


def people_of(practice: PracticeTenant, *, with_method: bool) -> list[Person]:
    """Return those whose PIN may be reset, or those who may get a first badge."""
    directory = Directory(Seed(SEED), practice.people)
    has_none = Credential.NONE
    return [
        Person(
            one.id,
            one.display_name,
            one.user_principal_name,
            employee_id=one.employee_id or "",
            job_title=one.job_title,
            department=one.department,
            office_location=one.office,
        )
        for one in map(directory.person, range(directory.size))
        if one.enabled and not (one.contractor or one.roles or one.guest)
        if (one.credential is not has_none) == with_method
    ]


def rows_of(people: list[Person]) -> list[Row]:
    """Return the table of a run for these people, as the look before it makes it."""
    return [
        Row(number, person, RowState.READY, has_method=False)
        for number, person in enumerate(people, start=1)
    ]


def signed_in_workplace(practice: PracticeTenant, folder: Path) -> Workplace:
    """Return a workplace in which the administrator has signed in with a device code."""
    clock = SystemClock()
    tenant = TenantSettings(
        tenant_id=practice.tenant_id,
        client_id=practice.client_id,
        authority=practice.authority,
        graph_root=practice.graph,
        ca_file=str(practice.ca_file),
    )
    trail = AuditTrail(AuditLog(folder / "audit.jsonl", clock), station="bench", practice=True)
    workplace = Workplace(tenant, SignInSettings(), trail, clock, random.SystemRandom())
    account = practice.administrator
    visitor = Visitor(account.username, account.password)

    def enter(progress: SignInProgress) -> None:
        if isinstance(progress, DeviceCodeShown):
            where, code = progress.address, progress.user_code
            Thread(target=visitor.enter_device_code, args=(where, code), daemon=True).start()

    workplace.session.sign_in_by_device_code(CancelToken(), enter)
    return workplace
