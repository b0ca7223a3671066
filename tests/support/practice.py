"""Practice tenants for tests: one for a whole session, others with their own options."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kiosk.practice.launcher import PracticeTenant, PracticeTenantProcess

SEED = 20_261_124


@contextmanager
def start_practice_tenant(*options: str, **named: str | int) -> Iterator[PracticeTenant]:
    """A running practice tenant: ``start_practice_tenant(people=50, fault="429@/users:2")``.

    Positional texts go to the command as they are, for options that repeat.
    """
    arguments = list(options)
    for name, value in ({"seed": SEED} | named).items():
        arguments += [f"--{name.replace('_', '-')}", str(value)]
    with PracticeTenantProcess(*arguments) as tenant:
        yield tenant


@pytest.fixture(scope="session")
def practice_tenant() -> Iterator[PracticeTenant]:
    """One practice tenant for all tests; whoever changes a person picks one of their own."""
    with start_practice_tenant() as tenant:
        yield tenant


def tenant_table(practice: PracticeTenant, *, names_ca: bool = True) -> str:
    """Return the table of a settings file that leads to a practice tenant.

    Without ``names_ca`` the system decides whom to trust, which does not know the tenant's CA.
    """
    return (
        f'[tenant]\ntenant_id = "{practice.tenant_id}"\nclient_id = "{practice.client_id}"\n'
        f'authority = "{practice.authority}"\ngraph_root = "{practice.graph}"\n'
        + (f'ca_file = "{practice.ca_file.as_posix()}"\n' if names_ca else "")
    )
