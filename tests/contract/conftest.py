"""The tenant that is held against the contract: the practice tenant, or another one.

To ask another tenant, set in the environment:

- `PIN_KIOSK_CONTRACT_GRAPH`: the root, like `https://graph.microsoft.com`
- `PIN_KIOSK_CONTRACT_TOKEN`: a token of an Authentication Administrator, with the scopes
  UserAuthMethod-QR.ReadWrite.All, User.Read, User.Read.All and GroupMember.Read.All
- `PIN_KIOSK_CONTRACT_HOLDER`: the object id or sign-in name of somebody with a QR code
  method and an active badge; their PIN is reset and their badge is replaced
- `PIN_KIOSK_CONTRACT_NEWCOMER`: the same of somebody without one; a method is created and
  removed again
- `PIN_KIOSK_CONTRACT_CA_FILE`: the CA's certificate, where the system does not know it

Tests that need other scopes, roles or people than these are then skipped.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.bare_graph import (
    Asker,
    GraphUnderTest,
    OtherGraph,
    PracticeGraph,
    is_other_tenant,
    method_of,
)
from tests.support.practice import start_practice_tenant


@pytest.fixture(scope="package")
def graph() -> Iterator[GraphUnderTest]:
    if is_other_tenant():
        yield OtherGraph()
        return
    with start_practice_tenant(people=300) as tenant:
        yield PracticeGraph(tenant)


@pytest.fixture(params=["beta", "v1.0"])
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def supervisor(graph: GraphUnderTest, version: str) -> Asker:
    return graph.administrator(version)


@pytest.fixture
def holder(graph: GraphUnderTest, supervisor: Asker) -> str:
    """Somebody who has a method with an active badge."""
    status = supervisor.ask("GET", method_of(graph.holder)).status
    assert status == 200, "the holder has no method"
    return graph.holder


@pytest.fixture
def newcomer(graph: GraphUnderTest, supervisor: Asker) -> Iterator[str]:
    """Somebody without a method; whatever a test makes is removed."""
    assert supervisor.ask("GET", method_of(graph.newcomer)).status == 404
    yield graph.newcomer
    supervisor.ask("DELETE", method_of(graph.newcomer))
